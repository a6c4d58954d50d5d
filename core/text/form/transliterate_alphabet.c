// SPDX-License-Identifier: MIT
// Cyrillic and Greek in ASCII, letter by letter, with what their languages write otherwise.
#include "text/unicode.h"
#include "transliterate.h"

/* ---- Cyrillic ---- */

typedef struct letter {
    uint16_t code_point; // small; 0 ends a list
    const char *ascii;
} letter;

// U+0430 to U+044F as BGN/PCGN 1947 has Russian, without its signs for ъ and ь and with e for е
// everywhere.
static const char *const RUSSIAN[32] = {
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};

// U+0450 to U+045F, letters of the neighbours.
static const char *const NEIGHBOURS[16] = {"e", "yo", "dj", "gj", "ye", "dz", "i", "yi",
                                           "j", "lj", "nj", "c",  "kj", "i",  "u", "dz"};

// Old letters and those of many languages of Asia, by the sound that most of them give it.
static const letter OTHERS[] = {
    {0x461, "o"},  {0x463, "e"},  {0x465, "ye"}, {0x467, "ya"}, {0x469, "ya"}, {0x46B, "u"},
    {0x46D, "yu"}, {0x46F, "ks"}, {0x471, "ps"}, {0x473, "f"},  {0x475, "i"},  {0x477, "i"},
    {0x479, "u"},  {0x47B, "o"},  {0x47D, "o"},  {0x47F, "ot"}, {0x481, "k"},  {0x48B, "y"},
    {0x48D, ""},   {0x48F, "r"},  {0x491, "g"},  {0x493, "g"},  {0x495, "g"},  {0x497, "j"},
    {0x499, "z"},  {0x49B, "q"},  {0x49D, "k"},  {0x49F, "k"},  {0x4A1, "q"},  {0x4A3, "n"},
    {0x4A5, "ng"}, {0x4A7, "p"},  {0x4A9, "o"},  {0x4AB, "s"},  {0x4AD, "t"},  {0x4AF, "u"},
    {0x4B1, "u"},  {0x4B3, "h"},  {0x4B5, "ts"}, {0x4B7, "j"},  {0x4B9, "j"},  {0x4BB, "h"},
    {0x4BD, "ch"}, {0x4BF, "ch"}, {0x4C2, "zh"}, {0x4C4, "k"},  {0x4C6, "l"},  {0x4C8, "n"},
    {0x4CA, "n"},  {0x4CC, "ch"}, {0x4CE, "m"},  {0x4CF, ""},   {0x4D1, "a"},  {0x4D3, "a"},
    {0x4D5, "ae"}, {0x4D7, "e"},  {0x4D9, "a"},  {0x4DB, "a"},  {0x4DD, "zh"}, {0x4DF, "z"},
    {0x4E1, "dz"}, {0x4E3, "i"},  {0x4E5, "i"},  {0x4E7, "o"},  {0x4E9, "o"},  {0x4EB, "o"},
    {0x4ED, "e"},  {0x4EF, "u"},  {0x4F1, "u"},  {0x4F3, "u"},  {0x4F5, "ch"}, {0x4F7, "g"},
    {0x4F9, "y"},  {0x4FB, "g"},  {0x4FD, "kh"}, {0x4FF, "kh"}, {0x501, "d"},  {0x503, "dj"},
    {0x505, "zj"}, {0x507, "dz"}, {0x509, "lj"}, {0x50B, "nj"}, {0x50D, "sj"}, {0x50F, "tj"},
    {0x511, "z"},  {0x513, "l"},  {0x515, "lh"}, {0x517, "rh"}, {0x519, "ya"}, {0x51B, "q"},
    {0x51D, "w"},  {0x51F, "k"},  {0x521, "l"},  {0x523, "n"},  {0x525, "p"},  {0x527, "h"},
    {0x529, "n"},  {0x52B, "j"},  {0x52D, "ch"}, {0x52F, "l"},  {0, NULL},
};

// Ukraine, resolution 55 of 27 January 2010; what begins a word is below.
static const letter UKRAINIAN[] = {{0x433, "h"},  {0x438, "y"},  {0x439, "i"}, {0x44E, "iu"},
                                   {0x44F, "ia"}, {0x454, "ie"}, {0x457, "i"}, {0, NULL}};
static const letter UKRAINIAN_FIRST[] = {{0x439, "y"},  {0x44E, "yu"}, {0x44F, "ya"},
                                         {0x454, "ye"}, {0x457, "yi"}, {0, NULL}};
static const letter BELARUSIAN[] = {{0x433, "h"}, {0, NULL}};
// Bulgaria, Transliteration Act of 2009.
static const letter BULGARIAN[] = {
    {0x445, "h"}, {0x449, "sht"}, {0x44A, "a"}, {0x44C, "y"}, {0, NULL}};
// Gaj's Latin without its signs, "dj" for đ.
static const letter SERBIAN[] = {{0x436, "z"}, {0x445, "h"}, {0x446, "c"},
                                 {0x447, "c"}, {0x448, "s"}, {0, NULL}};
static const letter MACEDONIAN[] = {{0x445, "h"}, {0x446, "c"}, {0x45F, "dzh"}, {0, NULL}};

static const char *find(const letter *letters, uint32_t small) {
    for (; letters->code_point != 0; letters++) {
        if (letters->code_point == small)
            return letters->ascii;
    }
    return NULL;
}

static const letter *letters_of(rubric_slice code) {
    static const struct {
        const char *code;
        const letter *letters;
    } LANGUAGES[] = {{"uk", UKRAINIAN}, {"be", BELARUSIAN}, {"bg", BULGARIAN},
                     {"sr", SERBIAN},   {"bs", SERBIAN},    {"mk", MACEDONIAN}};
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++) {
        if (rubric_transliterate_is_language(code, LANGUAGES[i].code))
            return LANGUAGES[i].letters;
    }
    return NULL;
}

// Letters only: an apostrophe joins in Ukrainian.
static bool begins_word(rubric_slice text, size_t at) {
    size_t before;
    if (at == 0)
        return true;
    uint32_t code_point = utf8_previous(text, at, &before);
    return !rubric_is_letter(code_point) && code_point != '\'' && code_point != 0x2019;
}

static bool ends_word(rubric_slice text, size_t at) {
    size_t size;
    return at >= text.size || !rubric_is_letter(utf8_next(text, at, &size));
}

static const char *cyrillic_of(uint32_t small) {
    if (small >= 0x430 && small < 0x450)
        return RUSSIAN[small - 0x430];
    if (small >= 0x450 && small < 0x460)
        return NEIGHBOURS[small - 0x450];
    return find(OTHERS, small);
}

static uint32_t small_of(uint32_t code_point) {
    return code_point == 0x4C0 ? 0x4CF : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

// Letters that a language writes together or by their place: Ukrainian зг, Bulgarian -ия.
static const char *cyrillic_group(rubric_slice text, size_t at, size_t *end, uint32_t small,
                                  const letter *letters) {
    size_t size;
    if (*end >= text.size)
        return NULL;
    uint32_t next = small_of(utf8_next(text, *end, &size));
    bool is_group = (letters == UKRAINIAN && small == 0x437 && next == 0x433) ||
                    (letters == BULGARIAN && small == 0x438 && next == 0x44F &&
                     ends_word(text, *end + size) && !begins_word(text, at));
    if (!is_group)
        return NULL;
    *end += size;
    return letters == UKRAINIAN ? "zgh" : "ia";
}

size_t rubric_transliterate_cyrillic(rubric_buffer *out, rubric_slice text, size_t at,
                                     rubric_slice language_code) {
    size_t size;
    uint32_t small = small_of(utf8_next(text, at, &size));
    const letter *letters = letters_of(language_code);
    size_t end = at + size;
    const char *ascii = cyrillic_group(text, at, &end, small, letters);
    if (ascii == NULL && letters == UKRAINIAN && begins_word(text, at))
        ascii = find(UKRAINIAN_FIRST, small);
    if (ascii == NULL && letters != NULL)
        ascii = find(letters, small);
    if (ascii == NULL)
        ascii = cyrillic_of(small);
    if (ascii == NULL)
        return 0;
    rubric_transliterate_put(out, ascii, text, at, end);
    return end - at;
}

/* ---- Greek: ELOT 743, which ISO 843 calls transcription ---- */

// From alpha to omega, with the final sigma in its place.
static const char *const GREEK[25] = {"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                      "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                      "s", "t", "y", "f", "ch", "ps", "o"};
static const letter OLD_GREEK[] = {
    {0x3D0, "v"},  {0x3D1, "th"},  {0x3D2, "y"}, {0x3D3, "y"},  {0x3D4, "y"}, {0x3D5, "f"},
    {0x3D6, "p"},  {0x3D7, "kai"}, {0x3D9, "q"}, {0x3DB, "st"}, {0x3DD, "w"}, {0x3DF, "q"},
    {0x3E1, "ss"}, {0x3E3, "sh"},  {0x3E5, "f"}, {0x3E7, "kh"}, {0x3E9, "h"}, {0x3EB, "j"},
    {0x3ED, "c"},  {0x3EF, "ti"},  {0x3F0, "k"}, {0x3F1, "r"},  {0x3F2, "s"}, {0x3F3, "j"},
    {0x3F5, "e"},  {0x3F8, "sh"},  {0x3FB, "s"}, {0x3FC, "r"},  {0x371, "h"}, {0x373, "ss"},
    {0x377, "w"},  {0x37B, "s"},   {0x37C, "s"}, {0x37D, "s"},  {0x37F, "j"}, {0, NULL}};

// A small letter without what it bears; 0 when it is none of Greek.
typedef struct greek {
    uint32_t base;
    bool has_accent, has_dialytika;
    size_t end;
} greek;

static greek greek_at(rubric_slice text, size_t at) {
    enum { LONGEST = 8 };
    greek self = {0};
    utf8proc_int32_t points[LONGEST];
    int boundclass = 0;
    if (at >= text.size)
        return self;
    size_t size;
    uint32_t code_point = utf8_next(text, at, &size);
    self.end = at + size;
    if (code_point < 0x370 || (code_point >= 0x400 && (code_point & ~0xFFu) != 0x1F00))
        return self;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, points, LONGEST,
                                UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST; i++) {
        if (points[i] == 0x308)
            self.has_dialytika = true;
        else if (unicode_is_mark((uint32_t)points[i]))
            self.has_accent = self.has_accent || points[i] == 0x301 || points[i] == 0x342;
        else if (rubric_is_letter((uint32_t)points[i]))
            self.base = (uint32_t)utf8proc_tolower(points[i]);
    }
    return self;
}

static bool is_greek_vowel(uint32_t base) {
    return base == 0x3B1 || base == 0x3B5 || base == 0x3B7 || base == 0x3B9 || base == 0x3BF ||
           base == 0x3C5 || base == 0x3C9;
}

static bool is_voiced(uint32_t base) {
    return is_greek_vowel(base) || (base >= 0x3B2 && base <= 0x3B6) ||
           (base >= 0x3BB && base <= 0x3BD) || base == 0x3C1;
}

// Two letters that are written by their sound; NULL when each stands for itself.
static const char *greek_pair(rubric_slice text, size_t at, const greek *first,
                              const greek *second) {
    enum { ALPHA = 0x3B1, GAMMA = 0x3B3, EPSILON = 0x3B5, ETA = 0x3B7, MU = 0x3BC };
    if (second->base == 0x3C5 && !second->has_dialytika && !first->has_accent) {
        bool is_voiced_next = is_voiced(greek_at(text, second->end).base);
        switch (first->base) {
        case 0x3BF:
            return "ou";
        case ALPHA:
            return is_voiced_next ? "av" : "af";
        case EPSILON:
            return is_voiced_next ? "ev" : "ef";
        case ETA:
            return is_voiced_next ? "iv" : "if";
        default:
            return NULL;
        }
    }
    if (first->base == GAMMA)
        return second->base == GAMMA   ? "ng"
               : second->base == 0x3BE ? "nx"
               : second->base == 0x3C7 ? "nch"
                                       : NULL;
    bool is_edge = begins_word(text, at) || ends_word(text, second->end);
    return first->base == MU && second->base == 0x3C0 && is_edge ? "b" : NULL;
}

size_t rubric_transliterate_greek(rubric_buffer *out, rubric_slice text, size_t at) {
    greek first = greek_at(text, at);
    if (first.base == 0)
        return 0;
    greek second = greek_at(text, first.end);
    const char *ascii = second.base != 0 ? greek_pair(text, at, &first, &second) : NULL;
    size_t end = ascii != NULL ? second.end : first.end;
    if (ascii == NULL)
        ascii = first.base >= 0x3B1 && first.base <= 0x3C9 ? GREEK[first.base - 0x3B1]
                                                           : find(OLD_GREEK, first.base);
    if (ascii == NULL)
        return 0;
    size_t size;
    // "ΕΥ" has a capital inside, which says that all are capitals.
    bool is_inside = end == second.end && rubric_is_upper(utf8_next(text, first.end, &size));
    if (is_inside && end != first.end) {
        for (; *ascii != '\0'; ascii++)
            rubric_buffer_put_byte(out, ascii_upper(*ascii));
    } else {
        rubric_transliterate_put(out, ascii, text, at, end);
    }
    return end - at;
}
