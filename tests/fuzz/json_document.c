// SPDX-License-Identifier: MIT
// Any bytes read as the document's own JSON, then written in every format; what is written as JSON
// reads back as an equal document.
#include "fuzz/target.h"

static bool is_equal(rubric_document *first, rubric_document *second,
                     const rubric_buffer *written) {
    (void)written;
    return rubric_node_equal(rubric_document_root(first), rubric_document_root(second));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_and_write("json", bytes, size);
    read_back("json", bytes, size, is_equal);
    return 0;
}
