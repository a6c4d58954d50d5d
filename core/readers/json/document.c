// SPDX-License-Identifier: MIT
// The document's own JSON, as core/writers/json.c writes it: nothing is lost on the way. Places in
// the source and the name of its format are information, and are not read.
#include "readers/json/document.h"

#include <stdarg.h>
#include <stdio.h>

#include "data/json.h"
#include "readers/readers.h"

enum {
    VERSION = 1,
    MOST_LAYERS = 4096,
    JSON_DEPTH = 16000 // nodes are two levels each, in content in content
};

bool rubric_json_refuse(struct json_reading *reading, const rubric_value *value, const char *format,
                        ...) {
    if (reading->status != RUBRIC_OK)
        return false;
    char message[sizeof reading->error->message];
    rubric_error unused;
    rubric_error *error = reading->error ? reading->error : &unused;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    reading->status = rubric_error_set(error, RUBRIC_ERROR_SYNTAX, "%s", message);
    rubric_slice source = rubric_document_source(reading->builder.document);
    rubric_error_locate(error, source, value->offset < source.size ? value->offset : 0);
    return false;
}

static const char *article(rubric_value_type type) {
    return type == RUBRIC_VALUE_INTEGER ? "an" : type == RUBRIC_VALUE_NULL ? "the" : "a";
}

bool rubric_json_is(struct json_reading *reading, const rubric_value *value, rubric_value_type type,
                    const char *name) {
    return value->type == type ||
           rubric_json_refuse(reading, value, "expected %s to be %s %s, found %s %s", name,
                              article(type), rubric_value_type_name(type), article(value->type),
                              rubric_value_type_name(value->type));
}

bool rubric_json_unknown(struct json_reading *reading, const rubric_entry *member,
                         const char *owner, const char *const *names, size_t count) {
    const char *nearest = rubric_nearest(member->key, names, count);
    int size = (int)(member->key.size < 40 ? member->key.size : 40);
    return rubric_json_refuse(reading, &member->value, "a %s has no '%.*s'%s%s%s", owner, size,
                              member->key.bytes, nearest ? "; did you mean '" : "",
                              nearest ? nearest : "", nearest ? "'?" : "");
}

/* ---- Layers ---- */

// A member of a span that is an integer from 0; `standard` when it is not there.
static uint32_t index_of(struct json_reading *reading, const rubric_value *span, const char *name,
                         uint32_t standard) {
    const rubric_value *value = rubric_value_find(span, rubric_slice_of(name));
    if (!value)
        return standard;
    if (value->type == RUBRIC_VALUE_INTEGER && value->as.integer >= 0 &&
        value->as.integer < UINT32_MAX)
        return (uint32_t)value->as.integer;
    rubric_json_refuse(reading, value, "expected '%s' of a span to be an integer from 0", name);
    return standard;
}

static rubric_node leaf_at(struct json_reading *reading, const rubric_value *span, uint32_t index) {
    size_t count = reading->leaves.size / sizeof(uint32_t);
    uint32_t id = 0;
    if (index < count)
        memcpy(&id, reading->leaves.bytes + index * sizeof id, sizeof id);
    else
        rubric_json_refuse(reading, span,
                           "expected 'block' of a span to be below %zu, the count of blocks with "
                           "text",
                           count);
    return node_value(reading->builder.document, id);
}

static rubric_slice text_of(struct json_reading *reading, const rubric_value *span,
                            const char *name) {
    const rubric_value *value = rubric_value_find(span, rubric_slice_of(name));
    if (!value || !rubric_json_is(reading, value, RUBRIC_VALUE_STRING, name))
        return rubric_slice_make("", 0);
    return value->as.string;
}

static void read_score(struct json_reading *reading, const rubric_value *span,
                       rubric_annotation *out) {
    const rubric_value *value = rubric_value_find(span, rubric_slice_of("score"));
    if (!value)
        return;
    rubric_value score = rubric_json_value(reading, value);
    out->has_score = true;
    if (score.type == RUBRIC_VALUE_INTEGER)
        out->score = (double)score.as.integer;
    else if (rubric_json_is(reading, &score, RUBRIC_VALUE_NUMBER, "'score'"))
        out->score = score.as.number;
}

static void check_members(struct json_reading *reading, const rubric_value *span) {
    static const char *const names[] = {"block", "begin", "end_block", "end",
                                        "label", "rule",  "score",     "data"};
    enum { COUNT = sizeof names / sizeof *names };
    for (uint32_t i = 0; i < span->as.map.count; i++) {
        const rubric_entry *member = &span->as.map.entries[i];
        size_t n = 0;
        while (n < COUNT && !rubric_slice_equal(member->key, rubric_slice_of(names[n])))
            n++;
        if (n == COUNT) {
            rubric_json_unknown(reading, member, "span", names, COUNT);
            return;
        }
    }
}

static void read_span(struct json_reading *reading, rubric_slice layer, const rubric_value *span) {
    if (!rubric_json_is(reading, span, RUBRIC_VALUE_MAP, "a span"))
        return;
    check_members(reading, span);
    rubric_annotation out = {.layer = layer};
    uint32_t block = index_of(reading, span, "block", UINT32_MAX);
    uint32_t end = index_of(reading, span, "end_block", block);
    out.block = leaf_at(reading, span, block);
    out.end_block = leaf_at(reading, span, end);
    out.begin = index_of(reading, span, "begin", 0);
    out.end = index_of(reading, span, "end", 0);
    out.label = text_of(reading, span, "label");
    out.rule = text_of(reading, span, "rule");
    read_score(reading, span, &out);
    const rubric_value *data = rubric_value_find(span, rubric_slice_of("data"));
    rubric_value copy = data ? rubric_json_value(reading, data) : rubric_value_null();
    out.data = data ? &copy : NULL;
    uint32_t id;
    rubric_error error;
    if (json_failed(reading))
        return;
    if (rubric_document_annotate(&id, reading->builder.document, &out, &error) ==
        RUBRIC_ERROR_ARGUMENT)
        rubric_json_refuse(reading, span, "%s", error.message);
}

static void read_layers(struct json_reading *reading, const rubric_value *layers) {
    if (!rubric_json_is(reading, layers, RUBRIC_VALUE_MAP, "'layers'"))
        return;
    if (layers->as.map.count > MOST_LAYERS) {
        rubric_json_refuse(reading, layers, "there are more than %d layers", MOST_LAYERS);
        return;
    }
    for (uint32_t n = 0; n < layers->as.map.count; n++) {
        const rubric_entry *layer = &layers->as.map.entries[n];
        if (!rubric_json_is(reading, &layer->value, RUBRIC_VALUE_LIST, "a layer"))
            return;
        for (uint32_t i = 0; i < layer->value.as.list.count && !json_failed(reading); i++)
            read_span(reading, layer->key, &layer->value.as.list.items[i]);
    }
}

/* ---- Media ---- */

static bool read_bytes(struct json_reading *reading, const rubric_value *text,
                       rubric_media *media) {
    char *bytes = rubric_arena_bytes(reading->arena, text->as.string.size + 1);
    size_t size;
    if (!bytes)
        return false;
    if (!rubric_base64_decode(text->as.string, bytes, &size))
        return rubric_json_refuse(reading, text, "expected 'bytes' of media to be base64");
    media->bytes = rubric_slice_make(bytes, size);
    return true;
}

static void read_medium(struct json_reading *reading, const rubric_value *value) {
    static const char *const names[] = {"name", "type", "bytes"};
    rubric_media media = {{"", 0}, {"", 0}, {"", 0}};
    rubric_error error;
    if (!rubric_json_is(reading, value, RUBRIC_VALUE_MAP, "each of 'media'"))
        return;
    for (uint32_t i = 0; i < value->as.map.count; i++) {
        const rubric_entry *member = &value->as.map.entries[i];
        size_t n = 0;
        while (n < 3 && !rubric_slice_equal(member->key, rubric_slice_of(names[n])))
            n++;
        if (n == 3) {
            rubric_json_unknown(reading, member, "media", names, 3);
            return;
        }
        if (!rubric_json_is(reading, &member->value, RUBRIC_VALUE_STRING, names[n]) ||
            (n == 2 && !read_bytes(reading, &member->value, &media)))
            return;
        if (n < 2)
            *(n ? &media.type : &media.name) = member->value.as.string;
    }
    if (rubric_document_add_media(reading->builder.document, &media, &error) ==
        RUBRIC_ERROR_ARGUMENT)
        rubric_json_refuse(reading, value, "%s", error.message);
}

static void read_media(struct json_reading *reading, const rubric_value *list) {
    if (!rubric_json_is(reading, list, RUBRIC_VALUE_LIST, "'media'"))
        return;
    for (uint32_t i = 0; i < list->as.list.count && !json_failed(reading); i++)
        read_medium(reading, &list->as.list.items[i]);
}

/* ---- The whole ---- */

static const char *const members[] = {"rubric",   "format", "url",      "element", "attributes",
                                      "metadata", "head",   "children", "layers",  "media"};
enum { MEMBER_COUNT = sizeof members / sizeof *members };

static const rubric_value *member_of(const rubric_value *top, const char *name) {
    return top->type == RUBRIC_VALUE_MAP ? rubric_value_find(top, rubric_slice_of(name)) : NULL;
}

static bool check_version(struct json_reading *reading, const rubric_value *top) {
    const rubric_value *version = member_of(top, "rubric");
    if (member_of(top, "pandoc-api-version"))
        return rubric_json_refuse(reading, top, "this is pandoc's JSON (see -f pandoc-json)");
    if (!version)
        return rubric_json_refuse(reading, top,
                                  "this JSON is not a document: expected an object with "
                                  "\"rubric\": %d (see rubric convert -t json)",
                                  VERSION);
    if (version->type != RUBRIC_VALUE_INTEGER || version->as.integer < 1)
        return rubric_json_refuse(reading, version,
                                  "expected 'rubric' to be %d, the version of the form", VERSION);
    if (version->as.integer > VERSION)
        return rubric_json_refuse(reading, version,
                                  "this document is of version %lld, and version %d is the last "
                                  "that is known here: a later rubric reads it",
                                  (long long)version->as.integer, VERSION);
    return true;
}

static void read_facts(struct json_reading *reading, const rubric_value *top) {
    rubric_document *document = reading->builder.document;
    for (uint32_t i = 0; i < top->as.map.count && !json_failed(reading); i++) {
        const rubric_entry *member = &top->as.map.entries[i];
        size_t n = 0;
        while (n < MEMBER_COUNT && !rubric_slice_equal(member->key, rubric_slice_of(members[n])))
            n++;
        if (n == MEMBER_COUNT)
            rubric_json_unknown(reading, member, "document", members, MEMBER_COUNT);
        else
            rubric_json_attributes(reading, 1, member);
    }
    const rubric_value *url = member_of(top, "url"), *head = member_of(top, "head");
    const rubric_value *metadata = member_of(top, "metadata");
    if (url && rubric_json_is(reading, url, RUBRIC_VALUE_STRING, "'url'") && !document->url.size)
        rubric_document_set_url(document, url->as.string);
    if (metadata && rubric_json_is(reading, metadata, RUBRIC_VALUE_MAP, "'metadata'")) {
        rubric_value map = rubric_json_value(reading, metadata);
        if (map.type == RUBRIC_VALUE_MAP)
            document->metadata = map;
        else
            rubric_json_refuse(reading, metadata, "expected 'metadata' to be a map");
    }
    if (head)
        document->head = rubric_json_value(reading, head);
}

static void read_top(struct json_reading *reading, const rubric_value *top) {
    if (!check_version(reading, top))
        return;
    read_facts(reading, top);
    const rubric_value *children = member_of(top, "children"), *layers = member_of(top, "layers");
    const rubric_value *media = member_of(top, "media");
    if (!children)
        rubric_json_refuse(reading, top, "expected a document to have 'children'");
    else if (rubric_json_is(reading, children, RUBRIC_VALUE_LIST, "'children'"))
        rubric_json_children(reading, children);
    rubric_json_contents(reading);
    reading->depth = 0;
    size_t read = reading->waiting.size;
    if (layers && !json_failed(reading))
        read_layers(reading, layers);
    if (media && !json_failed(reading))
        read_media(reading, media);
    // Content that spans carry came to wait behind that of fields.
    if (read)
        memmove(reading->waiting.bytes, reading->waiting.bytes + read,
                reading->waiting.size - read);
    reading->waiting.size -= read;
    rubric_json_contents(reading);
}

rubric_status rubric_json_document_read(rubric_document *document, rubric_error *error) {
    struct json_reading reading = {.error = error};
    rubric_value top;
    rubric_builder_init(&reading.builder, document);
    rubric_buffer_init(&reading.children, document->context);
    rubric_buffer_init(&reading.waiting, document->context);
    rubric_buffer_init(&reading.leaves, document->context);
    reading.status = rubric_arena_new(&reading.arena, document->context, error);
    if (reading.status != RUBRIC_OK)
        return reading.status;
    reading.status = rubric_json_read_deep(&top, reading.arena, rubric_document_source(document),
                                           JSON_DEPTH, error);
    if (reading.status == RUBRIC_OK)
        read_top(&reading, &top);
    rubric_buffer_clear(&reading.children);
    rubric_buffer_clear(&reading.waiting);
    rubric_buffer_clear(&reading.leaves);
    rubric_arena_free(reading.arena);
    if (rubric_context_status(document->context) != RUBRIC_OK)
        return rubric_context_error(document->context, error);
    return reading.status;
}
