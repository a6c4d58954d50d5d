// SPDX-License-Identifier: MIT
// Nodes of code, HTML and rules: leaf blocks whose text is no Markdown (sections 4.1, 4.4 to 4.6).
#include "readers/markdown/attributes.h"
#include "readers/markdown/tree/tree.h"

// The text of code and of HTML, line by line.
static void put_lines(struct reading *reading, const struct block *block) {
    rubric_slice source = reading->blocks.line.text;
    const struct text_line *lines = reading->blocks.lines + block->first_line;
    for (uint32_t i = 0; i < block->line_count; i++) {
        const struct text_line *line = &lines[i];
        if (line->spaces)
            rubric_builder_text(&reading->builder, rubric_slice_make("   ", line->spaces),
                                ORIGIN_JOINED, line->begin - 1, 1);
        for (uint32_t at = line->begin; at < line->end;) {
            const char *nul = memchr(source.bytes + at, '\0', line->end - at);
            uint32_t stop = nul ? (uint32_t)(nul - source.bytes) : line->end;
            rubric_builder_text(&reading->builder, rubric_slice_part(source, at, stop),
                                ORIGIN_VERBATIM, at, 0);
            if (nul)
                rubric_builder_text(&reading->builder, rubric_slice_of("\xEF\xBF\xBD"),
                                    ORIGIN_ENTITY, stop, 1);
            at = stop + (nul != NULL);
        }
        bool is_plain = line->end < source.size && source.bytes[line->end] == '\n';
        bool is_last = i + 1 == block->line_count;
        uint32_t next = is_last ? line->end + 1 : lines[i + 1].begin - (lines[i + 1].spaces > 0);
        bool is_missing = line->end >= source.size;
        rubric_builder_text(&reading->builder, rubric_slice_make("\n", 1),
                            is_missing                          ? ORIGIN_SYNTHETIC
                            : is_plain && next == line->end + 1 ? ORIGIN_VERBATIM
                                                                : ORIGIN_JOINED,
                            line->end, next - line->end);
        if (!rubric_context_charge(reading->blocks.context, 1 + line->end - line->begin))
            return;
    }
}

static void put_raw(struct reading *reading, const struct block *block, rubric_slice format) {
    rubric_buffer literal;
    rubric_buffer_init(&literal, reading->blocks.context);
    const struct text_line *lines = reading->blocks.lines + block->first_line;
    for (uint32_t i = 0; i < block->line_count; i++) {
        rubric_buffer_put_repeated(&literal, ' ', lines[i].spaces);
        for (uint32_t at = lines[i].begin; at < lines[i].end; at++) {
            char byte = reading->blocks.line.text.bytes[at];
            if (byte)
                rubric_buffer_put_byte(&literal, byte);
            else
                rubric_buffer_put_code_point(&literal, 0xFFFD);
        }
        rubric_buffer_put_byte(&literal, '\n');
    }
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_RAW_BLOCK);
    if (id) {
        rubric_builder_cover(&reading->builder, id, block->begin, block->end);
        rubric_builder_cover(&reading->builder, reading->builder.parent, block->begin, block->end);
    }
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_FORMAT, format, true);
    rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LITERAL,
                              rubric_buffer_slice(&literal), false);
    rubric_buffer_clear(&literal);
}

void rubric_reading_put_raw(struct reading *reading, const struct block *block) {
    put_raw(reading, block, rubric_slice_of("html"));
}

void rubric_reading_put_code(struct reading *reading, const struct block *block) {
    struct code_info info = rubric_code_info_read(reading, block);
    if (info.format.size) {
        put_raw(reading, block, info.format);
        return;
    }
    uint32_t id = rubric_reading_open(reading, RUBRIC_KIND_CODE_BLOCK, block);
    if (block->as.fence.mark) {
        rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_LANGUAGE, info.language,
                                  true);
        rubric_builder_set_string(&reading->builder, id, RUBRIC_FIELD_INFO, info.all, true);
    }
    if (info.attributes.size)
        rubric_attributes_put(&reading->builder, id, info.attributes);
    put_lines(reading, block);
    rubric_builder_close(&reading->builder);
}

void rubric_reading_put_rule(struct reading *reading, const struct block *block) {
    uint32_t id = rubric_builder_add(&reading->builder, RUBRIC_KIND_THEMATIC_BREAK);
    if (!id)
        return;
    rubric_builder_cover(&reading->builder, id, block->begin, block->end);
    rubric_builder_cover(&reading->builder, reading->builder.parent, block->begin, block->end);
}
