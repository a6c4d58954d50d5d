// SPDX-License-Identifier: MIT
// Any bytes read as pandoc's JSON, then written in every format; what is written as pandoc's JSON
// reads back and is written the same.
#include "fuzz/target.h"

static bool is_written_alike(rubric_document *first, rubric_document *second,
                             const rubric_buffer *written) {
    (void)first;
    rubric_write_options how = {.size = sizeof how, .format = "pandoc-json"};
    rubric_buffer again;
    rubric_buffer_init(&again, rubric_document_context(second));
    bool is_same = rubric_document_write(&again, second, &how, NULL) == RUBRIC_OK &&
                   rubric_slice_equal(rubric_buffer_slice(written), rubric_buffer_slice(&again));
    rubric_buffer_clear(&again);
    return is_same;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_and_write("pandoc-json", bytes, size);
    read_back("pandoc-json", bytes, size, is_written_alike);
    return 0;
}
