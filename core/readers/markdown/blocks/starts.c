// SPDX-License-Identifier: MIT
// What a line may begin: quotes, headings, fences, HTML, rules, items, code, tables (section 4, 5).
#include "readers/markdown/blocks/blocks.h"

#include "base/ascii.h"

static uint32_t count_byte(const struct line *line, char byte) {
    uint32_t count = 0;
    while (line_byte(line, count) == byte)
        count++;
    return count;
}

// Block quotes (section 5.1). Beyond the depth limit the mark goes and the content stays.
static bool start_quote(struct block_parser *parser) {
    struct line *line = &parser->line;
    if (line_byte(line, 0) != '>')
        return false;
    if (parser->matched < RUBRIC_DEPTH) {
        struct block *quote = rubric_blocks_open(parser, RUBRIC_KIND_BLOCK_QUOTE);
        if (quote)
            quote->end = quote->begin + 1;
    }
    rubric_line_take_content(line, 1);
    if (line->indent > 0)
        rubric_line_take_columns(line, 1);
    return true;
}

// Without blanks at the end, and without the number signs that may close a heading.
static uint32_t heading_end(const struct line *line, uint32_t begin, uint32_t end) {
    const char *bytes = line->text.bytes;
    while (end > begin && is_blank_byte(bytes[end - 1]))
        end--;
    uint32_t signs = end;
    while (signs > begin && bytes[signs - 1] == '#')
        signs--;
    if (signs != end && (signs == begin || is_blank_byte(bytes[signs - 1])))
        end = signs;
    while (end > begin && is_blank_byte(bytes[end - 1]))
        end--;
    return end;
}

static void note_missing_blank(struct block_parser *parser, uint32_t level) {
    uint32_t begin = parser->line.content;
    if (container(parser)->kind != RUBRIC_KIND_PARAGRAPH && !may_be_lazy(parser))
        rubric_markdown_note(parser->document, NOTE_HEADING_WITHOUT_BLANK, rubric_slice_make("", 0),
                             begin, begin + level);
}

// ATX headings (section 4.2).
static bool start_heading(struct block_parser *parser) {
    struct line *line = &parser->line;
    uint32_t level = count_byte(line, '#');
    char next = line_byte(line, level);
    if (level < 1 || level > 6)
        return false;
    if (!is_blank_byte(next) && line->content + level < line->end) {
        note_missing_blank(parser, level);
        return false;
    }
    struct block *heading = rubric_blocks_open(parser, RUBRIC_KIND_HEADING);
    if (!heading)
        return true;
    heading->as.heading.level = (uint8_t)level;
    rubric_line_take_content(line, level);
    rubric_blocks_add_content(parser);
    if (parser->line_count) {
        struct text_line *text = &parser->lines[parser->line_count - 1];
        struct stretch *attributes = &heading->as.heading.attributes;
        bool has_attributes = rubric_heading_take_attributes(parser, text, attributes);
        text->end = heading_end(line, text->begin, text->end);
        if (!has_attributes) // they may stand before the number signs too
            rubric_heading_take_attributes(parser, text, attributes);
    }
    return true;
}

// Fenced code (section 4.5).
static bool start_fence(struct block_parser *parser) {
    struct line *line = &parser->line;
    char mark = line_byte(line, 0);
    uint32_t size = mark == '`' || mark == '~' ? count_byte(line, mark) : 0;
    uint32_t info = line->content + size;
    if (size < 3 || (mark == '`' && memchr(line->text.bytes + info, '`', line->end - info)))
        return false;
    struct block *code = rubric_blocks_open(parser, RUBRIC_KIND_CODE_BLOCK);
    if (code)
        code->as.fence = (struct fence){mark, (uint8_t)line->indent, size, info, line->end};
    return true;
}

// HTML blocks (section 4.6); the seventh condition does not interrupt a paragraph.
static bool start_html(struct block_parser *parser) {
    if (line_byte(&parser->line, 0) != '<')
        return false;
    bool may_interrupt = container(parser)->kind != RUBRIC_KIND_PARAGRAPH && !may_be_lazy(parser);
    rubric_slice content = line_content(&parser->line);
    uint8_t condition = rubric_html_block_start(content, may_interrupt);
    if (!condition)
        return false;
    struct block *block = rubric_blocks_open(parser, RUBRIC_KIND_RAW_BLOCK);
    if (!block)
        return true;
    block->as.condition = condition;
    rubric_blocks_add_text(parser);
    tip(parser)->is_closed = rubric_html_block_ends(condition, content);
    if (tip(parser)->is_closed)
        rubric_blocks_close(parser, parser->open_count - 1);
    return true;
}

// A line of one byte and blanks behind it.
static bool is_underline(const struct line *line) {
    char mark = line_byte(line, 0);
    if (mark != '=' && mark != '-')
        return false;
    uint32_t at = line->content + count_byte(line, mark);
    while (at < line->end && is_blank_byte(line->text.bytes[at]))
        at++;
    return at == line->end;
}

// Setext headings (section 4.3): a paragraph, unless it is nothing but definitions.
static bool start_setext(struct block_parser *parser) {
    struct block *paragraph = container(parser);
    if (paragraph->kind != RUBRIC_KIND_PARAGRAPH || !is_underline(&parser->line))
        return false;
    rubric_definitions_read(parser, paragraph);
    if (!paragraph->line_count)
        return false;
    paragraph->kind = RUBRIC_KIND_HEADING;
    memset(&paragraph->as, 0, sizeof paragraph->as);
    paragraph->as.heading.level = line_byte(&parser->line, 0) == '=' ? 1 : 2;
    struct text_line *last = &parser->lines[parser->line_count - 1];
    rubric_heading_take_attributes(parser, last, &paragraph->as.heading.attributes);
    paragraph->end = parser->line.end;
    parser->has_begun = true;
    return true;
}

// Thematic breaks (section 4.1). Markers of items may stand before one: what kept them from being
// a rule is not looked for again at each of them.
static bool start_rule(struct block_parser *parser) {
    rubric_slice text = line_content(&parser->line);
    char mark = line_byte(&parser->line, 0);
    uint32_t count = 0;
    if ((mark != '*' && mark != '-' && mark != '_') || parser->line.content < parser->no_rule)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        count += text.bytes[i] == mark;
        if (text.bytes[i] != mark && !is_blank_byte(text.bytes[i])) {
            parser->no_rule = parser->line.content + (uint32_t)i;
            return false;
        }
    }
    if (count < 3)
        return false;
    rubric_blocks_open(parser, RUBRIC_KIND_THEMATIC_BREAK);
    return true;
}

// Indented code (section 4.4), which does not interrupt a paragraph.
static bool start_code(struct block_parser *parser) {
    if (parser->line.is_blank || may_be_lazy(parser))
        return false;
    rubric_line_take_columns(&parser->line, 4);
    if (rubric_blocks_open(parser, RUBRIC_KIND_CODE_BLOCK))
        rubric_blocks_add_text(parser);
    return true;
}

bool rubric_blocks_start(struct block_parser *parser, bool *is_done) {
    if (parser->line.indent > 3)
        return *is_done = start_code(parser);
    if (start_quote(parser))
        return true;
    if (start_heading(parser) || start_fence(parser) || start_html(parser) ||
        start_setext(parser) || start_rule(parser))
        return *is_done = true;
    if (rubric_footnotes_start(parser) || rubric_items_start(parser) ||
        rubric_definition_lists_start(parser))
        return true;
    return *is_done = rubric_divs_start(parser) || rubric_line_blocks_start(parser) ||
                      rubric_tables_start(parser);
}
