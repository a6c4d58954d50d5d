// SPDX-License-Identifier: MIT
// The nearest of a few names, for "did you mean": by bytes, and without memory that could fail.
#include <rubric/text.h>

enum { LONGEST_NAME = 60 };

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t rubric_name_distance(rubric_slice a, rubric_slice b) {
    size_t rows[3][LONGEST_NAME + 1];
    if (a.size > LONGEST_NAME || b.size > LONGEST_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        const size_t *above = rows[(i - 1) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            row[j] = smaller(above[j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]),
                             smaller(above[j], row[j - 1]) + 1);
            bool is_swap = i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] &&
                           a.bytes[i - 2] == b.bytes[j - 1];
            if (is_swap)
                row[j] = smaller(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a.size % 3][b.size];
}

const char *rubric_nearest(rubric_slice name, const char *const *names, size_t count) {
    const char *best = NULL;
    size_t score = name.size / 3 + 2; // a third of the letters may be wrong
    for (size_t i = 0; i < count; i++) {
        size_t edits = rubric_name_distance(name, rubric_slice_of(names[i]));
        if (edits < score) {
            score = edits;
            best = names[i];
        }
    }
    return best;
}
