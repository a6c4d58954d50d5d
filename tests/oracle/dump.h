// SPDX-License-Identifier: MIT
// What a reader of Markdown made of a text, as lines that can be compared: one for each block and
// inline that begins or ends, and one for each stretch of text.
#ifndef RUBRIC_TESTS_ORACLE_DUMP_H
#define RUBRIC_TESTS_ORACLE_DUMP_H

#include <rubric/rubric.h>

struct dump {
    rubric_buffer lines;
    rubric_buffer text; // that no line tells yet
    bool is_block;      // of HTML, while md4c reads
};

void dump_begin(struct dump *dump, rubric_context *context);
void dump_clear(struct dump *dump);

/** Text joins with the text before it. */
void dump_text(struct dump *dump, rubric_slice text);
/** Raw HTML in a line, which readers cut up differently: it stands between U+0001 and U+0002. */
void dump_html(struct dump *dump, rubric_slice html);
/** A line such as `<list ordered 3 tight`. */
void dump_line(struct dump *dump, const char *line);
/** A line with strings behind it: `<link "/url" "title"`. */
void dump_strings(struct dump *dump, const char *line, rubric_slice first, rubric_slice second);
/** Tell the text that is left. */
void dump_end(struct dump *dump);

/* The readers. The first reads with no extensions; the others are given its source. */

bool dump_rubric(struct dump *dump, rubric_document *document);
bool dump_md4c(struct dump *dump, rubric_slice text);
bool dump_cmark(struct dump *dump, rubric_slice text);

#endif
