// SPDX-License-Identifier: MIT
// Calls that are refused because an argument is NULL: with an error in a release build, with the
// end of the process in a debug build. Whoever includes this defines _DEFAULT_SOURCE before.
#ifndef RUBRIC_TESTS_CORE_REFUSED_H
#define RUBRIC_TESTS_CORE_REFUSED_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

// The call is made, and is to be refused; what it was, for the message.
#ifdef NDEBUG
#define refused(call)                                                                              \
    do {                                                                                           \
        if ((call) != RUBRIC_ERROR_ARGUMENT)                                                       \
            fail_msg("not refused: %s", #call);                                                    \
    } while (0)
#else
#define refused(call)                                                                              \
    do {                                                                                           \
        int end = 0;                                                                               \
        fflush(stdout);                                                                            \
        pid_t child = fork();                                                                      \
        if (child == 0) {                                                                          \
            fclose(stderr); /* the assertion speaks there */                                       \
            (void)(call);                                                                          \
            _exit(0);                                                                              \
        }                                                                                          \
        if (waitpid(child, &end, 0) != child || !WIFSIGNALED(end) || WTERMSIG(end) != SIGABRT)     \
            fail_msg("no assertion: %s", #call);                                                   \
    } while (0)
#endif

#endif
