// SPDX-License-Identifier: MIT
// Where sentences begin in text that is about to be written in lines.
#ifndef RUBRIC_WRITERS_SENTENCES_H
#define RUBRIC_WRITERS_SENTENCES_H

#include <rubric/text.h>

/**
 * Append the offset of each sentence of a text, as size_t, but that of the first.
 *
 * @param is_markup  the text is Markdown, whose marks stand in the way of sentences
 */
void rubric_sentences_find(rubric_buffer *offsets, rubric_slice text,
                           const rubric_language *language, bool is_markup);

#endif
