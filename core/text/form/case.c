// SPDX-License-Identifier: MIT
// Case: full lower, upper and title case and case folding (Unicode 15.0, section 3.13).
#include <string.h>

#include "case_language.h"
#include "forms.h"
#include "text/tables/special_casing.h"
#include "text/unicode.h"

enum { CAPITAL_SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2, DOTTED_I = 0x130, FOLDED_SIZE = 4 };

static const rubric_special_casing *find_special(uint32_t code_point) {
    if (code_point < rubric_special_casings[0].code_point)
        return NULL;
    size_t low = 0, high = rubric_special_casing_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_special_casing *found = &rubric_special_casings[middle];
        if (found->code_point == code_point)
            return found;
        if (found->code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void put_points(rubric_buffer *out, const uint32_t points[3]) {
    for (int i = 0; i < 3 && points[i] != 0; i++)
        rubric_buffer_put_code_point(out, points[i]);
}

static void put_upper(rubric_buffer *out, uint32_t code_point) {
    const rubric_special_casing *special = find_special(code_point);
    if (special != NULL)
        put_points(out, special->upper);
    else
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point));
}

static void put_title(rubric_buffer *out, uint32_t code_point) {
    const rubric_special_casing *special = find_special(code_point);
    if (special != NULL)
        put_points(out, special->title);
    else
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point));
}

static void put_fold(rubric_buffer *out, uint32_t code_point) {
    utf8proc_int32_t folded[FOLDED_SIZE];
    int boundclass = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded,
                                                     FOLDED_SIZE, UTF8PROC_CASEFOLD, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_SIZE; i++)
        rubric_buffer_put_code_point(out, (uint32_t)folded[i]);
}

// What does not count when a letter is looked for around a sigma (Case_Ignorable, section 3.13).
static bool is_ignorable(uint32_t code_point) {
    switch (code_point) {
    case '\'':
    case '.':
    case ':':
    case 0xB7:
    case 0x2019:
        return true;
    default:
        return is_category(code_point, CATEGORY_MN, CATEGORY_ME) ||
               is_category(code_point, CATEGORY_LM, CATEGORY_LM) ||
               is_category(code_point, CATEGORY_SK, CATEGORY_SK) ||
               is_category(code_point, CATEGORY_CF, CATEGORY_CF);
    }
}

static bool is_cased(uint32_t code_point) {
    return is_category(code_point, CATEGORY_LU, CATEGORY_LT);
}

// A sigma is final after a letter and before none (Final_Sigma, table 3-17).
static bool is_final(rubric_slice text, size_t at, size_t size) {
    size_t next = at + size;
    uint32_t code_point = ' ';
    while (at > 0 && is_ignorable(code_point = utf8_previous(text, at, &at)))
        code_point = ' ';
    if (!is_cased(code_point))
        return false;
    for (; next < text.size; next += size) {
        code_point = utf8_next(text, next, &size);
        if (!is_ignorable(code_point))
            return !is_cased(code_point);
    }
    return true;
}

static void put_lower(rubric_buffer *out, rubric_slice text, size_t at, size_t size,
                      uint32_t code_point) {
    if (code_point == CAPITAL_SIGMA && is_final(text, at, size)) {
        rubric_buffer_put_code_point(out, FINAL_SIGMA);
    } else if (code_point == DOTTED_I) {
        rubric_buffer_put_string(out, "i\xCC\x87");
    } else {
        rubric_buffer_put_code_point(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point));
    }
}

static void put_mapped(rubric_buffer *out, rubric_case form, rubric_slice text, size_t at,
                       size_t size, uint32_t code_point) {
    if (form == RUBRIC_CASE_UPPER)
        put_upper(out, code_point);
    else if (form == RUBRIC_CASE_FOLD)
        put_fold(out, code_point);
    else if (form == RUBRIC_CASE_TITLE)
        put_title(out, code_point);
    else
        put_lower(out, text, at, size, code_point);
}

// A stretch of text on its way to a case.
typedef struct mapper {
    rubric_buffer *out;
    rubric_slice text; // the whole: a letter looks at its neighbours
    size_t end;        // of the stretch
    rubric_case form;
    enum case_language language;
} mapper;

// One code point, or the few that a language takes together; returns their bytes.
static size_t map_one(const mapper *self, size_t at) {
    size_t size;
    if (self->language != CASE_NONE &&
        rubric_case_put_by_language(self->out, self->language, self->form, self->text, at, &size))
        return size;
    uint32_t code_point = utf8_next(self->text, at, &size);
    if ((form_bits(code_point) & FORM_CASE) != 0)
        put_mapped(self->out, self->form, self->text, at, size, code_point);
    else
        rubric_buffer_put_code_point(self->out, code_point);
    return size;
}

// Turn the letters of eight bytes of ASCII that are between `first` and `last`.
static uint64_t turn_case(uint64_t word, unsigned first, unsigned last) {
    const uint64_t each = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t is_letter = ((word + each * (0x80 - first)) ^ (word + each * (0x7F - last))) & high;
    return word ^ is_letter >> 2;
}

// Eight bytes of ASCII at once. There is room for what is left of the stretch, and eight more.
static size_t map_ascii(const mapper *self, size_t at) {
    unsigned first = self->form == RUBRIC_CASE_UPPER ? 'a' : 'A';
    const char *from = self->text.bytes;
    char *to = self->out->bytes + self->out->size;
    size_t begin = at;
    for (uint64_t word; self->end - at >= sizeof word; at += sizeof word, to += sizeof word) {
        memcpy(&word, from + at, sizeof word);
        if ((word & 0x8080808080808080u) != 0)
            break;
        word = turn_case(word, first, first + 25);
        memcpy(to, &word, sizeof word);
    }
    for (; at < self->end && (unsigned char)from[at] < 0x80; at++)
        *to++ = first == 'a' ? ascii_upper(from[at]) : ascii_lower(from[at]);
    self->out->size += at - begin;
    return at;
}

// Three bytes at once of scripts that have no case, with room as above.
static size_t copy_caseless(const mapper *self, size_t at) {
    const char *from = self->text.bytes;
    char *to = self->out->bytes + self->out->size;
    size_t begin = at;
    while (self->end - at > 3 && form_is_plain_three((const unsigned char *)from + at, FORM_CASE)) {
        memcpy(to, from + at, 4); // with the blank after a word, if there is one
        size_t size = 3u + ((unsigned char)from[at + 3] < 'A');
        at += size;
        to += size;
    }
    self->out->size += at - begin;
    return at;
}

static void map(const mapper *self, size_t at) {
    bool is_plain_ascii = self->language != CASE_TURKISH && self->language != CASE_LITHUANIAN;
    while (at < self->end) {
        size_t begin = at, room = self->out->capacity - self->out->size;
        if (room < self->end - at + 8 && !rubric_buffer_reserve(self->out, self->end - at + 8))
            return;
        if (is_plain_ascii && (unsigned char)self->text.bytes[at] < 0x80)
            at = map_ascii(self, at);
        else
            at = copy_caseless(self, at);
        if (at == begin)
            at += map_one(self, at);
    }
}

// The first letter of a word that has case becomes a capital, what follows it small.
static void map_word(mapper *self, size_t begin, size_t end) {
    size_t at = begin, size;
    while (at < end && !is_cased(utf8_next(self->text, at, &size)))
        at += size;
    self->end = at;
    self->form = RUBRIC_CASE_LOWER;
    map(self, begin);
    if (at < end) {
        self->form = RUBRIC_CASE_TITLE;
        at += map_one(self, at);
        self->form = RUBRIC_CASE_LOWER;
    }
    if (self->language == CASE_LITHUANIAN && at < end) { // the dot of a letter that lost it
        self->form = RUBRIC_CASE_TITLE;
        if (utf8_next(self->text, at, &size) == 0x307)
            at += map_one(self, at);
        self->form = RUBRIC_CASE_LOWER;
    }
    self->end = end;
    map(self, at);
}

static void map_words(mapper *self) {
    enum { ROOM = 64 };
    size_t ends[ROOM], at = 0, count;
    while ((count = rubric_boundaries(RUBRIC_BOUNDARY_WORD, self->text, at, ends, ROOM)) > 0) {
        for (size_t i = 0; i < count && !self->out->failed; i++) {
            map_word(self, at, ends[i]);
            at = ends[i];
        }
        if (self->out->failed)
            return;
    }
}

void rubric_text_case(rubric_buffer *out, rubric_slice text, rubric_case form,
                      rubric_slice language_code) {
    mapper self = {out, text, text.size, form, rubric_case_language_of(language_code)};
    if (form == RUBRIC_CASE_TITLE)
        map_words(&self);
    else
        map(&self, 0);
}
