// SPDX-License-Identifier: MIT
// Writes beside the place of a file and renames at the end, checking every call.
#include "output.h"

#include "file.h"
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static rubric_status fail(rubric_error *error, const char *path, int number) {
    return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot write '%.150s': %s", path,
                            rubric_file_problem(number));
}

// Each folder on the way to a file, as `mkdir -p` does.
static int make_folders(const char *path) {
    char folder[PATH_MAX];
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t size = (size_t)(slash - path);
        memcpy(folder, path, size);
        folder[size] = 0;
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            return errno;
    }
    return 0;
}

// A link stays, and what it leads to is replaced. Returns 0 or the number of an error.
static int resolve(rubric_output *out, const char *path) {
    char resolved[PATH_MAX];
    if (realpath(path, resolved) != NULL)
        path = resolved;
    else if (errno != ENOENT) // which a new file is
        return errno;
    if (strlen(path) >= sizeof out->path - sizeof ".XXXXXX.tmp")
        return ENAMETOOLONG;
    strcpy(out->path, path);
    return 0;
}

// That of the file that is replaced, when there is one.
static mode_t new_mode(const struct stat *old) {
    if (old != NULL)
        return old->st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static rubric_status open_beside(rubric_output *out, const struct stat *old, rubric_error *error) {
    const char *slash = strrchr(out->path, '/');
    int folder_size = slash == NULL ? 0 : (int)(slash + 1 - out->path);
    int size = snprintf(out->unfinished, sizeof out->unfinished, "%.*s.%s.XXXXXX.tmp", folder_size,
                        out->path, out->path + folder_size);
    if (size < 0 || (size_t)size >= sizeof out->unfinished)
        return fail(error, out->path, ENAMETOOLONG);
    out->descriptor = mkstemps(out->unfinished, 4);
    if (out->descriptor < 0)
        return fail(error, out->path, errno);
    out->place = rubric_interrupt_remember(out->unfinished);
    if (fchmod(out->descriptor, new_mode(old)) != 0) {
        int number = errno;
        rubric_output_abandon(out);
        return fail(error, out->path, number);
    }
    return RUBRIC_OK;
}

rubric_status rubric_output_open(rubric_output *out, const char *path, rubric_error *error) {
    out->descriptor = out->place = -1;
    out->is_direct = false;
    out->unfinished[0] = 0;
    int number = strlen(path) >= sizeof out->path ? ENAMETOOLONG : make_folders(path);
    if (number == 0)
        number = resolve(out, path);
    if (number != 0)
        return fail(error, path, number);
    struct stat facts;
    bool exists = stat(path, &facts) == 0;
    if (!exists && errno != ENOENT)
        return fail(error, path, errno);
    if (exists && S_ISDIR(facts.st_mode))
        return fail(error, path, EISDIR);
    if (!exists || S_ISREG(facts.st_mode))
        return open_beside(out, exists ? &facts : NULL, error);
    out->is_direct = true;
    out->descriptor = rubric_file_open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return out->descriptor < 0 ? fail(error, path, errno) : RUBRIC_OK;
}

rubric_status rubric_output_write(rubric_output *output, rubric_slice bytes, rubric_error *error) {
    if (rubric_file_write(output->descriptor, bytes))
        return RUBRIC_OK;
    return fail(error, output->path, errno);
}

rubric_status rubric_output_close(rubric_output *output, rubric_error *error) {
    int descriptor = output->descriptor;
    output->descriptor = -1;
    return close(descriptor) == 0 ? RUBRIC_OK : fail(error, output->path, errno);
}

rubric_status rubric_output_commit(rubric_output *output, rubric_error *error) {
    if (output->is_direct)
        return RUBRIC_OK;
    if (rename(output->unfinished, output->path) != 0)
        return fail(error, output->path, errno);
    output->unfinished[0] = 0;
    rubric_interrupt_forget(output->place);
    return RUBRIC_OK;
}

void rubric_output_abandon(rubric_output *output) {
    if (output->descriptor >= 0)
        close(output->descriptor);
    output->descriptor = -1;
    if (output->unfinished[0] != 0)
        unlink(output->unfinished);
    output->unfinished[0] = 0;
    rubric_interrupt_forget(output->place);
}
