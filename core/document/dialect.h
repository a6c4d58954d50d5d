// SPDX-License-Identifier: MIT
// Which constructs of Markdown a text is read or written with: the facts that reader, writer and
// the table of formats share.
#ifndef RUBRIC_DOCUMENT_DIALECT_H
#define RUBRIC_DOCUMENT_DIALECT_H

#include <rubric/base.h>

/** What Markdown may have beyond CommonMark; bits of a dialect. */
enum dialect_extension {
    DIALECT_FRONT_MATTER,     // YAML between `---` lines at the top
    DIALECT_TABLES,           // `| a | b |` above a delimiter row (GFM)
    DIALECT_STRIKETHROUGH,    // `~~a~~` (GFM)
    DIALECT_AUTOLINKS,        // bare `www.`, `http://` and mail addresses (GFM)
    DIALECT_TASKS,            // `- [x]` (GFM)
    DIALECT_FOOTNOTES,        // `[^1]` and `[^1]: text`
    DIALECT_INLINE_FOOTNOTES, // `^[text]`
    DIALECT_DEFINITION_LISTS, // a term, and `: text` below it
    DIALECT_ATTRIBUTES,       // `{#id .class key=value}`, and spans `[text]{…}`
    DIALECT_FENCED_DIVS,      // `::: name` to `:::`
    DIALECT_MATH,             // `$…$` and `$$…$$`
    DIALECT_SMART,            // quotes, dashes and ellipses from ASCII
    DIALECT_SUPERSCRIPT,      // `^a^`
    DIALECT_SUBSCRIPT,        // `~a~`
    DIALECT_HIGHLIGHT,        // `==a==`
    DIALECT_LINE_BLOCKS,      // lines that begin with `| `
    DIALECT_TABLE_CAPTIONS,   // `: text` or `Table: text` beside a table
    DIALECT_HARD_LINE_BREAKS, // every line end is a hard break
    DIALECT_WIKI_LINKS,       // `[[page]]` and `[[page|text]]`
    DIALECT_EMOJI,            // `:name:`
    DIALECT_RAW_ATTRIBUTE,    // code with `{=format}` passes raw
    DIALECT_COUNT
};

/** A set of extensions: bit `1 << extension` of each that is on. */
typedef uint32_t dialect_set;

static inline dialect_set dialect_bit(enum dialect_extension extension) {
    return (dialect_set)1 << extension;
}

static inline bool dialect_has(dialect_set set, enum dialect_extension extension) {
    return (set >> extension & 1) != 0;
}

/** One extension, for options and their help. */
struct dialect_facts {
    const char *name;     // "footnotes"
    const char *help;     // one line, with an example
    const char *other[4]; // names that pandoc has for it, ended by NULL
};

extern const struct dialect_facts rubric_dialect_extensions[DIALECT_COUNT];

/** A named set of extensions. */
struct dialect_preset {
    const char *name; // "gfm"
    dialect_set set;
};

/** "default", "commonmark", "gfm", "pandoc"; ended by a name that is NULL. The first one is what
    Markdown is when nobody says more. */
extern const struct dialect_preset rubric_dialect_presets[];

/** The extension of that name, ours or pandoc's; DIALECT_COUNT when there is none. */
enum dialect_extension rubric_dialect_find(rubric_slice name);

#endif
