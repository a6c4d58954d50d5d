// SPDX-License-Identifier: MIT
// Reading the words of a selector: names, values, numbers, and saying what is wrong with them.
#ifndef RUBRIC_DOCUMENT_SELECTOR_LEXER_H
#define RUBRIC_DOCUMENT_SELECTOR_LEXER_H

#include "document/selector/selector.h"

struct selector_lexer {
    rubric_selector *selector;
    rubric_slice text;
    size_t at;
    int depth; // of :not(), :is() and :has()
    rubric_error *error;
    bool failed;
};

/** Say once what is wrong at an offset; returns false. */
bool rubric_lexer_fail(struct selector_lexer *lexer, size_t offset, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
bool rubric_lexer_out_of_memory(struct selector_lexer *lexer);

/** Say that `name` at an offset is no `what`, with the nearest of the names if one is near. */
bool rubric_lexer_unknown(struct selector_lexer *lexer, size_t offset, const char *what,
                          rubric_slice name, const char *const *names, size_t count);

/** Say that something else than `wanted` stands here. */
bool rubric_lexer_expected(struct selector_lexer *lexer, const char *wanted);

/** The byte here; 0 at the end. */
static inline char lexer_peek(const struct selector_lexer *lexer) {
    return lexer->at < lexer->text.size ? lexer->text.bytes[lexer->at] : '\0';
}

bool rubric_lexer_skip_blanks(struct selector_lexer *lexer);
bool rubric_lexer_accept(struct selector_lexer *lexer, const char *literal);

/** Whether a name begins here. */
bool rubric_lexer_at_name(const struct selector_lexer *lexer);

/** A name, with the escapes of CSS read; empty when none stands here. `more`: further bytes that
    may stand in it. */
bool rubric_lexer_name(struct selector_lexer *lexer, const char *more, rubric_slice *out);

/** A name, a number, or a string in quotes. */
bool rubric_lexer_value(struct selector_lexer *lexer, rubric_slice *out);

/** An+B, `odd` or `even` (Selectors Level 4, section 14.3). */
bool rubric_lexer_nth(struct selector_lexer *lexer, int32_t *step, int32_t *offset);

#endif
