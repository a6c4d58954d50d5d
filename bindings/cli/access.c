// SPDX-License-Identifier: MIT
// Compares paths with what was granted, first by their names, then by where they truly lead.
#include "access.h"

#include "engine/permissions.h"
#include "file.h"

#include <errno.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// A folder, or a file, that may be read without a permission.
struct own_folder {
    const char *path;
    bool is_of_option; // nothing that people hide there, unless it is what was named
};

rubric_status rubric_access_init(rubric_access *out, rubric_arena *arena,
                                 const char *const *permissions, const char *const *search_path,
                                 rubric_error *error) {
    *out = (rubric_access){.arena = arena, .permissions = permissions};
    rubric_buffer_init(&out->folders, rubric_arena_context(arena));
    for (; *search_path != NULL; search_path++) {
        struct own_folder folder = {*search_path, false};
        rubric_buffer_put(&out->folders, (const char *)&folder, sizeof folder);
    }
    return out->folders.failed ? rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory")
                               : RUBRIC_OK;
}

void rubric_access_clear(rubric_access *access) {
    if (access->arena != NULL)
        rubric_buffer_clear(&access->folders);
}

static size_t folder_count(const rubric_access *access) {
    return access->folders.size / sizeof(struct own_folder);
}

static const struct own_folder *folder_at(const rubric_access *access, size_t index) {
    return (const struct own_folder *)(const void *)access->folders.bytes + index;
}

static void add_folder(rubric_access *access, rubric_slice path, bool is_of_option) {
    char *copy = rubric_arena_bytes(access->arena, path.size + 1);
    if (copy == NULL)
        return;
    memcpy(copy, path.bytes, path.size);
    copy[path.size] = 0;
    for (size_t i = 0; i < folder_count(access); i++) {
        const struct own_folder *known = folder_at(access, i);
        if (strcmp(known->path, copy) == 0 && known->is_of_option == is_of_option)
            return;
    }
    struct own_folder folder = {copy, is_of_option};
    rubric_buffer_put(&access->folders, (const char *)&folder, sizeof folder);
}

// The folder that a file lies in; "." for a name alone.
static rubric_slice folder_of(rubric_slice path) {
    while (path.size > 0 && path.bytes[path.size - 1] != '/')
        path.size--;
    return path.size > 0 ? path : rubric_slice_of(".");
}

void rubric_access_add_script(rubric_access *access, rubric_slice path) {
    if (access->is_settled)
        return;
    add_folder(access, path, false); // it may be a link itself
    add_folder(access, folder_of(path), false);
}

void rubric_access_add_file(rubric_access *access, rubric_slice path) {
    if (path.size == 0)
        return;
    add_folder(access, path, true);
    add_folder(access, folder_of(path), true);
}

bool rubric_access_has(const rubric_access *access, const char *kind, const char *name) {
    size_t size = strlen(kind);
    for (const char *const *at = access->permissions; *at != NULL; at++)
        if (strncmp(*at, kind, size) == 0 && (*at)[size] == ':' &&
            strcmp(*at + size + 1, name) == 0)
            return true;
    return false;
}

/* ---- Where paths truly lead ---------------------------------------------------------- */

static rubric_status leads_out(rubric_error *error) {
    return rubric_error_set(error, RUBRIC_ERROR_PERMISSION, "a link leads out of its folder");
}

// What is left of a true path below a true folder: "" for the folder itself; NULL: it lies outside.
static const char *rest_below(const char *folder, const char *path) {
    size_t size = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    if (strncmp(path, folder, size) != 0 || (path[size] != '/' && path[size] != 0))
        return NULL;
    return path[size] == 0 ? "" : path + size + 1;
}

// Nothing on the way is a link any more; the kernel sees to it that none has become one.
static int open_below(const char *folder, const char *rest, int flags) {
    if (*rest == 0)
        return rubric_file_open(folder, flags | O_NOFOLLOW);
    int base = rubric_file_open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (base < 0)
        return -1;
    struct open_how how = {.flags = (unsigned)flags,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    int descriptor = (int)syscall(SYS_openat2, base, rest, &how, sizeof how);
    if (descriptor < 0 && (errno == ENOSYS || errno == EPERM))
        descriptor = openat(base, rest, flags | O_NOFOLLOW);
    int number = errno;
    close(base);
    errno = number;
    return descriptor;
}

static rubric_status open_within(int *descriptor, const char *folder, const char *path, int flags,
                                 rubric_error *error) {
    char outer[PATH_MAX], inner[PATH_MAX];
    if (realpath(folder, outer) == NULL || realpath(path, inner) == NULL)
        return rubric_file_fail(error, errno);
    const char *rest = rest_below(outer, inner);
    if (rest == NULL)
        return leads_out(error);
    *descriptor = open_below(outer, rest, flags);
    return *descriptor < 0 ? rubric_file_fail(error, errno) : RUBRIC_OK;
}

// Whether a path leaves a folder that it has entered: behind a link that is another folder than its
// name says.
static bool goes_back(const char *path) {
    bool has_entered = false;
    for (size_t size; *path != 0; path += size + (path[size] == '/')) {
        size = strcspn(path, "/");
        bool is_back = size == 2 && path[0] == '.' && path[1] == '.';
        if (is_back && has_entered)
            return true;
        has_entered = has_entered || (!is_back && size > 0 && !(size == 1 && path[0] == '.'));
    }
    return false;
}

// The granted folder of a kind that a path lies in by its name; NULL: none.
static const char *granted_folder(const rubric_access *access, const char *kind, const char *path) {
    size_t size = strlen(kind);
    for (const char *const *at = access->permissions; *at != NULL; at++)
        if (strncmp(*at, kind, size) == 0 && (*at)[size] == ':' &&
            rubric_path_is_within(rubric_slice_of(*at + size + 1), rubric_slice_of(path)))
            return *at + size + 1;
    return NULL;
}

// Whether a part of a path begins with a dot that is not the folder itself.
static bool is_hidden(const char *path) {
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return path[0] == '.' || strstr(path, "/.") != NULL;
}

// What of a path is not its folder's name; all of it for the folder of the run.
static const char *part_below(const char *folder, const char *path) {
    size_t size = strlen(folder);
    if (strcmp(folder, ".") == 0 || strncmp(path, folder, size) != 0)
        return path;
    return path + size + strspn(path + size, "/");
}

static bool is_in_own(const struct own_folder *folder, const char *path) {
    if (!rubric_path_is_within(rubric_slice_of(folder->path), rubric_slice_of(path)))
        return false;
    return !folder->is_of_option || !is_hidden(part_below(folder->path, path));
}

// What may be a link to anywhere.
static bool is_script(const char *path) {
    size_t size = strlen(path);
    return size > 4 && strcmp(path + size - 4, ".lua") == 0 && !goes_back(path);
}

static rubric_status open_anywhere(int *descriptor, const char *path, int flags,
                                   rubric_error *error) {
    *descriptor = rubric_file_open(path, flags);
    return *descriptor < 0 ? rubric_file_fail(error, errno) : RUBRIC_OK;
}

// Whether an option has that very path, which people may have as a link.
static bool is_named(const rubric_access *access, const char *path) {
    for (size_t i = 0; i < folder_count(access); i++)
        if (folder_at(access, i)->is_of_option && strcmp(folder_at(access, i)->path, path) == 0)
            return true;
    return false;
}

rubric_status rubric_access_open(const rubric_access *access, int *descriptor, const char *path,
                                 int flags, rubric_error *error) {
    *descriptor = -1;
    if (is_named(access, path))
        return open_anywhere(descriptor, path, flags, error);
    const char *granted = granted_folder(access, "read", path);
    if (granted != NULL)
        return open_within(descriptor, granted, path, flags, error);
    for (size_t i = 0; i < folder_count(access); i++) {
        const struct own_folder *folder = folder_at(access, i);
        if (is_in_own(folder, path))
            return is_script(path) && !folder->is_of_option
                       ? open_anywhere(descriptor, path, flags, error)
                       : open_within(descriptor, folder->path, path, flags, error);
    }
    return access->is_for_workers ? rubric_file_fail(error, EACCES) : RUBRIC_OK;
}

/* ---- Writing ------------------------------------------------------------------------- */

// The true path of what is there already on the way to a path: folders may be missing. ELOOP for a
// link to nothing, which writing would make something.
static int resolve_existing(const char *path, char *resolved) {
    char part[PATH_MAX];
    struct stat facts;
    if (strlen(path) >= sizeof part)
        return ENAMETOOLONG;
    strcpy(part, path);
    while (realpath(part, resolved) == NULL) {
        if (errno != ENOENT)
            return errno;
        if (lstat(part, &facts) == 0)
            return ELOOP;
        char *slash = strrchr(part, '/');
        if (slash == NULL)
            strcpy(part, ".");
        else
            slash[slash == part] = 0;
    }
    return 0;
}

rubric_status rubric_access_check_write(const rubric_access *access, const char *path,
                                        rubric_error *error) {
    char outer[PATH_MAX], inner[PATH_MAX];
    struct stat facts;
    const char *granted = granted_folder(access, "write", path);
    if (granted == NULL || goes_back(path))
        return rubric_file_fail(error, EACCES);
    int number = resolve_existing(path, inner);
    if (number != 0)
        return number == ELOOP ? leads_out(error) : rubric_file_fail(error, number);
    bool has_folder = realpath(granted, outer) != NULL;
    if (!has_folder && errno != ENOENT)
        return rubric_file_fail(error, errno);
    if (has_folder && rest_below(outer, inner) == NULL)
        return leads_out(error);
    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode))
        return rubric_error_set(error, RUBRIC_ERROR_FILE, "not a regular file");
    return RUBRIC_OK;
}
