// SPDX-License-Identifier: MIT
// Memory that runs out in functions of documents, nodes, layers and formats.
#include "core/faults/faults.h"

static const char page[] =
    "---\ntitle: A *b*\ntags: [x, y]\n---\n\n# One {#a .b}\n\nTwo *three* [four](u \"t\") "
    "`five`.[^1]\nSix\n\n- a\n- b\n\n  c\n\n| p | q |\n|:--|--:|\n| r | s |\n\n> quote\n\n```lua\n"
    "code\n```\n\n[^1]: Note.\n";
static const char html[] =
    "<!doctype html><html lang=en><head><title>T</title><meta name=author content=Z></head><body>"
    "<h1 id=a class='b c'>H</h1><p>x <b>y</b> <a href=u>z</a> &amp; <img src=i alt=j><ul><li>k"
    "</ul><table><caption>c</caption><tr><th>l<td rowspan=2>m<tr><td>n</table></body></html>";

static rubric_document *read(rubric_context *context, const char *text, const char *format) {
    rubric_read_options options = {
        .size = sizeof options, .format = format, .path = "page", .url = "http://a/"};
    rubric_document *document = NULL;
    rubric_document_read(&document, context, text, strlen(text), &options, NULL);
    return document;
}

static rubric_node find(rubric_document *document, rubric_kind kind) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        if (cursor.entering && rubric_node_kind(cursor.node) == kind)
            return cursor.node;
    fail_msg("no such node");
    return cursor.node;
}

static void read_and_write(rubric_context *context, const char *text, const char *format) {
    const rubric_format *row;
    rubric_document *document = read(context, text, format);
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (size_t i = 0; document && (row = rubric_format_at(i)) != NULL; i++) {
        rubric_write_options options = {
            .size = sizeof options, .format = row->name, .width = 30, .standalone = true};
        if (row->writes)
            rubric_document_write(&out, document, &options, NULL);
    }
    rubric_buffer_clear(&out);
    rubric_document_free(document);
}

static void markdown(rubric_context *context) {
    read_and_write(context, page, "markdown+attributes+footnotes");
}

static void pages(rubric_context *context) {
    read_and_write(context, html, "html");
}

static void plain_text(rubric_context *context) {
    read_and_write(context, "One line\nand two.\n\nThree.\n", "text");
}

// What one format writes, another reads.
static void read_again(rubric_context *context, const char *format) {
    rubric_document *first = read(context, page, "markdown"), *second = NULL;
    rubric_buffer out;
    rubric_read_options options = {.size = sizeof options, .format = format};
    rubric_write_options how = {.size = sizeof how, .format = format};
    rubric_buffer_init(&out, context);
    if (first && rubric_document_write(&out, first, &how, NULL) == RUBRIC_OK)
        rubric_document_read(&second, context, out.bytes, out.size, &options, NULL);
    rubric_document_free(second);
    rubric_document_free(first);
    rubric_buffer_clear(&out);
}

static void json(rubric_context *context) {
    read_again(context, "json");
}

static void pandoc_json(rubric_context *context) {
    read_again(context, "pandoc-json");
}

static void whole_documents(rubric_context *context) {
    rubric_document *made = NULL, *clone = NULL, *document = read(context, page, "markdown");
    rubric_buffer out, offsets;
    rubric_buffer_init(&out, context);
    rubric_buffer_init(&offsets, context);
    rubric_document_new(&made, context, NULL);
    if (document) {
        rubric_value flat;
        rubric_document_clone(&clone, document, NULL);
        rubric_document_set_url(document, rubric_slice_of("http://b/"));
        rubric_document_unique_id(&out, document, rubric_slice_of("One"), NULL);
        rubric_document_text(&out, document, &offsets);
        rubric_document_flat_value(&flat, rubric_document_arena(document), document,
                                   rubric_document_metadata(document));
        rubric_media media = {rubric_slice_of("a/b.png"), rubric_slice_of("image/png"),
                              rubric_slice_of("bytes")};
        rubric_document_add_media(document, &media, NULL);
        rubric_document_remove_media(document, media.name);
        rubric_diagnostic note = {.level = RUBRIC_LEVEL_NOTE,
                                  .code = rubric_slice_of("c"),
                                  .message = rubric_slice_of("m")};
        rubric_document_report(document, &note);
    }
    rubric_document_free(made);
    rubric_document_free(clone);
    rubric_document_free(document);
    rubric_buffer_clear(&out);
    rubric_buffer_clear(&offsets);
}

static void places(rubric_context *context) {
    rubric_document *document = read(context, page, "markdown");
    size_t offset;
    if (document) {
        rubric_node link = find(document, RUBRIC_KIND_LINK);
        rubric_node block = rubric_node_block(link);
        rubric_range range = rubric_node_source(link);
        rubric_position position = rubric_document_position(document, range.begin);
        rubric_document_offset(document, position, &offset);
        rubric_document_node_at(document, range.begin);
        rubric_document_original(document, range.begin);
        rubric_node_source_range(block, 0, 5);
        rubric_node_order(link);
        rubric_node_index(link);
        rubric_node_index_from_end(link);
        rubric_node_plane(block);
        rubric_node_text_size(block);
        rubric_node_text_offset(link);
        rubric_node_run_at(block, 2);
        rubric_table_grid(find(document, RUBRIC_KIND_TABLE), NULL);
    }
    rubric_document_free(document);
}

static void fields(rubric_document *document) {
    rubric_node link = find(document, RUBRIC_KIND_LINK);
    rubric_node heading = find(document, RUBRIC_KIND_HEADING);
    rubric_node_set_string(link, RUBRIC_FIELD_URL, rubric_slice_of("v"), NULL);
    rubric_node_set_integer(heading, RUBRIC_FIELD_LEVEL, 3, NULL);
    rubric_node_set_attribute(heading, rubric_slice_of("id"), rubric_slice_of("z"));
    rubric_node_set_attribute(heading, rubric_slice_of("class"), rubric_slice_of("y"));
    rubric_node_remove_attribute(heading, rubric_slice_of("class"));
    rubric_node_set_element(heading, rubric_slice_of("header"));
    rubric_value value = rubric_value_integer(1);
    rubric_node_set_value(link, RUBRIC_FIELD_URL, &value, NULL); // refused, or without memory
}

static void tree(rubric_document *document) {
    rubric_node made, part, emph = find(document, RUBRIC_KIND_EMPH);
    rubric_node item = find(document, RUBRIC_KIND_ITEM), paragraph = rubric_node_block(emph);
    rubric_node root = rubric_document_root(document), none = {document, 0};
    if (rubric_node_new(&made, document, RUBRIC_KIND_PARAGRAPH, NULL) == RUBRIC_OK &&
        rubric_node_set_text(made, rubric_slice_of("new text"), NULL) == RUBRIC_OK)
        rubric_node_insert(made, root, rubric_node_first(root), NULL);
    rubric_node_split_text(&part, rubric_node_first(paragraph), 2, NULL);
    rubric_node_replace_range(paragraph, 0, 3, rubric_slice_of("2"), NULL);
    rubric_replacement list[] = {{0, 1, rubric_slice_of("a")}, {2, 3, rubric_slice_of("b")}};
    rubric_node_replace_ranges(paragraph, list, 2, NULL);
    if (rubric_node_new(&made, document, RUBRIC_KIND_STRONG, NULL) == RUBRIC_OK)
        rubric_node_wrap_range(paragraph, 1, 4, made, NULL);
    if (rubric_node_exists(emph))
        rubric_node_unwrap(emph, NULL);
    if (rubric_node_copy(&made, document, item, NULL) == RUBRIC_OK)
        rubric_node_insert(made, rubric_node_parent(item), none, NULL);
    if (rubric_node_split(&part, rubric_node_parent(item), item, NULL) == RUBRIC_OK)
        rubric_node_merge(rubric_node_parent(item), part, NULL);
    rubric_document_join_runs(document);
    rubric_node_detach(find(document, RUBRIC_KIND_BLOCK_QUOTE));
    rubric_node_remove(find(document, RUBRIC_KIND_CODE_BLOCK));
}

static void edits(rubric_context *context) {
    rubric_document *document = read(context, page, "markdown");
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (document) {
        fields(document);
        tree(document);
        rubric_document_is_changed(document);
        rubric_document_edits(&out, document, NULL);
        rubric_document_diff(&out, document, NULL);
        rubric_node_text(&out, rubric_document_root(document));
    }
    rubric_document_free(document);
    rubric_buffer_clear(&out);
}

static void layers(rubric_context *context) {
    rubric_document *document = read(context, page, "markdown");
    if (document) {
        rubric_node block = rubric_node_block(find(document, RUBRIC_KIND_EMPH));
        rubric_slice layer = rubric_slice_of("tag");
        rubric_annotation span = {.block = block,
                                  .end_block = block,
                                  .begin = 0,
                                  .end = 3,
                                  .layer = layer,
                                  .label = rubric_slice_of("l"),
                                  .rule = rubric_slice_of("r")};
        uint32_t id = 0, moment, begin = 0, end = 3;
        for (int i = 0; i < 20; i++)
            rubric_document_annotate(&id, document, &span, NULL);
        moment = rubric_document_follow(document, block);
        rubric_node_replace_range(block, 0, 1, rubric_slice_of("xx"), NULL);
        rubric_document_moved(document, block, &moment, &begin, &end);
        for (size_t i = 0; i < rubric_layer_count(document, layer); i++)
            rubric_layer_at(document, layer, i, &span);
        if (rubric_annotation_find(document, 1, &span))
            rubric_annotation_update(document, &span, NULL);
        rubric_annotation_remove(document, 1);
        rubric_layer_clear(document, layer);
    }
    rubric_document_free(document);
}

static void selections(rubric_context *context) {
    rubric_document *document = read(context, page, "markdown");
    rubric_selector *selector = NULL, *except = NULL;
    rubric_phrases *set = NULL;
    rubric_scan *scan = NULL;
    rubric_selector_new(&selector, context, rubric_slice_of("paragraph:has(emph), li > p, h1#a"),
                        NULL);
    rubric_selector_new(&except, context, rubric_slice_of("code, link"), NULL);
    if (rubric_phrases_new(&set, context, RUBRIC_FOLD_SMART, NULL) == RUBRIC_OK)
        rubric_phrases_add(set, rubric_slice_of("Two three"), NULL);
    if (document && selector) {
        rubric_selection selection =
            rubric_selection_begin(selector, rubric_document_root(document));
        while (rubric_selection_next(&selection))
            rubric_selector_matches(selector, selection.node);
    }
    if (document && selector && except && set &&
        rubric_scan_new(&scan, rubric_document_root(document), set, selector, except, NULL) ==
            RUBRIC_OK) {
        rubric_node block;
        rubric_hit hit;
        while (rubric_scan_next(scan, &block, &hit))
            rubric_range_touches(block, hit.begin, hit.end, except);
    }
    rubric_scan_free(scan);
    rubric_phrases_free(set);
    rubric_selector_free(except);
    rubric_selector_free(selector);
    rubric_document_free(document);
}

static void everything_ends_cleanly(void **state) {
    (void)state;
    static const scenario all[] = {markdown,        pages,  plain_text, json,   pandoc_json,
                                   whole_documents, places, edits,      layers, selections};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fail_each(all[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_ends_cleanly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
