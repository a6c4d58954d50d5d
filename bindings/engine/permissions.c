// SPDX-License-Identifier: MIT
// Permissions: "read:DIR", "write:DIR", "run:PROGRAM" and "env:NAME"; what is asked for, what is
// granted and what is done are compared here and nowhere else.
#include "engine/engine.h"

enum { PATH_LIMIT = 1024 };

static const char *const kinds[] = {"read", "write", "run", "env", NULL};

// "read" of "read:data"; the index of its kind, or -1.
static int kind_of(rubric_slice permission, rubric_slice *what) {
    for (int i = 0; kinds[i]; i++) {
        size_t size = strlen(kinds[i]);
        if (permission.size > size + 1 && permission.bytes[size] == ':' &&
            !memcmp(permission.bytes, kinds[i], size)) {
            *what = rubric_slice_part(permission, size + 1, permission.size);
            return i;
        }
    }
    return -1;
}

static bool is_about_folders(int kind) {
    return kind <= 1; // read, write
}

rubric_status rubric_permission_check(rubric_slice permission, rubric_error *error) {
    rubric_slice what;
    int kind = kind_of(permission, &what);
    bool has_zero = memchr(permission.bytes, 0, permission.size) != NULL;
    if (kind >= 0 && !has_zero && (!is_about_folders(kind) || what.size < PATH_LIMIT))
        return RUBRIC_OK;
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                            "'%.*s' is no permission; there are read:DIR, write:DIR, run:PROGRAM "
                            "and env:NAME",
                            (int)(permission.size < 80 ? permission.size : 80), permission.bytes);
}

// Goes back over the last name in a path that `begin` bytes of cannot be left; false: there is none
static bool drop_last(const char *path, size_t begin, size_t *size) {
    bool is_up = *size >= begin + 2 && !memcmp(path + *size - 2, "..", 2) &&
                 (*size == begin + 2 || path[*size - 3] == '/');
    if (*size == begin || is_up)
        return false;
    while (*size > begin && path[*size - 1] != '/')
        --*size;
    if (*size > begin)
        --*size; // the slash
    return true;
}

// "a/./b//../c" as "a/c": no links are looked at, which is the host's part. False: too long.
static bool normalize(rubric_slice path, char *out, size_t *size) {
    size_t begin = path.size && path.bytes[0] == '/';
    if (path.size >= PATH_LIMIT || memchr(path.bytes, 0, path.size))
        return false;
    memcpy(out, "/", begin);
    *size = begin;
    for (size_t at = begin; at < path.size;) {
        size_t end = at;
        while (end < path.size && path.bytes[end] != '/')
            end++;
        rubric_slice name = rubric_slice_part(path, at, end);
        at = end + 1;
        bool is_up = rubric_slice_equal(name, rubric_slice_of(".."));
        if (name.size == 0 || rubric_slice_equal(name, rubric_slice_of(".")) ||
            (is_up && (drop_last(out, begin, size) || begin)))
            continue;
        if (*size > begin)
            out[(*size)++] = '/';
        memcpy(out + *size, name.bytes, name.size);
        *size += name.size;
    }
    return true;
}

// Whether a path that is in its shortest form begins with "..".
static bool leads_up(const char *path, size_t size) {
    return size >= 2 && !memcmp(path, "..", 2) && (size == 2 || path[2] == '/');
}

bool rubric_path_is_within(rubric_slice folder, rubric_slice path) {
    char outer[PATH_LIMIT + 1], inner[PATH_LIMIT + 1];
    size_t outer_size, inner_size;
    if (!normalize(folder, outer, &outer_size) || !normalize(path, inner, &inner_size))
        return false;
    if (outer_size == 0) // the folder of the run
        return inner_size == 0 || (inner[0] != '/' && !leads_up(inner, inner_size));
    if (inner_size < outer_size || memcmp(inner, outer, outer_size) != 0)
        return false;
    if (inner_size == outer_size || (outer_size == 1 && outer[0] == '/'))
        return true;
    size_t rest = outer_size + 1; // "../.." is not below ".."
    return inner[outer_size] == '/' && !leads_up(inner + rest, inner_size - rest);
}

// Whether one permission lets another one, or a use of its kind, be.
static bool covers(rubric_slice permission, int kind, rubric_slice what) {
    rubric_slice own;
    if (kind_of(permission, &own) != kind)
        return false;
    return is_about_folders(kind) ? rubric_path_is_within(own, what)
                                  : rubric_slice_equal(own, what);
}

bool rubric_permission_covers(rubric_slice permission, rubric_slice other) {
    rubric_slice what;
    int kind = kind_of(other, &what);
    return kind >= 0 && covers(permission, kind, what);
}

static bool is_granted(const rubric_engine *engine, rubric_slice permission) {
    const char *const *granted = engine->options.permissions;
    for (; granted && *granted; granted++)
        if (rubric_permission_covers(rubric_slice_of(*granted), permission))
            return true;
    return false;
}

rubric_status rubric_permissions_check(const rubric_engine *engine, const rubric_program *program,
                                       rubric_error *error) {
    if (engine->options.trust == RUBRIC_TRUST_TRUSTED)
        return RUBRIC_OK;
    for (uint32_t i = 0; i < program->permissions.as.list.count; i++) {
        rubric_slice permission = program->permissions.as.list.items[i].as.string;
        if (!is_granted(engine, permission))
            return rubric_error_set(error, RUBRIC_ERROR_PERMISSION,
                                    "%.*s asks for '%.*s', which is not granted",
                                    (int)program->chunk.name.size, program->chunk.name.bytes,
                                    (int)permission.size, permission.bytes);
    }
    return RUBRIC_OK;
}

bool rubric_path_normalize(rubric_buffer *out, rubric_slice path) {
    char normal[PATH_LIMIT + 1];
    size_t size;
    if (!normalize(path, normal, &size))
        return false;
    out->size = 0;
    rubric_buffer_put(out, normal, size);
    rubric_buffer_put_string(out, size == 0 ? "." : "");
    rubric_buffer_put_byte(out, '\0');
    return !out->failed;
}

bool rubric_permissions_allow(const rubric_value *permissions, const char *kind,
                              rubric_slice what) {
    int index = 0;
    while (kinds[index] && strcmp(kinds[index], kind) != 0)
        index++;
    for (uint32_t i = 0; i < permissions->as.list.count; i++)
        if (covers(permissions->as.list.items[i].as.string, index, what))
            return true;
    return false;
}
