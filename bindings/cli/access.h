// SPDX-License-Identifier: MIT
// Which files, programs and variables scripts may reach: those beside them, and what was granted.
#ifndef RUBRIC_CLI_ACCESS_H
#define RUBRIC_CLI_ACCESS_H

#include <rubric/rubric.h>

/** What the run gives to scripts; filled while they are loaded. */
typedef struct rubric_access {
    rubric_arena *arena;            // where paths live
    const char *const *permissions; // that were granted, ended by NULL
    rubric_buffer folders;          // of scripts and of their options, that may be read
    bool is_for_workers;            // what is not beside scripts and not granted is refused
    bool is_settled;                // all scripts are loaded: no folder is added
} rubric_access;

rubric_status rubric_access_init(rubric_access *out, rubric_arena *arena,
                                 const char *const *permissions, const char *const *search_path,
                                 rubric_error *error);
void rubric_access_clear(rubric_access *access);

/** A script lies at a path: what lies in its folder is its own, until access is settled. */
void rubric_access_add_script(rubric_access *access, rubric_slice path);

/** An option names a file: it and what lies beside it may be read, but nothing hidden. */
void rubric_access_add_file(rubric_access *access, rubric_slice path);

/** Whether a use was granted by its name alone: "run", "pandoc". */
bool rubric_access_has(const rubric_access *access, const char *kind, const char *name);

/**
 * Open a file or folder of a granted folder, or beside scripts, where it truly lies: a link must
 * not lead out of there, but for links to other scripts, which people keep in one place, and
 * for a file that an option names itself. For workers all else is refused.
 *
 * @param[out] descriptor  -1: nothing is known of it, so that whoever asks must have decided
 * @param flags  of open(2)
 * @return RUBRIC_OK, RUBRIC_ERROR_FILE, RUBRIC_ERROR_PERMISSION; the message does not name it
 */
rubric_status rubric_access_open(const rubric_access *access, int *descriptor, const char *path,
                                 int flags, rubric_error *error);

/** Whether a file may be written where it truly would lie; the message does not name it. */
rubric_status rubric_access_check_write(const rubric_access *access, const char *path,
                                        rubric_error *error);

#endif
