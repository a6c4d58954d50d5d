// SPDX-License-Identifier: MIT
// Floor 2: data. Values as YAML and JSON have them, with the place that each came from.
#ifndef RUBRIC_DATA_H
#define RUBRIC_DATA_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Values -------------------------------------------------------------------------- */

typedef enum rubric_value_type {
    RUBRIC_VALUE_NULL,
    RUBRIC_VALUE_BOOLEAN,
    RUBRIC_VALUE_INTEGER,
    RUBRIC_VALUE_NUMBER,
    RUBRIC_VALUE_STRING,
    RUBRIC_VALUE_LIST,
    RUBRIC_VALUE_MAP,    // keeps the order of its keys, each there once
    RUBRIC_VALUE_CONTENT // text with markup: a subtree of the document that holds the value
} rubric_value_type;

typedef struct rubric_value rubric_value;
typedef struct rubric_entry rubric_entry;

/** A value. All that it points to lies in one arena; a struct copy shares it. */
struct rubric_value {
    rubric_value_type type;
    uint32_t offset; // where it began in the text it was read from; UINT32_MAX when made otherwise
    union {
        bool boolean;
        int64_t integer;
        double number;
        rubric_slice string;
        struct {
            rubric_value *items;
            uint32_t count, capacity;
        } list;
        struct {
            rubric_entry *entries;
            uint32_t count, capacity;
        } map;
        uint32_t content; // id of a node without a parent in the document that owns the value:
                          // a compact paragraph for inlines, a div for blocks
    } as;
};

struct rubric_entry {
    rubric_slice key;
    rubric_value value;
};

/** "null", "boolean", "integer", "number", "string", "list", "map", "content" */
RUBRIC_API const char *rubric_value_type_name(rubric_value_type type);

/** Constructors of the values that own nothing. */
RUBRIC_API rubric_value rubric_value_null(void);
/** true or false. */
RUBRIC_API rubric_value rubric_value_boolean(bool boolean);
/** A whole number. */
RUBRIC_API rubric_value rubric_value_integer(int64_t integer);
/** A number with a fraction; NaN and infinities too. */
RUBRIC_API rubric_value rubric_value_number(double number);
/** The string is not copied. */
RUBRIC_API rubric_value rubric_value_string(rubric_slice string);
/** An empty list; it allocates nothing. */
RUBRIC_API rubric_value rubric_value_list(void);
/** An empty map; it allocates nothing. */
RUBRIC_API rubric_value rubric_value_map(void);

/** Append to a list; RUBRIC_ERROR_MEMORY only. */
RUBRIC_API rubric_status rubric_value_append(rubric_arena *arena, rubric_value *list,
                                             rubric_value item);

/** The value of a key, to read or to change in place; NULL when the map has no such key. */
RUBRIC_API rubric_value *rubric_value_find(const rubric_value *map, rubric_slice key);

/** Set a key, which keeps its place when it is there; the key is copied. */
RUBRIC_API rubric_status rubric_value_set(rubric_arena *arena, rubric_value *map, rubric_slice key,
                                          rubric_value value);

/** Remove a key; false when there was none. */
RUBRIC_API bool rubric_value_remove(rubric_value *map, rubric_slice key);

/** A copy of all that the value points to, in another arena. */
RUBRIC_API rubric_status rubric_value_copy(rubric_value *out, rubric_arena *arena,
                                           const rubric_value *value);

/** Whether types and contents are the same; maps in any order of their keys. */
RUBRIC_API bool rubric_value_equal(const rubric_value *a, const rubric_value *b);

/** The nesting that readers accept and that no value may exceed. */
enum { RUBRIC_VALUE_DEPTH = 64 };

/** Content may stand in fields of nodes of other content, so deep and no deeper. */
enum { RUBRIC_CONTENT_DEPTH = 16 };

/* ---- YAML ---------------------------------------------------------------------------- */

/**
 * Read one YAML document (YAML 1.2, core schema; quoted scalars are strings).
 *
 * Bounded: 1 MiB of text, depth RUBRIC_VALUE_DEPTH, aliases expanded to at most 100,000 values.
 * A duplicate key is an error that names both lines. Merge keys (`<<`) are honoured.
 */
RUBRIC_API rubric_status rubric_yaml_read(rubric_value *out, rubric_arena *arena, rubric_slice text,
                                          rubric_error *error);

/** Append a value as block YAML, a map at column 0; a scalar is followed by a line end. */
RUBRIC_API void rubric_yaml_write(rubric_buffer *out, const rubric_value *value);

/** Resolve a plain scalar by the core schema: `3` is an integer, `x` a string. */
RUBRIC_API rubric_value rubric_yaml_scalar(rubric_slice text);

/* ---- JSON ---------------------------------------------------------------------------- */

/** Read one JSON text (RFC 8259); a duplicate key keeps the last value. */
RUBRIC_API rubric_status rubric_json_read(rubric_value *out, rubric_arena *arena, rubric_slice text,
                                          rubric_error *error);

/** Append a value as JSON: in one line when `indent` is 0, else with that many blanks a level. */
RUBRIC_API void rubric_json_write(rubric_buffer *out, const rubric_value *value, int indent);

/** Append a string with its quotes and escapes. */
RUBRIC_API void rubric_json_write_string(rubric_buffer *out, rubric_slice string);

/* ---- Base64 -------------------------------------------------------------------------- */

/** Append bytes as base64 with padding (RFC 4648, section 4). */
RUBRIC_API void rubric_base64_encode(rubric_buffer *out, rubric_slice bytes);

/**
 * Decode into `out`, which has room for as many bytes as the text; white space is passed over, and
 * padding may be left out. False when it is no base64.
 */
RUBRIC_API bool rubric_base64_decode(rubric_slice text, char *out, size_t *size);

#ifdef __cplusplus
}
#endif
#endif
