// SPDX-License-Identifier: MIT
// Signals: the first asks the work to end, the second removes unfinished files and ends at once.
#include "interrupt.h"

#include <limits.h>
#include <signal.h>
#include <unistd.h>

enum { FILE_COUNT = 16, STATUS_INTERRUPTED = 130 };

// A handler can be handed nothing, so these are the globals of the program.
static volatile sig_atomic_t interrupted;
static rubric_context *volatile watched;
static char unfinished[FILE_COUNT][PATH_MAX];
static volatile sig_atomic_t is_unfinished[FILE_COUNT];

static void end_by_force(void) {
    for (int i = 0; i < FILE_COUNT; i++)
        if (is_unfinished[i])
            unlink(unfinished[i]);
    _exit(STATUS_INTERRUPTED);
}

static void take_signal(int number) {
    (void)number;
    if (interrupted)
        end_by_force();
    interrupted = 1;
    if (watched != NULL)
        rubric_context_interrupt(watched);
}

static void set_action(int number, void (*action)(int)) {
    struct sigaction description = {.sa_handler = action};
    sigemptyset(&description.sa_mask);
    sigaction(number, &description, NULL); // without SA_RESTART: a read must end
}

// Who starts a program with a signal ignored, as nohup does, wants it to stay so.
static bool is_ignored(int number) {
    struct sigaction description;
    return sigaction(number, NULL, &description) == 0 && description.sa_handler == SIG_IGN;
}

void rubric_interrupt_install(void) {
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!is_ignored(numbers[i]))
            set_action(numbers[i], take_signal);
    set_action(SIGPIPE, SIG_IGN);
}

void rubric_interrupt_ignore(void) {
    set_action(SIGINT, SIG_IGN);
    set_action(SIGHUP, SIG_IGN);
    set_action(SIGTERM, SIG_DFL);
}

bool rubric_is_interrupted(void) {
    return interrupted != 0;
}

void rubric_interrupt_watch(rubric_context *context) {
    watched = context;
    if (context != NULL && interrupted)
        rubric_context_interrupt(context);
}

int rubric_interrupt_remember(const char *path) {
    size_t size = strlen(path) + 1;
    for (int i = 0; i < FILE_COUNT; i++) {
        if (is_unfinished[i] || size > sizeof *unfinished)
            continue;
        memcpy(unfinished[i], path, size);
        is_unfinished[i] = 1;
        return i;
    }
    return -1;
}

void rubric_interrupt_forget(int place) {
    if (place >= 0)
        is_unfinished[place] = 0;
}
