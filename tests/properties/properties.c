// SPDX-License-Identifier: MIT
// P1 to P7.
#include "properties.h"

#include <stdarg.h>
#include <stdio.h>

#include "document/document.h"

enum { WORDS = 7 }; // of a document that P4 changes, one at a time

static bool fail(struct question *question, const char *format, ...) {
    va_list values;
    va_start(values, format);
    vsnprintf(question->why, sizeof question->why, format, values);
    va_end(values);
    return false;
}

static rubric_read_options reading(const struct question *question, const char *format) {
    return (rubric_read_options){.size = sizeof(rubric_read_options),
                                 .format = format,
                                 .lenient = true,
                                 .delimiters = question->delimiters,
                                 .delimiter_count = question->delimiter_count};
}

static rubric_document *read_again(struct question *question, rubric_slice bytes) {
    rubric_read_options options = reading(question, question->format);
    rubric_document *document = NULL;
    rubric_document_read(&document, question->context, bytes.bytes, bytes.size, &options, NULL);
    return document;
}

static bool write_as(rubric_buffer *out, rubric_document *document, const char *format) {
    rubric_write_options options = {
        .size = sizeof options, .format = format, .unsafe = true, .standalone = true};
    return rubric_document_write(out, document, &options, NULL) == RUBRIC_OK;
}

// P1: each verbatim segment has the bytes of the source.
static bool segments_are_verbatim(struct question *question, rubric_document *document) {
    rubric_slice source = rubric_document_source(document);
    for (uint32_t i = 0; i < document->segment_count; i++) {
        const struct segment *segment = &document->segments[i];
        size_t end = i + 1 < document->segment_count ? segment[1].plane : document->plane.size;
        size_t size = end - segment->plane;
        if (segment->kind == ORIGIN_VERBATIM &&
            (segment->source + size > source.size ||
             memcmp(document->plane.bytes + segment->plane, source.bytes + segment->source, size)))
            return fail(question, "segment %u at byte %u", i, segment->source);
    }
    return true;
}

// P2: a byte of text has a place in the source, and that place has the byte.
static bool offsets_map_back(struct question *question, rubric_document *document) {
    for (uint32_t plane = 0; plane < document->plane.size; plane++) {
        rubric_range range = rubric_plane_source(document, plane);
        uint32_t back;
        if (!range.known || range.end == range.begin)
            continue;
        if (!rubric_document_read_plane(document, (uint32_t)range.begin, &back))
            return fail(question, "source byte %zu has no text", range.begin);
        rubric_range again = rubric_plane_source(document, back);
        if (again.begin != range.begin)
            return fail(question, "source byte %zu leads to %zu", range.begin, again.begin);
    }
    return true;
}

// Which formats the source writer patches.
static bool has_patches(const struct question *question) {
    static const char *const formats[] = {"markdown", "html", "text"};
    const rubric_format *format = rubric_format_find(rubric_slice_of(question->format));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(format->name, formats[i]))
            return true;
    return false;
}

// P3: a document that nobody edited comes out byte for byte.
static bool source_is_kept(struct question *question, rubric_document *document) {
    rubric_buffer out;
    rubric_buffer_init(&out, question->context);
    bool done = write_as(&out, document, "source");
    // What it gives when it looks for edits, too.
    rubric_document_mark(document, 1, NODE_INSIDE);
    rubric_buffer edits;
    rubric_buffer_init(&edits, question->context);
    if (has_patches(question))
        done = done && rubric_document_edits(&edits, document, NULL) == RUBRIC_OK;
    bool is_same = out.size == question->bytes.size && !edits.size &&
                   (!out.size || !memcmp(out.bytes, question->bytes.bytes, out.size));
    rubric_buffer_clear(&edits);
    rubric_buffer_clear(&out);
    return done && is_same ? true : fail(question, "%s", done ? "it differs" : "nothing written");
}

static uint32_t count_lines(rubric_slice text, size_t begin, size_t end) {
    uint32_t count = 0;
    for (size_t i = begin; i < end && i < text.size; i++)
        count += text.bytes[i] == '\n';
    return count;
}

static bool is_in_line(rubric_slice source, rubric_range place, const rubric_edit *edit) {
    size_t begin = edit->begin < place.begin ? edit->begin : place.begin;
    size_t end = edit->end > place.end ? edit->end : place.end;
    return !count_lines(source, begin, end) && !count_lines(edit->text, 0, edit->text.size);
}

// One word of a block becomes another: the edits must lie in its line.
static bool word_changes_a_line(struct question *question, rubric_document *document,
                                rubric_node block, const rubric_token *word) {
    rubric_range place = rubric_node_source_range(block, word->begin, word->end);
    rubric_slice source = rubric_document_source(document);
    if (!place.known || count_lines(source, place.begin, place.end))
        return true;
    if (rubric_node_replace_range(block, word->begin, word->end, rubric_slice_of("zebra"), NULL) !=
        RUBRIC_OK)
        return fail(question, "the word was not replaced");
    rubric_buffer edits;
    rubric_buffer_init(&edits, question->context);
    bool done = rubric_document_edits(&edits, document, NULL) == RUBRIC_OK;
    const rubric_edit *list = (const rubric_edit *)edits.bytes;
    size_t count = edits.size / sizeof *list;
    bool is_one = done && count > 0;
    for (size_t i = 0; is_one && i < count; i++)
        is_one = is_in_line(source, place, &list[i]);
    if (!is_one)
        fail(question, "'%.*s' of line %u: %zu edits, the first '%.*s'",
             (int)(place.end - place.begin), source.bytes + place.begin,
             rubric_document_position(document, place.begin).line, count,
             count ? (int)list->text.size : 0, count ? list->text.bytes : "");
    rubric_buffer_clear(&edits);
    return is_one;
}

static bool find_word(rubric_document *document, size_t index, rubric_node *block,
                      rubric_token *word) {
    rubric_buffer text;
    rubric_buffer_init(&text, rubric_document_context(document));
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    bool found = false;
    while (!found && rubric_cursor_next(&cursor)) {
        if (!cursor.entering || !rubric_kind_is_leaf(rubric_node_kind(cursor.node)))
            continue;
        rubric_cursor_skip(&cursor);
        text.size = 0;
        rubric_node_text(&text, cursor.node);
        for (size_t at = 0; !found && rubric_token_next(word, rubric_buffer_slice(&text), at);
             at = word->end)
            found = word->class_ == RUBRIC_WORD_WORD && index-- == 0;
        *block = cursor.node;
    }
    rubric_buffer_clear(&text);
    return found;
}

static size_t count_words(rubric_document *document) {
    rubric_buffer text;
    rubric_token word;
    size_t count = 0;
    rubric_buffer_init(&text, rubric_document_context(document));
    rubric_document_text(&text, document, NULL);
    for (size_t at = 0; rubric_token_next(&word, rubric_buffer_slice(&text), at); at = word.end)
        count += word.class_ == RUBRIC_WORD_WORD;
    rubric_buffer_clear(&text);
    return count;
}

// P4: changing one word changes only its line.
static bool word_changes_its_line(struct question *question, rubric_document *document) {
    if (!has_patches(question))
        return true;
    size_t count = count_words(document);
    bool holds = true;
    for (size_t i = 0; holds && i < WORDS; i++) {
        rubric_document *copy = read_again(question, question->bytes);
        rubric_node block;
        rubric_token word;
        if (find_word(copy, count * i / WORDS, &block, &word))
            holds = word_changes_a_line(question, copy, block, &word);
        rubric_document_free(copy);
    }
    return holds;
}

// P5: an edit in one block moves no span in another.
static bool spans_stay(struct question *question, rubric_document *document) {
    rubric_node last = {document, 0};
    uint32_t id;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_kind_is_leaf(rubric_node_kind(cursor.node))) {
            rubric_annotation span = {.block = cursor.node,
                                      .end_block = cursor.node,
                                      .end = (uint32_t)rubric_node_text_size(cursor.node),
                                      .layer = rubric_slice_of("all")};
            if (rubric_document_annotate(&id, document, &span, NULL) != RUBRIC_OK)
                return fail(question, "no span");
            last = cursor.node;
        }
    if (last.id)
        rubric_node_replace_range(last, 0, 0, rubric_slice_of("zebra"), NULL);
    rubric_annotation span;
    for (size_t i = 0; rubric_layer_at(document, rubric_slice_of("all"), i, &span); i++)
        if (span.block.id != last.id &&
            (span.begin != 0 || span.end != rubric_node_text_size(span.block)))
            return fail(question, "a span in block %u", span.block.id);
    return true;
}

static void describe_difference(struct question *question, rubric_document *a, rubric_document *b) {
    rubric_buffer one, two;
    rubric_buffer_init(&one, question->context);
    rubric_buffer_init(&two, question->context);
    write_as(&one, a, "json");
    write_as(&two, b, "json");
    size_t at = 0;
    while (at < one.size && at < two.size && one.bytes[at] == two.bytes[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    fail(question, "…%.*s… becomes …%.*s…", (int)(one.size - from < 150 ? one.size - from : 150),
         one.size ? one.bytes + from : "", (int)(two.size - from < 150 ? two.size - from : 150),
         two.size ? two.bytes + from : "");
    rubric_buffer_clear(&one);
    rubric_buffer_clear(&two);
}

static bool is_same_document(rubric_document *a, rubric_document *b, bool with_metadata) {
    return rubric_node_equal(rubric_document_root(a), rubric_document_root(b)) &&
           (!with_metadata ||
            rubric_value_equal(rubric_document_metadata(a), rubric_document_metadata(b)));
}

// Writes a document in a format and reads that; NULL where it cannot be.
static rubric_document *write_and_read(struct question *question, rubric_document *document,
                                       const char *format) {
    rubric_buffer out;
    rubric_buffer_init(&out, question->context);
    rubric_read_options options = reading(question, format);
    rubric_document *again = NULL;
    if (write_as(&out, document, format))
        rubric_document_read(&again, question->context, out.bytes, out.size, &options, NULL);
    rubric_buffer_clear(&out);
    return again;
}

static bool comes_back(struct question *question, rubric_document *document, const char *format,
                       bool with_metadata) {
    rubric_document *again = write_and_read(question, document, format);
    bool is_same = again && is_same_document(document, again, with_metadata);
    if (!again)
        fail(question, "%s does not read", format);
    else if (!is_same)
        describe_difference(question, document, again);
    rubric_document_free(again);
    return is_same;
}

// P6: what is written in a format reads as what was written: in its own, in JSON, and as a page,
// once it is one.
static bool reading_writes_back(struct question *question, rubric_document *document) {
    const rubric_format *format = rubric_format_find(rubric_slice_of(question->format));
    bool has_markup = format->writes && strcmp(format->name, "text") != 0;
    if (!comes_back(question, document, "json", true) ||
        (has_markup && !comes_back(question, document, question->format, false)))
        return false;
    rubric_document *page = write_and_read(question, document, "html");
    bool is_same = page && comes_back(question, page, "html", false);
    rubric_document_free(page);
    return is_same;
}

// P7: any bytes are valid UTF-8 once they are read.
static bool text_is_valid(struct question *question, rubric_document *document) {
    rubric_buffer text;
    rubric_buffer_init(&text, question->context);
    rubric_document_text(&text, document, NULL);
    bool is_valid = rubric_utf8_valid(rubric_buffer_slice(&text)) == text.size;
    rubric_buffer_clear(&text);
    return is_valid ? true : fail(question, "not valid UTF-8");
}

const struct property properties[] = {
    {"P1", "a verbatim segment has the bytes of the source", segments_are_verbatim},
    {"P2", "offsets map to the source and back", offsets_map_back},
    {"P3", "an unedited document comes out byte for byte", source_is_kept},
    {"P4", "changing one word changes only its line", word_changes_its_line},
    {"P5", "an edit in one block moves no span in another", spans_stay},
    {"P6", "what is written reads as what was written", reading_writes_back},
    {"P7", "any bytes read as valid UTF-8", text_is_valid},
    {NULL, NULL, NULL},
};
