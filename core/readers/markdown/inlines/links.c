// SPDX-License-Identifier: MIT
// Brackets that become links and images (sections 6.3 and 6.4; appendix, "look for link or image").
#include "base/array.h"
#include "readers/markdown/attributes.h"
#include "readers/markdown/inlines/inlines.h"
#include "readers/markdown/mistakes.h"

void rubric_bracket_open(struct inline_parser *parser) {
    char mark = parser->text.bytes[parser->at];
    bool has_mark = mark != '[';
    uint32_t begin = parser->at;
    if (!rubric_inlines_add(parser, TOKEN_TEXT, begin, begin + 1 + has_mark) ||
        !rubric_array_reserve(parser->context, (void **)&parser->brackets,
                              &parser->bracket_capacity, parser->bracket_count,
                              sizeof *parser->brackets))
        return;
    if (parser->bracket_count)
        parser->brackets[parser->bracket_count - 1].has_inner = true;
    parser->brackets[parser->bracket_count++] = (struct bracket){
        parser->token_count - 1, parser->top, mark == '!', mark == '^', false, false};
}

// `(destination "title")` at `at`; behind it, or SIZE_MAX.
static size_t scan_inline(rubric_slice text, size_t at, struct link_target *target) {
    if (at >= text.size || text.bytes[at] != '(')
        return SIZE_MAX;
    at = rubric_scan_space(text, at + 1);
    size_t end = rubric_scan_destination(text, at, &target->url);
    if (end == SIZE_MAX)
        return SIZE_MAX;
    size_t next = rubric_scan_space(text, end);
    size_t behind = next > end ? rubric_scan_title(text, next, &target->title) : SIZE_MAX;
    if (behind != SIZE_MAX)
        next = rubric_scan_space(text, behind);
    return next < text.size && text.bytes[next] == ')' ? next + 1 : SIZE_MAX;
}

// The definition that a label behind the text, or the text itself, names.
static size_t scan_reference(struct inline_parser *parser, const struct bracket *bracket,
                             uint32_t close, struct link_target *target) {
    rubric_slice text = parser->text;
    uint32_t begin = parser->tokens[bracket->token].end; // behind the bracket
    rubric_slice label = rubric_slice_part(text, begin, close);
    size_t end = rubric_scan_label(text, close + 1);
    bool is_collapsed = end == SIZE_MAX && close + 2 < text.size && text.bytes[close + 1] == '[' &&
                        text.bytes[close + 2] == ']';
    if (end != SIZE_MAX)
        label = rubric_slice_part(text, close + 2, end - 1);
    else if (bracket->has_inner || rubric_scan_label(text, begin - 1) != close + 1)
        return SIZE_MAX;
    const struct reference *found = rubric_references_find(parser->references, label);
    if (!found)
        return SIZE_MAX;
    *target = found->target;
    return end != SIZE_MAX ? end : close + (is_collapsed ? 3 : 1);
}

uint32_t rubric_target_add(struct inline_parser *parser, const struct link_target *target,
                           rubric_slice attributes) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->targets, &parser->target_capacity,
                              parser->target_count, sizeof *parser->targets))
        return 0;
    parser->targets[parser->target_count] = (struct link_token){*target, attributes};
    return parser->target_count++;
}

// No link stands in a link: earlier brackets come to nothing.
static void deactivate(struct inline_parser *parser) {
    for (uint32_t i = parser->inactive_count; i < parser->bracket_count; i++)
        parser->brackets[i].is_inactive =
            !parser->brackets[i].is_image && !parser->brackets[i].is_note;
    parser->inactive_count = parser->bracket_count;
}

// What stands between the brackets becomes a node, which ends at `end`.
static void make_node(struct inline_parser *parser, struct bracket bracket, enum token_kind kind,
                      uint32_t close, size_t end, const struct link_target *target) {
    size_t behind = dialect_has(parser->dialect, DIALECT_ATTRIBUTES)
                        ? rubric_attributes_scan(parser->text, end)
                        : SIZE_MAX;
    behind = behind == SIZE_MAX ? end : behind;
    rubric_delimiters_match(parser, bracket.delimiter);
    uint32_t index =
        rubric_target_add(parser, target, rubric_slice_part(parser->text, end, behind));
    struct token *token = rubric_inlines_add(parser, TOKEN_LINK_END, close, (uint32_t)behind);
    if (!token)
        return;
    token->target = index;
    struct token *open = &parser->tokens[bracket.token];
    open->kind = (uint8_t)kind;
    open->target = index;
    if (kind == TOKEN_SPAN)
        return;
    rubric_bare_links_undo(parser, bracket.token);
    if (kind == TOKEN_LINK)
        deactivate(parser);
}

// `[text]{.class}` (pandoc's manual, "Extension: bracketed_spans").
static bool make_span(struct inline_parser *parser, struct bracket bracket, uint32_t close) {
    static const struct link_target none = {{"", 0}, {"", 0}};
    if (bracket.is_image || !dialect_has(parser->dialect, DIALECT_ATTRIBUTES) ||
        rubric_attributes_scan(parser->text, close + 1) == SIZE_MAX)
        return false;
    make_node(parser, bracket, TOKEN_SPAN, close, close + 1, &none);
    return true;
}

// What footnotes are named by, where the dialect has such.
static bool is_footnote_label(const struct inline_parser *parser, rubric_slice label) {
    return dialect_has(parser->dialect, DIALECT_FOOTNOTES) && label.size > 1 &&
           label.bytes[0] == '^' && !memchr(label.bytes, ' ', label.size);
}

// What looks like a reference, by a label behind it or by the mark of footnotes. One whose label
// has that mark is a text and, behind it, a footnote.
static void report_missing(struct inline_parser *parser, const struct bracket *bracket,
                           uint32_t close) {
    if (!parser->document->notes)
        return;
    uint32_t begin = parser->tokens[bracket->token].begin;
    rubric_slice text = parser->text;
    rubric_slice name = rubric_slice_part(text, parser->tokens[bracket->token].end, close);
    bool is_footnote = !bracket->has_inner && is_footnote_label(parser, name);
    size_t end = is_footnote ? close + 1 : rubric_scan_label(text, close + 1);
    bool is_collapsed =
        inline_byte(parser, close + 1) == '[' && inline_byte(parser, close + 2) == ']';
    if (end == SIZE_MAX && is_collapsed && !bracket->has_inner)
        end = close + 3;
    else if (!is_footnote && end != SIZE_MAX)
        name = rubric_slice_part(text, close + 2, end - 1);
    if (end != SIZE_MAX && (is_footnote || !is_footnote_label(parser, name)))
        rubric_mistake_report(parser->document,
                              is_footnote ? MISTAKE_MISSING_FOOTNOTE : MISTAKE_MISSING_REFERENCE,
                              name, content_source(&parser->content, begin),
                              content_source_end(&parser->content, (uint32_t)end));
}

bool rubric_bracket_close(struct inline_parser *parser) {
    uint32_t close = parser->at;
    if (!parser->bracket_count)
        return false;
    struct bracket bracket = parser->brackets[--parser->bracket_count];
    if (parser->inactive_count > parser->bracket_count)
        parser->inactive_count = parser->bracket_count;
    if (bracket.is_note)
        return rubric_note_close(parser, &bracket, close);
    if (make_span(parser, bracket, close))
        return true;
    if (bracket.is_inactive)
        return false;
    struct link_target target = {{"", 0}, {"", 0}};
    size_t end = scan_inline(parser->text, close + 1, &target);
    if (end != SIZE_MAX) {
        target.url = rubric_decode_string(parser->document, target.url);
        target.title = rubric_decode_string(parser->document, target.title);
    } else {
        target = (struct link_target){{"", 0}, {"", 0}};
        end = scan_reference(parser, &bracket, close, &target);
    }
    if (end == SIZE_MAX && !rubric_footnote_close(parser, &bracket, close)) {
        report_missing(parser, &bracket, close);
        return false;
    }
    if (end == SIZE_MAX)
        return true;
    make_node(parser, bracket, bracket.is_image ? TOKEN_IMAGE : TOKEN_LINK, close, end, &target);
    return true;
}
