// SPDX-License-Identifier: MIT
// Whether what the Markdown reader makes of a text is what others make of it.
#ifndef RUBRIC_TESTS_ORACLE_H
#define RUBRIC_TESTS_ORACLE_H

#include <rubric/rubric.h>

/**
 * Compare with md4c and cmark. What one of them reads as we do is taken as right: both have bugs,
 * hardly ever the same ones.
 *
 * @param[out] why  the dumps, when it is false; the caller clears it
 */
bool oracle_agrees(rubric_buffer *why, rubric_context *context, rubric_slice text);

#endif
