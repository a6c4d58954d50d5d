// SPDX-License-Identifier: MIT
// Lines of a dump.
#include "oracle/dump.h"

void dump_begin(struct dump *dump, rubric_context *context) {
    rubric_buffer_init(&dump->lines, context);
    rubric_buffer_init(&dump->text, context);
    dump->is_block = false;
}

void dump_clear(struct dump *dump) {
    rubric_buffer_clear(&dump->lines);
    rubric_buffer_clear(&dump->text);
}

static void put_quoted(rubric_buffer *out, rubric_slice text) {
    rubric_value value = {.type = RUBRIC_VALUE_STRING, .as.string = text};
    rubric_json_write(out, &value, 0);
}

static void tell_text(struct dump *dump) {
    if (!dump->text.size)
        return;
    put_quoted(&dump->lines, rubric_buffer_slice(&dump->text));
    rubric_buffer_put_byte(&dump->lines, '\n');
    dump->text.size = 0;
}

void dump_text(struct dump *dump, rubric_slice text) {
    rubric_buffer_put_slice(&dump->text, text);
}

void dump_html(struct dump *dump, rubric_slice html) {
    rubric_buffer *text = &dump->text;
    if (text->size && text->bytes[text->size - 1] == 2)
        text->size--; // it goes on
    else
        rubric_buffer_put_byte(text, 1);
    rubric_buffer_put_slice(text, html);
    rubric_buffer_put_byte(text, 2);
}

void dump_line(struct dump *dump, const char *line) {
    tell_text(dump);
    rubric_buffer_put_string(&dump->lines, line);
    rubric_buffer_put_byte(&dump->lines, '\n');
}

void dump_strings(struct dump *dump, const char *line, rubric_slice first, rubric_slice second) {
    tell_text(dump);
    rubric_buffer_put_string(&dump->lines, line);
    rubric_buffer_put_byte(&dump->lines, ' ');
    put_quoted(&dump->lines, first);
    rubric_buffer_put_byte(&dump->lines, ' ');
    put_quoted(&dump->lines, second);
    rubric_buffer_put_byte(&dump->lines, '\n');
}

void dump_end(struct dump *dump) {
    tell_text(dump);
}
