// SPDX-License-Identifier: MIT
// Runs a program between two pipes, and ends it with all that it started when its time is over.
#include "command.h"

#include "file.h"
#include "host.h"
#include "interrupt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READ_SIZE = 64 << 10, NOT_STARTED = 127, LOOK_MILLISECONDS = 2 };

// A program while it runs.
typedef struct running {
    pid_t pid;
    int input, output; // pipes; -1: closed
    rubric_slice rest; // of its input
} running;

static void close_one(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

// Becomes the program, or says over a pipe why it cannot.
static void become(const char *const *arguments, int input, int output, int problem) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0)
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    int number = errno;
    (void)!write(problem, &number, sizeof number);
    _exit(NOT_STARTED);
}

// The pipes are not inherited; reading the third ends when the program has begun.
static int start(running *out, const char *const *arguments) {
    int pipes[3][2], made = 0, number = 0;
    while (made < 3 && pipe2(pipes[made], O_CLOEXEC) == 0)
        made++;
    out->pid = made == 3 ? fork() : -1;
    if (out->pid == 0)
        become(arguments, pipes[0][0], pipes[1][1], pipes[2][1]);
    if (out->pid < 0)
        number = errno;
    for (int i = 0; i < made; i++)
        close(pipes[i][i == 0 ? 0 : 1]);
    if (out->pid > 0 && read(pipes[2][0], &number, sizeof number) != sizeof number)
        number = 0;
    if (made == 3)
        close(pipes[2][0]);
    out->input = made > 0 ? pipes[0][1] : -1;
    out->output = made > 1 ? pipes[1][0] : -1;
    if (out->input >= 0)
        fcntl(out->input, F_SETFL, O_NONBLOCK);
    return number;
}

static void feed(running *program) {
    ssize_t count = program->rest.size == 0
                        ? 0
                        : write(program->input, program->rest.bytes, program->rest.size);
    if (count > 0)
        program->rest = rubric_slice_part(program->rest, (size_t)count, program->rest.size);
    bool is_over = count < 0 && errno != EAGAIN && errno != EINTR; // it does not want more
    if (is_over || program->rest.size == 0)
        close_one(&program->input);
}

static rubric_status drain(running *program, rubric_buffer *out, rubric_error *error) {
    if (!rubric_buffer_reserve(out, READ_SIZE))
        return rubric_context_error(out->context, error);
    ssize_t count = read(program->output, out->bytes + out->size, out->capacity - out->size);
    if (count > 0)
        out->size += (size_t)count;
    else if (count == 0 || errno != EINTR)
        close_one(&program->output);
    return RUBRIC_OK;
}

static rubric_status out_of_time(const rubric_command *command, rubric_error *error) {
    if (rubric_is_interrupted())
        return rubric_error_set(error, RUBRIC_ERROR_INTERRUPTED, "interrupted");
    return rubric_error_set(error, RUBRIC_ERROR_TIME, "'%.100s' did not end within the time limit",
                            command->arguments[0]);
}

// Hand over the input and take the output, until that ends.
static rubric_status exchange(running *program, rubric_buffer *out, const rubric_command *command,
                              rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    while (status == RUBRIC_OK && program->output >= 0) {
        int left = rubric_host_time_left(command->host, command->deadline);
        if (left == 0 || rubric_is_interrupted())
            return out_of_time(command, error);
        struct pollfd polls[] = {{program->output, POLLIN, 0}, {program->input, POLLOUT, 0}};
        if (poll(polls, 2, left) <= 0)
            continue;
        if (polls[1].revents != 0)
            feed(program);
        if (polls[0].revents != 0)
            status = drain(program, out, error);
    }
    return status;
}

// A program may close its output and go on.
static rubric_status wait_for(const running *program, int *wait_status,
                              const rubric_command *command, rubric_error *error) {
    pid_t ended;
    while ((ended = waitpid(program->pid, wait_status, WNOHANG)) == 0) {
        if (rubric_host_time_left(command->host, command->deadline) == 0 || rubric_is_interrupted())
            return out_of_time(command, error);
        nanosleep(&(struct timespec){0, LOOK_MILLISECONDS * 1000000}, NULL);
    }
    return RUBRIC_OK;
}

static void end(const running *program) {
    kill(-program->pid, SIGKILL);
    kill(program->pid, SIGKILL); // it may not have become a group yet
    while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

rubric_status rubric_command_run(rubric_buffer *out, int *exit_status,
                                 const rubric_command *command, rubric_error *error) {
    running program = {.input = -1, .output = -1, .rest = command->input};
    int wait_status = 0, number = start(&program, command->arguments);
    rubric_status status = RUBRIC_OK;
    if (number != 0) {
        bool is_refused = number == EACCES || number == EPERM;
        status = rubric_error_set(error, is_refused ? RUBRIC_ERROR_PERMISSION : RUBRIC_ERROR_FILE,
                                  "cannot run '%.100s': %s", command->arguments[0],
                                  rubric_file_problem(number));
    }
    if (status == RUBRIC_OK)
        status = exchange(&program, out, command, error);
    close_one(&program.input);
    close_one(&program.output);
    if (status == RUBRIC_OK)
        status = wait_for(&program, &wait_status, command, error);
    if (status != RUBRIC_OK && program.pid > 0)
        end(&program);
    *exit_status =
        WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
    return status;
}
