// SPDX-License-Identifier: MIT
// Attribute lists `{#id .class key=value}` (pandoc's manual, "Extension: attributes").
#ifndef RUBRIC_READERS_MARKDOWN_ATTRIBUTES_H
#define RUBRIC_READERS_MARKDOWN_ATTRIBUTES_H

#include "document/builder.h"

/** Behind the list at `at`, whose first byte is its brace; SIZE_MAX when it is none, or has more
    than 64 entries. */
size_t rubric_attributes_scan(rubric_slice text, size_t at);

/** Give a node what a list says, braces included; of an id or a key the first one stays. */
void rubric_attributes_put(struct rubric_builder *builder, uint32_t id, rubric_slice list);

/** Behind `{=format}` at `at`, and the format; SIZE_MAX when it is none. */
size_t rubric_raw_attribute_scan(rubric_slice text, size_t at, rubric_slice *format);

#endif
