// SPDX-License-Identifier: MIT
// What a confined process can still do, and how it ends when it tries anything else.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/workers/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 64 << 20, CANNOT = 99, OUTSIDE = 3 };

// Confines a child with two pipes, lets it do something, and returns what waitpid says. What the
// child writes goes into `said`, when there is one.
static int end_of(int (*act)(void), char *said, size_t size) {
    int to[2], from[2], status = 0;
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    pid_t parent = getpid(), child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        rubric_confinement confinement = {to[0], from[1], MEMORY, parent, true};
        _exit(rubric_confine(&confinement) ? act() : CANNOT);
    }
    close(to[0]);
    close(from[1]);
    ssize_t written = write(to[1], "hello", 5); // unless it has ended already
    assert_true(written == 5 || errno == EPIPE);
    ssize_t count = said != NULL ? read(from[0], said, size - 1) : 0;
    if (said != NULL)
        said[count > 0 ? count : 0] = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    close(to[1]);
    close(from[0]);
    return status;
}

static void assert_killed(int (*act)(void)) {
    int status = end_of(act, NULL, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
}

static void assert_exit(int (*act)(void), int expected) {
    int status = end_of(act, NULL, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
}

/* ---- What is left -------------------------------------------------------------------- */

static int answer(void) {
    char bytes[8];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
    return count > 0 && write(STDOUT_FILENO, bytes, (size_t)count) == count ? 7 : 1;
}

static int compute(void) {
    struct timespec now;
    size_t size = 40 << 20;
    char *block = malloc(size);
    if (block == NULL || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 1;
    for (size_t i = 0; i < size; i += 4096)
        block[i] = 1;
    block = realloc(block, size / 8);
    free(block);
    return 0;
}

static void it_computes_reads_and_writes(void **unused) {
    (void)unused;
    char said[16];
    int status = end_of(answer, said, sizeof said);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_string_equal(said, "hello");
    assert_exit(compute, 0);
}

static int take_too_much(void) {
    void *block = malloc((size_t)600 << 20);
    int code = block == NULL ? 0 : 1;
    free(block);
    return code;
}

static void its_memory_ends_beyond_that_of_documents(void **unused) {
    (void)unused;
    assert_exit(take_too_much, 0);
}

static int use_other_descriptors(void) {
    char byte;
    for (int descriptor = STDERR_FILENO; descriptor < 64; descriptor++)
        if (read(descriptor, &byte, 1) >= 0 || errno != EBADF)
            return descriptor;
    return 0;
}

static void no_other_descriptor_is_open(void **unused) {
    (void)unused;
    int file = open("/dev/null", O_RDONLY);
    assert_true(file >= OUTSIDE);
    assert_exit(use_other_descriptors, 0);
    close(file);
}

static void an_assertion_is_told_from_an_attempt(void **unused) {
    (void)unused;
    int status = end_of((int (*)(void))abort, NULL, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

/* ---- What is not --------------------------------------------------------------------- */

static int open_a_file(void) {
    return open("/etc/passwd", O_RDONLY) < 0;
}

static int make_a_file(void) {
    return open("made.tmp", O_WRONLY | O_CREAT, 0600) < 0;
}

static int remove_a_file(void) {
    return unlink("made.tmp");
}

static int make_a_socket(void) {
    return socket(AF_INET, SOCK_STREAM, 0) < 0;
}

static int make_a_child(void) {
    return fork() < 0;
}

static int start_a_program(void) {
    char *arguments[] = {"true", NULL};
    return execv("/bin/true", arguments);
}

static int trace_its_parent(void) {
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0;
}

static int end_another(void) {
    return kill(1, SIGTERM);
}

static int end_a_thread_of_another(void) {
    return (int)syscall(SYS_tgkill, 1, 1, SIGTERM);
}

static int make_code_of_a_page(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? CANNOT : mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

static int map_code(void) {
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
           MAP_FAILED;
}

static int raise_a_limit(void) {
    return (int)syscall(SYS_prlimit64, 0, 0, NULL, NULL);
}

static void whatever_reaches_out_ends_it(void **unused) {
    (void)unused;
    int (*const attempts[])(void) = {
        open_a_file,     make_a_file,      remove_a_file, make_a_socket,           make_a_child,
        start_a_program, trace_its_parent, end_another,   end_a_thread_of_another, raise_a_limit,
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_killed(attempts[i]);
}

static void nothing_that_was_written_can_be_run(void **unused) {
    (void)unused;
    assert_killed(make_code_of_a_page);
    assert_killed(map_code);
}

/* ---- Its parent ---------------------------------------------------------------------- */

// A parent that ends at once, whose confined child waits for ever.
static void leave_a_child(int from, int to) {
    pid_t parent = getpid();
    int ready[2];
    if (pipe(ready) != 0)
        _exit(CANNOT);
    if (fork() == 0) {
        rubric_confinement confinement = {ready[0], to, MEMORY, parent, true};
        char byte = rubric_confine(&confinement) ? 'c' : 'x';
        (void)!write(STDOUT_FILENO, &byte, 1);
        for (;;)
            sched_yield();
    }
    char byte;
    (void)!read(from, &byte, 1); // until the test has heard the child
    _exit(0);
}

static void it_ends_with_its_parent(void **unused) {
    (void)unused;
    int to[2], from[2];
    char byte = 0;
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    pid_t parent = fork();
    if (parent == 0) {
        close(to[1]);
        leave_a_child(to[0], from[1]);
    }
    close(from[1]);
    close(to[0]);
    assert_int_equal(read(from[0], &byte, 1), 1);
    assert_int_equal(byte, 'c');
    close(to[1]);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    struct pollfd end = {from[0], POLLIN, 0};
    assert_int_equal(poll(&end, 1, 5000), 1);
    assert_int_equal(read(from[0], &byte, 1), 0);
    close(from[0]);
}

static void it_does_not_begin_without_its_parent(void **unused) {
    (void)unused;
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        rubric_confinement confinement = {ends[0], ends[1], MEMORY, 1, false};
        _exit(rubric_confine(&confinement));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    close(ends[0]);
    close(ends[1]);
}

/* ---- Older kernels ------------------------------------------------------------------- */

// As if the kernel had no such system call.
static void take_away(long number) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof *code, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        _exit(CANNOT);
}

// What a child without a system call ends with.
static int end_without(long number, bool is_demanded, int (*act)(void)) {
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        take_away(number);
        rubric_confinement confinement = {ends[0], ends[1], MEMORY, parent, is_demanded};
        _exit(rubric_confine(&confinement) ? act() : CANNOT);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    close(ends[0]);
    close(ends[1]);
    return status;
}

static int fail_to_open(void) {
    return open("/etc/passwd", O_RDONLY) < 0 ? errno : 0;
}

static void without_a_filter_the_rules_of_files_hold(void **unused) {
    (void)unused;
    int status = end_without(SYS_seccomp, false, fail_to_open);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EACCES);
    assert_int_equal(WEXITSTATUS(end_without(SYS_seccomp, true, fail_to_open)), CANNOT);
}

static void without_landlock_the_filter_holds(void **unused) {
    (void)unused;
    enum { CREATE_RULESET = 444 };
    int status = end_without(CREATE_RULESET, false, fail_to_open);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
    assert_int_equal(WEXITSTATUS(end_without(CREATE_RULESET, true, fail_to_open)), CANNOT);
}

static void this_kernel_can_do_all_of_it(void **unused) {
    (void)unused;
    rubric_error error;
    assert_int_equal(rubric_confine_check(&error), RUBRIC_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(this_kernel_can_do_all_of_it),
        cmocka_unit_test(it_computes_reads_and_writes),
        cmocka_unit_test(its_memory_ends_beyond_that_of_documents),
        cmocka_unit_test(no_other_descriptor_is_open),
        cmocka_unit_test(an_assertion_is_told_from_an_attempt),
        cmocka_unit_test(whatever_reaches_out_ends_it),
        cmocka_unit_test(nothing_that_was_written_can_be_run),
        cmocka_unit_test(it_ends_with_its_parent),
        cmocka_unit_test(it_does_not_begin_without_its_parent),
        cmocka_unit_test(without_a_filter_the_rules_of_files_hold),
        cmocka_unit_test(without_landlock_the_filter_holds),
    };
    signal(SIGPIPE, SIG_IGN); // a child may end before it is written to
    return cmocka_run_group_tests(tests, NULL, NULL);
}
