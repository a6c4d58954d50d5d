// SPDX-License-Identifier: MIT
// What stands behind the fence of code: the info string (section 4.5), attributes, or the format of
// what is raw (pandoc's manual, "Fenced code blocks" and "Extension: raw_attribute").
#include "base/ascii.h"
#include "readers/markdown/attributes.h"
#include "readers/markdown/reading.h"

static size_t end_of_word(rubric_slice text) {
    size_t size = 0;
    while (size < text.size && !ascii_is_space(text.bytes[size]))
        size++;
    return size;
}

// The first class of a list, with its period; both 0 when it has none. Values may be quoted.
static struct stretch first_class(rubric_slice list) {
    char quote = '\0';
    for (size_t i = 1; i < list.size; i++) {
        char byte = list.bytes[i];
        if (quote) {
            i += byte == '\\';
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '.' && (i == 1 || ascii_is_space(list.bytes[i - 1]))) {
            size_t end = i;
            while (list.bytes[end] != '}' && !ascii_is_space(list.bytes[end]))
                end++;
            return (struct stretch){(uint32_t)i, (uint32_t)end};
        }
    }
    return (struct stretch){0, 0};
}

// As in pandoc the first class is the language, when no word before the list is.
static void take_language(struct reading *reading, struct code_info *info) {
    struct stretch class = first_class(info->attributes);
    if (!class.end)
        return;
    rubric_slice copy = rubric_arena_copy(reading->builder.document->arena, info->attributes);
    if (!copy.bytes)
        return;
    info->language = rubric_slice_part(info->attributes, class.begin + 1, class.end);
    memset((char *)copy.bytes + class.begin, ' ', class.end - class.begin);
    info->attributes = copy;
}

// A list of attributes that the string ends with, alone or behind one word.
static bool read_attributes(struct reading *reading, rubric_slice text, struct code_info *info) {
    size_t word = text.size && text.bytes[0] == '{' ? 0 : end_of_word(text), at = word;
    while (at < text.size && ascii_is_space(text.bytes[at]))
        at++;
    if (!dialect_has(reading->blocks.dialect, DIALECT_ATTRIBUTES) ||
        rubric_attributes_scan(text, at) != text.size)
        return false;
    info->attributes = rubric_slice_part(text, at, text.size);
    info->language =
        rubric_decode_string(reading->builder.document, rubric_slice_part(text, 0, word));
    if (!word)
        take_language(reading, info);
    info->all = info->language;
    return true;
}

struct code_info rubric_code_info_read(struct reading *reading, const struct block *block) {
    struct code_info info = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    const struct fence *fence = &block->as.fence;
    if (!fence->mark)
        return info;
    rubric_slice text =
        rubric_slice_part(reading->blocks.line.text, fence->info_begin, fence->info_end);
    text = without_blanks(text);
    if (dialect_has(reading->blocks.dialect, DIALECT_RAW_ATTRIBUTE) &&
        rubric_raw_attribute_scan(text, 0, &info.format) == text.size)
        return info;
    info.format.size = 0;
    if (read_attributes(reading, text, &info))
        return info;
    info.all = rubric_decode_string(reading->builder.document, text);
    info.language = rubric_slice_part(info.all, 0, end_of_word(info.all));
    return info;
}
