// SPDX-License-Identifier: MIT
// Tests of the table of kinds: it must agree with itself.
#include "core/documents.h"

static void every_kind_is_found_by_its_name(void **state) {
    (void)state;
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        assert_int_equal(rubric_kind_find(rubric_slice_of(rubric_kind_name((rubric_kind)kind))),
                         kind);
    assert_int_equal(rubric_kind_find(rubric_slice_of("none")), RUBRIC_KIND_NONE);
    assert_int_equal(rubric_kind_find(rubric_slice_of("Heading")), RUBRIC_KIND_NONE);
}

static void every_field_is_found_by_its_name_and_belongs_to_a_kind(void **state) {
    (void)state;
    for (int field = RUBRIC_FIELD_NONE + 1; field < RUBRIC_FIELD_COUNT; field++) {
        assert_int_equal(rubric_field_find(rubric_slice_of(rubric_field_name((rubric_field)field))),
                         field);
        bool is_used = false;
        for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
            is_used = is_used || rubric_kind_has_field((rubric_kind)kind, (rubric_field)field);
        if (!is_used)
            fail_msg("no kind has %s", rubric_field_name((rubric_field)field));
    }
}

static void choices_have_names_and_other_types_have_none(void **state) {
    (void)state;
    for (int field = RUBRIC_FIELD_NONE + 1; field < RUBRIC_FIELD_COUNT; field++) {
        bool is_choice = rubric_field_type_of((rubric_field)field) == RUBRIC_FIELD_CHOICE;
        assert_int_equal(rubric_field_choices((rubric_field)field) != NULL, is_choice);
    }
}

// Every field of every kind takes a value and gives it back, and disturbs no other one.
static void fields_of_a_kind_do_not_overlap(void **state) {
    rubric_document *document = NULL;
    assert_int_equal(rubric_document_new(&document, *state, NULL), RUBRIC_OK);
    for (int kind = RUBRIC_KIND_HEADING; kind < RUBRIC_KIND_COUNT; kind++) {
        for (size_t i = 0; rubric_kind_field((rubric_kind)kind, i); i++) {
            rubric_field field = rubric_kind_field((rubric_kind)kind, i);
            rubric_field_type type = rubric_field_type_of(field);
            if (type == RUBRIC_FIELD_STRING || type == RUBRIC_FIELD_VALUE)
                continue;
            rubric_node node = new_node(document, (rubric_kind)kind);
            assert_int_equal(rubric_node_set_integer(node, field, 1, NULL), RUBRIC_OK);
            for (size_t j = 0; rubric_kind_field((rubric_kind)kind, j); j++) {
                rubric_field other = rubric_kind_field((rubric_kind)kind, j);
                bool is_span = other == RUBRIC_FIELD_ROW_SPAN || other == RUBRIC_FIELD_COLUMN_SPAN;
                assert_int_equal(rubric_node_integer(node, other), other == field || is_span);
            }
        }
    }
    rubric_document_free(document);
}

static void inlines_stand_only_in_leaf_blocks_and_inlines(void **state) {
    (void)state;
    for (int parent = RUBRIC_KIND_DOCUMENT; parent < RUBRIC_KIND_COUNT; parent++) {
        bool holds_inlines = rubric_kind_content((rubric_kind)parent) == RUBRIC_CONTENT_INLINES;
        assert_int_equal(rubric_kind_may_contain((rubric_kind)parent, RUBRIC_KIND_TEXT),
                         holds_inlines);
        assert_false(rubric_kind_may_contain((rubric_kind)parent, RUBRIC_KIND_DOCUMENT));
        if (rubric_kind_is_inline((rubric_kind)parent) || rubric_kind_is_leaf((rubric_kind)parent))
            assert_false(rubric_kind_may_contain((rubric_kind)parent, RUBRIC_KIND_PARAGRAPH));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(every_kind_is_found_by_its_name),
        CONTEXT_TEST(every_field_is_found_by_its_name_and_belongs_to_a_kind),
        CONTEXT_TEST(choices_have_names_and_other_types_have_none),
        CONTEXT_TEST(fields_of_a_kind_do_not_overlap),
        CONTEXT_TEST(inlines_stand_only_in_leaf_blocks_and_inlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
