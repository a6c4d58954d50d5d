// SPDX-License-Identifier: MIT
// Start tags of HTML as they stand in a source: their parts, and patches to them.
#ifndef RUBRIC_FORMATS_SOURCE_TAG_H
#define RUBRIC_FORMATS_SOURCE_TAG_H

#include "formats/source/source.h"

/** A start tag: `<name … >`. */
struct tag {
    size_t begin, end; // with its brackets
    rubric_slice name; // as it stands, in any case
    size_t attributes; // where the first could begin
    size_t insert;     // where one more can stand
};

/** An attribute in a tag: ` name="value"`. */
struct tag_attribute {
    size_t begin, end; // from its name to the end of its value
    rubric_slice name;
    rubric_slice value; // without quotes, not decoded
};

/** The start tag at an offset; false when there is none. */
bool rubric_tag_read(rubric_slice text, size_t at, struct tag *tag);

/** The attribute at or behind `*at`, which moves on; false behind the last. */
bool rubric_tag_next(rubric_slice text, const struct tag *tag, size_t *at,
                     struct tag_attribute *attribute);
bool rubric_tag_find(rubric_slice text, const struct tag *tag, rubric_slice name,
                     struct tag_attribute *attribute);

/** The first start tag of that name from `at` on; comments and scripts are passed over. */
bool rubric_tag_search(rubric_slice text, size_t at, const char *name, struct tag *tag);

/** Patch an attribute so that it has that value; it is put in where there is none. */
void rubric_tag_put_attribute(struct patcher *patcher, const struct tag *tag, rubric_slice name,
                              rubric_slice value);
void rubric_tag_remove_attribute(struct patcher *patcher, const struct tag *tag, rubric_slice name);

#endif
