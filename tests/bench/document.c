// SPDX-License-Identifier: MIT
// Times selectors and walks over one large document, in C and in Lua.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rubric/rubric.h"

enum { RUNS = 5, PARTS = 43300 }; // eight nodes a part

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static rubric_document *read_document(rubric_context *context, uint32_t *nodes) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    for (int i = 0; i < PARTS; i++)
        rubric_buffer_put_string(&text, i % 10 ? "Some *marked* [words](http://e.org/x).\n\n"
                                               : "## Part\n\n- one\n- two\n\n");
    rubric_document *document;
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    if (rubric_document_read(&document, context, text.bytes, text.size, &options, NULL) !=
        RUBRIC_OK)
        exit(1);
    rubric_buffer_clear(&text);
    *nodes = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        *nodes += cursor.entering;
    return document;
}

static size_t select_all(rubric_document *document, const rubric_selector *selector) {
    size_t found = 0;
    rubric_selection selection = rubric_selection_begin(selector, rubric_document_root(document));
    while (rubric_selection_next(&selection))
        found++;
    return found;
}

static size_t ask_each(rubric_document *document, const rubric_selector *selector) {
    size_t found = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor))
        found += cursor.entering && rubric_selector_matches(selector, cursor.node);
    return found;
}

static void measure(rubric_document *document, const char *text, uint32_t nodes) {
    rubric_selector *selector;
    rubric_error error;
    if (rubric_selector_new(&selector, rubric_document_context(document), rubric_slice_of(text),
                            &error) != RUBRIC_OK) {
        fprintf(stderr, "%s: %s\n", text, error.message);
        exit(1);
    }
    double best[2] = {1e9, 1e9};
    size_t found = 0;
    for (int run = 0; run < RUNS; run++)
        for (int i = 0; i < 2; i++) {
            double begin = now();
            found = i ? ask_each(document, selector) : select_all(document, selector);
            double seconds = now() - begin;
            best[i] = seconds < best[i] ? seconds : best[i];
        }
    printf("%-34s %7zu found, selection %6.1f million nodes/s, asking each %6.1f\n", text, found,
           nodes / best[0] / 1e6, nodes / best[1] / 1e6);
    rubric_selector_free(selector);
}

static rubric_node add(rubric_node parent, rubric_kind kind) {
    rubric_node node, end = {parent.document, 0};
    if (rubric_node_new(&node, parent.document, kind, NULL) != RUBRIC_OK ||
        rubric_node_insert(node, parent, end, NULL) != RUBRIC_OK)
        exit(1);
    return node;
}

// Edits every run of a block and reads the block once.
static double edit_runs(rubric_context *context, size_t count) {
    rubric_document *document;
    if (rubric_document_new(&document, context, NULL) != RUBRIC_OK)
        exit(1);
    rubric_node block = add(rubric_document_root(document), RUBRIC_KIND_PARAGRAPH);
    for (size_t i = 0; i < count; i++)
        rubric_node_set_text(add(block, RUBRIC_KIND_TEXT), rubric_slice_of("some "), NULL);
    double start = now();
    for (rubric_node run = rubric_node_first(block); run.id; run = rubric_node_next(run))
        rubric_node_set_text(run, rubric_slice_of("more "), NULL);
    rubric_document_join_runs(document);
    if (rubric_node_text_size(block) != 5 * count)
        exit(1);
    double time = now() - start;
    rubric_document_free(document);
    return time;
}

int main(void) {
    static const char *const texts[] = {"paragraph",
                                        "link",
                                        "p",
                                        "*",
                                        "h1, h2, a",
                                        "paragraph > link",
                                        "list item",
                                        "paragraph:nth-child(2n)",
                                        "heading ~ paragraph",
                                        "paragraph:has(emph)",
                                        "[url^='http']",
                                        "paragraph:contains('marked')"};
    rubric_context_options options = {.size = sizeof options};
    rubric_context *context;
    uint32_t nodes;
    if (rubric_context_new(&context, &options, NULL) != RUBRIC_OK)
        return 1;
    rubric_document *document = read_document(context, &nodes);
    printf("%u nodes\n", nodes);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        measure(document, texts[i], nodes);
    double few = edit_runs(context, 75000), many = edit_runs(context, 300000);
    printf("editing every run of a block: %.1f ms for 75,000, %.1f ms for 300,000 (%.1f times)\n",
           few * 1e3, many * 1e3, many / few);
    rubric_document_free(document);
    rubric_context_free(context);
    return 0;
}
