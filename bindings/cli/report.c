// SPDX-License-Identifier: MIT
// Lays out messages about documents for people and as JSON.
#include "report.h"

#include "options.h"

enum { BEFORE_CARET = 60, LINE_SIZE = 100 }; // bytes of a source line that are shown

static const char *color_of(rubric_level level) {
    switch (level) {
    case RUBRIC_LEVEL_ERROR:
        return "\033[1;31m";
    case RUBRIC_LEVEL_WARNING:
        return "\033[1;33m";
    default:
        return "\033[1;36m";
    }
}

// What stands in a file must not steer a terminal.
static void put_visible(rubric_buffer *out, rubric_slice text) {
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '\t')
            rubric_buffer_put_byte(out, ' ');
        else
            rubric_buffer_put_byte(out, byte < 0x20 || byte == 0x7F ? '.' : (char)byte);
    }
}

static size_t number_width(uint32_t number) {
    size_t width = 1;
    for (; number >= 10; number /= 10)
        width++;
    return width;
}

static void put_margin(rubric_buffer *out, uint32_t line, bool is_numbered) {
    size_t width = number_width(line);
    rubric_buffer_put_repeated(out, ' ', width < 4 ? 4 - width : 0);
    if (is_numbered)
        rubric_buffer_put_integer(out, line);
    else
        rubric_buffer_put_repeated(out, ' ', width);
    rubric_buffer_put_string(out, " | ");
}

static void put_excerpt(rubric_buffer *out, const rubric_report *report) {
    rubric_slice line = rubric_text_line(report->source, report->offset);
    size_t caret =
        line.bytes == NULL ? 0 : report->offset - (size_t)(line.bytes - report->source.bytes);
    if (caret > line.size)
        caret = line.size;
    size_t begin = caret > BEFORE_CARET ? rubric_utf8_floor(line, caret - BEFORE_CARET) : 0;
    size_t end =
        begin + LINE_SIZE < line.size ? rubric_utf8_floor(line, begin + LINE_SIZE) : line.size;
    put_margin(out, report->position.line, true);
    put_visible(out, rubric_slice_part(line, begin, end));
    rubric_buffer_put_byte(out, '\n');
    put_margin(out, report->position.line, false);
    rubric_buffer shown;
    rubric_buffer_init(&shown, out->context);
    put_visible(&shown, rubric_slice_part(line, begin, caret));
    rubric_buffer_put_repeated(out, ' ', rubric_text_width(rubric_buffer_slice(&shown)));
    rubric_buffer_clear(&shown);
    rubric_buffer_put_string(out, "^\n");
}

static void put_text(rubric_buffer *out, const rubric_report *report, rubric_report_style style) {
    put_visible(out, report->file);
    if (report->position.line > 0) {
        rubric_buffer_put_byte(out, ':');
        rubric_buffer_put_integer(out, report->position.line);
        rubric_buffer_put_byte(out, ':');
        rubric_buffer_put_integer(out, report->position.column);
    }
    rubric_buffer_put_string(out, ": ");
    rubric_buffer_put_string(out, style.has_color ? color_of(report->level) : "");
    rubric_buffer_put_string(out, rubric_level_name(report->level));
    rubric_buffer_put_string(out, style.has_color ? ":\033[0m " : ": ");
    put_visible(out, report->message);
    if (report->rule.size > 0) {
        rubric_buffer_put_string(out, " [");
        put_visible(out, report->rule);
        rubric_buffer_put_byte(out, ']');
    }
    rubric_buffer_put_byte(out, '\n');
    if (style.form == RUBRIC_REPORT_TEXT && report->source.size > 0 && report->position.line > 0)
        put_excerpt(out, report);
}

static void put_json(rubric_buffer *out, const rubric_report *report) {
    rubric_buffer_put_string(out, "{\"file\":");
    rubric_json_write_string(out, report->file);
    rubric_buffer_put_string(out, ",\"level\":\"");
    rubric_buffer_put_string(out, rubric_level_name(report->level));
    rubric_buffer_put_string(out, "\",\"message\":");
    rubric_json_write_string(out, report->message);
    if (report->rule.size > 0) {
        rubric_buffer_put_string(out, ",\"rule\":");
        rubric_json_write_string(out, report->rule);
    }
    if (report->position.line > 0) {
        rubric_buffer_put_string(out, ",\"line\":");
        rubric_buffer_put_integer(out, report->position.line);
        rubric_buffer_put_string(out, ",\"column\":");
        rubric_buffer_put_integer(out, report->position.column);
    }
    rubric_buffer_put_string(out, "}\n");
}

void rubric_report_put(rubric_buffer *out, const rubric_report *report, rubric_report_style style) {
    if (style.form == RUBRIC_REPORT_JSON)
        put_json(out, report);
    else
        put_text(out, report, style);
}

void rubric_report_put_document(rubric_buffer *out, rubric_document *document, rubric_slice file,
                                rubric_report_style style) {
    rubric_diagnostic diagnostic;
    for (size_t i = 0; rubric_document_diagnostic(document, i, &diagnostic); i++) {
        rubric_report report = {
            .file = file,
            .level = diagnostic.level,
            .message = diagnostic.message,
            .rule = diagnostic.code,
        };
        if (diagnostic.range.known) {
            report.source = rubric_document_source(document);
            report.offset = diagnostic.range.begin;
            report.position = rubric_document_position(document, report.offset);
        }
        rubric_report_put(out, &report, style);
    }
}
