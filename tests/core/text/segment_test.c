// SPDX-License-Identifier: MIT
// Tests of boundaries by the standard: the files of the Unicode Character Database, and the fast
// way beside the slow one.
#include <stdio.h>

#include "core/fixture.h"
#include "rubric/text.h"
#include "text/tables/breaks.h"

enum { LONGEST_CASE = 256 };

// One line of a test file: `÷ 0061 × 0308 ÷`.
typedef struct test_case {
    char bytes[LONGEST_CASE];
    size_t size;
    bool is_boundary[LONGEST_CASE + 1]; // before each byte, and at the end
} test_case;

// Reads what stands before the comment of a line; false for a line without a case.
static bool read_case(test_case *out, char *line) {
    memset(out, 0, sizeof *out);
    line[strcspn(line, "#")] = '\0';
    bool is_case = false;
    for (char *cell = strtok(line, " \t\r\n"); cell; cell = strtok(NULL, " \t\r\n")) {
        if (strcmp(cell, "\xC3\xB7") == 0)
            out->is_boundary[out->size] = true;
        else if (strcmp(cell, "\xC3\x97") != 0)
            out->size +=
                rubric_utf8_encode((uint32_t)strtoul(cell, NULL, 16), out->bytes + out->size);
        is_case = true;
        assert_true(out->size + 4 < LONGEST_CASE);
    }
    return is_case;
}

static bool passes(const test_case *wanted, rubric_boundary kind) {
    rubric_slice text = rubric_slice_make(wanted->bytes, wanted->size);
    for (size_t at = 0; at < text.size;) {
        size_t end = rubric_boundary_next(kind, text, at);
        for (size_t i = at + 1; i <= end; i++) {
            if (wanted->is_boundary[i] != (i == end))
                return false;
        }
        at = end;
    }
    return true;
}

static void check_file(const char *name, rubric_boundary kind, int least) {
    char path[128], line[2048], copy[2048];
    snprintf(path, sizeof path, "/usr/share/unicode/auxiliary/%s", name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s is missing: install the package unicode-data", path);
    int count = 0, failed = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        test_case wanted;
        memcpy(copy, line, sizeof copy);
        if (!read_case(&wanted, copy))
            continue;
        count++;
        if (!passes(&wanted, kind)) {
            failed++;
            print_error("%s: %s", name, line);
        }
    }
    fclose(file);
    assert_int_equal(failed, 0);
    assert_true(count >= least); // the whole file was there
}

static void graphemes_pass_the_break_test(void **state) {
    (void)state;
    check_file("GraphemeBreakTest.txt", RUBRIC_BOUNDARY_GRAPHEME, 602);
}

static void words_pass_the_break_test(void **state) {
    (void)state;
    check_file("WordBreakTest.txt", RUBRIC_BOUNDARY_WORD, 1823);
}

static void sentences_pass_the_break_test(void **state) {
    (void)state;
    check_file("SentenceBreakTest.txt", RUBRIC_BOUNDARY_SENTENCE, 502);
}

static void lines_pass_the_break_test(void **state) {
    (void)state;
    check_file("LineBreakTest.txt", RUBRIC_BOUNDARY_LINE, 7654);
}

// What people can read, for all four.
static void assert_pieces(rubric_boundary kind, const char *text, const char *wanted) {
    char out[512];
    size_t used = 0;
    rubric_slice slice = rubric_slice_of(text);
    for (size_t at = 0; at < slice.size;) {
        size_t end = rubric_boundary_next(kind, slice, at);
        memcpy(out + used, text + at, end - at);
        used += end - at;
        if (end < slice.size)
            out[used++] = '|';
        at = end;
    }
    out[used] = '\0';
    assert_string_equal(out, wanted);
}

static void boundaries_stand_where_the_rules_say(void **state) {
    (void)state;
    assert_pieces(RUBRIC_BOUNDARY_GRAPHEME, "e\xCC\x81\r\nx", "e\xCC\x81|\r\n|x");
    assert_pieces(RUBRIC_BOUNDARY_WORD, "can't 3.5, a_1", "can't| |3.5|,| |a_1");
    assert_pieces(RUBRIC_BOUNDARY_WORD, "a: b.", "a|:| |b|.");
    assert_pieces(RUBRIC_BOUNDARY_SENTENCE, "It is 3.4. e.g. this. He.",
                  "It is 3.4. e.g. this. |He.");
    assert_pieces(RUBRIC_BOUNDARY_LINE, "one two-three $(12) x/y (z)",
                  "one |two-|three |$(12) |x/|y |(z)");
    assert_pieces(RUBRIC_BOUNDARY_LINE,
                  "a\xC2\xA0"
                  "b\nc\r\n\r\nd",
                  "a\xC2\xA0"
                  "b\n|c\r\n|\r\n|d");
}

static void a_line_end_is_certain(void **state) {
    (void)state;
    rubric_slice text = rubric_slice_of("a b\xE2\x80\xA8"
                                        "c\n");
    assert_false(rubric_is_line_end(text, 0));
    assert_false(rubric_is_line_end(text, 2));
    assert_true(rubric_is_line_end(text, 6));
    assert_false(rubric_is_line_end(text, 7));
    assert_true(rubric_is_line_end(text, 8));
}

// The machine as the standard has it: one step a code point, nothing skipped.
static size_t slow_next(const rubric_break_machine *machine, rubric_slice text, size_t at) {
    unsigned state = 0;
    size_t mark = at, size;
    for (; at < text.size; at += size) {
        uint32_t code_point = rubric_utf8_decode(text, at, &size);
        state = break_step(machine, state, code_point_value(&machine->classes, code_point));
        if (state == RUBRIC_BREAK_HERE)
            return at;
        if (state == RUBRIC_BREAK_BACK)
            return mark;
        if (state >= machine->first_marking)
            mark = at;
    }
    return state >= machine->first_pending ? mark : text.size;
}

static uint32_t random_next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

// Mostly ASCII of all kinds, some of what joins, marks and breaks, and bytes that are no text.
static size_t random_text(char *out, size_t room, uint32_t *seed) {
    static const uint32_t others[] = {0x300,  0x5D0,  0x22,   0xAD,   0x200D,  0x1F1E6, 0x1F468,
                                      0x85,   0x2019, 0xAC00, 0x1100, 0x1161,  0x11A8,  0x3042,
                                      0x30A2, 0x4E00, 0x2028, 0x3002, 0x1F3FB, 0xE33,   0x600};
    size_t size = 0, length = random_next(seed) % 24;
    for (size_t i = 0; i < length && size + 4 <= room; i++) {
        uint32_t kind = random_next(seed) % 8, value = random_next(seed);
        if (kind < 3)
            out[size++] = (char)(value % 128);
        else if (kind < 6)
            out[size++] = "aB 1.,'\"!?\n\r:_-$()/;"[value % 20];
        else if (kind == 6)
            size +=
                rubric_utf8_encode(others[value % (sizeof others / sizeof *others)], out + size);
        else
            out[size++] = (char)(value % 256);
    }
    return size;
}

// All boundaries at once, a few at once and one at once are those of the slow way.
static void check_ways(rubric_boundary kind, const rubric_break_machine *machine,
                       rubric_slice text) {
    size_t all[128], few[3], count = rubric_boundaries(kind, text, 0, all, 128), at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = slow_next(machine, text, at);
        assert_true(end > at);
        assert_int_equal(all[i], end);
        assert_int_equal(rubric_boundary_next(kind, text, at), end);
        if (kind == RUBRIC_BOUNDARY_GRAPHEME)
            assert_int_equal(rubric_grapheme_next(text, at), end);
        size_t found = rubric_boundaries(kind, text, at, few, 3);
        assert_int_equal(found, count - i < 3 ? count - i : 3);
        assert_int_equal(few[0], end);
        assert_int_equal(few[found - 1], all[i + found - 1]);
        at = end;
    }
    assert_int_equal(at, text.size);
    assert_int_equal(rubric_boundary_count(kind, text), count);
    assert_int_equal(rubric_boundaries(kind, text, text.size, few, 3), 0);
}

static void the_fast_way_is_the_slow_way(void **state) {
    (void)state;
    uint32_t seed = 1;
    char bytes[128];
    for (int round = 0; round < 100000; round++) {
        rubric_slice text = rubric_slice_make(bytes, random_text(bytes, sizeof bytes, &seed));
        check_ways(RUBRIC_BOUNDARY_GRAPHEME, &rubric_grapheme_machine, text);
        check_ways(RUBRIC_BOUNDARY_WORD, &rubric_word_machine, text);
        check_ways(RUBRIC_BOUNDARY_SENTENCE, &rubric_sentence_machine, text);
        check_ways(RUBRIC_BOUNDARY_LINE, &rubric_line_machine, text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphemes_pass_the_break_test),
        cmocka_unit_test(words_pass_the_break_test),
        cmocka_unit_test(sentences_pass_the_break_test),
        cmocka_unit_test(lines_pass_the_break_test),
        cmocka_unit_test(boundaries_stand_where_the_rules_say),
        cmocka_unit_test(a_line_end_is_certain),
        cmocka_unit_test(the_fast_way_is_the_slow_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
