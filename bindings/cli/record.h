// SPDX-License-Identifier: MIT
// The answers to records: one JSON object a line.
#ifndef RUBRIC_CLI_RECORD_H
#define RUBRIC_CLI_RECORD_H

#include "request.h"

/** What a record tells of a document that was done. */
typedef struct rubric_record {
    const rubric_request *request;
    rubric_document *document;
    const rubric_value *value; // that the script returned; NULL: none
    rubric_slice output;       // in the format that was asked for
    bool has_output;
    int unit; // of offsets
} rubric_record;

/** Append the record of a document and a line end. */
void rubric_record_put(rubric_buffer *out, const rubric_record *record);

/** Append a value that a script emitted, with the id of its document. */
void rubric_record_put_emitted(rubric_buffer *out, const rubric_request *request,
                               const rubric_value *value);

/** Append the record of a document that a script skipped. */
void rubric_record_put_skipped(rubric_buffer *out, const rubric_request *request,
                               rubric_slice reason);

/** Append the record of a failure; `stage` is request, read, script or write. */
void rubric_record_put_failure(rubric_buffer *out, const rubric_request *request, const char *stage,
                               const rubric_error *error);

#endif
