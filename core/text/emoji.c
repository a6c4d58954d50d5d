// SPDX-License-Identifier: MIT
// Emoji by the names that forges and chats have for them, such as `smile` and `+1`.
#include <rubric/text.h>

#include "text/tables/emoji.h"

const char *rubric_emoji_find(rubric_slice name) {
    size_t low = 0, high = rubric_emoji_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = rubric_slice_compare(name, rubric_slice_of(rubric_emoji[middle].name));
        if (order == 0)
            return rubric_emoji[middle].text;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
