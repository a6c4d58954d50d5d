// SPDX-License-Identifier: MIT
// From marks on nodes to edits of the source, and the source with those edits.
#include "formats/source/source.h"

#include "formats/formats.h"

enum { ATTEMPTS = 3 }; // to find what must be written anew; in the last all is taken as it is

static rubric_node node_in(const struct patcher *patcher, uint32_t id) {
    return node_value(patcher->document, id);
}

static bool is_root_unit(const struct patcher *patcher, uint32_t id) {
    return id == 1 || patcher->format->is_unit(patcher, id);
}

void rubric_source_mark_unit(const struct patcher *patcher, uint32_t id) {
    rubric_document *document = patcher->document;
    while (!node_is_read(document, id) || !is_root_unit(patcher, id))
        id = node_at(document, id)->parent;
    rubric_document_mark(document, id, NODE_ANEW);
}

static bool needs_unit(const struct patcher *patcher, uint32_t id) {
    uint16_t flags = node_at(patcher->document, id)->flags;
    return ((flags & NODE_TEXT) && !patcher->format->takes_text(patcher, id)) ||
           ((flags & NODE_CHILDREN) && !rubric_source_can_put_children(patcher, id));
}

// A walk over what was read and changed; the rest is passed over.
static bool next_changed(struct patcher *patcher, rubric_cursor *cursor) {
    while (rubric_cursor_next(cursor)) {
        if (!cursor->entering)
            continue;
        uint32_t id = cursor->node.id;
        rubric_context_charge(patcher->document->context, 1);
        if (node_is_read(patcher->document, id) &&
            (node_at(patcher->document, id)->flags & (NODE_CHANGED | NODE_ANEW)))
            return true;
        rubric_cursor_skip(cursor);
    }
    return false;
}

static bool is_tag(const struct patcher *patcher, uint32_t id) {
    return patcher->format->is_tag && patcher->format->is_tag(patcher, id);
}

static void choose_units(struct patcher *patcher) {
    rubric_cursor cursor = rubric_cursor_begin(node_in(patcher, 1));
    while (next_changed(patcher, &cursor)) {
        if (is_tag(patcher, cursor.node.id))
            rubric_cursor_skip(&cursor);
        else if (needs_unit(patcher, cursor.node.id))
            rubric_source_mark_unit(patcher, cursor.node.id);
    }
}

// Patches what the units leave; a field that cannot be patched makes one more unit.
static bool put_changes(struct patcher *patcher) {
    bool is_done = true;
    rubric_cursor cursor = rubric_cursor_begin(node_in(patcher, 1));
    while (next_changed(patcher, &cursor)) {
        uint32_t id = cursor.node.id;
        uint16_t flags = node_at(patcher->document, id)->flags;
        if (flags & NODE_ANEW) {
            patcher->format->put_unit(patcher, id);
            rubric_cursor_skip(&cursor);
            continue;
        }
        bool is_one = is_tag(patcher, id);
        if ((is_one || (flags & NODE_FIELDS)) && !patcher->format->put_fields(patcher, id)) {
            rubric_source_mark_unit(patcher, id);
            is_done = false;
        }
        if (is_one) {
            rubric_cursor_skip(&cursor);
            continue;
        }
        if (flags & NODE_TEXT)
            rubric_source_put_run(patcher, id);
        if (flags & NODE_CHILDREN)
            rubric_source_put_children(patcher, id);
    }
    return is_done;
}

static rubric_status put_patches(struct patcher *patcher, rubric_error *error) {
    bool is_done;
    do {
        patcher->patches.size = patcher->texts.size = 0;
        choose_units(patcher);
        is_done = put_changes(patcher);
    } while (!is_done);
    rubric_status status = patcher->format->put_metadata(patcher, error);
    if (status != RUBRIC_OK)
        return status;
    return rubric_source_settle(patcher) ? rubric_context_error(patcher->document->context, error)
                                         : document_failure(patcher->document, error);
}

static void forget_units(rubric_document *document) {
    for (uint32_t id = 1; id <= document->read_nodes; id++)
        node_at(document, id)->flags &= (uint16_t)~NODE_ANEW;
}

static rubric_status make_patches(struct patcher *patcher, rubric_error *error) {
    rubric_status status = RUBRIC_OK;
    bool is_same = false;
    forget_units(patcher->document);
    if (!rubric_source_sort_cuts(patcher->document))
        return document_failure(patcher->document, error);
    for (int attempt = 0; status == RUBRIC_OK && !is_same && attempt < ATTEMPTS; attempt++) {
        status = put_patches(patcher, error);
        if (status == RUBRIC_OK && attempt + 1 < ATTEMPTS)
            status = rubric_source_verify(patcher, &is_same, error);
    }
    return status;
}

static const struct source_format *format_of(const rubric_document *document) {
    static const struct source_format *const formats[] = {&rubric_source_markdown,
                                                          &rubric_source_html, &rubric_source_text};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (document->read_nodes &&
            rubric_slice_equal(document->format, rubric_slice_of(formats[i]->name)))
            return formats[i];
    return NULL;
}

bool rubric_document_has_source(const rubric_document *document) {
    return format_of(document) != NULL;
}

static rubric_status refuse(const rubric_document *document, rubric_error *error) {
    if (!document->read_nodes)
        return rubric_error_set(error, RUBRIC_ERROR_FORMAT,
                                "this document was made, not read, so it has no source to edit");
    return rubric_error_set(error, RUBRIC_ERROR_FORMAT,
                            "edits of %.*s are not known; the source writer patches markdown, "
                            "html and text",
                            (int)document->format.size, document->format.bytes);
}

static rubric_status begin(struct patcher *patcher, rubric_document *document,
                           rubric_error *error) {
    memset(patcher, 0, sizeof *patcher);
    rubric_buffer_init(&patcher->patches, document->context);
    rubric_buffer_init(&patcher->texts, document->context);
    rubric_buffer_init(&patcher->scratch, document->context);
    patcher->document = document;
    patcher->format = format_of(document);
    patcher->text = rubric_document_source(document);
    return patcher->format ? RUBRIC_OK : refuse(document, error);
}

static void end(struct patcher *patcher) {
    rubric_buffer_clear(&patcher->patches);
    rubric_buffer_clear(&patcher->texts);
    rubric_buffer_clear(&patcher->scratch);
}

// A line end as the source has them.
static bool has_returns(rubric_slice text) {
    const char *first = memchr(text.bytes, '\n', text.size);
    return first && first > text.bytes && first[-1] == '\r';
}

static void put_line_ends(rubric_buffer *out, rubric_slice text, bool has_return) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '\n' && has_return && (i == 0 || text.bytes[i - 1] != '\r'))
            rubric_buffer_put_byte(out, '\r');
        rubric_buffer_put_byte(out, text.bytes[i]);
    }
}

// Patches that touch each other are one edit.
static bool put_edits(rubric_buffer *edits, struct patcher *patcher) {
    rubric_document *document = patcher->document;
    size_t count;
    const struct patch *patches = patches_of(patcher, &count);
    bool has_return = patcher->text.size && has_returns(patcher->text);
    for (size_t i = 0; i < count;) {
        rubric_edit edit = {patches[i].begin, patches[i].end, {"", 0}};
        patcher->scratch.size = 0;
        do {
            put_line_ends(&patcher->scratch, patch_text(patcher, &patches[i]), has_return);
            edit.end = patches[i].end;
            i++;
        } while (i < count && patches[i].begin == edit.end);
        edit.text = rubric_arena_copy(document->arena, rubric_buffer_slice(&patcher->scratch));
        rubric_slice old = rubric_slice_part(patcher->text, edit.begin, edit.end);
        if (!rubric_slice_equal(old, edit.text))
            rubric_buffer_put(edits, (const char *)&edit, sizeof edit);
    }
    return !edits->failed && !patcher->scratch.failed &&
           rubric_context_status(document->context) == RUBRIC_OK;
}

static void report_metadata(rubric_document *document) {
    bool is_html = rubric_slice_equal(document->format, rubric_slice_of("html"));
    rubric_diagnostic diagnostic = {
        RUBRIC_LEVEL_WARNING,
        rubric_slice_of("metadata"),
        rubric_slice_of(is_html ? "the page has no <head>, so changed metadata is left out of it"
                                : "a text has no place for metadata, so it is left out"),
        {0, 0, true}};
    rubric_document_report(document, &diagnostic);
}

static rubric_status find_edits(rubric_buffer *edits, rubric_document *document,
                                const rubric_write_options *options, rubric_error *error) {
    struct patcher patcher;
    rubric_status status = begin(&patcher, document, error);
    patcher.unsafe = options && options->unsafe;
    if (status == RUBRIC_OK && rubric_document_is_changed(document)) {
        status = make_patches(&patcher, error);
        if (status == RUBRIC_OK && !put_edits(edits, &patcher))
            status = document_failure(document, error);
    }
    if (patcher.lacks_metadata && options) // it is written, not just looked at
        report_metadata(document);
    end(&patcher);
    return status;
}

rubric_status rubric_document_edits(rubric_buffer *edits, rubric_document *document,
                                    rubric_error *error) {
    if (rubric_is_missing(edits, "edits", error) || rubric_is_missing(document, "document", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document_join_runs(document);
    return find_edits(edits, document, NULL, error);
}

static rubric_status put_new(rubric_buffer *out, const rubric_document *document, rubric_slice text,
                             rubric_error *error) {
    const rubric_decoded *decoded = &document->source.decoded;
    bool is_html = rubric_slice_equal(document->format, rubric_slice_of("html"));
    if (decoded->encoding == RUBRIC_ENCODING_UTF8) {
        rubric_buffer_put_slice(out, text);
        return RUBRIC_OK;
    }
    return rubric_text_encode(out, text, decoded->encoding,
                              is_html ? RUBRIC_UNMAPPABLE_REFERENCE : RUBRIC_UNMAPPABLE_ERROR,
                              error);
}

// What was not edited keeps the bytes it had, in the encoding it had.
static rubric_status put_original(rubric_buffer *out, const rubric_document *document,
                                  const rubric_buffer *edits, rubric_error *error) {
    rubric_slice bytes = document->source.decoded.bytes;
    size_t count = edits->size / sizeof(rubric_edit), at = 0;
    const rubric_edit *list = (const rubric_edit *)edits->bytes;
    for (size_t i = 0; i < count; i++) {
        size_t begin = rubric_document_original(document, list[i].begin);
        rubric_buffer_put_slice(out, rubric_slice_part(bytes, at, begin));
        rubric_status status = put_new(out, document, list[i].text, error);
        if (status != RUBRIC_OK)
            return status;
        at = rubric_document_original(document, list[i].end);
    }
    rubric_buffer_put_slice(out, rubric_slice_part(bytes, at, bytes.size));
    return RUBRIC_OK;
}

rubric_status rubric_source_write(rubric_buffer *out, rubric_document *document,
                                  const rubric_write_options *options, rubric_error *error) {
    if (options->node && options->node != 1)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "format 'source' writes whole documents; node:source() gives what "
                                "a node was read from");
    if (document->read_nodes && !rubric_document_is_changed(document)) {
        rubric_buffer_put_slice(out, document->source.decoded.bytes);
        return out->failed ? document_failure(document, error) : RUBRIC_OK;
    }
    rubric_buffer edits;
    rubric_buffer_init(&edits, document->context);
    size_t start = out->size;
    rubric_status status = find_edits(&edits, document, options, error);
    if (status == RUBRIC_OK)
        status = put_original(out, document, &edits, error);
    if (status == RUBRIC_OK && out->failed)
        status = document_failure(document, error);
    if (status != RUBRIC_OK)
        out->size = start;
    rubric_buffer_clear(&edits);
    return status;
}
