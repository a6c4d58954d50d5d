// SPDX-License-Identifier: MIT
// The seven conditions under which HTML blocks begin and end (section 4.6).
#include "document/html_blocks.h"
#include "base/ascii.h"
#include "readers/markdown/blocks/blocks.h"
#include "readers/markdown/html_tags.h"

/** What ends the blocks of the first five conditions; for the first one its four closing tags. */
static const char *const ends[6] = {NULL, NULL, "-->", "?>", ">", "]]>"};

// The name that begins at `at` when the table has it, and what follows may follow it.
static bool has_name(rubric_slice text, size_t at, const char *const *names, const char *behind) {
    size_t end = at;
    while (end < text.size && (ascii_is_letter(text.bytes[end]) || ascii_is_digit(text.bytes[end])))
        end++;
    rubric_slice name = rubric_slice_part(text, at, end);
    bool is_ended = end == text.size || ascii_is_among(text.bytes[end], behind) ||
                    (text.bytes[end] == '/' && end + 1 < text.size && text.bytes[end + 1] == '>' &&
                     names == rubric_block_tags);
    for (size_t i = 0; is_ended && names[i]; i++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(names[i])))
            return true;
    return false;
}

static bool begins_with(rubric_slice text, const char *mark) {
    size_t size = strlen(mark);
    return text.size >= size && !memcmp(text.bytes, mark, size);
}

// A whole tag with nothing behind it (condition 7).
static bool is_lone_tag(rubric_slice text) {
    size_t end = rubric_scan_closing_tag(text, 0);
    if (end == SIZE_MAX)
        end = rubric_scan_open_tag(text, 0);
    return end != SIZE_MAX && without_blanks(rubric_slice_part(text, end, text.size)).size == 0;
}

uint8_t rubric_html_block_start(rubric_slice content, bool may_interrupt) {
    if (has_name(content, 1, rubric_verbatim_tags, " \t>"))
        return 1;
    if (begins_with(content, "<!--"))
        return 2;
    if (begins_with(content, "<?"))
        return 3;
    if (begins_with(content, "<![CDATA["))
        return 5;
    if (begins_with(content, "<!") && content.size > 2 && ascii_is_letter(content.bytes[2]))
        return 4;
    bool closes = content.size > 1 && content.bytes[1] == '/';
    if (has_name(content, closes ? 2 : 1, rubric_block_tags, " \t>"))
        return 6;
    return may_interrupt && is_lone_tag(content) ? 7 : 0;
}

static bool has_verbatim_end(rubric_slice text) {
    for (size_t i = 0; i + 1 < text.size; i++)
        if (text.bytes[i] == '<' && text.bytes[i + 1] == '/' &&
            has_name(text, i + 2, rubric_verbatim_tags, ">") &&
            memchr(text.bytes + i, '>', text.size - i))
            return true;
    return false;
}

bool rubric_html_block_ends(uint8_t condition, rubric_slice content) {
    if (condition == 1)
        return has_verbatim_end(content);
    return condition <= 5 &&
           rubric_slice_find(content, rubric_slice_of(ends[condition]), 0) != SIZE_MAX;
}
