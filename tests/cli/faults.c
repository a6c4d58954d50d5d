// SPDX-License-Identifier: MIT
// Preloaded into the program: the n-th call of the system that it makes for reading and writing
// fails as it is told, and a file tells that it did.
//
//     RUBRIC_FAULT="N:HOW"   HOW is the name of an error (EIO, ENOSPC, …), or SHORT, by which a
//                            read or write does one byte only, or KILL, by which the process ends
//     RUBRIC_FAULT_LOG=FILE  gets the name of the call
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHORT = -1, KILL = -2 };

static const struct {
    const char *name;
    int number;
} faults[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"EAGAIN", EAGAIN},
              {"EMFILE", EMFILE}, {"EACCES", EACCES}, {"EROFS", EROFS}, {"ENOENT", ENOENT},
              {"EXDEV", EXDEV},   {"SHORT", SHORT},   {"KILL", KILL}};

static long left = -1; // calls until the one that fails; -1: not read yet
static int how;

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function)
        abort();
    return function;
}

static void read_plan(void) {
    const char *plan = getenv("RUBRIC_FAULT");
    left = 0;
    if (!plan)
        return;
    char *rest;
    left = strtol(plan, &rest, 10);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (*rest == ':' && !strcmp(rest + 1, faults[i].name))
            how = faults[i].number;
}

static void tell(const char *name) {
    ssize_t (*own_write)(int, const void *, size_t);
    int (*own_open)(const char *, int, ...);
    int (*own_close)(int);
    const char *log = getenv("RUBRIC_FAULT_LOG");
    own_write = next("write");
    own_open = next("open");
    own_close = next("close");
    int file = log ? own_open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file < 0)
        return;
    if (own_write(file, name, strlen(name)) < 0)
        abort();
    own_close(file);
}

// A signal interrupts what can wait; calls about names of files never are (signal(7)).
static bool can_be_interrupted(const char *name) {
    return !strcmp(name, "open") || !strcmp(name, "read") || !strcmp(name, "write");
}

// Whether this call is the one; then errno is set, unless it is to do less than asked.
static bool fails(const char *name) {
    if (left < 0)
        read_plan();
    if (how == EINTR && !can_be_interrupted(name))
        return false;
    if (left == 0 || --left > 0)
        return false;
    tell(name);
    if (how == KILL)
        kill(getpid(), SIGKILL);
    if (how == SHORT)
        return false;
    errno = how;
    return true;
}

static bool is_short(const char *name, bool *failed) {
    bool is_last = left == 1;
    *failed = fails(name);
    return is_last && how == SHORT;
}

int open(const char *path, int flags, ...) {
    int (*own)(const char *, int, ...) = next("open");
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails("open") ? -1 : own(path, flags, mode);
}

ssize_t read(int file, void *bytes, size_t size) {
    ssize_t (*own)(int, void *, size_t) = next("read");
    bool failed, short_count = is_short("read", &failed);
    return failed ? -1 : own(file, bytes, short_count && size > 1 ? 1 : size);
}

ssize_t write(int file, const void *bytes, size_t size) {
    ssize_t (*own)(int, const void *, size_t) = next("write");
    bool failed, short_count = is_short("write", &failed);
    return failed ? -1 : own(file, bytes, short_count && size > 1 ? 1 : size);
}

// The descriptor is gone even when close fails, as on Linux.
int close(int file) {
    int (*own)(int) = next("close");
    bool failed = fails("close");
    int number = errno, result = own(file);
    errno = failed ? number : errno;
    return failed ? -1 : result;
}

int fstat(int file, struct stat *facts) {
    int (*own)(int, struct stat *) = next("fstat");
    return fails("fstat") ? -1 : own(file, facts);
}

int stat(const char *path, struct stat *facts) {
    int (*own)(const char *, struct stat *) = next("stat");
    return fails("stat") ? -1 : own(path, facts);
}

DIR *opendir(const char *path) {
    DIR *(*own)(const char *) = next("opendir");
    return fails("opendir") ? NULL : own(path);
}

struct dirent *readdir(DIR *folder) {
    struct dirent *(*own)(DIR *) = next("readdir");
    return fails("readdir") ? NULL : own(folder);
}

int mkdir(const char *path, mode_t mode) {
    int (*own)(const char *, mode_t) = next("mkdir");
    return fails("mkdir") ? -1 : own(path, mode);
}

int mkstemps(char *pattern, int suffix) {
    int (*own)(char *, int) = next("mkstemps");
    return fails("mkstemps") ? -1 : own(pattern, suffix);
}

int fchmod(int file, mode_t mode) {
    int (*own)(int, mode_t) = next("fchmod");
    return fails("fchmod") ? -1 : own(file, mode);
}

int rename(const char *from, const char *to) {
    int (*own)(const char *, const char *) = next("rename");
    return fails("rename") ? -1 : own(from, to);
}

char *realpath(const char *path, char *resolved) {
    char *(*own)(const char *, char *) = next("realpath");
    return fails("realpath") ? NULL : own(path, resolved);
}

int pipe(int ends[2]) {
    int (*own)(int[2]) = next("pipe");
    return fails("pipe") ? -1 : own(ends);
}

pid_t fork(void) {
    pid_t (*own)(void) = next("fork");
    pid_t child = fails("fork") ? -1 : own();
    if (child == 0)
        left = 0; // a worker reads and writes nothing but pipes, and may open no log
    return child;
}
