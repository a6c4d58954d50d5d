// SPDX-License-Identifier: MIT
// The words of selectors, in the manner of CSS (Syntax Level 3): names with escapes, strings,
// numbers, An+B.
#include "document/selector/lexer.h"

#include <stdarg.h>
#include <stdio.h>

bool rubric_lexer_fail(struct selector_lexer *lexer, size_t offset, const char *format, ...) {
    if (!lexer->failed && lexer->error) {
        char message[sizeof lexer->error->message];
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(message, sizeof message, format, arguments);
        va_end(arguments);
        rubric_error_set(lexer->error, RUBRIC_ERROR_SYNTAX, "%s", message);
        rubric_error_locate(lexer->error, lexer->text, offset);
    }
    lexer->failed = true;
    return false;
}

bool rubric_lexer_out_of_memory(struct selector_lexer *lexer) {
    lexer->failed = true; // the context says what was hit
    return false;
}

bool rubric_lexer_unknown(struct selector_lexer *lexer, size_t offset, const char *what,
                          rubric_slice name, const char *const *names, size_t count) {
    int size = name.size < 60 ? (int)name.size : 60;
    const char *nearest = rubric_nearest(name, names, count);
    if (nearest)
        return rubric_lexer_fail(lexer, offset, "'%.*s' is %s; did you mean '%s'?", size,
                                 name.bytes, what, nearest);
    return rubric_lexer_fail(lexer, offset, "'%.*s' is %s", size, name.bytes, what);
}

bool rubric_lexer_expected(struct selector_lexer *lexer, const char *wanted) {
    size_t size = 1;
    if (lexer->at >= lexer->text.size)
        return rubric_lexer_fail(lexer, lexer->at, "expected %s, but the selector ends here",
                                 wanted);
    rubric_utf8_decode(lexer->text, lexer->at, &size);
    return rubric_lexer_fail(lexer, lexer->at, "expected %s, not '%.*s'", wanted, (int)size,
                             lexer->text.bytes + lexer->at);
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

bool rubric_lexer_skip_blanks(struct selector_lexer *lexer) {
    size_t start = lexer->at;
    while (is_blank(lexer_peek(lexer)))
        lexer->at++;
    return lexer->at > start;
}

bool rubric_lexer_accept(struct selector_lexer *lexer, const char *literal) {
    size_t size = strlen(literal);
    if (lexer->text.size - lexer->at < size ||
        memcmp(lexer->text.bytes + lexer->at, literal, size) != 0)
        return false;
    lexer->at += size;
    return true;
}

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || (byte & 0x80);
}

bool rubric_lexer_at_name(const struct selector_lexer *lexer) {
    return is_name_byte(lexer_peek(lexer)) || lexer_peek(lexer) == '\\';
}

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

// What a backslash stands for: a code point in up to six hexadecimal digits and a blank, or the
// next character as it is. An escape is at least half as long
// as what it stands for.
static size_t read_escape(struct selector_lexer *lexer, char *out) {
    uint32_t code_point = 0;
    int digits = 0;
    lexer->at++;
    while (digits < 6 && hex_digit(lexer_peek(lexer)) >= 0) {
        code_point = code_point * 16 + (uint32_t)hex_digit(lexer_peek(lexer));
        lexer->at++;
        digits++;
    }
    if (digits == 0) {
        if (lexer->at == lexer->text.size)
            return 0;
        *out = lexer->text.bytes[lexer->at++];
        return 1;
    }
    if (is_blank(lexer_peek(lexer)))
        lexer->at++;
    char bytes[4];
    size_t size = rubric_utf8_encode(code_point ? code_point : 0xFFFD, bytes);
    memcpy(out, bytes, size);
    return size;
}

bool rubric_lexer_name(struct selector_lexer *lexer, const char *more, rubric_slice *out) {
    size_t begin = lexer->at, escapes = 0;
    for (; lexer->at < lexer->text.size; lexer->at++) {
        char byte = lexer_peek(lexer);
        if (byte == '\\' && lexer->at + 1 < lexer->text.size)
            escapes++, lexer->at++;
        else if (!is_name_byte(byte) && (byte == '\0' || !strchr(more, byte)))
            break;
    }
    *out = rubric_slice_part(lexer->text, begin, lexer->at);
    if (escapes == 0)
        return true;
    char *bytes = rubric_arena_bytes(lexer->selector->arena, 2 * (lexer->text.size - begin));
    if (!bytes)
        return rubric_lexer_out_of_memory(lexer);
    size_t size = 0;
    for (lexer->at = begin; lexer->at < lexer->text.size;) {
        char byte = lexer_peek(lexer);
        if (byte == '\\' && lexer->at + 1 < lexer->text.size)
            size += read_escape(lexer, bytes + size);
        else if (is_name_byte(byte) || (byte != '\0' && strchr(more, byte)))
            bytes[size++] = lexer->text.bytes[lexer->at++];
        else
            break;
    }
    *out = rubric_slice_make(bytes, size);
    return true;
}

bool rubric_lexer_value(struct selector_lexer *lexer, rubric_slice *out) {
    char quote = lexer_peek(lexer);
    size_t start = lexer->at;
    if (quote != '"' && quote != '\'') {
        if (!rubric_lexer_name(lexer, "./+%", out))
            return false;
        return lexer->at > start || rubric_lexer_expected(lexer, "a word or a string in quotes");
    }
    lexer->at++;
    char *bytes = rubric_arena_bytes(lexer->selector->arena, 2 * (lexer->text.size - start));
    if (!bytes)
        return rubric_lexer_out_of_memory(lexer);
    size_t size = 0;
    while (lexer->at < lexer->text.size && lexer_peek(lexer) != quote) {
        if (lexer_peek(lexer) == '\\')
            size += read_escape(lexer, bytes + size);
        else
            bytes[size++] = lexer->text.bytes[lexer->at++];
    }
    if (lexer->at == lexer->text.size)
        return rubric_lexer_fail(lexer, start, "this string is not closed; it ends with %c", quote);
    lexer->at++;
    *out = rubric_slice_make(bytes, size);
    return true;
}

// Digits, perhaps none; larger numbers than any count of children are all the same.
static bool read_digits(struct selector_lexer *lexer, int32_t *out) {
    size_t begin = lexer->at;
    *out = 0;
    for (char byte; (byte = lexer_peek(lexer)) >= '0' && byte <= '9'; lexer->at++)
        *out = *out < 100000000 ? *out * 10 + (byte - '0') : 1000000000;
    return lexer->at > begin;
}

static int read_sign(struct selector_lexer *lexer) {
    if (rubric_lexer_accept(lexer, "-"))
        return -1;
    return rubric_lexer_accept(lexer, "+") ? 1 : 0;
}

bool rubric_lexer_nth(struct selector_lexer *lexer, int32_t *step, int32_t *offset) {
    static const char wanted[] = "a number, 'odd', 'even' or a form as '2n+1'";
    rubric_lexer_skip_blanks(lexer);
    *step = 2;
    *offset = 1;
    if (rubric_lexer_accept(lexer, "odd"))
        return true;
    *offset = 0;
    if (rubric_lexer_accept(lexer, "even"))
        return true;
    size_t start = lexer->at;
    int32_t number;
    int sign = read_sign(lexer);
    bool has_digits = read_digits(lexer, &number);
    if (!rubric_lexer_accept(lexer, "n") && !rubric_lexer_accept(lexer, "N")) {
        *step = 0;
        *offset = sign < 0 ? -number : number;
        if (!has_digits)
            lexer->at = start;
        return has_digits || rubric_lexer_expected(lexer, wanted);
    }
    *step = (has_digits ? number : 1) * (sign < 0 ? -1 : 1);
    rubric_lexer_skip_blanks(lexer);
    sign = read_sign(lexer);
    if (sign == 0)
        return true;
    rubric_lexer_skip_blanks(lexer);
    if (!read_digits(lexer, &number))
        return rubric_lexer_expected(lexer, "a number");
    *offset = sign * number;
    return true;
}
