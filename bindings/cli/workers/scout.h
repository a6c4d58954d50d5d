// SPDX-License-Identifier: MIT
// What a confined process that has loaded the scripts says of them, so that no code of strangers
// runs in this one.
#ifndef RUBRIC_CLI_SCOUT_H
#define RUBRIC_CLI_SCOUT_H

#include "channel.h"
#include "cli/session.h"

/** Learn from a process of its own what rubric_plan_load would do, and do that here. */
rubric_status rubric_scout_plan(rubric_session *session, rubric_error *error);

/** In such a process, and in each worker that follows: load, and tell the parent. */
bool rubric_scout_load(rubric_session *session, rubric_channel *channel);

#endif
