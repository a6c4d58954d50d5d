// SPDX-License-Identifier: MIT
// Values that scripts return, laid out for people.
#ifndef RUBRIC_CLI_VALUE_H
#define RUBRIC_CLI_VALUE_H

#include <rubric/rubric.h>

/**
 * Append a value as lines: a scalar as it is, a list of scalars one a line, a list of maps as
 * columns, anything else as YAML.
 */
void rubric_value_print(rubric_buffer *out, const rubric_value *value);

#endif
