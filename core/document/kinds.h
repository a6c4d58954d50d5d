// SPDX-License-Identifier: MIT
// Where a field stands in the slots of a node, and what a kind is: rows of the one table of facts.
#ifndef RUBRIC_DOCUMENT_KINDS_H
#define RUBRIC_DOCUMENT_KINDS_H

#include <rubric/document.h>

enum { RUBRIC_NODE_SLOTS = 4, RUBRIC_KIND_FIELDS = 6 };

/** Place of a field: `bits` of a slot from `shift` on; 32 bits are the whole slot. */
struct rubric_field_place {
    rubric_field field;
    uint8_t slot, shift, bits;
};

struct rubric_kind_facts {
    const char *name;
    rubric_content content;
    struct rubric_field_place fields[RUBRIC_KIND_FIELDS]; // ended by RUBRIC_FIELD_NONE
};

extern const struct rubric_kind_facts rubric_kinds[RUBRIC_KIND_COUNT];

/** NULL when the kind has no such field. */
const struct rubric_field_place *rubric_kind_place(rubric_kind kind, rubric_field field);

/** The one kind that a kind stands in, or RUBRIC_KIND_NONE when there are several. */
rubric_kind rubric_kind_only_parent(rubric_kind child);

/** "a" or "an", before the name of a kind. */
const char *rubric_kind_article(rubric_kind kind);

/** The error of an impossible nesting: it names both kinds, and where the inner one may stand. */
rubric_status rubric_kind_refuse(rubric_kind child, rubric_kind parent, rubric_error *error);

#endif
