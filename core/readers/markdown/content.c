// SPDX-License-Identifier: MIT
// Laying the lines of a block together: as they are where nothing stands between them, else copied.
#include "readers/markdown/content.h"

#include "base/array.h"

void rubric_content_init(struct content *content, rubric_context *context, rubric_slice source) {
    memset(content, 0, sizeof *content);
    content->context = context;
    content->source = source;
    rubric_buffer_init(&content->copy, context);
}

void rubric_content_free(struct content *content) {
    rubric_array_free(content->context, content->pieces, content->capacity,
                      sizeof *content->pieces);
    rubric_buffer_clear(&content->copy);
}

static void begin(struct content *content, bool is_cell) {
    content->count = 0;
    content->is_cell = is_cell;
    content->copy.size = 0;
    content->text = rubric_slice_make("", 0);
}

static bool add_piece(struct content *content, uint32_t at, uint32_t source) {
    if (!rubric_array_reserve(content->context, (void **)&content->pieces, &content->capacity,
                              content->count, sizeof *content->pieces))
        return false;
    content->pieces[content->count++] = (struct piece){at, source};
    return true;
}

static uint32_t trim_end(rubric_slice source, uint32_t from, uint32_t to) {
    while (to > from && (source.bytes[to - 1] == ' ' || source.bytes[to - 1] == '\t'))
        to--;
    return to;
}

// Whether one line ends in LF and the next one begins right behind it, for all of them.
static bool stand_together(rubric_slice source, const struct text_line *lines, uint32_t count) {
    for (uint32_t i = 0; i + 1 < count; i++)
        if (lines[i + 1].begin != lines[i].end + 1 || source.bytes[lines[i].end] != '\n')
            return false;
    return true;
}

static void finish_copy(struct content *content) {
    content->text = rubric_buffer_slice(&content->copy);
    if (content->copy.failed || !content->text.bytes)
        content->text = rubric_slice_make("", 0);
}

void rubric_content_of_lines(struct content *content, const struct text_line *lines,
                             uint32_t count) {
    begin(content, false);
    if (!count)
        return;
    uint32_t last = trim_end(content->source, lines[count - 1].begin, lines[count - 1].end);
    if (stand_together(content->source, lines, count)) {
        if (add_piece(content, 0, lines[0].begin))
            content->text = rubric_slice_part(content->source, lines[0].begin, last);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = i + 1 < count ? lines[i].end : last;
        if (i)
            rubric_buffer_put_byte(&content->copy, lines[i].spaces ? ' ' : '\n');
        if (!add_piece(content, (uint32_t)content->copy.size, lines[i].begin))
            return;
        rubric_buffer_put(&content->copy, content->source.bytes + lines[i].begin,
                          end - lines[i].begin);
    }
    finish_copy(content);
}

void rubric_content_of_cell(struct content *content, uint32_t from, uint32_t to) {
    rubric_slice source = content->source;
    begin(content, true);
    if (!add_piece(content, 0, from))
        return;
    content->text = rubric_slice_part(source, from, to);
    uint32_t copied = from;
    for (uint32_t i = from; i + 1 < to; i++) {
        if (source.bytes[i] != '\\' || source.bytes[i + 1] != '|')
            continue;
        rubric_buffer_put(&content->copy, source.bytes + copied, i - copied);
        copied = i + 1;
        if (!add_piece(content, (uint32_t)content->copy.size, copied))
            break;
    }
    if (copied == from)
        return;
    rubric_buffer_put(&content->copy, source.bytes + copied, to - copied);
    finish_copy(content);
}

uint32_t rubric_content_piece(const struct content *content, uint32_t at) {
    uint32_t low = 0, high = content->count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (content->pieces[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}
