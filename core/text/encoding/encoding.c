// SPDX-License-Identifier: MIT
// Encodings: their labels and names.
#include "encoding.h"

#include "base/ascii.h"
#include "text/tables/single_byte.h"

enum { LONGEST_LABEL = 32 };

rubric_encoding rubric_encoding_find(rubric_slice label) {
    char folded[LONGEST_LABEL];
    label = rubric_slice_trim(label);
    if (label.size == 0 || label.size > sizeof folded)
        return RUBRIC_ENCODING_UNKNOWN;
    for (size_t i = 0; i < label.size; i++)
        folded[i] = ascii_lower(label.bytes[i]);
    rubric_slice wanted = rubric_slice_make(folded, label.size);
    size_t low = 0, high = rubric_encoding_label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        rubric_slice found = rubric_slice_of(rubric_encoding_labels[middle].label);
        int order = rubric_slice_compare(wanted, found);
        if (order == 0)
            return (rubric_encoding)rubric_encoding_labels[middle].encoding;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return RUBRIC_ENCODING_UNKNOWN;
}

const uint16_t *rubric_encoding_upper_half(rubric_encoding encoding) {
    size_t index = (size_t)encoding - RUBRIC_ENCODING_SINGLE_BYTE;
    bool is_single = encoding >= RUBRIC_ENCODING_SINGLE_BYTE && index < rubric_single_byte_count;
    return is_single ? rubric_single_bytes[index].code_points : NULL;
}

const char *rubric_encoding_name(rubric_encoding encoding) {
    static const char *const names[] = {
        "unknown", "utf-8",  "utf-16le",    "utf-16be",  "gbk",    "gb18030",
        "big5",    "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "replacement",
    };
    if (rubric_encoding_upper_half(encoding) != NULL)
        return rubric_single_bytes[encoding - RUBRIC_ENCODING_SINGLE_BYTE].name;
    size_t index = (size_t)encoding;
    return index < sizeof names / sizeof *names ? names[index] : names[0];
}

rubric_encoding rubric_encoding_at(size_t index) {
    size_t count = RUBRIC_ENCODING_SINGLE_BYTE - RUBRIC_ENCODING_UTF8 + rubric_single_byte_count;
    if (index >= count)
        return RUBRIC_ENCODING_UNKNOWN;
    return (rubric_encoding)(RUBRIC_ENCODING_UTF8 + index);
}

// Whether two labels are the same but for hyphens, blanks and underscores: "koi8r", "latin-1".
static bool is_same_but_for_signs(rubric_slice a, rubric_slice b) {
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.size && ascii_is_among(a.bytes[i], "-_ "))
            i++;
        while (j < b.size && ascii_is_among(b.bytes[j], "-_ "))
            j++;
        if (i == a.size || j == b.size)
            return i == a.size && j == b.size;
        if (a.bytes[i++] != b.bytes[j++])
            return false;
    }
}

// The label that means the same as one of other lists: "koi8r" is koi8-r, and "cp949", as Python
// and Java call it, is windows-949.
static const char *find_likewise(rubric_slice label) {
    bool is_code_page = label.size > 2 && label.bytes[0] == 'c' && label.bytes[1] == 'p';
    rubric_slice number = rubric_slice_part(label, is_code_page ? 2 : 0, label.size);
    for (size_t i = 0; i < rubric_encoding_label_count; i++) {
        rubric_slice known = rubric_slice_of(rubric_encoding_labels[i].label);
        rubric_slice windows = rubric_slice_of("windows-");
        bool is_windows = known.size == windows.size + number.size &&
                          memcmp(known.bytes, windows.bytes, windows.size) == 0;
        if (is_same_but_for_signs(label, known) ||
            (is_code_page && is_windows &&
             memcmp(known.bytes + windows.size, number.bytes, number.size) == 0))
            return rubric_encoding_labels[i].label;
    }
    return NULL;
}

const char *rubric_encoding_nearest(rubric_slice label) {
    const char *best = NULL;
    size_t fewest = label.size / 3 + 2; // as rubric_nearest has it
    char folded[LONGEST_LABEL];
    label = rubric_slice_trim(label);
    if (label.size > sizeof folded)
        return NULL;
    for (size_t i = 0; i < label.size; i++)
        folded[i] = ascii_lower(label.bytes[i]);
    rubric_slice wanted = rubric_slice_make(folded, label.size);
    const char *likewise = find_likewise(wanted);
    if (likewise != NULL)
        return likewise;
    for (size_t i = 0; i < rubric_encoding_label_count; i++) {
        const char *known = rubric_encoding_labels[i].label;
        size_t edits = rubric_name_distance(wanted, rubric_slice_of(known));
        if (edits < fewest) {
            fewest = edits;
            best = known;
        }
    }
    return best;
}
