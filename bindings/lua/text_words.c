// SPDX-License-Identifier: MIT
// The part of rubric.text about words: how near they are, their shape and stem, runs of them, and
// fingerprints of texts.
#include "binding.h"

enum { MOST_WORDS = 1000 }; // in one run

enum { TEXT = 1, WALK }; // upvalues of an iterator; the text only keeps the bytes alive

typedef enum likeness {
    JARO_WINKLER,
    JARO,
    LEVENSHTEIN,
    DAMERAU,
    RESEMBLANCE,
    CONTAINMENT
} likeness;

static const char *const kinds[] = {"jaro_winkler", "jaro",        "levenshtein", "damerau",
                                    "resemblance",  "containment", NULL};

static likeness kind_option(lua_State *L, int arg, const char *fallback) {
    return (likeness)rubric_lua_choice_option(L, arg, "kind", fallback, kinds);
}

static bool counts_runs(likeness kind) {
    return kind == RESEMBLANCE || kind == CONTAINMENT;
}

// How many words a run has, of the kinds that count runs.
static size_t words_option(lua_State *L, int arg, likeness kind) {
    rubric_lua_push_option(L, arg, "words");
    if (!lua_isnil(L, -1) && !counts_runs(kind))
        luaL_argerror(L, arg,
                      "'words' is of runs, and only resemblance and containment count them");
    lua_pop(L, 1);
    lua_Integer words = rubric_lua_integer_option(L, arg, "words", 1, MOST_WORDS);
    if (words == 0)
        luaL_error(L, "option 'words' must be an integer from 1 to %d", (int)MOST_WORDS);
    return (size_t)words;
}

static size_t count_edits(lua_State *L, rubric_slice a, rubric_slice b, bool has_swaps,
                          size_t limit) {
    size_t edits;
    rubric_error error;
    rubric_distance_options options = {.has_transpositions = has_swaps, .limit = limit};
    if (rubric_text_distance(&edits, rubric_lua_state(L)->context, a, b, &options, &error) !=
        RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return edits;
}

static double measure(lua_State *L, rubric_slice a, rubric_slice b, likeness kind, size_t words) {
    static const rubric_measure measures[] = {
        [JARO_WINKLER] = RUBRIC_MEASURE_JARO_WINKLER,
        [JARO] = RUBRIC_MEASURE_JARO,
        [LEVENSHTEIN] = RUBRIC_MEASURE_LEVENSHTEIN,
        [DAMERAU] = RUBRIC_MEASURE_DAMERAU,
    };
    rubric_context *context = rubric_lua_state(L)->context;
    rubric_overlap overlap;
    rubric_error error;
    double score = 0;
    rubric_status status =
        counts_runs(kind) ? rubric_text_overlap(&overlap, context, a, b, words, &error)
                          : rubric_text_similarity(&score, context, a, b, measures[kind], &error);
    if (status != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    return kind == RESEMBLANCE   ? rubric_overlap_resemblance(overlap)
           : kind == CONTAINMENT ? rubric_overlap_containment(overlap)
                                 : score;
}

// similarity(a, b[, {kind, words}]) -> 0 to 1. Kinds: jaro_winkler, jaro, levenshtein, damerau, and
// by runs of so many `words` (1) resemblance (Jaccard) and containment (of a in b)
static int text_similarity(lua_State *L) {
    static const char *const names[] = {"kind", "words", NULL};
    rubric_slice a = rubric_lua_check_text(L, 1), b = rubric_lua_check_text(L, 2);
    lua_settop(L, 3);
    rubric_lua_check_options(L, 3, names);
    likeness kind = kind_option(L, 3, "jaro_winkler");
    lua_pushnumber(L, measure(L, a, b, kind, words_option(L, 3, kind)));
    return 1;
}

// distance(a, b[, {kind, limit, words}]) -> edits, or nil beyond the limit; kind: levenshtein,
// damerau. Those of similarity give 1 - similarity
static int text_distance(lua_State *L) {
    static const char *const names[] = {"kind", "limit", "words", NULL};
    rubric_slice a = rubric_lua_check_text(L, 1), b = rubric_lua_check_text(L, 2);
    lua_settop(L, 3);
    rubric_lua_check_options(L, 3, names);
    likeness kind = kind_option(L, 3, "levenshtein");
    size_t words = words_option(L, 3, kind);
    if (kind != LEVENSHTEIN && kind != DAMERAU) {
        rubric_lua_push_option(L, 3, "limit");
        luaL_argcheck(L, lua_isnil(L, -1), 3, "'limit' is of edits, and this kind counts none");
        lua_pushnumber(L, 1 - measure(L, a, b, kind, words));
        return 1;
    }
    rubric_lua_push_option(L, 3, "limit");
    bool is_same = rubric_slice_equal(a, b), has_limit = !lua_isnil(L, -1);
    lua_Integer limit = rubric_lua_integer_option(L, 3, "limit", 0, INT32_MAX);
    if (has_limit && limit == 0) { // for the core no limit at all
        if (is_same)
            return lua_pushinteger(L, 0), 1;
        return lua_pushnil(L), 1;
    }
    size_t edits = count_edits(L, a, b, kind == DAMERAU, (size_t)limit);
    if (edits == SIZE_MAX)
        lua_pushnil(L);
    else
        lua_pushinteger(L, (lua_Integer)edits);
    return 1;
}

// nearest(word, list[, limit]) -> string, index, edits with swaps; nil when all are beyond the
// limit, which else is a third of the word's characters and one. The first of those as near.
static int text_nearest(lua_State *L) {
    rubric_slice word = rubric_lua_check_text(L, 1);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_Integer limit = luaL_optinteger(L, 3, (lua_Integer)rubric_utf8_length(word) / 3 + 1);
    luaL_argcheck(L, limit >= 0 && limit <= INT32_MAX, 3, "out of range");
    lua_Integer count = luaL_len(L, 2), best = 0;
    size_t least = (size_t)limit + 1;
    for (lua_Integer i = 1; i <= count && least > 0; i++) {
        rubric_lua_charge(L, 1);
        if (lua_geti(L, 2, i) != LUA_TSTRING)
            return luaL_argerror(L, 2, lua_pushfstring(L, "entry %I is not a string", i));
        rubric_slice name = rubric_lua_check_slice(L, -1);
        if (rubric_utf8_valid(name) != name.size)
            return luaL_argerror(L, 2, lua_pushfstring(L, "entry %I is not valid UTF-8", i));
        size_t edits = rubric_slice_equal(word, name) ? 0
                       : least > 1                    ? count_edits(L, word, name, true, least - 1)
                                                      : SIZE_MAX;
        if (edits < least) {
            least = edits;
            best = i;
        }
        lua_pop(L, 1);
    }
    if (best == 0)
        return lua_pushnil(L), 1;
    lua_geti(L, 2, best);
    lua_pushinteger(L, best);
    lua_pushinteger(L, (lua_Integer)least);
    return 3;
}

// shape(word) -> string: Xxxxx-dd for "Unicode-15", runs cut at four
static int text_shape(lua_State *L) {
    rubric_slice word = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_shape(out, word);
    return rubric_lua_push_buffer(L, out);
}

rubric_slice rubric_lua_language_option(lua_State *L, int arg) {
    return rubric_lua_string_option(L, arg, "language", "en");
}

static rubric_slice only_language(lua_State *L, int arg) {
    static const char *const names[] = {"language", NULL};
    rubric_lua_check_options(L, arg, names);
    return rubric_lua_language_option(L, arg);
}

// is_stopword(word[, {language}]) -> boolean
static int text_is_stopword(lua_State *L) {
    rubric_slice word = rubric_lua_check_text(L, 1);
    const rubric_language *language = rubric_lua_language_named(L, only_language(L, 2));
    lua_pushboolean(L, language && rubric_language_is_stop_word(language, word));
    return 1;
}

// stopwords(code) -> list of the stop words of a language, or nil and a message
static int text_stopwords(lua_State *L) {
    const rubric_language *language = rubric_lua_language_named(L, rubric_lua_check_slice(L, 1));
    rubric_slice word = rubric_slice_make("", 0);
    if (language)
        word = rubric_language_stop_word(language, 0);
    if (word.size == 0) {
        lua_pushnil(L);
        lua_pushfstring(L, "no stop words of language '%s'", lua_tostring(L, 1));
        return 2;
    }
    lua_newtable(L);
    for (size_t i = 0; word.size > 0; word = rubric_language_stop_word(language, ++i)) {
        rubric_lua_charge(L, 1);
        lua_pushlstring(L, word.bytes, word.size);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

rubric_stemmer *rubric_lua_stemmer(lua_State *L, rubric_slice code) {
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_error error;
    rubric_slice known = rubric_slice_of(state->stemmer_code);
    if (code.size >= sizeof state->stemmer_code)
        code.size = sizeof state->stemmer_code - 1;
    if (state->stemmer && rubric_slice_equal(code, known))
        return state->stemmer;
    rubric_stemmer_free(state->stemmer);
    state->stemmer = NULL;
    if (rubric_stemmer_new(&state->stemmer, state->context, code, &error) != RUBRIC_OK)
        rubric_lua_raise(L, &error);
    memcpy(state->stemmer_code, code.bytes, code.size);
    state->stemmer_code[code.size] = '\0';
    return state->stemmer;
}

// stem(word[, {language}]) -> string
static int text_stem(lua_State *L) {
    rubric_slice word = rubric_lua_check_text(L, 1);
    rubric_stemmer *stemmer = rubric_lua_stemmer(L, only_language(L, 2));
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_stemmer_stem(stemmer, out, word);
    return rubric_lua_push_buffer(L, out);
}

// Push the text at argument 1 as a Lua string, which the bytes then belong to.
static rubric_slice push_text(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_pushvalue(L, 1);
    else
        lua_pushlstring(L, text.size ? text.bytes : "", text.size);
    return rubric_lua_check_slice(L, -1);
}

static size_t check_run(lua_State *L, int arg) {
    lua_Integer count = luaL_checkinteger(L, arg);
    if (count < 1 || count > MOST_WORDS)
        luaL_argerror(L, arg, lua_pushfstring(L, "out of range: from 1 to %d", (int)MOST_WORDS));
    return (size_t)count;
}

static int next_ngram(lua_State *L) {
    rubric_ngrams *walk = lua_touserdata(L, lua_upvalueindex(WALK));
    size_t begin, end, before = walk->ahead;
    if (!rubric_ngrams_next(walk, &begin, &end)) {
        rubric_lua_charge(L, 1 + walk->ahead - before);
        return 0;
    }
    rubric_lua_charge(L, 1 + walk->ahead - before + end - begin);
    lua_pushlstring(L, walk->text.bytes + begin, end - begin);
    lua_pushinteger(L, (lua_Integer)begin + 1);
    lua_pushinteger(L, (lua_Integer)end);
    return 3;
}

// ngrams(s, n[, {of = "words" | "characters"}]) -> iterator over runs of n: what stands there, its
// first and last byte
static int text_ngrams(lua_State *L) {
    static const char *const names[] = {"of", NULL};
    static const char *const units[] = {"words", "characters", NULL};
    size_t n = check_run(L, 2);
    lua_settop(L, 3);
    rubric_lua_check_options(L, 3, names);
    bool has_characters = rubric_lua_choice_option(L, 3, "of", "words", units) == 1;
    rubric_slice text = push_text(L);
    rubric_ngrams *walk = lua_newuserdatauv(L, sizeof *walk, 0);
    *walk = has_characters ? rubric_ngrams_of_characters(text, n) : rubric_ngrams_of_words(text, n);
    lua_pushcclosure(L, next_ngram, 2);
    return 1;
}

static int next_shingle(lua_State *L) {
    rubric_shingles *walk = lua_touserdata(L, lua_upvalueindex(WALK));
    rubric_shingle shingle;
    size_t before = walk->ahead;
    bool is_found = rubric_shingles_next(walk, &shingle);
    rubric_lua_charge(L, 1 + 2 * (walk->ahead - before)); // each word comes, and leaves again
    if (!is_found)
        return 0;
    lua_pushinteger(L, (lua_Integer)shingle.hash);
    lua_pushinteger(L, (lua_Integer)shingle.begin + 1);
    lua_pushinteger(L, (lua_Integer)shingle.end);
    return 3;
}

// shingles(s, k) -> iterator over hashes of k words in a row: integer, first and last byte
static int text_shingles(lua_State *L) {
    size_t k = check_run(L, 2);
    rubric_slice text = push_text(L);
    rubric_shingles *walk = lua_newuserdatauv(L, sizeof *walk, 0);
    *walk = rubric_shingles_of(text, k);
    lua_pushcclosure(L, next_shingle, 2);
    return 1;
}

// simhash(s) -> integer that differs in few bits for texts of nearly the same words
static int text_simhash(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)rubric_text_simhash(rubric_lua_check_text(L, 1)));
    return 1;
}

// hamming(a, b) -> in how many of 64 bits two integers differ
static int text_hamming(lua_State *L) {
    uint64_t a = (uint64_t)luaL_checkinteger(L, 1), b = (uint64_t)luaL_checkinteger(L, 2);
    lua_pushinteger(L, (lua_Integer)rubric_hamming_distance(a, b));
    return 1;
}

const luaL_Reg rubric_lua_text_words[] = {
    {"distance", text_distance}, {"hamming", text_hamming},       {"is_stopword", text_is_stopword},
    {"nearest", text_nearest},   {"ngrams", text_ngrams},         {"shape", text_shape},
    {"shingles", text_shingles}, {"similarity", text_similarity}, {"simhash", text_simhash},
    {"stem", text_stem},         {"stopwords", text_stopwords},   {NULL, NULL}};
