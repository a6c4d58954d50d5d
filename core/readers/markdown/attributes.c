// SPDX-License-Identifier: MIT
// Reading attribute lists: first where one ends, then what it says of a node.
#include "readers/markdown/attributes.h"

#include "base/ascii.h"
#include "readers/markdown/link_parts.h"

enum { ENTRY_LIMIT = 64 };

/** One entry: `#id` and `.class` have no value. */
struct entry {
    char mark; // '#', '.' or '='
    rubric_slice name, value;
};

static bool is_name_byte(char byte) {
    return ascii_is_letter(byte) || ascii_is_digit(byte) || ascii_is_among(byte, "_-:.") ||
           (unsigned char)byte >= 0x80;
}

static size_t skip_space(rubric_slice text, size_t at) {
    while (at < text.size && ascii_is_space(text.bytes[at]))
        at++;
    return at;
}

static size_t scan_name(rubric_slice text, size_t at) {
    while (at < text.size && is_name_byte(text.bytes[at]))
        at++;
    return at;
}

static size_t scan_quoted(rubric_slice text, size_t at, rubric_slice *value) {
    char quote = text.bytes[at];
    for (size_t i = at + 1; i < text.size; i++) {
        if (text.bytes[i] == quote) {
            *value = rubric_slice_part(text, at + 1, i);
            return i + 1;
        }
        i += text.bytes[i] == '\\';
    }
    return SIZE_MAX;
}

static size_t scan_value(rubric_slice text, size_t at, rubric_slice *value) {
    if (at < text.size && (text.bytes[at] == '"' || text.bytes[at] == '\''))
        return scan_quoted(text, at, value);
    size_t end = at;
    while (end < text.size && (unsigned char)text.bytes[end] > ' ' &&
           !ascii_is_among(text.bytes[end], "}\"'`<>="))
        end++;
    *value = rubric_slice_part(text, at, end);
    return end > at ? end : SIZE_MAX;
}

// The entry at `at`; behind it, or SIZE_MAX.
static size_t scan_entry(rubric_slice text, size_t at, struct entry *entry) {
    char first = text.bytes[at];
    size_t begin = at + (first == '#' || first == '.'), end = scan_name(text, begin);
    entry->mark = begin > at ? first : '=';
    entry->name = rubric_slice_part(text, begin, end);
    if (first == '-' && end == at + 1) { // pandoc's short form
        *entry = (struct entry){'.', rubric_slice_of("unnumbered"), rubric_slice_make("", 0)};
        return end;
    }
    if (end == begin)
        return SIZE_MAX;
    if (entry->mark != '=')
        return end;
    if (end >= text.size || text.bytes[end] != '=' || ascii_is_digit(first))
        return SIZE_MAX;
    return scan_value(text, end + 1, &entry->value);
}

size_t rubric_attributes_scan(rubric_slice text, size_t at) {
    if (at >= text.size || text.bytes[at] != '{')
        return SIZE_MAX;
    at = skip_space(text, at + 1);
    for (uint32_t count = 0; at < text.size && count <= ENTRY_LIMIT; count++) {
        struct entry entry;
        if (text.bytes[at] == '}')
            return at + 1;
        size_t end = scan_entry(text, at, &entry);
        if (end == SIZE_MAX)
            return SIZE_MAX;
        at = skip_space(text, end);
        if (at == end && (at >= text.size || text.bytes[at] != '}'))
            return SIZE_MAX; // entries stand apart
    }
    return SIZE_MAX;
}

static bool has_attribute(struct rubric_builder *builder, uint32_t id, rubric_slice name) {
    rubric_slice value;
    return rubric_node_attribute(node_value(builder->document, id), name, &value);
}

// All classes as one attribute, where the first of them stands.
static void put_classes(struct rubric_builder *builder, uint32_t id, rubric_slice list) {
    rubric_buffer classes;
    rubric_buffer_init(&classes, builder->document->context);
    for (size_t at = skip_space(list, 1); list.bytes[at] != '}'; at = skip_space(list, at)) {
        struct entry entry;
        at = scan_entry(list, at, &entry);
        if (entry.mark != '.')
            continue;
        if (classes.size)
            rubric_buffer_put_byte(&classes, ' ');
        rubric_buffer_put_slice(&classes, entry.name);
    }
    rubric_builder_add_attribute(builder, id, rubric_slice_of("class"),
                                 rubric_buffer_slice(&classes));
    rubric_buffer_clear(&classes);
}

void rubric_attributes_put(struct rubric_builder *builder, uint32_t id, rubric_slice list) {
    if (!id)
        return;
    for (size_t at = skip_space(list, 1); list.bytes[at] != '}'; at = skip_space(list, at)) {
        struct entry entry;
        at = scan_entry(list, at, &entry);
        rubric_slice name = entry.mark == '#'   ? rubric_slice_of("id")
                            : entry.mark == '.' ? rubric_slice_of("class")
                                                : entry.name;
        if (has_attribute(builder, id, name))
            continue;
        if (entry.mark == '.')
            put_classes(builder, id, list);
        else
            rubric_builder_add_attribute(
                builder, id, name,
                entry.mark == '#' ? entry.name
                                  : rubric_decode_string(builder->document, entry.value));
    }
}

size_t rubric_raw_attribute_scan(rubric_slice text, size_t at, rubric_slice *format) {
    if (at + 2 >= text.size || text.bytes[at] != '{' || text.bytes[at + 1] != '=')
        return SIZE_MAX;
    size_t end = scan_name(text, at + 2);
    *format = rubric_slice_part(text, at + 2, end);
    return end > at + 2 && end < text.size && text.bytes[end] == '}' ? end + 1 : SIZE_MAX;
}
