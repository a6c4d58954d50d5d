// SPDX-License-Identifier: MIT
// Guessing an encoding by how well its letters fit a language.
//
// Each candidate reads the bytes that are not ASCII and pays for what it finds there, in bits: a
// letter by how rare it is in the language, and more for what hardly ever stands in a text or in
// its place. The candidate that pays least is taken (minimum description length; Rissanen 1978).
#include "encoding.h"

#include "base/ascii.h"
#include "text/tables/letter_frequency.h"
#include "text/unicode.h"

enum {
    SAMPLE_BYTES = 4096,    // that are not ASCII
    SAMPLE_SPAN = 1 << 18,  // bytes
    ASCII_TRAIL_BITS = 5,   // what a candidate that leaves an ASCII byte alone pays for it
    WITHOUT_SHARE_BITS = 14 // a letter that the language has not
};

/* ---- Single bytes ---- */

typedef enum kind {
    KIND_ASCII,
    KIND_SMALL,
    KIND_CAPITAL,
    KIND_LETTER, // without case, or a mark
    KIND_PUNCTUATION,
    KIND_APOSTROPHE, // also a closing quote
    KIND_SYMBOL,
    KIND_BROKEN
} kind;

typedef struct single_candidate {
    const char *label;
    uint8_t profile;
    bool is_latin;
    uint8_t bits; // how rare the encoding is by itself
} single_candidate;

#define LATIN(label, profile, bits)                                                                \
    { label, RUBRIC_PROFILE_##profile, true, bits }
#define OTHER(label, profile, bits)                                                                \
    { label, RUBRIC_PROFILE_##profile, false, bits }

static const single_candidate singles[] = {
    LATIN("windows-1252", EN, 0),   LATIN("windows-1252", DE, 0), LATIN("windows-1252", FR, 0),
    LATIN("windows-1252", ES, 0),   LATIN("windows-1252", PT, 0), LATIN("windows-1252", IT, 0),
    LATIN("windows-1252", NL, 0),   LATIN("windows-1252", SV, 0), LATIN("windows-1252", DA, 0),
    LATIN("windows-1252", FI, 0),   LATIN("windows-1252", CA, 1), LATIN("windows-1252", IS, 2),
    LATIN("windows-1250", PL, 3),   LATIN("windows-1250", CS, 3), LATIN("windows-1250", HU, 3),
    LATIN("windows-1250", SK, 4),   LATIN("windows-1250", RO, 4), LATIN("windows-1250", HR, 4),
    LATIN("iso-8859-2", PL, 5),     LATIN("iso-8859-2", CS, 5),   LATIN("iso-8859-2", HU, 5),
    LATIN("iso-8859-2", SK, 6),     LATIN("iso-8859-2", RO, 6),   LATIN("iso-8859-2", HR, 6),
    LATIN("windows-1254", TR, 3),   LATIN("windows-1257", LT, 5), LATIN("windows-1257", LV, 5),
    LATIN("windows-1257", ET, 6),   LATIN("macintosh", FR, 9),    LATIN("macintosh", DE, 9),
    LATIN("macintosh", ES, 9),      OTHER("windows-1251", RU, 3), OTHER("windows-1251", UK, 4),
    OTHER("windows-1251", BG, 4),   OTHER("windows-1251", SR, 5), OTHER("koi8-r", RU, 4),
    OTHER("koi8-u", UK, 5),         OTHER("iso-8859-5", RU, 6),   OTHER("iso-8859-5", UK, 7),
    OTHER("iso-8859-5", BG, 7),     OTHER("iso-8859-5", SR, 7),   OTHER("ibm866", RU, 7),
    OTHER("x-mac-cyrillic", RU, 9), OTHER("windows-1253", EL, 3), OTHER("iso-8859-7", EL, 5),
    OTHER("windows-1255", HE, 3),   OTHER("windows-1256", AR, 3), OTHER("windows-1256", FA, 4),
    OTHER("iso-8859-6", AR, 6),     OTHER("windows-874", TH, 3),
};

// What each byte from 0x80 on is to a candidate, and what it pays for it in eighths of a bit.
typedef struct letters {
    uint8_t kinds[128];
    uint16_t costs[128];
} letters;

static uint16_t find_cost(uint8_t profile, uint32_t code_point) {
    size_t low = 0, high = rubric_profiles[profile].count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_letter_cost *found = &rubric_profiles[profile].letters[middle];
        if (found->code_point == code_point)
            return found->cost;
        if (found->code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static kind kind_of(uint32_t code_point) {
    static const uint16_t usual[] = {
        0xA0,   0xA7,   0xA9,   0xAA,   0xB2,   0xB3,   0xBA,   0xBD,   0xAB,
        0xAD,   0xAE,   0xB0,   0xB7,   0xBB,   0x2013, 0x2014, 0x2018, 0x201A,
        0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC, 0x2116, 0x2122,
    };
    if (code_point == REPLACEMENT || code_point < 0xA0)
        return KIND_BROKEN;
    if (code_point == 0x2019)
        return KIND_APOSTROPHE;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i] == code_point)
            return KIND_PUNCTUATION;
    if (rubric_is_upper(code_point))
        return KIND_CAPITAL;
    if (rubric_is_lower(code_point))
        return KIND_SMALL;
    if (rubric_is_letter(code_point))
        return KIND_LETTER;
    return KIND_SYMBOL;
}

static void fill_letters(letters *out, const uint16_t *upper, uint8_t profile) {
    static const uint8_t bits[] = {
        [KIND_PUNCTUATION] = 6, [KIND_APOSTROPHE] = 6, [KIND_SYMBOL] = 13, [KIND_BROKEN] = 30};
    for (size_t i = 0; i < 128; i++) {
        uint32_t code_point = upper[i];
        kind found = kind_of(code_point);
        uint32_t small = code_point;
        if (found == KIND_CAPITAL)
            small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
        uint16_t cost = find_cost(profile, small);
        if (cost == 0) {
            bool is_letter = found >= KIND_SMALL && found <= KIND_LETTER;
            cost = (uint16_t)((is_letter ? WITHOUT_SHARE_BITS : bits[found]) * COST_OF_A_BIT);
        }
        out->kinds[i] = (uint8_t)found;
        out->costs[i] = cost;
    }
}

static bool is_letter_kind(kind found) {
    return found >= KIND_SMALL && found <= KIND_LETTER;
}

static kind kind_at(const letters *table, unsigned char byte) {
    if (byte >= 0x80)
        return (kind)table->kinds[byte - 0x80];
    return ascii_is_upper((char)byte)   ? KIND_CAPITAL
           : ascii_is_lower((char)byte) ? KIND_SMALL
                                        : KIND_ASCII;
}

// Bits that a byte pays for standing between those two. `row` counts letters outside of ASCII
// before it, without a break.
static unsigned place_bits(kind before, kind here, kind after, size_t row, bool is_latin) {
    bool is_within = is_letter_kind(before) && is_letter_kind(after);
    if (here == KIND_APOSTROPHE)
        return !is_letter_kind(before) && is_letter_kind(after) ? 5 : 0;
    if (!is_letter_kind(here))
        return is_within ? 4 : 0;
    unsigned bits = 0;
    if (here == KIND_CAPITAL)
        bits += before == KIND_SMALL ? 8 : before == KIND_CAPITAL ? 1 : 3;
    if (here == KIND_SMALL && before == KIND_CAPITAL && row > 1)
        bits += 1;
    if (is_latin)
        bits += row == 0 ? 0 : row == 1 ? 2 : 6;
    return bits;
}

static uint64_t single_cost(rubric_slice sample, const single_candidate *candidate) {
    letters table;
    uint64_t cost = (uint64_t)candidate->bits * COST_OF_A_BIT;
    const uint16_t *upper =
        rubric_encoding_upper_half(rubric_encoding_find(rubric_slice_of(candidate->label)));
    fill_letters(&table, upper, candidate->profile);
    const unsigned char *bytes = (const unsigned char *)sample.bytes;
    size_t row = 0;
    for (size_t at = 0; at < sample.size; at++) {
        if (bytes[at] < 0x80) {
            row = 0;
            at += rubric_ascii_run(sample, at) - 1;
            continue;
        }
        kind here = kind_at(&table, bytes[at]);
        kind before = at > 0 ? kind_at(&table, bytes[at - 1]) : KIND_ASCII;
        kind after = at + 1 < sample.size ? kind_at(&table, bytes[at + 1]) : KIND_ASCII;
        unsigned bits = place_bits(before, here, after, row, candidate->is_latin);
        if (!candidate->is_latin && is_letter_kind(here)) { // a word has one alphabet
            bits += at > 0 && ascii_is_letter((char)bytes[at - 1]) ? 8 : 0;
            bits += at + 1 < sample.size && ascii_is_letter((char)bytes[at + 1]) ? 8 : 0;
        }
        cost += table.costs[bytes[at] - 0x80] + bits * COST_OF_A_BIT;
        row = is_letter_kind(here) ? row + 1 : 0;
    }
    return cost;
}

/* ---- Several bytes ---- */

typedef struct multi_candidate {
    rubric_encoding encoding;
    rubric_decoder decoder;
    uint8_t profile;
    uint8_t first_lead, second_lead, last_lead; // where the usual and the rarer characters begin
    uint8_t trail;                              // from which on they stand there
    uint8_t bits;
} multi_candidate;

static const multi_candidate multis[] = {
    {RUBRIC_ENCODING_SHIFT_JIS, rubric_decode_shift_jis, RUBRIC_PROFILE_JA, 0x88, 0x99, 0xEA, 0x40,
     3},
    {RUBRIC_ENCODING_EUC_JP, rubric_decode_euc_jp, RUBRIC_PROFILE_JA, 0xB0, 0xD0, 0xF4, 0xA1, 3},
    {RUBRIC_ENCODING_EUC_KR, rubric_decode_euc_kr, RUBRIC_PROFILE_KO, 0xB0, 0xC9, 0xC9, 0xA1, 3},
    {RUBRIC_ENCODING_GBK, rubric_decode_gb18030, RUBRIC_PROFILE_ZH_HANS, 0xB0, 0xD8, 0xF7, 0xA1, 3},
    {RUBRIC_ENCODING_BIG5, rubric_decode_big5, RUBRIC_PROFILE_ZH_HANT, 0xA4, 0xC9, 0xF9, 0x40, 3},
};

static bool is_in(uint32_t code_point, uint32_t low, uint32_t high) {
    return code_point >= low && code_point <= high;
}

static unsigned multi_bits(const multi_candidate *row, const character *found, const char *bytes) {
    unsigned lead = (unsigned char)bytes[0], trail = (unsigned char)bytes[found->size - 1];
    uint32_t code_point = found->code_point;
    if (is_in(code_point, 0xE000, 0xF8FF))
        return 28;
    if (is_in(code_point, 0xFF61, 0xFF9F))
        return 14;
    if (is_in(code_point, 0x3000, 0x303F) || is_in(code_point, 0xFF00, 0xFFEF) ||
        is_in(code_point, 0x2010, 0x2027) || code_point == 0xB7)
        return 9;
    if (is_in(code_point, 0x3041, 0x30FF))
        return row->profile == RUBRIC_PROFILE_JA ? 11 : 15;
    if (found->size != 2 || lead < row->first_lead || lead > row->last_lead || trail < row->trail)
        return 20;
    return lead < row->second_lead ? 14 : 17;
}

static uint64_t multi_cost(rubric_slice sample, const multi_candidate *row) {
    uint64_t cost = (uint64_t)row->bits * COST_OF_A_BIT, saved = 0;
    uint16_t state = 0;
    for (size_t at = 0; at < sample.size;) {
        at += rubric_ascii_run(sample, at);
        if (at == sample.size)
            break;
        character found = row->decoder(sample, at, &state);
        uint16_t listed = 0;
        if (!found.is_replaced && found.code_point <= 0xFFFF)
            listed = find_cost(row->profile, found.code_point);
        if (listed > 0)
            cost += listed;
        else if (found.is_replaced && at + found.size < sample.size) // the end may cut one
            cost += 30 * COST_OF_A_BIT;
        else
            cost += multi_bits(row, &found, sample.bytes + at) * (uint64_t)COST_OF_A_BIT;
        for (size_t i = 1; i < found.size; i++)
            saved += (unsigned char)sample.bytes[at + i] < 0x80;
        at += found.size;
    }
    saved *= ASCII_TRAIL_BITS * COST_OF_A_BIT;
    return cost > saved ? cost - saved : 0;
}

// UTF-8 with damage, against those in which each of its bytes is something.
static uint64_t utf8_cost(rubric_slice sample) {
    uint64_t bits = 0;
    for (size_t at = 0; at < sample.size;) {
        at += rubric_ascii_run(sample, at);
        if (at == sample.size)
            break;
        character found = rubric_decode_utf8(sample, at, NULL);
        bits += found.is_replaced ? 24 : 4 + 3 * found.size;
        at += found.size;
    }
    return bits * COST_OF_A_BIT;
}

/* ---- All ---- */

// From the first byte that is not ASCII on, as much as is looked at.
static rubric_slice take_sample(rubric_slice bytes) {
    size_t begin = rubric_ascii_run(bytes, 0), seen = 0, at;
    begin -= begin > 0; // what stands before it counts
    for (at = begin; at < bytes.size && at - begin < SAMPLE_SPAN && seen < SAMPLE_BYTES; at++)
        seen += (unsigned char)bytes.bytes[at] >= 0x80;
    return rubric_slice_part(bytes, begin, at);
}

rubric_encoding rubric_encoding_by_frequency(rubric_slice bytes) {
    rubric_slice sample = take_sample(bytes);
    rubric_encoding best = RUBRIC_ENCODING_UTF8;
    uint64_t least = utf8_cost(sample);
    for (size_t i = 0; i < sizeof singles / sizeof *singles; i++) {
        uint64_t cost = single_cost(sample, &singles[i]);
        if (cost < least) {
            least = cost;
            best = rubric_encoding_find(rubric_slice_of(singles[i].label));
        }
    }
    for (size_t i = 0; i < sizeof multis / sizeof *multis; i++) {
        uint64_t cost = multi_cost(sample, &multis[i]);
        if (cost < least) {
            least = cost;
            best = multis[i].encoding;
        }
    }
    return best;
}
