// SPDX-License-Identifier: MIT
// What the two halves of the YAML reader share: events become values, anchors are remembered.
#ifndef RUBRIC_DATA_YAML_READER_H
#define RUBRIC_DATA_YAML_READER_H

#include <yaml.h>

#include "rubric/data.h"

enum {
    RUBRIC_YAML_SIZE = 1 << 20,     // bytes of text
    RUBRIC_YAML_EXPANSION = 100000, // values that aliases and merge keys may stand for
    RUBRIC_YAML_ANCHORS = 1000
};

// A value and what it would cost to repeat it.
typedef struct rubric_yaml_node {
    rubric_value value;
    rubric_slice text; // of a scalar as it is written, for its use as a key
    uint32_t weight;   // values in it, itself included
    int height;        // levels of containers in it
    bool is_scalar;
    bool is_merge; // a plain `<<`
} rubric_yaml_node;

// `&name` and what it names.
typedef struct rubric_yaml_anchor {
    rubric_slice name;
    rubric_yaml_node node;
    bool is_complete; // its node has ended: an alias inside of it would be a cycle
} rubric_yaml_anchor;

// A list or map that is not closed yet.
typedef struct rubric_yaml_frame {
    rubric_yaml_node node;
    rubric_slice key;    // of the entry that waits for its value
    uint32_t key_offset; // bytes
    bool has_key;
    uint32_t *key_offsets; // of each entry, in the arena
    uint32_t key_capacity;
    bool has_merge; // one of the keys is a plain `<<`
    int anchor;     // index, or -1
} rubric_yaml_frame;

// A YAML text on its way to a value.
typedef struct rubric_yaml_reader {
    yaml_parser_t parser;
    rubric_arena *arena;
    rubric_context *context;
    rubric_slice text;
    size_t skipped;     // bytes of a byte order mark before what libyaml sees
    size_t mark_index;  // a place in code points, as libyaml counts …
    size_t mark_offset; // … and the same in bytes
    rubric_yaml_frame frames[RUBRIC_VALUE_DEPTH];
    int depth;                   // frames in use
    rubric_yaml_anchor *anchors; // in the arena
    int anchor_count;
    uint32_t expanded; // values that aliases have stood for so far
    rubric_error *error;
} rubric_yaml_reader;

// The place of a libyaml mark in bytes.
size_t rubric_yaml_offset(rubric_yaml_reader *self, const yaml_mark_t *mark);

rubric_status rubric_yaml_fail(rubric_yaml_reader *self, rubric_status status, size_t offset,
                               const char *message);

// Pay for a value that is there once more.
rubric_status rubric_yaml_expand(rubric_yaml_reader *self, uint32_t weight, size_t offset);

// A closed map: refuse keys that occur twice, and put what `<<` brings in its place.
rubric_status rubric_yaml_close_map(rubric_yaml_reader *self, rubric_yaml_frame *frame);

// The key that a plain `<<` gets until its map is closed; told apart by its address.
extern const char rubric_yaml_merge_key[];

#endif
