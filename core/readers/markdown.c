// SPDX-License-Identifier: MIT
// Markdown (CommonMark 0.30 with GFM's tables, strikethrough and task items), over md4c for now.
//
// md4c is guarded as RELIABILITY asks: its input stands in a buffer padded by line ends, because
// it reads past the end of some documents, and its permissive autolinks stay off.
#include <md4c.h>

#include "base/ascii.h"
#include "document/builder.h"
#include "readers/markdown_lines.h"
#include "readers/readers.h"

enum { PADDING = 64 };

struct reading {
    struct rubric_builder builder;
    const char *base;        // the padded copy
    size_t size;             // bytes of the body, without the padding
    uint32_t offset;         // of the body in the source
    uint32_t last_end;       // source offset behind the last verbatim text
    bool in_tight_paragraph; // opened for text that stands in an item as it is
    bool lost;               // a mark was not found where it must be
    char fence;              // of the open code block; 0: it is indented
    bool in_cell;            // of a table, where "\\|" in code is a bar
};

static bool is_open(const struct reading *reading, rubric_content content) {
    const rubric_document *document = reading->builder.document;
    return rubric_kinds[node_at(document, reading->builder.parent)->kind].content == content;
}

static void end_tight_paragraph(struct reading *reading) {
    if (reading->in_tight_paragraph)
        rubric_builder_close(&reading->builder);
    reading->in_tight_paragraph = false;
}

// Inlines stand only in leaf blocks.
static void begin_inline(struct reading *reading) {
    if (!is_open(reading, RUBRIC_CONTENT_BLOCKS))
        return;
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_PARAGRAPH);
    rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_COMPACT, 1);
    reading->in_tight_paragraph = true;
}

// Decodes what md4c hands over in pieces: text, character references, NULs.
static void put_attribute(rubric_buffer *out, const MD_ATTRIBUTE *attribute) {
    for (int i = 0; attribute->text && attribute->substr_offsets[i] < attribute->size; i++) {
        MD_OFFSET begin = attribute->substr_offsets[i], end = attribute->substr_offsets[i + 1];
        rubric_slice piece = rubric_slice_make(attribute->text + begin, end - begin);
        char decoded[8];
        size_t size;
        if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
            rubric_buffer_put_code_point(out, 0xFFFD);
        else if (attribute->substr_types[i] == MD_TEXT_ENTITY &&
                 rubric_entity_read(piece, 0, decoded, &size) == piece.size)
            rubric_buffer_put(out, decoded, size);
        else
            rubric_buffer_put_slice(out, piece);
    }
}

static void set_attribute(struct reading *reading, uint32_t id, rubric_field field,
                          const MD_ATTRIBUTE *attribute) {
    rubric_buffer text;
    rubric_buffer_init(&text, reading->builder.document->context);
    put_attribute(&text, attribute);
    rubric_builder_set_string(&reading->builder, id, field, rubric_buffer_slice(&text), false);
    rubric_buffer_clear(&text);
}

static void open_list(struct reading *reading, bool is_tight, const MD_BLOCK_OL_DETAIL *ordered) {
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_LIST);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_TIGHT, is_tight);
    if (!ordered)
        return;
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ORDERED, 1);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_START, ordered->start);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_DELIMITER, ordered->mark_delimiter == ')');
}

static void open_item(struct reading *reading, const MD_BLOCK_LI_DETAIL *detail) {
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_ITEM);
    if (detail->is_task)
        rubric_builder_set_integer(&reading->builder, id, RUBRIC_FIELD_CHECKED,
                                   detail->task_mark == ' ' ? 1 : 2);
}

static void open_cell(struct reading *reading, bool is_header, const MD_BLOCK_TD_DETAIL *detail) {
    static const int alignments[] = {
        [MD_ALIGN_DEFAULT] = 0, [MD_ALIGN_LEFT] = 1, [MD_ALIGN_CENTER] = 2, [MD_ALIGN_RIGHT] = 3};
    struct rubric_builder *builder = &reading->builder;
    uint32_t id = rubric_builder_open(builder, RUBRIC_KIND_CELL);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_ALIGNMENT, alignments[detail->align]);
    rubric_builder_set_integer(builder, id, RUBRIC_FIELD_HEADER, is_header);
}

// md4c does not tell where the marks of blocks stand; they are looked for behind what was read.
// A search that fails is the last: what it looks for would be looked for to the end each time.
static bool found(struct reading *reading, bool was_found) {
    reading->lost = reading->lost || !was_found;
    return was_found;
}

static void cover(struct reading *reading, uint32_t id, const struct markdown_line *line) {
    if (!id)
        return;
    rubric_builder_cover(&reading->builder, id, (uint32_t)line->begin, (uint32_t)line->end);
    reading->last_end = (uint32_t)line->end;
}

static void add_rule(struct reading *reading) {
    rubric_slice text = rubric_document_source(reading->builder.document);
    struct markdown_line line;
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_THEMATIC_BREAK);
    if (reading->lost || !found(reading, rubric_markdown_find_rule(text, reading->last_end, &line)))
        return;
    cover(reading, id, &line);
    rubric_builder_cover(&reading->builder, reading->builder.parent, (uint32_t)line.begin,
                         (uint32_t)line.end);
}

// The number signs of a heading, or the line under it.
static void cover_heading(struct reading *reading) {
    rubric_slice text = rubric_document_source(reading->builder.document);
    uint32_t id = reading->builder.parent;
    const struct node *node = node_at(reading->builder.document, id);
    struct markdown_line line;
    if (node->source_begin == RUBRIC_NO_SOURCE) {
        if (!reading->lost &&
            found(reading, rubric_markdown_find_mark(text, reading->last_end, '#', 1, &line)))
            cover(reading, id, &line);
        return;
    }
    uint32_t begin = node->source_begin, end = node->source_end;
    line = rubric_markdown_line_of(text, begin);
    for (size_t at = line.begin; at < begin; at++)
        if (text.bytes[at] == '#') {
            line.begin = at;
            cover(reading, id, &line);
            return;
        }
    size_t under = rubric_markdown_line_of(text, end).end + 1;
    line = rubric_markdown_line_of(text, under < text.size ? under : text.size);
    if (rubric_markdown_is_underline(text, &line))
        cover(reading, id, &line);
}

static void cover_fence(struct reading *reading, uint32_t id, bool closes) {
    rubric_slice text = rubric_document_source(reading->builder.document);
    struct markdown_line line;
    uint32_t at = reading->last_end;
    bool at_line_start = closes && at > 0 && at <= text.size && text.bytes[at - 1] == '\n';
    if (closes) {
        if (rubric_markdown_next_mark(text, at_line_start ? at - 1 : at, reading->fence, 3, &line))
            cover(reading, id, &line);
    } else if (!reading->lost &&
               found(reading, rubric_markdown_find_mark(text, at, reading->fence, 3, &line))) {
        cover(reading, id, &line);
    }
}

static void open_code_block(struct reading *reading, const MD_BLOCK_CODE_DETAIL *detail) {
    uint32_t id = rubric_builder_open(&reading->builder, RUBRIC_KIND_CODE_BLOCK);
    reading->fence = detail->fence_char;
    if (reading->fence)
        cover_fence(reading, id, false);
    set_attribute(reading, id, RUBRIC_FIELD_LANGUAGE, &detail->lang);
    set_attribute(reading, id, RUBRIC_FIELD_INFO, &detail->info);
}

static void open_kind(struct reading *reading, rubric_kind kind, rubric_field field,
                      int64_t integer) {
    uint32_t id = rubric_builder_open(&reading->builder, kind);
    if (field != RUBRIC_FIELD_NONE)
        rubric_builder_set_integer(&reading->builder, id, field, integer);
}

// Non-zero makes md4c stop; 0.4.8 takes positive values for success.
static int go_on(const struct reading *reading) {
    return rubric_context_charge(reading->builder.document->context, 8) ? 0 : -1;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
    struct reading *reading = user;
    end_tight_paragraph(reading);
    switch (type) {
    case MD_BLOCK_DOC:
        break;
    case MD_BLOCK_QUOTE:
        open_kind(reading, RUBRIC_KIND_BLOCK_QUOTE, RUBRIC_FIELD_NONE, 0);
        break;
    case MD_BLOCK_UL:
        open_list(reading, ((MD_BLOCK_UL_DETAIL *)detail)->is_tight, NULL);
        break;
    case MD_BLOCK_OL:
        open_list(reading, ((MD_BLOCK_OL_DETAIL *)detail)->is_tight, detail);
        break;
    case MD_BLOCK_LI:
        open_item(reading, detail);
        break;
    case MD_BLOCK_HR:
        add_rule(reading);
        break;
    case MD_BLOCK_H:
        open_kind(reading, RUBRIC_KIND_HEADING, RUBRIC_FIELD_LEVEL,
                  ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        open_code_block(reading, detail);
        break;
    case MD_BLOCK_HTML:
        // Its text is collected on a code block and moved to the literal when it closes.
        open_kind(reading, RUBRIC_KIND_CODE_BLOCK, RUBRIC_FIELD_NONE, 0);
        break;
    case MD_BLOCK_P:
        open_kind(reading, RUBRIC_KIND_PARAGRAPH, RUBRIC_FIELD_NONE, 0);
        break;
    case MD_BLOCK_TABLE:
        open_kind(reading, RUBRIC_KIND_TABLE, RUBRIC_FIELD_NONE, 0);
        break;
    case MD_BLOCK_THEAD:
        open_kind(reading, RUBRIC_KIND_TABLE_SECTION, RUBRIC_FIELD_PART, 1);
        break;
    case MD_BLOCK_TBODY:
        open_kind(reading, RUBRIC_KIND_TABLE_SECTION, RUBRIC_FIELD_PART, 0);
        break;
    case MD_BLOCK_TR:
        open_kind(reading, RUBRIC_KIND_ROW, RUBRIC_FIELD_NONE, 0);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        reading->in_cell = true;
        open_cell(reading, type == MD_BLOCK_TH, detail);
        break;
    }
    return go_on(reading);
}

// Turns the code block that collected HTML into a raw block.
static void close_raw_block(struct reading *reading) {
    rubric_document *document = reading->builder.document;
    uint32_t id = reading->builder.parent;
    rubric_builder_close(&reading->builder);
    struct node *node = node_at(document, id);
    rubric_slice literal = rubric_slice_make(document->plane.bytes + node->text_begin,
                                             node->text_end - node->text_begin);
    node->kind = RUBRIC_KIND_RAW_BLOCK;
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_FORMAT, rubric_slice_of("html"),
                              true);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LITERAL, literal, false);
    document->plane.size = node->text_begin; // it reads as nothing
    while (document->segment_count &&
           document->segments[document->segment_count - 1].plane >= document->plane.size)
        document->segment_count--;
    node_at(document, id)->text_end = node_at(document, id)->text_begin;
}

// md4c leaves tabs at the end of a block too (section 4.8).
static void trim_end(struct reading *reading) {
    rubric_document *document = reading->builder.document;
    uint32_t id = node_at(document, reading->builder.parent)->last;
    struct node *run = id ? node_at(document, id) : NULL;
    while (run && run->kind == RUBRIC_KIND_TEXT && run->text_end == document->plane.size &&
           run->text_end > run->text_begin && document->plane.bytes[run->text_end - 1] == '\t') {
        document->plane.size = --run->text_end;
        while (document->segment_count &&
               document->segments[document->segment_count - 1].plane >= document->plane.size)
            document->segment_count--;
        run->source_end--;
    }
    if (run && run->kind == RUBRIC_KIND_TEXT && run->text_begin == run->text_end)
        rubric_node_remove(node_value(document, id));
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
    (void)detail;
    struct reading *reading = user;
    if (reading->in_tight_paragraph || type == MD_BLOCK_P || type == MD_BLOCK_H)
        trim_end(reading);
    end_tight_paragraph(reading);
    reading->in_cell = false;
    if (type == MD_BLOCK_H)
        cover_heading(reading);
    if (type == MD_BLOCK_CODE && reading->fence)
        cover_fence(reading, reading->builder.parent, true);
    if (type == MD_BLOCK_HTML)
        close_raw_block(reading);
    else if (type != MD_BLOCK_HR)
        rubric_builder_close(&reading->builder);
    return go_on(reading);
}

static void open_link(struct reading *reading, rubric_kind kind, const MD_ATTRIBUTE *url,
                      const MD_ATTRIBUTE *title) {
    uint32_t id = rubric_builder_open(&reading->builder, kind);
    set_attribute(reading, id, RUBRIC_FIELD_URL, url);
    set_attribute(reading, id, RUBRIC_FIELD_TITLE, title);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
    struct reading *reading = user;
    begin_inline(reading);
    switch (type) {
    case MD_SPAN_A:
        open_link(reading, RUBRIC_KIND_LINK, &((MD_SPAN_A_DETAIL *)detail)->href,
                  &((MD_SPAN_A_DETAIL *)detail)->title);
        break;
    case MD_SPAN_IMG:
        open_link(reading, RUBRIC_KIND_IMAGE, &((MD_SPAN_IMG_DETAIL *)detail)->src,
                  &((MD_SPAN_IMG_DETAIL *)detail)->title);
        break;
    case MD_SPAN_EM:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_EMPH);
        break;
    case MD_SPAN_STRONG:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_STRONG);
        break;
    case MD_SPAN_CODE:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_CODE);
        break;
    case MD_SPAN_DEL:
        rubric_builder_open(&reading->builder, RUBRIC_KIND_STRIKEOUT);
        break;
    default: // behind flags that are not set
        rubric_builder_open(&reading->builder, RUBRIC_KIND_SPAN);
        break;
    }
    return go_on(reading);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
    (void)type;
    (void)detail;
    struct reading *reading = user;
    rubric_builder_close(&reading->builder);
    return go_on(reading);
}

static bool is_in_source(const struct reading *reading, const char *text) {
    return text >= reading->base && text < reading->base + reading->size;
}

static void put_verbatim(struct reading *reading, rubric_slice text) {
    uint32_t source = reading->offset + (uint32_t)(text.bytes - reading->base);
    rubric_builder_text(&reading->builder, text, ORIGIN_VERBATIM, source, 0);
    reading->last_end = source + (uint32_t)text.size;
}

// md4c leaves tabs at the start of a heading (CommonMark 0.31, section 4.2: they are stripped).
static rubric_slice trim_heading(const struct reading *reading, rubric_slice text) {
    const struct node *parent = node_at(reading->builder.document, reading->builder.parent);
    if (parent->kind != RUBRIC_KIND_HEADING || parent->first)
        return text;
    while (text.size && (text.bytes[0] == '\t' || text.bytes[0] == ' ')) {
        text.bytes++;
        text.size--;
    }
    return text;
}

// The character of an escape stands for its backslash too, which md4c passes over.
static void put_escapable(struct reading *reading, rubric_slice text) {
    text = trim_heading(reading, text);
    uint32_t source = reading->offset + (uint32_t)(text.bytes - reading->base);
    bool is_escape = text.size > 0 && text.bytes > reading->base && text.bytes[-1] == '\\' &&
                     source > reading->last_end && ascii_is_punctuation(text.bytes[0]);
    if (is_escape) {
        rubric_builder_text(&reading->builder, rubric_slice_part(text, 0, 1), ORIGIN_ESCAPE,
                            source - 1, 2);
        reading->last_end = source + 1;
        text = rubric_slice_part(text, 1, text.size);
    }
    if (text.size)
        put_verbatim(reading, text);
}

// Code in a cell: the backslash before a bar is the table's (GFM, section 4.10).
static void put_cell_code(struct reading *reading, rubric_slice text) {
    size_t at = 0;
    for (size_t i = 0; i + 1 < text.size; i++)
        if (text.bytes[i] == '\\' && text.bytes[i + 1] == '|') {
            put_verbatim(reading, rubric_slice_part(text, at, i));
            at = ++i;
        }
    put_verbatim(reading, rubric_slice_part(text, at, text.size));
}

// Text that md4c made itself: a line end, or blanks of an indent.
static void put_made(struct reading *reading, rubric_slice text) {
    rubric_slice source = rubric_document_source(reading->builder.document);
    uint32_t at = reading->last_end;
    bool is_plain =
        text.size == 1 && text.bytes[0] == '\n' && at < source.size && source.bytes[at] == '\n';
    rubric_builder_text(&reading->builder, text, is_plain ? ORIGIN_VERBATIM : ORIGIN_JOINED, at, 0);
    if (is_plain)
        reading->last_end++;
}

static void put_entity(struct reading *reading, rubric_slice text) {
    char decoded[8];
    size_t size;
    if (!is_in_source(reading, text.bytes) ||
        rubric_entity_read(text, 0, decoded, &size) != text.size) {
        put_verbatim(reading, text);
        return;
    }
    uint32_t source = reading->offset + (uint32_t)(text.bytes - reading->base);
    rubric_builder_text(&reading->builder, rubric_slice_make(decoded, size), ORIGIN_ENTITY, source,
                        (uint32_t)text.size);
    reading->last_end = source + (uint32_t)text.size;
}

// HTML in a line is a raw node; in a block it is collected (see MD_BLOCK_HTML).
static void put_html(struct reading *reading, rubric_slice text) {
    if (is_open(reading, RUBRIC_CONTENT_TEXT)) {
        rubric_builder_text(&reading->builder, text, ORIGIN_SYNTHETIC, 0, 0);
        return;
    }
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_RAW_INLINE);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_FORMAT, rubric_slice_of("html"),
                              true);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LITERAL, text, false);
}

static int put_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *user) {
    struct reading *reading = user;
    rubric_slice text = rubric_slice_make(bytes, size);
    begin_inline(reading);
    switch (type) {
    case MD_TEXT_NULLCHAR:
        rubric_builder_text(&reading->builder, rubric_slice_of("\xEF\xBF\xBD"), ORIGIN_SYNTHETIC, 0,
                            0);
        break;
    case MD_TEXT_BR:
        rubric_builder_add(&reading->builder, RUBRIC_KIND_LINE_BREAK);
        break;
    case MD_TEXT_SOFTBR:
        put_made(reading, rubric_slice_of("\n"));
        break;
    case MD_TEXT_ENTITY:
        put_entity(reading, text);
        break;
    case MD_TEXT_HTML:
        put_html(reading, text);
        break;
    case MD_TEXT_CODE:
        if (reading->in_cell && is_in_source(reading, bytes)) {
            put_cell_code(reading, text);
            break;
        } // fall through
    default:
        if (!is_in_source(reading, bytes))
            put_made(reading, text);
        else if (type == MD_TEXT_CODE)
            put_verbatim(reading, text);
        else
            put_escapable(reading, text);
        break;
    }
    return go_on(reading);
}

static rubric_status parse(struct reading *reading, rubric_slice body, rubric_error *error) {
    rubric_context *context = reading->builder.document->context;
    char *padded = rubric_context_allocate(context, body.size + PADDING);
    if (!padded)
        return rubric_context_error(context, error);
    if (body.size)
        memcpy(padded, body.bytes, body.size);
    memset(padded + body.size, '\n', PADDING);
    reading->base = padded;
    reading->size = body.size;
    MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = put_text};
    int failed = md_parse(padded, (MD_SIZE)body.size, &parser, reading);
    rubric_context_release(context, padded, body.size + PADDING);
    if (failed) // md4c fails by itself only when it has no memory
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
    return rubric_context_error(context, error);
}

rubric_status rubric_markdown_read(rubric_document *document, rubric_error *error) {
    rubric_slice text = rubric_document_source(document);
    size_t begin = rubric_front_matter_read(document, text);
    document->body = (uint32_t)begin;
    struct reading reading;
    memset(&reading, 0, sizeof reading);
    rubric_builder_init(&reading.builder, document);
    reading.offset = reading.last_end = (uint32_t)begin;
    return parse(&reading, rubric_slice_part(text, begin, text.size), error);
}
