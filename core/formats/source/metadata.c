// SPDX-License-Identifier: MIT
// Front matter as a source: an entry is the lines from its key to the next key.
#include "formats/source/metadata.h"

struct front_matter {
    struct patcher *patcher;
    rubric_slice text;
    size_t begin, end; // of the YAML between the fences
};

static struct front_matter find(struct patcher *patcher) {
    struct front_matter matter = {patcher, patcher->text, 0, 0};
    size_t body = patcher->document->body;
    if (body == 0)
        return matter;
    matter.begin = next_line(patcher->text, 0);
    size_t last = body;
    while (last > 0 &&
           (patcher->text.bytes[last - 1] == '\n' || patcher->text.bytes[last - 1] == '\r'))
        last--;
    matter.end = line_begin(patcher->text, last);
    return matter;
}

// Whether the line at `at` begins with a key, plain or in quotes.
static bool begins_with_key(rubric_slice text, size_t at, rubric_slice key) {
    size_t quote = at < text.size && (text.bytes[at] == '"' || text.bytes[at] == '\'');
    size_t end = at + quote + key.size;
    if (end + quote >= text.size ||
        !rubric_slice_equal(rubric_slice_part(text, at + quote, end), key) ||
        (quote && text.bytes[end] != text.bytes[at]))
        return false;
    end += quote;
    while (end < text.size && text.bytes[end] == ' ')
        end++;
    return end < text.size && text.bytes[end] == ':';
}

// The line of a key: at or before the place of its value.
static bool find_key(const struct front_matter *matter, const rubric_entry *entry, size_t *begin) {
    if (entry->value.offset == UINT32_MAX || entry->value.offset > matter->end)
        return false;
    size_t at = line_begin(matter->text, entry->value.offset);
    while (!begins_with_key(matter->text, at, entry->key)) {
        if (at <= matter->begin)
            return false;
        at = line_begin(matter->text, at - 1);
    }
    *begin = at;
    return at >= matter->begin;
}

static bool goes_on(rubric_slice text, size_t at) {
    return strchr(" \t\r\n", text.bytes[at]) ||
           (text.bytes[at] == '-' && at + 1 < text.size && strchr(" \t\r\n", text.bytes[at + 1]));
}

// Behind the last line of an entry that says something; comments go with the key behind them.
static size_t entry_end(const struct front_matter *matter, size_t begin) {
    size_t at = next_line(matter->text, begin), end = at;
    for (; at < matter->end; at = next_line(matter->text, at)) {
        size_t stop = line_end(matter->text, at);
        bool is_comment = matter->text.bytes[at] == '#';
        if (!is_comment && !goes_on(matter->text, at))
            break;
        bool is_blank = rubric_slice_trim(rubric_slice_part(matter->text, at, stop)).size == 0;
        if (!is_comment && !is_blank)
            end = next_line(matter->text, at);
    }
    return end < matter->end ? end : matter->end;
}

static void put_entry(rubric_buffer *out, const rubric_entry *entry) {
    rubric_entry copy = *entry;
    rubric_value map = rubric_value_map();
    map.as.map.entries = &copy;
    map.as.map.count = map.as.map.capacity = 1;
    rubric_yaml_write(out, &map);
}

// Patches the entries that were there; false when one is not found in the lines.
static bool put_changed(const struct front_matter *matter) {
    const rubric_value *old = &matter->patcher->document->read_metadata;
    const rubric_value *now = &matter->patcher->document->metadata;
    for (uint32_t i = 0; i < old->as.map.count; i++) {
        const rubric_entry *entry = &old->as.map.entries[i];
        const rubric_value *value = rubric_value_find(now, entry->key);
        size_t begin;
        if (value && rubric_value_equal(value, &entry->value))
            continue;
        if (!find_key(matter, entry, &begin))
            return false;
        rubric_buffer *out = rubric_source_begin(matter->patcher, begin, entry_end(matter, begin));
        if (value) {
            rubric_entry changed = {entry->key, *value};
            put_entry(out, &changed);
        }
        rubric_source_end(matter->patcher);
    }
    return true;
}

static void put_added(const struct front_matter *matter) {
    const rubric_value *old = &matter->patcher->document->read_metadata;
    const rubric_value *now = &matter->patcher->document->metadata;
    rubric_buffer *out = rubric_source_begin(matter->patcher, matter->end, matter->end);
    for (uint32_t i = 0; i < now->as.map.count; i++)
        if (!rubric_value_find(old, now->as.map.entries[i].key))
            put_entry(out, &now->as.map.entries[i]);
    rubric_source_end(matter->patcher);
}

static void put_all(const struct front_matter *matter) {
    const rubric_document *document = matter->patcher->document;
    bool is_empty = document->metadata.as.map.count == 0;
    size_t begin = matter->begin, end = matter->end;
    if (is_empty) { // fences around nothing go too
        begin = 0;
        end = document->body;
    }
    rubric_buffer *out = rubric_source_begin(matter->patcher, begin, end);
    if (!document->body)
        rubric_buffer_put_string(out, "---\n");
    if (!is_empty)
        rubric_yaml_write(out, &document->metadata);
    if (!document->body)
        rubric_buffer_put_string(out, "---\n\n");
    rubric_source_end(matter->patcher);
}

rubric_status rubric_source_put_front_matter(struct patcher *patcher, rubric_error *error) {
    const rubric_document *document = patcher->document;
    if (rubric_value_equal(&document->metadata, &document->read_metadata))
        return RUBRIC_OK;
    struct front_matter matter = find(patcher);
    bool was_read = document->read_metadata.as.map.count > 0;
    rubric_slice yaml = rubric_slice_part(patcher->text, matter.begin, matter.end);
    if (!was_read && rubric_slice_trim(yaml).size)
        return rubric_error_set(error, RUBRIC_ERROR_SYNTAX,
                                "the front matter could not be read, so it cannot be edited; "
                                "mend it first");
    size_t patches = patcher->patches.size, texts = patcher->texts.size;
    bool is_whole =
        !was_read || document->metadata.as.map.count == 0 || patcher->writes_metadata_anew;
    if (!is_whole && put_changed(&matter)) {
        put_added(&matter);
        return RUBRIC_OK;
    }
    patcher->patches.size = patches;
    patcher->texts.size = texts;
    put_all(&matter);
    return RUBRIC_OK;
}
