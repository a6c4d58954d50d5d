// SPDX-License-Identifier: MIT
// Raw HTML without the tags that change how all behind them is read.
#ifndef RUBRIC_WRITERS_HTML_TAG_FILTER_H
#define RUBRIC_WRITERS_HTML_TAG_FILTER_H

#include <rubric/base.h>

/** Append raw HTML in which `<` of such tags, opening or closing, is `&lt;` (GFM, "Disallowed Raw
    HTML"). */
void rubric_html_put_filtered(rubric_buffer *out, rubric_slice html);

#endif
