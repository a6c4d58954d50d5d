// SPDX-License-Identifier: MIT
// Converts byte offsets by a table of counts.
#include "offsets.h"

#include "options.h"

enum { STRIDE = 256 }; // bytes between two counts

// How many units begin in `[begin, end)`.
static size_t count_units(const rubric_offsets *offsets, size_t begin, size_t end) {
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        unsigned char byte = (unsigned char)offsets->text.bytes[i];
        count += (byte & 0xC0) != 0x80;
        count += byte >= 0xF0 && offsets->unit == RUBRIC_OFFSETS_UTF16;
    }
    return count;
}

void rubric_offsets_init(rubric_offsets *offsets, rubric_context *context, rubric_slice text,
                         int unit) {
    *offsets = (rubric_offsets){text, unit, {0}};
    rubric_buffer_init(&offsets->counts, context);
    if (unit == RUBRIC_OFFSETS_BYTES)
        return;
    size_t count = 0;
    for (size_t begin = 0; begin <= text.size; begin += STRIDE) {
        rubric_buffer_put(&offsets->counts, (const char *)&count, sizeof count);
        size_t end = begin + STRIDE < text.size ? begin + STRIDE : text.size;
        count += count_units(offsets, begin, end);
    }
}

void rubric_offsets_clear(rubric_offsets *offsets) {
    rubric_buffer_clear(&offsets->counts);
}

size_t rubric_offsets_convert(const rubric_offsets *offsets, size_t offset) {
    if (offsets->unit == RUBRIC_OFFSETS_BYTES || offsets->counts.failed)
        return offset;
    size_t index = offset / STRIDE, count;
    memcpy(&count, offsets->counts.bytes + index * sizeof count, sizeof count);
    return count + count_units(offsets, index * STRIDE, offset);
}
