// SPDX-License-Identifier: MIT
// Labels of items that stand in one line: "1. Open it 2. Close it" are two sentences.
#include "base/ascii.h"
#include "base/utf8.h"
#include "sentence.h"
#include "text/characters.h"

enum { HIGHEST = 999 };

static size_t skip_bullet(rubric_slice text, size_t at) {
    size_t size, begin = at;
    while (at < text.size && at - begin < 8) {
        uint32_t c = utf8_next(text, at, &size);
        bool is_bullet = c == 0x2022 || c == 0x2043 || c == 0x25E6 || c == 0x25AA || c == 0x25CF ||
                         c == 0x2023 || c == 0xB7 || c == '*';
        if (!is_bullet && !(c == ' ' && at > begin))
            break;
        at += size;
    }
    return at;
}

// The number or letter at `at`; its size, or 0.
static size_t read_number(rubric_label *out, rubric_slice text, size_t at) {
    size_t begin = at;
    while (at < text.size && ascii_is_digit(text.bytes[at]) && out->number <= HIGHEST)
        out->number = out->number * 10 + (unsigned)(text.bytes[at++] - '0');
    if (at > begin)
        return out->number > 0 && out->number <= HIGHEST ? at - begin : 0;
    if (at >= text.size || !ascii_is_letter(text.bytes[at]))
        return 0;
    out->letter = ascii_is_upper(text.bytes[at]) ? 'A' : 'a';
    out->number = (unsigned)(text.bytes[at] - out->letter) + 1;
    return 1;
}

rubric_label rubric_label_read(rubric_slice text, size_t at) {
    rubric_label none = {.number = 0}, label = none;
    at = skip_bullet(text, at);
    size_t size = read_number(&label, text, at), closers = 0;
    if (size == 0)
        return none;
    at += size;
    if (at < text.size && text.bytes[at] == '.')
        label.closer[closers++] = text.bytes[at++];
    if (at < text.size && text.bytes[at] == ')')
        label.closer[closers++] = text.bytes[at++];
    bool is_label = closers > 0 && at < text.size && ascii_is_space(text.bytes[at]);
    return is_label ? label : none;
}

bool rubric_label_follows(const rubric_label *label, rubric_slice text, size_t at) {
    rubric_label next = rubric_label_read(text, at);
    return next.number == label->number + 1 && next.letter == label->letter &&
           strcmp(next.closer, label->closer) == 0;
}
