// SPDX-License-Identifier: MIT
// Decoding to UTF-8, and the way back from an offset of the text to the bytes.
//
// The way back is a list of checkpoints, one for at least INTERVAL bytes, and decoding anew from
// the last one before an offset. Between two that are in step nothing is decoded at all.
#include "encoding.h"

enum { INTERVAL = 64 };

// How an encoding is decoded.
typedef struct method {
    rubric_decoder next;   // NULL: by `upper`
    const uint16_t *upper; // code points of the bytes from 0x80 on
    bool has_ascii;        // ASCII bytes always stand for themselves
    bool is_utf8;
    bool is_refused; // "replacement": all of it is one error
} method;

static method method_of(rubric_encoding encoding) {
    static const rubric_decoder decoders[] = {
        [RUBRIC_ENCODING_UTF8] = rubric_decode_utf8,
        [RUBRIC_ENCODING_UTF16LE] = rubric_decode_utf16le,
        [RUBRIC_ENCODING_UTF16BE] = rubric_decode_utf16be,
        [RUBRIC_ENCODING_GBK] = rubric_decode_gb18030, // section 10.1.1
        [RUBRIC_ENCODING_GB18030] = rubric_decode_gb18030,
        [RUBRIC_ENCODING_BIG5] = rubric_decode_big5,
        [RUBRIC_ENCODING_EUC_JP] = rubric_decode_euc_jp,
        [RUBRIC_ENCODING_ISO_2022_JP] = rubric_decode_iso_2022_jp,
        [RUBRIC_ENCODING_SHIFT_JIS] = rubric_decode_shift_jis,
        [RUBRIC_ENCODING_EUC_KR] = rubric_decode_euc_kr,
    };
    method found = {.upper = rubric_encoding_upper_half(encoding)};
    if ((size_t)encoding < sizeof decoders / sizeof *decoders)
        found.next = decoders[encoding];
    found.is_utf8 = encoding == RUBRIC_ENCODING_UTF8;
    found.is_refused = encoding == RUBRIC_ENCODING_REPLACEMENT;
    found.has_ascii = !found.is_refused && encoding != RUBRIC_ENCODING_UTF16LE &&
                      encoding != RUBRIC_ENCODING_UTF16BE &&
                      encoding != RUBRIC_ENCODING_ISO_2022_JP;
    return found;
}

size_t rubric_ascii_run(rubric_slice bytes, size_t at) {
    size_t end = at;
    uint64_t word;
    while (end + sizeof word <= bytes.size) {
        memcpy(&word, bytes.bytes + end, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        end += sizeof word;
    }
    while (end < bytes.size && (unsigned char)bytes.bytes[end] < 0x80)
        end++;
    return end - at;
}

// Bytes from `at` on that are their own UTF-8.
static size_t same_run(const method *how, rubric_slice bytes, size_t at) {
    if (!how->has_ascii)
        return 0;
    size_t ascii = rubric_ascii_run(bytes, at);
    if (!how->is_utf8)
        return ascii;
    return ascii + rubric_utf8_valid(rubric_slice_part(bytes, at + ascii, bytes.size));
}

static character next_character(const method *how, rubric_slice bytes, size_t at, uint16_t *state) {
    if (how->next != NULL)
        return how->next(bytes, at, state);
    if (how->is_refused)
        return broken_character(bytes.size - at);
    unsigned char byte = (unsigned char)bytes.bytes[at];
    uint32_t code_point = byte < 0x80 ? byte : how->upper[byte - 0x80];
    return code_point == REPLACEMENT ? broken_character(1) : valid_character(code_point, 1);
}

// The UTF-8 of a character, which has at most two code points; returns its bytes.
static size_t encode_character(const character *found, char out[8]) {
    if (found->is_silent)
        return 0;
    size_t size = rubric_utf8_encode(found->code_point, out);
    if (found->combining != 0)
        size += rubric_utf8_encode(found->combining, out + size);
    return size;
}

// One pass over the bytes. It is made twice: `text` is NULL while sizes are counted.
typedef struct pass {
    const method *how;
    rubric_slice bytes;
    char *text;
    rubric_checkpoint *checkpoints;
    size_t at, size, count; // in the bytes, in the text, checkpoints
    size_t last;            // `at` of the last checkpoint
    size_t replaced, first_replaced;
    uint16_t state;
} pass;

static void add_checkpoint(pass *self, bool is_in_step) {
    rubric_checkpoint here = {(uint32_t)self->size, (uint32_t)self->at, self->state, is_in_step};
    if (self->checkpoints != NULL)
        self->checkpoints[self->count] = here;
    self->count++;
    self->last = self->at;
}

static void take_run(pass *self, size_t run) {
    bool is_long = run >= INTERVAL;
    if (is_long)
        add_checkpoint(self, true);
    if (self->text != NULL)
        memcpy(self->text + self->size, self->bytes.bytes + self->at, run);
    self->at += run;
    self->size += run;
    if (is_long && self->at < self->bytes.size)
        add_checkpoint(self, false);
}

static void take_character(pass *self) {
    char encoded[8];
    character next = next_character(self->how, self->bytes, self->at, &self->state);
    size_t written = encode_character(&next, encoded);
    if (self->text != NULL)
        memcpy(self->text + self->size, encoded, written);
    if (next.is_replaced && self->replaced++ == 0)
        self->first_replaced = self->at;
    self->size += written;
    self->at += next.size;
}

static void run_pass(pass *self, size_t mark_size) {
    self->at = mark_size;
    add_checkpoint(self, false);
    while (self->at < self->bytes.size) {
        size_t run = same_run(self->how, self->bytes, self->at);
        if (run > 0)
            take_run(self, run);
        // A character or a few in a row, so that their ASCII neighbours are not asked for each.
        while (self->at < self->bytes.size &&
               (!self->how->has_ascii || (unsigned char)self->bytes.bytes[self->at] >= 0x80)) {
            if (self->at - self->last >= INTERVAL)
                add_checkpoint(self, false);
            take_character(self);
            if (self->how->is_utf8)
                break;
        }
    }
}

static rubric_status decode_copy(rubric_decoded *out, rubric_arena *arena, rubric_slice bytes,
                                 size_t mark_size, rubric_error *error) {
    rubric_context *context = rubric_arena_context(arena);
    method how = method_of(out->encoding);
    pass counting = {.how = &how, .bytes = bytes};
    run_pass(&counting, mark_size);
    if (counting.size >= UINT32_MAX)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "the text is larger than 4 GiB");
    if (!rubric_context_charge(context, bytes.size))
        return rubric_context_error(context, error);
    pass writing = {.how = &how, .bytes = bytes};
    writing.text = rubric_arena_bytes(arena, counting.size);
    writing.checkpoints = rubric_arena_allocate(arena, counting.count * sizeof(rubric_checkpoint));
    if (writing.text == NULL || writing.checkpoints == NULL)
        return rubric_context_error(context, error);
    run_pass(&writing, mark_size);
    out->text = rubric_slice_make(writing.text, writing.size);
    out->checkpoints = writing.checkpoints;
    out->checkpoint_count = writing.count;
    out->replaced = writing.replaced;
    out->first_replaced = writing.first_replaced;
    return RUBRIC_OK;
}

rubric_status rubric_text_decode(rubric_decoded *out, rubric_arena *arena, rubric_slice bytes,
                                 rubric_encoding encoding, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(arena, "arena", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_context *context = rubric_arena_context(arena);
    if (bytes.size >= UINT32_MAX)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "the text is larger than 4 GiB");
    if (encoding == RUBRIC_ENCODING_UNKNOWN)
        encoding = rubric_encoding_guess(bytes, encoding);
    if (encoding >= RUBRIC_ENCODING_SINGLE_BYTE && rubric_encoding_upper_half(encoding) == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "no such encoding");
    if (!rubric_context_charge(context, bytes.size))
        return rubric_context_error(context, error);
    size_t mark_size;
    if (rubric_encoding_mark(bytes, &mark_size) != encoding)
        mark_size = 0;
    rubric_decoded decoded = {.text = bytes, .bytes = bytes, .encoding = encoding};
    bool is_same = encoding == RUBRIC_ENCODING_UTF8 && mark_size == 0 &&
                   rubric_utf8_valid(bytes) == bytes.size;
    if (!is_same) {
        rubric_status status = decode_copy(&decoded, arena, bytes, mark_size, error);
        if (status != RUBRIC_OK)
            return status;
    }
    *out = decoded;
    return RUBRIC_OK;
}

/* ---- The way back ---- */

// Where the character that holds `offset` begins, decoding from a checkpoint on.
static size_t find_original(const rubric_decoded *decoded, const rubric_checkpoint *from,
                            size_t offset) {
    method how = method_of(decoded->encoding);
    size_t at = from->original, reached = from->decoded;
    uint16_t state = from->state;
    while (at < decoded->bytes.size) {
        char encoded[8];
        character next = next_character(&how, decoded->bytes, at, &state);
        size_t written = encode_character(&next, encoded), within = offset - reached;
        if (within < written)
            return at + (within < next.size ? within : next.size);
        reached += written;
        at += next.size;
    }
    return at;
}

size_t rubric_decoded_original(const rubric_decoded *decoded, size_t offset) {
    if (decoded->checkpoint_count == 0)
        return offset;
    if (offset >= decoded->text.size)
        return decoded->bytes.size;
    size_t low = 0, high = decoded->checkpoint_count; // the last checkpoint not above `offset`
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (decoded->checkpoints[middle].decoded <= offset)
            low = middle;
        else
            high = middle;
    }
    const rubric_checkpoint *from = &decoded->checkpoints[low];
    if (from->is_in_step)
        return from->original + (offset - from->decoded);
    return find_original(decoded, from, offset);
}
