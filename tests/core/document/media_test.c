// SPDX-License-Identifier: MIT
// Tests of media and of ids that nobody has.
#include "core/documents.h"

static rubric_status add(rubric_document *document, const char *name, const char *bytes) {
    rubric_media media = {rubric_slice_of(name), rubric_slice_of("image/png"),
                          rubric_slice_of(bytes)};
    return rubric_document_add_media(document, &media, NULL);
}

static void media_are_kept_replaced_cloned_and_removed(void **state) {
    rubric_document *document = read_text(*state, "a\n", "markdown"), *clone;
    size_t used = rubric_context_used(*state);
    assert_int_equal(add(document, "a/b.png", "one"), RUBRIC_OK);
    assert_true(rubric_context_used(*state) > used);
    assert_int_equal(add(document, "c.png", "two"), RUBRIC_OK);
    assert_int_equal(add(document, "a/b.png", "three"), RUBRIC_OK);
    assert_int_equal(rubric_document_clone(&clone, document, NULL), RUBRIC_OK);
    assert_true(rubric_document_remove_media(document, rubric_slice_of("a/b.png")));
    assert_false(rubric_document_remove_media(document, rubric_slice_of("a/b.png")));
    rubric_media media;
    assert_true(rubric_document_media_at(document, 0, &media));
    assert_true(rubric_slice_equal(media.name, rubric_slice_of("c.png")));
    assert_false(rubric_document_media_at(document, 1, &media));
    assert_true(rubric_document_media(clone, rubric_slice_of("a/b.png"), &media));
    assert_true(rubric_slice_equal(media.bytes, rubric_slice_of("three")));
    rubric_document_free(clone);
    rubric_document_free(document);
}

static void hostile_names_are_refused(void **state) {
    static const char *const names[] = {"",    "/a",   "../a", "a/../b", ".a",   "a\\b",
                                        "c:x", "a//b", "a\nb", "a/",     "\xFF", "a\x7F"};
    rubric_document *document = read_text(*state, "a\n", "markdown");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(add(document, names[i], "x"), RUBRIC_ERROR_ARGUMENT);
    rubric_document_free(document);
}

static void assert_id(rubric_document *document, const char *text, const char *wanted) {
    rubric_buffer out;
    rubric_buffer_init(&out, rubric_document_context(document));
    assert_int_equal(rubric_document_unique_id(&out, document, rubric_slice_of(text), NULL),
                     RUBRIC_OK);
    assert_buffer(&out, wanted);
}

static void ids_are_made_as_github_makes_them_and_never_twice(void **state) {
    rubric_document *document = read_text(*state, "<h1 id=hello-world>a</h1><p id=x-1>b", "html");
    assert_id(document, "Hello, World!", "hello-world-1");
    assert_id(document, "Hello, World!", "hello-world-2");
    assert_id(document, "x", "x");
    assert_id(document, "x", "x-2");
    assert_id(document, "  \xC3\x84pfel & Birnen_2 - gut ", "\xC3\xA4pfel--birnen_2---gut");
    assert_id(document, "1.2", "12");
    assert_id(document, "?!", "section");
    rubric_node block = find_kind(document, RUBRIC_KIND_PARAGRAPH);
    rubric_node_set_attribute(block, rubric_slice_of("id"), rubric_slice_of("new"));
    assert_id(document, "New", "new-1");
    rubric_document_free(document);
}

static void many_equal_ids_are_linear(void **state) {
    rubric_document *document = read_text(*state, "a\n", "markdown");
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    for (int i = 0; i < 20000; i++) {
        out.size = 0;
        assert_int_equal(
            rubric_document_unique_id(&out, document, rubric_slice_of("Example"), NULL), RUBRIC_OK);
    }
    assert_buffer(&out, "example-19999");
    rubric_document_free(document);
}

// Everything that edits, joins, wraps and carries, wherever memory runs out.
static rubric_status edit_all(rubric_context *context) {
    rubric_error place, *error = &place;
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document = NULL, *clone = NULL;
    const char *text = "a *b c* d\n";
    rubric_status status =
        rubric_document_read(&document, context, text, strlen(text), &options, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_buffer id;
    rubric_buffer_init(&id, context);
    rubric_media media = {rubric_slice_of("a/b"), rubric_slice_of("t"), rubric_slice_of("bytes")};
    rubric_node wrapper, block = rubric_node_first(rubric_document_root(document));
    status = rubric_node_new(&wrapper, document, RUBRIC_KIND_STRONG, error);
    if (status == RUBRIC_OK)
        status = rubric_node_wrap_range(block, 4, 7, wrapper, error);
    if (status == RUBRIC_OK)
        status = rubric_node_unwrap(wrapper, error);
    rubric_document_join_runs(document);
    if (status == RUBRIC_OK)
        status = rubric_document_add_media(document, &media, error);
    if (status == RUBRIC_OK)
        status = rubric_document_unique_id(&id, document, rubric_slice_of("A b"), error);
    if (status == RUBRIC_OK)
        status = rubric_document_clone(&clone, document, error);
    if (status == RUBRIC_OK)
        status = rubric_context_error(context, error);
    rubric_buffer_clear(&id);
    rubric_document_free(clone);
    rubric_document_free(document);
    return status;
}

static void memory_that_runs_out_anywhere_is_an_error(void **state) {
    (void)state;
    fail_every_allocation(edit_all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(media_are_kept_replaced_cloned_and_removed),
        CONTEXT_TEST(hostile_names_are_refused),
        CONTEXT_TEST(ids_are_made_as_github_makes_them_and_never_twice),
        CONTEXT_TEST(many_equal_ids_are_linear),
        cmocka_unit_test(memory_that_runs_out_anywhere_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
