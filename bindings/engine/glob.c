// SPDX-License-Identifier: MIT
// Finds paths by a pattern, one folder level after another: no recursion, whatever lies there.
#include "engine/glob.h"

enum { PATH_COUNT_LIMIT = 100000, DEPTH_LIMIT = 64 };

static bool has_wildcard(rubric_slice name) {
    return memchr(name.bytes, '*', name.size) || memchr(name.bytes, '?', name.size);
}

static rubric_slice name_at(rubric_slice pattern, size_t at) {
    size_t end = at;
    while (end < pattern.size && pattern.bytes[end] != '/')
        end++;
    return rubric_slice_part(pattern, at, end);
}

// Where the first name with a wildcard begins, or the last name when none has any.
static size_t fixed_part(rubric_slice pattern) {
    size_t at = 0, last = 0;
    while (at < pattern.size) {
        rubric_slice name = name_at(pattern, at);
        last = at;
        if (has_wildcard(name))
            break;
        at += name.size + 1;
    }
    return last;
}

rubric_slice rubric_glob_folder(rubric_slice pattern) {
    size_t size = fixed_part(pattern);
    return size == 0 ? rubric_slice_of(".") : rubric_slice_part(pattern, 0, size);
}

// `*` backtracks to the last one only, which is enough: time is the product of both lengths.
static bool matches(rubric_slice pattern, rubric_slice name) {
    size_t p = 0, n = 0, star = SIZE_MAX, from = 0;
    if (name.bytes[0] == '.' && pattern.bytes[0] != '.')
        return false;
    while (n < name.size) {
        if (p < pattern.size && (pattern.bytes[p] == '?' || pattern.bytes[p] == name.bytes[n]) &&
            pattern.bytes[p] != '*') {
            p++, n++;
        } else if (p < pattern.size && pattern.bytes[p] == '*') {
            star = p++;
            from = n;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.size && pattern.bytes[p] == '*')
        p++;
    return p == pattern.size;
}

struct level {
    rubric_buffer paths; // each ended by a zero; folders end in a slash but for the last level
    size_t count;
};

static void add_path(struct level *level, rubric_slice folder, rubric_slice name, bool is_last) {
    rubric_buffer_put_slice(&level->paths, folder);
    rubric_buffer_put_slice(&level->paths, name);
    rubric_buffer_put_string(&level->paths, is_last ? "" : "/");
    rubric_buffer_put_byte(&level->paths, '\0');
    level->count++;
}

// The names in a folder that match; of what cannot be listed, none.
static void expand_folder(struct level *out, const rubric_host *host, const char *folder,
                          rubric_slice pattern, bool is_last) {
    rubric_buffer names;
    rubric_context *context = out->paths.context;
    rubric_buffer_init(&names, context);
    rubric_status status = host->list(host->user, &names, *folder ? folder : ".", NULL);
    for (size_t at = 0; status == RUBRIC_OK && at < names.size;) {
        rubric_slice name = rubric_slice_of(names.bytes + at);
        at += name.size + 1;
        if (!rubric_context_charge(context, 1 + name.size))
            break;
        if (name.size && matches(pattern, name))
            add_path(out, rubric_slice_of(folder), name, is_last);
    }
    rubric_buffer_clear(&names);
}

static rubric_status check(const struct level *level, size_t depth, rubric_error *error) {
    rubric_context *context = level->paths.context;
    if (rubric_context_status(context) != RUBRIC_OK)
        return rubric_context_error(context, error);
    if (level->count > PATH_COUNT_LIMIT || depth > DEPTH_LIMIT)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "the pattern fits more than %d paths, or folders deeper than %d",
                                PATH_COUNT_LIMIT, DEPTH_LIMIT);
    return RUBRIC_OK;
}

// `**`: the folders themselves and all below them.
static rubric_status add_below(struct level *level, const rubric_host *host, rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    size_t begin = 0;
    for (size_t depth = 0; status == RUBRIC_OK && begin < level->paths.size; depth++) {
        size_t end = level->paths.size;
        for (size_t at = begin; status == RUBRIC_OK && at < end;) {
            rubric_buffer folder; // the paths may move while they grow
            rubric_buffer_init(&folder, level->paths.context);
            rubric_buffer_put_string(&folder, level->paths.bytes + at);
            rubric_buffer_put_byte(&folder, '\0');
            at += folder.size;
            if (!folder.failed)
                expand_folder(level, host, folder.bytes, rubric_slice_of("*"), false);
            rubric_buffer_clear(&folder);
            status = check(level, depth, error);
        }
        begin = end;
    }
    return status;
}

static rubric_status expand(struct level *out, const struct level *in, const rubric_host *host,
                            rubric_slice name, bool is_last, rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    for (size_t at = 0; status == RUBRIC_OK && at < in->paths.size;) {
        const char *folder = in->paths.bytes + at;
        at += strlen(folder) + 1;
        expand_folder(out, host, folder, name, is_last);
        status = check(out, 0, error);
    }
    return status;
}

// Sorted by bytes; a merge of what is sorted already within each folder would save little.
static rubric_status sort_paths(rubric_buffer *out, const struct level *level,
                                rubric_error *error) {
    rubric_context *context = level->paths.context;
    const char **paths = rubric_context_allocate(context, (level->count + 1) * sizeof *paths);
    if (!paths)
        return rubric_context_error(context, error);
    size_t count = 0;
    for (size_t at = 0; at < level->paths.size; at += strlen(level->paths.bytes + at) + 1)
        paths[count++] = level->paths.bytes + at;
    for (size_t gap = count / 2; gap > 0; gap /= 2) // shell sort: in place, without recursion
        for (size_t i = gap; i < count && rubric_context_charge(context, 1); i++) {
            const char *path = paths[i];
            size_t j = i;
            for (; j >= gap && strcmp(paths[j - gap], path) > 0; j -= gap)
                paths[j] = paths[j - gap];
            paths[j] = path;
        }
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(paths[i], paths[i - 1]) != 0) // `**` may come to one twice
            rubric_buffer_put(out, paths[i], strlen(paths[i]) + 1);
    rubric_context_release(context, paths, (level->count + 1) * sizeof *paths);
    return out->failed || rubric_context_status(context) != RUBRIC_OK
               ? rubric_context_error(context, error)
               : RUBRIC_OK;
}

rubric_status rubric_glob(rubric_buffer *out, const rubric_host *host, rubric_slice pattern,
                          rubric_error *error) {
    struct level level = {.count = 0};
    rubric_buffer_init(&level.paths, out->context);
    size_t at = fixed_part(pattern);
    add_path(&level, rubric_slice_part(pattern, 0, at), rubric_slice_of(""), true);
    rubric_status status = check(&level, 0, error);
    while (status == RUBRIC_OK && at < pattern.size) {
        rubric_slice name = name_at(pattern, at);
        at += name.size + 1;
        if (name.size == 0)
            continue;
        if (rubric_slice_equal(name, rubric_slice_of("**"))) {
            status = add_below(&level, host, error);
            if (at < pattern.size)
                continue;
            name = rubric_slice_of("*"); // at the end, what is in all these folders
        }
        struct level next = {.count = 0};
        rubric_buffer_init(&next.paths, out->context);
        status = expand(&next, &level, host, name, at >= pattern.size, error);
        rubric_buffer_clear(&level.paths);
        level = next;
    }
    if (status == RUBRIC_OK)
        status = sort_paths(out, &level, error);
    rubric_buffer_clear(&level.paths);
    return status;
}
