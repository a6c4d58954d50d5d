// SPDX-License-Identifier: MIT
// The indexes of the East Asian encodings (WHATWG Encoding Standard, section 5), both ways.
#ifndef RUBRIC_TEXT_TABLES_MULTI_BYTE_H
#define RUBRIC_TEXT_TABLES_MULTI_BYTE_H

#include "rubric/text.h"

// Pointers of an index whose code points rise: `columns` of each row, the rows below each other.
typedef struct rubric_index_grid {
    uint16_t first; // pointer
    uint16_t columns;
    uint16_t count;
} rubric_index_grid;

// A pointer is the number of a cell in the code chart of an encoding.
typedef struct rubric_index {
    const uint16_t *code_points; // from pointer `first` on; 0: none
    const uint8_t *astral;       // a bit for each of them: it stands in plane 2; NULL: none does
    const uint16_t *order;       // pointers by code point, without those in grids; NULL: none
    const uint16_t *pages;       // where the code points of each 256 begin in `order`
    const rubric_index_grid *grids;
    uint16_t first, count; // pointers
    uint16_t row;          // pointers in a row of the chart
    uint16_t page_count;   // the BMP has 256, plane 2 follows; `pages` has one more
    uint16_t grid_count;
} rubric_index;

extern const rubric_index rubric_index_gb18030, rubric_index_euc_kr, rubric_index_big5,
    rubric_index_jis0208, rubric_index_jis0212;

// Four bytes of gb18030: from that pointer on, code points are in step with pointers.
typedef struct rubric_gb18030_range {
    uint16_t pointer, code_point;
} rubric_gb18030_range;

extern const rubric_gb18030_range rubric_gb18030_ranges[];
extern const size_t rubric_gb18030_range_count;

// The code point of a pointer, or 0.
static inline uint32_t rubric_index_code_point(const rubric_index *index, uint32_t pointer) {
    uint32_t at = pointer - index->first; // far too large below it
    if (at >= index->count)
        return 0;
    uint32_t code_point = index->code_points[at];
    if (index->astral != NULL && (index->astral[at >> 3] >> (at & 7) & 1))
        code_point += 0x20000;
    return code_point;
}

#endif
