// SPDX-License-Identifier: MIT
// Attribute lists `{#id .class key="value"}` (pandoc's manual, "Extension: attributes").
#include "base/ascii.h"
#include "document/document.h"
#include "writers/markdown/markdown.h"
#include "writers/markdown/markup.h"

// Readers take lists of at most 64 entries, of which each class is one.
enum { ATTRIBUTE_LIMIT = 48, CLASS_LIMIT = 16 };

bool rubric_markdown_has_attributes(rubric_node node) {
    rubric_slice name, value;
    return rubric_node_attribute_at(node, 0, &name, &value);
}

static bool is_name(rubric_slice name) {
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_letter(name.bytes[i]) && !ascii_is_digit(name.bytes[i]) &&
            !ascii_is_among(name.bytes[i], "_-:.") && (unsigned char)name.bytes[i] < 0x80)
            return false;
    return name.size > 0;
}

static void put_value(rubric_buffer *out, rubric_slice value, bool in_cell) {
    rubric_buffer_put_byte(out, '"');
    for (size_t i = 0; i < value.size; i++) {
        char byte = value.bytes[i];
        bool is_escaped = byte == '"' || byte == '\\' || byte == '`' || (byte == '|' && in_cell) ||
                          (byte == '&' && rubric_markdown_begins_entity(value, i));
        if (is_escaped)
            rubric_buffer_put_byte(out, '\\');
        if (byte == '\n' || byte == '\r' || byte == '\t')
            rubric_buffer_put_string(out, byte == '\n' ? "&#10;" : byte == '\r' ? "&#13;" : "&#9;");
        else if (byte == '\0')
            rubric_buffer_put_code_point(out, 0xFFFD);
        else
            rubric_buffer_put_byte(out, byte);
    }
    rubric_buffer_put_byte(out, '"');
}

// The words of a class, each behind a dot; false when one of them cannot stand so.
static bool put_classes(rubric_buffer *out, rubric_slice classes) {
    size_t start = out->size, count = 0;
    for (size_t at = 0; at < classes.size;) {
        size_t end = at;
        while (end < classes.size && !ascii_is_space(classes.bytes[end]))
            end++;
        rubric_slice word = rubric_slice_part(classes, at, end);
        if (!is_name(word) || ++count > CLASS_LIMIT) {
            out->size = start;
            return false;
        }
        rubric_buffer_put_string(out, out->size > start ? " ." : ".");
        rubric_buffer_put_slice(out, word);
        at = end + (end < classes.size);
    }
    return out->size > start;
}

static void put_one(rubric_buffer *out, rubric_slice name, rubric_slice value, unsigned flags) {
    bool is_class = rubric_slice_equal(name, rubric_slice_of("class"));
    if (rubric_slice_equal(name, rubric_slice_of("id")) && is_name(value)) {
        rubric_buffer_put_byte(out, '#');
        rubric_buffer_put_slice(out, value);
    } else if (!is_class || (flags & ATTRIBUTES_OF_CODE) || !put_classes(out, value)) {
        rubric_buffer_put_slice(out, name);
        rubric_buffer_put_byte(out, '=');
        put_value(out, value, (flags & ATTRIBUTES_IN_CELL) != 0);
    }
}

void rubric_markdown_put_attributes(rubric_buffer *out, rubric_node node, const char *class,
                                    unsigned flags) {
    rubric_buffer_put_byte(out, '{');
    size_t start = out->size;
    if (class) {
        rubric_buffer_put_byte(out, '.');
        rubric_buffer_put_string(out, class);
    }
    uint32_t count = 0;
    for (uint32_t i = node_of(node)->attributes; i && count < ATTRIBUTE_LIMIT && !out->failed;
         i = node.document->attributes[i - 1].next) {
        rubric_slice name = node.document->attributes[i - 1].name;
        if (!is_name(name))
            continue;
        count++;
        if (out->size > start)
            rubric_buffer_put_byte(out, ' ');
        put_one(out, name, node.document->attributes[i - 1].value, flags);
    }
    rubric_buffer_put_byte(out, '}');
}
