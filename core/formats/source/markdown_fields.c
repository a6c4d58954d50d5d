// SPDX-License-Identifier: MIT
// Fields of nodes in Markdown: each is found again in the source of its node, and only its bytes
// are written. What is read otherwise afterwards is written anew by the verification.
#include "formats/source/markdown_fields.h"

#include "base/ascii.h"
#include "formats/source/markdown_attributes.h"
#include "writers/markdown/markdown.h"
#include "writers/markdown/markup.h"

static const struct node *node_of_id(const struct patcher *patcher, uint32_t id) {
    return node_at(patcher->document, id);
}

static char byte_at(const struct patcher *patcher, size_t at) {
    return at < patcher->text.size ? patcher->text.bytes[at] : '\0';
}

static size_t skip_blanks(const struct patcher *patcher, size_t at) {
    while (byte_at(patcher, at) == ' ' || byte_at(patcher, at) == '\t')
        at++;
    return at;
}

static bool is_in_cell(const struct patcher *patcher, uint32_t id) {
    while (id && node_of_id(patcher, id)->kind != RUBRIC_KIND_CELL)
        id = node_of_id(patcher, id)->parent;
    return id != 0;
}

// Where the text of a node ends in the source, or where the node begins.
static size_t text_end(const struct patcher *patcher, uint32_t id) {
    const struct node *node = node_of_id(patcher, id);
    size_t end = node->source_begin;
    for (uint32_t child = node->first; child; child = node_of_id(patcher, child)->next)
        if (node_is_read(patcher->document, child) &&
            node_of_id(patcher, child)->source_begin != RUBRIC_NO_SOURCE)
            end = node_of_id(patcher, child)->source_end;
    return end;
}

static bool put_attributes(struct patcher *patcher, uint32_t id) {
    return rubric_source_put_attributes(patcher, id, text_end(patcher, id),
                                        is_in_cell(patcher, id));
}

/* ---- Links --------------------------------------------------------------------------- */

/** A link in brackets: where its text and the rest behind it begin. */
struct link_place {
    size_t text, tail, end;
};

// False for links that have no brackets.
static bool find_link(const struct patcher *patcher, uint32_t id, struct link_place *place) {
    const struct node *node = node_of_id(patcher, id);
    place->text = node->source_begin + (node->kind == RUBRIC_KIND_IMAGE ? 2 : 1);
    place->tail = node->first ? text_end(patcher, id) : place->text;
    place->end = node->source_end;
    return byte_at(patcher, place->text - 1) == '[' && byte_at(patcher, place->text) != '[' &&
           place->tail < place->end && byte_at(patcher, place->tail) == ']';
}

static void put_tail(struct patcher *patcher, uint32_t id, size_t begin, size_t end) {
    rubric_node node = node_value(patcher->document, id);
    bool in_cell = is_in_cell(patcher, id);
    rubric_buffer *out = rubric_source_begin(patcher, begin, end);
    rubric_markdown_put_destination(out, node, in_cell, false);
    if (dialect_has(patcher->document->dialect, DIALECT_ATTRIBUTES) &&
        rubric_markdown_has_attributes(node))
        rubric_markdown_put_attributes(out, node, NULL, in_cell ? ATTRIBUTES_IN_CELL : 0);
    rubric_source_end(patcher);
}

// Whether brackets were put at a link already, for a change of another part of it.
static bool has_patch_at(const struct patcher *patcher, size_t begin) {
    size_t count;
    const struct patch *patches = patches_of(patcher, &count);
    for (size_t i = count; i > 0 && i + 8 > count; i--)
        if (patches[i - 1].begin == begin && patches[i - 1].size == 1)
            return true;
    return false;
}

// `<url>` and bare links get brackets around their text.
static bool put_brackets(struct patcher *patcher, uint32_t id) {
    const struct node *node = node_of_id(patcher, id);
    bool is_pointed = byte_at(patcher, node->source_begin) == '<';
    bool is_link = node->kind == RUBRIC_KIND_LINK && byte_at(patcher, node->source_begin) != '[';
    if (!is_link || has_patch_at(patcher, node->source_begin))
        return is_link;
    rubric_buffer *out =
        rubric_source_begin(patcher, node->source_begin, node->source_begin + is_pointed);
    rubric_buffer_put_byte(out, '[');
    rubric_source_end(patcher);
    put_tail(patcher, id, text_end(patcher, id), node->source_end);
    return true;
}

static bool is_wiki_link(const struct patcher *patcher, uint32_t id) {
    size_t begin = node_of_id(patcher, id)->source_begin;
    return byte_at(patcher, begin) == '[' && byte_at(patcher, begin + 1) == '[' &&
           byte_at(patcher, node_of_id(patcher, id)->source_end - 2) == ']';
}

// The page of a wiki link; a text that was the page itself stays.
static bool put_wiki_page(struct patcher *patcher, uint32_t id) {
    rubric_node node = node_value(patcher->document, id);
    rubric_slice url = rubric_node_string(node, RUBRIC_FIELD_URL);
    size_t begin = node_of_id(patcher, id)->source_begin + 2;
    size_t end = node_of_id(patcher, id)->source_end - 2;
    for (size_t i = 0; i < url.size; i++)
        if (ascii_is_among(url.bytes[i], "[]|\\&\r\n") || url.bytes[i] == '\0')
            return false;
    const char *bar = end > begin ? memchr(patcher->text.bytes + begin, '|', end - begin) : NULL;
    if (!url.size || rubric_node_string(node, RUBRIC_FIELD_TITLE).size)
        return false;
    bool in_cell = is_in_cell(patcher, id); // where a backslash stands before the bar
    end = bar ? (size_t)(bar - patcher->text.bytes) - in_cell : begin;
    rubric_buffer *out = rubric_source_begin(patcher, begin, end);
    rubric_buffer_put_slice(out, url);
    rubric_buffer_put_string(out, bar ? "" : in_cell ? "\\|" : "|");
    rubric_source_end(patcher);
    return true;
}

static bool put_link(struct patcher *patcher, uint32_t id) {
    struct link_place place;
    if (is_wiki_link(patcher, id))
        return put_wiki_page(patcher, id);
    if (!find_link(patcher, id, &place))
        return put_brackets(patcher, id);
    put_tail(patcher, id, place.tail, place.end);
    return true;
}

// Whether the text of a link is its label.
static bool is_own_label(const struct patcher *patcher, const struct link_place *place) {
    size_t size = place->end - place->tail;
    rubric_slice label = rubric_slice_part(patcher->text, place->text, place->tail);
    return (size == 1 || (size == 3 && byte_at(patcher, place->tail + 1) == '[')) && label.size &&
           !memchr(label.bytes, '\n', label.size) && !memchr(label.bytes, '[', label.size);
}

static void put_label(struct patcher *patcher, const struct link_place *place) {
    rubric_buffer *out = rubric_source_begin(patcher, place->tail, place->end);
    rubric_buffer_put_string(out, "][");
    rubric_buffer_put_slice(out, rubric_slice_part(patcher->text, place->text, place->tail));
    rubric_buffer_put_byte(out, ']');
    rubric_source_end(patcher);
}

// `[[page]]` gets a place for its text: `[[page|text]]`.
static void put_page(struct patcher *patcher, uint32_t id) {
    const struct node *node = node_of_id(patcher, id);
    size_t begin = node->source_begin + 2, end = node->source_end - 2;
    rubric_slice page = rubric_slice_part(patcher->text, begin, end);
    const char *bar = memchr(page.bytes, '|', page.size);
    bool is_empty = bar && bar + 1 == page.bytes + page.size; // `[[page|]]`
    if (begin >= end || (bar && !is_empty))
        return;
    if (is_empty)
        rubric_source_delete(patcher, end - 1, end);
    page.size -= is_empty;
    rubric_buffer *out = rubric_source_begin(patcher, begin, begin);
    rubric_buffer_put_slice(out, page);
    rubric_buffer_put_byte(out, '|');
    rubric_source_end(patcher);
}

void rubric_source_keep_targets(struct patcher *patcher, uint32_t run) {
    for (uint32_t id = node_of_id(patcher, run)->parent;
         rubric_kind_is_inline((rubric_kind)node_of_id(patcher, id)->kind);
         id = node_of_id(patcher, id)->parent) {
        rubric_kind kind = (rubric_kind)node_of_id(patcher, id)->kind;
        struct link_place place;
        if ((kind != RUBRIC_KIND_LINK && kind != RUBRIC_KIND_IMAGE) ||
            !node_is_read(patcher->document, id))
            continue;
        if (is_wiki_link(patcher, id))
            put_page(patcher, id);
        else if (!find_link(patcher, id, &place))
            put_brackets(patcher, id);
        else if (is_own_label(patcher, &place))
            put_label(patcher, &place);
    }
}

/* ---- Blocks -------------------------------------------------------------------------- */

// An underline stays as long as the level is its own.
static bool put_level(struct patcher *patcher, uint32_t id) {
    size_t begin = node_of_id(patcher, id)->source_begin, end = begin;
    int64_t level = rubric_node_integer(node_value(patcher->document, id), RUBRIC_FIELD_LEVEL);
    while (byte_at(patcher, end) == '#')
        end++;
    bool is_double = byte_at(patcher, node_of_id(patcher, id)->source_end - 1) == '=';
    int64_t old_level = end > begin ? (int64_t)(end - begin) : is_double ? 1 : 2;
    if (level == old_level)
        return put_attributes(patcher, id);
    if (end == begin || level < 1 || level > 6)
        return false;
    rubric_buffer_put_repeated(rubric_source_begin(patcher, begin, end), '#', (size_t)level);
    rubric_source_end(patcher);
    return true;
}

static bool is_plain_info(rubric_slice info, char fence) {
    for (size_t i = 0; i < info.size; i++)
        if (ascii_is_among(info.bytes[i], "\\&\r\n{") || info.bytes[i] == fence ||
            info.bytes[i] == '\0')
            return false;
    return true;
}

static bool put_info(struct patcher *patcher, uint32_t id) {
    rubric_node node = node_value(patcher->document, id);
    size_t begin = node_of_id(patcher, id)->source_begin;
    char fence = byte_at(patcher, begin);
    rubric_slice info = rubric_node_string(node, RUBRIC_FIELD_INFO);
    rubric_slice language = rubric_node_string(node, RUBRIC_FIELD_LANGUAGE);
    size_t size = language.size;
    bool is_first =
        info.size >= size && rubric_slice_equal(rubric_slice_part(info, 0, size), language);
    info = is_first ? info : language; // the language was changed alone
    if ((fence != '`' && fence != '~') || !is_plain_info(info, fence))
        return false;
    while (byte_at(patcher, begin) == fence)
        begin++;
    begin = info.size ? skip_blanks(patcher, begin) : begin;
    rubric_buffer *out = rubric_source_begin(patcher, begin, line_end(patcher->text, begin));
    rubric_buffer_put_slice(out, rubric_slice_trim(info));
    rubric_source_end(patcher);
    return true;
}

// Behind the bullet or number that stands at a place and its blanks; 0 when there is none.
static size_t skip_marker(const struct patcher *patcher, size_t at) {
    size_t end = at;
    while (ascii_is_digit(byte_at(patcher, end)))
        end++;
    if (!ascii_is_among(byte_at(patcher, end), end > at ? ".)" : "-+*"))
        return 0;
    return skip_blanks(patcher, end + 1);
}

static bool has_box(const struct patcher *patcher, size_t at) {
    return byte_at(patcher, at) == '[' && byte_at(patcher, at + 2) == ']' &&
           ascii_is_among(byte_at(patcher, at + 1), " xX");
}

static bool put_box(struct patcher *patcher, uint32_t id) {
    static const char *const boxes[] = {"", "[ ]", "[x]"};
    size_t at = skip_marker(patcher, node_of_id(patcher, id)->source_begin);
    int64_t checked = rubric_node_integer(node_value(patcher->document, id), RUBRIC_FIELD_CHECKED);
    if (!at || checked < 0 || checked > 2)
        return false;
    size_t end = has_box(patcher, at) ? at + 3 : at;
    if (end > at && !checked)
        end = skip_blanks(patcher, end);
    bool is_at_marker = !ascii_is_space(byte_at(patcher, at - 1)); // of an item of nothing
    rubric_buffer *out = rubric_source_begin(patcher, at, end);
    rubric_buffer_put_string(out, is_at_marker && checked ? " " : "");
    rubric_buffer_put_string(out, boxes[checked]);
    if (end == at && checked)
        rubric_buffer_put_byte(out, ' ');
    rubric_source_end(patcher);
    return true;
}

static bool put_start(struct patcher *patcher, uint32_t id) {
    size_t begin = node_of_id(patcher, id)->source_begin, end = begin;
    rubric_node node = node_value(patcher->document, id);
    int64_t start = rubric_node_integer(node, RUBRIC_FIELD_START);
    while (ascii_is_digit(byte_at(patcher, end)))
        end++;
    if (end == begin || start < 0 || !rubric_node_boolean(node, RUBRIC_FIELD_ORDERED))
        return false;
    rubric_buffer_put_integer(rubric_source_begin(patcher, begin, end), start);
    rubric_source_end(patcher);
    return true;
}

bool rubric_source_put_markdown_fields(struct patcher *patcher, uint32_t id) {
    if (node_of_id(patcher, id)->source_begin == RUBRIC_NO_SOURCE)
        return false;
    switch ((rubric_kind)node_of_id(patcher, id)->kind) {
    case RUBRIC_KIND_LINK:
    case RUBRIC_KIND_IMAGE:
        return put_link(patcher, id);
    case RUBRIC_KIND_HEADING:
        return put_level(patcher, id);
    case RUBRIC_KIND_CODE_BLOCK:
        return put_info(patcher, id);
    case RUBRIC_KIND_ITEM:
        return put_box(patcher, id);
    case RUBRIC_KIND_LIST:
        return put_start(patcher, id);
    case RUBRIC_KIND_SPAN:
    case RUBRIC_KIND_CODE:
    case RUBRIC_KIND_DIV:
        return put_attributes(patcher, id);
    default:
        return false;
    }
}
