// SPDX-License-Identifier: MIT
// The files that properties are asked of, cut into documents.
#include "pieces.h"

#include <stdio.h>

#define EXAMPLE "```````````````````````````````` example"

static bool ends_with(const char *text, const char *end) {
    size_t size = strlen(text), end_size = strlen(end);
    return size >= end_size && !strcmp(text + size - end_size, end);
}

static bool begins_with(rubric_slice line, const char *word) {
    size_t size = strlen(word);
    return line.size >= size && !memcmp(line.bytes, word, size);
}

void pieces_begin(struct pieces *pieces, const char *path, rubric_slice bytes,
                  rubric_arena *arena) {
    *pieces = (struct pieces){path, bytes, arena, 0, 1, false};
    pieces->is_list = ends_with(path, ".test") ||
                      (ends_with(path, ".txt") &&
                       rubric_slice_find(bytes, rubric_slice_of(EXAMPLE), 0) != SIZE_MAX);
}

static bool next_line(struct pieces *pieces, rubric_slice *line) {
    if (pieces->at >= pieces->bytes.size)
        return false;
    const char *end =
        memchr(pieces->bytes.bytes + pieces->at, '\n', pieces->bytes.size - pieces->at);
    size_t stop = end ? (size_t)(end - pieces->bytes.bytes) : pieces->bytes.size;
    *line = rubric_slice_part(pieces->bytes, pieces->at, stop);
    pieces->at = stop + (end != NULL);
    pieces->line++;
    return true;
}

// The format that a fence names, without options: `````` ````` markdown | clean | text``````;
// false when it is none.
static bool read_fence(rubric_slice line, char format[FORMAT_SIZE]) {
    size_t at = 0, size = 0;
    if (begins_with(line, EXAMPLE)) {
        strcpy(format, "markdown");
        return true;
    }
    while (at < line.size && line.bytes[at] == '`')
        at++;
    if (at < 3 || !memchr(line.bytes, '|', line.size))
        return false;
    while (at < line.size && line.bytes[at] == ' ')
        at++;
    while (at < line.size && size < FORMAT_SIZE - 1 && line.bytes[at] != ' ' &&
           line.bytes[at] != '|' && line.bytes[at] != '{')
        format[size++] = line.bytes[at++];
    format[size] = '\0';
    return size > 0;
}

// Specifications write a tab as an arrow.
static rubric_slice with_tabs(rubric_arena *arena, rubric_slice text) {
    static const char arrow[] = "\xE2\x86\x92";
    char *bytes = rubric_arena_allocate(arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; bytes && i < text.size;) {
        bool is_arrow = text.size - i >= 3 && !memcmp(text.bytes + i, arrow, 3);
        bytes[size++] = is_arrow ? '\t' : text.bytes[i];
        i += is_arrow ? 3 : 1;
    }
    return rubric_slice_make(bytes, size);
}

static bool next_case(struct pieces *pieces, struct piece *piece) {
    rubric_slice line;
    while (next_line(pieces, &line)) {
        if (!read_fence(line, piece->format))
            continue;
        bool is_example = begins_with(line, EXAMPLE);
        size_t begin = pieces->at, end = begin;
        piece->line = pieces->line;
        while (next_line(pieces, &line) && !(line.size == 1 && line.bytes[0] == '.'))
            end = pieces->at;
        piece->bytes = rubric_slice_part(pieces->bytes, begin, end);
        if (is_example)
            piece->bytes = with_tabs(pieces->arena, piece->bytes);
        while (next_line(pieces, &line) && !begins_with(line, "```"))
            ;
        return true;
    }
    return false;
}

bool pieces_next(struct pieces *pieces, struct piece *piece) {
    if (pieces->is_list)
        return next_case(pieces, piece);
    if (pieces->at > 0)
        return false;
    pieces->at = pieces->bytes.size + 1;
    const rubric_format *format = rubric_format_of_path(rubric_slice_of(pieces->path));
    if (!format || !format->reads)
        format = rubric_format_guess(pieces->bytes);
    snprintf(piece->format, sizeof piece->format, "%s", format->name);
    piece->bytes = pieces->bytes;
    piece->line = 1;
    return true;
}
