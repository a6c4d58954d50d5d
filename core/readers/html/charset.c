// SPDX-License-Identifier: MIT
// The charset that a page declares of itself, found before anything is decoded.
#include "readers/readers.h"

enum { PRESCAN = 4096 }; // the standard asks for 1024; many pages declare it later

static bool begins_with(rubric_slice bytes, size_t at, const char *word) {
    size_t size = strlen(word);
    return at + size <= bytes.size &&
           rubric_slice_equal_fold(rubric_slice_part(bytes, at, at + size), rubric_slice_of(word));
}

// The label behind `charset=`, with or without quotes.
static rubric_slice read_label(rubric_slice bytes, size_t at) {
    while (at < bytes.size &&
           (bytes.bytes[at] == ' ' || bytes.bytes[at] == '"' || bytes.bytes[at] == '\''))
        at++;
    size_t end = at;
    while (end < bytes.size && !strchr(" \"';>/\t\n\r", bytes.bytes[end]))
        end++;
    return rubric_slice_part(bytes, at, end);
}

// `charset` and an equals sign inside the meta element that begins at `at`; empty: none there.
static rubric_slice meta_charset(rubric_slice bytes, size_t at) {
    for (; at < bytes.size && bytes.bytes[at] != '>'; at++) {
        if (!begins_with(bytes, at, "charset"))
            continue;
        size_t equals = at + strlen("charset");
        while (equals < bytes.size && bytes.bytes[equals] == ' ')
            equals++;
        if (equals < bytes.size && bytes.bytes[equals] == '=')
            return read_label(bytes, equals + 1);
    }
    return rubric_slice_make("", 0);
}

static bool is_utf16(rubric_encoding encoding) {
    return encoding == RUBRIC_ENCODING_UTF16LE || encoding == RUBRIC_ENCODING_UTF16BE;
}

rubric_slice rubric_html_charset(rubric_slice bytes) {
    rubric_slice unknown = {"", 0}, whole = bytes;
    rubric_slice user_defined = rubric_slice_of("x-user-defined");
    if (bytes.size > PRESCAN)
        bytes.size = PRESCAN;
    for (size_t at = 0; at < bytes.size; at++) {
        if (bytes.bytes[at] != '<' || !begins_with(bytes, at, "<meta"))
            continue;
        rubric_slice label = meta_charset(bytes, at);
        rubric_encoding encoding = rubric_encoding_find(label);
        // A page that can be read so far is not UTF-16 (section 13.2.3.2, step 3).
        if (is_utf16(encoding))
            return rubric_slice_of("utf-8");
        if (encoding != RUBRIC_ENCODING_UNKNOWN && encoding == rubric_encoding_find(user_defined))
            return rubric_slice_of("windows-1252"); // step 5
        if (encoding != RUBRIC_ENCODING_UNKNOWN)
            return label;
        if (label.size && !unknown.size)
            unknown = label;
    }
    // XHTML, when no meta element says anything that is known.
    rubric_slice declared = rubric_encoding_declared_by_xml(whole);
    bool is_better = rubric_encoding_find(declared) != RUBRIC_ENCODING_UNKNOWN || !unknown.size;
    return is_better ? declared : unknown;
}
