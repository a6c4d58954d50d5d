// SPDX-License-Identifier: MIT
// How far names lie apart, for "did you mean".
#include <rubric/text.h>

enum { LONGEST_NAME = 60 };

size_t rubric_text_distance(rubric_slice a, rubric_slice b) {
    size_t rows[2][LONGEST_NAME + 1];
    if (a.size > LONGEST_NAME || b.size > LONGEST_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        const size_t *above = rows[(i - 1) % 2];
        size_t *row = rows[i % 2];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t best = above[j - 1] + (a.bytes[i - 1] != b.bytes[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return rows[a.size % 2][b.size];
}

const char *rubric_nearest(rubric_slice name, const char *const *names, size_t count) {
    const char *best = NULL;
    size_t score = name.size / 3 + 2; // a third of the letters may be wrong
    for (size_t i = 0; i < count; i++) {
        size_t edits = rubric_text_distance(name, rubric_slice_of(names[i]));
        if (edits < score) {
            score = edits;
            best = names[i];
        }
    }
    return best;
}
