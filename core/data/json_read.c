// SPDX-License-Identifier: MIT
// Reads JSON (RFC 8259) straight to values, with their places, without recursion.
#include <math.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "json.h"
#include "keys.h"
#include "number.h"

// One list or map that is not closed yet.
typedef struct frame {
    rubric_value container;
    rubric_slice key; // of the entry that is being read, when the container is a map
} frame;

// A JSON text on its way to a value.
typedef struct reader {
    rubric_arena *arena;
    rubric_context *context;
    rubric_slice text;
    size_t at; // offset of the next byte
    frame *frames;
    uint32_t capacity;     // of frames
    uint32_t depth, limit; // frames in use, and how many may be
    rubric_error *error;
} reader;

static rubric_status fail_at(reader *self, size_t offset, const char *message) {
    rubric_error_set(self->error, RUBRIC_ERROR_SYNTAX, "%s", message);
    rubric_error_locate(self->error, self->text, offset);
    return RUBRIC_ERROR_SYNTAX;
}

static rubric_status out_of_budget(reader *self) {
    return rubric_context_error(self->context, self->error);
}

static rubric_status unexpected(reader *self, const char *wanted) {
    if (self->at >= self->text.size)
        rubric_error_set(self->error, RUBRIC_ERROR_SYNTAX, "expected %s, found the end", wanted);
    else {
        size_t size;
        uint32_t found = utf8_next(self->text, self->at, &size);
        if (found < ' ' || found == 0x7F)
            rubric_error_set(self->error, RUBRIC_ERROR_SYNTAX, "expected %s, found U+%04X", wanted,
                             (unsigned)found);
        else
            rubric_error_set(self->error, RUBRIC_ERROR_SYNTAX, "expected %s, found '%.*s'", wanted,
                             (int)size, self->text.bytes + self->at);
    }
    rubric_error_locate(self->error, self->text, self->at);
    return RUBRIC_ERROR_SYNTAX;
}

static void skip_space(reader *self) {
    while (self->at < self->text.size) {
        char c = self->text.bytes[self->at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return;
        self->at++;
    }
}

static char peek(const reader *self) {
    return self->at < self->text.size ? self->text.bytes[self->at] : '\0';
}

/* ---- Strings ---- */

// Four hexadecimal digits at `offset`, or -1.
static int32_t read_hex(const reader *self, size_t offset, size_t end) {
    if (end - offset < 4)
        return -1;
    int32_t number = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = ascii_hex_value(self->text.bytes[offset + i]);
        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

// The code point of `\uXXXX` at `*at`, with its second half where it is a surrogate pair; a half
// without the other is U+FFFD, which the encoder makes of it.
static bool read_unicode_escape(const reader *self, size_t *at, size_t end, uint32_t *out) {
    const char *bytes = self->text.bytes;
    int32_t high = read_hex(self, *at + 2, end);
    if (high < 0)
        return false;
    *at += 6;
    *out = (uint32_t)high;
    bool is_pair = high >= 0xD800 && high < 0xDC00 && end - *at >= 6 && bytes[*at] == '\\' &&
                   bytes[*at + 1] == 'u';
    int32_t low = is_pair ? read_hex(self, *at + 2, end) : -1;
    if (low >= 0xDC00 && low < 0xE000) {
        *out = (uint32_t)(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        *at += 6;
    }
    return true;
}

static char simple_escape(char c) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found = c != '\0' ? strchr(from, c) : NULL;
    return found != NULL ? to[found - from] : '\0';
}

// Undo the escapes of `[begin, end)`. The result is never longer than what was written.
static rubric_status unescape(reader *self, rubric_slice *out, size_t begin, size_t end) {
    char *bytes = rubric_arena_bytes(self->arena, end - begin);
    if (bytes == NULL)
        return out_of_budget(self);
    size_t size = 0, at = begin;
    while (at < end) {
        char c = self->text.bytes[at];
        if (c != '\\') {
            bytes[size++] = c;
            at++;
            continue;
        }
        char escaped = self->text.bytes[at + 1];
        uint32_t code_point;
        if (escaped != 'u') {
            bytes[size] = simple_escape(escaped);
            if (bytes[size++] == '\0')
                return fail_at(self, at, "no such escape in a string");
            at += 2;
        } else if (read_unicode_escape(self, &at, end, &code_point)) {
            size += rubric_utf8_encode(code_point, bytes + size);
        } else {
            return fail_at(self, at, "'\\u' needs four hexadecimal digits");
        }
    }
    *out = rubric_slice_make(bytes, size);
    return RUBRIC_OK;
}

// The string whose opening quote is at `at`.
static rubric_status read_string(reader *self, rubric_slice *out) {
    size_t begin = self->at + 1, at = begin;
    bool has_escape = false;
    while (at < self->text.size && self->text.bytes[at] != '"') {
        if ((unsigned char)self->text.bytes[at] < ' ')
            return fail_at(self, at, "a control character in a string must be escaped");
        bool is_escape = self->text.bytes[at] == '\\' && at + 1 < self->text.size;
        has_escape |= is_escape;
        at += is_escape ? 2 : 1;
    }
    if (at >= self->text.size)
        return fail_at(self, self->at, "the string is not closed");
    self->at = at + 1;
    if (has_escape)
        return unescape(self, out, begin, at);
    *out = rubric_arena_copy(self->arena, rubric_slice_part(self->text, begin, at));
    return out->bytes != NULL ? RUBRIC_OK : out_of_budget(self);
}

/* ---- Other scalars ---- */

static size_t skip_digits(const reader *self, size_t at) {
    while (at < self->text.size && ascii_is_digit(self->text.bytes[at]))
        at++;
    return at;
}

static rubric_status read_number(reader *self, rubric_value *out) {
    size_t begin = self->at, digits = begin + (peek(self) == '-'), end = skip_digits(self, digits);
    bool is_integer = true;
    self->at = end;
    if (end == digits)
        return unexpected(self, "a digit");
    if (end - digits > 1 && self->text.bytes[digits] == '0')
        return fail_at(self, begin, "a number must not begin with 0");
    if (peek(self) == '.') {
        self->at = skip_digits(self, end + 1);
        is_integer = false;
        if (self->at == end + 1)
            return unexpected(self, "a digit");
    }
    if (peek(self) == 'e' || peek(self) == 'E') {
        self->at++;
        self->at += peek(self) == '-' || peek(self) == '+';
        digits = self->at;
        self->at = skip_digits(self, digits);
        is_integer = false;
        if (self->at == digits)
            return unexpected(self, "a digit");
    }
    rubric_slice number = rubric_slice_part(self->text, begin, self->at);
    int64_t integer;
    bool is_minus_zero = rubric_slice_equal(number, rubric_slice_of("-0"));
    if (is_integer && !is_minus_zero && rubric_integer_read(&integer, number)) {
        *out = rubric_value_integer(integer);
        return RUBRIC_OK;
    }
    *out = rubric_value_number(rubric_number_read(number));
    return isinf(out->as.number) ? fail_at(self, begin, "the number is too large") : RUBRIC_OK;
}

static bool read_word(reader *self, const char *word) {
    rubric_slice wanted = rubric_slice_of(word);
    if (wanted.size > self->text.size - self->at ||
        memcmp(self->text.bytes + self->at, wanted.bytes, wanted.size) != 0)
        return false;
    self->at += wanted.size;
    return true;
}

static rubric_status read_scalar(reader *self, rubric_value *out) {
    if (peek(self) == '"') {
        rubric_slice string;
        rubric_status status = read_string(self, &string);
        *out = rubric_value_string(string);
        return status;
    }
    if (peek(self) == '-' || ascii_is_digit(peek(self)))
        return read_number(self, out);
    if (read_word(self, "true"))
        *out = rubric_value_boolean(true);
    else if (read_word(self, "false"))
        *out = rubric_value_boolean(false);
    else if (read_word(self, "null"))
        *out = rubric_value_null();
    else
        return unexpected(self, "a value");
    return RUBRIC_OK;
}

/* ---- Lists and maps ---- */

// A key that occurs again gives its value to the first place, and is dropped.
static rubric_status merge_duplicates(reader *self, rubric_value *map) {
    rubric_key_set set;
    if (!rubric_key_set_init(&set, self->context, map->as.map.count))
        return out_of_budget(self);
    rubric_entry *entries = map->as.map.entries;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < map->as.map.count; i++) {
        entries[kept] = entries[i];
        uint32_t same = rubric_key_set_add(&set, entries, kept);
        if (same == UINT32_MAX)
            kept++;
        else
            entries[same].value = entries[kept].value;
    }
    map->as.map.count = kept;
    rubric_key_set_clear(&set);
    return rubric_context_status(self->context) == RUBRIC_OK ? RUBRIC_OK : out_of_budget(self);
}

static rubric_status open_container(reader *self) {
    if (self->depth == self->limit) {
        rubric_error_set(self->error, RUBRIC_ERROR_LIMIT, "nested deeper than %u levels",
                         (unsigned)self->limit);
        rubric_error_locate(self->error, self->text, self->at);
        return RUBRIC_ERROR_LIMIT;
    }
    if (!rubric_array_reserve(self->context, (void **)&self->frames, &self->capacity, self->depth,
                              sizeof *self->frames))
        return out_of_budget(self);
    frame *opened = &self->frames[self->depth++];
    opened->container = peek(self) == '[' ? rubric_value_list() : rubric_value_map();
    opened->container.offset = (uint32_t)self->at++;
    return RUBRIC_OK;
}

static frame *innermost(reader *self) {
    return &self->frames[self->depth - 1];
}

// The key and the colon of an entry.
static rubric_status read_key(reader *self) {
    skip_space(self);
    if (peek(self) != '"')
        return unexpected(self, "a key in quotes");
    rubric_status status = read_string(self, &innermost(self)->key);
    if (status != RUBRIC_OK)
        return status;
    skip_space(self);
    if (peek(self) != ':')
        return unexpected(self, "':'");
    self->at++;
    return RUBRIC_OK;
}

static rubric_status add_to_container(reader *self, const rubric_value *value) {
    frame *inner = innermost(self);
    rubric_value *container = &inner->container;
    rubric_status status =
        container->type == RUBRIC_VALUE_LIST
            ? rubric_value_append(self->arena, container, *value)
            : rubric_value_append_entry(self->arena, container, inner->key, *value);
    return status == RUBRIC_OK ? RUBRIC_OK : out_of_budget(self);
}

// After an opening bracket: whether the container is empty. Otherwise its first key is read.
static rubric_status begin_container(reader *self, bool *is_closed) {
    rubric_status status = open_container(self);
    if (status != RUBRIC_OK)
        return status;
    bool is_map = innermost(self)->container.type == RUBRIC_VALUE_MAP;
    skip_space(self);
    *is_closed = peek(self) == (is_map ? '}' : ']');
    if (*is_closed)
        self->at++;
    else if (is_map)
        return read_key(self);
    return RUBRIC_OK;
}

// After a value: close the container, or step over the comma to the next value.
static rubric_status end_item(reader *self, bool *is_closed) {
    bool is_map = innermost(self)->container.type == RUBRIC_VALUE_MAP;
    skip_space(self);
    char c = peek(self);
    *is_closed = c == (is_map ? '}' : ']');
    if (!*is_closed && c != ',')
        return unexpected(self, is_map ? "',' or '}'" : "',' or ']'");
    self->at++;
    return !*is_closed && is_map ? read_key(self) : RUBRIC_OK;
}

// Add a complete value to what it stands in, and close what ends with it. At depth 0 it is the
// whole text.
static rubric_status finish_value(reader *self, rubric_value *value, bool is_closed) {
    for (;;) {
        rubric_status status;
        if (is_closed) {
            *value = innermost(self)->container;
            if (value->type == RUBRIC_VALUE_MAP &&
                (status = merge_duplicates(self, value)) != RUBRIC_OK)
                return status;
            self->depth--;
        }
        if (self->depth == 0)
            return RUBRIC_OK;
        if ((status = add_to_container(self, value)) != RUBRIC_OK ||
            (status = end_item(self, &is_closed)) != RUBRIC_OK)
            return status;
        if (!is_closed)
            return RUBRIC_OK;
    }
}

static rubric_status read_value(reader *self, rubric_value *value) {
    do {
        skip_space(self);
        if (!rubric_context_charge(self->context, 1))
            return out_of_budget(self);
        bool is_closed = false;
        rubric_status status;
        if (peek(self) == '[' || peek(self) == '{') {
            status = begin_container(self, &is_closed);
            if (status == RUBRIC_OK && !is_closed)
                continue;
        } else {
            size_t begin = self->at;
            status = read_scalar(self, value);
            value->offset = (uint32_t)begin;
        }
        if (status == RUBRIC_OK)
            status = finish_value(self, value, is_closed);
        if (status != RUBRIC_OK)
            return status;
    } while (self->depth > 0);
    return RUBRIC_OK;
}

rubric_status rubric_json_read(rubric_value *out, rubric_arena *arena, rubric_slice text,
                               rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(arena, "arena", error))
        return RUBRIC_ERROR_ARGUMENT;
    return rubric_json_read_deep(out, arena, text, RUBRIC_VALUE_DEPTH, error);
}

rubric_status rubric_json_read_deep(rubric_value *out, rubric_arena *arena, rubric_slice text,
                                    uint32_t depth, rubric_error *error) {
    reader self = {.arena = arena, .context = rubric_arena_context(arena), .text = text};
    self.limit = depth;
    self.error = error;
    if (text.size >= UINT32_MAX)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "larger than 4 GiB");
    if (!rubric_context_charge(self.context, text.size))
        return out_of_budget(&self);
    size_t valid = rubric_utf8_valid(text);
    if (valid < text.size)
        return fail_at(&self, valid, "not valid UTF-8");
    if (text.size >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
        self.at = 3; // RFC 8259 section 8.1: a mark may be ignored
    rubric_value value = rubric_value_null();
    rubric_status status = read_value(&self, &value);
    rubric_array_free(self.context, self.frames, self.capacity, sizeof *self.frames);
    if (status != RUBRIC_OK)
        return status;
    skip_space(&self);
    if (self.at < text.size)
        return unexpected(&self, "the end");
    *out = value;
    return RUBRIC_OK;
}
