// SPDX-License-Identifier: MIT
// Floor 3: documents by the name of a format, and how they are read and written; part of
// rubric/document.h.
//
// Formats of Markdown take extensions behind their name, as pandoc has it: `markdown+smart-tables`.
// The names `commonmark`, `gfm` and `pandoc` are Markdown with another set of extensions.
#ifndef RUBRIC_FORMATS_H
#define RUBRIC_FORMATS_H

#include "node.h"
#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Extensions of Markdown that are put on and off, beside what the format's name says. Zero leaves
    them alone; rubric_read_option_set and rubric_write_option_set know their names. */
typedef struct rubric_extensions {
    uint32_t on, off;
} rubric_extensions;

/** Signs around text that make a span of it, beside those of the dialect: `++a++` a span of class
    "insert". Flanked as emphasis is (CommonMark, section 6.2); both sides are equally long. */
typedef struct rubric_delimiter {
    const char *mark; // a sign of ASCII once or twice: "++", "%"
    const char *name; // class of the span: letters, digits, '-' and '_', a letter first
} rubric_delimiter;

typedef struct rubric_read_options {
    size_t size;         // sizeof(rubric_read_options)
    const char *format;  // NULL: by path, then by content
    const char *path;    // for messages and for the guess; NULL: none
    const char *url;     // address of a page; NULL: none
    const char *charset; // label that overrides what the bytes say; NULL: none
    bool borrow;         // the bytes outlive the document and are not copied
    bool notes;          // report, as diagnostics of level note, where people go wrong
    bool lenient;        // front matter that is not YAML is kept as it stands, with a warning
    rubric_extensions extensions;
    const rubric_delimiter *delimiters; // of Markdown; copied into the document
    size_t delimiter_count;             // at most 16
} rubric_read_options;

/** Where lines of text end. */
typedef enum rubric_wrap {
    RUBRIC_WRAP_PRESERVE, // as they were, or at `width` where that is given
    RUBRIC_WRAP_NONE,     // a paragraph is one line
    RUBRIC_WRAP_SENTENCE  // a sentence is one line
} rubric_wrap;

typedef struct rubric_write_options {
    size_t size;                     // sizeof(rubric_write_options)
    const char *format;              // NULL: markdown
    uint32_t width;                  // columns of text and Markdown; 0: as `wrap` says
    uint32_t node;                   // id of the one node to write; 0: the whole document
    bool no_metadata;                // leave front matter out
    bool standalone;                 // HTML: a whole page
    bool unsafe;                     // HTML: raw nodes and any URL scheme pass
    bool tag_filter;                 // HTML: raw tags that GFM disallows lose their `<`
    bool html;                       // Markdown: what it has no syntax for is written as HTML
    bool no_delimiters;              // Markdown: without those that the document was read with,
                                     // as `commonmark`, `gfm` and `pandoc` are written
    char bullet;                     // Markdown: '-', '*' or '+'; 0: '-'
    char delimiter;                  // Markdown, behind numbers: '.' or ')'; 0: as the list says
    char emphasis;                   // Markdown: '*' or '_'; 0: '*'
    char strong;                     // Markdown: '*' or '_'; 0: '*'
    char fence;                      // Markdown: '`' or '~'; 0: '`'
    rubric_wrap wrap;                // text and Markdown
    const rubric_language *language; // for sentences; NULL: none is known
    rubric_extensions extensions;
} rubric_write_options;

/** What there is: rows of the table of formats. */
typedef struct rubric_format {
    const char *name;
    bool reads, writes;
    const char *const *extensions; // without the dot, ended by NULL
    const char *description;
} rubric_format;

/** The format at `index`; NULL past the last. */
RUBRIC_API const rubric_format *rubric_format_at(size_t index);
/** By name, with or without extensions of Markdown behind it; NULL when there is none. */
RUBRIC_API const rubric_format *rubric_format_find(rubric_slice name);
/** Whether a format of that name is read, or written, and takes the extensions behind its name.
    RUBRIC_ERROR_FORMAT when not; the message names what there is. */
RUBRIC_API rubric_status rubric_format_check(const char *name, bool reads, rubric_error *error);
/** By the extension of a path, or NULL. */
RUBRIC_API const rubric_format *rubric_format_of_path(rubric_slice path);
/** By the bytes; never NULL: text at last. */
RUBRIC_API const rubric_format *rubric_format_guess(rubric_slice bytes);

/* ---- Options by name ----------------------------------------------------------------- */

/** An option of a reader or a writer, as `--from-option` and `--to-option` name it. */
typedef struct rubric_format_option {
    const char *name;
    const char *const *choices; // ended by NULL; NULL: true or false, or an integer
    bool is_integer;
    const char *help; // one line
} rubric_format_option;

/** The option at `index` of the reader of a format, or of its writer; false past the last. */
RUBRIC_API bool rubric_format_option_at(const rubric_format *format, bool reads, size_t index,
                                        rubric_format_option *out);

/**
 * Set an option by its name: `footnotes` to `true`, `wrap` to `sentence`.
 *
 * Options of one format are looked for when `options->format` is set, else those of all.
 *
 * @return RUBRIC_ERROR_ARGUMENT when nothing has that name, or no such value; the message names
 *         what there is
 */
RUBRIC_API rubric_status rubric_read_option_set(rubric_read_options *options, rubric_slice name,
                                                rubric_slice value, rubric_error *error);
/** The same for the options of a writer. */
RUBRIC_API rubric_status rubric_write_option_set(rubric_write_options *options, rubric_slice name,
                                                 rubric_slice value, rubric_error *error);

/**
 * Whether some dialect of Markdown can have these delimiters side by side.
 *
 * Signs that an extension has a meaning for are refused by rubric_document_read alone, where that
 * extension is on.
 *
 * @return RUBRIC_ERROR_ARGUMENT when not; the message names what the sign belongs to
 */
RUBRIC_API rubric_status rubric_delimiters_check(const rubric_delimiter *delimiters, size_t count,
                                                 rubric_error *error);

/* ---- Reading and writing ------------------------------------------------------------- */

/**
 * Read `size` bytes into a new document.
 *
 * Bytes that are not valid in the stated or detected encoding become U+FFFD, with a diagnostic
 * that names the first offset. Front matter that is not YAML is an error, unless options.lenient.
 *
 * @param[out] out  the document, owned by the caller; untouched on failure
 * @param context   limits and host; must outlive the document
 * @param bytes     may contain NUL; NULL only when size is 0; copied unless options.borrow
 * @param options   NULL for defaults
 * @return RUBRIC_OK, RUBRIC_ERROR_SYNTAX (with the place; of front matter, JSON),
 *         RUBRIC_ERROR_FORMAT (no reader of that name), RUBRIC_ERROR_ENCODING (no such
 *         charset), RUBRIC_ERROR_ARGUMENT (a delimiter), RUBRIC_ERROR_LIMIT (4 GiB and more)
 */
RUBRIC_API rubric_status rubric_document_read(rubric_document **out, rubric_context *context,
                                              const void *bytes, size_t size,
                                              const rubric_read_options *options,
                                              rubric_error *error);

/** Append the document in a format to a buffer; RUBRIC_ERROR_FORMAT when nobody writes it. */
RUBRIC_API rubric_status rubric_document_write(rubric_buffer *out, rubric_document *document,
                                               const rubric_write_options *options,
                                               rubric_error *error);

#ifdef __cplusplus
}
#endif
#endif
