// SPDX-License-Identifier: MIT
// Reading one start tag (WHATWG HTML, section 13.2.5) and patching its attributes.
#include "formats/source/tag.h"

#include "base/ascii.h"
#include "writers/html/escape.h"

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static size_t skip_space(rubric_slice text, size_t at) {
    while (at < text.size && is_space(text.bytes[at]))
        at++;
    return at;
}

static bool ends_name(char byte) {
    return is_space(byte) || byte == '/' || byte == '>' || byte == '=';
}

static size_t skip_name(rubric_slice text, size_t at) {
    while (at < text.size && !ends_name(text.bytes[at]))
        at++;
    return at;
}

// Behind a value, in quotes or bare; `value` is what it says.
static size_t read_value(rubric_slice text, size_t at, rubric_slice *value) {
    char quote = at < text.size ? text.bytes[at] : '\0';
    size_t begin = at;
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(text.bytes + at + 1, quote, text.size - at - 1);
        size_t stop = end ? (size_t)(end - text.bytes) : text.size;
        *value = rubric_slice_part(text, at + 1, stop);
        return stop < text.size ? stop + 1 : stop;
    }
    while (at < text.size && !is_space(text.bytes[at]) && text.bytes[at] != '>')
        at++;
    *value = rubric_slice_part(text, begin, at);
    return at;
}

// Reads the attribute at `at`, if the tag does not end there; `*next` is behind what was read.
static bool read_attribute(rubric_slice text, size_t at, struct tag_attribute *attribute,
                           size_t *next) {
    while (at < text.size && (is_space(text.bytes[at]) || text.bytes[at] == '/'))
        at++;
    *next = at;
    if (at >= text.size || text.bytes[at] == '>')
        return false;
    attribute->begin = at;
    size_t end = skip_name(text, text.bytes[at] == '=' ? at + 1 : at);
    attribute->name = rubric_slice_part(text, at, end);
    attribute->value = rubric_slice_make("", 0);
    attribute->end = end;
    size_t sign = skip_space(text, end);
    if (sign < text.size && text.bytes[sign] == '=')
        attribute->end = read_value(text, skip_space(text, sign + 1), &attribute->value);
    *next = attribute->end;
    return true;
}

bool rubric_tag_read(rubric_slice text, size_t at, struct tag *tag) {
    if (text.size - at < 3 || text.bytes[at] != '<' || !ascii_is_letter(text.bytes[at + 1]))
        return false;
    struct tag_attribute attribute;
    tag->begin = at;
    tag->attributes = skip_name(text, at + 1);
    tag->name = rubric_slice_part(text, at + 1, tag->attributes);
    tag->insert = tag->attributes;
    size_t next = tag->attributes;
    while (read_attribute(text, next, &attribute, &next))
        tag->insert = attribute.end;
    tag->end = next + 1;
    return next < text.size;
}

bool rubric_tag_next(rubric_slice text, const struct tag *tag, size_t *at,
                     struct tag_attribute *attribute) {
    return *at < tag->end && read_attribute(text, *at, attribute, at);
}

bool rubric_tag_find(rubric_slice text, const struct tag *tag, rubric_slice name,
                     struct tag_attribute *attribute) {
    size_t at = tag->attributes;
    while (rubric_tag_next(text, tag, &at, attribute))
        if (rubric_slice_equal_fold(attribute->name, name))
            return true;
    return false;
}

// Behind a comment, or a script or style with all in it; `at` where none begins there.
static size_t skip_opaque(rubric_slice text, size_t at) {
    static const char *const names[][2] = {{"script", "</script"}, {"style", "</style"}};
    struct tag tag;
    if (text.size - at >= 4 && !memcmp(text.bytes + at, "<!--", 4)) {
        size_t end = rubric_slice_find(text, rubric_slice_of("-->"), at + 4);
        return end == SIZE_MAX ? text.size : end + 3;
    }
    if (!rubric_tag_read(text, at, &tag))
        return at;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (rubric_slice_equal_fold(tag.name, rubric_slice_of(names[i][0]))) {
            size_t end = rubric_slice_find(text, rubric_slice_of(names[i][1]), tag.end);
            return end == SIZE_MAX ? text.size : end;
        }
    return at;
}

bool rubric_tag_search(rubric_slice text, size_t at, const char *name, struct tag *tag) {
    while (at < text.size) {
        const char *found = memchr(text.bytes + at, '<', text.size - at);
        if (!found)
            return false;
        at = (size_t)(found - text.bytes);
        if (rubric_tag_read(text, at, tag) &&
            rubric_slice_equal_fold(tag->name, rubric_slice_of(name)))
            return true;
        size_t behind = skip_opaque(text, at);
        at = behind > at ? behind : at + 1;
    }
    return false;
}

static bool is_same_value(struct patcher *patcher, rubric_slice raw, rubric_slice value) {
    patcher->scratch.size = 0;
    for (size_t i = 0; i < raw.size;) {
        char decoded[8];
        size_t size, taken = raw.bytes[i] == '&' ? rubric_entity_read(raw, i, decoded, &size) : 0;
        if (taken)
            rubric_buffer_put(&patcher->scratch, decoded, size);
        else
            rubric_buffer_put_byte(&patcher->scratch, raw.bytes[i]);
        i += taken ? taken : 1;
    }
    rubric_slice decoded = rubric_buffer_slice(&patcher->scratch);
    return rubric_slice_equal(decoded, value) ||
           rubric_slice_equal(rubric_slice_trim(decoded), value);
}

void rubric_tag_put_attribute(struct patcher *patcher, const struct tag *tag, rubric_slice name,
                              rubric_slice value) {
    struct tag_attribute attribute;
    bool is_there = rubric_tag_find(patcher->text, tag, name, &attribute);
    if (is_there && is_same_value(patcher, attribute.value, value))
        return;
    rubric_buffer *out = rubric_source_begin(patcher, is_there ? attribute.begin : tag->insert,
                                             is_there ? attribute.end : tag->insert);
    if (!is_there)
        rubric_buffer_put_byte(out, ' ');
    rubric_buffer_put_slice(out, is_there ? attribute.name : name);
    rubric_buffer_put_string(out, "=\"");
    rubric_html_put_escaped(out, value);
    rubric_buffer_put_byte(out, '"');
    rubric_source_end(patcher);
}

void rubric_tag_remove_attribute(struct patcher *patcher, const struct tag *tag,
                                 rubric_slice name) {
    struct tag_attribute attribute;
    if (!rubric_tag_find(patcher->text, tag, name, &attribute))
        return;
    size_t begin = attribute.begin;
    while (begin > tag->attributes && is_space(patcher->text.bytes[begin - 1]))
        begin--;
    rubric_source_delete(patcher, begin, attribute.end);
}
