// SPDX-License-Identifier: MIT
// Tests of reading and changing text, of its origin, and of spans over it.
#include "core/documents.h"
#include "document/document.h"

static rubric_node paragraph(rubric_document *document) {
    return find_kind(document, RUBRIC_KIND_PARAGRAPH);
}

static void replace(rubric_node block, size_t begin, size_t end, const char *text) {
    assert_int_equal(rubric_node_replace_range(block, begin, end, rubric_slice_of(text), NULL),
                     RUBRIC_OK);
}

static void a_soft_line_end_reads_as_a_blank_and_a_hard_one_as_a_line_end(void **state) {
    rubric_document *document = read_text(*state, "a\nb\\\nc `d\ne`\n", "markdown");
    assert_text(paragraph(document), "a b\nc d e");
    rubric_document_free(document);
}

static void cells_are_joined_by_tabs_and_rows_by_line_ends(void **state) {
    rubric_document *document =
        read_text(*state, "x\n\n| a | b |\n|---|---|\n| c | d |\n\ny\n", "markdown");
    assert_text(rubric_document_root(document), "x\n\na\tb\nc\td\n\ny");
    rubric_document_free(document);
}

static void the_text_of_an_item_leaves_its_nested_lists_out(void **state) {
    rubric_document *document = read_text(*state, "- a\n  - b\n- c\n", "markdown");
    assert_text(find_kind(document, RUBRIC_KIND_ITEM), "a");
    assert_text(find_kind(document, RUBRIC_KIND_LIST), "a\n\nb\n\nc");
    rubric_document_free(document);
}

static void the_text_of_a_document_says_where_each_block_begins(void **state) {
    rubric_document *document = read_text(*state, "# a\n\nbc\n\n- d\n", "markdown");
    rubric_buffer text, offsets;
    rubric_buffer_init(&text, *state);
    rubric_buffer_init(&offsets, *state);
    rubric_document_text(&text, document, &offsets);
    assert_int_equal(offsets.size, 3 * sizeof(rubric_block_offset));
    const uint32_t wanted[] = {0, 3, 7};
    for (size_t i = 0; i < 3; i++) {
        rubric_block_offset entry;
        memcpy(&entry, offsets.bytes + i * sizeof entry, sizeof entry);
        assert_int_equal(entry.offset, wanted[i]);
    }
    assert_buffer(&text, "a\n\nbc\n\nd");
    rubric_buffer_clear(&offsets);
    rubric_document_free(document);
}

static void replaced_text_takes_the_markup_of_the_first_byte(void **state) {
    rubric_document *document = read_text(*state, "ab **cd** ef\n", "markdown");
    replace(paragraph(document), 3, 5, "X");
    assert_written(document, "markdown", "ab **X** ef\n");
    replace(paragraph(document), 1, 4, "Y");
    assert_written(document, "markdown", "aY ef\n");
    replace(paragraph(document), 0, 5, "");
    assert_written(document, "markdown", "");
    replace(paragraph(document), 0, 0, "again");
    assert_written(document, "markdown", "again\n");
    assert_int_equal(
        rubric_node_replace_range(paragraph(document), 2, 9, rubric_slice_of(""), NULL),
        RUBRIC_ERROR_ARGUMENT);
    rubric_document_free(document);
}

static void text_can_be_set_from_its_own_plane(void **state) {
    rubric_document *document = read_text(*state, "a *b* c\n", "markdown");
    rubric_node block = paragraph(document);
    for (int i = 0; i < 12; i++) // until the plane has moved
        assert_int_equal(rubric_node_set_text(block, rubric_node_plane(block), NULL), RUBRIC_OK);
    assert_written(document, "markdown", "a b c\n");
    rubric_error error;
    assert_int_equal(
        rubric_node_set_text(rubric_document_root(document), rubric_slice_of("x"), &error),
        RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "a document has no text to set");
    rubric_document_free(document);
}

// Runs that were set lie apart; one read puts them together, at the price of one copy.
static void many_edits_and_one_read_cost_one_layout(void **state) {
    rubric_buffer source;
    rubric_buffer_init(&source, *state);
    for (int i = 0; i < 2000; i++)
        rubric_buffer_put_string(&source, "word *x* ");
    rubric_document *document = read_bytes(*state, rubric_buffer_slice(&source), "markdown");
    size_t before = document->plane.size;
    rubric_cursor cursor = rubric_cursor_begin(paragraph(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == RUBRIC_KIND_TEXT)
            rubric_node_set_text(cursor.node, rubric_slice_of("w"), NULL);
    size_t edited = document->plane.size;
    assert_true(edited - before <= 4000);
    assert_int_equal(rubric_node_plane(paragraph(document)).size, edited - before);
    assert_int_equal(document->plane.size, edited + (edited - before));
    rubric_node_plane(paragraph(document));
    assert_int_equal(document->plane.size, edited + (edited - before));
    rubric_buffer_clear(&source);
    rubric_document_free(document);
}

static uint32_t annotate(rubric_node block, uint32_t begin, uint32_t end) {
    rubric_annotation span = {.block = block,
                              .begin = begin,
                              .end_block = block,
                              .end = end,
                              .layer = rubric_slice_of("tag")};
    uint32_t id = 0;
    assert_int_equal(rubric_document_annotate(&id, block.document, &span, NULL), RUBRIC_OK);
    return id;
}

static void assert_span(rubric_document *document, uint32_t id, uint32_t begin, uint32_t end) {
    rubric_annotation span;
    assert_true(rubric_annotation_find(document, id, &span));
    assert_int_equal(span.begin, begin);
    assert_int_equal(span.end, end);
}

static void spans_stay_before_an_edit_shift_behind_it_and_go_inside_it(void **state) {
    rubric_document *document = read_text(*state, "one two three\n\nfour\n", "markdown");
    rubric_node block = paragraph(document);
    uint32_t first = annotate(block, 0, 3), second = annotate(block, 4, 7);
    uint32_t third = annotate(block, 8, 13), whole = annotate(block, 0, 13);
    uint32_t other = annotate(rubric_node_next(block), 0, 4);
    replace(block, 4, 7, "2");
    assert_span(document, first, 0, 3);
    assert_span(document, third, 6, 11);
    assert_span(document, whole, 0, 11);
    assert_span(document, other, 0, 4);
    rubric_annotation span;
    assert_false(rubric_annotation_find(document, second, &span));
    assert_int_equal(rubric_layer_count(document, rubric_slice_of("tag")), 4);
    assert_true(rubric_layer_at(document, rubric_slice_of("tag"), 3, &span));
    assert_int_equal(span.id, other);
    rubric_document_free(document);
}

static void a_span_over_two_blocks_follows_edits_of_both(void **state) {
    rubric_document *document = read_text(*state, "one two\n\nthree four\n", "markdown");
    rubric_node first = paragraph(document), second = rubric_node_next(first);
    rubric_annotation span = {
        .block = first, .begin = 4, .end_block = second, .end = 5, .layer = rubric_slice_of("tag")};
    uint32_t id = 0;
    assert_int_equal(rubric_document_annotate(&id, document, &span, NULL), RUBRIC_OK);
    replace(first, 0, 3, "1");
    replace(second, 0, 5, "3");
    assert_span(document, id, 2, 1);
    rubric_document_free(document);
}

static void a_span_over_a_removed_block_is_not_read(void **state) {
    rubric_document *document = read_text(*state, "one\n\ntwo\n", "markdown");
    annotate(paragraph(document), 0, 3);
    annotate(rubric_node_next(paragraph(document)), 0, 3);
    rubric_node_remove(paragraph(document));
    assert_int_equal(rubric_layer_count(document, rubric_slice_of("tag")), 1);
    rubric_document_free(document);
}

// P1: what is said to be verbatim is the same in source and plane.
static void assert_origin(rubric_document *document) {
    rubric_slice source = rubric_document_source(document);
    for (uint32_t i = 0; i < document->segment_count; i++) {
        const struct segment *segment = &document->segments[i];
        size_t end = i + 1 < document->segment_count ? segment[1].plane : document->plane.size;
        size_t size = end - segment->plane;
        if (segment->kind != ORIGIN_VERBATIM)
            continue;
        assert_true(segment->source + size <= source.size);
        assert_memory_equal(source.bytes + segment->source, document->plane.bytes + segment->plane,
                            size);
    }
}

static void verbatim_text_is_the_same_in_source_and_plane(void **state) {
    static const char *const texts[][2] = {
        {"markdown", "# a &amp; b\n\n> q\n> r \\* *s*\n\n- i\n  j\n\n| a | `b\\|c` |\n|-|-|\n"},
        {"html", "<p>a &amp; b&nbsp;c  d\n<b> e </b>f &copy 2024<pre>x\r\ny</pre><ul>g<li>h</ul>"},
        {"text", "  a  b \r\n c\n\n\td\n"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rubric_document *document = read_text(*state, texts[i][1], texts[i][0]);
        assert_origin(document);
        replace(paragraph(document), 0, 1, "new");
        rubric_node_plane(paragraph(document));
        assert_origin(document);
        rubric_document_free(document);
    }
}

// P2: a range of text, the source it came from, and the same text there.
static void a_range_of_text_finds_its_source(void **state) {
    const char *source = "# T\n\none &lt; *two* three\n";
    rubric_document *document = read_text(*state, source, "markdown");
    rubric_range range = rubric_node_source_range(paragraph(document), 6, 9);
    assert_true(range.known);
    assert_slice(rubric_slice_part(rubric_slice_of(source), range.begin, range.end), "two");
    range = rubric_node_source_range(paragraph(document), 4, 5);
    assert_slice(rubric_slice_part(rubric_slice_of(source), range.begin, range.end), "&lt;");
    rubric_position position = rubric_document_position(document, range.begin);
    assert_int_equal(position.line, 3);
    assert_int_equal(position.column, 5);
    replace(paragraph(document), 0, 3, "new");
    assert_false(rubric_node_source_range(paragraph(document), 0, 3).known);
    rubric_document_free(document);
}

static void positions_count_code_points_and_every_kind_of_line_end(void **state) {
    rubric_document *document = read_text(*state, "\xC3\xA4\r\nb\rc\nd", "text");
    static const uint32_t wanted[][3] = {{0, 1, 1}, {2, 1, 2}, {4, 2, 1},
                                         {6, 3, 1}, {8, 4, 1}, {99, 4, 2}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        rubric_position position = rubric_document_position(document, wanted[i][0]);
        assert_int_equal(position.line, wanted[i][1]);
        assert_int_equal(position.column, wanted[i][2]);
    }
    rubric_document_free(document);
}

static void a_position_and_its_offset_lead_to_each_other_in_any_order(void **state) {
    rubric_document *document = read_text(*state, "a\xC3\xA4\xE2\x82\xAC z\r\n\xC3\xA4y\n", "text");
    static const uint32_t places[][3] = {{6, 1, 4}, {1, 1, 2}, {3, 1, 3},  {12, 2, 2}, {0, 1, 1},
                                         {7, 1, 5}, {3, 1, 3}, {10, 2, 1}, {12, 2, 2}, {10, 2, 1}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        rubric_position wanted = {places[i][1], places[i][2]}, outside = {1, 99};
        size_t offset = 0;
        assert_true(rubric_document_offset(document, wanted, &offset));
        assert_int_equal(offset, places[i][0]);
        assert_false(rubric_document_offset(document, outside, &offset));
        rubric_position position = rubric_document_position(document, offset);
        assert_int_equal(position.line, wanted.line);
        assert_int_equal(position.column, wanted.column);
    }
    rubric_document_free(document);
}

static void a_range_inside_of_a_code_point_is_not_replaced(void **state) {
    rubric_document *document = read_text(*state, "\xC3\xA4 b", "text");
    rubric_error error;
    static const size_t ranges[][2] = {{0, 1}, {1, 2}, {1, 1}, {1, 3}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        assert_int_equal(rubric_node_replace_range(paragraph(document), ranges[i][0], ranges[i][1],
                                                   rubric_slice_of("x"), &error),
                         RUBRIC_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, "inside of a code point"));
    }
    assert_slice(rubric_node_plane(paragraph(document)), "\xC3\xA4 b");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(a_soft_line_end_reads_as_a_blank_and_a_hard_one_as_a_line_end),
        CONTEXT_TEST(cells_are_joined_by_tabs_and_rows_by_line_ends),
        CONTEXT_TEST(the_text_of_an_item_leaves_its_nested_lists_out),
        CONTEXT_TEST(the_text_of_a_document_says_where_each_block_begins),
        CONTEXT_TEST(replaced_text_takes_the_markup_of_the_first_byte),
        CONTEXT_TEST(text_can_be_set_from_its_own_plane),
        CONTEXT_TEST(many_edits_and_one_read_cost_one_layout),
        CONTEXT_TEST(spans_stay_before_an_edit_shift_behind_it_and_go_inside_it),
        CONTEXT_TEST(a_span_over_two_blocks_follows_edits_of_both),
        CONTEXT_TEST(a_span_over_a_removed_block_is_not_read),
        CONTEXT_TEST(verbatim_text_is_the_same_in_source_and_plane),
        CONTEXT_TEST(a_range_of_text_finds_its_source),
        CONTEXT_TEST(positions_count_code_points_and_every_kind_of_line_end),
        CONTEXT_TEST(a_position_and_its_offset_lead_to_each_other_in_any_order),
        CONTEXT_TEST(a_range_inside_of_a_code_point_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
