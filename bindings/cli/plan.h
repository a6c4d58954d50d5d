// SPDX-License-Identifier: MIT
// What is to be done with the documents of a run, decided before the first is opened.
#ifndef RUBRIC_CLI_PLAN_H
#define RUBRIC_CLI_PLAN_H

#include "session.h"

/**
 * Load scripts, bind options, list inputs, choose shape and format, and plan outputs.
 *
 * @param script  the script that is the verb; NULL for a verb of the program
 * @param shape   of a verb that has its own; RUBRIC_SHAPE_DOCUMENT leaves it to the options
 */
rubric_status rubric_plan_make(rubric_session *session, const char *script, rubric_shape shape,
                               rubric_error *error);

/** The part of it that runs code of scripts; `notes` gets what people are to be told. */
rubric_status rubric_plan_load(rubric_session *session, rubric_buffer *notes, rubric_error *error);

#endif
