// SPDX-License-Identifier: MIT
// The folders that scripts and modules are looked for in, before the built-in ones.
#ifndef RUBRIC_CLI_SEARCH_PATH_H
#define RUBRIC_CLI_SEARCH_PATH_H

#include "options.h"

/**
 * Folders of --scripts, `plugins` of the folder of the run, those of RUBRIC_PATH, and `plugins` of
 * the user's configuration, ended by NULL; of `plugins` those that are there. NULL without memory.
 */
const char **rubric_search_path_new(rubric_arena *arena, const rubric_words *folders);

#endif
