// SPDX-License-Identifier: MIT
// Any bytes in any encoding, guessed or named by the first byte, and what comes of them encoded.
#include "fuzz/target.h"

static void encode_again(rubric_context *context, rubric_slice text, rubric_encoding encoding) {
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    for (int mode = RUBRIC_UNMAPPABLE_ERROR; mode <= RUBRIC_UNMAPPABLE_REFERENCE; mode++) {
        rubric_error error = {.status = RUBRIC_OK};
        rubric_arena *arena;
        rubric_decoded decoded;
        out.size = 0;
        rubric_unmappable unmappable = (rubric_unmappable)mode;
        if (rubric_text_encode(&out, text, encoding, unmappable, &error) != RUBRIC_OK) {
            require_that(error.offset <= text.size && out.size == 0);
            continue;
        }
        if (rubric_arena_new(&arena, context, NULL) != RUBRIC_OK)
            abort();
        // What an encoder writes, its decoder reads.
        require_that(rubric_text_decode(&decoded, arena, rubric_buffer_slice(&out), encoding,
                                        NULL) == RUBRIC_OK);
        require_that(decoded.replaced == 0);
        rubric_arena_free(arena);
    }
    rubric_buffer_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0 || size > 1 << 16)
        return 0;
    rubric_context *context = new_context();
    rubric_arena *arena;
    rubric_decoded decoded;
    rubric_slice input = rubric_slice_make((const char *)bytes + 1, size - 1);
    rubric_encoding encoding = rubric_encoding_at(bytes[0] % 48); // past the last: a guess
    rubric_encoding_declared_by_xml(input);
    rubric_encoding_guess(input, encoding);
    if (rubric_arena_new(&arena, context, NULL) != RUBRIC_OK)
        abort();
    require_that(rubric_text_decode(&decoded, arena, input, encoding, NULL) == RUBRIC_OK);
    require_that(rubric_utf8_valid(decoded.text) == decoded.text.size);
    require_that(decoded.text.size <= 3 * input.size);
    size_t last = 0;
    for (size_t at = 0; at <= decoded.text.size; at++) {
        size_t original = rubric_decoded_original(&decoded, at);
        require_that(original >= last && original <= input.size);
        last = original;
    }
    require_that(last == input.size);
    encode_again(context, decoded.text, decoded.encoding);
    rubric_arena_free(arena);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
    return 0;
}
