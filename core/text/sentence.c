// SPDX-License-Identifier: MIT
// Sentences: from stop to stop, or to a blank line.
#include "sentence_stop.h"
#include "unicode.h"

static size_t skip_space(rubric_slice text, size_t at) {
    size_t size;
    while (at < text.size && rubric_is_space(utf8_next(text, at, &size)))
        at += size;
    return at;
}

static bool has_odd_quotes(rubric_slice text, size_t begin, size_t end) {
    bool is_odd = false;
    for (size_t i = begin; i < end; i++)
        is_odd ^= text.bytes[i] == '"';
    return is_odd;
}

bool rubric_sentence_next(size_t *begin, size_t *end, rubric_slice text, size_t offset,
                          const rubric_language *language) {
    rubric_stop_scan scan = {.text = text, .language = language};
    size_t at = scan.begin = skip_space(text, offset), size;
    if (at >= text.size)
        return false;
    while (at < text.size) {
        uint32_t c = utf8_next(text, at, &size);
        if (c == '\n' && rubric_is_blank_line(text, at))
            break;
        size_t next = at + size;
        if (rubric_is_stop(c) && rubric_stop_ends(&scan, at, &next)) {
            at = next;
            break;
        }
        scan.in_quote ^= has_odd_quotes(text, at, next);
        at = next;
    }
    rubric_slice found = rubric_text_trim(rubric_slice_part(text, scan.begin, at));
    *begin = scan.begin;
    *end = scan.begin + found.size;
    return true;
}
