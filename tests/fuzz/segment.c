// SPDX-License-Identifier: MIT
// Any bytes as text: everything that cuts, lays out, changes or compares it.
#include "fuzz/target.h"

static void cut(rubric_slice text) {
    size_t ends[7], begin, end;
    rubric_token token;
    for (rubric_boundary kind = RUBRIC_BOUNDARY_GRAPHEME; kind <= RUBRIC_BOUNDARY_LINE; kind++) {
        for (size_t at = 0, found; at < text.size; at = ends[found - 1]) {
            found = rubric_boundaries(kind, text, at, ends, 7);
            require_that(found > 0 && ends[0] > at && ends[found - 1] <= text.size);
            require_that(rubric_boundary_next(kind, text, at) == ends[0]);
        }
    }
    for (size_t at = 0; rubric_token_next(&token, text, at); at = token.end)
        require_that(token.begin == at && token.end > at && token.end <= text.size);
    for (size_t at = 0; rubric_sentence_next(&begin, &end, text, at, NULL); at = end)
        require_that(begin >= at && end > begin && end <= text.size);
}

static void lay_out(rubric_buffer *out, rubric_slice text) {
    const rubric_wrap_options options = {.width = 9, .cut_long = true, .keep_lines = true};
    out->size = 0;
    rubric_text_wrap(out, text, &options);
    for (rubric_unit unit = RUBRIC_UNIT_GRAPHEMES; unit <= RUBRIC_UNIT_COLUMNS; unit++)
        require_that(rubric_text_fit(text, unit, 3) <= text.size);
    out->size = 0;
    rubric_text_pad(out, text, 12, RUBRIC_SIDE_BOTH);
}

static void change(rubric_buffer *out, rubric_slice text) {
    for (rubric_form form = RUBRIC_FORM_NFC; form <= RUBRIC_FORM_NFKD; form++) {
        out->size = 0;
        rubric_text_normalize(out, text, form);
        require_that(out->failed || rubric_text_is_normalized(rubric_buffer_slice(out), form));
    }
    static const char *const languages[] = {"", "tr", "lt", "el", "nl"};
    for (size_t i = 0; i < 5; i++) {
        for (rubric_case form = RUBRIC_CASE_LOWER; form <= RUBRIC_CASE_TITLE; form++) {
            out->size = 0;
            rubric_text_case(out, text, form, rubric_slice_of(languages[i]));
        }
    }
    out->size = 0;
    rubric_text_unaccent(out, text);
    out->size = 0;
    rubric_text_skeleton(out, text);
    out->size = 0;
    rubric_text_squeeze(out, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_context *context = new_context();
    rubric_slice text = rubric_slice_make((const char *)bytes, size);
    rubric_buffer out;
    rubric_guess guess;
    rubric_buffer_init(&out, context);
    cut(text);
    lay_out(&out, text);
    change(&out, text);
    rubric_language_identify(&guess, 1, text, NULL, 0);
    rubric_text_script(text);
    rubric_buffer_clear(&out);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
    return 0;
}
