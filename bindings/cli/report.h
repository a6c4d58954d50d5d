// SPDX-License-Identifier: MIT
// Messages about documents: FILE:LINE:COLUMN: level: message [rule], the line and a caret.
#ifndef RUBRIC_CLI_REPORT_H
#define RUBRIC_CLI_REPORT_H

#include <rubric/rubric.h>

/** How messages look. */
typedef struct rubric_report_style {
    int form; // RUBRIC_REPORT_TEXT, _SHORT or _JSON
    bool has_color;
} rubric_report_style;

/** One message. */
typedef struct rubric_report {
    rubric_slice file;
    rubric_level level;
    rubric_slice message;
    rubric_slice rule;        // empty: none
    rubric_position position; // line 0: none
    rubric_slice source;      // the text that `offset` is in; empty: no line is shown
    size_t offset;
} rubric_report;

void rubric_report_put(rubric_buffer *out, const rubric_report *report, rubric_report_style style);

/** All that a document has to say of itself. */
void rubric_report_put_document(rubric_buffer *out, rubric_document *document, rubric_slice file,
                                rubric_report_style style);

#endif
