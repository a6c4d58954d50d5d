// SPDX-License-Identifier: MIT
// GFM, section 6.11, "Disallowed Raw HTML (extension)".
#include "writers/html/tag_filter.h"

#include "base/ascii.h"

static const char *const names[] = {"title",   "textarea", "style",  "xmp",      "iframe",
                                    "noembed", "noframes", "script", "plaintext"};

// Whether one of those tags begins at `at`, where a `<` stands.
static bool begins_tag(rubric_slice html, size_t at) {
    size_t begin = at + 1;
    begin += begin < html.size && html.bytes[begin] == '/';
    size_t end = begin;
    while (end < html.size && ascii_is_letter(html.bytes[end]) && end - begin < 10)
        end++;
    bool ends = end == html.size || ascii_is_space(html.bytes[end]) || html.bytes[end] == '>' ||
                html.bytes[end] == '/';
    for (size_t i = 0; ends && i < sizeof names / sizeof *names; i++)
        if (rubric_slice_equal_fold(rubric_slice_part(html, begin, end), rubric_slice_of(names[i])))
            return true;
    return false;
}

void rubric_html_put_filtered(rubric_buffer *out, rubric_slice html) {
    size_t done = 0;
    for (size_t at = 0; at < html.size; at++) {
        if (html.bytes[at] != '<' || !begins_tag(html, at))
            continue;
        rubric_buffer_put(out, html.bytes + done, at - done);
        rubric_buffer_put_string(out, "&lt;");
        done = at + 1;
    }
    rubric_buffer_put(out, html.bytes + done, html.size - done);
}
