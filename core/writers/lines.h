// SPDX-License-Identifier: MIT
// Lines with prefixes: what the text and the Markdown writer have in common.
#ifndef RUBRIC_WRITERS_LINES_H
#define RUBRIC_WRITERS_LINES_H

#include <rubric/document.h>

/** Output in lines, each of which begins with the prefixes of the containers around it. */
struct lines {
    rubric_buffer *out;
    rubric_buffer prefix; // "> " and indents, from the outside in
    rubric_buffer marker; // of the item that begins with the next line: takes the prefix's end
    size_t start;         // of what this writer puts into `out`
    uint32_t width;       // columns; 0: lines stay as they are
    rubric_wrap wrap;     // where no width is given
    const rubric_language *language; // of sentences; NULL: none is known
    bool is_markup;                  // the text is Markdown
    bool is_tight;                   // the next block follows without a blank line
    bool is_fresh;                   // nothing was written since a quote was opened
};

void rubric_lines_init(struct lines *lines, rubric_buffer *out,
                       const rubric_write_options *options);
void rubric_lines_clear(struct lines *lines);

/** Whether lines of text are broken here, so that line ends in it do not count. */
static inline bool lines_are_broken(const struct lines *lines) {
    return lines->width > 0 || lines->wrap == RUBRIC_WRAP_SENTENCE;
}

/** Lines from now on begin with `prefix` too; the first of them with `marker` in its place. */
void rubric_lines_push(struct lines *lines, rubric_slice prefix, rubric_slice marker);
void rubric_lines_pop(struct lines *lines, size_t prefix_size);

/** Begin a block: a blank line, unless it is the first or the list is tight. */
void rubric_lines_begin(struct lines *lines);

/** One line as it is. */
void rubric_lines_put(struct lines *lines, rubric_slice line);

/** The lines of a text, each as it is. */
void rubric_lines_put_all(struct lines *lines, rubric_slice text);

/**
 * The lines of a text, broken at blanks to the width where there is one, or behind sentences. NUL
 * is written as a blank, and no line ends there.
 *
 * @param may_begin  whether a line may begin with that rest of the text; NULL: any may
 */
void rubric_lines_put_wrapped(struct lines *lines, rubric_slice text,
                              bool (*may_begin)(rubric_slice rest));

/** A marker that no block followed stands alone in its line. */
void rubric_lines_flush_marker(struct lines *lines);

#endif
