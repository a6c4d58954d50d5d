// SPDX-License-Identifier: MIT
// A document of ours as a dump.
#include <stdio.h>

#include "oracle/dump.h"

static rubric_slice string(rubric_node node, rubric_field field) {
    return rubric_node_string(node, field);
}

static void enter_list(struct dump *dump, rubric_node node) {
    char line[80];
    bool is_tight = rubric_node_boolean(node, RUBRIC_FIELD_TIGHT);
    if (rubric_node_boolean(node, RUBRIC_FIELD_ORDERED))
        snprintf(line, sizeof line, "<list %d %s",
                 (int)rubric_node_integer(node, RUBRIC_FIELD_START), is_tight ? "tight" : "loose");
    else
        snprintf(line, sizeof line, "<list %s", is_tight ? "tight" : "loose");
    dump_line(dump, line);
}

static void enter_heading(struct dump *dump, rubric_node node) {
    char line[16];
    snprintf(line, sizeof line, "<h%d", (int)rubric_node_integer(node, RUBRIC_FIELD_LEVEL));
    dump_line(dump, line);
}

static void enter(struct dump *dump, rubric_node node) {
    switch (rubric_node_kind(node)) {
    case RUBRIC_KIND_LIST:
        enter_list(dump, node);
        break;
    case RUBRIC_KIND_HEADING:
        enter_heading(dump, node);
        break;
    case RUBRIC_KIND_PARAGRAPH:
        if (!rubric_node_boolean(node, RUBRIC_FIELD_COMPACT))
            dump_line(dump, "<p");
        break;
    case RUBRIC_KIND_CODE_BLOCK:
        dump_strings(dump, "<pre", string(node, RUBRIC_FIELD_INFO), rubric_slice_make("", 0));
        dump_text(dump, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_RAW_INLINE:
        dump_html(dump, string(node, RUBRIC_FIELD_LITERAL));
        break;
    case RUBRIC_KIND_RAW_BLOCK:
        dump_line(dump, "<html");
        dump_text(dump, string(node, RUBRIC_FIELD_LITERAL));
        break;
    case RUBRIC_KIND_TEXT:
        dump_text(dump, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_CODE:
        dump_line(dump, "<code");
        dump_text(dump, rubric_node_plane(node));
        break;
    case RUBRIC_KIND_LINK:
        dump_strings(dump, "<link", string(node, RUBRIC_FIELD_URL),
                     string(node, RUBRIC_FIELD_TITLE));
        break;
    case RUBRIC_KIND_IMAGE:
        dump_strings(dump, "<image", string(node, RUBRIC_FIELD_URL),
                     string(node, RUBRIC_FIELD_TITLE));
        break;
    default:
        break;
    }
}

/** Kinds that are told in the same words as they begin and end. */
static const struct {
    rubric_kind kind;
    const char *open, *close;
} rows[] = {{RUBRIC_KIND_BLOCK_QUOTE, "<quote", ">quote"},
            {RUBRIC_KIND_LIST, NULL, ">list"},
            {RUBRIC_KIND_ITEM, "<item", ">item"},
            {RUBRIC_KIND_HEADING, NULL, ">h"},
            {RUBRIC_KIND_CODE_BLOCK, NULL, ">pre"},
            {RUBRIC_KIND_RAW_BLOCK, NULL, ">html"},
            {RUBRIC_KIND_THEMATIC_BREAK, "<hr", ">hr"},
            {RUBRIC_KIND_EMPH, "<em", ">em"},
            {RUBRIC_KIND_STRONG, "<strong", ">strong"},
            {RUBRIC_KIND_CODE, NULL, ">code"},
            {RUBRIC_KIND_LINK, NULL, ">link"},
            {RUBRIC_KIND_IMAGE, NULL, ">image"},
            {RUBRIC_KIND_LINE_BREAK, "<br", ">br"}};

static void tell_row(struct dump *dump, rubric_kind kind, bool entering) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *line = entering ? rows[i].open : rows[i].close;
        if (rows[i].kind == kind && line)
            dump_line(dump, line);
    }
}

static void leave(struct dump *dump, rubric_node node) {
    rubric_kind kind = rubric_node_kind(node);
    if (kind == RUBRIC_KIND_PARAGRAPH && !rubric_node_boolean(node, RUBRIC_FIELD_COMPACT))
        dump_line(dump, ">p");
}

bool dump_rubric(struct dump *dump, rubric_document *document) {
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor)) {
        tell_row(dump, rubric_node_kind(cursor.node), cursor.entering);
        if (cursor.entering)
            enter(dump, cursor.node);
        else
            leave(dump, cursor.node);
    }
    dump_end(dump);
    return !dump->lines.failed && !dump->text.failed;
}
