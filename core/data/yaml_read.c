// SPDX-License-Identifier: MIT
// Reads one YAML document from libyaml's events, with our own limits on depth and aliases.
#include "base/ascii.h"
#include "base/utf8.h"
#include "keys.h"
#include "yaml_reader.h"

/* ---- Places and errors ---- */

size_t rubric_yaml_offset(rubric_yaml_reader *self, const yaml_mark_t *mark) {
    // Marks count code points and mostly rise, so the last one is the best place to start from.
    while (self->mark_index < mark->index && self->mark_offset < self->text.size) {
        size_t size;
        utf8_next(self->text, self->mark_offset, &size);
        self->mark_offset += size;
        self->mark_index++;
    }
    while (self->mark_index > mark->index && self->mark_offset > 0) {
        utf8_previous(self->text, self->mark_offset, &self->mark_offset);
        self->mark_index--;
    }
    return self->mark_offset;
}

rubric_status rubric_yaml_fail(rubric_yaml_reader *self, rubric_status status, size_t offset,
                               const char *message) {
    rubric_error_set(self->error, status, "%s", message);
    rubric_error_locate(self->error, self->text, offset);
    return status;
}

static rubric_status out_of_budget(rubric_yaml_reader *self) {
    return rubric_context_error(self->context, self->error);
}

// What libyaml finds most often, in words that say what to do.
static const char *explain(const rubric_yaml_reader *self, const char *problem, size_t offset) {
    bool is_tab = offset < self->text.size && self->text.bytes[offset] == '\t';
    if (!strcmp(problem, "mapping values are not allowed in this context"))
        return "a ':' with a blank behind it stands in a plain value: put the value in quotes";
    if (!strcmp(problem, "found character that cannot start any token"))
        return is_tab ? "a tab cannot indent: use blanks"
                      : "this character cannot begin a plain value: put the value in quotes";
    if (!strcmp(problem, "did not find expected key"))
        return "expected a key: is the indentation right, and is all of the value in the quotes?";
    return problem;
}

static rubric_status fail_parser(rubric_yaml_reader *self) {
    const yaml_parser_t *parser = &self->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        rubric_context_fail(self->context, RUBRIC_ERROR_MEMORY);
        return out_of_budget(self);
    }
    size_t offset = parser->error == YAML_READER_ERROR
                        ? parser->problem_offset + self->skipped
                        : rubric_yaml_offset(self, &parser->problem_mark);
    char message[128] = "malformed YAML";
    if (parser->problem != NULL) {
        rubric_slice problem = rubric_slice_of(explain(self, parser->problem, offset));
        size_t size = problem.size < sizeof message ? problem.size : sizeof message - 1;
        memcpy(message, problem.bytes, size);
        message[size] = '\0';
        message[0] = ascii_lower(message[0]);
    }
    return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset, message);
}

rubric_status rubric_yaml_expand(rubric_yaml_reader *self, uint32_t weight, size_t offset) {
    if (weight > RUBRIC_YAML_EXPANSION - self->expanded)
        return rubric_yaml_fail(self, RUBRIC_ERROR_LIMIT, offset,
                                "aliases stand for more than 100000 values");
    self->expanded += weight;
    return RUBRIC_OK;
}

/* ---- Anchors ---- */

static rubric_slice slice_of(const yaml_char_t *string) {
    return rubric_slice_of((const char *)string);
}

// The index of a new anchor, -1 where the node has none.
static rubric_status add_anchor(rubric_yaml_reader *self, const yaml_char_t *name, size_t offset,
                                int *index) {
    *index = -1;
    if (name == NULL)
        return RUBRIC_OK;
    if (self->anchor_count == RUBRIC_YAML_ANCHORS)
        return rubric_yaml_fail(self, RUBRIC_ERROR_LIMIT, offset, "more than 1000 anchors");
    if (self->anchors == NULL) {
        size_t size = RUBRIC_YAML_ANCHORS * sizeof *self->anchors;
        self->anchors = rubric_arena_allocate(self->arena, size);
    }
    rubric_slice copy = rubric_arena_copy(self->arena, slice_of(name));
    if (self->anchors == NULL || copy.bytes == NULL)
        return out_of_budget(self);
    *index = self->anchor_count++;
    self->anchors[*index].name = copy;
    return RUBRIC_OK;
}

static void complete_anchor(rubric_yaml_reader *self, int index, const rubric_yaml_node *node) {
    if (index < 0)
        return;
    self->anchors[index].node = *node;
    self->anchors[index].is_complete = true;
}

static rubric_status read_alias(rubric_yaml_reader *self, const yaml_event_t *event, size_t offset,
                                rubric_yaml_node *out) {
    rubric_slice name = slice_of(event->data.alias.anchor);
    int index = self->anchor_count - 1;
    while (index >= 0 && !rubric_slice_equal(self->anchors[index].name, name))
        index--; // the latest anchor of a name counts
    if (index < 0)
        return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset, "the alias has no anchor");
    const rubric_yaml_anchor *anchor = &self->anchors[index];
    if (!anchor->is_complete)
        return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset,
                                "the alias lies within what it stands for");
    if (self->depth + anchor->node.height > RUBRIC_VALUE_DEPTH)
        return rubric_yaml_fail(self, RUBRIC_ERROR_LIMIT, offset, "nested deeper than 64 levels");
    rubric_status status = rubric_yaml_expand(self, anchor->node.weight, offset);
    *out = anchor->node;
    out->value.offset = (uint32_t)offset;
    return status;
}

/* ---- Scalars ---- */

static bool has_tag(const yaml_char_t *tag, const char *name) {
    static const char prefix[] = "tag:yaml.org,2002:";
    if (tag == NULL || strncmp((const char *)tag, prefix, sizeof prefix - 1) != 0)
        return false;
    return strcmp((const char *)tag + sizeof prefix - 1, name) == 0;
}

// A tag of the core schema asks for its type; any other leaves a string.
static rubric_status read_tagged(rubric_yaml_reader *self, const yaml_char_t *tag, size_t offset,
                                 rubric_yaml_node *out) {
    rubric_value resolved = rubric_yaml_scalar(out->text);
    rubric_value_type wanted = has_tag(tag, "null")    ? RUBRIC_VALUE_NULL
                               : has_tag(tag, "bool")  ? RUBRIC_VALUE_BOOLEAN
                               : has_tag(tag, "int")   ? RUBRIC_VALUE_INTEGER
                               : has_tag(tag, "float") ? RUBRIC_VALUE_NUMBER
                                                       : RUBRIC_VALUE_STRING;
    out->value = rubric_value_string(out->text);
    if (wanted == RUBRIC_VALUE_STRING)
        return RUBRIC_OK;
    if (wanted == RUBRIC_VALUE_NUMBER && resolved.type == RUBRIC_VALUE_INTEGER)
        resolved = rubric_value_number((double)resolved.as.integer);
    if (resolved.type != wanted)
        return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset,
                                "the value does not fit its tag");
    out->value = resolved;
    return RUBRIC_OK;
}

static rubric_status read_scalar(rubric_yaml_reader *self, const yaml_event_t *event, size_t offset,
                                 rubric_yaml_node *out) {
    const char *bytes = (const char *)event->data.scalar.value;
    rubric_slice text = rubric_slice_make(bytes, event->data.scalar.length);
    memset(out, 0, sizeof *out);
    out->weight = 1;
    out->is_scalar = true;
    out->text = rubric_arena_copy(self->arena, text);
    if (out->text.bytes == NULL)
        return out_of_budget(self);
    rubric_status status = RUBRIC_OK;
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (event->data.scalar.tag != NULL)
        status = read_tagged(self, event->data.scalar.tag, offset, out);
    else if (is_plain)
        out->value = rubric_yaml_scalar(out->text);
    else
        out->value = rubric_value_string(out->text);
    out->is_merge = is_plain && event->data.scalar.tag == NULL && text.size == 2 &&
                    memcmp(bytes, rubric_yaml_merge_key, 2) == 0;
    out->value.offset = (uint32_t)offset;
    int anchor;
    if (status == RUBRIC_OK)
        status = add_anchor(self, event->data.scalar.anchor, offset, &anchor);
    if (status == RUBRIC_OK)
        complete_anchor(self, anchor, out);
    return status;
}

/* ---- Lists and maps ---- */

static rubric_status open_container(rubric_yaml_reader *self, const yaml_event_t *event,
                                    size_t offset) {
    bool is_list = event->type == YAML_SEQUENCE_START_EVENT;
    if (self->depth == RUBRIC_VALUE_DEPTH)
        return rubric_yaml_fail(self, RUBRIC_ERROR_LIMIT, offset, "nested deeper than 64 levels");
    rubric_yaml_frame *frame = &self->frames[self->depth++];
    memset(frame, 0, sizeof *frame);
    frame->node.value = is_list ? rubric_value_list() : rubric_value_map();
    frame->node.value.offset = (uint32_t)offset;
    frame->node.weight = 1;
    frame->node.height = 1;
    const yaml_char_t *anchor =
        is_list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
    return add_anchor(self, anchor, offset, &frame->anchor);
}

static rubric_status take_key(rubric_yaml_reader *self, rubric_yaml_frame *frame,
                              const rubric_yaml_node *node) {
    size_t offset = node->value.offset;
    if (!node->is_scalar)
        return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset, "a key must be a scalar");
    frame->key = node->is_merge ? rubric_slice_make(rubric_yaml_merge_key, 2) : node->text;
    frame->has_merge |= node->is_merge;
    frame->key_offset = (uint32_t)offset;
    frame->has_key = true;
    return RUBRIC_OK;
}

static bool remember_key_offset(rubric_yaml_reader *self, rubric_yaml_frame *frame) {
    uint32_t count = frame->node.value.as.map.count;
    if (count == frame->key_capacity) {
        uint32_t capacity = count < 8 ? 8 : count * 2;
        uint32_t *offsets = rubric_arena_allocate(self->arena, capacity * sizeof *offsets);
        if (offsets == NULL)
            return false;
        if (count > 0)
            memcpy(offsets, frame->key_offsets, count * sizeof *offsets);
        frame->key_offsets = offsets;
        frame->key_capacity = capacity;
    }
    frame->key_offsets[count] = frame->key_offset;
    return true;
}

// Put a complete value into the innermost container.
static rubric_status add_node(rubric_yaml_reader *self, const rubric_yaml_node *node) {
    rubric_yaml_frame *frame = &self->frames[self->depth - 1];
    rubric_value *container = &frame->node.value;
    if (container->type == RUBRIC_VALUE_MAP && !frame->has_key)
        return take_key(self, frame, node);
    frame->node.weight += node->weight;
    if (frame->node.height < node->height + 1)
        frame->node.height = node->height + 1;
    rubric_status status = RUBRIC_ERROR_MEMORY;
    if (container->type == RUBRIC_VALUE_LIST)
        status = rubric_value_append(self->arena, container, node->value);
    else if (remember_key_offset(self, frame))
        status = rubric_value_append_entry(self->arena, container, frame->key, node->value);
    frame->has_key = false;
    return status == RUBRIC_OK ? RUBRIC_OK : out_of_budget(self);
}

static rubric_status close_container(rubric_yaml_reader *self, rubric_yaml_node *out) {
    rubric_yaml_frame *frame = &self->frames[self->depth - 1];
    rubric_value *container = &frame->node.value;
    rubric_status status = RUBRIC_OK;
    if (container->type == RUBRIC_VALUE_MAP)
        status = rubric_yaml_close_map(self, frame);
    else
        container->as.list.capacity = container->as.list.count; // as in rubric_yaml_close_map
    complete_anchor(self, frame->anchor, &frame->node);
    *out = frame->node;
    self->depth--;
    return status;
}

/* ---- Events ---- */

// One event; `root` gets the value once it is complete.
static rubric_status take_event(rubric_yaml_reader *self, const yaml_event_t *event,
                                rubric_value *root, int *documents) {
    size_t offset = rubric_yaml_offset(self, &event->start_mark);
    rubric_yaml_node node = {.weight = 0};
    rubric_status status;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1)
            return rubric_yaml_fail(self, RUBRIC_ERROR_SYNTAX, offset,
                                    "a second document begins here");
        return RUBRIC_OK;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return open_container(self, event, offset);
    case YAML_SCALAR_EVENT:
        status = read_scalar(self, event, offset, &node);
        break;
    case YAML_ALIAS_EVENT:
        status = read_alias(self, event, offset, &node);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        status = close_container(self, &node);
        break;
    default:
        return RUBRIC_OK;
    }
    if (status == RUBRIC_OK && self->depth > 0)
        return add_node(self, &node);
    *root = node.value;
    return status;
}

static rubric_status read_events(rubric_yaml_reader *self, rubric_value *root) {
    int documents = 0;
    for (;;) {
        yaml_event_t event;
        if (!rubric_context_charge(self->context, 16))
            return out_of_budget(self);
        if (!yaml_parser_parse(&self->parser, &event))
            return fail_parser(self);
        bool is_end = event.type == YAML_STREAM_END_EVENT;
        rubric_status status = take_event(self, &event, root, &documents);
        yaml_event_delete(&event);
        if (status != RUBRIC_OK || is_end)
            return status;
    }
}

rubric_status rubric_yaml_read(rubric_value *out, rubric_arena *arena, rubric_slice text,
                               rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(arena, "arena", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_context *context = rubric_arena_context(arena);
    if (text.size > RUBRIC_YAML_SIZE)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "YAML larger than 1 MiB");
    // Too large for the stack of a small thread, and gone when the value stands.
    rubric_yaml_reader *self = rubric_context_allocate(context, sizeof *self);
    if (self == NULL || !rubric_context_charge(context, text.size)) {
        rubric_context_release(context, self, sizeof *self);
        return rubric_context_error(context, error);
    }
    memset(self, 0, sizeof *self);
    self->arena = arena;
    self->context = context;
    self->text = text;
    self->error = error;
    if (text.size >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
        self->skipped = self->mark_offset = 3;
    rubric_value value = rubric_value_null();
    rubric_status status = RUBRIC_ERROR_MEMORY;
    if (yaml_parser_initialize(&self->parser)) {
        const char *bytes = text.size > 0 ? text.bytes : "";
        yaml_parser_set_encoding(&self->parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&self->parser, (const unsigned char *)bytes + self->skipped,
                                     text.size - self->skipped);
        status = read_events(self, &value);
        yaml_parser_delete(&self->parser);
    } else {
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
        status = rubric_context_error(context, error);
    }
    rubric_context_release(context, self, sizeof *self);
    if (status == RUBRIC_OK)
        *out = value;
    return status;
}
