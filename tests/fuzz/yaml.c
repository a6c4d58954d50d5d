// SPDX-License-Identifier: MIT
// Any bytes read as YAML; what was read is written and reads back as the same value.
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_context *context = new_context();
    rubric_arena *arena;
    rubric_value value, again;
    rubric_buffer out;
    require_that(rubric_arena_new(&arena, context, NULL) == RUBRIC_OK);
    rubric_buffer_init(&out, context);
    if (rubric_yaml_read(&value, arena, rubric_slice_make((const char *)bytes, size), NULL) ==
        RUBRIC_OK) {
        rubric_yaml_write(&out, &value);
        rubric_status status = rubric_yaml_read(&again, arena, rubric_buffer_slice(&out), NULL);
        require_that(status == RUBRIC_OK || rubric_context_status(context) != RUBRIC_OK ||
                     out.size > 1 << 20);
        if (status == RUBRIC_OK) {
            rubric_buffer second;
            rubric_buffer_init(&second, context);
            rubric_yaml_write(&second, &again);
            require_that(
                rubric_slice_equal(rubric_buffer_slice(&out), rubric_buffer_slice(&second)));
            rubric_buffer_clear(&second);
        }
    }
    rubric_buffer_clear(&out);
    rubric_arena_free(arena);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
    return 0;
}
