// SPDX-License-Identifier: MIT
// The encoding that an XML declaration names.
#include "encoding.h"

#include "base/ascii.h"

enum { LONGEST_DECLARATION = 1024 };

static size_t skip_space(rubric_slice bytes, size_t at) {
    while (at < bytes.size && ascii_is_space(bytes.bytes[at]))
        at++;
    return at;
}

// The declaration at the start, up to its `?>`; empty when there is none.
static rubric_slice declaration_of(rubric_slice bytes) {
    size_t mark_size;
    if (rubric_encoding_mark(bytes, &mark_size) == RUBRIC_ENCODING_UTF8)
        bytes = rubric_slice_part(bytes, mark_size, bytes.size);
    if (bytes.size > LONGEST_DECLARATION)
        bytes.size = LONGEST_DECLARATION;
    bool is_one =
        bytes.size > 5 && memcmp(bytes.bytes, "<?xml", 5) == 0 && ascii_is_space(bytes.bytes[5]);
    size_t end = is_one ? rubric_slice_find(bytes, rubric_slice_of("?>"), 0) : SIZE_MAX;
    return end == SIZE_MAX ? rubric_slice_make("", 0) : rubric_slice_part(bytes, 5, end);
}

// The value of `encoding = "…"`, whatever stands before it.
static rubric_slice value_of(rubric_slice declaration) {
    rubric_slice none = {"", 0}, name = rubric_slice_of("encoding");
    size_t at = rubric_slice_find(declaration, name, 0);
    if (at == SIZE_MAX || at == 0 || !ascii_is_space(declaration.bytes[at - 1]))
        return none;
    at = skip_space(declaration, at + name.size);
    if (at == declaration.size || declaration.bytes[at] != '=')
        return none;
    at = skip_space(declaration, at + 1);
    if (at == declaration.size || (declaration.bytes[at] != '"' && declaration.bytes[at] != '\''))
        return none;
    rubric_slice quote = rubric_slice_part(declaration, at, at + 1);
    size_t end = rubric_slice_find(declaration, quote, at + 1);
    return end == SIZE_MAX ? none : rubric_slice_part(declaration, at + 1, end);
}

rubric_slice rubric_encoding_declared_by_xml(rubric_slice bytes) {
    rubric_slice start = bytes;
    if (start.size > 6)
        start.size = 6;
    if (rubric_slice_equal(start, rubric_slice_make("<\0?\0x", 6)))
        return rubric_slice_of("utf-16le");
    if (rubric_slice_equal(start, rubric_slice_make("\0<\0?\0x", 6)))
        return rubric_slice_of("utf-16be");
    rubric_slice label = rubric_slice_trim(value_of(declaration_of(bytes)));
    rubric_encoding encoding = rubric_encoding_find(label);
    if (encoding == RUBRIC_ENCODING_UTF16LE || encoding == RUBRIC_ENCODING_UTF16BE)
        return rubric_slice_of("utf-8");
    return label;
}
