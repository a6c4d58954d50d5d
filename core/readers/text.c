// SPDX-License-Identifier: MIT
// Plain text: paragraphs between blank lines. Nothing goes but white space around lines.
#include "document/builder.h"
#include "readers/readers.h"

// A line without its end and without white space around it.
struct line {
    size_t begin, end; // of what is left
    size_t next;       // where the next line begins
};

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
}

static struct line read_line(rubric_slice text, size_t at) {
    struct line line = {at, at, text.size};
    const char *end = memchr(text.bytes + at, '\n', text.size - at);
    size_t stop = end ? (size_t)(end - text.bytes) : text.size;
    const char *lone_return = memchr(text.bytes + at, '\r', stop - at);
    if (lone_return) // CR LF, or CR alone as in old files
        stop = (size_t)(lone_return - text.bytes);
    line.next = stop;
    if (line.next < text.size && text.bytes[line.next] == '\r')
        line.next++;
    if (line.next < text.size && text.bytes[line.next] == '\n')
        line.next++;
    while (line.begin < stop && is_blank(text.bytes[line.begin]))
        line.begin++;
    while (stop > line.begin && is_blank(text.bytes[stop - 1]))
        stop--;
    line.end = stop;
    return line;
}

// The line end before a line: itself where it stood alone, joined with white space otherwise.
static void put_line_end(struct rubric_builder *builder, rubric_slice text, size_t from,
                         size_t to) {
    bool is_plain = to == from + 1 && text.bytes[from] == '\n';
    rubric_builder_text(builder, rubric_slice_make("\n", 1),
                        is_plain ? ORIGIN_VERBATIM : ORIGIN_JOINED, (uint32_t)from,
                        (uint32_t)(to - from));
}

rubric_status rubric_text_read(rubric_document *document, rubric_error *error) {
    rubric_slice text = rubric_document_source(document);
    struct rubric_builder builder;
    rubric_builder_init(&builder, document);
    bool in_paragraph = false;
    size_t last_end = 0;
    for (size_t at = 0; at < text.size;) {
        struct line line = read_line(text, at);
        bool is_empty = line.begin == line.end;
        if (is_empty && in_paragraph) {
            rubric_builder_close(&builder);
            in_paragraph = false;
        } else if (!is_empty) {
            if (in_paragraph)
                put_line_end(&builder, text, last_end, line.begin);
            else
                rubric_builder_open(&builder, RUBRIC_KIND_PARAGRAPH);
            in_paragraph = true;
            rubric_builder_text(&builder, rubric_slice_part(text, line.begin, line.end),
                                ORIGIN_VERBATIM, (uint32_t)line.begin, 0);
            last_end = line.end;
        }
        if (!rubric_context_charge(document->context, 1 + line.next - at))
            return rubric_context_error(document->context, error);
        at = line.next;
    }
    if (in_paragraph)
        rubric_builder_close(&builder);
    rubric_builder_close(&builder);
    return rubric_context_error(document->context, error);
}
