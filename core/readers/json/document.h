// SPDX-License-Identifier: MIT
// The parts of the reader of the document's own JSON. What is to be done stands on a stack, so that
// no function calls itself however deep a document nests.
#ifndef RUBRIC_READERS_JSON_DOCUMENT_H
#define RUBRIC_READERS_JSON_DOCUMENT_H

#include "document/builder.h"

/** The children of an open node, those from `at` on yet to be read. */
struct json_children {
    const rubric_value *list; // NULL: none
    uint32_t at;
};

/** Content waits until the text around it has ended, which is in one piece. */
struct json_waiting {
    uint32_t root;
    uint32_t depth;
    const rubric_value *node;
};

struct json_reading {
    struct rubric_builder builder;
    rubric_arena *arena;    // of the JSON
    rubric_buffer children; // of struct json_children
    rubric_buffer waiting;  // of struct json_waiting
    rubric_buffer leaves;   // of uint32_t: the ids of the leaf blocks, for layers
    rubric_error *error;
    rubric_status status;
    uint32_t depth; // of the content that is being read
};

/** Stop with an error at the place of a value. */
bool rubric_json_refuse(struct json_reading *reading, const rubric_value *value, const char *format,
                        ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/** Whether a value is of a type; an error says that `name` was expected to be `wanted`. */
bool rubric_json_is(struct json_reading *reading, const rubric_value *value, rubric_value_type type,
                    const char *name);

/** Refuse a member of `owner`; the nearest of the names that there are is named. */
bool rubric_json_unknown(struct json_reading *reading, const rubric_entry *member,
                         const char *owner, const char *const *names, size_t count);

/* json_value.c */

/** A value of the document, in its arena; content in it is read later. */
rubric_value rubric_json_value(struct json_reading *reading, const rubric_value *value);

/* json_node.c */

/** Children of the innermost open node, and all in them. */
void rubric_json_children(struct json_reading *reading, const rubric_value *list);
/** The content that waits, and what comes to wait meanwhile. */
void rubric_json_contents(struct json_reading *reading);
/** `element` and `attributes` of a node; false for a member of another name. */
bool rubric_json_attributes(struct json_reading *reading, uint32_t id, const rubric_entry *member);

static inline bool json_failed(const struct json_reading *reading) {
    return reading->status != RUBRIC_OK || rubric_builder_failed(&reading->builder);
}

#endif
