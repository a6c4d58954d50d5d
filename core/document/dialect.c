// SPDX-License-Identifier: MIT
// The tables of extensions of Markdown and of the presets that name sets of them.
#include "document/dialect.h"

const struct dialect_facts rubric_dialect_extensions[DIALECT_COUNT] = {
    [DIALECT_FRONT_MATTER] = {"front_matter",
                              "metadata in YAML between --- lines at the top",
                              {"yaml_metadata_block"}},
    [DIALECT_TABLES] = {"tables", "| a | b | above a row of dashes", {"pipe_tables"}},
    [DIALECT_STRIKETHROUGH] = {"strikethrough", "~~gone~~", {"strikeout"}},
    [DIALECT_AUTOLINKS] = {"autolinks",
                           "bare www.example.org, https://… and a@b.org are links",
                           {"autolink_bare_uris"}},
    [DIALECT_TASKS] = {"tasks", "- [x] done, - [ ] to do", {"task_lists"}},
    [DIALECT_FOOTNOTES] = {"footnotes", "[^1] and, elsewhere, [^1]: text", {NULL}},
    [DIALECT_INLINE_FOOTNOTES] = {"inline_footnotes", "^[text]", {"inline_notes"}},
    [DIALECT_DEFINITION_LISTS] = {"definition_lists", "a term, and : text below it", {NULL}},
    [DIALECT_ATTRIBUTES] = {"attributes",
                            "{#id .class key=value} behind headings, links, images, code and "
                            "[spans]",
                            {"header_attributes", "link_attributes", "bracketed_spans"}},
    [DIALECT_FENCED_DIVS] = {"fenced_divs", "::: name to :::", {NULL}},
    [DIALECT_MATH] = {"math", "$x^2$ and $$x^2$$", {"tex_math_dollars"}},
    [DIALECT_SMART] = {"smart", "curly quotes, -- and --- as dashes, ... as an ellipsis", {NULL}},
    [DIALECT_SUPERSCRIPT] = {"superscript", "x^2^", {NULL}},
    [DIALECT_SUBSCRIPT] = {"subscript", "H~2~O", {NULL}},
    [DIALECT_HIGHLIGHT] = {"highlight", "==marked==", {"mark"}},
    [DIALECT_LINE_BLOCKS] = {"line_blocks", "lines that begin with | keep their breaks", {NULL}},
    [DIALECT_TABLE_CAPTIONS] = {"table_captions", "Table: text, or : text, beside a table", {NULL}},
    [DIALECT_HARD_LINE_BREAKS] = {"hard_line_breaks", "every line end is a hard break", {NULL}},
    [DIALECT_WIKI_LINKS] = {"wiki_links",
                            "[[page]] and [[page|text]]",
                            {"wikilinks_title_after_pipe"}},
    [DIALECT_EMOJI] = {"emoji", ":name:", {NULL}},
    [DIALECT_RAW_ATTRIBUTE] = {"raw_attribute", "code with {=format} is raw", {NULL}},
};

#define BIT(name) ((dialect_set)1 << DIALECT_##name)

enum {
    GFM = BIT(TABLES) | BIT(STRIKETHROUGH) | BIT(AUTOLINKS) | BIT(TASKS),
    // Everything but what pandoc leaves off by default.
    PANDOC = ((dialect_set)1 << DIALECT_COUNT) - 1 - BIT(AUTOLINKS) - BIT(HIGHLIGHT) -
             BIT(HARD_LINE_BREAKS) - BIT(WIKI_LINKS) - BIT(EMOJI)
};

const struct dialect_preset rubric_dialect_presets[] = {
    {"default", GFM | BIT(FRONT_MATTER) | BIT(FOOTNOTES)},
    {"commonmark", 0},
    {"gfm", GFM | BIT(FOOTNOTES)},
    {"pandoc", PANDOC},
    {NULL, 0}};

enum dialect_extension rubric_dialect_find(rubric_slice name) {
    for (int i = 0; i < DIALECT_COUNT; i++) {
        const struct dialect_facts *facts = &rubric_dialect_extensions[i];
        if (rubric_slice_equal(name, rubric_slice_of(facts->name)))
            return (enum dialect_extension)i;
        for (const char *const *other = facts->other; *other; other++)
            if (rubric_slice_equal(name, rubric_slice_of(*other)))
                return (enum dialect_extension)i;
    }
    return DIALECT_COUNT;
}
