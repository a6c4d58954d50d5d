// SPDX-License-Identifier: MIT
// A whole page around a document: its head from the metadata, and a few rules that make it easy to
// read in any window and in the dark.
#include "document/document.h"
#include "writers/html/escape.h"
#include "writers/html/html.h"

static const char style[] =
    ":root{color-scheme:light dark}\n"
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.6 serif;"
    "overflow-wrap:break-word}\n"
    "h1,h2,h3,h4,h5,h6{line-height:1.25}\n"
    "img{max-width:100%;height:auto}\n"
    "pre{overflow:auto;padding:.5em 1em;border:1px solid #8885}\n"
    "code,kbd,samp{font-family:monospace}\n"
    "blockquote{margin-left:0;padding-left:1em;border-left:3px solid #8888}\n"
    "table{border-collapse:collapse}\n"
    "td,th{padding:.2em .6em;border:1px solid #8885}\n"
    ".line-block{white-space:pre-line}\n"
    ".small-caps{font-variant:small-caps}\n";

// Appends the text of a string, of content, or of a list of them; nothing for other values.
static void put_text_of(rubric_buffer *text, rubric_document *document, const rubric_value *value) {
    if (!value)
        return;
    if (value->type == RUBRIC_VALUE_LIST) {
        for (uint32_t i = 0; i < value->as.list.count; i++) {
            const rubric_value *item = &value->as.list.items[i];
            if (text->size && item->type != RUBRIC_VALUE_LIST)
                rubric_buffer_put_string(text, ", ");
            if (item->type != RUBRIC_VALUE_LIST) // no list in a list
                put_text_of(text, document, item);
        }
    } else if (value->type == RUBRIC_VALUE_STRING) {
        rubric_buffer_put_slice(text, value->as.string);
    } else if (value->type == RUBRIC_VALUE_CONTENT) {
        rubric_node root = rubric_content_root(document, value);
        if (root.id)
            rubric_node_text(text, root);
    } else if (value->type == RUBRIC_VALUE_MAP) { // an author with more than a name
        const rubric_value *name = rubric_value_find(value, rubric_slice_of("name"));
        if (name && name->type == RUBRIC_VALUE_STRING)
            rubric_buffer_put_slice(text, name->as.string);
    } else if (value->type == RUBRIC_VALUE_INTEGER || value->type == RUBRIC_VALUE_NUMBER) {
        rubric_json_write(text, value, 0);
    }
}

// The text of a key of the metadata, empty when it has none.
static rubric_slice text_of(struct html_writer *writer, rubric_buffer *text, const char *key) {
    const rubric_value *metadata = rubric_document_metadata(writer->document);
    text->size = 0;
    put_text_of(text, writer->document, rubric_value_find(metadata, rubric_slice_of(key)));
    return rubric_buffer_slice(text);
}

static void put_metas(struct html_writer *writer, rubric_buffer *text) {
    static const struct {
        const char *key, *attribute, *name;
    } metas[] = {{"description", "name", "description"},
                 {"keywords", "name", "keywords"},
                 {"date", "property", "article:published_time"},
                 {"updated", "property", "article:modified_time"},
                 {"site", "property", "og:site_name"}};
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        rubric_slice content = text_of(writer, text, metas[i].key);
        if (!content.size)
            continue;
        html_put(writer, "<meta");
        rubric_html_put_pair(writer, metas[i].attribute, rubric_slice_of(metas[i].name));
        rubric_html_put_pair(writer, "content", content);
        html_put(writer, ">\n");
    }
}

static void put_author(struct html_writer *writer, rubric_buffer *text,
                       const rubric_value *author) {
    text->size = 0;
    put_text_of(text, writer->document, author);
    if (!text->size)
        return;
    html_put(writer, "<meta name=\"author\"");
    rubric_html_put_pair(writer, "content", rubric_buffer_slice(text));
    html_put(writer, ">\n");
}

// One element for each of them.
static void put_authors(struct html_writer *writer, rubric_buffer *text) {
    const rubric_value *author =
        rubric_value_find(rubric_document_metadata(writer->document), rubric_slice_of("author"));
    if (!author || author->type != RUBRIC_VALUE_LIST) {
        put_author(writer, text, author);
        return;
    }
    for (uint32_t i = 0; i < author->as.list.count; i++)
        if (author->as.list.items[i].type != RUBRIC_VALUE_LIST)
            put_author(writer, text, &author->as.list.items[i]);
}

static void put_canonical(struct html_writer *writer, rubric_buffer *text) {
    rubric_slice url = text_of(writer, text, "url");
    if (!url.size || !rubric_html_is_safe_url(url))
        return;
    html_put(writer, "<link rel=\"canonical\" href=\"");
    rubric_html_put_url(writer->out, url);
    html_put(writer, "\">\n");
}

void rubric_html_begin_page(struct html_writer *writer) {
    rubric_buffer text;
    rubric_buffer_init(&text, writer->out->context);
    html_put(writer, "<!DOCTYPE html>\n<html");
    rubric_slice lang = text_of(writer, &text, "lang");
    if (lang.size)
        rubric_html_put_pair(writer, "lang", lang);
    html_put(writer, ">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>");
    rubric_html_put_escaped(writer->out, text_of(writer, &text, "title"));
    html_put(writer, "</title>\n");
    put_authors(writer, &text);
    put_metas(writer, &text);
    put_canonical(writer, &text);
    html_put(writer, "<style>\n");
    html_put(writer, style);
    html_put(writer, "</style>\n</head>\n<body");
    rubric_html_end_tag(writer, rubric_document_root(writer->document), NULL);
    html_put(writer, "\n");
    if (text.failed)
        writer->out->failed = true;
    rubric_buffer_clear(&text);
}
