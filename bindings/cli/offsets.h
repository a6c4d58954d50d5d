// SPDX-License-Identifier: MIT
// Byte offsets into a text as code points or UTF-16 units, for the readers of records.
#ifndef RUBRIC_CLI_OFFSETS_H
#define RUBRIC_CLI_OFFSETS_H

#include <rubric/rubric.h>

/** Counts at every so many bytes, so that an offset is found without a walk from the start. */
typedef struct rubric_offsets {
    rubric_slice text;
    int unit;             // RUBRIC_OFFSETS_BYTES, _CODEPOINTS or _UTF16
    rubric_buffer counts; // of size_t
} rubric_offsets;

void rubric_offsets_init(rubric_offsets *offsets, rubric_context *context, rubric_slice text,
                         int unit);
void rubric_offsets_clear(rubric_offsets *offsets);

size_t rubric_offsets_convert(const rubric_offsets *offsets, size_t offset);

#endif
