// SPDX-License-Identifier: MIT
// Finds where web addresses, mail addresses and hashtags end.
#include "address.h"

#include "unicode.h"

enum { LONGEST_LOCAL = 64, LONGEST_DOMAIN = 255 }; // bytes, RFC 5321 section 4.5.3.1

static bool begins_with(rubric_slice text, size_t offset, const char *prefix) {
    rubric_slice wanted = rubric_slice_of(prefix);
    if (text.size - offset < wanted.size)
        return false;
    return rubric_slice_equal_fold(rubric_slice_part(text, offset, offset + wanted.size), wanted);
}

static size_t prefix_size(rubric_slice text, size_t offset) {
    static const char *const prefixes[] = {"http://", "https://", "ftp://", "www."};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (begins_with(text, offset, prefixes[i]))
            return strlen(prefixes[i]);
    }
    return 0;
}

static bool ends_url(uint32_t code_point) {
    return rubric_is_space(code_point) || code_point < ' ' || code_point == '<' ||
           code_point == '>' || code_point == '"' || code_point == '`' ||
           (code_point >= 0x2018 && code_point <= 0x201F) ||
           (code_point >= 0x3000 && code_point <= 0x303F) ||
           (code_point >= 0xFF00 && code_point <= 0xFF20);
}

// Stops and closing brackets at the end belong to the sentence; a bracket that was opened within
// belongs to the address.
static size_t without_stops(rubric_slice text, size_t begin, size_t end) {
    int open = 0;
    for (size_t i = begin; i < end; i++)
        open += (text.bytes[i] == '(') - (text.bytes[i] == ')');
    while (end > begin) {
        char last = text.bytes[end - 1];
        if (last == ')' && open < 0)
            open++;
        else if (!ascii_is_among(last, ".,;:!?'*_]}"))
            break;
        end--;
    }
    return end;
}

size_t rubric_url_end(rubric_slice text, size_t offset) {
    size_t begin = offset + prefix_size(text, offset), end = begin, size;
    if (begin == offset)
        return offset;
    while (end < text.size && !ends_url(utf8_next(text, end, &size)))
        end += size;
    end = without_stops(text, begin, end);
    return end > begin ? end : offset;
}

static bool is_local_byte(char c) {
    return ascii_is_letter(c) || ascii_is_digit(c) || ascii_is_among(c, "._%+-");
}

// A name with a dot whose last part is letters.
static size_t domain_end(rubric_slice text, size_t begin) {
    size_t end = begin, last_dot = begin;
    while (end < text.size && end - begin < LONGEST_DOMAIN) {
        char c = text.bytes[end];
        if (!ascii_is_letter(c) && !ascii_is_digit(c) && c != '-' && c != '.')
            break;
        end++;
    }
    while (end > begin && (text.bytes[end - 1] == '.' || text.bytes[end - 1] == '-'))
        end--;
    for (size_t i = begin; i < end; i++) {
        if (text.bytes[i] == '.')
            last_dot = i;
    }
    if (last_dot == begin || end - last_dot < 3)
        return begin;
    for (size_t i = last_dot + 1; i < end; i++) {
        if (!ascii_is_letter(text.bytes[i]))
            return begin;
    }
    return end;
}

size_t rubric_email_end(rubric_slice text, size_t offset) {
    size_t at = offset;
    while (at < text.size && at - offset < LONGEST_LOCAL && is_local_byte(text.bytes[at]))
        at++;
    if (at == offset || at == text.size || text.bytes[at] != '@' || text.bytes[offset] == '.')
        return offset;
    size_t end = domain_end(text, at + 1);
    return end > at + 1 ? end : offset;
}

size_t rubric_hashtag_end(rubric_slice text, size_t offset) {
    size_t before, size;
    if (text.bytes[offset] != '#')
        return offset;
    if (offset > 0) {
        uint32_t previous = utf8_previous(text, offset, &before);
        if (rubric_is_letter(previous) || rubric_is_digit(previous) || previous == '&' ||
            previous == '#' || previous == '/')
            return offset;
    }
    size_t end = offset + 1;
    bool has_letter = false;
    while (end < text.size) {
        uint32_t code_point = utf8_next(text, end, &size);
        has_letter |= rubric_is_letter(code_point);
        if (!rubric_is_letter(code_point) && !rubric_is_digit(code_point) && code_point != '_')
            break;
        end += size;
    }
    return has_letter ? end : offset;
}
