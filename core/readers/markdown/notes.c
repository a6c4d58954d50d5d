// SPDX-License-Identifier: MIT
// The table of notes and how they are reported.
#include "readers/markdown/notes.h"

#include "base/sort.h"

enum { NOTE_LIMIT = 1000, NAME_LIMIT = 60 };

/** A message is what stands before the name, the name, and what stands behind it. */
static const struct {
    const char *code, *before, *after;
} rows[] = {
    [NOTE_UNCLOSED_FENCE] = {"unclosed-fence",
                             "nothing closes this fence, so that all behind it is code", ""},
    [NOTE_UNCLOSED_DIV] = {"unclosed-div",
                           "no line of colons closes this div, so that it takes all behind it", ""},
    [NOTE_UNCLOSED_HTML] = {"unclosed-html",
                            "nothing closes this HTML, so that all behind it is raw", ""},
    [NOTE_HEADING_WITHOUT_BLANK] = {"heading-blank",
                                    "no blank stands behind the number signs, so that this is "
                                    "text and no heading",
                                    ""},
    [NOTE_MISSING_REFERENCE] = {"missing-reference", "nothing defines [",
                                "], so that this is text and no link"},
    [NOTE_MISSING_FOOTNOTE] = {"missing-footnote", "there is no footnote [", "]"},
    [NOTE_UNUSED_FOOTNOTE] = {"unused-footnote", "nothing refers to the footnote [^", "]"},
    [NOTE_REPEATED_FOOTNOTE] = {"repeated-footnote", "the footnote [^",
                                "] stands before already; references lead to that one"},
    [NOTE_EXTRA_CELLS] = {"extra-cells",
                          "this row has more cells than the table has columns; the text from "
                          "here on is left out",
                          ""},
};

static void report(rubric_document *document, const char *code, rubric_slice message,
                   rubric_range range) {
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_NOTE, rubric_slice_of(code), message, range};
    rubric_document_report(document, &diagnostic);
}

void rubric_markdown_note(rubric_document *document, enum markdown_note note, rubric_slice name,
                          uint32_t begin, uint32_t end) {
    if (!document->notes || document->diagnostic_count > NOTE_LIMIT)
        return;
    if (document->diagnostic_count == NOTE_LIMIT) {
        report(document, "many-notes", rubric_slice_of("there are more notes than can be told"),
               (rubric_range){begin, end, true});
        return;
    }
    rubric_buffer message;
    rubric_buffer_init(&message, document->context);
    rubric_buffer_put_string(&message, rows[note].before);
    rubric_slice part = name;
    if (name.size > NAME_LIMIT)
        part.size = rubric_utf8_floor(name, NAME_LIMIT);
    rubric_buffer_put_slice(&message, part);
    rubric_buffer_put_string(&message, part.size < name.size ? "…" : "");
    rubric_buffer_put_string(&message, rows[note].after);
    if (!message.failed)
        report(document, rows[note].code, rubric_buffer_slice(&message),
               (rubric_range){begin, end, true});
    rubric_buffer_clear(&message);
}

static bool stands_before(const void *a, const void *b, const void *user) {
    (void)user;
    return ((const rubric_diagnostic *)a)->range.begin <
           ((const rubric_diagnostic *)b)->range.begin;
}

void rubric_markdown_sort_notes(rubric_document *document) {
    if (document->notes)
        rubric_sort(document->context, document->diagnostics, document->diagnostic_count,
                    sizeof *document->diagnostics, stands_before, NULL);
}
