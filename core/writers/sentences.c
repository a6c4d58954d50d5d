// SPDX-License-Identifier: MIT
// Sentences of written Markdown are found in what it says: delimiters, backslashes and the
// destinations of links are left out. That need not be exact, for a line may end at any blank.
#include "writers/sentences.h"

#include <string.h>

/** What a text says, and where each of its bytes stands. */
struct view {
    rubric_buffer text;
    rubric_buffer places; // of size_t
};

static bool is_mark(char byte) {
    return byte && strchr("*_`~[\\", byte);
}

static void put(struct view *view, rubric_slice text, size_t at) {
    char byte = text.bytes[at];
    rubric_buffer_put_byte(&view->text, byte == '\0' ? ' ' : byte);
    rubric_buffer_put(&view->places, (const char *)&at, sizeof at);
}

// Behind the title of a link at `at`, whose blanks are NUL.
static size_t skip_title(rubric_slice text, size_t at) {
    for (at += 2; at < text.size && text.bytes[at] != '"' && text.bytes[at] != ' '; at++)
        at += text.bytes[at] == '\\';
    return at + 1;
}

// Behind the destination of a link and its title, between which a blank may stand.
static size_t skip_destination(rubric_slice text, size_t at) {
    size_t depth = 1;
    while (at < text.size && depth > 0 && text.bytes[at] != '\n') {
        char byte = text.bytes[at];
        if (byte == ' ') {
            if (at + 1 >= text.size || text.bytes[at + 1] != '"')
                break;
            at = skip_title(text, at);
            continue;
        }
        depth += byte == '(' ? 1 : byte == ')' ? (size_t)-1 : 0;
        at += byte == '\\' ? 2 : 1;
    }
    return at < text.size ? at : text.size;
}

static void fill(struct view *view, rubric_slice text, bool is_markup) {
    for (size_t i = 0; i < text.size && !view->places.failed; i++) {
        if (is_markup && text.bytes[i] == ']') {
            if (i + 1 < text.size && text.bytes[i + 1] == '(')
                i = skip_destination(text, i + 2) - 1;
        } else if (!is_markup || !is_mark(text.bytes[i])) {
            put(view, text, i);
        }
    }
}

void rubric_sentences_find(rubric_buffer *offsets, rubric_slice text,
                           const rubric_language *language, bool is_markup) {
    struct view view;
    rubric_buffer_init(&view.text, offsets->context);
    rubric_buffer_init(&view.places, offsets->context);
    fill(&view, text, is_markup);
    offsets->failed = offsets->failed || view.places.failed || view.text.failed;
    const size_t *places = (const size_t *)(const void *)view.places.bytes;
    size_t begin, end = 0;
    bool is_first = true;
    while (!offsets->failed &&
           rubric_sentence_next(&begin, &end, rubric_buffer_slice(&view.text), end, language)) {
        size_t place = places[begin];
        while (is_markup && place > 0 && is_mark(text.bytes[place - 1]))
            place--; // marks in front belong to the sentence
        bool is_behind_blank =
            place > 0 && (text.bytes[place - 1] == ' ' || text.bytes[place - 1] == '\n');
        if (!is_first && is_behind_blank)
            rubric_buffer_put(offsets, (const char *)&place, sizeof place);
        is_first = false;
    }
    rubric_buffer_clear(&view.places);
    rubric_buffer_clear(&view.text);
}
