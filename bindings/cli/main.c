// SPDX-License-Identifier: MIT
// The program: what comes before and after the verb.
#include "help.h"
#include "interrupt.h"
#include "session.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static int run(rubric_session *session) {
    rubric_error error;
    if (session->settings.version) {
        printf("rubric %s\n", RUBRIC_VERSION);
        return fflush(stdout) == 0 ? RUBRIC_EXIT_DONE : RUBRIC_EXIT_OUTPUT;
    }
    if (session->arguments.verb == NULL && !session->settings.help)
        return rubric_help_short();
    if (rubric_session_start(session, &error) != RUBRIC_OK)
        return rubric_session_refuse(&error);
    return session->arguments.verb == NULL ? rubric_help_general(session)
                                           : rubric_verb_run(session);
}

int main(int count, char **words) {
    rubric_interrupt_install();
    rubric_session session;
    rubric_error error;
    char *none[] = {NULL};
    int code;
    if (rubric_session_init(&session, count > 0 ? words + 1 : none, &error) == RUBRIC_OK)
        code = run(&session);
    else
        code = rubric_session_refuse(&error);
    rubric_session_clear(&session);
    if (close(STDOUT_FILENO) == 0 || errno == EBADF || code != RUBRIC_EXIT_DONE)
        return code;
    fputs("rubric: error: cannot write to standard output\n", stderr);
    return RUBRIC_EXIT_OUTPUT;
}
