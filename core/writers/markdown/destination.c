// SPDX-License-Identifier: MIT
// Where a link leads, behind its text (CommonMark 0.31, sections 6.3 and 4.7).
#include "base/ascii.h"
#include "writers/markdown/markdown.h"

static bool is_plain_url(rubric_slice url) {
    int depth = 0;
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte <= ' ' || byte == '<' || byte == '>' || byte == '\\' || byte == 0x7F)
            return false;
        depth += byte == '(' ? 1 : byte == ')' ? -1 : 0;
        if (depth < 0 || depth > 30)
            return false;
    }
    return depth == 0;
}

/** How a string is put: escaped for a cell, without blanks where lines are broken later. */
struct place {
    rubric_buffer *out;
    bool in_cell, wraps;
};

static void put_escaped(const struct place *place, rubric_slice text, const char *special) {
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i] == '\r' ? ' ' : text.bytes[i];
        if (byte == '\n') {
            rubric_buffer_put_string(place->out, "&#10;"); // a line may begin a block
            continue;
        }
        if (ascii_is_among(byte, special) || byte == '\\' ||
            (byte == '&' && rubric_markdown_begins_entity(text, i)) ||
            (byte == '|' && place->in_cell))
            rubric_buffer_put_byte(place->out, '\\');
        if (byte == '\0')
            rubric_buffer_put_code_point(place->out, 0xFFFD);
        else
            rubric_buffer_put_byte(place->out, byte == ' ' && place->wraps ? '\0' : byte);
    }
}

void rubric_markdown_put_destination(rubric_buffer *out, rubric_node link, bool in_cell,
                                     bool wraps) {
    struct place place = {out, in_cell, wraps};
    rubric_slice url = rubric_node_string(link, RUBRIC_FIELD_URL);
    rubric_slice title = rubric_node_string(link, RUBRIC_FIELD_TITLE);
    bool is_plain = is_plain_url(url) && (url.size > 0 || title.size == 0);
    rubric_buffer_put_string(out, is_plain ? "](" : "](<");
    put_escaped(&place, url, "<>`");
    if (!is_plain)
        rubric_buffer_put_byte(out, '>');
    if (title.size) {
        rubric_buffer_put_string(out, " \"");
        put_escaped(&place, title, "\"<`");
        rubric_buffer_put_byte(out, '"');
    }
    rubric_buffer_put_byte(out, ')');
}
