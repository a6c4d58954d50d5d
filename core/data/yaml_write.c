// SPDX-License-Identifier: MIT
// Writes values as block YAML that reads back the same, by readers of YAML 1.1 as well.
#include <math.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "number.h"
#include "rubric/data.h"

enum { LONGEST_KEY = 1000 }; // YAML 1.2.2 section 7.4.2: an implicit key ends within 1024

/* ---- Scalars ---- */

// What YAML 1.1 takes for a boolean, a merge key or a default value.
static bool is_old_word(rubric_slice text) {
    static const char *const words[] = {"y",    "n",     "yes",  "no", "on", "off",
                                        "true", "false", "null", "~",  "<<", "="};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (rubric_slice_equal_fold(text, rubric_slice_of(words[i])))
            return true;
    }
    return false;
}

// What YAML 1.1 takes for a number: 1_000, 0b101, 190:20:30. Dates have dashes and blanks.
static bool is_old_number(rubric_slice text) {
    size_t at = text.bytes[0] == '-' || text.bytes[0] == '+';
    if (at == text.size || !(ascii_is_digit(text.bytes[at]) || text.bytes[at] == '.'))
        return false;
    bool has_digit = false;
    size_t points = 0;
    for (; at < text.size; at++) {
        char c = text.bytes[at];
        points += c == '.';
        has_digit |= ascii_is_digit(c);
        bool is_prefix = (c == 'b' || c == 'B' || c == 'o' || c == 'x') && at > 0;
        if (!ascii_is_digit(c) && c != '_' && c != ':' && c != '.' && !is_prefix)
            return false;
    }
    return has_digit && points <= 1;
}

static bool is_printable(uint32_t code_point) {
    if (code_point < ' ' || (code_point >= 0x7F && code_point <= 0x9F))
        return false;
    return code_point != 0x2028 && code_point != 0x2029 && code_point != 0xFEFF &&
           code_point != 0xFFFE && code_point != 0xFFFF;
}

// Whether each character may stand in a plain scalar where it stands.
static bool has_plain_bytes(rubric_slice text) {
    if (rubric_utf8_valid(text) < text.size)
        return false;
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        if (!is_printable(code_point))
            return false;
        bool is_last = at + 1 == text.size;
        if (code_point == ':' && (is_last || text.bytes[at + 1] == ' '))
            return false;
        if (code_point == ' ' && (is_last || text.bytes[at + 1] == '#'))
            return false;
    }
    return true;
}

static bool can_be_plain(rubric_slice text) {
    static const char indicators[] = " -?:,[]{}#&*!|>'\"%@`";
    if (text.size == 0 || strchr(indicators, text.bytes[0]) != NULL)
        return false; // strchr finds NUL as well
    if (text.size >= 3 && memcmp(text.bytes, "...", 3) == 0)
        return false; // the end of a document
    return rubric_yaml_scalar(text).type == RUBRIC_VALUE_STRING && !is_old_word(text) &&
           !is_old_number(text) && has_plain_bytes(text);
}

static void put_hex(rubric_buffer *out, char letter, uint32_t number, int digits) {
    rubric_buffer_put_byte(out, '\\');
    rubric_buffer_put_byte(out, letter);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        rubric_buffer_put_byte(out, "0123456789abcdef"[number >> shift & 15]);
}

static void put_escaped(rubric_buffer *out, uint32_t code_point) {
    static const char from[] = "\"\\\n\t\r", to[] = "\"\\ntr";
    const char *found = code_point < 0x80 && code_point != 0 ? strchr(from, (int)code_point) : NULL;
    if (found != NULL) {
        rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put_byte(out, to[found - from]);
    } else if (is_printable(code_point)) {
        rubric_buffer_put_code_point(out, code_point);
    } else if (code_point <= 0xFF) {
        put_hex(out, 'x', code_point, 2);
    } else {
        put_hex(out, 'u', code_point, 4);
    }
}

static void write_string(rubric_buffer *out, rubric_slice text) {
    if (can_be_plain(text)) {
        rubric_buffer_put_slice(out, text);
        return;
    }
    rubric_buffer_put_byte(out, '"');
    for (size_t at = 0, size; at < text.size; at += size)
        put_escaped(out, utf8_next(text, at, &size));
    rubric_buffer_put_byte(out, '"');
}

// Whether a string reads best as a literal block: lines of visible text, none odd at its ends.
static bool is_literal(rubric_slice text) {
    if (text.size < 3 || text.bytes[0] == '\n' || text.bytes[0] == ' ' ||
        !memchr(text.bytes, '\n', text.size - 1) || rubric_utf8_valid(text) < text.size)
        return false;
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t code_point = utf8_next(text, at, &size);
        bool ends_line = at + 1 == text.size || text.bytes[at + 1] == '\n';
        if ((code_point == ' ' && ends_line) || (code_point != '\n' && !is_printable(code_point)))
            return false;
    }
    return true;
}

static void write_indent(rubric_buffer *out, int depth) {
    rubric_buffer_put_repeated(out, ' ', 2 * (size_t)depth);
}

// The lines of a string behind `|`, with as many line ends as it has at its end.
static void write_literal(rubric_buffer *out, rubric_slice text, int depth) {
    bool is_closed = text.bytes[text.size - 1] == '\n';
    bool is_open = is_closed && text.bytes[text.size - 2] == '\n';
    rubric_buffer_put_string(out, is_open ? "|+\n" : is_closed ? "|\n" : "|-\n");
    size_t size = text.size - is_closed;
    for (size_t begin = 0; begin <= size;) {
        const char *found = begin < size ? memchr(text.bytes + begin, '\n', size - begin) : NULL;
        size_t end = found ? (size_t)(found - text.bytes) : size;
        if (end > begin)
            write_indent(out, depth + 1);
        rubric_buffer_put(out, text.bytes + begin, end - begin);
        rubric_buffer_put_byte(out, '\n');
        begin = end + 1;
    }
}

static void write_number(rubric_buffer *out, double number) {
    if (isnan(number))
        rubric_buffer_put_string(out, ".nan");
    else if (isinf(number))
        rubric_buffer_put_string(out, number > 0 ? ".inf" : "-.inf");
    else
        rubric_number_write(out, number);
}

static void write_scalar(rubric_buffer *out, const rubric_value *value, int depth) {
    if (value->type == RUBRIC_VALUE_STRING && is_literal(value->as.string)) {
        write_literal(out, value->as.string, depth);
        return;
    }
    if (value->type == RUBRIC_VALUE_BOOLEAN)
        rubric_buffer_put_string(out, value->as.boolean ? "true" : "false");
    else if (value->type == RUBRIC_VALUE_INTEGER)
        rubric_buffer_put_integer(out, value->as.integer);
    else if (value->type == RUBRIC_VALUE_NUMBER)
        write_number(out, value->as.number);
    else if (value->type == RUBRIC_VALUE_STRING)
        write_string(out, value->as.string);
    else if (value->type == RUBRIC_VALUE_LIST && value->as.list.count == 0)
        rubric_buffer_put_string(out, "[]");
    else if (value->type == RUBRIC_VALUE_MAP && value->as.map.count == 0)
        rubric_buffer_put_string(out, "{}");
    else
        rubric_buffer_put_string(out, "null"); // content, and what lies too deep
    rubric_buffer_put_byte(out, '\n');
}

/* ---- Lists and maps ---- */

static bool is_block(const rubric_value *value, int depth) {
    if (depth >= RUBRIC_VALUE_DEPTH)
        return false;
    return (value->type == RUBRIC_VALUE_LIST && value->as.list.count > 0) ||
           (value->type == RUBRIC_VALUE_MAP && value->as.map.count > 0);
}

static void write_block(rubric_buffer *out, const rubric_value *value, int depth);

static void write_list(rubric_buffer *out, const rubric_value *list, int depth) {
    for (uint32_t i = 0; i < list->as.list.count; i++) {
        const rubric_value *item = &list->as.list.items[i];
        if (i > 0)
            write_indent(out, depth);
        rubric_buffer_put_string(out, "- ");
        if (is_block(item, depth + 1))
            write_block(out, item, depth + 1);
        else
            write_scalar(out, item, depth);
    }
}

static void write_key(rubric_buffer *out, rubric_slice key, int depth) {
    size_t begin = out->size;
    write_string(out, key);
    if (out->size - begin <= LONGEST_KEY || out->failed) {
        rubric_buffer_put_byte(out, ':');
        return;
    }
    out->size = begin;
    rubric_buffer_put_string(out, "? ");
    write_string(out, key);
    rubric_buffer_put_byte(out, '\n');
    write_indent(out, depth);
    rubric_buffer_put_byte(out, ':');
}

static void write_map(rubric_buffer *out, const rubric_value *map, int depth) {
    for (uint32_t i = 0; i < map->as.map.count; i++) {
        const rubric_entry *entry = &map->as.map.entries[i];
        if (i > 0)
            write_indent(out, depth);
        write_key(out, entry->key, depth);
        if (!is_block(&entry->value, depth + 1)) {
            rubric_buffer_put_byte(out, ' ');
            write_scalar(out, &entry->value, depth);
            continue;
        }
        rubric_buffer_put_byte(out, '\n');
        write_indent(out, depth + 1);
        write_block(out, &entry->value, depth + 1);
    }
}

// A list or map whose first line is indented already. Recursion ends at RUBRIC_VALUE_DEPTH.
static void write_block(rubric_buffer *out, const rubric_value *value, int depth) {
    if (out->failed || !rubric_context_charge(out->context, 1)) {
        out->failed = true;
        return;
    }
    if (value->type == RUBRIC_VALUE_LIST)
        write_list(out, value, depth);
    else
        write_map(out, value, depth);
}

void rubric_yaml_write(rubric_buffer *out, const rubric_value *value) {
    if (is_block(value, 0))
        write_block(out, value, 0);
    else
        write_scalar(out, value, 0);
}
