// SPDX-License-Identifier: MIT
// Memory that runs out in functions of text, words, matching and values.
#include "core/faults/faults.h"

static const char sample[] =
    "The Quick brown fox — \xC3\xA9t\xC3\xA9, \xEA\xB0\x80 \xD0\x96! Don't "
    "stop. I\xC3\x9F No. 3?\n\nNext line  here.";

static rubric_slice words(void) {
    return rubric_slice_of(sample);
}

static void buffers_and_arenas(rubric_context *context) {
    rubric_buffer out;
    rubric_arena *arena = NULL;
    rubric_buffer_init(&out, context);
    rubric_buffer_put(&out, "a", 1);
    rubric_buffer_put_string(&out, sample);
    rubric_buffer_put_repeated(&out, '-', 1000);
    rubric_buffer_put_integer(&out, -7);
    rubric_buffer_put_number(&out, 0.1);
    rubric_buffer_put_code_point(&out, 0x20AC);
    rubric_buffer_reserve(&out, 100000);
    if (rubric_arena_new(&arena, context, NULL) == RUBRIC_OK) {
        for (int i = 0; i < 3; i++) {
            rubric_arena_allocate(arena, 5000);
            rubric_arena_copy(arena, words());
            rubric_arena_string(arena, words());
            rubric_arena_bytes(arena, 9000);
        }
        assert_ptr_equal(rubric_arena_context(arena), context);
    }
    rubric_arena_free(arena);
    rubric_buffer_clear(&out);
}

static void allocations(rubric_context *context) {
    void *memory = rubric_context_allocate(context, 10);
    void *more = memory ? rubric_context_resize(context, memory, 10, 1000) : NULL;
    void *most = more ? rubric_context_try_resize(context, more, 1000, 100000) : NULL;
    if (!more) {
        rubric_context_release(context, memory, 10);
        return;
    }
    rubric_context_release(context, most ? most : more, most ? 100000 : 1000);
}

static void change_case(rubric_buffer *out) {
    for (int form = RUBRIC_CASE_LOWER; form <= RUBRIC_CASE_TITLE; form++)
        rubric_text_case(out, words(), (rubric_case)form, rubric_slice_of("tr"));
}

static void normalize(rubric_buffer *out) {
    for (int form = RUBRIC_FORM_NFC; form <= RUBRIC_FORM_NFKD; form++)
        rubric_text_normalize(out, words(), (rubric_form)form);
}

static void unaccent(rubric_buffer *out) {
    rubric_text_unaccent(out, words());
}

static void make_skeleton(rubric_buffer *out) {
    rubric_text_skeleton(out, words());
}

static void transliterate(rubric_buffer *out) {
    rubric_text_transliterate(out, words(), rubric_slice_of("ru"), RUBRIC_UNKNOWN_DROP);
}

static void squeeze(rubric_buffer *out) {
    rubric_text_squeeze(out, words());
}

static void wrap(rubric_buffer *out) {
    rubric_wrap_options options = {.width = 10};
    rubric_text_wrap(out, words(), &options);
}

static void pad(rubric_buffer *out) {
    rubric_text_pad(out, words(), 200, RUBRIC_SIDE_RIGHT);
}

static void make_shape(rubric_buffer *out) {
    rubric_text_shape(out, words());
}

static void make_sort_key(rubric_buffer *out) {
    rubric_text_sort_key(out, words(), NULL);
}

static void escape(rubric_buffer *out) {
    rubric_regex_escape(out, words());
    rubric_json_write_string(out, words());
}

static void encode_base64(rubric_buffer *out) {
    rubric_base64_encode(out, words());
}

// Each begins with an empty buffer, so that each meets its first allocation.
static void forms_of_text(rubric_context *context) {
    static void (*const forms[])(rubric_buffer * out) = {
        change_case, normalize, unaccent,   make_skeleton, transliterate, squeeze,
        wrap,        pad,       make_shape, make_sort_key, escape,        encode_base64};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        rubric_buffer out;
        rubric_buffer_init(&out, context);
        forms[i](&out);
        rubric_buffer_clear(&out);
    }
}

static void encodings(rubric_context *context) {
    static const char *const names[] = {"windows-1252", "shift_jis", "gb18030", "utf-16le"};
    rubric_buffer out;
    rubric_arena *arena = NULL;
    rubric_buffer_init(&out, context);
    rubric_arena_new(&arena, context, NULL);
    for (size_t i = 0; i < 4; i++) {
        rubric_decoded decoded;
        rubric_encoding encoding = rubric_encoding_find(rubric_slice_of(names[i]));
        out.size = 0;
        rubric_text_encode(&out, words(), encoding, RUBRIC_UNMAPPABLE_REFERENCE, NULL);
        if (arena && rubric_text_decode(&decoded, arena, rubric_buffer_slice(&out), encoding,
                                        NULL) == RUBRIC_OK)
            rubric_decoded_original(&decoded, decoded.text.size);
    }
    rubric_arena_free(arena);
    rubric_buffer_clear(&out);
}

static void languages(rubric_context *context) {
    rubric_language *language = NULL, *more = NULL;
    rubric_stemmer *stemmer = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    rubric_language_new(&language, context, rubric_slice_of("en"), rubric_slice_of("Dr\nNo #\n"),
                        rubric_slice_of("the\na\n"), NULL);
    if (language)
        rubric_language_extend(&more, context, language, rubric_slice_of("Ltd\n"), NULL);
    size_t begin, end = 0;
    while (rubric_sentence_next(&begin, &end, words(), end, more ? more : language))
        continue;
    if (rubric_stemmer_new(&stemmer, context, rubric_slice_of("en"), NULL) == RUBRIC_OK)
        rubric_stemmer_stem(stemmer, &out, rubric_slice_of("running"));
    rubric_stemmer_free(stemmer);
    rubric_language_free(more);
    rubric_language_free(language);
    rubric_buffer_clear(&out);
}

static void comparisons(rubric_context *context) {
    size_t distance;
    double similarity;
    rubric_overlap overlap;
    int order;
    rubric_slice other =
        rubric_slice_of("The quick fox, and more of it than anybody had asked for");
    rubric_text_distance(&distance, context, words(), other, NULL, NULL);
    for (int measure = RUBRIC_MEASURE_LEVENSHTEIN; measure <= RUBRIC_MEASURE_JARO_WINKLER;
         measure++)
        rubric_text_similarity(&similarity, context, words(), other, (rubric_measure)measure, NULL);
    rubric_text_overlap(&overlap, context, words(), other, 2, NULL);
    rubric_text_compare(&order, context, words(), other, NULL, NULL);
}

static void patterns(rubric_context *context) {
    rubric_regex *regex = NULL;
    rubric_match match;
    bool found;
    int capture;
    rubric_pattern_find(&found, &match, context, rubric_slice_of("(%w+) (%w+)"), words(), 0, false,
                        true, NULL);
    if (rubric_regex_new(&regex, context, rubric_slice_of("(?<first>\\w+)\\s+(\\p{L}+)"),
                         RUBRIC_REGEX_CASELESS, NULL) == RUBRIC_OK) {
        rubric_regex_find(&found, &match, regex, context, words(), 3, true, NULL);
        rubric_regex_name(regex, 0, &capture);
    }
    rubric_regex_free(regex);
}

static void phrases(rubric_context *context) {
    rubric_phrases *set = NULL;
    rubric_hit hit;
    if (rubric_phrases_new(&set, context, RUBRIC_FOLD_ACCENTS, NULL) == RUBRIC_OK) {
        rubric_phrases_add(set, rubric_slice_of("quick brown"), NULL);
        rubric_phrases_add(set, rubric_slice_of("\xC3\xA9t\xC3\xA9"), NULL);
        rubric_phrases_add(set, rubric_slice_of("line here"), NULL);
        if (rubric_phrases_count(set) > 0)
            rubric_phrases_text(set, 0);
        for (size_t at = 0; rubric_phrases_next(set, context, &hit, words(), at);)
            at = hit.end;
    }
    rubric_phrases_free(set);
}

static void values(rubric_context *context) {
    static const char yaml[] = "a: [1, 2.5, x, null]\nb: {c: &d {e: f}, g: *d}\nh: |\n  i\n  j\n";
    static const char json[] =
        "{\"a\":[1,2.5,\"x\\n\",null,true],\"b\":{\"c\":{\"d\":\"\\u00e9\"}}}";
    rubric_arena *arena = NULL;
    rubric_buffer out;
    rubric_buffer_init(&out, context);
    if (rubric_arena_new(&arena, context, NULL) == RUBRIC_OK) {
        rubric_value value = rubric_value_null(), copy = value, list = rubric_value_list(),
                     map = rubric_value_map();
        rubric_yaml_read(&value, arena, rubric_slice_of(yaml), NULL);
        rubric_yaml_write(&out, &value);
        rubric_value_copy(&copy, arena, &value);
        rubric_json_read(&value, arena, rubric_slice_of(json), NULL);
        rubric_json_write(&out, &value, 2);
        for (int i = 0; i < 40; i++) {
            char key[] = {(char)('a' + i % 26), (char)('a' + i / 26), 0};
            rubric_value_append(arena, &list, copy);
            rubric_value_set(arena, &map, rubric_slice_of(key), list);
        }
        rubric_value_remove(&map, rubric_slice_of("ba"));
        rubric_value_equal(&map, &copy);
    }
    rubric_arena_free(arena);
    rubric_buffer_clear(&out);
}

static void everything_ends_cleanly(void **state) {
    (void)state;
    static const scenario all[] = {buffers_and_arenas, allocations, forms_of_text,
                                   encodings,          languages,   comparisons,
                                   patterns,           phrases,     values};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fail_each(all[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_ends_cleanly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
