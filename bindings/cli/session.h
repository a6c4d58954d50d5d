// SPDX-License-Identifier: MIT
// What one run of the program knows: settings, scripts, inputs and where results go.
#ifndef RUBRIC_CLI_SESSION_H
#define RUBRIC_CLI_SESSION_H

#include "access.h"
#include "arguments.h"
#include "cli/workers/channel.h"
#include "inputs.h"
#include "steps.h"
#include "target.h"

#include <rubric/engine.h>

/** Exit codes, stable and documented in README. */
enum {
    RUBRIC_EXIT_DONE = 0,
    RUBRIC_EXIT_FINDINGS = 1,
    RUBRIC_EXIT_USAGE = 2,
    RUBRIC_EXIT_FAILED = 3,
    RUBRIC_EXIT_OUTPUT = 4,
    RUBRIC_EXIT_INTERRUPTED = 130
};

/** What is made of a document. */
typedef enum rubric_shape {
    RUBRIC_SHAPE_DOCUMENT, // it is written in a format
    RUBRIC_SHAPE_VALUE,    // what the last script returned, for people
    RUBRIC_SHAPE_RECORD,   // one JSON object
    RUBRIC_SHAPE_TREE      // its nodes, for people or one JSON object each
} rubric_shape;

/** Everything that stays as it is once work begins, but for the log. */
typedef struct rubric_session {
    rubric_context *context; // of the program itself, without limits
    rubric_arena *arena;     // lives as long
    rubric_settings settings;
    rubric_arguments arguments;
    rubric_host host;
    rubric_access access;
    rubric_channel *link; // of a worker that reaches nothing itself to its parent; NULL: none
    uint64_t deadline;    // of the document in hand, nanoseconds of the host's clock; 0: none
    rubric_buffer *log;   // where lines of scripts go while they run; NULL: standard error
    rubric_engine *engine;
    rubric_steps steps;
    rubric_read_options reading; // what the scripts add to Markdown
    rubric_inputs inputs;
    rubric_target target;
    const char *script;      // that is the verb; NULL: none
    rubric_words all_inputs; // before flags have taken some as their values
    rubric_shape own_shape;  // of the verb
    rubric_shape shape;
    const char *format; // to write; NULL: that of the input
    bool has_color;     // on standard error
    bool has_headings;  // values of several documents, each below its name
    bool is_testing;    // it runs files of tests, not scripts over documents
    size_t case_count;  // lines of TAP that tests have printed
    bool has_findings;  // one of them was `not ok`
} rubric_session;

/** Read the command line; on failure `out` is still to be cleared. */
rubric_status rubric_session_init(rubric_session *out, char **words, rubric_error *error);

/** Make the engine, once it is known what the verb is. */
rubric_status rubric_session_start(rubric_session *session, rubric_error *error);

/** From now on the time of a document runs. */
void rubric_session_begin_document(rubric_session *session);

void rubric_session_clear(rubric_session *session);

/** Print `rubric: error: MESSAGE` and return the exit code of a wrong command line. */
int rubric_session_refuse(const rubric_error *error);

#endif
