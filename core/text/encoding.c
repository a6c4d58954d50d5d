// SPDX-License-Identifier: MIT
// Encodings: their labels, guessing, and decoding to UTF-8 with a map back to the bytes.
#include "base/ascii.h"
#include "base/utf8.h"
#include "tables/single_byte.h"

enum { REPLACEMENT = 0xFFFD, LONGEST_LABEL = 32 };

/* ---- Labels ---- */

rubric_encoding rubric_encoding_find(rubric_slice label) {
    char folded[LONGEST_LABEL];
    label = rubric_slice_trim(label);
    if (label.size == 0 || label.size > sizeof folded)
        return RUBRIC_ENCODING_UNKNOWN;
    for (size_t i = 0; i < label.size; i++)
        folded[i] = ascii_lower(label.bytes[i]);
    rubric_slice wanted = rubric_slice_make(folded, label.size);
    size_t low = 0, high = rubric_encoding_label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        rubric_slice found = rubric_slice_of(rubric_encoding_labels[middle].label);
        int order = rubric_slice_compare(wanted, found);
        if (order == 0)
            return (rubric_encoding)rubric_encoding_labels[middle].encoding;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return RUBRIC_ENCODING_UNKNOWN;
}

// The table of a single-byte encoding, or NULL.
static const rubric_single_byte *find_table(rubric_encoding encoding) {
    size_t index = (size_t)encoding - RUBRIC_ENCODING_SINGLE_BYTE;
    bool is_single = encoding >= RUBRIC_ENCODING_SINGLE_BYTE && index < rubric_single_byte_count;
    return is_single ? &rubric_single_bytes[index] : NULL;
}

const char *rubric_encoding_name(rubric_encoding encoding) {
    static const char *const names[] = {"unknown", "utf-8", "utf-16le", "utf-16be"};
    const rubric_single_byte *table = find_table(encoding);
    if (table != NULL)
        return table->name;
    size_t index = (size_t)encoding;
    return index < sizeof names / sizeof *names ? names[index] : names[0];
}

/* ---- Guessing ---- */

static bool begins_with(rubric_slice bytes, const char *mark, size_t size) {
    return bytes.size >= size && memcmp(bytes.bytes, mark, size) == 0;
}

// The encoding that a byte order mark tells, and the size of the mark.
static rubric_encoding read_mark(rubric_slice bytes, size_t *size) {
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

// Bytes at the start of something that is not valid and become one U+FFFD: the longest part that
// could have begun a sequence (Unicode 15.0, section 3.9, as the WHATWG decoder does it).
static size_t broken_size(rubric_slice bytes, size_t at) {
    const unsigned char *byte = (const unsigned char *)bytes.bytes + at;
    size_t left = bytes.size - at;
    unsigned char first = byte[0];
    if (first < 0xE0 || first > 0xF4 || left < 2)
        return 1;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte[1] < low || byte[1] > high)
        return 1;
    bool has_third = first >= 0xF0 && left >= 3 && (byte[2] & 0xC0) == 0x80;
    return has_third ? 3 : 2;
}

// Sequences of several bytes hardly ever come about by chance in another encoding, so a few broken
// ones among them are damage and not a sign of one.
static bool is_mostly_utf8(rubric_slice bytes) {
    size_t sequences = 0, broken = 0;
    for (size_t at = 0; at < bytes.size;) {
        size_t size;
        uint32_t code_point = rubric_utf8_decode(bytes, at, &size);
        bool is_broken = code_point == 0xFFFD && size == 1;
        broken += is_broken;
        sequences += size > 1;
        at += is_broken ? broken_size(bytes, at) : size;
    }
    return sequences > 0 && broken <= 4 * sequences;
}

rubric_encoding rubric_encoding_guess(rubric_slice bytes, rubric_encoding declared) {
    size_t mark_size;
    rubric_encoding marked = read_mark(bytes, &mark_size);
    if (marked != RUBRIC_ENCODING_UNKNOWN)
        return marked;
    if (declared != RUBRIC_ENCODING_UNKNOWN)
        return declared;
    size_t valid = rubric_utf8_valid(bytes);
    bool is_cut = valid < bytes.size && bytes.size - valid < 4 &&
                  (unsigned char)bytes.bytes[valid] >= 0xC2 &&
                  (unsigned char)bytes.bytes[valid] <= 0xF4 &&
                  broken_size(bytes, valid) == bytes.size - valid;
    if (valid == bytes.size || is_cut || is_mostly_utf8(bytes))
        return RUBRIC_ENCODING_UTF8;
    return rubric_encoding_find(rubric_slice_of("windows-1252"));
}

/* ---- Decoding ---- */

// What stands at one place of the bytes.
typedef struct character {
    uint32_t code_point;
    size_t size;      // bytes
    bool is_replaced; // the bytes were not valid
} character;

static character next_utf8(rubric_slice bytes, size_t at) {
    size_t size;
    uint32_t code_point = utf8_next(bytes, at, &size);
    character found = {code_point, size, false};
    if (code_point == REPLACEMENT && size == 1) {
        found.size = broken_size(bytes, at);
        found.is_replaced = true;
    }
    return found;
}

static uint32_t read_unit(rubric_slice bytes, size_t at, bool is_big) {
    unsigned char first = (unsigned char)bytes.bytes[at];
    unsigned char second = (unsigned char)bytes.bytes[at + 1];
    return is_big ? (uint32_t)(first << 8 | second) : (uint32_t)(second << 8 | first);
}

static character next_utf16(rubric_slice bytes, size_t at, bool is_big) {
    character broken = {REPLACEMENT, bytes.size - at < 2 ? 1 : 2, true};
    if (bytes.size - at < 2)
        return broken;
    uint32_t high = read_unit(bytes, at, is_big);
    if (high < 0xD800 || high > 0xDFFF)
        return (character){high, 2, false};
    if (high > 0xDBFF || bytes.size - at < 4)
        return broken;
    uint32_t low = read_unit(bytes, at + 2, is_big);
    if (low < 0xDC00 || low > 0xDFFF)
        return broken;
    return (character){0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 4, false};
}

static character next_character(rubric_slice bytes, size_t at, rubric_encoding encoding) {
    if (encoding == RUBRIC_ENCODING_UTF8)
        return next_utf8(bytes, at);
    if (encoding == RUBRIC_ENCODING_UTF16LE || encoding == RUBRIC_ENCODING_UTF16BE)
        return next_utf16(bytes, at, encoding == RUBRIC_ENCODING_UTF16BE);
    unsigned char byte = (unsigned char)bytes.bytes[at];
    if (byte < 0x80)
        return (character){byte, 1, false};
    uint32_t code_point = find_table(encoding)->code_points[byte - 0x80];
    return (character){code_point, 1, code_point == REPLACEMENT};
}

// Decode from `at` on. With `text` NULL it only counts, so that both passes are the same code.
static void decode(rubric_decoded *out, rubric_slice bytes, size_t at, rubric_encoding encoding,
                   char *text, rubric_checkpoint *checkpoints) {
    size_t size = 0, count = 0;
    out->replaced = 0;
    if (at > 0) { // a byte order mark
        if (checkpoints != NULL)
            checkpoints[count] = (rubric_checkpoint){0, (uint32_t)at};
        count++;
    }
    while (at < bytes.size) {
        char encoded[4];
        character next = next_character(bytes, at, encoding);
        size_t written = rubric_utf8_encode(next.code_point, encoded);
        if (text != NULL)
            memcpy(text + size, encoded, written);
        if (next.is_replaced && out->replaced++ == 0)
            out->first_replaced = at;
        size += written;
        at += next.size;
        if (written == next.size)
            continue;
        if (checkpoints != NULL)
            checkpoints[count] = (rubric_checkpoint){(uint32_t)size, (uint32_t)at};
        count++;
    }
    out->text = rubric_slice_make(text, size);
    out->checkpoints = checkpoints;
    out->checkpoint_count = count;
}

static rubric_status decode_copy(rubric_decoded *out, rubric_arena *arena, rubric_slice bytes,
                                 size_t mark_size, rubric_encoding encoding, rubric_error *error) {
    rubric_context *context = rubric_arena_context(arena);
    decode(out, bytes, mark_size, encoding, NULL, NULL);
    if (out->text.size >= UINT32_MAX)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "the text is larger than 4 GiB");
    if (!rubric_context_charge(context, bytes.size))
        return rubric_context_error(context, error);
    char *text = rubric_arena_bytes(arena, out->text.size);
    size_t size = out->checkpoint_count * sizeof *out->checkpoints;
    rubric_checkpoint *checkpoints = rubric_arena_allocate(arena, size);
    if (text == NULL || checkpoints == NULL)
        return rubric_context_error(context, error);
    decode(out, bytes, mark_size, encoding, text, checkpoints);
    return RUBRIC_OK;
}

rubric_status rubric_text_decode(rubric_decoded *out, rubric_arena *arena, rubric_slice bytes,
                                 rubric_encoding encoding, rubric_error *error) {
    rubric_context *context = rubric_arena_context(arena);
    if (bytes.size >= UINT32_MAX)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "the text is larger than 4 GiB");
    if (encoding == RUBRIC_ENCODING_UNKNOWN)
        encoding = rubric_encoding_guess(bytes, encoding);
    if (encoding >= RUBRIC_ENCODING_SINGLE_BYTE && find_table(encoding) == NULL)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "no such encoding");
    if (!rubric_context_charge(context, bytes.size))
        return rubric_context_error(context, error);
    size_t mark_size;
    if (read_mark(bytes, &mark_size) != encoding)
        mark_size = 0;
    rubric_decoded decoded = {.text = bytes};
    bool is_same = encoding == RUBRIC_ENCODING_UTF8 && mark_size == 0 &&
                   rubric_utf8_valid(bytes) == bytes.size;
    if (!is_same) {
        rubric_status status = decode_copy(&decoded, arena, bytes, mark_size, encoding, error);
        if (status != RUBRIC_OK)
            return status;
    }
    *out = decoded;
    return RUBRIC_OK;
}

size_t rubric_decoded_original(const rubric_decoded *decoded, size_t offset) {
    size_t low = 0, high = decoded->checkpoint_count; // the first checkpoint above `offset`
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (decoded->checkpoints[middle].decoded <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    size_t original = offset;
    if (low > 0) {
        const rubric_checkpoint *before = &decoded->checkpoints[low - 1];
        original = before->original + (offset - before->decoded);
    }
    // Within a character that is longer in UTF-8 than in the bytes.
    if (low < decoded->checkpoint_count && original > decoded->checkpoints[low].original)
        original = decoded->checkpoints[low].original;
    return original;
}
