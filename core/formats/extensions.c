// SPDX-License-Identifier: MIT
// Extensions of Markdown behind the name of a format, as pandoc writes them: `+smart-tables`.
#include <rubric/words.h>

#include "formats/formats.h"

static rubric_status unknown(rubric_slice name, rubric_error *error) {
    const char *names[DIALECT_COUNT];
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
