// SPDX-License-Identifier: MIT
// Tables of generate_collation.lua: what each code point is ordered by (UTS #10).
#ifndef RUBRIC_TEXT_TABLES_COLLATION_H
#define RUBRIC_TEXT_TABLES_COLLATION_H

#include <stdint.h>

// A collation element (section 3.1) is a number of 30 bits: primary, secondary, tertiary weight.
enum { SECONDARY_SHIFT = 5, PRIMARY_SHIFT = 14, TERTIARY_MASK = 0x1F, SECONDARY_MASK = 0x1FF };

// A value is an element, or says in its highest bits what it is instead.
enum {
    COLLATION_ELEMENT,
    COLLATION_EXPANSION,   // 10 bits: how many elements, 20 bits: where in the expansions
    COLLATION_CONTRACTION, // 30 bits: which group
    COLLATION_IMPLICIT,    // 30 bits: which implicit weight
    COLLATION_KIND_SHIFT = 30
};

enum { COLLATION_BLOCK_SHIFT = 7, COLLATION_BLOCK_MASK = (1 << COLLATION_BLOCK_SHIFT) - 1 };

// Contractions that begin with the same code point.
typedef struct rubric_contraction_group {
    uint32_t value; // of that code point alone: an element or an expansion
    uint16_t first, count;
} rubric_contraction_group;

// Sorted by `second`, then `third`, within a group.
typedef struct rubric_contraction {
    uint32_t second, third; // code points; `third` is 0 when there are only two
    uint32_t value;         // an element or an expansion
} rubric_contraction;

// What gives a code point that is not listed its weights (section 10.1.3).
typedef struct rubric_implicit_weight {
    uint32_t lead; // AAAA, or its base for ideographs and what is unassigned
    uint32_t base; // the first code point of the script; 0: no siniform script
} rubric_implicit_weight;

extern const uint16_t rubric_collation_blocks[]; // number of the block of each 128 code points
extern const uint32_t rubric_collation_values[]; // the first block is that of ASCII
extern const uint32_t rubric_collation_expansions[];
extern const rubric_contraction_group rubric_contraction_groups[];
extern const rubric_contraction rubric_contractions[];
extern const rubric_implicit_weight rubric_implicit_weights[];
extern const uint32_t rubric_collation_last_variable; // the highest variable primary weight
extern const uint32_t rubric_collation_zero;          // primary weight of 0; those of 1 to 9 follow

#endif
