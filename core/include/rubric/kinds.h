// SPDX-License-Identifier: MIT
// Floor 3: the kinds of nodes and their fields; part of rubric/document.h.
#ifndef RUBRIC_KINDS_H
#define RUBRIC_KINDS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Kinds --------------------------------------------------------------------------- */

/** What a node is. Blocks come first, inlines from RUBRIC_KIND_TEXT on. */
typedef enum rubric_kind {
    RUBRIC_KIND_NONE,
    RUBRIC_KIND_DOCUMENT,
    RUBRIC_KIND_HEADING,
    RUBRIC_KIND_PARAGRAPH,
    RUBRIC_KIND_BLOCK_QUOTE,
    RUBRIC_KIND_LIST,
    RUBRIC_KIND_ITEM,
    RUBRIC_KIND_DEFINITION_LIST,
    RUBRIC_KIND_TERM,
    RUBRIC_KIND_DEFINITION,
    RUBRIC_KIND_CODE_BLOCK,
    RUBRIC_KIND_RAW_BLOCK,
    RUBRIC_KIND_TABLE,
    RUBRIC_KIND_TABLE_SECTION,
    RUBRIC_KIND_ROW,
    RUBRIC_KIND_CELL,
    RUBRIC_KIND_THEMATIC_BREAK,
    RUBRIC_KIND_LINE_BLOCK,
    RUBRIC_KIND_FIGURE,
    RUBRIC_KIND_CAPTION,
    RUBRIC_KIND_FOOTNOTE,
    RUBRIC_KIND_DIV,
    RUBRIC_KIND_ELEMENT,
    RUBRIC_KIND_TEXT,
    RUBRIC_KIND_EMPH,
    RUBRIC_KIND_STRONG,
    RUBRIC_KIND_UNDERLINE,
    RUBRIC_KIND_STRIKEOUT,
    RUBRIC_KIND_SUPERSCRIPT,
    RUBRIC_KIND_SUBSCRIPT,
    RUBRIC_KIND_SMALL_CAPS,
    RUBRIC_KIND_QUOTED,
    RUBRIC_KIND_CODE,
    RUBRIC_KIND_MATH,
    RUBRIC_KIND_LINK,
    RUBRIC_KIND_IMAGE,
    RUBRIC_KIND_LINE_BREAK,
    RUBRIC_KIND_FOOTNOTE_REFERENCE,
    RUBRIC_KIND_CITATION,
    RUBRIC_KIND_RAW_INLINE,
    RUBRIC_KIND_SPAN,
    RUBRIC_KIND_COUNT
} rubric_kind;

/** What a node of a kind may hold.

    Fields of type "content" (`short`, `prefix`, `suffix`) and values of the metadata may hold a
    subtree of their own: see RUBRIC_VALUE_CONTENT. */
typedef enum rubric_content {
    RUBRIC_CONTENT_NONE,    // nothing: a thematic break
    RUBRIC_CONTENT_TEXT,    // its own text: a run, code, math
    RUBRIC_CONTENT_INLINES, // a leaf block, or an inline that holds inlines
    RUBRIC_CONTENT_BLOCKS   // a container
} rubric_content;

/** A field of a node besides its links, text and attributes. */
typedef enum rubric_field {
    RUBRIC_FIELD_NONE,
    RUBRIC_FIELD_LEVEL,        // heading: integer 1 to 6
    RUBRIC_FIELD_COMPACT,      // paragraph: boolean, loose or tight text (pandoc's Plain)
    RUBRIC_FIELD_ORDERED,      // list: boolean
    RUBRIC_FIELD_TIGHT,        // list: boolean
    RUBRIC_FIELD_START,        // list: integer
    RUBRIC_FIELD_NUMBERING,    // list: decimal, lower_alpha, upper_alpha, lower_roman, upper_roman,
                               // default (as the writer likes), example (goes on from list to list)
    RUBRIC_FIELD_DELIMITER,    // list: period, parenthesis, parentheses, default
    RUBRIC_FIELD_CHECKED,      // item: boolean or absent
    RUBRIC_FIELD_LANGUAGE,     // code_block: string
    RUBRIC_FIELD_INFO,         // code_block: string, all that stood behind the fence
    RUBRIC_FIELD_FORMAT,       // raw_block, raw_inline: string
    RUBRIC_FIELD_LITERAL,      // raw_block, raw_inline: string
    RUBRIC_FIELD_COLUMNS,      // table: list of {alignment, width}
    RUBRIC_FIELD_PART,         // table_section: body, head, foot
    RUBRIC_FIELD_HEAD_COLUMNS, // table_section: integer
    RUBRIC_FIELD_ALIGNMENT,    // cell: default, left, center, right
    RUBRIC_FIELD_HEADER,       // cell: boolean; row: boolean, a row of headings inside a body
    RUBRIC_FIELD_ROW_SPAN,     // cell: integer
    RUBRIC_FIELD_COLUMN_SPAN,  // cell: integer
    RUBRIC_FIELD_SHORT,        // caption: content
    RUBRIC_FIELD_LABEL,        // footnote, footnote_reference: string
    RUBRIC_FIELD_QUOTE,        // quoted: double, single
    RUBRIC_FIELD_DISPLAY,      // math: boolean
    RUBRIC_FIELD_URL,          // link, image: string
    RUBRIC_FIELD_TITLE,        // link, image: string
    RUBRIC_FIELD_KEY,          // citation: string; others of its group are its first children
    RUBRIC_FIELD_MODE,         // citation: normal, author_in_text, suppress_author
    RUBRIC_FIELD_PREFIX,       // citation: content
    RUBRIC_FIELD_SUFFIX,       // citation: content
    RUBRIC_FIELD_COUNT
} rubric_field;

typedef enum rubric_field_type {
    RUBRIC_FIELD_BOOLEAN,
    RUBRIC_FIELD_OPTIONAL_BOOLEAN, // 0 absent, 1 false, 2 true
    RUBRIC_FIELD_INTEGER,
    RUBRIC_FIELD_STRING,
    RUBRIC_FIELD_CHOICE, // an index into the choices
    RUBRIC_FIELD_VALUE
} rubric_field_type;

/** "heading"; the same name in Lua, selectors and JSON. */
RUBRIC_API const char *rubric_kind_name(rubric_kind kind);
/** RUBRIC_KIND_NONE for a name that is none. */
RUBRIC_API rubric_kind rubric_kind_find(rubric_slice name);
/** What nodes of a kind may hold. */
RUBRIC_API rubric_content rubric_kind_content(rubric_kind kind);
static inline bool rubric_kind_is_inline(rubric_kind kind) {
    return kind >= RUBRIC_KIND_TEXT;
}
/** A block whose content is text: it holds inlines or its own text, never blocks. */
RUBRIC_API bool rubric_kind_is_leaf(rubric_kind kind);
/** The field at `index` of a kind; RUBRIC_FIELD_NONE past the last. */
RUBRIC_API rubric_field rubric_kind_field(rubric_kind kind, size_t index);
/** Whether nodes of a kind have a field. */
RUBRIC_API bool rubric_kind_has_field(rubric_kind kind, rubric_field field);
/** Whether `child` may stand in `parent`. */
RUBRIC_API bool rubric_kind_may_contain(rubric_kind parent, rubric_kind child);

/** The name of a field, as Lua and selectors have it. */
RUBRIC_API const char *rubric_field_name(rubric_field field);
/** The field of that name; RUBRIC_FIELD_NONE when there is none. */
RUBRIC_API rubric_field rubric_field_find(rubric_slice name);
/** The type of the values of a field. */
RUBRIC_API rubric_field_type rubric_field_type_of(rubric_field field);
/** The names of a choice, ended by NULL; NULL for other types. */
RUBRIC_API const char *const *rubric_field_choices(rubric_field field);

#ifdef __cplusplus
}
#endif
#endif
