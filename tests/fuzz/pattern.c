// SPDX-License-Identifier: MIT
// Bytes up to the first NUL are a pattern, those after it the text that is searched.
#include "fuzz/target.h"

// Steps that an exponential pattern pays in a second, also with sanitizers.
enum { STEPS = 5 * 1000 * 1000 };

static void search(rubric_slice pattern, rubric_slice text, bool code_points) {
    rubric_context_options options = {.size = sizeof options, .steps = STEPS};
    rubric_context *context;
    require_that(rubric_context_new(&context, &options, NULL) == RUBRIC_OK);
    rubric_match match;
    bool found = false;
    for (size_t at = 0; at <= text.size; at = match.end > at ? match.end : at + 1) {
        if (rubric_pattern_find(&found, &match, context, pattern, text, at, false, code_points,
                                NULL) != RUBRIC_OK ||
            !found)
            break;
        require_that(match.begin >= at && match.begin <= match.end && match.end <= text.size);
        for (int i = 0; i < match.count; i++)
            require_that(
                match.captures[i].begin <= text.size &&
                (match.captures[i].position || (match.captures[i].begin <= match.captures[i].end &&
                                                match.captures[i].end <= text.size)));
    }
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const uint8_t *end = size ? memchr(bytes, '\0', size) : NULL;
    size_t length = end ? (size_t)(end - bytes) : size;
    rubric_slice whole = rubric_slice_make((const char *)bytes, size);
    rubric_slice pattern = rubric_slice_part(whole, 0, length);
    rubric_slice text = rubric_slice_part(whole, end ? length + 1 : size, size);
    search(pattern, text, false);
    search(pattern, text, true);
    return 0;
}
