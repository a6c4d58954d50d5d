// SPDX-License-Identifier: MIT
// The single items of a Lua pattern: characters, classes and sets.
#include "pattern.h"

size_t rubric_matcher_fail(rubric_matcher *self, rubric_status status, const char *message) {
    if (self->status == RUBRIC_OK) {
        self->status = status;
        self->message = message;
    }
    return RUBRIC_NO_MATCH;
}

static size_t set_end(rubric_matcher *self, size_t p) {
    size_t size;
    if (p < self->pattern.size && self->pattern.bytes[p] == '^')
        p++;
    do { // look for the ']'; one that comes first is a member
        if (p >= self->pattern.size)
            return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX,
                                       "malformed pattern (missing ']')");
        bool is_escape = self->pattern.bytes[p] == RUBRIC_PATTERN_ESCAPE;
        matcher_item(self, self->pattern, p, &size);
        p += size;
        if (is_escape) { // skip the escape, "%]" is no end
            if (p >= self->pattern.size)
                return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX,
                                           "malformed pattern (missing ']')");
            matcher_item(self, self->pattern, p, &size);
            p += size;
        }
    } while (p >= self->pattern.size || self->pattern.bytes[p] != ']');
    return p + 1;
}

size_t rubric_matcher_item_end(rubric_matcher *self, size_t p) {
    size_t size;
    char c = self->pattern.bytes[p];
    if (c == '[')
        return set_end(self, p + 1);
    if (c == RUBRIC_PATTERN_ESCAPE) {
        if (++p >= self->pattern.size)
            return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX,
                                       "malformed pattern (ends with '%')");
    }
    matcher_item(self, self->pattern, p, &size);
    return p + size;
}

static bool is_control(uint32_t c) {
    return c < ' ' || (c >= 0x7F && c <= 0x9F);
}

static bool is_hex_digit(uint32_t c) {
    return c < 0x80 && ascii_hex_value((char)c) >= 0;
}

// `class_` in lower case. False also for what is no class; the caller has looked.
static bool in_class(uint32_t c, char class_) {
    switch (class_) {
    case 'a':
        return rubric_is_letter(c);
    case 'c':
        return is_control(c);
    case 'd':
        return rubric_is_digit(c);
    case 'g':
        return !is_control(c) && !rubric_is_space(c);
    case 'l':
        return rubric_is_lower(c);
    case 'p':
        return rubric_is_punctuation(c);
    case 's':
        return rubric_is_space(c);
    case 'u':
        return rubric_is_upper(c);
    case 'w':
        return rubric_is_letter(c) || rubric_is_digit(c);
    case 'x':
        return is_hex_digit(c);
    case 'z': // deprecated in Lua, but still there
        return c == 0;
    default:
        return false;
    }
}

// `%` and the character after it.
static bool matches_escape(const rubric_matcher *self, uint32_t c, uint32_t escaped) {
    char class_ = escaped < 0x80 ? ascii_lower((char)escaped) : '\0';
    if (class_ == '\0' || strchr("acdglpsuwxz", class_) == NULL)
        return c == escaped;
    // Bytes from 0x80 on are in no class, as in the C locale.
    bool is_member = (self->code_points || c < 0x80) && in_class(c, class_);
    return is_member != ascii_is_upper((char)escaped);
}

bool rubric_matcher_in_set(const rubric_matcher *self, uint32_t c, size_t p, size_t end) {
    rubric_slice pattern = self->pattern;
    size_t last = end - 1, size; // of the ']'
    bool is_inverted = pattern.bytes[++p] == '^';
    p += is_inverted;
    while (p < last) {
        uint32_t item = matcher_item(self, pattern, p, &size);
        p += size;
        if (item == RUBRIC_PATTERN_ESCAPE) {
            item = matcher_item(self, pattern, p, &size);
            p += size;
            if (matches_escape(self, c, item))
                return !is_inverted;
        } else if (p + 1 < last && pattern.bytes[p] == '-') {
            uint32_t high = matcher_item(self, pattern, p + 1, &size);
            p += 1 + size;
            if (item <= c && c <= high)
                return !is_inverted;
        } else if (item == c) {
            return !is_inverted;
        }
    }
    return is_inverted;
}

bool rubric_matcher_matches(const rubric_matcher *self, size_t s, size_t p, size_t end,
                            size_t *size) {
    size_t item_size;
    if (s >= self->text.size)
        return false;
    uint32_t c = matcher_item(self, self->text, s, size);
    switch (self->pattern.bytes[p]) {
    case '.':
        return true;
    case RUBRIC_PATTERN_ESCAPE:
        return matches_escape(self, c, matcher_item(self, self->pattern, p + 1, &item_size));
    case '[':
        return rubric_matcher_in_set(self, c, p, end);
    default:
        return matcher_item(self, self->pattern, p, &item_size) == c;
    }
}
