// SPDX-License-Identifier: MIT
// What the files of formats share.
#ifndef RUBRIC_FORMATS_FORMATS_H
#define RUBRIC_FORMATS_FORMATS_H

#include <rubric/document.h>

#include "document/dialect.h"

/** Append the source with what was changed since it was read, in the encoding it had. */
rubric_status rubric_source_write(rubric_buffer *out, rubric_document *document,
                                  const rubric_write_options *options, rubric_error *error);

/** Append what was changed as a unified diff. */
rubric_status rubric_diff_write(rubric_buffer *out, rubric_document *document,
                                const rubric_write_options *options, rubric_error *error);

/**
 * Put extensions of Markdown on and off as they stand behind a format's name: `+smart-tables`.
 *
 * @return RUBRIC_ERROR_FORMAT for a name that is none, with the nearest one
 */
rubric_status rubric_extensions_apply(dialect_set *set, rubric_slice suffix, rubric_error *error);

/** RUBRIC_ERROR_ARGUMENT when a mark of Markdown, such as a bullet, is none of those there are. */
rubric_status rubric_write_options_check(const rubric_write_options *options, rubric_error *error);

#endif
