// SPDX-License-Identifier: MIT
// Lines with prefixes, blank lines between blocks, and breaking to a width.
#include "writers/lines.h"

#include "writers/sentences.h"

void rubric_lines_init(struct lines *lines, rubric_buffer *out,
                       const rubric_write_options *options) {
    *lines = (struct lines){.out = out, .wrap = options->wrap, .language = options->language};
    rubric_buffer_init(&lines->prefix, out->context);
    rubric_buffer_init(&lines->marker, out->context);
    lines->start = out->size;
    lines->width = options->width;
    lines->is_tight = true;
}

void rubric_lines_clear(struct lines *lines) {
    rubric_buffer_clear(&lines->prefix);
    rubric_buffer_clear(&lines->marker);
}

void rubric_lines_push(struct lines *lines, rubric_slice prefix, rubric_slice marker) {
    // An item that begins inside the first line of another one adds to its marker.
    if (marker.size) {
        if (lines->marker.size == 0)
            rubric_buffer_put_slice(&lines->marker, rubric_buffer_slice(&lines->prefix));
        rubric_buffer_put_slice(&lines->marker, marker);
    } else if (lines->marker.size) {
        rubric_buffer_put_slice(&lines->marker, prefix);
    }
    rubric_buffer_put_slice(&lines->prefix, prefix);
}

void rubric_lines_pop(struct lines *lines, size_t prefix_size) {
    if (lines->prefix.size >= prefix_size)
        lines->prefix.size -= prefix_size;
}

static void put_prefix(struct lines *lines, bool is_blank) {
    rubric_slice prefix = rubric_buffer_slice(&lines->prefix);
    if (lines->marker.size && !is_blank)
        prefix = rubric_buffer_slice(&lines->marker);
    if (is_blank)
        while (prefix.size && prefix.bytes[prefix.size - 1] == ' ')
            prefix.size--;
    rubric_buffer_put_slice(lines->out, prefix);
    if (!is_blank)
        lines->marker.size = 0;
}

void rubric_lines_begin(struct lines *lines) {
    if (lines->out->size > lines->start && !lines->is_tight && lines->marker.size == 0) {
        put_prefix(lines, true);
        rubric_buffer_put_byte(lines->out, '\n');
    }
    lines->is_tight = false;
}

void rubric_lines_put(struct lines *lines, rubric_slice line) {
    lines->is_fresh = false;
    put_prefix(lines, line.size == 0 && lines->marker.size == 0);
    rubric_buffer_put_slice(lines->out, line);
    rubric_buffer_put_byte(lines->out, '\n');
}

static size_t line_end(rubric_slice text, size_t at) {
    const char *end = memchr(text.bytes + at, '\n', text.size - at);
    return end ? (size_t)(end - text.bytes) : text.size;
}

void rubric_lines_put_all(struct lines *lines, rubric_slice text) {
    for (size_t at = 0; at < text.size;) {
        size_t end = line_end(text, at);
        rubric_lines_put(lines, rubric_slice_part(text, at, end));
        at = end + 1;
    }
}

// The end of the line that begins at `at`: the last blank at which it still fits, or the first.
static size_t break_at(rubric_slice text, size_t at, size_t columns,
                       bool (*may_begin)(rubric_slice rest)) {
    size_t best = 0, used = 0;
    for (size_t i = at; i < text.size;) {
        size_t size;
        uint32_t code_point = rubric_utf8_decode(text, i, &size);
        bool is_break = (code_point == ' ' || code_point == '\n') && i > at;
        if (code_point == '\n' && i > at && text.bytes[i - 1] == '\\')
            return i; // a hard break ends its line
        if (is_break && (!may_begin || may_begin(rubric_slice_part(text, i + 1, text.size)))) {
            if (used > columns && best)
                return best;
            best = i;
            if (used > columns)
                return best;
        }
        used += code_point == '\n' ? 1 : (size_t)rubric_code_point_width(code_point);
        i += size;
    }
    return used > columns && best ? best : text.size;
}

// One line of a text that is broken: blanks for what no longer ends a line.
static void put_joined(struct lines *lines, rubric_buffer *line, rubric_slice text) {
    line->size = 0;
    rubric_buffer_put_slice(line, text);
    for (size_t i = 0; i < line->size; i++)
        if (line->bytes[i] == '\n' || line->bytes[i] == '\0')
            line->bytes[i] = ' ';
    while (line->size && line->bytes[line->size - 1] == ' ')
        line->size--;
    rubric_lines_put(lines, rubric_buffer_slice(line));
}

// Runs of blanks as one: a line that ends at a run has one when it is read again.
static void put_squeezed(rubric_buffer *out, rubric_slice text) {
    bool was_blank = false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_blank = text.bytes[i] == ' ' || text.bytes[i] == '\n';
        if (!is_blank || !was_blank)
            rubric_buffer_put_byte(out, text.bytes[i]);
        was_blank = is_blank;
    }
}

static void put_to_width(struct lines *lines, rubric_slice text,
                         bool (*may_begin)(rubric_slice rest)) {
    size_t indent = rubric_text_width(rubric_buffer_slice(&lines->prefix));
    size_t columns = lines->width > indent + 10 ? lines->width - indent : 10;
    rubric_buffer line, squeezed;
    rubric_buffer_init(&line, lines->out->context);
    rubric_buffer_init(&squeezed, lines->out->context);
    if (lines->is_markup) {
        put_squeezed(&squeezed, text);
        text = rubric_buffer_slice(&squeezed);
        lines->out->failed = lines->out->failed || squeezed.failed;
    }
    for (size_t at = 0; at < text.size && !lines->out->failed;) {
        size_t end = break_at(text, at, columns, may_begin);
        put_joined(lines, &line, rubric_slice_part(text, at, end));
        at = end;
        while (at < text.size && (text.bytes[at] == ' ' || text.bytes[at] == '\n'))
            at++;
    }
    rubric_buffer_clear(&squeezed);
    rubric_buffer_clear(&line);
}

// A hard break of Markdown ends its line.
static size_t hard_end(rubric_slice text, size_t at, size_t end, bool is_markup) {
    for (; is_markup && at < end; at++)
        if (text.bytes[at] == '\n' && at > 0 && text.bytes[at - 1] == '\\')
            return at;
    return end;
}

static void put_sentences(struct lines *lines, rubric_slice text,
                          bool (*may_begin)(rubric_slice rest)) {
    rubric_buffer line, offsets;
    rubric_buffer_init(&line, lines->out->context);
    rubric_buffer_init(&offsets, lines->out->context);
    rubric_sentences_find(&offsets, text, lines->language, lines->is_markup);
    size_t count = offsets.size / sizeof(size_t), at = 0;
    for (size_t i = 0; i <= count && !lines->out->failed; i++) {
        size_t end = i < count ? ((const size_t *)(const void *)offsets.bytes)[i] : text.size;
        if (end <= at ||
            (i < count && may_begin && !may_begin(rubric_slice_part(text, end, text.size))))
            continue;
        while (at < end) {
            size_t stop = hard_end(text, at, end, lines->is_markup);
            put_joined(lines, &line, rubric_slice_part(text, at, stop));
            at = stop + (stop < end);
        }
    }
    lines->out->failed = lines->out->failed || offsets.failed;
    rubric_buffer_clear(&offsets);
    rubric_buffer_clear(&line);
}

void rubric_lines_put_wrapped(struct lines *lines, rubric_slice text,
                              bool (*may_begin)(rubric_slice rest)) {
    rubric_buffer line;
    if (lines->width > 0) {
        put_to_width(lines, text, may_begin);
    } else if (lines->wrap == RUBRIC_WRAP_SENTENCE) {
        put_sentences(lines, text, may_begin);
    } else if (lines->wrap == RUBRIC_WRAP_NONE && !lines->is_markup) {
        rubric_buffer_init(&line, lines->out->context);
        put_joined(lines, &line, text);
        rubric_buffer_clear(&line);
    } else {
        rubric_lines_put_all(lines, text);
    }
}

void rubric_lines_flush_marker(struct lines *lines) {
    if (lines->marker.size == 0)
        return;
    size_t size = lines->marker.size;
    while (size && lines->marker.bytes[size - 1] == ' ')
        size--;
    bool is_box = size && lines->marker.bytes[size - 1] == ']'; // it is none without a blank
    lines->marker.size = size + is_box;
    rubric_lines_put(lines, rubric_slice_make("", 0));
}
