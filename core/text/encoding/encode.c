// SPDX-License-Identifier: MIT
// Encoding UTF-8 text as something else (WHATWG Encoding Standard, section 4.1).
#include "encoding.h"

#include "base/utf8.h"
#include "text/tables/single_byte.h"

// What the run over the text needs to know.
typedef struct encoding_pass {
    rubric_buffer *out;
    rubric_encoding encoding;
    rubric_unmappable unmappable;
    rubric_encoder encoder; // NULL: by `reverse`
    unsigned char *reverse; // bytes by code points, of a single-byte encoding: see below
    const uint16_t *upper;  // code points of the bytes from 0x80 on, or NULL
    int set;                // of ISO-2022-JP
} encoding_pass;

enum { ASCII_SET, ROMAN_SET, KANJI_SET };

/* ---- Single bytes ---- */

// A hash of the code points of a single-byte encoding: twice as many places as code points.
enum { PLACES = 256 };

static size_t place_of(uint32_t code_point) {
    return (code_point * 167u >> 1) % PLACES;
}

// The byte at a place, 0: none. Of two bytes for one code point the first is taken.
static void fill_reverse(unsigned char reverse[PLACES], const uint16_t *upper) {
    memset(reverse, 0, PLACES);
    for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
        if (upper[byte - 0x80] == REPLACEMENT)
            continue;
        size_t place = place_of(upper[byte - 0x80]);
        while (reverse[place] != 0)
            place = (place + 1) % PLACES;
        reverse[place] = (unsigned char)byte;
    }
}

static size_t encode_single(const encoding_pass *self, uint32_t code_point, char out[4]) {
    size_t place = place_of(code_point);
    for (; self->reverse[place] != 0; place = (place + 1) % PLACES)
        if (self->upper[self->reverse[place] - 0x80] == code_point) {
            out[0] = (char)self->reverse[place];
            return 1;
        }
    return 0;
}

/* ---- UTF-16 ---- */

static size_t put_unit(uint32_t unit, bool is_big, char out[2]) {
    out[is_big ? 0 : 1] = (char)(unsigned char)(unit >> 8);
    out[is_big ? 1 : 0] = (char)(unsigned char)(unit & 0xFF);
    return 2;
}

static size_t encode_utf16(uint32_t code_point, bool is_big, char out[4]) {
    if (code_point < 0x10000)
        return put_unit(code_point, is_big, out);
    code_point -= 0x10000;
    size_t size = put_unit(0xD800 + (code_point >> 10), is_big, out);
    return size + put_unit(0xDC00 + (code_point & 0x3FF), is_big, out + size);
}

static size_t encode_utf16le(uint32_t code_point, char out[4]) {
    return encode_utf16(code_point, false, out);
}

static size_t encode_utf16be(uint32_t code_point, char out[4]) {
    return encode_utf16(code_point, true, out);
}

/* ---- ISO-2022-JP ---- */

static void turn_to(encoding_pass *self, int set) {
    static const char *const escapes[] = {"\x1B(B", "\x1B(J", "\x1B$B"};
    if (self->set == set)
        return;
    rubric_buffer_put_string(self->out, escapes[set]);
    self->set = set;
}

// Section 12.2.2. Control characters that would turn to another set are refused.
static bool put_iso_2022_jp(encoding_pass *self, uint32_t code_point) {
    bool is_shift = code_point == 0x0E || code_point == 0x0F || code_point == 0x1B;
    bool is_roman = code_point == 0xA5 || code_point == 0x203E;
    char pair[2];
    if (is_shift && self->set != KANJI_SET)
        return false;
    if (is_roman) {
        turn_to(self, ROMAN_SET);
        rubric_buffer_put_byte(self->out, code_point == 0xA5 ? 0x5C : 0x7E);
        return true;
    }
    if (code_point < 0x80) {
        if (self->set != ROMAN_SET || code_point == '\\' || code_point == '~')
            turn_to(self, ASCII_SET);
        if (is_shift) // only now does the standard come to look at it again
            return false;
        rubric_buffer_put_byte(self->out, (char)code_point);
        return true;
    }
    if (!rubric_encode_jis0208(code_point, pair)) {
        if (self->set == KANJI_SET)
            turn_to(self, ASCII_SET);
        return false;
    }
    turn_to(self, KANJI_SET);
    rubric_buffer_put(self->out, pair, 2);
    return true;
}

/* ---- All ---- */

static rubric_encoder encoder_of(rubric_encoding encoding) {
    static const rubric_encoder encoders[] = {
        [RUBRIC_ENCODING_UTF16LE] = encode_utf16le,
        [RUBRIC_ENCODING_UTF16BE] = encode_utf16be,
        [RUBRIC_ENCODING_GBK] = rubric_encode_gbk,
        [RUBRIC_ENCODING_GB18030] = rubric_encode_gb18030,
        [RUBRIC_ENCODING_BIG5] = rubric_encode_big5,
        [RUBRIC_ENCODING_EUC_JP] = rubric_encode_euc_jp,
        [RUBRIC_ENCODING_SHIFT_JIS] = rubric_encode_shift_jis,
        [RUBRIC_ENCODING_EUC_KR] = rubric_encode_euc_kr,
    };
    return (size_t)encoding < sizeof encoders / sizeof *encoders ? encoders[encoding] : NULL;
}

static bool is_utf16(rubric_encoding encoding) {
    return encoding == RUBRIC_ENCODING_UTF16LE || encoding == RUBRIC_ENCODING_UTF16BE;
}

// False: the encoding has no such code point.
static bool put_code_point(encoding_pass *self, uint32_t code_point) {
    char out[4];
    if (self->encoding == RUBRIC_ENCODING_ISO_2022_JP)
        return put_iso_2022_jp(self, code_point);
    if (code_point < 0x80 && !is_utf16(self->encoding)) {
        rubric_buffer_put_byte(self->out, (char)code_point);
        return true;
    }
    size_t size = self->encoder != NULL ? self->encoder(code_point, out)
                                        : encode_single(self, code_point, out);
    rubric_buffer_put(self->out, out, size);
    return size > 0;
}

// What stands for a code point that the encoding has not: ASCII, which every one has.
static void put_substitute(encoding_pass *self, uint32_t code_point) {
    rubric_buffer *out = self->out;
    if (self->unmappable == RUBRIC_UNMAPPABLE_QUESTION) {
        rubric_buffer_put_byte(out, '?');
        return;
    }
    // Those that would turn to another set are named as U+FFFD (section 12.2.2, step 3).
    if (code_point < 0x80)
        code_point = REPLACEMENT;
    rubric_buffer_put_string(out, "&#");
    rubric_buffer_put_integer(out, code_point);
    rubric_buffer_put_byte(out, ';');
}

static rubric_status encode_run(encoding_pass *self, rubric_slice text, rubric_error *error) {
    bool has_ascii = self->encoding != RUBRIC_ENCODING_ISO_2022_JP && !is_utf16(self->encoding);
    for (size_t at = 0, size; at < text.size; at += size) {
        size = has_ascii ? rubric_ascii_run(text, at) : 0;
        if (size > 0) {
            rubric_buffer_put(self->out, text.bytes + at, size);
            continue;
        }
        uint32_t code_point = utf8_next(text, at, &size);
        if (put_code_point(self, code_point))
            continue;
        if (self->unmappable == RUBRIC_UNMAPPABLE_ERROR) {
            rubric_status status =
                rubric_error_set(error, RUBRIC_ERROR_ENCODING, "%s has no U+%04X",
                                 rubric_encoding_name(self->encoding), code_point);
            if (error != NULL)
                error->offset = at;
            return status;
        }
        put_substitute(self, code_point);
    }
    if (self->encoding == RUBRIC_ENCODING_ISO_2022_JP)
        turn_to(self, ASCII_SET);
    return RUBRIC_OK;
}

// UTF-8 is UTF-8, but for what is not valid in it.
static void put_utf8(rubric_buffer *out, rubric_slice text) {
    while (text.size > 0) {
        size_t valid = rubric_utf8_valid(text);
        rubric_buffer_put(out, text.bytes, valid);
        if (valid == text.size)
            return;
        rubric_buffer_put_code_point(out, REPLACEMENT);
        text = rubric_slice_part(text, valid + 1, text.size);
    }
}

rubric_status rubric_text_encode(rubric_buffer *out, rubric_slice text, rubric_encoding encoding,
                                 rubric_unmappable unmappable, rubric_error *error) {
    if (rubric_is_missing(out, "out", error))
        return RUBRIC_ERROR_ARGUMENT;
    unsigned char reverse[PLACES];
    encoding_pass self = {out, encoding, unmappable, encoder_of(encoding), reverse, NULL, 0};
    size_t size = out->size;
    self.upper = rubric_encoding_upper_half(encoding);
    bool is_known = self.encoder != NULL || self.upper != NULL ||
                    encoding == RUBRIC_ENCODING_UTF8 || encoding == RUBRIC_ENCODING_ISO_2022_JP;
    if (!is_known)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "nothing can be written as '%s'",
                                rubric_encoding_name(encoding));
    if (!rubric_context_charge(out->context, text.size))
        return rubric_context_error(out->context, error);
    if (self.upper != NULL)
        fill_reverse(reverse, self.upper);
    rubric_status status = RUBRIC_OK;
    if (encoding == RUBRIC_ENCODING_UTF8)
        put_utf8(out, text);
    else
        status = encode_run(&self, text, error);
    if (out->failed)
        return rubric_context_error(out->context, error);
    if (status != RUBRIC_OK)
        out->size = size;
    return status;
}
