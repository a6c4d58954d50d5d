// SPDX-License-Identifier: MIT
// Bytes up to the first NUL are a regular expression, those after it the text that is searched.
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const uint8_t *end = size ? memchr(bytes, '\0', size) : NULL;
    size_t length = end ? (size_t)(end - bytes) : size;
    rubric_slice whole = rubric_slice_make((const char *)bytes, size);
    rubric_slice text = rubric_slice_part(whole, end ? length + 1 : size, size);
    rubric_context *context = new_context();
    rubric_regex *regex = NULL;
    rubric_match match;
    bool found = false;
    if (rubric_utf8_valid(text) == text.size &&
        rubric_regex_new(&regex, context, rubric_slice_part(whole, 0, length), 0, NULL) ==
            RUBRIC_OK) {
        for (size_t at = 0, last = SIZE_MAX; at <= text.size; at = last = match.end) {
            if (rubric_regex_find(&found, &match, regex, context, text, at, at == last, NULL) !=
                    RUBRIC_OK ||
                !found)
                break;
            require_that(match.begin <= match.end && match.end <= text.size && match.end >= at);
            for (int i = 0; i < match.count; i++)
                require_that(match.captures[i].begin == RUBRIC_CAPTURE_UNSET ||
                             (match.captures[i].begin <= match.captures[i].end &&
                              match.captures[i].end <= text.size));
        }
    }
    rubric_regex_free(regex);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
    return 0;
}
