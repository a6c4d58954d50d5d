// SPDX-License-Identifier: MIT
// Tests of the Markdown writer in dialects and styles: what it writes stays, whatever memory there
// is, and takes linear time.
#include "core/documents.h"

static const char sample[] =
    "# Title {#t .a}\n\n[a *b*]{.c k=\"v\"} `x`{.y} x^2^ H~2~O \"q\" ==m== :smile: [[p|q]]\n\n"
    "::: note\nText one. Text two.\n\n- a\n- b\n:::\n\nTerm\n:   def\n\nTwo\n\n:   loose\n\n"
    "| v\n|  w\n\n| a |\n|---|\n| b |\n\n: caption\n\na[^1] `r`{=latex} $m$ www.e.org\n\n"
    "[^1]: note\n\n``` {=latex}\nraw\n```\n\n![i](s)\n";

static const char *const dialects[] = {"markdown", "commonmark", "gfm", "pandoc",
                                       "pandoc+highlight+emoji+wiki_links"};
static const struct style {
    uint32_t width;
    rubric_wrap wrap;
    bool html;
    char bullet, delimiter, emphasis, strong, fence;
} styles[] = {{0, RUBRIC_WRAP_PRESERVE, false, 0, 0, 0, 0, 0},
              {0, RUBRIC_WRAP_NONE, true, '*', ')', '_', '_', '~'},
              {0, RUBRIC_WRAP_SENTENCE, false, '+', '.', '_', '*', '~'},
              {20, RUBRIC_WRAP_PRESERVE, true, '-', 0, '*', '_', '`'}};

enum { DIALECTS = sizeof dialects / sizeof *dialects, STYLES = sizeof styles / sizeof *styles };

static rubric_status write_as(rubric_buffer *out, rubric_document *document, const char *format,
                              const struct style *style) {
    rubric_write_options options = {.size = sizeof options,
                                    .format = format,
                                    .width = style->width,
                                    .wrap = style->wrap,
                                    .html = style->html,
                                    .bullet = style->bullet,
                                    .delimiter = style->delimiter,
                                    .emphasis = style->emphasis,
                                    .strong = style->strong,
                                    .fence = style->fence};
    return rubric_document_write(out, document, &options, NULL);
}

static void convert(rubric_buffer *out, rubric_context *context, rubric_slice text,
                    const char *from, const char *to, const struct style *style) {
    rubric_document *document = read_bytes(context, text, from);
    assert_int_equal(write_as(out, document, to, style), RUBRIC_OK);
    rubric_document_free(document);
}

// What one dialect has and the other has not becomes text; from then on it stays.
static void assert_stays(rubric_context *context, const char *from, const char *to,
                         const struct style *style) {
    rubric_buffer once, twice, thrice;
    rubric_buffer_init(&once, context);
    rubric_buffer_init(&twice, context);
    rubric_buffer_init(&thrice, context);
    convert(&once, context, rubric_slice_of(sample), from, to, style);
    convert(&twice, context, rubric_buffer_slice(&once), to, to, style);
    convert(&thrice, context, rubric_buffer_slice(&twice), to, to, style);
    if (!rubric_slice_equal(rubric_buffer_slice(&twice), rubric_buffer_slice(&thrice)))
        fail_msg("%s to %s: %.*s\n--- becomes\n%.*s", from, to, (int)twice.size, twice.bytes,
                 (int)thrice.size, thrice.bytes);
    rubric_buffer_clear(&once);
    rubric_buffer_clear(&twice);
    rubric_buffer_clear(&thrice);
}

static void every_dialect_stays_in_every_style(void **state) {
    for (size_t from = 0; from < DIALECTS; from++)
        for (size_t to = 0; to < DIALECTS; to++)
            for (size_t style = 0; style < STYLES; style++)
                assert_stays(*state, dialects[from], dialects[to], &styles[style]);
}

// Whether two texts of a dialect are the same tree.
static bool reads_alike(rubric_context *context, rubric_slice a, rubric_slice b,
                        const char *format) {
    rubric_document *one = read_bytes(context, a, format), *two = read_bytes(context, b, format);
    bool is_same = rubric_node_equal(rubric_document_root(one), rubric_document_root(two));
    rubric_document_free(one);
    rubric_document_free(two);
    return is_same;
}

// Marks of all extensions in any order: whatever they are read as, it is written so that it is read
// as that again.
static void any_text_comes_back_in_any_dialect(void **state) {
    static const char *const parts[] = {
        "a",  "B",     " ",    "\n",      "^", "~",   "~~",   "==",   ":",  "smile:", "$", "1",
        "\"", "'",     "-",    "--",      ".", "...", "[",    "[[",   "]",  "]]",     "{", "}",
        ".c", "|",     "www.", "http://", "@", "a.b", "\\",   "*",    "**", "_",      "`", "<",
        ">",  "&amp;", "(",    ")",       "#", ": ",  "::: ", "\n\n", "= ", "!",      "/"};
    static const char *const spoken[] = {"markdown", "commonmark", "gfm",
                                         "markdown+superscript+subscript+highlight+smart",
                                         "markdown+math+emoji+attributes+raw_attribute+wiki_links"};
    enum { SPOKEN = sizeof spoken / sizeof *spoken };
    enum { PARTS = sizeof parts / sizeof *parts, ROUNDS = 3000, LENGTH = 12 };
    uint32_t random = 20;
    size_t compared = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        rubric_buffer text, out, again;
        rubric_buffer_init(&text, *state);
        rubric_buffer_init(&out, *state);
        rubric_buffer_init(&again, *state);
        for (size_t i = 0; i < LENGTH; i++) {
            random = random * 1664525u + 1013904223u;
            rubric_buffer_put_string(&text, parts[(random >> 16) % PARTS]);
        }
        for (size_t i = 0; i < SPOKEN; i++) {
            out.size = again.size = 0;
            convert(&out, *state, rubric_buffer_slice(&text), spoken[i], spoken[i], &styles[0]);
            convert(&again, *state, rubric_buffer_slice(&out), spoken[i], spoken[i], &styles[0]);
            // Emphasis that no delimiter fits is HTML, which reads as such.
            bool has_tags =
                rubric_slice_find(rubric_buffer_slice(&out), rubric_slice_of("</"), 0) != SIZE_MAX;
            compared += !has_tags;
            if (!has_tags &&
                !rubric_slice_equal(rubric_buffer_slice(&out), rubric_buffer_slice(&again)))
                fail_msg("%s: %.*s\n--- becomes\n%.*s\n--- becomes\n%.*s", spoken[i],
                         (int)text.size, text.bytes, (int)out.size, out.bytes, (int)again.size,
                         again.bytes);
            if (!has_tags && !reads_alike(*state, rubric_buffer_slice(&text),
                                          rubric_buffer_slice(&out), spoken[i]))
                fail_msg("%s: %.*s\n--- is not\n%.*s", spoken[i], (int)text.size, text.bytes,
                         (int)out.size, out.bytes);
        }
        rubric_buffer_clear(&text);
        rubric_buffer_clear(&out);
        rubric_buffer_clear(&again);
    }
    assert_true(compared > ROUNDS * SPOKEN * 3 / 4);
}

static rubric_status write_all(rubric_context *context) {
    rubric_read_options options = {.size = sizeof options, .format = dialects[DIALECTS - 1]};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, sample, strlen(sample), &options, NULL);
    for (size_t i = 0; status == RUBRIC_OK && i < 2 * STYLES; i++) {
        rubric_buffer out;
        rubric_buffer_init(&out, context);
        status =
            write_as(&out, document, dialects[i < STYLES ? 1 : DIALECTS - 1], &styles[i % STYLES]);
        rubric_buffer_clear(&out);
    }
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(write_all);
}

int main(void) {
    const struct CMUnitTest tests[] = {CONTEXT_TEST(every_dialect_stays_in_every_style),
                                       CONTEXT_TEST(any_text_comes_back_in_any_dialect),
                                       CONTEXT_TEST(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
