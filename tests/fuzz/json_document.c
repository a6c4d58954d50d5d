// SPDX-License-Identifier: MIT
// Any bytes read as the document's own JSON, then written in every format; what is written as JSON
// reads back as an equal document.
#include "fuzz/target.h"

static rubric_document *read_again(rubric_context *context, const rubric_buffer *json) {
    rubric_read_options options = {.size = sizeof options, .format = "json"};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, json->bytes, json->size, &options, NULL);
    require_that(status == RUBRIC_OK || rubric_context_status(context) != RUBRIC_OK);
    return document;
}

static void read_back(const uint8_t *bytes, size_t size) {
    rubric_context *context = new_context();
    rubric_read_options options = {.size = sizeof options, .format = "json"};
    rubric_write_options how = {.size = sizeof how, .format = "json"};
    rubric_document *document;
    if (rubric_document_read(&document, context, (const char *)bytes, size, &options, NULL) ==
        RUBRIC_OK) {
        rubric_buffer first;
        rubric_buffer_init(&first, context);
        if (rubric_document_write(&first, document, &how, NULL) == RUBRIC_OK) {
            rubric_document *again = read_again(context, &first);
            if (again && rubric_context_status(context) == RUBRIC_OK) {
                bool is_equal =
                    rubric_node_equal(rubric_document_root(document), rubric_document_root(again));
                require_that(is_equal || rubric_context_status(context) != RUBRIC_OK);
            }
            rubric_document_free(again);
        }
        rubric_buffer_clear(&first);
        rubric_document_free(document);
    }
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_and_write("json", bytes, size);
    read_back(bytes, size);
    return 0;
}
