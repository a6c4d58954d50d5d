// SPDX-License-Identifier: MIT
// What runs of delimiters become: emphasis (section 6.2) and what extensions add to it.
#include "readers/markdown/inlines/inlines.h"

/** A rule, and the extensions it asks for: without them its kinds are left out. */
struct row {
    struct delimiter_rule rule;
    uint8_t one, two; // dialect_extension that one byte and two ask for
};

enum { ALWAYS = DIALECT_COUNT };

// GFM, "Strikethrough": one or two tildes; one is a subscript where there are such.
static const struct row rows[] = {
    {{'*', {RUBRIC_KIND_EMPH, RUBRIC_KIND_STRONG}, false, false, false, NULL}, ALWAYS, ALWAYS},
    {{'_', {RUBRIC_KIND_EMPH, RUBRIC_KIND_STRONG}, false, true, false, NULL}, ALWAYS, ALWAYS},
    {{'~', {RUBRIC_KIND_SUBSCRIPT, RUBRIC_KIND_STRIKEOUT}, true, false, true, NULL},
     DIALECT_SUBSCRIPT,
     DIALECT_STRIKETHROUGH},
    {{'~', {RUBRIC_KIND_SUBSCRIPT, RUBRIC_KIND_NONE}, true, false, true, NULL},
     DIALECT_SUBSCRIPT,
     ALWAYS},
    {{'~', {RUBRIC_KIND_STRIKEOUT, RUBRIC_KIND_STRIKEOUT}, true, false, false, NULL},
     DIALECT_STRIKETHROUGH,
     DIALECT_STRIKETHROUGH},
    {{'^', {RUBRIC_KIND_SUPERSCRIPT, RUBRIC_KIND_NONE}, true, false, true, NULL},
     DIALECT_SUPERSCRIPT,
     ALWAYS},
    {{'=', {RUBRIC_KIND_NONE, RUBRIC_KIND_SPAN}, true, false, false, "mark"},
     ALWAYS,
     DIALECT_HIGHLIGHT},
    {{'\'', {RUBRIC_KIND_NONE, RUBRIC_KIND_NONE}, true, false, false, NULL}, DIALECT_SMART, ALWAYS},
    {{'"', {RUBRIC_KIND_NONE, RUBRIC_KIND_NONE}, true, false, false, NULL}, DIALECT_SMART, ALWAYS},
};

static bool is_on(dialect_set dialect, uint8_t extension) {
    return extension == ALWAYS || dialect_has(dialect, (enum dialect_extension)extension);
}

void rubric_delimiter_rules_add(struct inline_parser *parser, const struct delimiter_rule *rule) {
    if (parser->rule_count + 1 == RULE_LIMIT || parser->rule_of[(unsigned char)rule->byte])
        return;
    parser->rules[++parser->rule_count] = *rule;
    parser->rule_of[(unsigned char)rule->byte] = (uint8_t)parser->rule_count;
    parser->special[(unsigned char)rule->byte] = true;
}

void rubric_delimiter_rules_init(struct inline_parser *parser) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is_on(parser->dialect, rows[i].one) && is_on(parser->dialect, rows[i].two))
            rubric_delimiter_rules_add(parser, &rows[i].rule);
    // Those that the reading was asked for.
    for (uint32_t i = 0; i < parser->document->delimiter_count; i++) {
        const rubric_delimiter *delimiter = &parser->document->delimiters[i];
        struct delimiter_rule rule = {
            .byte = delimiter->mark[0], .is_exact = true, .name = delimiter->name};
        rule.kinds[strlen(delimiter->mark) - 1] = RUBRIC_KIND_SPAN;
        rubric_delimiter_rules_add(parser, &rule);
    }
}
