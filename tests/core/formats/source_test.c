// SPDX-License-Identifier: MIT
// Tests of the source writer: what edits are made of changes, in memory that may end, on documents
// that are large; what they look like is in tests/bindings/lua/source_test.lua.
#include "core/documents.h"
#include "core/growth.h"

static const char page[] = "<html><head><title>A</title></head><body>\n"
                           "<h2 class=x>One &amp; two</h2>\n<p>Some <b>bold</b> "
                           "<a href=/u>text</a>.\n<ul><li>a<li>b</ul>\n<img src=i.png alt=x>\n";
static const char notes[] = "---\ntitle: A\ntags: [a]\n---\n\n# One\n\nSome *text* &amp; more\nin "
                            "[two](/u) lines.\n\n> - a\n>   b\n\n```c\nint x;\n```\n";

static rubric_node nth_leaf(rubric_document *document, size_t index) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_kind_is_leaf(rubric_node_kind(cursor.node)) && !index--)
            return cursor.node;
    rubric_node none = {document, 0};
    return none;
}

// Text, fields, nodes and metadata, all at once.
static rubric_status change(rubric_document *document) {
    rubric_node leaf = nth_leaf(document, 1), node;
    rubric_status status =
        rubric_node_replace_range(nth_leaf(document, 0), 0, 3, rubric_slice_of("* b"), NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_new(&node, document, RUBRIC_KIND_TEXT, NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_set_text(node, rubric_slice_of("new"), NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_insert(node, leaf, rubric_node_first(leaf), NULL);
    if (status == RUBRIC_OK && nth_leaf(document, 2).id)
        rubric_node_remove(nth_leaf(document, 2));
    rubric_value title = rubric_value_string(rubric_slice_of("B"));
    if (status == RUBRIC_OK)
        status =
            rubric_value_set(rubric_document_arena(document), rubric_document_metadata(document),
                             rubric_slice_of("title"), title);
    return status;
}

static rubric_status patch(rubric_context *context, const char *text, const char *format) {
    rubric_read_options how = {.size = sizeof how, .format = format};
    rubric_write_options options = {.size = sizeof options, .format = "source"};
    rubric_document *document = NULL;
    rubric_status status = rubric_document_read(&document, context, text, strlen(text), &how, NULL);
    if (status != RUBRIC_OK)
        return status;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    status = change(document);
    if (status == RUBRIC_OK)
        status = rubric_document_write(&out, document, &options, NULL);
    if (status != RUBRIC_OK)
        assert_int_equal(out.size, 0); // nothing, or all of it
    else
        status = rubric_document_diff(&out, document, NULL);
    rubric_buffer_clear(&out);
    rubric_document_free(document);
    return status;
}

static rubric_status patch_page(rubric_context *context) {
    return patch(context, page, "html");
}

static rubric_status patch_notes(rubric_context *context) {
    return patch(context, notes, "markdown");
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(patch_page);
    fail_every_allocation(patch_notes);
}

static void make_paragraphs(rubric_buffer *out, const char *unit, size_t count) {
    for (size_t i = 0; i < count; i++)
        rubric_buffer_put_string(out, unit);
}

/** What documents of many blocks are made of. */
struct kind {
    const char *format, *unit;
};

// Edits every other block and removes every fourth.
static void edit_many(rubric_context *context, const void *what, size_t count) {
    const struct kind *kind = what;
    rubric_buffer text, out;
    rubric_buffer_init(&text, context);
    rubric_buffer_init(&out, context);
    make_paragraphs(&text, kind->unit, count);
    rubric_document *document = read_bytes(context, rubric_buffer_slice(&text), kind->format);
    rubric_node block = rubric_node_first(rubric_document_root(document)), next;
    for (size_t i = 0; block.id; i++, block = next) {
        next = rubric_node_next(block);
        if (i % 4 == 3)
            rubric_node_remove(block);
        else if (i % 2 == 0)
            rubric_node_replace_range(block, 0, 1, rubric_slice_of("xy"), NULL);
    }
    write_into(&out, document, "source");
    // The last block goes with the blank line before it.
    size_t wanted = count * strlen(kind->unit) * 3 / 4 + count / 2;
    assert_true(out.size == wanted || out.size + 1 == wanted);
    rubric_document_free(document);
    rubric_buffer_clear(&text);
    rubric_buffer_clear(&out);
    assert_int_equal(rubric_context_used(context), 0);
}

static void many_edits_take_linear_time(void **state) {
    static const struct kind kinds[] = {
        {"markdown", "a *b* c\n\n"}, {"html", "<p>a <b>b</b> c</p>\n"}, {"text", "a b\n\n"}};
    enum { MEMORY = 160 << 20 };
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        double growth = growth_of(edit_many, &kinds[i], 4000, MEMORY);
        if (growth >= 6)
            fail_msg("%s: four times as much takes %.1f times as long", kinds[i].format, growth);
    }
}

static void edits_rise_and_say_what_they_replace(void **state) {
    rubric_document *document = read_text(*state, notes, "markdown");
    assert_false(rubric_document_is_changed(document));
    assert_int_equal(change(document), RUBRIC_OK);
    assert_true(rubric_document_is_changed(document));
    rubric_buffer edits;
    rubric_buffer_init(&edits, *state);
    assert_int_equal(rubric_document_edits(&edits, document, NULL), RUBRIC_OK);
    const rubric_edit *list = (const rubric_edit *)edits.bytes;
    size_t end = 0, count = edits.size / sizeof *list;
    assert_true(count >= 4);
    for (size_t i = 0; i < count; i++) {
        assert_true(list[i].begin >= end && list[i].end >= list[i].begin);
        end = list[i].end;
    }
    assert_true(end <= rubric_document_source(document).size);
    rubric_buffer_clear(&edits);
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(edits_rise_and_say_what_they_replace),
        CONTEXT_TEST(every_allocation_may_fail),
        CONTEXT_TEST(many_edits_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
