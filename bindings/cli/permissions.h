// SPDX-License-Identifier: MIT
// What plugins ask for: refused, or said before anything runs.
#ifndef RUBRIC_CLI_PERMISSIONS_H
#define RUBRIC_CLI_PERMISSIONS_H

#include "session.h"

/**
 * Look at what the scripts of the run, and those that they use, ask for, and note what was granted.
 *
 * @return RUBRIC_OK, RUBRIC_ERROR_PERMISSION (the message says how to grant it)
 */
rubric_status rubric_permissions_review(const rubric_session *session, rubric_buffer *notes,
                                        rubric_error *error);

#endif
