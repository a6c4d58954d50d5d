// SPDX-License-Identifier: MIT
// Notes about where people go wrong: diagnostics that nobody gets who did not ask for them.
#ifndef RUBRIC_READERS_MARKDOWN_NOTES_H
#define RUBRIC_READERS_MARKDOWN_NOTES_H

#include "document/document.h"

/** What there is to note; each has a code and a message. */
enum markdown_note {
    NOTE_UNCLOSED_FENCE,
    NOTE_UNCLOSED_DIV,
    NOTE_UNCLOSED_HTML,
    NOTE_HEADING_WITHOUT_BLANK,
    NOTE_MISSING_REFERENCE,
    NOTE_MISSING_FOOTNOTE,
    NOTE_UNUSED_FOOTNOTE,
    NOTE_REPEATED_FOOTNOTE,
    NOTE_EXTRA_CELLS
};

/**
 * Note what stands at a range of the source; nothing happens unless notes were asked for.
 *
 * @param name  a label for the message; empty where it needs none
 */
void rubric_markdown_note(rubric_document *document, enum markdown_note note, rubric_slice name,
                          uint32_t begin, uint32_t end);

/** Put what was noted in the order of the source. */
void rubric_markdown_sort_notes(rubric_document *document);

#endif
