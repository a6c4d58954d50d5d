// SPDX-License-Identifier: MIT
// Where people go wrong: diagnostics of level note, which nobody gets who did not ask for them.
#ifndef RUBRIC_READERS_MARKDOWN_MISTAKES_H
#define RUBRIC_READERS_MARKDOWN_MISTAKES_H

#include "document/document.h"

/** Each has a code and a message. */
enum mistake {
    MISTAKE_UNCLOSED_FENCE,
    MISTAKE_UNCLOSED_DIV,
    MISTAKE_UNCLOSED_HTML,
    MISTAKE_HEADING_WITHOUT_BLANK,
    MISTAKE_MISSING_REFERENCE,
    MISTAKE_MISSING_FOOTNOTE,
    MISTAKE_UNUSED_FOOTNOTE,
    MISTAKE_REPEATED_FOOTNOTE,
    MISTAKE_EXTRA_CELLS
};

/**
 * Report what stands at a range of the source; nothing happens unless notes were asked for.
 *
 * @param name  a label for the message; empty where it needs none
 */
void rubric_mistake_report(rubric_document *document, enum mistake mistake, rubric_slice name,
                           uint32_t begin, uint32_t end);

/** Put what was reported in the order of the source. */
void rubric_mistakes_sort(rubric_document *document);

#endif
