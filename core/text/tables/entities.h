// SPDX-License-Identifier: MIT
// The named character references of HTML.
#ifndef RUBRIC_TEXT_TABLES_ENTITIES_H
#define RUBRIC_TEXT_TABLES_ENTITIES_H

#include <stddef.h>

struct rubric_entity {
    const char *name; // without '&' and ';'
    const char *text; // UTF-8
};

extern const struct rubric_entity rubric_entities[];
extern const size_t rubric_entity_count;

#endif
