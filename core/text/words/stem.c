// SPDX-License-Identifier: MIT
// Stems (Snowball): the one place that includes libstemmer.
#include <libstemmer.h>

#include "base/ascii.h"
#include "rubric/text.h"

// A Snowball stemmer and the words on their way through it.
struct rubric_stemmer {
    rubric_context *context;
    struct sb_stemmer *snowball; // NULL: the language has none
    bool is_korean;
};

// The languages of Snowball 2.2 by their code (ISO 639-1).
static const char *const codes[][2] = {
    {"ar", "arabic"},     {"ca", "catalan"},   {"da", "danish"},     {"de", "german"},
    {"el", "greek"},      {"en", "english"},   {"es", "spanish"},    {"eu", "basque"},
    {"fi", "finnish"},    {"fr", "french"},    {"ga", "irish"},      {"hi", "hindi"},
    {"hu", "hungarian"},  {"hy", "armenian"},  {"id", "indonesian"}, {"it", "italian"},
    {"lt", "lithuanian"}, {"nb", "norwegian"}, {"ne", "nepali"},     {"nl", "dutch"},
    {"nn", "norwegian"},  {"no", "norwegian"}, {"pt", "portuguese"}, {"ro", "romanian"},
    {"ru", "russian"},    {"sr", "serbian"},   {"sv", "swedish"},    {"ta", "tamil"},
    {"tr", "turkish"},    {"yi", "yiddish"},
};

static const char KOREAN[] = "ko"; // not of Snowball

// The language of "en", "en-GB" or "pt_BR".
static rubric_slice language_of(rubric_slice code) {
    size_t size = 0;
    while (size < code.size && ascii_is_letter(code.bytes[size]))
        size++;
    return rubric_slice_part(code, 0, size);
}

// The algorithm for a language; NULL when there is none.
static const char *find_algorithm(rubric_slice code) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (rubric_slice_equal_fold(code, rubric_slice_of(codes[i][0])))
            return codes[i][1];
    }
    return NULL;
}

bool rubric_stemmer_is_known(rubric_slice language_code) {
    rubric_slice language = language_of(language_code);
    return find_algorithm(language) != NULL ||
           rubric_slice_equal_fold(language, rubric_slice_of(KOREAN));
}

const char *rubric_stemmer_language(size_t index) {
    size_t count = sizeof codes / sizeof *codes;
    return index < count ? codes[index][0] : index == count ? KOREAN : NULL;
}

rubric_status rubric_stemmer_new(rubric_stemmer **out, rubric_context *context,
                                 rubric_slice language_code, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_stemmer *stemmer = rubric_context_allocate(context, sizeof *stemmer);
    if (stemmer == NULL)
        return rubric_context_error(context, error);
    stemmer->context = context;
    stemmer->snowball = NULL;
    rubric_slice language = language_of(language_code);
    stemmer->is_korean = rubric_slice_equal_fold(language, rubric_slice_of(KOREAN));
    const char *algorithm = find_algorithm(language);
    if (algorithm != NULL) {
        stemmer->snowball = sb_stemmer_new(algorithm, "UTF_8");
        if (stemmer->snowball == NULL) {
            rubric_stemmer_free(stemmer);
            rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
            return rubric_context_error(context, error);
        }
    }
    *out = stemmer;
    return RUBRIC_OK;
}

void rubric_stemmer_free(rubric_stemmer *stemmer) {
    if (stemmer == NULL)
        return;
    if (stemmer->snowball != NULL)
        sb_stemmer_delete(stemmer->snowball);
    rubric_context_release(stemmer->context, stemmer, sizeof *stemmer);
}

void rubric_stemmer_stem(rubric_stemmer *stemmer, rubric_buffer *out, rubric_slice word) {
    enum { LONGEST_WORD = 1000 }; // bytes; what is longer is no word of any language
    size_t begin = out->size;
    rubric_text_case(out, word, RUBRIC_CASE_LOWER, rubric_slice_make(NULL, 0));
    size_t size = out->size - begin;
    if (stemmer->is_korean && !out->failed)
        out->size = begin + rubric_korean_stem(rubric_slice_make(out->bytes + begin, size)).size;
    if (stemmer->snowball == NULL || out->failed || size == 0 || size > LONGEST_WORD)
        return;
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)(out->bytes + begin), (int)size);
    if (stem == NULL) {
        rubric_context_fail(stemmer->context, RUBRIC_ERROR_MEMORY);
        out->failed = true;
        return;
    }
    out->size = begin;
    rubric_buffer_put(out, (const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball));
}
