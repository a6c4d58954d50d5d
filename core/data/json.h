// SPDX-License-Identifier: MIT
// JSON as the floors above may need it: deeper than values may be, or with content in it.
#ifndef RUBRIC_DATA_JSON_H
#define RUBRIC_DATA_JSON_H

#include "rubric/data.h"

/** As rubric_json_read, for a value nested up to `depth`: no other function here may see it. */
rubric_status rubric_json_read_deep(rubric_value *out, rubric_arena *arena, rubric_slice text,
                                    uint32_t depth, rubric_error *error);

/** What an object with one key stands for where content is written. */
enum rubric_json_mark {
    RUBRIC_JSON_PLAIN,
    RUBRIC_JSON_CONTENT, // {"$content": …}
    RUBRIC_JSON_NUMBER,  // {"$number": ".inf"}: one that JSON has no digits for
    RUBRIC_JSON_ESCAPED  // {"$$content": …}: a map whose key has one `$` less
};
enum rubric_json_mark rubric_json_mark(const rubric_value *map);

/** How content is written, which is null without. */
struct rubric_json_content {
    void (*put)(rubric_buffer *out, const rubric_value *content, void *user);
    void *user;
};

/** As rubric_json_write in one line, with content and every number: nothing is lost. */
void rubric_json_write_content(rubric_buffer *out, const rubric_value *value,
                               const struct rubric_json_content *content);

#endif
