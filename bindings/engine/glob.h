// SPDX-License-Identifier: MIT
// Paths by a pattern: `*` and `?` within a name, `**` for any folders.
#ifndef RUBRIC_BINDINGS_ENGINE_GLOB_H
#define RUBRIC_BINDINGS_ENGINE_GLOB_H

#include <rubric/base.h>

/** The folder before the first name with a wildcard: what has to be readable; "." for none. */
rubric_slice rubric_glob_folder(rubric_slice pattern);

/**
 * Append the paths of files and folders that match, sorted, each followed by a zero.
 *
 * Names that begin with a period are matched only by a name that does. A folder that cannot be
 * listed holds nothing.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_LIMIT (too many or too deep), or what the context met
 */
rubric_status rubric_glob(rubric_buffer *out, const rubric_host *host, rubric_slice pattern,
                          rubric_error *error);

#endif
