// SPDX-License-Identifier: MIT
// Arguments that are NULL where a header forbids it: every function that returns a status refuses
// them in a release build and ends the process in a debug build.
#define _DEFAULT_SOURCE
#include "core/fixture.h"
#include "core/refused.h"

#include <rubric/rubric.h>

static const rubric_slice empty = {"", 0};
static const rubric_node nowhere = {NULL, 0};

static void what_must_be_there_is_asked_for(void **state) {
    (void)state;
    rubric_error problem;
    refused(rubric_annotation_update(NULL, NULL, &problem));
    refused(rubric_arena_new(NULL, NULL, &problem));
    refused(rubric_context_error(NULL, &problem));
    refused(rubric_context_fail(NULL, 0));
    refused(rubric_context_new(NULL, NULL, &problem));
    refused(rubric_context_status(NULL));
    refused(rubric_document_add_media(NULL, NULL, &problem));
    refused(rubric_document_annotate(NULL, NULL, NULL, &problem));
    refused(rubric_document_clone(NULL, NULL, &problem));
    refused(rubric_document_diff(NULL, NULL, &problem));
    refused(rubric_document_edits(NULL, NULL, &problem));
    refused(rubric_document_flat_value(NULL, NULL, NULL, NULL));
    refused(rubric_document_new(NULL, NULL, &problem));
    refused(rubric_document_read(NULL, NULL, NULL, 0, NULL, &problem));
    refused(rubric_document_report(NULL, NULL));
    refused(rubric_document_set_url(NULL, empty));
    refused(rubric_document_unique_id(NULL, NULL, empty, &problem));
    refused(rubric_document_write(NULL, NULL, NULL, &problem));
    refused(rubric_format_check(NULL, false, &problem));
    refused(rubric_json_read(NULL, NULL, empty, &problem));
    refused(rubric_language_extend(NULL, NULL, NULL, empty, &problem));
    refused(rubric_language_new(NULL, NULL, empty, empty, empty, &problem));
    refused(rubric_node_copy(NULL, NULL, nowhere, &problem));
    refused(rubric_node_insert(nowhere, nowhere, nowhere, &problem));
    refused(rubric_node_merge(nowhere, nowhere, &problem));
    refused(rubric_node_new(NULL, NULL, 0, &problem));
    refused(rubric_node_replace_range(nowhere, 0, 0, empty, &problem));
    refused(rubric_node_replace_ranges(nowhere, NULL, 0, &problem));
    refused(rubric_node_set_attribute(nowhere, empty, empty));
    refused(rubric_node_set_element(nowhere, empty));
    refused(rubric_node_set_integer(nowhere, 0, 0, &problem));
    refused(rubric_node_set_string(nowhere, 0, empty, &problem));
    refused(rubric_node_set_text(nowhere, empty, &problem));
    refused(rubric_node_set_value(nowhere, 0, NULL, &problem));
    refused(rubric_node_split(NULL, nowhere, nowhere, &problem));
    refused(rubric_node_split_text(NULL, nowhere, 0, &problem));
    refused(rubric_node_unwrap(nowhere, &problem));
    refused(rubric_node_wrap_range(nowhere, 0, 0, nowhere, &problem));
    refused(rubric_pattern_find(NULL, NULL, NULL, empty, empty, 0, false, false, &problem));
    refused(rubric_phrases_add(NULL, empty, &problem));
    refused(rubric_phrases_new(NULL, NULL, 0, &problem));
    refused(rubric_read_option_set(NULL, empty, empty, &problem));
    refused(rubric_regex_find(NULL, NULL, NULL, NULL, empty, 0, false, &problem));
    refused(rubric_regex_new(NULL, NULL, empty, 0, &problem));
    refused(rubric_scan_new(NULL, nowhere, NULL, NULL, NULL, &problem));
    refused(rubric_selector_new(NULL, NULL, empty, &problem));
    refused(rubric_stemmer_new(NULL, NULL, empty, &problem));
    refused(rubric_text_compare(NULL, NULL, empty, empty, NULL, &problem));
    refused(rubric_text_decode(NULL, NULL, empty, 0, &problem));
    refused(rubric_text_distance(NULL, NULL, empty, empty, NULL, &problem));
    refused(rubric_text_encode(NULL, empty, 0, 0, &problem));
    refused(rubric_text_overlap(NULL, NULL, empty, empty, 0, &problem));
    refused(rubric_text_similarity(NULL, NULL, empty, empty, 0, &problem));
    refused(rubric_value_append(NULL, NULL, rubric_value_null()));
    refused(rubric_value_copy(NULL, NULL, NULL));
    refused(rubric_value_set(NULL, NULL, empty, rubric_value_null()));
    refused(rubric_write_option_set(NULL, empty, empty, &problem));
    refused(rubric_yaml_read(NULL, NULL, empty, &problem));
}

// As many are there as come before the one that is not.
static void what_comes_later_is_asked_for_too(void **state) {
    rubric_context *context = *state;
    rubric_error problem;
    rubric_document *document = NULL;
    rubric_arena *arena = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    assert_int_equal(rubric_document_new(&document, context, &problem), RUBRIC_OK);
    assert_int_equal(rubric_arena_new(&arena, context, &problem), RUBRIC_OK);
    rubric_node root = rubric_document_root(document), node;
    rubric_value value = rubric_value_null();
    rubric_match match;
    rubric_decoded decoded;
    bool found;
    void *made;
    refused(rubric_annotation_update(document, NULL, &problem));
    refused(rubric_arena_new((rubric_arena **)&made, NULL, &problem));
    refused(rubric_document_add_media(document, NULL, &problem));
    refused(rubric_document_annotate(&(uint32_t){0}, NULL, NULL, &problem));
    refused(rubric_document_annotate(&(uint32_t){0}, document, NULL, &problem));
    refused(rubric_document_clone((rubric_document **)&made, NULL, &problem));
    refused(rubric_document_diff(&out, NULL, &problem));
    refused(rubric_document_edits(&out, NULL, &problem));
    refused(rubric_document_flat_value(&value, NULL, NULL, NULL));
    refused(rubric_document_flat_value(&value, arena, NULL, NULL));
    refused(rubric_document_flat_value(&value, arena, document, NULL));
    refused(rubric_document_new((rubric_document **)&made, NULL, &problem));
    refused(rubric_document_report(document, NULL));
    refused(rubric_document_unique_id(&out, NULL, empty, &problem));
    refused(rubric_document_write(&out, NULL, NULL, &problem));
    refused(rubric_json_read(&value, NULL, empty, &problem));
    refused(rubric_language_extend((rubric_language **)&made, NULL, NULL, empty, &problem));
    refused(rubric_language_new((rubric_language **)&made, NULL, empty, empty, empty, &problem));
    refused(rubric_node_copy(&node, NULL, root, &problem));
    refused(rubric_node_copy(&node, document, nowhere, &problem));
    refused(rubric_node_insert(root, nowhere, nowhere, &problem));
    refused(rubric_node_merge(root, nowhere, &problem));
    refused(rubric_node_new(&node, NULL, 0, &problem));
    refused(rubric_node_set_value(root, 0, NULL, &problem));
    refused(rubric_node_split(&node, nowhere, nowhere, &problem));
    refused(rubric_node_split(&node, root, nowhere, &problem));
    refused(rubric_node_split_text(&node, nowhere, 0, &problem));
    refused(rubric_node_wrap_range(root, 0, 0, nowhere, &problem));
    refused(rubric_pattern_find(&found, NULL, NULL, empty, empty, 0, false, false, &problem));
    refused(rubric_pattern_find(&found, &match, NULL, empty, empty, 0, false, false, &problem));
    refused(rubric_phrases_new((rubric_phrases **)&made, NULL, 0, &problem));
    refused(rubric_regex_find(&found, NULL, NULL, NULL, empty, 0, false, &problem));
    refused(rubric_regex_find(&found, &match, NULL, NULL, empty, 0, false, &problem));
    refused(rubric_regex_new((rubric_regex **)&made, NULL, empty, 0, &problem));
    refused(rubric_scan_new((rubric_scan **)&made, nowhere, NULL, NULL, NULL, &problem));
    refused(rubric_scan_new((rubric_scan **)&made, root, NULL, NULL, NULL, &problem));
    refused(rubric_selector_new((rubric_selector **)&made, NULL, empty, &problem));
    refused(rubric_stemmer_new((rubric_stemmer **)&made, NULL, empty, &problem));
    refused(rubric_text_compare(&(int){0}, NULL, empty, empty, NULL, &problem));
    refused(rubric_text_decode(&decoded, NULL, empty, 0, &problem));
    refused(rubric_text_distance(&(size_t){0}, NULL, empty, empty, NULL, &problem));
    refused(rubric_text_overlap(&(rubric_overlap){0}, NULL, empty, empty, 0, &problem));
    refused(rubric_text_similarity(&(double){0}, NULL, empty, empty, 0, &problem));
    refused(rubric_value_append(arena, NULL, rubric_value_null()));
    refused(rubric_value_copy(&value, NULL, NULL));
    refused(rubric_value_copy(&value, arena, NULL));
    refused(rubric_value_set(arena, NULL, empty, rubric_value_null()));
    refused(rubric_yaml_read(&value, NULL, empty, &problem));
    rubric_arena_free(arena);
    rubric_document_free(document);
    rubric_buffer_clear(&out);
}

#ifdef NDEBUG
static void the_message_names_what_is_missing(void **state) {
    rubric_document *document = NULL;
    rubric_error problem;
    rubric_document_read(&document, NULL, "a", 1, NULL, &problem);
    assert_string_equal(problem.message, "'context' is NULL");
    rubric_document_read(&document, *state, NULL, 1, NULL, &problem);
    assert_string_equal(problem.message, "'bytes' is NULL");
    assert_null(document);
}
#endif

#ifndef NDEBUG
// Memory that stays, so that what is noticed is noticed by the mark and by no sanitizer.
static void *keep(void *user, void *memory, size_t old_size, size_t size) {
    (void)user;
    if (size == 0)
        return NULL;
    void *moved = malloc(size);
    if (moved && memory)
        memcpy(moved, memory, old_size < size ? old_size : size);
    return moved;
}

static rubric_status use_after_free(bool of_context) {
    rubric_context_options options = {.size = sizeof options, .allocate = keep};
    rubric_context *context;
    rubric_document *document;
    rubric_context_new(&context, &options, NULL);
    rubric_document_new(&document, context, NULL);
    rubric_document_free(document);
    if (of_context) {
        rubric_context_free(context);
        rubric_context_charge(context, 1);
    } else {
        rubric_node_kind(rubric_document_root(document));
    }
    return RUBRIC_OK;
}

static void what_was_freed_is_noticed(void **state) {
    (void)state;
    refused(use_after_free(false));
    refused(use_after_free(true));
}
#endif

static void options_of_other_versions_fit(void **state) {
    struct {
        rubric_read_options known;
        size_t unknown;
    } newer = {.known = {.size = sizeof newer, .format = "text"}};
    rubric_document *document;
    rubric_error problem;
    assert_int_equal(rubric_document_read(&document, *state, "a", 1, &newer.known, &problem),
                     RUBRIC_OK);
    rubric_document_free(document);
    newer.unknown = 1;
    assert_int_equal(rubric_document_read(&document, *state, "a", 1, &newer.known, &problem),
                     RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(problem.message, "the read options have a field that this version lacks");
    struct {
        size_t size;
        const char *format;
    } older = {sizeof older, "text"};
    assert_int_equal(
        rubric_document_read(&document, *state, "# a", 3, (rubric_read_options *)&older, &problem),
        RUBRIC_OK);
    assert_slice(rubric_document_format(document), "text");
    rubric_document_free(document);
    rubric_write_options sizeless = {.format = "text"};
    assert_int_equal(rubric_document_new(&document, *state, &problem), RUBRIC_OK);
    rubric_buffer out;
    rubric_buffer_init(&out, *state);
    assert_int_equal(rubric_document_write(&out, document, &sizeless, &problem),
                     RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(problem.message,
                        "'size' of the write options is 0, not sizeof of the struct");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_must_be_there_is_asked_for),
        cmocka_unit_test_setup_teardown(what_comes_later_is_asked_for_too, set_up_context,
                                        tear_down_context),
#ifdef NDEBUG
        cmocka_unit_test_setup_teardown(the_message_names_what_is_missing, set_up_context,
                                        tear_down_context),
#else
        cmocka_unit_test(what_was_freed_is_noticed),
#endif
        cmocka_unit_test_setup_teardown(options_of_other_versions_fit, set_up_context,
                                        tear_down_context)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
