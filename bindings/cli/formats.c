// SPDX-License-Identifier: MIT
// Lays out formats and their options, for people and as JSON.
#include "formats.h"

#include "help.h"

enum group { OF_READER, OF_WRITER, OF_BOTH };

static void put_extensions(rubric_buffer *out, const rubric_format *format, const char *separator) {
    for (size_t i = 0; format->extensions[i] != NULL; i++) {
        rubric_buffer_put_string(out, i == 0 ? "" : separator);
        rubric_buffer_put_string(out, format->extensions[i]);
    }
}

/* ---- As JSON ------------------------------------------------------------------------- */

static void put_option_json(rubric_buffer *out, const rubric_format_option *option) {
    rubric_buffer_put_string(out, "{\"name\":");
    rubric_json_write_string(out, rubric_slice_of(option->name));
    if (option->choices != NULL) {
        rubric_buffer_put_string(out, ",\"choices\":[");
        for (size_t i = 0; option->choices[i] != NULL; i++) {
            rubric_buffer_put_string(out, i == 0 ? "" : ",");
            rubric_json_write_string(out, rubric_slice_of(option->choices[i]));
        }
        rubric_buffer_put_byte(out, ']');
    } else {
        rubric_buffer_put_string(out, option->is_integer ? ",\"type\":\"integer\""
                                                         : ",\"type\":\"boolean\"");
    }
    rubric_buffer_put_string(out, ",\"help\":");
    rubric_json_write_string(out, rubric_slice_of(option->help));
    rubric_buffer_put_byte(out, '}');
}

static void put_options_json(rubric_buffer *out, const rubric_format *format, bool reads) {
    rubric_format_option option;
    rubric_buffer_put_string(out, reads ? ",\"from_options\":[" : ",\"to_options\":[");
    for (size_t i = 0; rubric_format_option_at(format, reads, i, &option); i++) {
        rubric_buffer_put_string(out, i == 0 ? "" : ",");
        put_option_json(out, &option);
    }
    rubric_buffer_put_byte(out, ']');
}

static void put_format_json(rubric_buffer *out, const rubric_format *format) {
    rubric_buffer_put_string(out, "{\"name\":");
    rubric_json_write_string(out, rubric_slice_of(format->name));
    rubric_buffer_put_string(out, format->reads ? ",\"reads\":true" : ",\"reads\":false");
    rubric_buffer_put_string(out, format->writes ? ",\"writes\":true" : ",\"writes\":false");
    rubric_buffer_put_string(out, ",\"extensions\":[");
    rubric_buffer_put_string(out, format->extensions[0] == NULL ? "" : "\"");
    put_extensions(out, format, "\",\"");
    rubric_buffer_put_string(out, format->extensions[0] == NULL ? "" : "\"");
    rubric_buffer_put_string(out, "],\"description\":");
    rubric_json_write_string(out, rubric_slice_of(format->description));
    put_options_json(out, format, true);
    put_options_json(out, format, false);
    rubric_buffer_put_string(out, "}\n");
}

/* ---- For people ---------------------------------------------------------------------- */

static void put_padded(rubric_buffer *out, const char *text, size_t width) {
    size_t size = strlen(text);
    rubric_buffer_put_string(out, text);
    rubric_buffer_put_repeated(out, ' ', size < width ? width - size : 1);
}

static void put_format(rubric_buffer *out, const rubric_format *format) {
    put_padded(out, format->name, 17);
    put_padded(out, format->reads ? "reads" : "", 6);
    put_padded(out, format->writes ? "writes" : "", 7);
    size_t begin = out->size;
    put_extensions(out, format, " ");
    size_t width = out->size - begin;
    rubric_buffer_put_repeated(out, ' ', width < 20 ? 20 - width : 1);
    rubric_buffer_put_string(out, format->description);
    rubric_buffer_put_byte(out, '\n');
}

static bool has_option(const rubric_format *format, bool reads, const char *name) {
    rubric_format_option option;
    for (size_t i = 0; rubric_format_option_at(format, reads, i, &option); i++)
        if (strcmp(option.name, name) == 0)
            return true;
    return false;
}

static void put_option(rubric_buffer *out, const rubric_format_option *option) {
    rubric_buffer left;
    rubric_buffer_init(&left, out->context);
    rubric_buffer_put_string(&left, "  ");
    rubric_buffer_put_string(&left, option->name);
    for (size_t i = 0; option->choices != NULL && option->choices[i] != NULL; i++) {
        rubric_buffer_put_string(&left, i == 0 ? "=" : "|");
        rubric_buffer_put_string(&left, option->choices[i]);
    }
    rubric_buffer_put_string(&left, option->is_integer ? "=N" : "");
    rubric_help_put_row(out, &left, rubric_slice_of(option->help));
    rubric_buffer_clear(&left);
}

// Options that the reader and the writer share are listed once, as those of both.
static void put_group(rubric_buffer *out, const rubric_format *format, enum group group,
                      const char *title) {
    bool reads = group != OF_WRITER;
    size_t count = 0;
    rubric_format_option option;
    for (size_t i = 0; rubric_format_option_at(format, reads, i, &option); i++) {
        if (has_option(format, !reads, option.name) != (group == OF_BOTH))
            continue;
        if (count++ == 0) {
            rubric_buffer_put_byte(out, '\n');
            rubric_buffer_put_string(out, title);
            rubric_buffer_put_string(out, ":\n");
        }
        put_option(out, &option);
    }
}

static void put_options(rubric_buffer *out, const rubric_format *format) {
    put_group(out, format, OF_READER, "Options of the reader, with --from-option NAME=VALUE");
    put_group(out, format, OF_WRITER, "Options of the writer, with --to-option NAME=VALUE");
    put_group(out, format, OF_BOTH,
              "Options of both, or behind the format's name as +NAME and -NAME");
}

static bool has_options(const rubric_format *format) {
    rubric_format_option option;
    return rubric_format_option_at(format, true, 0, &option) ||
           rubric_format_option_at(format, false, 0, &option);
}

int rubric_formats_list(rubric_session *session) {
    rubric_buffer text;
    rubric_buffer_init(&text, session->context);
    const rubric_format *format;
    bool is_json = session->settings.json;
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        if (is_json)
            put_format_json(&text, format);
        else
            put_format(&text, format);
    }
    for (size_t i = 0; !is_json && (format = rubric_format_at(i)) != NULL; i++) {
        if (!has_options(format))
            continue;
        rubric_buffer_put_string(&text, "\n== ");
        rubric_buffer_put_string(&text, format->name);
        rubric_buffer_put_string(&text, " ==\n");
        put_options(&text, format);
    }
    int code = rubric_help_print(&text);
    rubric_buffer_clear(&text);
    return code;
}

static void put_examples(rubric_buffer *out, const rubric_format *format) {
    if (strcmp(format->name, "markdown") != 0)
        return;
    rubric_buffer_put_string(
        out, "\nNames of sets: commonmark (nothing beyond the specification), gfm, pandoc.\n"
             "\nExamples:\n"
             "  rubric convert -f markdown+definition_lists-tables -t html notes.md\n"
             "  rubric convert -t gfm --to-option wrap=sentence --to-option 'bullet=*' page.html\n"
             "  rubric convert --from-option smart -t html notes.md\n");
}

int rubric_formats_help(rubric_session *session, const rubric_format *format) {
    rubric_buffer text;
    rubric_buffer_init(&text, session->context);
    rubric_buffer_put_string(&text, format->name);
    rubric_buffer_put_string(&text, ": ");
    rubric_buffer_put_string(&text, format->description);
    rubric_buffer_put_string(&text, format->reads    ? "; is read"
                                    : format->writes ? "; is written"
                                                     : "");
    rubric_buffer_put_string(&text, format->reads && format->writes ? " and written\n" : "\n");
    put_options(&text, format);
    if (!has_options(format))
        rubric_buffer_put_string(&text, "\nIt has no options.\n");
    put_examples(&text, format);
    int code = rubric_help_print(&text);
    rubric_buffer_clear(&text);
    return code;
}
