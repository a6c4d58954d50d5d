// SPDX-License-Identifier: MIT
// Takes everything from a process but memory, time and two pipes, by what Linux has for that.
#include "confine.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

#if defined(__x86_64__)
#define FILTER_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define FILTER_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define FILTER_ARCHITECTURE 0
#endif

// A sanitizer maps terabytes, and calls the system in ways of its own when it reports: there is no
// limit of the address space and no filter then, and its reports go to standard error.
enum {
    HAS_FILTER = FILTER_ARCHITECTURE != 0 && !IS_SANITIZED,
    FIRST_CLOSED = IS_SANITIZED ? 3 : 2,
    ROOM_BESIDE_DOCUMENTS = 256 << 20 // bytes: the program, its scripts, and what is on its way
};

/* ---- Descriptors, signals, limits ---------------------------------------------------- */

static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0u, 0) == 0)
        return;
#endif
    long limit = sysconf(_SC_OPEN_MAX);
    for (int descriptor = first; descriptor < (limit > 0 ? limit : 1024); descriptor++)
        close(descriptor);
}

// They are first moved out of the way, since each may stand in the other's place.
static bool keep_pipes(const rubric_confinement *confinement) {
    int from = fcntl(confinement->from, F_DUPFD, FIRST_CLOSED);
    int to = fcntl(confinement->to, F_DUPFD, FIRST_CLOSED);
    if (from < 0 || to < 0 || dup2(from, STDIN_FILENO) < 0 || dup2(to, STDOUT_FILENO) < 0)
        return false;
    close_from(FIRST_CLOSED);
    return true;
}

// The parent may have ended before it was asked for the signal.
static bool end_with(pid_t parent) {
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

static bool limit(unsigned resource, rlim_t most) {
    return setrlimit(resource, &(struct rlimit){most, most}) == 0;
}

// Time is left to the parent: RLIMIT_CPU counts the whole life of a worker, which has many
// documents, and to raise it for each the worker would need the very call that removes it.
static bool set_limits(size_t memory) {
    if (memory > 0 && !IS_SANITIZED && !limit(RLIMIT_AS, memory + ROOM_BESIDE_DOCUMENTS))
        return false;
    // One descriptor more than the pipes: Landlock's rules are made with one.
    return limit(RLIMIT_NOFILE, FIRST_CLOSED + 1) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0);
}

/* ---- Landlock ------------------------------------------------------------------------ */

// As in <linux/landlock.h> of a kernel newer than the one whose headers are here.
struct ruleset {
    uint64_t files, network, scoped; // rights that are refused; the last two since versions 4 and 6
};

enum { CREATE_RULESET = 444, RESTRICT_SELF = 446 }; // system calls, the same on every machine

static long landlock_version(void) {
    return syscall(CREATE_RULESET, NULL, 0, 1u);
}

// Everything that this version knows is refused, and nothing is allowed.
static bool apply_landlock(void) {
    long version = landlock_version();
    if (version < 1)
        return false;
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    struct ruleset ruleset = {.files = ((uint64_t)1 << rights) - 1, .network = 3, .scoped = 3};
    size_t size = version >= 6 ? sizeof ruleset : version >= 4 ? 16 : 8;
    long descriptor = syscall(CREATE_RULESET, &ruleset, size, 0u);
    if (descriptor < 0)
        return false;
    bool is_applied = syscall(RESTRICT_SELF, descriptor, 0u) == 0;
    close((int)descriptor);
    return is_applied;
}

/* ---- System calls -------------------------------------------------------------------- */

// What the allocator, the clock, the pipes and the end of a process need, and sorting: the C
// library asks how much memory there is before it sorts more than a kilobyte.
static const unsigned short allowed[] = {
    SYS_read,         SYS_write,     SYS_writev,      SYS_close,           SYS_munmap,
    SYS_mremap,       SYS_brk,       SYS_madvise,     SYS_futex,           SYS_clock_gettime,
    SYS_gettimeofday, SYS_getrandom, SYS_sched_yield, SYS_restart_syscall, SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_exit,      SYS_exit_group,  SYS_getpid,          SYS_gettid,
    SYS_sysinfo,
#ifdef SYS_time
    SYS_time,
#endif
};

enum { ALLOWED_COUNT = sizeof allowed / sizeof *allowed, FILTER_ROOM = 2 * ALLOWED_COUNT + 24 };

struct filter {
    struct sock_filter code[FILTER_ROOM];
    unsigned short size;
};

static void put(struct filter *filter, unsigned short code, uint32_t value, uint8_t if_true,
                uint8_t if_false) {
    filter->code[filter->size++] = (struct sock_filter){code, if_true, if_false, value};
}

static void put_load(struct filter *filter, size_t offset) {
    put(filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void put_end(struct filter *filter, uint32_t action) {
    put(filter, BPF_RET | BPF_K, action, 0, 0);
}

// The low half of an argument; both machines have it first.
static size_t argument_offset(int index) {
    return offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (size_t)index;
}

// A call that is allowed when an argument, looked at through a mask, has a value.
static void put_checked(struct filter *filter, uint32_t number, int argument, uint32_t mask,
                        uint32_t value) {
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5);
    put_load(filter, argument_offset(argument));
    put(filter, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    put_end(filter, SECCOMP_RET_ALLOW);
    put_end(filter, SECCOMP_RET_KILL_PROCESS);
}

static void build_filter(struct filter *filter) {
    filter->size = 0;
    put_load(filter, offsetof(struct seccomp_data, arch));
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, FILTER_ARCHITECTURE, 1, 0);
    put_end(filter, SECCOMP_RET_KILL_PROCESS);
    put_load(filter, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < ALLOWED_COUNT; i++) {
        put(filter, BPF_JMP | BPF_JEQ | BPF_K, allowed[i], 0, 1);
        put_end(filter, SECCOMP_RET_ALLOW);
    }
    put_checked(filter, SYS_mmap, 2, PROT_EXEC, 0);
    put_checked(filter, SYS_mprotect, 2, PROT_EXEC, 0);
    put_checked(filter, SYS_tgkill, 0, ~0u, (uint32_t)getpid()); // abort
    put_end(filter, SECCOMP_RET_KILL_PROCESS); // and the numbers of x32 among them
}

static bool can_filter(void) {
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return HAS_FILTER && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0u, &action) == 0;
}

static bool apply_filter(void) {
    struct filter filter;
    build_filter(&filter);
    struct sock_fprog program = {.len = filter.size, .filter = filter.code};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) == 0;
}

/* ---- All of it ----------------------------------------------------------------------- */

rubric_status rubric_confine_check(rubric_error *error) {
    bool has_landlock = landlock_version() >= 1, has_filter = can_filter();
    if (has_landlock && has_filter)
        return RUBRIC_OK;
    return rubric_error_set(
        error, RUBRIC_ERROR_PERMISSION, "'--require-sandbox': there is no %s%s%s here",
        has_landlock ? "" : "Landlock", has_landlock || has_filter ? "" : " and no ",
        has_filter ? "" : "filter of system calls (seccomp)");
}

bool rubric_confine(const rubric_confinement *confinement) {
    bool is_alone = keep_pipes(confinement) && prctl(PR_SET_DUMPABLE, 0) == 0 &&
                    end_with(confinement->parent) && set_limits(confinement->memory) &&
                    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    bool has_rules = is_alone && apply_landlock();
    bool has_filter = is_alone && can_filter() && apply_filter();
    return is_alone && ((has_rules && has_filter) || !confinement->is_demanded);
}
