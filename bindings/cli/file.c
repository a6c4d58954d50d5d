// SPDX-License-Identifier: MIT
// Reads, lists and writes whole files, checking every call.
#include "file.h"

#include "interrupt.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *rubric_file_problem(int number) {
    switch (number) {
    case ENOENT:
        return "no such file";
    case ENOTDIR:
        return "a part of its path is no folder";
    case EACCES:
    case EPERM:
        return "no permission";
    case EISDIR:
        return "it is a folder";
    case ENOSPC:
    case EDQUOT:
        return "no space left on the device";
    case EROFS:
        return "the file system is read-only";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case ENAMETOOLONG:
        return "its name is too long";
    case ELOOP:
        return "too many symbolic links";
    default:
        return strerror(number);
    }
}

rubric_status rubric_file_fail(rubric_error *error, int number) {
    bool refused = number == EACCES || number == EPERM;
    return rubric_error_set(error, refused ? RUBRIC_ERROR_PERMISSION : RUBRIC_ERROR_FILE, "%s",
                            rubric_file_problem(number));
}

rubric_status rubric_file_drain(rubric_buffer *out, int descriptor, rubric_error *error) {
    for (;;) {
        // at the end of a file there is one byte left, so that its end is seen without growing
        if (out->size == out->capacity && !rubric_buffer_reserve(out, (size_t)64 << 10))
            return rubric_context_error(out->context, error);
        ssize_t count = read(descriptor, out->bytes + out->size, out->capacity - out->size);
        if (count == 0)
            return RUBRIC_OK;
        if (count > 0)
            out->size += (size_t)count;
        else if (errno != EINTR)
            return rubric_file_fail(error, errno);
        else if (rubric_is_interrupted())
            return rubric_error_set(error, RUBRIC_ERROR_INTERRUPTED, "interrupted");
    }
}

rubric_status rubric_file_read_from(rubric_buffer *out, int descriptor, rubric_error *error) {
    rubric_status status;
    struct stat facts;
    if (fstat(descriptor, &facts) != 0)
        status = rubric_file_fail(error, errno);
    else if (S_ISDIR(facts.st_mode))
        status = rubric_file_fail(error, EISDIR);
    else if (!S_ISREG(facts.st_mode))
        status = rubric_error_set(error, RUBRIC_ERROR_FILE,
                                  "not a regular file; '-' reads from standard input");
    else if (!rubric_buffer_reserve(out, (size_t)facts.st_size + 1))
        status = rubric_context_error(out->context, error);
    else
        status = rubric_file_drain(out, descriptor, error);
    close(descriptor);
    return status;
}

int rubric_file_open(const char *path, int flags) {
    int descriptor;
    do
        descriptor = open(path, flags);
    while (descriptor < 0 && errno == EINTR && !rubric_is_interrupted());
    return descriptor;
}

rubric_status rubric_file_read(rubric_buffer *out, const char *path, rubric_error *error) {
    int descriptor = rubric_file_open(path, RUBRIC_FILE_READING);
    return descriptor < 0 ? rubric_file_fail(error, errno)
                          : rubric_file_read_from(out, descriptor, error);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The names are gathered in `names`, with NULs between, before they are sorted.
static rubric_status gather_names(rubric_buffer *names, size_t *count, DIR *folder,
                                  rubric_error *error) {
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL && errno != 0)
            return rubric_file_fail(error, errno);
        if (entry == NULL)
            return RUBRIC_OK;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        rubric_buffer_put(names, entry->d_name, strlen(entry->d_name) + 1);
        (*count)++;
    }
}

static void put_sorted(rubric_buffer *out, const rubric_buffer *names, size_t count) {
    rubric_context *context = out->context;
    const char **list = rubric_context_allocate(context, (count + 1) * sizeof *list);
    if (list == NULL) {
        out->failed = true;
        return;
    }
    const char *name = names->bytes;
    for (size_t i = 0; i < count; i++, name += strlen(name) + 1)
        list[i] = name;
    qsort(list, count, sizeof *list, compare_names);
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put(out, list[i], strlen(list[i]) + 1);
    rubric_context_release(context, list, (count + 1) * sizeof *list);
}

rubric_status rubric_file_list_from(rubric_buffer *out, int descriptor, rubric_error *error) {
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        int number = errno;
        close(descriptor);
        return rubric_file_fail(error, number);
    }
    rubric_buffer names;
    rubric_buffer_init(&names, out->context);
    size_t count = 0;
    rubric_status status = gather_names(&names, &count, folder, error);
    closedir(folder);
    if (status == RUBRIC_OK && !names.failed)
        put_sorted(out, &names, count);
    if (status == RUBRIC_OK && (names.failed || out->failed))
        status = rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    rubric_buffer_clear(&names);
    return status;
}

rubric_status rubric_file_list(rubric_buffer *out, const char *path, rubric_error *error) {
    int descriptor = rubric_file_open(path, RUBRIC_FILE_READING | O_DIRECTORY);
    return descriptor < 0 ? rubric_file_fail(error, errno)
                          : rubric_file_list_from(out, descriptor, error);
}

bool rubric_file_write(int descriptor, rubric_slice bytes) {
    while (bytes.size > 0) {
        ssize_t count = write(descriptor, bytes.bytes, bytes.size);
        if (count >= 0)
            bytes = rubric_slice_part(bytes, (size_t)count, bytes.size);
        else if (errno != EINTR || rubric_is_interrupted())
            return false;
    }
    return true;
}
