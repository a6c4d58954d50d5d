// SPDX-License-Identifier: MIT
// The source writer: an edited document as patches of the source it was read from.
//
// Nodes know what was changed (document/edits.c). Each change becomes the smallest patch that the
// format knows how to make: new text in a run, an attribute in a tag, nodes put in or cut out.
// Where it knows none, the smallest unit around the change is written anew by the format's own
// writer. The patched source is read again, and a unit that does not read as it should is written
// anew too: what the source writer gives reads as the document does.
#ifndef RUBRIC_FORMATS_SOURCE_H
#define RUBRIC_FORMATS_SOURCE_H

#include "document/document.h"

/** `[begin, end)` of the source becomes `size` bytes of the texts. */
struct patch {
    uint32_t begin, end;
    uint32_t text, size;
};

struct patcher {
    rubric_document *document;
    const struct source_format *format;
    rubric_slice text;     // of the source
    rubric_buffer patches; // struct patch
    rubric_buffer texts;
    rubric_buffer scratch;
    bool unsafe;               // HTML: any URL may be written
    bool lacks_metadata;       // what was changed in it has no place in this source
    bool writes_metadata_anew; // patched, it could not be read
};

/** New nodes that stand together, and what stays at their sides; 0: nothing. */
struct newcomers {
    uint32_t first, last; // ids
    uint32_t left, right;
};

/** What there is to know of a format to patch it. */
struct source_format {
    const char *name;
    /** The source of a node with all its markers, whole lines where blocks have such. */
    bool (*extent)(const struct patcher *patcher, uint32_t id, rubric_range *range);
    /** Whether it can be written anew by itself where it stands. */
    bool (*is_unit)(const struct patcher *patcher, uint32_t id);
    /** Whether it is one tag, in which all that it holds is said; NULL: nothing is. */
    bool (*is_tag)(const struct patcher *patcher, uint32_t id);
    /** Whether a new text can be put in its place in the source. */
    bool (*takes_text)(const struct patcher *patcher, uint32_t run);
    /** Whether nodes can be put in and cut out among its children. */
    bool (*takes_children)(const struct patcher *patcher, uint32_t id);
    /** Where the first child of a node without any would stand. */
    bool (*inside)(const struct patcher *patcher, uint32_t id, size_t *offset);
    /** Patch changed fields and attributes; false: the node must be written anew. */
    bool (*put_fields)(struct patcher *patcher, uint32_t id);
    /** Text of a run, between what stands in the source at both sides of `[begin, end)`. */
    void (*put_text)(struct patcher *patcher, uint32_t run, rubric_slice text, rubric_range range);
    void (*put_newcomers)(struct patcher *patcher, const struct newcomers *newcomers);
    /** Take a node out, with the white space that goes with it. */
    void (*put_cut)(struct patcher *patcher, uint32_t id);
    void (*put_unit)(struct patcher *patcher, uint32_t id);
    rubric_status (*put_metadata)(struct patcher *patcher, rubric_error *error);
    rubric_status (*read)(rubric_document *document, rubric_error *error);
};

extern const struct source_format rubric_source_markdown, rubric_source_html, rubric_source_text;

/** Begin a patch; its text is what is appended to `texts` until the end of it. */
rubric_buffer *rubric_source_begin(struct patcher *patcher, size_t begin, size_t end);
void rubric_source_end(struct patcher *patcher);

/** A patch that takes a stretch out. */
void rubric_source_delete(struct patcher *patcher, size_t begin, size_t end);

/** Sort the patches and drop those that lie in a wider one. */
bool rubric_source_settle(struct patcher *patcher);

/** Whether new text in a run has line ends. */
bool rubric_source_adds_lines(const struct patcher *patcher, uint32_t run);

/** Patch what was changed in the text of a run. */
void rubric_source_put_run(struct patcher *patcher, uint32_t run);

/** Put what left a place beside the others of its parent; once, before children are patched. */
bool rubric_source_sort_cuts(rubric_document *document);

/** Whether the place of every new child is known; then patch the list. */
bool rubric_source_can_put_children(const struct patcher *patcher, uint32_t id);
void rubric_source_put_children(struct patcher *patcher, uint32_t id);

/** The source with the patches applied, as UTF-8. */
void rubric_source_apply(rubric_buffer *out, const struct patcher *patcher);

/**
 * Read the patched source and mark the units that do not read as the document does.
 *
 * @param[out] is_same  whether all of it does
 */
rubric_status rubric_source_verify(struct patcher *patcher, bool *is_same, rubric_error *error);

/** Mark the smallest unit around a node to be written anew. */
void rubric_source_mark_unit(const struct patcher *patcher, uint32_t id);

static inline const struct patch *patches_of(const struct patcher *patcher, size_t *count) {
    *count = patcher->patches.size / sizeof(struct patch);
    return (const struct patch *)patcher->patches.bytes;
}

static inline rubric_slice patch_text(const struct patcher *patcher, const struct patch *patch) {
    return rubric_slice_make(patcher->texts.bytes ? patcher->texts.bytes + patch->text : "",
                             patch->size);
}

/* Lines of the source. */

static inline size_t line_begin(rubric_slice text, size_t at) {
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

/** Where the line at `at` ends, before its line end. */
static inline size_t line_end(rubric_slice text, size_t at) {
    while (at < text.size && text.bytes[at] != '\n' && text.bytes[at] != '\r')
        at++;
    return at;
}

/** Where the line behind the one at `at` begins. */
static inline size_t next_line(rubric_slice text, size_t at) {
    at = line_end(text, at);
    if (at < text.size && text.bytes[at] == '\r')
        at++;
    if (at < text.size && text.bytes[at] == '\n')
        at++;
    return at;
}

#endif
