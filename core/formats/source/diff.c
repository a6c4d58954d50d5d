// SPDX-License-Identifier: MIT
// Edits of a source as a unified diff (POSIX diff -u).
#include "formats/formats.h"
#include "formats/source/source.h"

enum { CONTEXT = 3 }; // lines around a change

/** Lines that become others. Offsets are those of the source. */
struct change {
    size_t begin, end;   // from the start of a line to the start of one
    size_t first, count; // lines of the source; the first is 0
    size_t text, size;   // the new lines, in the buffer of texts
};

struct differ {
    rubric_slice source;
    const rubric_edit *edits;
    size_t edit_count;
    rubric_buffer changes; // struct change
    rubric_buffer texts;
};

static size_t after_line(rubric_slice text, size_t at) {
    const char *end = at < text.size ? memchr(text.bytes + at, '\n', text.size - at) : NULL;
    return end ? (size_t)(end - text.bytes) + 1 : text.size;
}

static size_t count_lines(rubric_slice text) {
    size_t count = 0;
    for (size_t at = 0; at < text.size; at = after_line(text, at))
        count++;
    return count;
}

static rubric_slice new_lines(const struct differ *differ, const struct change *change) {
    return rubric_slice_make(differ->texts.bytes ? differ->texts.bytes + change->text : "",
                             change->size);
}

// Lines that both begin or end with are no part of the change.
static void trim_change(struct differ *differ, struct change *change) {
    for (;;) {
        rubric_slice old = rubric_slice_part(differ->source, change->begin, change->end);
        rubric_slice new_text = new_lines(differ, change);
        size_t size = after_line(old, 0);
        if (!size || size != after_line(new_text, 0) || memcmp(old.bytes, new_text.bytes, size))
            break;
        change->begin += size;
        change->text += size;
        change->size -= size;
        change->first++;
    }
    for (;;) {
        rubric_slice old = rubric_slice_part(differ->source, change->begin, change->end);
        rubric_slice new_text = new_lines(differ, change);
        size_t from = old.size ? line_begin(old, old.size - 1) : 0;
        size_t size = old.size - from;
        if (!size || size > new_text.size ||
            (size < new_text.size && new_text.bytes[new_text.size - size - 1] != '\n') ||
            memcmp(old.bytes + from, new_text.bytes + new_text.size - size, size))
            break;
        change->end -= size;
        change->size -= size;
    }
}

// Takes the edits from `index` on that touch the same lines; returns how many.
static size_t add_change(struct differ *differ, size_t index, size_t *at, size_t *line) {
    const rubric_edit *edits = differ->edits;
    struct change change = {.begin = line_begin(differ->source, edits[index].begin),
                            .text = differ->texts.size};
    *line += count_lines(rubric_slice_part(differ->source, *at, change.begin));
    change.first = *line;
    size_t from = change.begin, count = 0, stop = 0; // where the line looked at last ends
    do {
        const rubric_edit *edit = &edits[index + count++];
        rubric_buffer_put_slice(&differ->texts,
                                rubric_slice_part(differ->source, from, edit->begin));
        rubric_buffer_put_slice(&differ->texts, edit->text);
        from = edit->end;
        // What stands at the end of a line may be joined with the next one.
        bool at_start = from > 0 && differ->source.bytes[from - 1] == '\n' &&
                        (edit->text.size == 0 || edit->text.bytes[edit->text.size - 1] == '\n');
        if (!at_start && from >= stop)
            stop = after_line(differ->source, from);
        change.end = at_start ? from : stop;
    } while (index + count < differ->edit_count && edits[index + count].begin < change.end);
    rubric_buffer_put_slice(&differ->texts, rubric_slice_part(differ->source, from, change.end));
    change.size = differ->texts.size - change.text;
    *at = change.begin;
    if (!differ->texts.failed)
        trim_change(differ, &change);
    change.count = count_lines(rubric_slice_part(differ->source, change.begin, change.end));
    rubric_buffer_put(&differ->changes, (const char *)&change, sizeof change);
    return count;
}

static void put_lines(rubric_buffer *out, char sign, rubric_slice text) {
    for (size_t at = 0; at < text.size;) {
        size_t end = after_line(text, at);
        rubric_buffer_put_byte(out, sign);
        rubric_buffer_put_slice(out, rubric_slice_part(text, at, end));
        if (text.bytes[end - 1] != '\n')
            rubric_buffer_put_string(out, "\n\\ No newline at end of file\n");
        at = end;
    }
}

static void put_range(rubric_buffer *out, size_t first, size_t count) {
    // An empty range names the line before it.
    rubric_buffer_put_integer(out, (int64_t)(count ? first + 1 : first));
    rubric_buffer_put_byte(out, ',');
    rubric_buffer_put_integer(out, (int64_t)count);
}

static size_t before_context(rubric_slice text, size_t at, size_t *lines) {
    for (*lines = 0; *lines < CONTEXT && at > 0; ++*lines)
        at = line_begin(text, at - 1);
    return at;
}

static size_t after_context(rubric_slice text, size_t at, size_t *lines) {
    for (*lines = 0; *lines < CONTEXT && at < text.size; ++*lines)
        at = after_line(text, at);
    return at;
}

// Changes with few lines between them share a hunk; returns how many it took.
static size_t put_hunk(rubric_buffer *out, const struct differ *differ,
                       const struct change *changes, size_t count, int64_t *shift) {
    size_t taken = 1, before, after;
    while (taken < count &&
           changes[taken].first - (changes[taken - 1].first + changes[taken - 1].count) <=
               2 * CONTEXT)
        taken++;
    const struct change *last = &changes[taken - 1];
    size_t begin = before_context(differ->source, changes[0].begin, &before);
    size_t end = after_context(differ->source, last->end, &after);
    size_t first = changes[0].first - before;
    size_t old_count = last->first + last->count + after - first;
    int64_t growth = 0;
    for (size_t i = 0; i < taken; i++)
        growth += (int64_t)count_lines(new_lines(differ, &changes[i])) - (int64_t)changes[i].count;
    rubric_buffer_put_string(out, "@@ -");
    put_range(out, first, old_count);
    rubric_buffer_put_string(out, " +");
    put_range(out, (size_t)((int64_t)first + *shift), (size_t)((int64_t)old_count + growth));
    rubric_buffer_put_string(out, " @@\n");
    *shift += growth;
    for (size_t i = 0; i < taken; i++) {
        put_lines(out, ' ', rubric_slice_part(differ->source, begin, changes[i].begin));
        put_lines(out, '-', rubric_slice_part(differ->source, changes[i].begin, changes[i].end));
        put_lines(out, '+', new_lines(differ, &changes[i]));
        begin = changes[i].end;
    }
    put_lines(out, ' ', rubric_slice_part(differ->source, begin, end));
    return taken;
}

static void put_diff(rubric_buffer *out, struct differ *differ, rubric_slice path) {
    size_t at = 0, line = 0;
    for (size_t i = 0; i < differ->edit_count;)
        i += add_change(differ, i, &at, &line);
    if (differ->changes.failed || differ->texts.failed) {
        out->failed = true;
        return;
    }
    path = path.size ? path : rubric_slice_of("-");
    rubric_buffer_put_string(out, "--- ");
    rubric_buffer_put_slice(out, path);
    rubric_buffer_put_string(out, "\n+++ ");
    rubric_buffer_put_slice(out, path);
    rubric_buffer_put_byte(out, '\n');
    const struct change *changes = (const struct change *)differ->changes.bytes;
    size_t count = differ->changes.size / sizeof *changes;
    int64_t shift = 0;
    for (size_t i = 0; i < count;)
        i += put_hunk(out, differ, changes + i, count - i, &shift);
}

rubric_status rubric_document_diff(rubric_buffer *out, rubric_document *document,
                                   rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_buffer edits;
    rubric_buffer_init(&edits, document->context);
    rubric_status status = rubric_document_edits(&edits, document, error);
    if (status == RUBRIC_OK && edits.size) {
        struct differ differ = {.source = rubric_document_source(document),
                                .edits = (const rubric_edit *)edits.bytes,
                                .edit_count = edits.size / sizeof(rubric_edit)};
        rubric_buffer_init(&differ.changes, document->context);
        rubric_buffer_init(&differ.texts, document->context);
        put_diff(out, &differ, document->path);
        rubric_buffer_clear(&differ.changes);
        rubric_buffer_clear(&differ.texts);
        if (out->failed)
            status = document_failure(document, error);
    }
    rubric_buffer_clear(&edits);
    return status;
}

rubric_status rubric_diff_write(rubric_buffer *out, rubric_document *document,
                                const rubric_write_options *options, rubric_error *error) {
    if (options->node && options->node != 1)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "format 'diff' compares whole documents");
    return rubric_document_diff(out, document, error);
}
