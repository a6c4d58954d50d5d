// SPDX-License-Identifier: MIT
// What the files of encodings share: tables by encoding, decoding one character, byte order marks.
#ifndef RUBRIC_TEXT_ENCODING_H
#define RUBRIC_TEXT_ENCODING_H

#include "rubric/text.h"

enum { REPLACEMENT = 0xFFFD };

// The code points of the bytes from 0x80 on of a single-byte encoding, or NULL.
const uint16_t *rubric_encoding_upper_half(rubric_encoding encoding);

// What stands at one place of the bytes.
typedef struct character {
    uint32_t code_point;
    uint32_t combining; // a second code point (Big5 has four such pairs), or 0
    size_t size;        // bytes
    bool is_replaced;   // the bytes were not valid
    bool is_silent;     // an escape sequence: there is no code point
} character;

static inline character valid_character(uint32_t code_point, size_t size) {
    character found = {.code_point = code_point, .size = size};
    return found;
}

static inline character broken_character(size_t size) {
    character found = {.code_point = REPLACEMENT, .size = size, .is_replaced = true};
    return found;
}

// Decode what stands at `at`, which is below the size. `state` is 0 at the start of the bytes.
typedef character (*rubric_decoder)(rubric_slice bytes, size_t at, uint16_t *state);

character rubric_decode_utf8(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_utf16le(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_utf16be(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_gb18030(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_big5(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_euc_jp(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_iso_2022_jp(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_shift_jis(rubric_slice bytes, size_t at, uint16_t *state);
character rubric_decode_euc_kr(rubric_slice bytes, size_t at, uint16_t *state);

// Encode one code point from 0x80 on to `out`; returns its bytes, 0: there are none.
typedef size_t (*rubric_encoder)(uint32_t code_point, char out[4]);

size_t rubric_encode_gbk(uint32_t code_point, char out[4]);
size_t rubric_encode_gb18030(uint32_t code_point, char out[4]);
size_t rubric_encode_big5(uint32_t code_point, char out[4]);
size_t rubric_encode_euc_jp(uint32_t code_point, char out[4]);
size_t rubric_encode_shift_jis(uint32_t code_point, char out[4]);
size_t rubric_encode_euc_kr(uint32_t code_point, char out[4]);

// The two bytes of ISO-2022-JP for a code point in JIS X 0208; false: it has none.
bool rubric_encode_jis0208(uint32_t code_point, char out[2]);

// The encoding that a byte order mark tells, and the size of the mark.
rubric_encoding rubric_encoding_mark(rubric_slice bytes, size_t *size);

// Of the encodings without marks, the one that the letters of the bytes fit best.
rubric_encoding rubric_encoding_by_frequency(rubric_slice bytes);

// Bytes from `at` on that are ASCII.
size_t rubric_ascii_run(rubric_slice bytes, size_t at);

#endif
