// SPDX-License-Identifier: MIT
// Raw HTML in a line (section 6.6).
#ifndef RUBRIC_READERS_MARKDOWN_HTML_TAGS_H
#define RUBRIC_READERS_MARKDOWN_HTML_TAGS_H

#include <rubric/base.h>

/** What was looked for in a text and is not in it from there on: it is not looked for again. */
struct html_missing {
    bool comment, instruction, declaration, cdata;
};

/** Where an open or closing tag at `at` ends; SIZE_MAX when there is none. */
size_t rubric_scan_open_tag(rubric_slice text, size_t at);
size_t rubric_scan_closing_tag(rubric_slice text, size_t at);

/** Where a tag, comment, instruction, declaration or CDATA section at `at` ends, or SIZE_MAX. */
size_t rubric_scan_html(rubric_slice text, size_t at, struct html_missing *missing);

#endif
