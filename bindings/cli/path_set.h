// SPDX-License-Identifier: MIT
// A set of paths, kept as their 64-bit hashes: enough to tell that one comes a second time.
#ifndef RUBRIC_CLI_PATH_SET_H
#define RUBRIC_CLI_PATH_SET_H

#include <rubric/rubric.h>

typedef struct rubric_path_set {
    rubric_context *context;
    uint64_t *slots; // 0 is free
    size_t count, capacity;
} rubric_path_set;

void rubric_path_set_init(rubric_path_set *set, rubric_context *context);
void rubric_path_set_clear(rubric_path_set *set);

/** Add a path; false when it was there. Without memory it counts as new. */
bool rubric_path_set_add(rubric_path_set *set, const char *path);

#endif
