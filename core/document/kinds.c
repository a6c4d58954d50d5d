// SPDX-License-Identifier: MIT
// The table of kinds and of their fields: every fact about a kind is written here, once.
#include "document/kinds.h"

// Small numbers share a slot; strings and values take a whole one.
const struct rubric_kind_facts rubric_kinds[RUBRIC_KIND_COUNT] = {
    [RUBRIC_KIND_NONE] = {"none", RUBRIC_CONTENT_NONE, {{0}}},
    [RUBRIC_KIND_DOCUMENT] = {"document", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_HEADING] = {"heading", RUBRIC_CONTENT_INLINES, {{RUBRIC_FIELD_LEVEL, 0, 0, 32}}},
    [RUBRIC_KIND_PARAGRAPH] = {"paragraph",
                               RUBRIC_CONTENT_INLINES,
                               {{RUBRIC_FIELD_COMPACT, 0, 0, 1}}},
    [RUBRIC_KIND_BLOCK_QUOTE] = {"block_quote", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_LIST] = {"list",
                          RUBRIC_CONTENT_BLOCKS,
                          {{RUBRIC_FIELD_ORDERED, 0, 0, 1},
                           {RUBRIC_FIELD_TIGHT, 0, 1, 1},
                           {RUBRIC_FIELD_NUMBERING, 0, 2, 4},
                           {RUBRIC_FIELD_DELIMITER, 0, 6, 4},
                           {RUBRIC_FIELD_START, 1, 0, 32}}},
    [RUBRIC_KIND_ITEM] = {"item", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_CHECKED, 0, 0, 2}}},
    [RUBRIC_KIND_DEFINITION_LIST] = {"definition_list", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_TERM] = {"term", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_DEFINITION] = {"definition", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_CODE_BLOCK] = {"code_block",
                                RUBRIC_CONTENT_TEXT,
                                {{RUBRIC_FIELD_LANGUAGE, 0, 0, 32}, {RUBRIC_FIELD_INFO, 1, 0, 32}}},
    [RUBRIC_KIND_RAW_BLOCK] = {"raw_block",
                               RUBRIC_CONTENT_NONE,
                               {{RUBRIC_FIELD_FORMAT, 0, 0, 32}, {RUBRIC_FIELD_LITERAL, 1, 0, 32}}},
    [RUBRIC_KIND_TABLE] = {"table", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_COLUMNS, 0, 0, 32}}},
    [RUBRIC_KIND_TABLE_SECTION] = {"table_section",
                                   RUBRIC_CONTENT_BLOCKS,
                                   {{RUBRIC_FIELD_PART, 0, 0, 8},
                                    {RUBRIC_FIELD_HEAD_COLUMNS, 1, 0, 32}}},
    [RUBRIC_KIND_ROW] = {"row", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_HEADER, 0, 0, 1}}},
    [RUBRIC_KIND_CELL] = {"cell",
                          RUBRIC_CONTENT_BLOCKS,
                          {{RUBRIC_FIELD_ALIGNMENT, 0, 0, 4},
                           {RUBRIC_FIELD_HEADER, 0, 4, 1},
                           {RUBRIC_FIELD_ROW_SPAN, 1, 0, 32},
                           {RUBRIC_FIELD_COLUMN_SPAN, 2, 0, 32}}},
    [RUBRIC_KIND_THEMATIC_BREAK] = {"thematic_break", RUBRIC_CONTENT_NONE, {{0}}},
    [RUBRIC_KIND_LINE_BLOCK] = {"line_block", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_FIGURE] = {"figure", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_CAPTION] = {"caption", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_SHORT, 0, 0, 32}}},
    [RUBRIC_KIND_FOOTNOTE] = {"footnote", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_LABEL, 0, 0, 32}}},
    [RUBRIC_KIND_DIV] = {"div", RUBRIC_CONTENT_BLOCKS, {{RUBRIC_FIELD_URL, 0, 0, 32}}},
    [RUBRIC_KIND_ELEMENT] = {"element", RUBRIC_CONTENT_BLOCKS, {{0}}},
    [RUBRIC_KIND_TEXT] = {"text", RUBRIC_CONTENT_TEXT, {{0}}},
    [RUBRIC_KIND_EMPH] = {"emph", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_STRONG] = {"strong", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_UNDERLINE] = {"underline", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_STRIKEOUT] = {"strikeout", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_SUPERSCRIPT] = {"superscript", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_SUBSCRIPT] = {"subscript", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_SMALL_CAPS] = {"small_caps", RUBRIC_CONTENT_INLINES, {{0}}},
    [RUBRIC_KIND_QUOTED] = {"quoted", RUBRIC_CONTENT_INLINES, {{RUBRIC_FIELD_QUOTE, 0, 0, 2}}},
    [RUBRIC_KIND_CODE] = {"code", RUBRIC_CONTENT_TEXT, {{0}}},
    [RUBRIC_KIND_MATH] = {"math", RUBRIC_CONTENT_TEXT, {{RUBRIC_FIELD_DISPLAY, 0, 0, 1}}},
    [RUBRIC_KIND_LINK] = {"link",
                          RUBRIC_CONTENT_INLINES,
                          {{RUBRIC_FIELD_URL, 0, 0, 32}, {RUBRIC_FIELD_TITLE, 1, 0, 32}}},
    [RUBRIC_KIND_IMAGE] = {"image",
                           RUBRIC_CONTENT_INLINES,
                           {{RUBRIC_FIELD_URL, 0, 0, 32}, {RUBRIC_FIELD_TITLE, 1, 0, 32}}},
    [RUBRIC_KIND_LINE_BREAK] = {"line_break", RUBRIC_CONTENT_NONE, {{0}}},
    [RUBRIC_KIND_FOOTNOTE_REFERENCE] = {"footnote_reference",
                                        RUBRIC_CONTENT_NONE,
                                        {{RUBRIC_FIELD_LABEL, 0, 0, 32}}},
    [RUBRIC_KIND_CITATION] = {"citation",
                              RUBRIC_CONTENT_INLINES,
                              {{RUBRIC_FIELD_KEY, 0, 0, 32},
                               {RUBRIC_FIELD_PREFIX, 1, 0, 32},
                               {RUBRIC_FIELD_SUFFIX, 2, 0, 32},
                               {RUBRIC_FIELD_MODE, 3, 0, 2}}},
    [RUBRIC_KIND_RAW_INLINE] = {"raw_inline",
                                RUBRIC_CONTENT_NONE,
                                {{RUBRIC_FIELD_FORMAT, 0, 0, 32},
                                 {RUBRIC_FIELD_LITERAL, 1, 0, 32}}},
    [RUBRIC_KIND_SPAN] = {"span", RUBRIC_CONTENT_INLINES, {{0}}},
};

static const char *const numberings[] = {"decimal",     "lower_alpha", "upper_alpha", "lower_roman",
                                         "upper_roman", "default",     "example",     NULL};
static const char *const delimiters[] = {"period", "parenthesis", "parentheses", "default", NULL};
static const char *const parts[] = {"body", "head", "foot", NULL};
static const char *const alignments[] = {"default", "left", "center", "right", NULL};
static const char *const quotes[] = {"double", "single", NULL};
static const char *const modes[] = {"normal", "author_in_text", "suppress_author", NULL};

static const struct {
    const char *name;
    rubric_field_type type;
    const char *const *choices;
} fields[RUBRIC_FIELD_COUNT] = {
    [RUBRIC_FIELD_NONE] = {"none", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_LEVEL] = {"level", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_COMPACT] = {"compact", RUBRIC_FIELD_BOOLEAN, NULL},
    [RUBRIC_FIELD_ORDERED] = {"ordered", RUBRIC_FIELD_BOOLEAN, NULL},
    [RUBRIC_FIELD_TIGHT] = {"tight", RUBRIC_FIELD_BOOLEAN, NULL},
    [RUBRIC_FIELD_START] = {"start", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_NUMBERING] = {"numbering", RUBRIC_FIELD_CHOICE, numberings},
    [RUBRIC_FIELD_DELIMITER] = {"delimiter", RUBRIC_FIELD_CHOICE, delimiters},
    [RUBRIC_FIELD_CHECKED] = {"checked", RUBRIC_FIELD_OPTIONAL_BOOLEAN, NULL},
    [RUBRIC_FIELD_LANGUAGE] = {"language", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_INFO] = {"info", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_FORMAT] = {"format", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_LITERAL] = {"literal", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_COLUMNS] = {"columns", RUBRIC_FIELD_VALUE, NULL},
    [RUBRIC_FIELD_PART] = {"part", RUBRIC_FIELD_CHOICE, parts},
    [RUBRIC_FIELD_HEAD_COLUMNS] = {"head_columns", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_ALIGNMENT] = {"alignment", RUBRIC_FIELD_CHOICE, alignments},
    [RUBRIC_FIELD_HEADER] = {"header", RUBRIC_FIELD_BOOLEAN, NULL},
    [RUBRIC_FIELD_ROW_SPAN] = {"row_span", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_COLUMN_SPAN] = {"column_span", RUBRIC_FIELD_INTEGER, NULL},
    [RUBRIC_FIELD_SHORT] = {"short", RUBRIC_FIELD_VALUE, NULL},
    [RUBRIC_FIELD_LABEL] = {"label", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_QUOTE] = {"quote", RUBRIC_FIELD_CHOICE, quotes},
    [RUBRIC_FIELD_DISPLAY] = {"display", RUBRIC_FIELD_BOOLEAN, NULL},
    [RUBRIC_FIELD_URL] = {"url", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_TITLE] = {"title", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_KEY] = {"key", RUBRIC_FIELD_STRING, NULL},
    [RUBRIC_FIELD_MODE] = {"mode", RUBRIC_FIELD_CHOICE, modes},
    [RUBRIC_FIELD_PREFIX] = {"prefix", RUBRIC_FIELD_VALUE, NULL},
    [RUBRIC_FIELD_SUFFIX] = {"suffix", RUBRIC_FIELD_VALUE, NULL},
};

const struct rubric_field_place *rubric_kind_place(rubric_kind kind, rubric_field field) {
    const struct rubric_field_place *place = rubric_kinds[kind].fields;
    for (int i = 0; i < RUBRIC_KIND_FIELDS && place[i].field != RUBRIC_FIELD_NONE; i++)
        if (place[i].field == field)
            return &place[i];
    return NULL;
}

const char *rubric_kind_name(rubric_kind kind) {
    return rubric_kinds[kind].name;
}

rubric_kind rubric_kind_find(rubric_slice name) {
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        if (rubric_slice_equal(name, rubric_slice_of(rubric_kinds[kind].name)))
            return (rubric_kind)kind;
    return RUBRIC_KIND_NONE;
}

rubric_content rubric_kind_content(rubric_kind kind) {
    return rubric_kinds[kind].content;
}

bool rubric_kind_is_leaf(rubric_kind kind) {
    return !rubric_kind_is_inline(kind) && (rubric_kinds[kind].content == RUBRIC_CONTENT_INLINES ||
                                            rubric_kinds[kind].content == RUBRIC_CONTENT_TEXT);
}

rubric_field rubric_kind_field(rubric_kind kind, size_t index) {
    return index < RUBRIC_KIND_FIELDS ? rubric_kinds[kind].fields[index].field : RUBRIC_FIELD_NONE;
}

bool rubric_kind_has_field(rubric_kind kind, rubric_field field) {
    return rubric_kind_place(kind, field) != NULL;
}

// Kinds that stand only in one kind of parent.
rubric_kind rubric_kind_only_parent(rubric_kind child) {
    switch (child) {
    case RUBRIC_KIND_ITEM:
        return RUBRIC_KIND_LIST;
    case RUBRIC_KIND_TERM:
    case RUBRIC_KIND_DEFINITION:
        return RUBRIC_KIND_DEFINITION_LIST;
    case RUBRIC_KIND_TABLE_SECTION:
        return RUBRIC_KIND_TABLE;
    case RUBRIC_KIND_ROW:
        return RUBRIC_KIND_TABLE_SECTION;
    case RUBRIC_KIND_CELL:
        return RUBRIC_KIND_ROW;
    default:
        return RUBRIC_KIND_NONE;
    }
}

// Containers that hold nothing but the kinds that name them as their only parent.
static bool holds_own_kinds(rubric_kind parent, rubric_kind child) {
    switch (parent) {
    case RUBRIC_KIND_LIST:
    case RUBRIC_KIND_DEFINITION_LIST:
    case RUBRIC_KIND_TABLE_SECTION:
    case RUBRIC_KIND_ROW:
        return rubric_kind_only_parent(child) == parent;
    case RUBRIC_KIND_TABLE:
        return child == RUBRIC_KIND_TABLE_SECTION || child == RUBRIC_KIND_CAPTION;
    default:
        return rubric_kind_only_parent(child) == RUBRIC_KIND_NONE;
    }
}

bool rubric_kind_may_contain(rubric_kind parent, rubric_kind child) {
    if (child == RUBRIC_KIND_DOCUMENT || child == RUBRIC_KIND_NONE)
        return false;
    if (rubric_kind_is_inline(child))
        return rubric_kinds[parent].content == RUBRIC_CONTENT_INLINES;
    return rubric_kinds[parent].content == RUBRIC_CONTENT_BLOCKS && holds_own_kinds(parent, child);
}

const char *rubric_field_name(rubric_field field) {
    return fields[field].name;
}

rubric_field rubric_field_find(rubric_slice name) {
    for (int field = RUBRIC_FIELD_NONE + 1; field < RUBRIC_FIELD_COUNT; field++)
        if (rubric_slice_equal(name, rubric_slice_of(fields[field].name)))
            return (rubric_field)field;
    return RUBRIC_FIELD_NONE;
}

rubric_field_type rubric_field_type_of(rubric_field field) {
    return fields[field].type;
}

const char *const *rubric_field_choices(rubric_field field) {
    return fields[field].choices;
}

const char *rubric_kind_article(rubric_kind kind) {
    return strchr("aeiou", rubric_kind_name(kind)[0]) ? "an" : "a";
}

rubric_status rubric_kind_refuse(rubric_kind child, rubric_kind parent, rubric_error *error) {
    rubric_kind only = rubric_kind_only_parent(child);
    bool is_text = rubric_kind_content(parent) == RUBRIC_CONTENT_TEXT;
    const char *why = "", *place = "";
    if (only != RUBRIC_KIND_NONE) {
        why = "; it stands only in a ";
        place = rubric_kind_name(only);
    } else if (is_text || rubric_kind_content(parent) == RUBRIC_CONTENT_NONE) {
        why = is_text ? ", which holds only text" : ", which holds nothing";
    } else if (rubric_kind_is_inline(child)) {
        why = "; inlines stand in a paragraph or another block of text";
    } else if (rubric_kind_content(parent) == RUBRIC_CONTENT_INLINES) {
        why = ", which holds inlines";
    }
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "%s %s cannot stand in %s %s%s%s",
                            rubric_kind_article(child), rubric_kind_name(child),
                            rubric_kind_article(parent), rubric_kind_name(parent), why, place);
}
