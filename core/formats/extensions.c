// SPDX-License-Identifier: MIT
// Extensions of Markdown behind the name of a format, as pandoc writes them: `+smart-tables`.
#include <rubric/words.h>

#include "formats/formats.h"

// What reader or writer have as an option that stands behind no name.
static bool is_option(rubric_slice name) {
    const rubric_format *format = rubric_format_find(rubric_slice_of("markdown"));
    rubric_format_option option;
    for (int reads = 0; reads < 2; reads++)
        for (size_t i = 0; rubric_format_option_at(format, reads, i, &option); i++)
            if (rubric_slice_equal(name, rubric_slice_of(option.name)))
                return true;
    return false;
}

static rubric_status unknown(rubric_slice name, rubric_error *error) {
    const char *names[DIALECT_COUNT];
    if (is_option(name))
        return rubric_error_set(error, RUBRIC_ERROR_FORMAT,
                                "'%.*s' is no extension of Markdown but an option, which cannot "
                                "stand behind its name",
                                (int)name.size, name.bytes);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        names[i] = rubric_dialect_extensions[i].name;
    const char *nearest = rubric_nearest(name, names, DIALECT_COUNT);
    return rubric_error_set(error, RUBRIC_ERROR_FORMAT, "Markdown has no extension '%.*s'%s%s%s",
                            (int)(name.size < 60 ? name.size : 60), name.bytes,
                            nearest ? "; did you mean '" : "; 'rubric help markdown' lists them",
                            nearest ? nearest : "", nearest ? "'?" : "");
}

rubric_status rubric_extensions_apply(dialect_set *set, rubric_slice suffix, rubric_error *error) {
    for (size_t at = 0; at < suffix.size;) {
        size_t end = at + 1;
        while (end < suffix.size && suffix.bytes[end] != '+' && suffix.bytes[end] != '-')
            end++;
        rubric_slice name = rubric_slice_part(suffix, at + 1, end);
        enum dialect_extension extension = rubric_dialect_find(name);
        if (extension == DIALECT_COUNT)
            return unknown(name, error);
        if (suffix.bytes[at] == '+')
            *set |= dialect_bit(extension);
        else
            *set &= ~dialect_bit(extension);
        at = end;
    }
    return RUBRIC_OK;
}
