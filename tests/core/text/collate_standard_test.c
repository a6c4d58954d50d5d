// SPDX-License-Identifier: MIT
// Tests of collation against UTS #10: the algorithm as it is told there, slow and over the weights
// as they are listed.
#include <ctype.h>
#include <stdio.h>

#include "collate.h"
#include "core/fixture.h"

enum { LAST = 0x10FFFF, MOST_POINTS = 64, MOST_WEIGHTS = 1024 };

/* ---- The listed weights -------------------------------------------------------------- */

typedef struct entry {
    uint32_t points[3];
    int point_count, element_count;
    uint16_t weights[18][3];
    bool is_variable[18];
    const struct entry *next; // that begins with the same code point
} entry;

static entry entries[40000];
static int entry_count;
static const entry *entries_of[LAST + 1];
static unsigned char class_of[LAST + 1];

static void read_entry(const char *line) {
    entry *self = &entries[entry_count++];
    char *end;
    for (; isxdigit((unsigned char)*line); line = end + (*end == ' '))
        self->points[self->point_count++] = (uint32_t)strtoul(line, &end, 16);
    for (; (line = strchr(line, '[')) != NULL; self->element_count++) {
        uint16_t *weights = self->weights[self->element_count];
        self->is_variable[self->element_count] = line[1] == '*';
        for (int level = 0; level < 3; level++, line = end)
            weights[level] = (uint16_t)strtoul(line + (level == 0 ? 2 : 1), &end, 16);
    }
    self->next = entries_of[self->points[0]];
    entries_of[self->points[0]] = self;
}

static int read_standard(void **state) {
    (void)state;
    char line[1024];
    FILE *file = fopen("/usr/share/unicode/allkeys.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (isxdigit((unsigned char)line[0]))
            read_entry(line);
    }
    fclose(file);
    file = fopen("/usr/share/unicode/UnicodeData.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        const char *field = line;
        for (int i = 0; i < 3; i++)
            field = strchr(field, ';') + 1;
        class_of[strtoul(line, NULL, 16)] = (unsigned char)atoi(field);
    }
    fclose(file);
    assert_true(entry_count > 34000);
    return 0;
}

/* ---- The algorithm of the standard --------------------------------------------------- */

typedef struct points {
    uint32_t at[MOST_POINTS];
    int count;
} points;

static void remove_point(points *text, int index) {
    text->count--;
    for (int i = index; i < text->count; i++)
        text->at[i] = text->at[i + 1];
}

static const entry *find_entry(const uint32_t *at, int count) {
    const entry *found = entries_of[at[0]];
    while (found != NULL && (found->point_count != count ||
                             memcmp(found->points, at, (size_t)count * sizeof *at) != 0))
        found = found->next;
    return found;
}

// Section 10.1.3, for the ideographs that listed ones decompose to.
static const entry *implicit_entry(uint32_t code_point) {
    static entry self;
    uint32_t base = code_point < 0x20000 && code_point > 0x4DFF ? 0xFB40 : 0xFB80;
    self = (entry){.points = {code_point}, .point_count = 1, .element_count = 2};
    self.weights[0][0] = (uint16_t)(base + (code_point >> 15));
    self.weights[0][1] = 0x20;
    self.weights[0][2] = 2;
    self.weights[1][0] = (uint16_t)((code_point & 0x7FFF) | 0x8000);
    return &self;
}

// Steps S2.1 to S2.1.3; what is matched is removed from the text.
static const entry *match_entry(points *text) {
    const entry *found = NULL;
    uint32_t matched[4] = {0};
    int length = text->count < 3 ? text->count : 3;
    while (found == NULL && length > 0)
        found = find_entry(text->at, length--);
    if (found == NULL)
        found = implicit_entry(text->at[0]);
    int run = length = found->point_count;
    memcpy(matched, text->at, (size_t)length * sizeof *matched);
    int last_class = 0;
    for (int i = length; length < 3 && i < text->count && class_of[text->at[i]] != 0;) {
        matched[length] = text->at[i];
        const entry *longer =
            class_of[text->at[i]] != last_class ? find_entry(matched, length + 1) : NULL;
        if (longer != NULL) {
            found = longer;
            length++;
            remove_point(text, i);
        } else {
            last_class = class_of[text->at[i++]];
        }
    }
    while (run-- > 0)
        remove_point(text, 0);
    return found;
}

// A text and the weights of its levels, each ended by 0 (step S3).
typedef struct sorted_text {
    char bytes[MOST_POINTS * 4];
    size_t size;
    uint16_t weights[MOST_WEIGHTS];
    int count;
} sorted_text;

static points decomposed(rubric_context *context, rubric_slice text) {
    points found = {.count = 0};
    rubric_buffer room;
    rubric_buffer_init(&room, context);
    rubric_text_normalize(&room, text, RUBRIC_FORM_NFD);
    for (size_t at = 0, size; at < room.size; at += size) {
        assert_true(found.count < MOST_POINTS);
        found.at[found.count++] = rubric_utf8_decode(rubric_buffer_slice(&room), at, &size);
    }
    rubric_buffer_clear(&room);
    return found;
}

static void weigh(rubric_context *context, sorted_text *text, bool shifts) {
    uint16_t levels[3][MOST_WEIGHTS / 4];
    int counts[3] = {0, 0, 0};
    bool follows = false;
    points rest = decomposed(context, rubric_slice_make(text->bytes, text->size));
    while (rest.count > 0) {
        const entry *found = match_entry(&rest);
        for (int i = 0; i < found->element_count; i++) {
            if (shifts && found->weights[i][0] != 0)
                follows = found->is_variable[i];
            for (int level = 0; level < 3 && !(shifts && follows); level++) {
                if (found->weights[i][level] != 0)
                    levels[level][counts[level]++] = found->weights[i][level];
            }
        }
    }
    text->count = 0;
    for (int level = 0; level < 3; level++) {
        assert_true(counts[level] < MOST_WEIGHTS / 4);
        for (int i = 0; i < counts[level]; i++)
            text->weights[text->count++] = levels[level][i];
        text->weights[text->count++] = 0;
    }
}

static int compare_weights(const void *a, const void *b) {
    const sorted_text *left = a, *right = b;
    int i = 0;
    while (i < left->count && i < right->count && left->weights[i] == right->weights[i])
        i++;
    if (i == left->count || i == right->count)
        return (left->count > right->count) - (left->count < right->count);
    return left->weights[i] < right->weights[i] ? -1 : 1;
}

static void add_point(sorted_text *text, uint32_t code_point) {
    text->size += rubric_utf8_encode(code_point, text->bytes + text->size);
}

// Sort by the standard, and see that neighbours are in that order.
static void assert_order(rubric_context *context, sorted_text *texts, size_t count, bool shifts) {
    const rubric_collation_options options = {.ignores_punctuation = shifts};
    for (size_t i = 0; i < count; i++)
        weigh(context, &texts[i], shifts);
    qsort(texts, count, sizeof *texts, compare_weights);
    for (size_t i = 1; i < count; i++) {
        rubric_slice a = rubric_slice_make(texts[i - 1].bytes, texts[i - 1].size);
        rubric_slice b = rubric_slice_make(texts[i].bytes, texts[i].size);
        int wanted = compare_weights(&texts[i - 1], &texts[i]);
        int found = order_of(context, a, b, &options);
        if (found != wanted)
            print_error("'%.*s' and '%.*s' are %d, not %d\n", (int)a.size, a.bytes, (int)b.size,
                        b.bytes, found, wanted);
        assert_int_equal(found, wanted);
    }
}

static void all_that_is_listed_is_in_order(void **state) {
    sorted_text *texts = calloc((size_t)entry_count, sizeof *texts);
    assert_non_null(texts);
    for (int i = 0; i < entry_count; i++) {
        for (int point = 0; point < entries[i].point_count; point++)
            add_point(&texts[i], entries[i].points[point]);
    }
    assert_order(*state, texts, (size_t)entry_count, false);
    assert_order(*state, texts, (size_t)entry_count, true);
    free(texts);
}

// What contractions are made of, with marks in between that may or may not block them.
static void make_text(sorted_text *text, uint32_t *seed) {
    static const uint32_t marks[] = {0x301, 0x308, 0x306, 0x323, 0x327, 0x345,
                                     0x334, 0xF71, 0xF72, 0xF80, 0x5B0, 0x34F};
    static const uint32_t plain[] = {'a',   'B',   'l',  'L',    0xB7,   ' ',   '-',   '1', 0x438,
                                     0xE40, 0xE01, 0xE9, 0x1E69, 0xAC01, 0xFB2, 0xFB3, 0};
    uint32_t parts = 1 + next_random(seed) % 3;
    text->size = 0;
    for (uint32_t part = 0; part < parts; part++) {
        const entry *chosen = &entries[next_random(seed) % (uint32_t)entry_count];
        while (next_random(seed) % 4 != 0 && chosen->point_count < 2)
            chosen = chosen > entries ? chosen - 1 : &entries[entry_count - 1];
        for (int i = 0; i < chosen->point_count; i++) {
            add_point(text, chosen->points[i]);
            while (next_random(seed) % 3 == 0 && text->size < MOST_POINTS)
                add_point(text, marks[next_random(seed) % (sizeof marks / sizeof *marks)]);
        }
        if (next_random(seed) % 2 == 0)
            add_point(text, plain[next_random(seed) % (sizeof plain / sizeof *plain)]);
    }
}

static void random_texts_are_in_the_order_of_the_standard(void **state) {
    enum { COUNT = 30000 };
    uint32_t seed = 5;
    sorted_text *texts = calloc(COUNT, sizeof *texts);
    assert_non_null(texts);
    for (int i = 0; i < COUNT; i++)
        make_text(&texts[i], &seed);
    assert_order(*state, texts, COUNT, false);
    assert_order(*state, texts, COUNT, true);
    free(texts);
}

static void equivalent_texts_have_the_same_key(void **state) {
    uint32_t seed = 8;
    sorted_text text;
    rubric_buffer form;
    rubric_buffer_init(&form, *state);
    for (int round = 0; round < 20000; round++) {
        make_text(&text, &seed);
        form.size = 0;
        rubric_slice original = rubric_slice_make(text.bytes, text.size);
        rubric_text_normalize(&form, original, round % 2 ? RUBRIC_FORM_NFC : RUBRIC_FORM_NFD);
        assert_int_equal(order_of(*state, original, rubric_buffer_slice(&form), NULL), 0);
    }
    rubric_buffer_clear(&form);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEXT_TEST(all_that_is_listed_is_in_order),
        CONTEXT_TEST(random_texts_are_in_the_order_of_the_standard),
        CONTEXT_TEST(equivalent_texts_have_the_same_key),
    };
    return cmocka_run_group_tests(tests, read_standard, NULL);
}
