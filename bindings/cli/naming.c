// SPDX-License-Identifier: MIT
// Replaces placeholders in names of outputs; what a document says never becomes a path.
#include "naming.h"

#include <rubric/engine.h>

enum { NAME_SIZE = 120 }; // bytes of a name that comes from a document

static const char *const names[] = {"folder", "stem", "ext", "id", "meta.title"};

static bool is_meta(rubric_slice name) {
    return name.size > 5 && memcmp(name.bytes, "meta.", 5) == 0;
}

// The next placeholder at or after `from`; false when there is none.
static bool find_placeholder(const char *pattern, size_t from, size_t *begin, size_t *end) {
    const char *open = strchr(pattern + from, '{');
    const char *close = open == NULL ? NULL : strchr(open, '}');
    if (close == NULL)
        return false;
    *begin = (size_t)(open - pattern);
    *end = (size_t)(close - pattern) + 1;
    return true;
}

static rubric_slice placeholder_name(const char *pattern, size_t begin, size_t end) {
    return rubric_slice_make(pattern + begin + 1, end - begin - 2);
}

static bool is_known(rubric_slice name) {
    for (size_t i = 0; i < 4; i++)
        if (rubric_slice_equal(name, rubric_slice_of(names[i])))
            return true;
    return is_meta(name);
}

// Whether a part of the path behind the first placeholder is "..".
static bool goes_up_behind_placeholder(const char *pattern) {
    const char *at = strchr(pattern, '{');
    while (at != NULL && (at = strstr(at, "/..")) != NULL) {
        at += strlen("/..");
        if (*at == '/' || *at == 0)
            return true;
    }
    return false;
}

rubric_status rubric_naming_check(const char *pattern, bool *needs_document, rubric_error *error) {
    size_t begin, end = 0;
    *needs_document = false;
    while (find_placeholder(pattern, end, &begin, &end)) {
        rubric_slice name = placeholder_name(pattern, begin, end);
        if (is_meta(name))
            *needs_document = true;
        if (is_known(name))
            continue;
        const char *nearest = rubric_nearest(name, names, sizeof names / sizeof *names);
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "no placeholder '{%.*s}' in names of outputs; there %s%s%s",
                                name.size > 60 ? 60 : (int)name.size, name.bytes,
                                nearest == NULL ? "are {folder} {stem} {ext} {id} {meta.NAME"
                                                : "is '{",
                                nearest == NULL ? "" : nearest, nearest == NULL ? "}" : "}'");
    }
    if (goes_up_behind_placeholder(pattern))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'..' cannot stand behind a part in braces: '%.100s'", pattern);
    return RUBRIC_OK;
}

void rubric_naming_put_sanitized(rubric_buffer *out, rubric_slice name) {
    size_t size = name.size > NAME_SIZE ? rubric_utf8_floor(name, NAME_SIZE) : name.size;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        bool is_refused =
            byte < 0x20 || byte == 0x7F || byte == '/' || byte == '\\' || (i == 0 && byte == '.');
        rubric_buffer_put_byte(out, is_refused ? '-' : (char)byte);
    }
}

static void put_stem(rubric_buffer *out, const rubric_naming *naming, bool wants_extension) {
    if (naming->path == NULL || strcmp(naming->path, "-") == 0) {
        if (!wants_extension)
            rubric_buffer_put_string(out, naming->path == NULL ? "record" : "stdin");
        return;
    }
    const char *slash = strrchr(naming->path, '/');
    const char *name = slash == NULL ? naming->path : slash + 1;
    const char *dot = strrchr(name, '.');
    if (dot == NULL || dot == name)
        dot = name + strlen(name);
    if (!wants_extension)
        rubric_buffer_put(out, name, (size_t)(dot - name));
    else if (*dot != 0)
        rubric_buffer_put_string(out, dot + 1);
}

static rubric_status put_metadata(rubric_buffer *out, const rubric_naming *naming,
                                  rubric_slice name, rubric_error *error) {
    rubric_slice key = rubric_slice_part(name, 5, name.size);
    const rubric_value *value = NULL;
    if (naming->document != NULL)
        value = rubric_value_find(rubric_document_metadata(naming->document), key);
    if (value != NULL && value->type == RUBRIC_VALUE_LIST && value->as.list.count > 0)
        value = &value->as.list.items[0];
    rubric_value flat;
    if (value != NULL && value->type == RUBRIC_VALUE_CONTENT &&
        rubric_document_flat_value(&flat, rubric_document_arena(naming->document), naming->document,
                                   value) == RUBRIC_OK)
        value = &flat;
    if (value != NULL && value->type == RUBRIC_VALUE_INTEGER) {
        rubric_buffer_put_integer(out, value->as.integer);
        return RUBRIC_OK;
    }
    if (value == NULL || value->type != RUBRIC_VALUE_STRING || value->as.string.size == 0)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "it has no '%.*s' for the name of its output", (int)key.size,
                                key.bytes);
    rubric_naming_put_sanitized(out, value->as.string);
    return RUBRIC_OK;
}

static rubric_status put_placeholder(rubric_buffer *out, const rubric_naming *naming,
                                     rubric_slice name, rubric_error *error) {
    if (is_meta(name))
        return put_metadata(out, naming, name, error);
    if (rubric_slice_equal(name, rubric_slice_of("folder")))
        rubric_buffer_put_string(out, naming->folder);
    else if (rubric_slice_equal(name, rubric_slice_of("id")))
        rubric_naming_put_sanitized(out, naming->id);
    else
        put_stem(out, naming, rubric_slice_equal(name, rubric_slice_of("ext")));
    return RUBRIC_OK;
}

rubric_status rubric_naming_expand(rubric_buffer *out, const char *pattern,
                                   const rubric_naming *naming, rubric_error *error) {
    size_t written = 0, begin, end = 0;
    while (find_placeholder(pattern, end, &begin, &end)) {
        rubric_buffer_put(out, pattern + written, begin - written);
        size_t before = out->size;
        rubric_status status =
            put_placeholder(out, naming, placeholder_name(pattern, begin, end), error);
        if (status != RUBRIC_OK)
            return status;
        written = end;
        bool is_alone = before == 0 || out->bytes[before - 1] == '/';
        if (out->size == before && is_alone && pattern[end] == '/')
            written++; // "{folder}/" is nothing for a file that stands at the top
    }
    rubric_buffer_put_string(out, pattern + written);
    rubric_buffer_put_byte(out, 0);
    return out->failed ? rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory") : RUBRIC_OK;
}
