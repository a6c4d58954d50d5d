// SPDX-License-Identifier: MIT
// What is made of a document that was read and run: a document, a value, a record, a tree.
#ifndef RUBRIC_CLI_PRESENT_H
#define RUBRIC_CLI_PRESENT_H

#include "outcome.h"
#include "request.h"
#include "session.h"

/** One document while it is worked on. */
struct rubric_work {
    rubric_session *session;
    rubric_outcome *out;
    rubric_request request;
    const char *stage;         // of records: request, read, script, write
    const char *format;        // it was read in
    const char *dialect;       // the same with extensions, as it was asked for; NULL: guessed
    rubric_context *context;   // its limits
    rubric_arena *arena;       // of the request
    rubric_buffer bytes;       // of its file
    rubric_document *read;     // owned
    rubric_document *document; // what scripts made of it, owned by `read` or a result
    rubric_result **results;   // one a script
    size_t result_count;
    rubric_error error;
};

/** Fill the outcome with what the session asks for. */
rubric_status rubric_present(struct rubric_work *work);

#endif
