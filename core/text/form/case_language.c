// SPDX-License-Identifier: MIT
// The rules of case that only some languages have: SpecialCasing.txt for Lithuanian, Turkish and
// Azeri; Greek capitals without accents and the Dutch IJ as people write them.
#include "case_language.h"

#include "text/unicode.h"

enum {
    ABOVE = 230, // combining class of what stands above a letter
    DOT_ABOVE = 0x307,
    DIALYTIKA = 0x308,
    IOTA_BELOW = 0x345,
    CAPITAL_DOTTED_I = 0x130,
    SMALL_DOTLESS_I = 0x131,
    CAPITAL_IOTA = 0x399,
    CAPITAL_UPSILON = 0x3A5,
    LONGEST_LETTER = 8 // code points that a letter of Greek is taken apart into
};

enum case_language rubric_case_language_of(rubric_slice code) {
    static const struct {
        const char *code;
        enum case_language language;
    } known[] = {{"az", CASE_TURKISH},
                 {"el", CASE_GREEK},
                 {"lt", CASE_LITHUANIAN},
                 {"nl", CASE_DUTCH},
                 {"tr", CASE_TURKISH}};
    if (code.size < 2 || (code.size > 2 && code.bytes[2] != '-' && code.bytes[2] != '_'))
        return CASE_NONE;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (ascii_lower(code.bytes[0]) == known[i].code[0] &&
            ascii_lower(code.bytes[1]) == known[i].code[1])
            return known[i].language;
    }
    return CASE_NONE;
}

static int combining_class(uint32_t code_point) {
    return utf8proc_get_property((utf8proc_int32_t)code_point)->combining_class;
}

// The first code point at or after `at` that stands above a letter or is one; 0 at the end.
static uint32_t next_above(rubric_slice text, size_t at) {
    for (size_t size; at < text.size; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        int class_ = combining_class(code_point);
        if (class_ == 0 || class_ == ABOVE)
            return code_point;
    }
    return 0;
}

static uint32_t previous_above(rubric_slice text, size_t at) {
    while (at > 0) {
        uint32_t code_point = utf8_previous(text, at, &at);
        int class_ = combining_class(code_point);
        if (class_ == 0 || class_ == ABOVE)
            return code_point;
    }
    return 0;
}

/* ---- Turkish, Azeri ---- */

static bool put_turkish(rubric_buffer *out, rubric_case form, rubric_slice text, size_t at,
                        size_t size, uint32_t code_point) {
    bool raises = form == RUBRIC_CASE_UPPER || form == RUBRIC_CASE_TITLE;
    if (raises) {
        if (code_point == 'i')
            rubric_buffer_put_code_point(out, CAPITAL_DOTTED_I);
        return code_point == 'i';
    }
    if (code_point == CAPITAL_DOTTED_I) {
        rubric_buffer_put_byte(out, 'i');
        return true;
    }
    if (code_point == 'I') {
        bool is_dotted = form == RUBRIC_CASE_LOWER && next_above(text, at + size) == DOT_ABOVE;
        rubric_buffer_put_code_point(out, is_dotted ? 'i' : SMALL_DOTLESS_I);
        return true;
    }
    return form == RUBRIC_CASE_LOWER && code_point == DOT_ABOVE && previous_above(text, at) == 'I';
}

/* ---- Lithuanian ---- */

// Soft_Dotted (PropList.txt), those of alphabets.
static bool is_soft_dotted(uint32_t code_point) {
    static const uint16_t letters[] = {'i',   'j',   0x12F, 0x249, 0x268,  0x29D,
                                       0x2B2, 0x3F3, 0x456, 0x458, 0x1E2D, 0x1ECB};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i] == code_point)
            return true;
    }
    return false;
}

static const char *lithuanian_lower(uint32_t code_point, bool has_more_above) {
    switch (code_point) {
    case 'I':
        return has_more_above ? "i\xCC\x87" : NULL;
    case 'J':
        return has_more_above ? "j\xCC\x87" : NULL;
    case 0x12E: // I with ogonek
        return has_more_above ? "\xC4\xAF\xCC\x87" : NULL;
    case 0xCC: // with grave
        return "i\xCC\x87\xCC\x80";
    case 0xCD: // with acute
        return "i\xCC\x87\xCC\x81";
    case 0x128: // with tilde
        return "i\xCC\x87\xCC\x83";
    default:
        return NULL;
    }
}

static bool put_lithuanian(rubric_buffer *out, rubric_case form, rubric_slice text, size_t at,
                           size_t size, uint32_t code_point) {
    if (form == RUBRIC_CASE_FOLD)
        return false;
    if (form != RUBRIC_CASE_LOWER)
        return code_point == DOT_ABOVE && is_soft_dotted(previous_above(text, at));
    bool is_i = code_point == 'I' || code_point == 'J' || code_point == 0x12E;
    bool has_more = is_i && combining_class(next_above(text, at + size)) == ABOVE;
    const char *lower = lithuanian_lower(code_point, has_more);
    if (lower != NULL)
        rubric_buffer_put_string(out, lower);
    return lower != NULL;
}

/* ---- Greek ---- */

static bool is_greek(uint32_t code_point) {
    return (code_point >= 0x370 && code_point <= 0x3FF) ||
           (code_point >= 0x1F00 && code_point <= 0x1FFF);
}

// Accents and breathings, which capitals go without.
static bool is_greek_accent(uint32_t code_point) {
    return (code_point >= 0x300 && code_point <= 0x306) || code_point == 0x313 ||
           code_point == 0x314 || code_point == 0x342 || code_point == 0x343;
}

// A letter in capitals and what it bears.
typedef struct greek_letter {
    uint32_t base; // capital, 0: no letter of Greek
    bool has_accent, has_dialytika, has_iota;
    size_t end; // behind the marks that follow it
} greek_letter;

static void take_greek(greek_letter *self, uint32_t code_point) {
    if (code_point == DIALYTIKA)
        self->has_dialytika = true;
    else if (code_point == IOTA_BELOW)
        self->has_iota = true;
    else if (is_greek_accent(code_point))
        self->has_accent = true;
    else
        self->base = (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
}

static greek_letter read_greek(rubric_slice text, size_t at) {
    greek_letter self = {0};
    utf8proc_int32_t points[LONGEST_LETTER];
    int boundclass = 0;
    size_t size;
    uint32_t code_point = utf8_next(text, at, &size);
    self.end = at + size;
    if (!is_greek(code_point) || !rubric_is_letter(code_point))
        return self;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, points, LONGEST_LETTER,
                                UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_LETTER; i++)
        take_greek(&self, (uint32_t)points[i]);
    for (; self.end < text.size; self.end += size) {
        code_point = utf8_next(text, self.end, &size);
        if (!is_greek_accent(code_point) && code_point != DIALYTIKA && code_point != IOTA_BELOW)
            break;
        take_greek(&self, code_point);
    }
    return self;
}

static bool is_letter_before(rubric_slice text, size_t at) {
    size_t begin;
    return at > 0 && rubric_is_letter(utf8_previous(text, at, &begin));
}

// In "Μάιος" the accent says that the iota is a syllable of its own; without it a dialytika must.
static bool needs_dialytika(rubric_slice text, size_t at, const greek_letter *letter) {
    bool may = letter->base == CAPITAL_IOTA || letter->base == CAPITAL_UPSILON;
    if (!may || letter->has_accent || at == 0)
        return false;
    size_t begin = at;
    uint32_t code_point;
    do { // back to the letter that the marks belong to
        code_point = utf8_previous(text, begin, &begin);
    } while (begin > 0 && at - begin < 16 && unicode_is_mark(code_point));
    greek_letter before = read_greek(text, begin);
    bool is_vowel = before.base == 0x391 || before.base == 0x395 || before.base == 0x39F;
    return is_vowel && before.has_accent && !before.has_dialytika && !before.has_iota;
}

static bool put_greek(rubric_buffer *out, rubric_slice text, size_t at, size_t *size) {
    enum { CAPITAL_ETA = 0x397, ETA_WITH_ACCENT = 0x389 };
    greek_letter letter = read_greek(text, at);
    if (letter.base == 0)
        return false;
    *size = letter.end - at;
    size_t next_size;
    bool is_alone =
        !is_letter_before(text, at) &&
        (letter.end >= text.size || !rubric_is_letter(utf8_next(text, letter.end, &next_size)));
    if (letter.base == CAPITAL_ETA && letter.has_accent && is_alone)
        letter.base = ETA_WITH_ACCENT; // "or", which the accent tells from the article
    bool has_dialytika = letter.has_dialytika || needs_dialytika(text, at, &letter);
    if (has_dialytika && letter.base == CAPITAL_IOTA)
        letter.base = 0x3AA;
    else if (has_dialytika && letter.base == CAPITAL_UPSILON)
        letter.base = 0x3AB;
    rubric_buffer_put_code_point(out, letter.base);
    if (letter.has_iota)
        rubric_buffer_put_code_point(out, CAPITAL_IOTA);
    return true;
}

/* ---- Dutch ---- */

static bool put_dutch(rubric_buffer *out, rubric_slice text, size_t at, size_t *size) {
    if (ascii_lower(text.bytes[at]) != 'i' || text.size - at < 2 ||
        ascii_lower(text.bytes[at + 1]) != 'j')
        return false;
    rubric_buffer_put_string(out, "IJ");
    *size = 2;
    return true;
}

bool rubric_case_put_by_language(rubric_buffer *out, enum case_language language, rubric_case form,
                                 rubric_slice text, size_t at, size_t *size) {
    uint32_t code_point = utf8_next(text, at, size);
    switch (language) {
    case CASE_TURKISH:
        return put_turkish(out, form, text, at, *size, code_point);
    case CASE_LITHUANIAN:
        return put_lithuanian(out, form, text, at, *size, code_point);
    case CASE_GREEK:
        return form == RUBRIC_CASE_UPPER && put_greek(out, text, at, size);
    case CASE_DUTCH:
        return form == RUBRIC_CASE_TITLE && put_dutch(out, text, at, size);
    default:
        return false;
    }
}
