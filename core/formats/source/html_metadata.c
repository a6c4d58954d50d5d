// SPDX-License-Identifier: MIT
// The head of a page as a source: its title, and a `<meta>` for each other value that is plain.
#include "formats/source/html_metadata.h"

#include "formats/source/tag.h"
#include "writers/html/escape.h"

struct head {
    struct patcher *patcher;
    struct tag tag; // <head>
    size_t end;     // where </head> begins
};

static bool find_head(struct patcher *patcher, struct head *head) {
    head->patcher = patcher;
    if (!rubric_tag_search(patcher->text, 0, "head", &head->tag))
        return false;
    for (head->end = head->tag.end; head->end < patcher->text.size; head->end++)
        if (patcher->text.bytes[head->end] == '<' && patcher->text.size - head->end > 6 &&
            rubric_slice_equal_fold(rubric_slice_part(patcher->text, head->end, head->end + 6),
                                    rubric_slice_of("</head")))
            return true;
    return false;
}

static bool put_scalar(rubric_buffer *out, const rubric_value *value) {
    switch (value->type) {
    case RUBRIC_VALUE_STRING:
        rubric_buffer_put_slice(out, value->as.string);
        return true;
    case RUBRIC_VALUE_INTEGER:
        rubric_buffer_put_integer(out, value->as.integer);
        return true;
    case RUBRIC_VALUE_NUMBER:
        rubric_buffer_put_number(out, value->as.number);
        return true;
    case RUBRIC_VALUE_BOOLEAN:
        rubric_buffer_put_string(out, value->as.boolean ? "true" : "false");
        return true;
    default:
        return false;
    }
}

// A plain value as one string: a list by commas; false for what has none.
static bool put_plain(rubric_buffer *out, const rubric_value *value) {
    if (value->type != RUBRIC_VALUE_LIST)
        return put_scalar(out, value);
    for (uint32_t i = 0; i < value->as.list.count; i++) {
        if (i > 0)
            rubric_buffer_put_string(out, ", ");
        if (!put_scalar(out, &value->as.list.items[i]))
            return false;
    }
    return value->as.list.count > 0;
}

// The tag of the title and the end of its text; false when the head has none.
static bool find_title(const struct head *head, struct tag *tag, size_t *end) {
    rubric_slice text = head->patcher->text;
    if (!rubric_tag_search(text, head->tag.end, "title", tag) || tag->begin >= head->end)
        return false;
    for (*end = tag->end; *end < head->end && text.bytes[*end] != '<';)
        ++*end;
    return true;
}

static void put_title(const struct head *head, rubric_slice title) {
    struct tag tag;
    size_t end = head->tag.end;
    bool has_title = find_title(head, &tag, &end);
    size_t begin = has_title ? tag.end : end;
    rubric_buffer *out = rubric_source_begin(head->patcher, begin, end);
    if (!has_title)
        rubric_buffer_put_string(out, "\n<title>");
    rubric_html_put_escaped(out, title);
    if (!has_title)
        rubric_buffer_put_string(out, "</title>");
    rubric_source_end(head->patcher);
}

static bool find_meta(const struct head *head, rubric_slice name, struct tag *tag) {
    struct tag_attribute attribute;
    size_t at = head->tag.end;
    while (rubric_tag_search(head->patcher->text, at, "meta", tag) && tag->begin < head->end) {
        if (rubric_tag_find(head->patcher->text, tag, rubric_slice_of("name"), &attribute) &&
            rubric_slice_equal_fold(attribute.value, name))
            return true;
        at = tag->end;
    }
    return false;
}

static void put_meta(const struct head *head, rubric_slice name, rubric_slice content) {
    struct tag tag;
    if (find_meta(head, name, &tag)) {
        rubric_tag_put_attribute(head->patcher, &tag, rubric_slice_of("content"), content);
        return;
    }
    rubric_buffer *out = rubric_source_begin(head->patcher, head->end, head->end);
    rubric_buffer_put_string(out, "<meta name=\"");
    rubric_html_put_escaped(out, name);
    rubric_buffer_put_string(out, "\" content=\"");
    rubric_html_put_escaped(out, content);
    rubric_buffer_put_string(out, "\">\n");
    rubric_source_end(head->patcher);
}

static void put_entry(const struct head *head, const rubric_entry *entry) {
    rubric_buffer text;
    rubric_buffer_init(&text, head->patcher->document->context);
    bool is_plain = put_plain(&text, &entry->value);
    rubric_slice value = rubric_buffer_slice(&text);
    if (is_plain && rubric_slice_equal(entry->key, rubric_slice_of("title")))
        put_title(head, value);
    else if (is_plain)
        put_meta(head, entry->key, value);
    rubric_buffer_clear(&text);
}

static void remove_entry(const struct head *head, rubric_slice name) {
    struct tag tag;
    size_t end;
    if (rubric_slice_equal(name, rubric_slice_of("title")) && find_title(head, &tag, &end)) {
        rubric_slice rest = rubric_slice_part(head->patcher->text, end, head->end);
        size_t size = rubric_slice_find(rest, rubric_slice_of(">"), 0);
        rubric_source_delete(head->patcher, tag.begin, size == SIZE_MAX ? end : end + size + 1);
    }
    if (find_meta(head, name, &tag))
        rubric_source_delete(head->patcher, tag.begin, tag.end);
}

rubric_status rubric_source_put_page_metadata(struct patcher *patcher, rubric_error *error) {
    (void)error;
    const rubric_value *old = &patcher->document->read_metadata,
                       *now = &patcher->document->metadata;
    struct head head;
    if (rubric_value_equal(old, now))
        return RUBRIC_OK;
    patcher->lacks_metadata = !find_head(patcher, &head);
    if (patcher->lacks_metadata)
        return RUBRIC_OK;
    for (uint32_t i = 0; i < now->as.map.count; i++) {
        const rubric_entry *entry = &now->as.map.entries[i];
        const rubric_value *before = rubric_value_find(old, entry->key);
        if (!before || !rubric_value_equal(before, &entry->value))
            put_entry(&head, entry);
    }
    for (uint32_t i = 0; i < old->as.map.count; i++)
        if (!rubric_value_find(now, old->as.map.entries[i].key))
            remove_entry(&head, old->as.map.entries[i].key);
    return RUBRIC_OK;
}
