// SPDX-License-Identifier: MIT
// The documents in a file: the file itself, the inputs of golden cases, or the examples of a
// specification.
#ifndef RUBRIC_TESTS_PROPERTIES_PIECES_H
#define RUBRIC_TESTS_PROPERTIES_PIECES_H

#include <rubric/document.h>

enum { FORMAT_SIZE = 128 };

/** One document to look at. */
struct piece {
    rubric_slice bytes;
    char format[FORMAT_SIZE]; // with extensions
    size_t line;              // of the file, from 1
};

/** The pieces of one file. */
struct pieces {
    const char *path;
    rubric_slice bytes;
    rubric_arena *arena; // what is not as it stands in the file
    size_t at, line;
    bool is_list; // of cases or examples
};

void pieces_begin(struct pieces *pieces, const char *path, rubric_slice bytes, rubric_arena *arena);
bool pieces_next(struct pieces *pieces, struct piece *piece);

#endif
