// SPDX-License-Identifier: MIT
// What links and link reference definitions are made of (sections 4.7 and 6.3).
#ifndef RUBRIC_READERS_MARKDOWN_LINK_PARTS_H
#define RUBRIC_READERS_MARKDOWN_LINK_PARTS_H

#include "document/document.h"

/** Where a link leads, as it is written: still with escapes. */
struct link_target {
    rubric_slice url, title;
};

/** Each scans at `at`, and returns where what it names ends; SIZE_MAX when there is none. */
size_t rubric_scan_label(rubric_slice text, size_t at);
size_t rubric_scan_destination(rubric_slice text, size_t at, rubric_slice *url);
size_t rubric_scan_title(rubric_slice text, size_t at, rubric_slice *title);

/** Behind blanks and at most one line end. */
size_t rubric_scan_space(rubric_slice text, size_t at);

/** A string that lives with the document, escapes and character references decoded. */
rubric_slice rubric_decode_string(rubric_document *document, rubric_slice string);

#endif
