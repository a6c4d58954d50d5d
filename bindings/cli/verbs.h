// SPDX-License-Identifier: MIT
// The verbs of the program; every script is one too.
#ifndef RUBRIC_CLI_VERBS_H
#define RUBRIC_CLI_VERBS_H

#include "session.h"

/** One row of the table of verbs. */
typedef struct rubric_verb {
    const char *name;
    const char *summary;                 // one line
    const char *usage;                   // what follows `rubric NAME`
    const char *const *examples;         // command lines that run, ended by NULL
    int (*run)(rubric_session *session); // returns the exit code
} rubric_verb;

/** The verb at `index`; NULL past the last. */
const rubric_verb *rubric_verb_at(size_t index);
const rubric_verb *rubric_verb_find(const char *name);

/** Run the verb of the command line, whether it is the program's or a script. */
int rubric_verb_run(rubric_session *session);

/**
 * Whether a word can name a script: one that the engine knows, or a path.
 */
bool rubric_verb_is_script(rubric_session *session, const char *name);

/** Refuse a word that is no verb, with what was probably meant. */
rubric_status rubric_verb_unknown(rubric_session *session, const char *name, rubric_error *error);

#endif
