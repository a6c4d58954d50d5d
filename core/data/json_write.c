// SPDX-License-Identifier: MIT
// Writes values as JSON, always valid UTF-8.
#include <math.h>

#include "base/utf8.h"
#include "json.h"
#include "number.h"

static void put_escape(rubric_buffer *out, unsigned char c) {
    static const char digits[] = "0123456789abcdef", named[] = "\b\t\n\f\r\"\\";
    const char *found = c != 0 ? strchr(named, c) : NULL;
    rubric_buffer_put_byte(out, '\\');
    if (found != NULL) {
        rubric_buffer_put_byte(out, "btnfr\"\\"[found - named]);
        return;
    }
    rubric_buffer_put_string(out, "u00");
    rubric_buffer_put_byte(out, digits[c >> 4]);
    rubric_buffer_put_byte(out, digits[c & 15]);
}

static bool needs_escape(unsigned char c) {
    return c < ' ' || c == '"' || c == '\\';
}

// Text that may hold anything: what is not UTF-8 becomes U+FFFD.
static void put_valid(rubric_buffer *out, rubric_slice text) {
    while (text.size > 0) {
        size_t valid = rubric_utf8_valid(text);
        rubric_buffer_put(out, text.bytes, valid);
        if (valid == text.size)
            return;
        rubric_buffer_put_code_point(out, 0xFFFD);
        text = rubric_slice_part(text, valid + 1, text.size);
    }
}

void rubric_json_write_string(rubric_buffer *out, rubric_slice string) {
    rubric_buffer_put_byte(out, '"');
    size_t begin = 0;
    for (size_t i = 0; i < string.size; i++) {
        if (!needs_escape((unsigned char)string.bytes[i]))
            continue;
        put_valid(out, rubric_slice_part(string, begin, i));
        put_escape(out, (unsigned char)string.bytes[i]);
        begin = i + 1;
    }
    if (begin < string.size)
        put_valid(out, rubric_slice_part(string, begin, string.size));
    rubric_buffer_put_byte(out, '"');
}

struct form {
    int indent;
    const struct rubric_json_content *content; // NULL: none is written
};

enum rubric_json_mark rubric_json_mark(const rubric_value *map) {
    if (map->type != RUBRIC_VALUE_MAP || map->as.map.count != 1)
        return RUBRIC_JSON_PLAIN;
    rubric_slice key = map->as.map.entries[0].key;
    size_t dollars = 0;
    while (dollars < key.size && key.bytes[dollars] == '$')
        dollars++;
    rubric_slice word = rubric_slice_part(key, dollars, key.size);
    bool is_content = rubric_slice_equal(word, rubric_slice_of("content"));
    bool is_number = rubric_slice_equal(word, rubric_slice_of("number"));
    if (dollars == 0 || (!is_content && !is_number))
        return RUBRIC_JSON_PLAIN;
    return dollars > 1  ? RUBRIC_JSON_ESCAPED
           : is_content ? RUBRIC_JSON_CONTENT
                        : RUBRIC_JSON_NUMBER;
}

// A number that JSON has no digits for, as YAML writes it.
static void write_infinite(rubric_buffer *out, double number, const struct form *form) {
    if (!form->content) {
        rubric_buffer_put_string(out, "null");
        return;
    }
    rubric_buffer_put_string(out, "{\"$number\":\"");
    rubric_buffer_put_string(out, isnan(number) ? ".nan" : number > 0 ? ".inf" : "-.inf");
    rubric_buffer_put_string(out, "\"}");
}

static void put_line(rubric_buffer *out, const struct form *form, int depth) {
    if (form->indent <= 0)
        return;
    rubric_buffer_put_byte(out, '\n');
    rubric_buffer_put_repeated(out, ' ', (size_t)form->indent * (size_t)depth);
}

static void write_value(rubric_buffer *out, const rubric_value *value, const struct form *form,
                        int depth);

static void write_list(rubric_buffer *out, const rubric_value *list, const struct form *form,
                       int depth) {
    rubric_buffer_put_byte(out, '[');
    for (uint32_t i = 0; i < list->as.list.count; i++) {
        if (i > 0)
            rubric_buffer_put_byte(out, ',');
        put_line(out, form, depth);
        write_value(out, &list->as.list.items[i], form, depth);
    }
    if (list->as.list.count > 0)
        put_line(out, form, depth - 1);
    rubric_buffer_put_byte(out, ']');
}

// Where content is written, an object with nothing but `$content` or `$number` says what it is; a
// map that looks like one gets one more `$`.
static bool is_marked(const rubric_value *map, const struct form *form) {
    return form->content && rubric_json_mark(map) != RUBRIC_JSON_PLAIN;
}

static void write_map(rubric_buffer *out, const rubric_value *map, const struct form *form,
                      int depth) {
    if (is_marked(map, form)) {
        rubric_buffer_put_string(out, "{\"$");
        rubric_buffer_put_slice(out, map->as.map.entries[0].key); // it needs no escapes
        rubric_buffer_put_string(out, "\":");
        write_value(out, &map->as.map.entries[0].value, form, depth);
        rubric_buffer_put_byte(out, '}');
        return;
    }
    rubric_buffer_put_byte(out, '{');
    for (uint32_t i = 0; i < map->as.map.count; i++) {
        if (i > 0)
            rubric_buffer_put_byte(out, ',');
        put_line(out, form, depth);
        rubric_json_write_string(out, map->as.map.entries[i].key);
        rubric_buffer_put_string(out, form->indent > 0 ? ": " : ":");
        write_value(out, &map->as.map.entries[i].value, form, depth);
    }
    if (map->as.map.count > 0)
        put_line(out, form, depth - 1);
    rubric_buffer_put_byte(out, '}');
}

// Recursion ends at RUBRIC_VALUE_DEPTH: what lies deeper is null.
static void write_value(rubric_buffer *out, const rubric_value *value, const struct form *form,
                        int depth) {
    if (out->failed || !rubric_context_charge(out->context, 1)) {
        out->failed = true;
        return;
    }
    bool is_too_deep = depth >= RUBRIC_VALUE_DEPTH;
    if (value->type == RUBRIC_VALUE_BOOLEAN)
        rubric_buffer_put_string(out, value->as.boolean ? "true" : "false");
    else if (value->type == RUBRIC_VALUE_INTEGER)
        rubric_buffer_put_integer(out, value->as.integer);
    else if (value->type == RUBRIC_VALUE_NUMBER && isfinite(value->as.number))
        rubric_number_write(out, value->as.number);
    else if (value->type == RUBRIC_VALUE_NUMBER)
        write_infinite(out, value->as.number, form);
    else if (value->type == RUBRIC_VALUE_STRING)
        rubric_json_write_string(out, value->as.string);
    else if (value->type == RUBRIC_VALUE_LIST && !is_too_deep)
        write_list(out, value, form, depth + 1);
    else if (value->type == RUBRIC_VALUE_MAP && !is_too_deep)
        write_map(out, value, form, depth + 1);
    else if (value->type == RUBRIC_VALUE_CONTENT && form->content)
        form->content->put(out, value, form->content->user);
    else
        rubric_buffer_put_string(out, "null");
}

void rubric_json_write(rubric_buffer *out, const rubric_value *value, int indent) {
    struct form form = {indent, NULL};
    write_value(out, value, &form, 0);
}

void rubric_json_write_content(rubric_buffer *out, const rubric_value *value,
                               const struct rubric_json_content *content) {
    struct form form = {0, content};
    write_value(out, value, &form, 0);
}
