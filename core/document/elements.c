// SPDX-License-Identifier: MIT
// The table of HTML elements (HTML Living Standard, section 4), sorted by name.
#include "document/elements.h"

static const struct rubric_element elements[] = {
    {"a", RUBRIC_KIND_LINK, -1},
    {"abbr", RUBRIC_KIND_SPAN, -1},
    {"address", RUBRIC_KIND_DIV, -1},
    {"article", RUBRIC_KIND_DIV, -1},
    {"aside", RUBRIC_KIND_DIV, -1},
    {"audio", RUBRIC_KIND_SPAN, -1},
    {"b", RUBRIC_KIND_STRONG, -1},
    {"bdi", RUBRIC_KIND_SPAN, -1},
    {"bdo", RUBRIC_KIND_SPAN, -1},
    {"big", RUBRIC_KIND_SPAN, -1},
    {"blockquote", RUBRIC_KIND_BLOCK_QUOTE, -1},
    {"body", RUBRIC_KIND_NONE, -1},
    {"br", RUBRIC_KIND_LINE_BREAK, -1},
    {"button", RUBRIC_KIND_SPAN, -1},
    {"caption", RUBRIC_KIND_CAPTION, -1},
    {"center", RUBRIC_KIND_DIV, -1},
    {"cite", RUBRIC_KIND_SPAN, -1},
    {"code", RUBRIC_KIND_CODE, -1},
    {"data", RUBRIC_KIND_SPAN, -1},
    {"dd", RUBRIC_KIND_DEFINITION, -1},
    {"del", RUBRIC_KIND_STRIKEOUT, -1},
    {"details", RUBRIC_KIND_DIV, -1},
    {"dfn", RUBRIC_KIND_SPAN, -1},
    {"dialog", RUBRIC_KIND_DIV, -1},
    {"div", RUBRIC_KIND_DIV, -1},
    {"dl", RUBRIC_KIND_DEFINITION_LIST, -1},
    {"dt", RUBRIC_KIND_TERM, -1},
    {"em", RUBRIC_KIND_EMPH, -1},
    {"fieldset", RUBRIC_KIND_DIV, -1},
    {"figcaption", RUBRIC_KIND_CAPTION, -1},
    {"figure", RUBRIC_KIND_FIGURE, -1},
    {"font", RUBRIC_KIND_SPAN, -1},
    {"footer", RUBRIC_KIND_DIV, -1},
    {"form", RUBRIC_KIND_DIV, -1},
    {"h1", RUBRIC_KIND_HEADING, 1},
    {"h2", RUBRIC_KIND_HEADING, 2},
    {"h3", RUBRIC_KIND_HEADING, 3},
    {"h4", RUBRIC_KIND_HEADING, 4},
    {"h5", RUBRIC_KIND_HEADING, 5},
    {"h6", RUBRIC_KIND_HEADING, 6},
    {"header", RUBRIC_KIND_DIV, -1},
    {"hgroup", RUBRIC_KIND_DIV, -1},
    {"hr", RUBRIC_KIND_THEMATIC_BREAK, -1},
    {"html", RUBRIC_KIND_NONE, -1},
    {"i", RUBRIC_KIND_EMPH, -1},
    {"iframe", RUBRIC_KIND_NONE, -1},
    {"img", RUBRIC_KIND_IMAGE, -1},
    {"input", RUBRIC_KIND_NONE, -1},
    {"ins", RUBRIC_KIND_UNDERLINE, -1},
    {"kbd", RUBRIC_KIND_CODE, -1},
    {"label", RUBRIC_KIND_SPAN, -1},
    {"legend", RUBRIC_KIND_DIV, -1},
    {"li", RUBRIC_KIND_ITEM, -1},
    {"main", RUBRIC_KIND_DIV, -1},
    {"mark", RUBRIC_KIND_SPAN, -1},
    {"menu", RUBRIC_KIND_LIST, 0},
    {"nav", RUBRIC_KIND_DIV, -1},
    {"noscript", RUBRIC_KIND_DIV, -1},
    {"object", RUBRIC_KIND_DIV, -1},
    {"ol", RUBRIC_KIND_LIST, 1},
    {"optgroup", RUBRIC_KIND_SPAN, -1},
    {"option", RUBRIC_KIND_SPAN, -1},
    {"output", RUBRIC_KIND_SPAN, -1},
    {"p", RUBRIC_KIND_PARAGRAPH, -1},
    {"picture", RUBRIC_KIND_SPAN, -1},
    {"pre", RUBRIC_KIND_CODE_BLOCK, -1},
    {"q", RUBRIC_KIND_QUOTED, -1},
    {"rp", RUBRIC_KIND_SPAN, -1},
    {"rt", RUBRIC_KIND_SPAN, -1},
    {"ruby", RUBRIC_KIND_SPAN, -1},
    {"s", RUBRIC_KIND_STRIKEOUT, -1},
    {"samp", RUBRIC_KIND_CODE, -1},
    {"script", RUBRIC_KIND_NONE, -1},
    {"search", RUBRIC_KIND_DIV, -1},
    {"section", RUBRIC_KIND_DIV, -1},
    {"select", RUBRIC_KIND_SPAN, -1},
    {"small", RUBRIC_KIND_SPAN, -1},
    {"span", RUBRIC_KIND_SPAN, -1},
    {"strike", RUBRIC_KIND_STRIKEOUT, -1},
    {"strong", RUBRIC_KIND_STRONG, -1},
    {"style", RUBRIC_KIND_NONE, -1},
    {"sub", RUBRIC_KIND_SUBSCRIPT, -1},
    {"summary", RUBRIC_KIND_DIV, -1},
    {"sup", RUBRIC_KIND_SUPERSCRIPT, -1},
    {"svg", RUBRIC_KIND_NONE, -1},
    {"table", RUBRIC_KIND_TABLE, -1},
    {"tbody", RUBRIC_KIND_TABLE_SECTION, 0},
    {"td", RUBRIC_KIND_CELL, 0},
    {"textarea", RUBRIC_KIND_SPAN, -1},
    {"tfoot", RUBRIC_KIND_TABLE_SECTION, 2},
    {"th", RUBRIC_KIND_CELL, 1},
    {"thead", RUBRIC_KIND_TABLE_SECTION, 1},
    {"time", RUBRIC_KIND_SPAN, -1},
    {"tr", RUBRIC_KIND_ROW, -1},
    {"tt", RUBRIC_KIND_CODE, -1},
    {"u", RUBRIC_KIND_UNDERLINE, -1},
    {"ul", RUBRIC_KIND_LIST, 0},
    {"var", RUBRIC_KIND_CODE, -1},
    {"video", RUBRIC_KIND_SPAN, -1},
    {"wbr", RUBRIC_KIND_NONE, -1},
};

_Static_assert(sizeof elements / sizeof *elements <= RUBRIC_ELEMENT_LIMIT, "raise the limit");

const struct rubric_element *rubric_element_at(size_t index) {
    return index < sizeof elements / sizeof *elements ? &elements[index] : NULL;
}

const struct rubric_element *rubric_element_find(rubric_slice name) {
    size_t low = 0, high = sizeof elements / sizeof *elements;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = rubric_slice_compare(name, rubric_slice_of(elements[middle].name));
        if (order == 0)
            return &elements[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct rubric_element *rubric_element_of(rubric_kind kind, int detail) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].kind == kind && elements[i].detail == detail)
            return &elements[i];
    return NULL;
}
