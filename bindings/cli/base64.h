// SPDX-License-Identifier: MIT
// Base64 (RFC 4648, section 4), for bytes in records.
#ifndef RUBRIC_CLI_BASE64_H
#define RUBRIC_CLI_BASE64_H

#include <rubric/rubric.h>

/** Decode into `out`, which has room for as many bytes as the text; false when it is no base64. */
bool rubric_base64_decode(rubric_slice text, char *out, size_t *size);

#endif
