// SPDX-License-Identifier: MIT
// What cmark 0.30, the reference implementation of CommonMark, reads, as a dump.
#include <cmark.h>
#include <stdio.h>

#include "oracle/dump.h"

static rubric_slice slice(const char *string) {
    return rubric_slice_of(string ? string : "");
}

static void enter_list(struct dump *dump, cmark_node *node) {
    char line[80];
    const char *how = cmark_node_get_list_tight(node) ? "tight" : "loose";
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
        snprintf(line, sizeof line, "<list %d %s", cmark_node_get_list_start(node), how);
    else
        snprintf(line, sizeof line, "<list %s", how);
    dump_line(dump, line);
}

static bool is_compact(cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void enter(struct dump *dump, cmark_node *node) {
    char line[16];
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        dump_line(dump, "<quote");
        break;
    case CMARK_NODE_LIST:
        enter_list(dump, node);
        break;
    case CMARK_NODE_ITEM:
        dump_line(dump, "<item");
        break;
    case CMARK_NODE_HEADING:
        snprintf(line, sizeof line, "<h%d", cmark_node_get_heading_level(node));
        dump_line(dump, line);
        break;
    case CMARK_NODE_PARAGRAPH:
        if (!is_compact(node))
            dump_line(dump, "<p");
        break;
    case CMARK_NODE_CODE_BLOCK:
        dump_strings(dump, "<pre", slice(cmark_node_get_fence_info(node)), slice(""));
        dump_text(dump, slice(cmark_node_get_literal(node)));
        dump_line(dump, ">pre");
        break;
    case CMARK_NODE_HTML_BLOCK:
        dump_line(dump, "<html");
        dump_text(dump, slice(cmark_node_get_literal(node)));
        dump_line(dump, ">html");
        break;
    case CMARK_NODE_HTML_INLINE:
        dump_html(dump, slice(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        dump_line(dump, "<hr");
        dump_line(dump, ">hr");
        break;
    case CMARK_NODE_TEXT:
        dump_text(dump, slice(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_SOFTBREAK:
        dump_text(dump, slice("\n"));
        break;
    case CMARK_NODE_LINEBREAK:
        dump_line(dump, "<br");
        dump_line(dump, ">br");
        break;
    case CMARK_NODE_CODE:
        dump_line(dump, "<code");
        dump_text(dump, slice(cmark_node_get_literal(node)));
        dump_line(dump, ">code");
        break;
    case CMARK_NODE_EMPH:
        dump_line(dump, "<em");
        break;
    case CMARK_NODE_STRONG:
        dump_line(dump, "<strong");
        break;
    case CMARK_NODE_LINK:
        dump_strings(dump, "<link", slice(cmark_node_get_url(node)),
                     slice(cmark_node_get_title(node)));
        break;
    case CMARK_NODE_IMAGE:
        dump_strings(dump, "<image", slice(cmark_node_get_url(node)),
                     slice(cmark_node_get_title(node)));
        break;
    default:
        break;
    }
}

static void leave(struct dump *dump, cmark_node *node) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        dump_line(dump, ">quote");
        break;
    case CMARK_NODE_LIST:
        dump_line(dump, ">list");
        break;
    case CMARK_NODE_ITEM:
        dump_line(dump, ">item");
        break;
    case CMARK_NODE_HEADING:
        dump_line(dump, ">h");
        break;
    case CMARK_NODE_PARAGRAPH:
        if (!is_compact(node))
            dump_line(dump, ">p");
        break;
    case CMARK_NODE_EMPH:
        dump_line(dump, ">em");
        break;
    case CMARK_NODE_STRONG:
        dump_line(dump, ">strong");
        break;
    case CMARK_NODE_LINK:
        dump_line(dump, ">link");
        break;
    case CMARK_NODE_IMAGE:
        dump_line(dump, ">image");
        break;
    default:
        break;
    }
}

bool dump_cmark(struct dump *dump, rubric_slice text) {
    cmark_node *document = cmark_parse_document(text.bytes ? text.bytes : "", text.size, 0);
    cmark_iter *iterator = cmark_iter_new(document);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            enter(dump, cmark_iter_get_node(iterator));
        else
            leave(dump, cmark_iter_get_node(iterator));
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
    dump_end(dump);
    return !dump->lines.failed && !dump->text.failed;
}
