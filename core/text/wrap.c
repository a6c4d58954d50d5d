// SPDX-License-Identifier: MIT
// Layout of lines: breaking a text where UAX #14 or a blank allows it, and padding it.
#include "base/utf8.h"
#include "rubric/text.h"

enum { ENDS = 32 }; // break opportunities that are asked for at a time

static bool is_glue(uint32_t code_point) {
    return code_point == 0xA0 || code_point == 0x202F; // no-break spaces
}

static bool is_blank(uint32_t code_point) {
    return rubric_is_space(code_point) && !is_glue(code_point);
}

// A text on its way into lines.
typedef struct wrapper {
    rubric_buffer *out;
    const rubric_wrap_options *options;
    rubric_slice text;
    size_t at;
    size_t ends[ENDS]; // break opportunities of the standard, from `end` on
    size_t end, end_count;
    size_t column;
    bool is_line_empty;
} wrapper;

// What stands between two places where a line may end, without the blanks around it.
typedef struct piece {
    rubric_slice text;
    bool has_blank;   // after it
    bool is_line_end; // the text itself ends a line after it
} piece;

static void skip_blanks(wrapper *self, piece *out) {
    size_t size;
    while (self->at < self->text.size) {
        uint32_t code_point = utf8_next(self->text, self->at, &size);
        if (!is_blank(code_point))
            return;
        self->at += size;
        out->has_blank = true;
        out->is_line_end |= rubric_is_line_end(self->text, self->at);
    }
}

// The next break opportunity of the standard after `at`.
static size_t next_opportunity(wrapper *self) {
    while (self->end == self->end_count || self->ends[self->end] <= self->at) {
        if (self->end < self->end_count) {
            self->end++;
            continue;
        }
        size_t from = self->end_count ? self->ends[self->end_count - 1] : 0;
        self->end_count =
            rubric_boundaries(RUBRIC_BOUNDARY_LINE, self->text, from, self->ends, ENDS);
        self->end = 0;
        if (self->end_count == 0)
            return self->text.size;
    }
    return self->ends[self->end];
}

// Without white space at its ends, whatever stands there; false at the end of the text.
static bool read_piece(wrapper *self, piece *out) {
    size_t size, stop = self->text.size;
    out->has_blank = out->is_line_end = false;
    if (self->at >= self->text.size)
        return false;
    size_t begin = self->at, end = begin;
    if (!self->options->at_blanks)
        stop = next_opportunity(self);
    while (self->at < stop) {
        bool is_space = is_blank(utf8_next(self->text, self->at, &size));
        if (is_space && self->options->at_blanks)
            break;
        self->at += size;
        end = is_space ? end : self->at;
    }
    out->text = rubric_slice_part(self->text, begin, end);
    self->at = end;
    skip_blanks(self, out);
    return true;
}

static void begin_line(wrapper *self, rubric_slice indent) {
    rubric_buffer_put_slice(self->out, indent);
    self->column = rubric_text_width(indent);
    self->is_line_empty = true;
}

static void end_line(wrapper *self) {
    rubric_buffer_put_byte(self->out, '\n');
    begin_line(self, self->options->indent);
}

// Put what fits nowhere a line at a time, cut between graphemes.
static rubric_slice put_long(wrapper *self, rubric_slice text, size_t width) {
    for (;;) {
        size_t room = width > self->column ? width - self->column : 1;
        size_t size = rubric_text_fit(text, RUBRIC_UNIT_COLUMNS, room);
        if (size == 0) // not even one: a wide one in a single column
            size = rubric_grapheme_next(text, 0);
        if (size == text.size)
            return text;
        rubric_buffer_put(self->out, text.bytes, size);
        text = rubric_slice_part(text, size, text.size);
        end_line(self);
    }
}

static void put_piece(wrapper *self, rubric_slice text, bool after_blank) {
    size_t width = self->options->width, needed = rubric_text_width(text) + after_blank;
    bool is_full = self->column >= width || needed > width - self->column;
    if (!self->is_line_empty && is_full)
        end_line(self);
    else if (!self->is_line_empty && after_blank) {
        rubric_buffer_put_byte(self->out, ' ');
        self->column++;
    }
    if (self->options->cut_long && self->is_line_empty)
        text = put_long(self, text, width);
    rubric_buffer_put_slice(self->out, text);
    self->column += rubric_text_width(text);
    self->is_line_empty = false;
}

void rubric_text_wrap(rubric_buffer *out, rubric_slice text, const rubric_wrap_options *options) {
    wrapper self = {.out = out, .options = options, .text = text};
    piece found = {.is_line_end = false};
    skip_blanks(&self, &found);
    if (self.at >= text.size)
        return;
    begin_line(&self, options->first_indent);
    bool after_blank = false;
    while (!out->failed && read_piece(&self, &found)) {
        put_piece(&self, found.text, after_blank);
        after_blank = found.has_blank;
        if (options->keep_lines && found.is_line_end && self.at < text.size)
            end_line(&self);
    }
}

void rubric_text_pad(rubric_buffer *out, rubric_slice text, size_t columns, rubric_side side) {
    size_t width = rubric_text_width(text), missing = columns > width ? columns - width : 0;
    size_t left = side == RUBRIC_SIDE_LEFT ? missing : side == RUBRIC_SIDE_BOTH ? missing / 2 : 0;
    rubric_buffer_put_repeated(out, ' ', left);
    rubric_buffer_put_slice(out, text);
    rubric_buffer_put_repeated(out, ' ', missing - left);
}
