// SPDX-License-Identifier: MIT
// Numbers with a unit as people write them: 64MiB, 500ms, 5s.
#ifndef RUBRIC_CLI_QUANTITY_H
#define RUBRIC_CLI_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Read a whole number; false when it is none, and `out` is untouched. */
bool rubric_quantity_count(const char *text, uint32_t *out);

/** Read bytes: a number with B, KiB, MiB, GiB, K, M, G or nothing behind it. */
bool rubric_quantity_bytes(const char *text, size_t *out);

/** Read milliseconds: a number with ms, s, m or nothing (seconds) behind it. */
bool rubric_quantity_time(const char *text, uint32_t *out);

#endif
