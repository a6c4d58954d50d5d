// SPDX-License-Identifier: MIT
// Tests of changing the tree.
#include "core/documents.h"

static rubric_node nth(rubric_node parent, size_t index) {
    rubric_node child = rubric_node_first(parent);
    while (index--)
        child = rubric_node_next(child);
    return child;
}

static void inserting_an_attached_node_moves_it(void **state) {
    rubric_document *document = read_text(*state, "a\n\nb\n\nc\n", "markdown");
    rubric_node root = rubric_document_root(document);
    assert_int_equal(rubric_node_insert(nth(root, 2), root, nth(root, 0), NULL), RUBRIC_OK);
    assert_written(document, "markdown", "c\n\na\n\nb\n");
    assert_int_equal(rubric_node_insert(nth(root, 0), root, nth(root, 0), NULL), RUBRIC_OK);
    assert_int_equal(rubric_node_insert(nth(root, 0), root, (rubric_node){document, 0}, NULL),
                     RUBRIC_OK);
    assert_written(document, "markdown", "a\n\nb\n\nc\n");
    rubric_document_free(document);
}

static void an_impossible_nesting_is_refused_with_both_kinds(void **state) {
    rubric_document *document = read_text(*state, "# a\n\n- b\n", "markdown");
    rubric_node heading = find_kind(document, RUBRIC_KIND_HEADING);
    rubric_node list = find_kind(document, RUBRIC_KIND_LIST), none = {document, 0};
    rubric_error error;
    assert_int_equal(rubric_node_insert(list, heading, none, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "a list cannot stand in a heading, which holds inlines");
    assert_int_equal(rubric_node_insert(heading, list, none, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "a heading cannot stand in a list");
    rubric_node quote = new_node(document, RUBRIC_KIND_BLOCK_QUOTE);
    assert_int_equal(rubric_node_insert(quote, quote, none, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "a block_quote cannot stand in itself");
    assert_written(document, "markdown", "# a\n\n- b\n");
    rubric_document_free(document);
}

static void a_removed_node_is_gone_with_all_in_it_and_its_id_stays_unused(void **state) {
    rubric_document *document = read_text(*state, "> a\n\nb\n", "markdown");
    rubric_node quote = find_kind(document, RUBRIC_KIND_BLOCK_QUOTE);
    rubric_node inside = rubric_node_first(quote);
    rubric_node_remove(quote);
    assert_false(rubric_node_exists(quote));
    assert_false(rubric_node_exists(inside));
    assert_false(rubric_node_exists((rubric_node){document, 0}));
    assert_true(new_node(document, RUBRIC_KIND_PARAGRAPH).id > inside.id);
    assert_written(document, "markdown", "b\n");
    rubric_node_remove(rubric_document_root(document));
    assert_true(rubric_node_exists(rubric_document_root(document)));
    rubric_document_free(document);
}

static void unwrapping_puts_the_children_in_the_place_of_a_node(void **state) {
    rubric_document *document = read_text(*state, "x *a **b** c* y\n\n- i\n", "markdown");
    assert_int_equal(rubric_node_unwrap(find_kind(document, RUBRIC_KIND_EMPH), NULL), RUBRIC_OK);
    assert_written(document, "markdown", "x a **b** c y\n\n- i\n");
    rubric_error error;
    assert_int_equal(rubric_node_unwrap(find_kind(document, RUBRIC_KIND_LIST), &error),
                     RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "an item cannot stand in a document; it stands only in a list");
    rubric_document_free(document);
}

static void a_copy_has_fields_attributes_and_text_and_shares_nothing(void **state) {
    rubric_document *from = read_text(
        *state, "<h2 id=i class='a b'>x <a href=u title=t>y</a></h2><pre>z\n z</pre>", "html");
    rubric_document *to = NULL;
    assert_int_equal(rubric_document_new(&to, *state, NULL), RUBRIC_OK);
    for (rubric_node node = rubric_node_first(rubric_document_root(from)); node.id;
         node = rubric_node_next(node)) {
        rubric_node copy;
        assert_int_equal(rubric_node_copy(&copy, to, node, NULL), RUBRIC_OK);
        assert_int_equal(
            rubric_node_insert(copy, rubric_document_root(to), (rubric_node){to, 0}, NULL),
            RUBRIC_OK);
    }
    rubric_document_free(from);
    assert_written(to, "html",
                   "<h2 id=\"i\" class=\"a b\">x <a href=\"u\" title=\"t\">y</a></h2>\n"
                   "<pre><code>z\n z</code></pre>\n");
    rubric_document_free(to);
}

static void a_clone_does_not_see_later_edits(void **state) {
    rubric_document *document = read_text(*state, "---\nt: 1\n---\n\na *b*\n", "markdown");
    rubric_document *clone = NULL;
    assert_int_equal(rubric_document_clone(&clone, document, NULL), RUBRIC_OK);
    rubric_node_remove(find_kind(document, RUBRIC_KIND_PARAGRAPH));
    rubric_document_free(document);
    assert_written(clone, "markdown", "---\nt: 1\n---\n\na *b*\n");
    rubric_document_free(clone);
}

static void a_cursor_enters_and_leaves_every_node_once_and_skips(void **state) {
    rubric_document *document = read_text(*state, "> a\n\n- b\n- c\n", "markdown");
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    int entered = 0, left = 0;
    while (rubric_cursor_next(&cursor)) {
        entered += cursor.entering;
        left += !cursor.entering;
    }
    assert_int_equal(entered, left);
    assert_int_equal(entered, 11); // document, quote p text, list, twice item p text
    cursor = rubric_cursor_begin(rubric_document_root(document));
    entered = 0;
    while (rubric_cursor_next(&cursor)) {
        entered += cursor.entering;
        if (cursor.entering && rubric_node_kind(cursor.node) == RUBRIC_KIND_LIST)
            rubric_cursor_skip(&cursor);
    }
    assert_int_equal(entered, 5);
    rubric_document_free(document);
}

static void order_follows_the_tree_after_a_move(void **state) {
    rubric_document *document = read_text(*state, "a\n\nb\n", "markdown");
    rubric_node root = rubric_document_root(document);
    rubric_node a = nth(root, 0), b = nth(root, 1);
    assert_true(rubric_node_order(a) < rubric_node_order(b));
    rubric_node_insert(b, root, a, NULL);
    assert_true(rubric_node_order(b) < rubric_node_order(a));
    rubric_document_free(document);
}

static void attributes_keep_their_order_and_can_be_removed(void **state) {
    rubric_document *document = read_text(*state, "a\n", "markdown");
    rubric_node node = find_kind(document, RUBRIC_KIND_PARAGRAPH);
    const char *names[] = {"b", "a", "c"};
    for (size_t i = 0; i < 3; i++)
        rubric_node_set_attribute(node, rubric_slice_of(names[i]), rubric_slice_of("1"));
    rubric_node_set_attribute(node, rubric_slice_of("a"), rubric_slice_of("2"));
    rubric_slice name, value;
    assert_true(rubric_node_attribute_at(node, 1, &name, &value));
    assert_slice(name, "a");
    assert_slice(value, "2");
    assert_true(rubric_node_remove_attribute(node, rubric_slice_of("b")));
    assert_false(rubric_node_remove_attribute(node, rubric_slice_of("b")));
    assert_false(rubric_node_attribute(node, rubric_slice_of("b"), NULL));
    assert_false(rubric_node_attribute_at(node, 2, &name, &value));
    rubric_node_set_attribute(node, rubric_slice_of("class"), rubric_slice_of(" x\ty "));
    assert_true(rubric_node_has_class(node, rubric_slice_of("y")));
    assert_false(rubric_node_has_class(node, rubric_slice_of("x\ty")));
    rubric_document_free(document);
}

static rubric_status split_and_merge(rubric_context *context) {
    static const char text[] = "one *two **three*** four\n";
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document;
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    if (status != RUBRIC_OK)
        return status;
    rubric_node block = rubric_node_first(rubric_document_root(document)), twin, copy;
    status = rubric_node_copy(&copy, document, block, NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_split_text(&twin, block, 10, NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_merge(block, twin, NULL);
    bool parted = status == RUBRIC_OK && !rubric_node_equal(block, copy); // its markup is in two
    if (status == RUBRIC_OK)
        status = rubric_node_set_text(block, rubric_slice_of("x"), NULL);
    if (status == RUBRIC_OK)
        status = rubric_node_set_text(copy, rubric_slice_of("x"), NULL);
    if (status == RUBRIC_OK)
        status = rubric_context_status(context);
    if (status == RUBRIC_OK)
        assert_true(parted && rubric_node_equal(block, copy) && !rubric_node_exists(twin));
    rubric_document_free(document);
    return status;
}

static void splitting_and_merging_survive_any_failure(void **state) {
    (void)state;
    fail_every_allocation(split_and_merge);
}

static void a_removed_node_cannot_be_put_in_again(void **state) {
    rubric_document *document = read_text(*state, "a\n\nb\n", "markdown");
    rubric_node root = rubric_document_root(document), none = {document, 0};
    rubric_node removed = nth(root, 0), run = rubric_node_first(nth(root, 1));
    rubric_error error;
    rubric_node_remove(removed);
    assert_int_equal(rubric_node_insert(removed, root, none, &error), RUBRIC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "this paragraph was removed");
    assert_int_equal(rubric_node_insert(run, removed, none, &error), RUBRIC_ERROR_ARGUMENT);
    assert_written(document, "markdown", "b\n");
    rubric_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(inserting_an_attached_node_moves_it),
        CONTEXT_TEST(an_impossible_nesting_is_refused_with_both_kinds),
        CONTEXT_TEST(a_removed_node_is_gone_with_all_in_it_and_its_id_stays_unused),
        CONTEXT_TEST(unwrapping_puts_the_children_in_the_place_of_a_node),
        CONTEXT_TEST(a_copy_has_fields_attributes_and_text_and_shares_nothing),
        CONTEXT_TEST(a_clone_does_not_see_later_edits),
        CONTEXT_TEST(a_cursor_enters_and_leaves_every_node_once_and_skips),
        CONTEXT_TEST(order_follows_the_tree_after_a_move),
        CONTEXT_TEST(attributes_keep_their_order_and_can_be_removed),
        CONTEXT_TEST(a_removed_node_cannot_be_put_in_again),
        cmocka_unit_test(splitting_and_merging_survive_any_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
