// SPDX-License-Identifier: MIT
// JSON as the floors above may need it: deeper than values may be, or with content in it.
#ifndef RUBRIC_DATA_JSON_H
#define RUBRIC_DATA_JSON_H

#include "rubric/data.h"

/** As rubric_json_read, for a value nested up to `depth`: no other function here may see it. */
rubric_status rubric_json_read_deep(rubric_value *out, rubric_arena *arena, rubric_slice text,
                                    uint32_t depth, rubric_error *error);

/** How content is written, which is null without. */
struct rubric_json_content {
    void (*put)(rubric_buffer *out, const rubric_value *content, void *user);
    void *user;
};

/** As rubric_json_write in one line, with content. */
void rubric_json_write_content(rubric_buffer *out, const rubric_value *value,
                               const struct rubric_json_content *content);

#endif
