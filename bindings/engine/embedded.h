// SPDX-License-Identifier: MIT
// The built-in scripts and their data, compiled in by embed.c from the list in
// scripts/CMakeLists.txt.
#ifndef RUBRIC_ENGINE_EMBEDDED_H
#define RUBRIC_ENGINE_EMBEDDED_H

#include <stddef.h>

/** One file below scripts/, as it was when the program was built. */
struct rubric_embedded_file {
    const char *path;           // relative to scripts/, with slashes: "rubric/text.lua"
    const unsigned char *bytes; // followed by a NUL that is not counted
    size_t size;                // in bytes
};

/** Sorted by the bytes of `path`; a row of zeros follows the last. */
extern const struct rubric_embedded_file rubric_embedded_files[];
extern const size_t rubric_embedded_count;

#endif
