// SPDX-License-Identifier: MIT
// The second pass over the text of one block: byte by byte to what may begin something (section 6).
#include "readers/markdown/inlines/inlines.h"

#include <rubric/text.h>

#include "base/array.h"
#include "base/ascii.h"
#include "readers/markdown/attributes.h"

static bool has(const struct inline_parser *parser, enum dialect_extension extension) {
    return dialect_has(parser->dialect, extension);
}

/** Bytes that extensions make special, beside those of delimiters. */
static const struct {
    enum dialect_extension extension;
    const char *bytes;
} special_bytes[] = {{DIALECT_AUTOLINKS, ":wW@"},
                     {DIALECT_MATH, "$"},
                     {DIALECT_SMART, "-."},
                     {DIALECT_EMOJI, ":"},
                     {DIALECT_INLINE_FOOTNOTES, "^"}};

static void find_special(struct inline_parser *parser) {
    static const char always[] = {'\0', '\\', '\n', '&', '`', '!', '[', ']', '<'};
    for (size_t i = 0; i < sizeof always; i++)
        parser->special[(unsigned char)always[i]] = true;
    for (size_t i = 0; i < sizeof special_bytes / sizeof *special_bytes; i++)
        for (const char *byte = special_bytes[i].bytes; *byte; byte++)
            if (has(parser, special_bytes[i].extension))
                parser->special[(unsigned char)*byte] = true;
}

void rubric_inlines_init(struct inline_parser *parser, struct rubric_builder *builder,
                         struct references *references, struct references *footnotes) {
    memset(parser, 0, sizeof *parser);
    parser->document = builder->document;
    parser->context = builder->document->context;
    parser->dialect = parser->document->dialect;
    parser->builder = builder;
    parser->references = references;
    parser->footnotes = footnotes;
    find_special(parser);
    rubric_delimiter_rules_init(parser);
    rubric_content_init(&parser->content, parser->context,
                        rubric_document_source(parser->document));
}

void rubric_inlines_free(struct inline_parser *parser) {
    rubric_context *context = parser->context;
    rubric_array_free(context, parser->tokens, parser->token_capacity, sizeof *parser->tokens);
    rubric_array_free(context, parser->marks, parser->mark_capacity, sizeof *parser->marks);
    rubric_array_free(context, parser->delimiters, parser->delimiter_capacity,
                      sizeof *parser->delimiters);
    rubric_array_free(context, parser->brackets, parser->bracket_capacity,
                      sizeof *parser->brackets);
    rubric_array_free(context, parser->bare_links, parser->bare_link_capacity,
                      sizeof *parser->bare_links);
    rubric_array_free(context, parser->targets, parser->target_capacity, sizeof *parser->targets);
    rubric_array_free(context, parser->runs, parser->run_capacity, sizeof *parser->runs);
    rubric_array_free(context, parser->run_lists, parser->run_list_count,
                      sizeof *parser->run_lists);
    rubric_content_free(&parser->content);
}

struct token *rubric_inlines_add(struct inline_parser *parser, enum token_kind kind, uint32_t begin,
                                 uint32_t end) {
    parser->at = parser->taken = end;
    if (!rubric_array_reserve(parser->context, (void **)&parser->tokens, &parser->token_capacity,
                              parser->token_count, sizeof *parser->tokens))
        return NULL;
    struct token *token = &parser->tokens[parser->token_count++];
    *token = (struct token){.begin = begin, .end = end, .behind = end, .kind = (uint8_t)kind};
    return token;
}

void rubric_inlines_take_attributes(struct inline_parser *parser, struct token *token) {
    rubric_slice format;
    size_t end = SIZE_MAX;
    if (dialect_has(parser->dialect, DIALECT_ATTRIBUTES))
        end = rubric_attributes_scan(parser->text, token->end);
    if (end == SIZE_MAX && token->kind == TOKEN_CODE &&
        dialect_has(parser->dialect, DIALECT_RAW_ATTRIBUTE))
        end = rubric_raw_attribute_scan(parser->text, token->end, &format);
    if (end != SIZE_MAX)
        parser->at = parser->taken = token->end = (uint32_t)end;
}

static bool read_backslash(struct inline_parser *parser) {
    uint32_t at = parser->at;
    char next = inline_byte(parser, at + 1);
    if (next == '\n')
        return rubric_inlines_add(parser, TOKEN_HARD_BREAK, at, at + 2) != NULL;
    if (!ascii_is_punctuation(next))
        return false;
    return rubric_inlines_add(parser, TOKEN_ESCAPE, at, at + 2) != NULL;
}

static bool read_entity(struct inline_parser *parser) {
    char decoded[8];
    size_t size, taken = rubric_entity_read(parser->text, parser->at, decoded, &size);
    return taken && rubric_inlines_add(parser, TOKEN_ENTITY, parser->at,
                                       parser->at + (uint32_t)taken) != NULL;
}

// Line ends (sections 6.7 and 6.8); one without blanks before it is text.
static bool read_line_end(struct inline_parser *parser) {
    uint32_t begin = parser->at, end = parser->at + 1;
    while (begin > parser->taken && ascii_is_among(parser->text.bytes[begin - 1], " \t"))
        begin--;
    bool is_hard = dialect_has(parser->dialect, DIALECT_HARD_LINE_BREAKS) ||
                   (parser->at - begin >= 2 && parser->text.bytes[parser->at - 1] == ' ' &&
                    parser->text.bytes[parser->at - 2] == ' ');
    if (begin == parser->at && !is_hard)
        return false;
    return rubric_inlines_add(parser, is_hard ? TOKEN_HARD_BREAK : TOKEN_SOFT_BREAK, begin, end) !=
           NULL;
}

static bool read_html(struct inline_parser *parser) {
    size_t end = rubric_scan_html(parser->text, parser->at, &parser->missing);
    return end != SIZE_MAX &&
           rubric_inlines_add(parser, TOKEN_HTML, parser->at, (uint32_t)end) != NULL;
}

static bool read_note(struct inline_parser *parser) {
    if (!has(parser, DIALECT_INLINE_FOOTNOTES) || inline_byte(parser, parser->at + 1) != '[')
        return false;
    rubric_bracket_open(parser);
    return true;
}

static bool read_bracket(struct inline_parser *parser) {
    if (!has(parser, DIALECT_WIKI_LINKS) || !rubric_wiki_link_read(parser))
        rubric_bracket_open(parser);
    return true;
}

static bool read_image(struct inline_parser *parser) {
    if (inline_byte(parser, parser->at + 1) != '[')
        return false;
    rubric_bracket_open(parser);
    return true;
}

static bool read_colon(struct inline_parser *parser) {
    return (has(parser, DIALECT_EMOJI) && rubric_emoji_read(parser)) ||
           (has(parser, DIALECT_AUTOLINKS) && rubric_bare_link_read(parser));
}

static bool read_construct(struct inline_parser *parser) {
    unsigned char byte = (unsigned char)parser->text.bytes[parser->at];
    if (parser->rule_of[byte] && byte != '^')
        return rubric_delimiters_read(parser);
    switch (byte) {
    case '\0':
        return rubric_inlines_add(parser, TOKEN_NUL, parser->at, parser->at + 1) != NULL;
    case '\\':
        return read_backslash(parser);
    case '\n':
        return read_line_end(parser);
    case '&':
        return read_entity(parser);
    case '`':
        return rubric_code_span_read(parser);
    case '!':
        return read_image(parser);
    case '^':
        return read_note(parser) || (parser->rule_of[byte] && rubric_delimiters_read(parser));
    case '[':
        return read_bracket(parser);
    case ']':
        return rubric_bracket_close(parser);
    case '<':
        return rubric_autolink_read(parser) || read_html(parser);
    case '$':
        return rubric_math_read(parser);
    case '-':
        return rubric_dashes_read(parser);
    case '.':
        return rubric_ellipsis_read(parser);
    case ':':
        return read_colon(parser);
    case 'w':
    case 'W':
        return (inline_byte(parser, parser->at + 1) | 0x20) == 'w' && rubric_bare_link_read(parser);
    default: // @
        return rubric_bare_link_read(parser);
    }
}

static void begin(struct inline_parser *parser) {
    parser->text = parser->content.text;
    parser->at = parser->taken = 0;
    memset(&parser->missing, 0, sizeof parser->missing);
    parser->bare_link_count = 0;
    parser->token_count = parser->mark_count = parser->delimiter_count = 0;
    parser->bracket_count = parser->inactive_count = parser->target_count = parser->top = 0;
    parser->has_runs = parser->has_notes = false;
}

// The next byte that may begin something; most bytes do not, so that this loop is a tight one.
static uint32_t next_special(const struct inline_parser *parser, uint32_t at) {
    const unsigned char *bytes = (const unsigned char *)parser->text.bytes;
    const bool *special = parser->special;
    uint32_t size = (uint32_t)parser->text.size;
    while (at < size && !special[bytes[at]])
        at++;
    return at;
}

void rubric_inlines_read(struct inline_parser *parser) {
    begin(parser);
    if (!rubric_context_charge(parser->context, parser->text.size))
        return;
    while ((parser->at = next_special(parser, parser->at)) < parser->text.size) {
        if (!read_construct(parser))
            parser->at++;
        if (parser->token_count % 1024 == 1023 && !rubric_context_charge(parser->context, 1))
            return;
    }
    rubric_delimiters_match(parser, 0);
    if (parser->has_notes)
        rubric_notes_number(parser);
    if (rubric_context_status(parser->context) == RUBRIC_OK)
        (parser->reads_notes ? rubric_notes_write : rubric_inlines_write)(parser);
    rubric_code_span_forget(parser);
}
