// SPDX-License-Identifier: MIT
// The world of a worker that may reach nothing itself: it asks its parent.
#ifndef RUBRIC_CLI_LINK_H
#define RUBRIC_CLI_LINK_H

#include "channel.h"
#include "cli/session.h"

/** From here on the session asks over a channel for whatever is outside. */
void rubric_link_set(rubric_session *session, rubric_channel *channel);

/** Append the bytes of the document that is worked on; as rubric_file_read. */
rubric_status rubric_link_read_input(rubric_session *session, rubric_buffer *out, const char *path,
                                     rubric_error *error);

#endif
