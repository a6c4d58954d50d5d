// SPDX-License-Identifier: MIT
// Tests of Markdown's block extensions under attack: memory that fails, time that grows with the
// size of the text, and depth.

#include "core/growth.h"
#include "core/readers/markdown/places.h"

struct family {
    const char *begin, *unit, *middle, *closing; // begin, units, middle, as many closings
};

static const struct family families[] = {{"", "[^a]:\n", "", ""},
                                         {"", "[^a]: ", "x", ""},
                                         {"", "[^a]: x\n\n    ", "", ""},
                                         {"", "[^1] ", "\n\n[^1]: x", ""},
                                         {"", "[^a", "", "]"},
                                         {"[^", "a", "]: b\n", ""},
                                         {"", "- [^a]: b\n", "", ""},
                                         {"", "^[", "a", "]"},
                                         {"", "^[a](b ", "", ""},
                                         {"", "^[*a* b] ", "", ""},
                                         {"", "^[a]\n\n", "", ""},
                                         {"", "^[a] ^[", "", ""},
                                         {"", "[^1]: a ^[b]\n", "", ""},
                                         {"", "a\n", ": b\n", ""},
                                         {"", "a\n\n: b\n\n", "", ""},
                                         {"", "a\n: b\n\n", "", ""},
                                         {"a\n", ": ", "b", ""},
                                         {"a\n", ": b\n", "", ""},
                                         {"a\n", ": b\n\n", "", ""},
                                         {"a\n", "b\n~ ", "", ""},
                                         {"", "::: a\n", "x\n", ":::\n"},
                                         {"", ":::\n", "", ""},
                                         {"", ":", "", ""},
                                         {"::: ", "{.a ", "\n", "}"},
                                         {"", "::: {.a #b c=d}\n\n", "", ""},
                                         {"", "> ::: a\n", "", ""},
                                         {"::: a\n", "- b\n\n", "", ":::\n"},
                                         {"", "| a\n", "", ""},
                                         {"", "| a\n  b\n", "", ""},
                                         {"", "|\n", "", ""},
                                         {"| ", "\t", "a\n", ""},
                                         {"| a\n", "| - ", "\n", ""},
                                         {"|a|\n|", "-", "|\n", "|x|\n"},
                                         {"", ": a\n\n| b |\n|---|\n\n", "", ""},
                                         {"| b |\n|---|\n", ": a\n", "", ""},
                                         {"", "Table: a\n", "", ""},
                                         {"# ", "{a=\"", "", "}"},
                                         {"# ", "{a='{b=\"", "}", ""},
                                         {"# ", "{", "", "}"},
                                         {"# ", "{#a} ", "}", ""},
                                         {"# ", "\\", "{#a}", ""},
                                         {"# ", "{a=b ", "}", ""},
                                         {"", "a {#b}\n=\n", "", ""},
                                         {"``` ", "{.a ", "}", ""},
                                         {"", "``` {=a}\n", "", ""}};

static void put_family(rubric_buffer *out, const struct family *family, size_t units) {
    rubric_buffer_put_string(out, family->begin);
    for (size_t i = 0; i < units; i++)
        rubric_buffer_put_string(out, family->unit);
    rubric_buffer_put_string(out, family->middle);
    for (size_t i = 0; i < units; i++)
        rubric_buffer_put_string(out, family->closing);
}

static void read_family(rubric_context *context, const void *what, size_t units) {
    rubric_buffer text;
    rubric_buffer_init(&text, context);
    put_family(&text, what, units);
    rubric_document_free(read_bytes(context, rubric_buffer_slice(&text), "pandoc"));
    rubric_buffer_clear(&text);
}

static void time_grows_with_the_text(void **state) {
    enum { UNITS = 10000, MEMORY = 160 << 20 };
    (void)state;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        double growth = growth_of(read_family, &families[i], UNITS, MEMORY);
        if (growth >= 6)
            fail_msg("'%s%s…': %.1f times", families[i].begin, families[i].unit, growth);
    }
}

static rubric_status read_some(rubric_context *context) {
    static const char text[] =
        "a[^1] ^[b *c* ^[d]]\n\n[^1]: e\n\n    f\n\n| g\n|  h\n   i\n\nj\nk\n: l\n\n    "
        "m\n\nn\n\n: "
        "o\n\n::: p\n:::: {#q .r s=\"t\"}\n- u\n::::\n:::\n\n# v {.w}\n\nx {#y}\n---\n\n``` {.z .a "
        "#b}\nc\n```\n\n``` {=d}\ne\n```\n\n| f |\n|---|\n| ^[g] |\n: h\n";
    rubric_read_options options = {.size = sizeof options, .format = "pandoc"};
    rubric_document *document = NULL;
    rubric_status status =
        rubric_document_read(&document, context, text, sizeof text - 1, &options, NULL);
    rubric_document_free(document);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    fail_every_allocation(read_some);
}

static uint32_t depth_of(rubric_document *document) {
    uint32_t depth = 0, deepest = 0;
    rubric_cursor cursor = rubric_cursor_begin(rubric_document_root(document));
    while (rubric_cursor_next(&cursor)) {
        depth += cursor.entering ? 1 : -1U;
        deepest = depth > deepest ? depth : deepest;
        if (cursor.entering && cursor.node.id != 1)
            assert_true(rubric_kind_may_contain(rubric_node_kind(rubric_node_parent(cursor.node)),
                                                rubric_node_kind(cursor.node)));
    }
    return deepest;
}

// What is deeper than the limit is no container any more, but its text is there.
static void depth_is_limited(void **state) {
    static const struct family deep[] = {{"", "[^a]: ", "x", ""},
                                         {"a\n", ": b\n    ", "x", ""},
                                         {"", "::: a\n\n", "x\n", ""},
                                         {"", "> - [^a]: ", "x\n: y", ""},
                                         {"", "- > ::: a\n", "x\n: y", ""}};
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        rubric_buffer text;
        rubric_buffer_init(&text, *state);
        put_family(&text, &deep[i], 1000);
        rubric_document *document = read_bytes(*state, rubric_buffer_slice(&text), "pandoc");
        assert_in_range(depth_of(document), 3, RUBRIC_DEPTH + 10);
        rubric_document_free(document);
        rubric_buffer_clear(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_grows_with_the_text),
        cmocka_unit_test(every_allocation_may_fail),
        CONTEXT_TEST(depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
