// SPDX-License-Identifier: MIT
// The table of mistakes and how they are reported.
#include "readers/markdown/mistakes.h"

#include "base/sort.h"

enum { NOTE_LIMIT = 1000, NAME_LIMIT = 60 };

/** A message is what stands before the name, the name, and what stands behind it. */
static const struct {
    const char *code, *before, *after;
} rows[] = {
    [MISTAKE_UNCLOSED_FENCE] = {"unclosed-fence",
                                "nothing closes this fence, so that all behind it is code", ""},
    [MISTAKE_UNCLOSED_DIV] = {"unclosed-div",
                              "no line of colons closes this div, so that it takes all behind it",
                              ""},
    [MISTAKE_UNCLOSED_HTML] = {"unclosed-html",
                               "nothing closes this HTML, so that all behind it is raw", ""},
    [MISTAKE_HEADING_WITHOUT_BLANK] = {"heading-blank",
                                       "no blank stands behind the number signs, so that this is "
                                       "text and no heading",
                                       ""},
    [MISTAKE_MISSING_REFERENCE] = {"missing-reference", "nothing defines [",
                                   "], so that this is text and no link"},
    [MISTAKE_MISSING_FOOTNOTE] = {"missing-footnote", "there is no footnote [", "]"},
    [MISTAKE_UNUSED_FOOTNOTE] = {"unused-footnote", "nothing refers to the footnote [^", "]"},
    [MISTAKE_REPEATED_FOOTNOTE] = {"repeated-footnote", "the footnote [^",
                                   "] stands before already; references lead to that one"},
    [MISTAKE_EXTRA_CELLS] = {"extra-cells",
                             "this row has more cells than the table has columns; the text from "
                             "here on is left out",
                             ""},
};

static void report(rubric_document *document, const char *code, rubric_slice message,
                   rubric_range range) {
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_NOTE, rubric_slice_of(code), message, range};
    rubric_document_report(document, &diagnostic);
}

void rubric_mistake_report(rubric_document *document, enum mistake mistake, rubric_slice name,
                           uint32_t begin, uint32_t end) {
    if (!document->notes || document->diagnostic_count > NOTE_LIMIT)
        return;
    if (document->diagnostic_count == NOTE_LIMIT) {
        report(document, "many-notes", rubric_slice_of("there are more notes than can be told"),
               (rubric_range){0, 0, false});
        return;
    }
    rubric_buffer message;
    rubric_buffer_init(&message, document->context);
    rubric_buffer_put_string(&message, rows[mistake].before);
    rubric_slice part = name;
    if (name.size > NAME_LIMIT)
        part.size = rubric_utf8_floor(name, NAME_LIMIT);
    rubric_buffer_put_slice(&message, part);
    rubric_buffer_put_string(&message, part.size < name.size ? "…" : "");
    rubric_buffer_put_string(&message, rows[mistake].after);
    if (!message.failed)
        report(document, rows[mistake].code, rubric_buffer_slice(&message),
               (rubric_range){begin, end, true});
    rubric_buffer_clear(&message);
}

// What is about no place stands behind all that is.
static bool stands_before(const void *a, const void *b, const void *user) {
    const rubric_range *one = &((const rubric_diagnostic *)a)->range;
    const rubric_range *other = &((const rubric_diagnostic *)b)->range;
    (void)user;
    return one->known != other->known ? one->known : one->begin < other->begin;
}

void rubric_mistakes_sort(rubric_document *document) {
    if (document->notes)
        rubric_sort(document->context, document->diagnostics, document->diagnostic_count,
                    sizeof *document->diagnostics, stands_before, NULL);
}
