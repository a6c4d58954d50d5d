// SPDX-License-Identifier: MIT
// Any bytes read as Markdown, then written in every format; and beside md4c and cmark.
#include "fuzz/target.h"
#include "oracle/oracle.h"

static void ask_oracle(const uint8_t *bytes, size_t size) {
    rubric_context *context = new_context();
    rubric_buffer why;
    rubric_buffer_init(&why, context);
    bool agrees = oracle_agrees(&why, context, rubric_slice_make((const char *)bytes, size));
    if (!agrees)
        fprintf(stderr, "%.*s\n", (int)why.size, why.bytes);
    require_that(agrees);
    rubric_buffer_clear(&why);
    rubric_context_free(context);
}

static const rubric_delimiter delimiters[] = {{"+", "a"}, {"%%", "b"}, {"==", "c"}, {"/", "d"}};
static const rubric_read_options with_delimiters = {.size = sizeof with_delimiters,
                                                    .format = "markdown",
                                                    .delimiters = delimiters,
                                                    .delimiter_count = 4};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_and_write("markdown", bytes, size);
    read_and_write("pandoc+wiki_links+emoji+highlight+autolinks", bytes, size);
    read_and_write_with(&with_delimiters, bytes, size);
    ask_oracle(bytes, size);
    return 0;
}
