// SPDX-License-Identifier: MIT
// Any bytes compiled as a selector, which is then asked about every node of a small document.
#include "fuzz/target.h"

static const char page[] =
    "# A {#top .big}\n\n> - x *y* `z`\n> - [l](http://u \"t\")\n\n| a |\n|---|\n"
    "| b |\n\n```lua\nc\n```\n\n![i](p.png)\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    rubric_context *context = new_context();
    rubric_read_options options = {.size = sizeof options, .format = "markdown"};
    rubric_document *document;
    rubric_selector *selector;
    require_that(rubric_document_read(&document, context, page, sizeof page - 1, &options, NULL) ==
                 RUBRIC_OK);
    rubric_slice text = rubric_slice_make((const char *)bytes, size);
    if (rubric_selector_new(&selector, context, text, NULL) == RUBRIC_OK) {
        rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
        while (rubric_cursor_next(&cursor))
            if (cursor.entering)
                rubric_selector_matches(selector, cursor.node);
        rubric_selection selection =
            rubric_selection_begin(selector, rubric_document_root(document));
        while (rubric_selection_next(&selection))
            require_that(rubric_selector_matches(selector, selection.node) ||
                         rubric_context_status(context) != RUBRIC_OK);
        rubric_selectors_may_tie(selector, selector);
        rubric_selector_free(selector);
    }
    rubric_document_free(document);
    require_that(rubric_context_used(context) == 0);
    rubric_context_free(context);
    return 0;
}
