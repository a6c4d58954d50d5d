// SPDX-License-Identifier: MIT
// What md4c 0.4.8 (CommonMark 0.30) reads, as a dump. It reads beyond its input, so that this is
// copied in front of line ends.
#include <md4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/dump.h"

static void put_decoded(rubric_buffer *out, MD_TEXTTYPE type, rubric_slice text) {
    char decoded[8];
    size_t size = 0;
    if (type == MD_TEXT_NULLCHAR)
        rubric_buffer_put_code_point(out, 0xFFFD);
    else if (type == MD_TEXT_ENTITY && rubric_entity_read(text, 0, decoded, &size))
        rubric_buffer_put(out, decoded, size);
    else
        rubric_buffer_put_slice(out, text);
}

static void decode(rubric_buffer *out, const MD_ATTRIBUTE *attribute) {
    for (size_t i = 0; attribute->text && attribute->substr_offsets[i] < attribute->size; i++) {
        MD_OFFSET begin = attribute->substr_offsets[i], end = attribute->substr_offsets[i + 1];
        put_decoded(out, attribute->substr_types[i],
                    rubric_slice_make(attribute->text + begin, end - begin));
    }
}

static void tell_attributes(struct dump *dump, const char *line, const MD_ATTRIBUTE *first,
                            const MD_ATTRIBUTE *second) {
    rubric_buffer one, two;
    rubric_buffer_init(&one, dump->lines.context);
    rubric_buffer_init(&two, dump->lines.context);
    decode(&one, first);
    if (second)
        decode(&two, second);
    dump_strings(dump, line, rubric_buffer_slice(&one), rubric_buffer_slice(&two));
    rubric_buffer_clear(&one);
    rubric_buffer_clear(&two);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
    static const char *const lines[] = {[MD_BLOCK_QUOTE] = "<quote",
                                        [MD_BLOCK_LI] = "<item",
                                        [MD_BLOCK_HR] = "<hr",
                                        [MD_BLOCK_HTML] = "<html",
                                        [MD_BLOCK_P] = "<p"};
    char line[80];
    ((struct dump *)user)->is_block = type == MD_BLOCK_HTML;
    if (type == MD_BLOCK_UL) {
        snprintf(line, sizeof line, "<list %s",
                 ((MD_BLOCK_UL_DETAIL *)detail)->is_tight ? "tight" : "loose");
        dump_line(user, line);
    } else if (type == MD_BLOCK_OL) {
        const MD_BLOCK_OL_DETAIL *list = detail;
        snprintf(line, sizeof line, "<list %u %s", list->start, list->is_tight ? "tight" : "loose");
        dump_line(user, line);
    } else if (type == MD_BLOCK_H) {
        snprintf(line, sizeof line, "<h%u", ((MD_BLOCK_H_DETAIL *)detail)->level);
        dump_line(user, line);
    } else if (type == MD_BLOCK_CODE) {
        tell_attributes(user, "<pre", &((MD_BLOCK_CODE_DETAIL *)detail)->info, NULL);
    } else if (type < sizeof lines / sizeof *lines && lines[type]) {
        dump_line(user, lines[type]);
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
    static const char *const lines[] = {
        [MD_BLOCK_QUOTE] = ">quote", [MD_BLOCK_UL] = ">list",   [MD_BLOCK_OL] = ">list",
        [MD_BLOCK_LI] = ">item",     [MD_BLOCK_HR] = ">hr",     [MD_BLOCK_H] = ">h",
        [MD_BLOCK_CODE] = ">pre",    [MD_BLOCK_HTML] = ">html", [MD_BLOCK_P] = ">p"};
    (void)detail;
    if (type < sizeof lines / sizeof *lines && lines[type])
        dump_line(user, lines[type]);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
    switch (type) {
    case MD_SPAN_EM:
        dump_line(user, "<em");
        break;
    case MD_SPAN_STRONG:
        dump_line(user, "<strong");
        break;
    case MD_SPAN_CODE:
        dump_line(user, "<code");
        break;
    case MD_SPAN_A: {
        const MD_SPAN_A_DETAIL *link = detail;
        tell_attributes(user, "<link", &link->href, &link->title);
        break;
    }
    case MD_SPAN_IMG: {
        const MD_SPAN_IMG_DETAIL *image = detail;
        tell_attributes(user, "<image", &image->src, &image->title);
        break;
    }
    default:
        break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
    static const char *const lines[] = {[MD_SPAN_EM] = ">em",
                                        [MD_SPAN_STRONG] = ">strong",
                                        [MD_SPAN_A] = ">link",
                                        [MD_SPAN_IMG] = ">image",
                                        [MD_SPAN_CODE] = ">code"};
    (void)detail;
    if (type < sizeof lines / sizeof *lines && lines[type])
        dump_line(user, lines[type]);
    return 0;
}

static int tell(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
    struct dump *dump = user;
    switch (type) {
    case MD_TEXT_BR:
        dump_line(dump, "<br");
        dump_line(dump, ">br");
        break;
    case MD_TEXT_SOFTBR:
        dump_text(dump, rubric_slice_make("\n", 1));
        break;
    case MD_TEXT_HTML:
        if (dump->is_block)
            dump_text(dump, rubric_slice_make(text, size));
        else
            dump_html(dump, rubric_slice_make(text, size));
        break;
    default:
        put_decoded(&dump->text, type, rubric_slice_make(text, size));
        break;
    }
    return 0;
}

bool dump_md4c(struct dump *dump, rubric_slice text) {
    enum { PADDING = 64 };
    static const MD_PARSER parser = {.enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = tell};
    char *padded = malloc(text.size + PADDING);
    if (!padded)
        return false;
    if (text.size)
        memcpy(padded, text.bytes, text.size);
    memset(padded + text.size, '\n', PADDING);
    bool is_read = md_parse(padded, (MD_SIZE)text.size, &parser, dump) == 0;
    free(padded);
    dump_end(dump);
    return is_read && !dump->lines.failed && !dump->text.failed;
}
