// SPDX-License-Identifier: MIT
// The parts of the reader of pandoc's JSON. What is to be done stands on a stack of tasks, so that
// no function calls itself however deep a document nests.
#ifndef RUBRIC_READERS_PANDOC_H
#define RUBRIC_READERS_PANDOC_H

#include "document/builder.h"

enum pandoc_task_type {
    TASK_CLOSE,       // the innermost open node
    TASK_BLOCKS,      // each: a block
    TASK_INLINES,     // each: an inline
    TASK_LINES,       // each: the inlines of a line of a line block
    TASK_ITEMS,       // each: the blocks of an item
    TASK_ENTRIES,     // each: a term and its definitions
    TASK_TERM,        // one: inlines
    TASK_DEFINITIONS, // each: the blocks of a definition
    TASK_CAPTION,     // one: [short, blocks]
    TASK_HEAD,        // one: [attr, rows]
    TASK_BODIES,      // each: [attr, head columns, head rows, rows]
    TASK_FOOT,        // one: [attr, rows]
    TASK_ROWS,        // each: [attr, cells]
    TASK_CELLS        // each: [attr, alignment, row span, column span, blocks]
};

struct pandoc_task {
    enum pandoc_task_type type;
    uint32_t at;     // index of the next item
    uint32_t detail; // of rows and cells: the columns that are headers yet, ALL_HEADERS, and
                     // whether the rows are head rows of a body
    const rubric_value *value;
};

enum { PANDOC_ALL_HEADERS = INT32_MAX };
#define PANDOC_HEAD_ROWS 0x80000000u

/** Notes and contents wait until the text around them has ended, which is in one piece. */
struct pandoc_waiting {
    uint32_t root; // of the content; 0: a note
    uint32_t depth;
    bool is_blocks;
    const rubric_value *list;
};

struct pandoc_reading {
    struct rubric_builder builder;
    rubric_arena *arena;   // of the JSON
    rubric_buffer tasks;   // of struct pandoc_task
    rubric_buffer waiting; // of struct pandoc_waiting
    rubric_error *error;
    rubric_status status;
    uint32_t notes;   // so many so far
    uint32_t depth;   // of the content that is being read
    uint32_t skipped; // inlines of the next paragraph that say whether an item is checked
    bool splits;      // the next text begins a run of its own
    bool has_1_22;    // a figure is a paragraph
};

/** One element of a `t` and `c`, known by name, with `c` of the right shape. */
struct pandoc_element {
    const struct pandoc_type *type;
    const rubric_value *value;   // the object
    const rubric_value *content; // `c`; for lists of several, `parts` are its items
    const rubric_value *parts;
};

enum pandoc_tag {
    PANDOC_PLAIN,
    PANDOC_PARA,
    PANDOC_LINE_BLOCK,
    PANDOC_CODE_BLOCK,
    PANDOC_RAW_BLOCK,
    PANDOC_BLOCK_QUOTE,
    PANDOC_ORDERED_LIST,
    PANDOC_BULLET_LIST,
    PANDOC_DEFINITION_LIST,
    PANDOC_HEADER,
    PANDOC_HORIZONTAL_RULE,
    PANDOC_TABLE,
    PANDOC_FIGURE,
    PANDOC_DIV,
    PANDOC_NULL,
    PANDOC_STR,
    PANDOC_EMPH,
    PANDOC_UNDERLINE,
    PANDOC_STRONG,
    PANDOC_STRIKEOUT,
    PANDOC_SUPERSCRIPT,
    PANDOC_SUBSCRIPT,
    PANDOC_SMALL_CAPS,
    PANDOC_QUOTED,
    PANDOC_CITE,
    PANDOC_CODE,
    PANDOC_SPACE,
    PANDOC_SOFT_BREAK,
    PANDOC_LINE_BREAK,
    PANDOC_MATH,
    PANDOC_RAW_INLINE,
    PANDOC_LINK,
    PANDOC_IMAGE,
    PANDOC_NOTE,
    PANDOC_SPAN,
    PANDOC_META_MAP,
    PANDOC_META_LIST,
    PANDOC_META_BOOL,
    PANDOC_META_STRING,
    PANDOC_META_INLINES,
    PANDOC_META_BLOCKS
};

enum pandoc_class { PANDOC_BLOCK, PANDOC_INLINE, PANDOC_META };

/** A constructor of pandoc's types. */
struct pandoc_type {
    const char *name;
    enum pandoc_tag tag;
    enum pandoc_class class;
    rubric_kind kind;
    const char *shape;  // of `c`, a letter a part: see pandoc_shape.c
    const char *wanted; // the same for people
};

/* pandoc_shape.c: what has which form. */

/** The element that a value is; false with the error set when it is none of that class. */
bool rubric_pandoc_element(struct pandoc_reading *reading, struct pandoc_element *out,
                           const rubric_value *value, enum pandoc_class class);
/** Whether a value is a list whose items have the shapes; an error names what was wanted. */
bool rubric_pandoc_parts(struct pandoc_reading *reading, const rubric_value *value,
                         const char *shape, const char *wanted);
/** The index of a tagged value like {"t": "AlignLeft"} among names; -1 and an error otherwise. */
int rubric_pandoc_choice(struct pandoc_reading *reading, const rubric_value *value,
                         const char *const *names, const char *wanted);
/** An integer of 32 bits, or 0 and an error. */
int32_t rubric_pandoc_integer(struct pandoc_reading *reading, const rubric_value *value);
/** The attributes of a node from [id, classes, pairs]; the first class of code is its language. */
void rubric_pandoc_attributes(struct pandoc_reading *reading, uint32_t id,
                              const rubric_value *attributes);
/** Whether an attr is ["", [], []]. */
bool rubric_pandoc_is_plain(const rubric_value *attributes);
/** Stop with an error at the place of a value. */
bool rubric_pandoc_expect(struct pandoc_reading *reading, const rubric_value *value,
                          const char *format, const char *name, const char *wanted);

/* pandoc_json.c: tasks and what waits. */

void rubric_pandoc_push(struct pandoc_reading *reading, enum pandoc_task_type type,
                        const rubric_value *value, uint32_t detail);
/** A content value whose root will be filled with a list of inlines or blocks later. */
rubric_value rubric_pandoc_content(struct pandoc_reading *reading, const rubric_value *list,
                                   bool is_blocks);
/** The label of a note whose blocks will be read later, in `out`. */
rubric_slice rubric_pandoc_note(struct pandoc_reading *reading, const rubric_value *blocks,
                                char out[12]);

/* One function a task. */

void rubric_pandoc_block(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_inline(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_line(struct pandoc_reading *reading, const rubric_value *value, bool is_first);
void rubric_pandoc_item(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_entry(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_term(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_definition(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_caption(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_table(struct pandoc_reading *reading, const struct pandoc_element *element);
void rubric_pandoc_table_end(struct pandoc_reading *reading, const rubric_value *value, int part);
void rubric_pandoc_table_body(struct pandoc_reading *reading, const rubric_value *value);
void rubric_pandoc_row(struct pandoc_reading *reading, const rubric_value *value, uint32_t detail);
void rubric_pandoc_cell(struct pandoc_reading *reading, const rubric_value *value,
                        uint32_t *detail);

/* pandoc_meta.c */

/** The metadata from the object `meta`. */
void rubric_pandoc_metadata(struct pandoc_reading *reading, const rubric_value *meta);

static inline bool pandoc_failed(const struct pandoc_reading *reading) {
    return reading->status != RUBRIC_OK || rubric_builder_failed(&reading->builder);
}

#endif
