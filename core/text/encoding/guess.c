// SPDX-License-Identifier: MIT
// Guessing an encoding: by mark, by what is declared, by form, and last by frequency.
#include "encoding.h"
#include "text/characters.h"

#include "base/utf8.h"

enum {
    ENOUGH_SEQUENCES = 4,       // of UTF-8, to speak against a declaration
    SAMPLE = 4096,              // bytes looked at for zeros
    SEQUENCES_FOR_A_BROKEN = 4, // of UTF-8 among which a broken one is damage
};

static bool begins_with(rubric_slice bytes, const char *mark, size_t size) {
    return bytes.size >= size && memcmp(bytes.bytes, mark, size) == 0;
}

rubric_encoding rubric_encoding_mark(rubric_slice bytes, size_t *size) {
    *size = 3;
    if (begins_with(bytes, "\xEF\xBB\xBF", 3))
        return RUBRIC_ENCODING_UTF8;
    *size = 2;
    if (begins_with(bytes, "\xFF\xFE", 2))
        return RUBRIC_ENCODING_UTF16LE;
    if (begins_with(bytes, "\xFE\xFF", 2))
        return RUBRIC_ENCODING_UTF16BE;
    *size = 0;
    return RUBRIC_ENCODING_UNKNOWN;
}

/* ---- UTF-8 ---- */

typedef struct utf8_signs {
    size_t sequences; // valid ones of several bytes
    size_t broken;    // but for one that the end of the bytes cuts
} utf8_signs;

static utf8_signs look_for_utf8(rubric_slice bytes) {
    utf8_signs signs = {0, 0};
    for (size_t at = 0; at < bytes.size;) {
        at += rubric_ascii_run(bytes, at);
        if (at == bytes.size)
            break;
        character next = rubric_decode_utf8(bytes, at, NULL);
        unsigned char lead = (unsigned char)bytes.bytes[at];
        bool is_cut = at + next.size == bytes.size && lead >= 0xC2 && lead <= 0xF4;
        signs.sequences += !next.is_replaced;
        signs.broken += next.is_replaced && !is_cut;
        at += next.size;
    }
    return signs;
}

/* ---- Other forms ---- */

// Whether a unit of UTF-16 may stand in text: it is assigned, and no control but white space.
static bool is_text_unit(uint32_t unit) {
    if (unit < 0x20)
        return unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f';
    bool is_surrogate = unit >= 0xD800 && unit <= 0xDFFF;
    return is_surrogate || !(is_category(unit, CATEGORY_CN, CATEGORY_CN) ||
                             is_category(unit, CATEGORY_CC, CATEGORY_CC) ||
                             is_category(unit, CATEGORY_CO, CATEGORY_CO));
}

// Blanks, line ends and digits among the units in one byte order; 0 when it cannot be text.
static size_t count_blanks(rubric_slice bytes, bool is_big_endian) {
    size_t blanks = 0;
    for (size_t i = 0; i + 1 < bytes.size; i += 2) {
        unsigned char first = (unsigned char)bytes.bytes[i];
        unsigned char second = (unsigned char)bytes.bytes[i + 1];
        uint32_t unit =
            is_big_endian ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
        if (!is_text_unit(unit))
            return 0;
        blanks += unit == ' ' || unit == '\n' || (unit >= '0' && unit <= '9');
    }
    return blanks;
}

// No other text has zeros in it. In UTF-16 those of ASCII stand in every other byte; other scripts
// have blanks and line ends at least. In the wrong byte order there are few blanks, and mostly what
// is no text.
static rubric_encoding look_for_utf16(rubric_slice bytes) {
    rubric_slice sample = rubric_slice_part(bytes, 0, bytes.size < SAMPLE ? bytes.size : SAMPLE);
    size_t zeros[2] = {0, 0}, units = sample.size / 2;
    for (size_t i = 0; i < 2 * units; i++)
        zeros[i % 2] += sample.bytes[i] == 0;
    if (zeros[0] + zeros[1] == 0 || bytes.size % 2 != 0)
        return RUBRIC_ENCODING_UNKNOWN;
    if (zeros[1] > units * 2 / 3 && zeros[0] <= units / 16)
        return RUBRIC_ENCODING_UTF16LE;
    if (zeros[0] > units * 2 / 3 && zeros[1] <= units / 16)
        return RUBRIC_ENCODING_UTF16BE;
    size_t little = count_blanks(sample, false), big = count_blanks(sample, true);
    if (little == 0 && big == 0)
        return RUBRIC_ENCODING_UNKNOWN;
    return little >= big ? RUBRIC_ENCODING_UTF16LE : RUBRIC_ENCODING_UTF16BE;
}

// All bytes are ASCII, and an escape sequence turns to Japanese characters.
static bool is_iso_2022_jp(rubric_slice bytes) {
    if (rubric_ascii_run(bytes, 0) != bytes.size)
        return false;
    return rubric_slice_find(bytes, rubric_slice_of("\x1B$B"), 0) != SIZE_MAX ||
           rubric_slice_find(bytes, rubric_slice_of("\x1B$@"), 0) != SIZE_MAX ||
           rubric_slice_find(bytes, rubric_slice_of("\x1B(I"), 0) != SIZE_MAX;
}

/* ---- All ---- */

static bool is_refuted(rubric_encoding declared, utf8_signs signs) {
    if (declared == RUBRIC_ENCODING_UTF8)
        return signs.sequences == 0 && signs.broken > 0;
    bool is_wide = declared == RUBRIC_ENCODING_UTF16LE || declared == RUBRIC_ENCODING_UTF16BE;
    return !is_wide && signs.broken == 0 && signs.sequences >= ENOUGH_SEQUENCES;
}

rubric_encoding rubric_encoding_guess(rubric_slice bytes, rubric_encoding declared) {
    size_t mark_size;
    rubric_encoding found = rubric_encoding_mark(bytes, &mark_size);
    if (found != RUBRIC_ENCODING_UNKNOWN)
        return found;
    utf8_signs signs = look_for_utf8(bytes);
    if (declared != RUBRIC_ENCODING_UNKNOWN && !is_refuted(declared, signs))
        return declared;
    found = look_for_utf16(bytes);
    if (found != RUBRIC_ENCODING_UNKNOWN)
        return found;
    if (is_iso_2022_jp(bytes))
        return RUBRIC_ENCODING_ISO_2022_JP;
    if (signs.broken * SEQUENCES_FOR_A_BROKEN <= signs.sequences)
        return RUBRIC_ENCODING_UTF8;
    return rubric_encoding_by_frequency(bytes);
}
