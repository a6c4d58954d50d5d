// SPDX-License-Identifier: MIT
// Languages: immutable sets of abbreviations and stop words, looked up in any case.
#include "unicode.h"

enum { LONGEST_ENTRY = 64, FOLDED_SIZE = 8 };

// Folded words in open addressing; a free slot has no bytes.
typedef struct word_set {
    rubric_slice *slots; // in the arena
    size_t mask;         // slots - 1
    rubric_slice *list;  // the words of the slots in the order of their coming
    size_t count;
} word_set;

struct rubric_language {
    rubric_arena *arena;
    const rubric_language *base; // what it extends, or NULL
    rubric_slice code;
    word_set abbreviations;
    word_set number_abbreviations; // those that own their stop before a number only
    word_set stop_words;
    bool has_ordinals;
};

// Fold a word without memory of its own; false when it is too long to be an entry.
static bool fold(char out[LONGEST_ENTRY], size_t *out_size, rubric_slice word) {
    size_t used = 0, size;
    if (word.size > LONGEST_ENTRY)
        return false;
    for (size_t at = 0; at < word.size; at += size) {
        uint32_t code_point = utf8_next(word, at, &size);
        utf8proc_int32_t folded[FOLDED_SIZE];
        int boundclass = 0;
        folded[0] = code_point == 0x2019 ? '\'' : ascii_lower((char)code_point);
        utf8proc_ssize_t count = 1;
        if (code_point >= 0x80 && code_point != 0x2019)
            count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded, FOLDED_SIZE,
                                            UTF8PROC_CASEFOLD, &boundclass);
        for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_SIZE; i++) {
            if (used + 4 > LONGEST_ENTRY)
                return false;
            used += rubric_utf8_encode((uint32_t)folded[i], out + used);
        }
    }
    *out_size = used;
    return used > 0;
}

// The slot where a folded word is, or would be.
static rubric_slice *find_slot(const word_set *set, rubric_slice folded) {
    uint64_t hash = rubric_slice_hash(folded);
    size_t at = (size_t)(hash ^ hash >> 32) & set->mask;
    while (set->slots[at].bytes != NULL && !rubric_slice_equal(set->slots[at], folded))
        at = (at + 1) & set->mask;
    return &set->slots[at];
}

static bool has_word(const word_set *set, rubric_slice word) {
    char folded[LONGEST_ENTRY];
    size_t size;
    return fold(folded, &size, word) &&
           find_slot(set, rubric_slice_make(folded, size))->bytes != NULL;
}

static rubric_slice next_line(rubric_slice text, size_t *at) {
    size_t begin = *at;
    while (*at < text.size && text.bytes[*at] != '\n')
        ++*at;
    rubric_slice line = rubric_slice_part(text, begin, *at);
    *at += *at < text.size;
    for (size_t i = 0; i < line.size; i++) {
        if (line.bytes[i] == '#')
            line.size = i;
    }
    return rubric_slice_trim(line);
}

static bool add_word(word_set *set, rubric_arena *arena, rubric_slice word) {
    char folded[LONGEST_ENTRY];
    size_t size;
    if (word.size > 1 && word.bytes[word.size - 1] == '.')
        word.size--; // an abbreviation with its stop means the same
    if (!fold(folded, &size, word))
        return true;
    rubric_slice *slot = find_slot(set, rubric_slice_make(folded, size));
    if (slot->bytes != NULL)
        return true;
    *slot = rubric_arena_copy(arena, rubric_slice_make(folded, size));
    set->list[set->count] = *slot;
    set->count += slot->bytes != NULL;
    return slot->bytes != NULL;
}

// Room for as many words as a text has lines.
static bool make_room(word_set *set, rubric_arena *arena, rubric_slice text) {
    size_t lines = 1, slots = 8;
    for (size_t i = 0; i < text.size; i++)
        lines += text.bytes[i] == '\n';
    while (slots < lines * 2)
        slots *= 2;
    set->slots = rubric_arena_allocate(arena, slots * sizeof *set->slots);
    set->mask = slots - 1;
    set->list = rubric_arena_allocate(arena, lines * sizeof *set->list);
    return set->slots != NULL && set->list != NULL &&
           rubric_context_charge(rubric_arena_context(arena), text.size);
}

static bool read_words(word_set *set, rubric_arena *arena, rubric_slice text) {
    if (!make_room(set, arena, text))
        return false;
    for (size_t at = 0; at < text.size;) {
        if (!add_word(set, arena, next_line(text, &at)))
            return false;
    }
    return true;
}

// One line of abbreviations: a word, a word with " 1", or a switch.
static bool add_abbreviation(rubric_language *language, rubric_slice line) {
    rubric_slice ending = rubric_slice_of(" 1");
    if (rubric_slice_equal(line, rubric_slice_of("* ordinals"))) {
        language->has_ordinals = true;
        return true;
    }
    bool is_before_number =
        line.size > ending.size &&
        rubric_slice_equal(rubric_slice_part(line, line.size - ending.size, line.size), ending);
    if (!is_before_number)
        return add_word(&language->abbreviations, language->arena, line);
    line.size -= ending.size;
    return add_word(&language->number_abbreviations, language->arena, rubric_slice_trim(line));
}

static bool read_abbreviations(rubric_language *language, rubric_slice text) {
    if (!make_room(&language->abbreviations, language->arena, text) ||
        !make_room(&language->number_abbreviations, language->arena, text))
        return false;
    for (size_t at = 0; at < text.size;) {
        if (!add_abbreviation(language, next_line(text, &at)))
            return false;
    }
    return true;
}

rubric_status rubric_language_new(rubric_language **out, rubric_context *context, rubric_slice code,
                                  rubric_slice abbreviations, rubric_slice stop_words,
                                  rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_arena *arena = NULL;
    rubric_status status = rubric_arena_new(&arena, context, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_language *language = rubric_arena_allocate(arena, sizeof *language);
    if (language != NULL) {
        language->arena = arena;
        language->code = rubric_arena_copy(arena, code);
    }
    if (language == NULL || language->code.bytes == NULL ||
        !read_abbreviations(language, abbreviations) ||
        !read_words(&language->stop_words, arena, stop_words)) {
        rubric_arena_free(arena);
        return rubric_context_error(context, error);
    }
    *out = language;
    return RUBRIC_OK;
}

rubric_status rubric_language_extend(rubric_language **out, rubric_context *context,
                                     const rubric_language *base, rubric_slice abbreviations,
                                     rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_slice code = base ? base->code : rubric_slice_of("und"); // BCP 47: undetermined
    rubric_status status =
        rubric_language_new(out, context, code, abbreviations, rubric_slice_make("", 0), error);
    if (status == RUBRIC_OK)
        (*out)->base = base;
    return status;
}

void rubric_language_free(rubric_language *language) {
    if (language != NULL)
        rubric_arena_free(language->arena);
}

rubric_slice rubric_language_code(const rubric_language *language) {
    return language->code;
}

rubric_abbreviation rubric_language_abbreviation(const rubric_language *language,
                                                 rubric_slice word) {
    for (; language != NULL; language = language->base) {
        if (has_word(&language->abbreviations, word))
            return RUBRIC_ABBREVIATION_ALWAYS;
        if (has_word(&language->number_abbreviations, word))
            return RUBRIC_ABBREVIATION_BEFORE_NUMBER;
    }
    return RUBRIC_ABBREVIATION_NONE;
}

bool rubric_language_has_ordinals(const rubric_language *language) {
    for (; language != NULL; language = language->base) {
        if (language->has_ordinals)
            return true;
    }
    return false;
}

rubric_slice rubric_language_stop_word(const rubric_language *language, size_t index) {
    for (; language != NULL; language = language->base) {
        if (index < language->stop_words.count)
            return language->stop_words.list[index];
        index -= language->stop_words.count;
    }
    return rubric_slice_make("", 0);
}

bool rubric_language_is_stop_word(const rubric_language *language, rubric_slice word) {
    for (; language != NULL; language = language->base) {
        if (has_word(&language->stop_words, word))
            return true;
    }
    return false;
}
