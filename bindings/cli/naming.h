// SPDX-License-Identifier: MIT
// Patterns of output names: {folder} {stem} {ext} {id} {meta.NAME}.
#ifndef RUBRIC_CLI_NAMING_H
#define RUBRIC_CLI_NAMING_H

#include <rubric/rubric.h>

/** What placeholders stand for. */
typedef struct rubric_naming {
    const char *path;          // of the input; NULL for a record
    const char *folder;        // below the folder that was named
    rubric_slice id;           // of a record, else the path
    rubric_document *document; // for {meta.NAME}
} rubric_naming;

/** Refuse an unknown placeholder; say whether one needs the document to be read. */
rubric_status rubric_naming_check(const char *pattern, bool *needs_document, rubric_error *error);

/** Append a pattern with its placeholders replaced, and a NUL. What documents say is sanitized. */
rubric_status rubric_naming_expand(rubric_buffer *out, const char *pattern,
                                   const rubric_naming *naming, rubric_error *error);

/** Append a name in which nothing leads elsewhere: no slash, no control byte, no leading dot. */
void rubric_naming_put_sanitized(rubric_buffer *out, rubric_slice name);

#endif
