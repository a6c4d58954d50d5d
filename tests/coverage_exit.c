// SPDX-License-Identifier: MIT
// In a coverage build only: processes of the program that end at once write what they counted.
//
// The program's own definitions stand before those of the C library. A confined process could
// write nothing, so the last calls that confine do nothing here; test_cli_confine is linked without
// this, and tries them.
#include <dlfcn.h>
#include <gcov.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    RESTRICT_SELF = 446, // of Landlock
    TRIES = 100,
    PAUSE = 10000000 // nanoseconds between them
};

static long call(long number, const long *arguments) {
    long (*next)(long, ...);
    *(void **)&next = dlsym(RTLD_NEXT, "syscall");
    return next(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                arguments[5]);
}

long syscall(long number, ...) {
    long arguments[6];
    va_list rest;
    va_start(rest, number);
    for (int i = 0; i < 6; i++)
        arguments[i] = va_arg(rest, long);
    va_end(rest);
    if (number == RESTRICT_SELF ||
        (number == SYS_seccomp && arguments[0] == SECCOMP_SET_MODE_FILTER))
        return 0;
    return call(number, arguments);
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) {
    if (resource == RLIMIT_FSIZE)
        return 0;
    return prlimit(0, resource, limit, NULL);
}

void _exit(int status) {
    signal(SIGUSR2, SIG_IGN); // to be asked twice would wait for itself
    __gcov_dump();
    for (;;)
        call(SYS_exit_group, (const long[6]){status});
}

static int send(pid_t process, int number) {
    return (int)call(SYS_kill, (const long[6]){process, number});
}

// Whoever would be killed is asked to write first, and then kills itself.
static void write_and_die(int number) {
    (void)number;
    __gcov_dump();
    send(getpid(), SIGKILL);
}

__attribute__((constructor)) static void listen_for_end(void) {
    signal(SIGUSR2, write_and_die);
}

static int has_ended(pid_t child) {
    siginfo_t state = {.si_pid = 0};
    return waitid(P_PID, (id_t)child, &state, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           state.si_pid == child;
}

int kill(pid_t process, int number) {
    if (number != SIGKILL || process <= 0)
        return send(process, number);
    send(process, SIGUSR2);
    for (int i = 0; i < TRIES && !has_ended(process); i++)
        nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
    return send(process, SIGKILL);
}
