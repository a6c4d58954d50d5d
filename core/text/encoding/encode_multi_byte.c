// SPDX-License-Identifier: MIT
// One code point in an East Asian encoding (WHATWG Encoding Standard, sections 10 to 13).
#include "encoding.h"
#include "text/tables/multi_byte.h"

enum { NO_POINTER = 0xFFFF };

static size_t put_pair(uint32_t first, uint32_t second, char out[2]) {
    out[0] = (char)(unsigned char)first;
    out[1] = (char)(unsigned char)second;
    return 2;
}

/* ---- Index pointer (section 5) ---- */

static uint32_t grid_pointer(const rubric_index *index, const rubric_index_grid *grid, uint32_t k) {
    return grid->first + k / grid->columns * index->row + k % grid->columns;
}

static uint32_t find_in_grid(const rubric_index *index, const rubric_index_grid *grid,
                             uint32_t code_point) {
    uint32_t low = 0, high = grid->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, pointer = grid_pointer(index, grid, middle);
        uint32_t found = rubric_index_code_point(index, pointer);
        if (found == code_point)
            return pointer;
        if (found < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NO_POINTER;
}

static uint32_t find_in_order(const rubric_index *index, uint32_t code_point) {
    uint32_t page = code_point < 0x10000 ? code_point >> 8 : 256 + ((code_point - 0x20000) >> 8);
    if (page >= index->page_count) // also what is in plane 1, or above plane 2
        return NO_POINTER;
    uint32_t low = index->pages[page], high = index->pages[page + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t found = rubric_index_code_point(index, index->order[middle]);
        if (found == code_point)
            return index->order[middle];
        if (found < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NO_POINTER;
}

static uint32_t pointer_of(const rubric_index *index, uint32_t code_point) {
    uint32_t pointer = find_in_order(index, code_point);
    for (size_t i = 0; i < index->grid_count && pointer == NO_POINTER; i++)
        pointer = find_in_grid(index, &index->grids[i], code_point);
    return pointer;
}

/* ---- Chinese ---- */

// What GB18030-2005 had in private use, and has two bytes still (section 10.2.2, step 5).
static size_t encode_private(uint32_t code_point, char out[4]) {
    static const struct {
        uint16_t first, last, bytes;
    } rows[] = {
        {0xE78D, 0xE793, 0xA6D9}, {0xE794, 0xE795, 0xA6EC}, {0xE796, 0xE796, 0xA6F3},
        {0xE81E, 0xE81E, 0xFE59}, {0xE826, 0xE826, 0xFE61}, {0xE82B, 0xE82C, 0xFE66},
        {0xE832, 0xE832, 0xFE6D}, {0xE843, 0xE843, 0xFE7E}, {0xE854, 0xE854, 0xFE90},
        {0xE864, 0xE864, 0xFEA0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (code_point >= rows[i].first && code_point <= rows[i].last) {
            uint32_t bytes = rows[i].bytes + (code_point - rows[i].first);
            return put_pair(bytes >> 8, bytes & 0xFF, out);
        }
    return 0;
}

// What is in the two-byte part of gb18030.
static size_t encode_gb_pair(uint32_t code_point, char out[4]) {
    bool is_private = code_point >= 0xE78D && code_point <= 0xE864;
    if (is_private && encode_private(code_point, out) > 0)
        return 2;
    uint32_t pointer = pointer_of(&rubric_index_gb18030, code_point);
    if (pointer == NO_POINTER)
        return 0;
    uint32_t second = pointer % 190;
    return put_pair(pointer / 190 + 0x81, second + (second < 0x3F ? 0x40 : 0x41), out);
}

// Index gb18030 ranges pointer (section 5).
static uint32_t range_pointer(uint32_t code_point) {
    if (code_point == 0xE7C7)
        return 7457;
    if (code_point >= 0x10000)
        return code_point - 0x10000 + 189000;
    size_t low = 0, high = rubric_gb18030_range_count; // the last range not above it
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rubric_gb18030_ranges[middle].code_point <= code_point)
            low = middle;
        else
            high = middle;
    }
    return rubric_gb18030_ranges[low].pointer +
           (code_point - rubric_gb18030_ranges[low].code_point);
}

size_t rubric_encode_gb18030(uint32_t code_point, char out[4]) {
    if (code_point == 0xE5E5) // its bytes are an ideographic space on the web
        return 0;
    size_t size = encode_gb_pair(code_point, out);
    if (size > 0)
        return size;
    uint32_t pointer = range_pointer(code_point);
    put_pair(pointer / 12600 + 0x81, pointer / 1260 % 10 + 0x30, out);
    put_pair(pointer / 10 % 126 + 0x81, pointer % 10 + 0x30, out + 2);
    return 4;
}

size_t rubric_encode_gbk(uint32_t code_point, char out[4]) {
    if (code_point == 0x20AC) {
        out[0] = (char)0x80;
        return 1;
    }
    return code_point == 0xE5E5 ? 0 : encode_gb_pair(code_point, out);
}

size_t rubric_encode_big5(uint32_t code_point, char out[4]) {
    uint32_t pointer = pointer_of(&rubric_index_big5, code_point);
    if (pointer == NO_POINTER)
        return 0;
    uint32_t second = pointer % 157;
    return put_pair(pointer / 157 + 0x81, second + (second < 0x3F ? 0x40 : 0x62), out);
}

/* ---- Japanese ---- */

// All three Japanese encodings write the mathematical minus as the full-width one.
static uint32_t jis0208_pointer(uint32_t code_point) {
    return pointer_of(&rubric_index_jis0208, code_point == 0x2212 ? 0xFF0D : code_point);
}

static bool is_half_katakana(uint32_t code_point) {
    return code_point >= 0xFF61 && code_point <= 0xFF9F;
}

// Bytes of yen sign and overline, which stood where ASCII has others; 0: it is neither.
static size_t encode_roman(uint32_t code_point, char out[4]) {
    if (code_point != 0xA5 && code_point != 0x203E)
        return 0;
    out[0] = code_point == 0xA5 ? 0x5C : 0x7E;
    return 1;
}

size_t rubric_encode_euc_jp(uint32_t code_point, char out[4]) {
    if (encode_roman(code_point, out) > 0)
        return 1;
    if (is_half_katakana(code_point))
        return put_pair(0x8E, code_point - 0xFF61 + 0xA1, out);
    uint32_t pointer = jis0208_pointer(code_point);
    if (pointer == NO_POINTER)
        return 0;
    return put_pair(pointer / 94 + 0xA1, pointer % 94 + 0xA1, out);
}

bool rubric_encode_jis0208(uint32_t code_point, char out[2]) {
    // Index ISO-2022-JP katakana: the full-width form of each half-width one, from U+FF61 on.
    static const uint16_t katakana[] = {
        0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9,
        0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB,
        0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1,
        0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5,
        0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9,
        0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C,
    };
    if (is_half_katakana(code_point))
        code_point = katakana[code_point - 0xFF61];
    uint32_t pointer = jis0208_pointer(code_point);
    if (pointer == NO_POINTER)
        return false;
    put_pair(pointer / 94 + 0x21, pointer % 94 + 0x21, out);
    return true;
}

// Index Shift_JIS pointer: the rows that NEC chose from IBM's are left out (section 5), so that
// what stands there is looked for once more, among IBM's own behind them.
static uint32_t shift_jis_pointer(uint32_t code_point) {
    uint32_t pointer = jis0208_pointer(code_point);
    if (pointer < 8272 || pointer > 8835)
        return pointer;
    uint32_t end = rubric_index_jis0208.first + rubric_index_jis0208.count;
    for (pointer = 8836; pointer < end; pointer++)
        if (rubric_index_code_point(&rubric_index_jis0208, pointer) == code_point)
            return pointer;
    return NO_POINTER;
}

size_t rubric_encode_shift_jis(uint32_t code_point, char out[4]) {
    if (encode_roman(code_point, out) > 0)
        return 1;
    if (code_point == 0x80 || is_half_katakana(code_point)) {
        out[0] = (char)(unsigned char)(code_point == 0x80 ? 0x80 : code_point - 0xFF61 + 0xA1);
        return 1;
    }
    uint32_t pointer = shift_jis_pointer(code_point);
    if (pointer == NO_POINTER)
        return 0;
    uint32_t first = pointer / 188, second = pointer % 188;
    return put_pair(first + (first < 0x1F ? 0x81 : 0xC1), second + (second < 0x3F ? 0x40 : 0x41),
                    out);
}

/* ---- Korean ---- */

size_t rubric_encode_euc_kr(uint32_t code_point, char out[4]) {
    uint32_t pointer = pointer_of(&rubric_index_euc_kr, code_point);
    return pointer == NO_POINTER ? 0 : put_pair(pointer / 190 + 0x81, pointer % 190 + 0x41, out);
}
