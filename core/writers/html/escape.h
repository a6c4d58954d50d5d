// SPDX-License-Identifier: MIT
// Escaping text and addresses for HTML.
#ifndef RUBRIC_WRITERS_ESCAPE_H
#define RUBRIC_WRITERS_ESCAPE_H

#include <rubric/base.h>

/** Append text with `&`, `<`, `>` `"` and carriage returns as character
    references. */
void rubric_html_put_escaped(rubric_buffer *out, rubric_slice text);

/** Append an address for an attribute: what a URL may not hold is percent-encoded. */
void rubric_html_put_url(rubric_buffer *out, rubric_slice url);

/** Whether an address is relative or has a scheme that runs no script. */
bool rubric_html_is_safe_url(rubric_slice url);

#endif
