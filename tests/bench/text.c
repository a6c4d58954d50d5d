// SPDX-License-Identifier: MIT
// Times the text floor beside ICU, libunistring and utf8proc on one file, and prints MB a second.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicase.h>
#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <uniwbrk.h>
#include <utf8proc.h>

#include "rubric/rubric.h"

enum { RUNS = 3 };

// The text in all the forms that the peers want, converted before the clock starts.
typedef struct subject {
    rubric_slice text;
    char *terminated;
    UChar *units; // UTF-16
    int32_t unit_count;
    char *marks; // room for a byte of result for each byte
    rubric_context *context;
} subject;

typedef size_t (*work)(const subject *subject); // gives a count, so that nothing is left out

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static size_t rubric_graphemes(const subject *self) {
    return rubric_boundary_count(RUBRIC_BOUNDARY_GRAPHEME, self->text);
}
static size_t rubric_words(const subject *self) {
    return rubric_boundary_count(RUBRIC_BOUNDARY_WORD, self->text);
}
static size_t rubric_sentences(const subject *self) {
    return rubric_boundary_count(RUBRIC_BOUNDARY_SENTENCE, self->text);
}
static size_t rubric_lines(const subject *self) {
    return rubric_boundary_count(RUBRIC_BOUNDARY_LINE, self->text);
}

static size_t rubric_tokens(const subject *self) {
    size_t count = 0;
    rubric_token token;
    for (size_t at = 0; rubric_token_next(&token, self->text, at); at = token.end)
        count++;
    return count;
}

static size_t rubric_plain_sentences(const subject *self) {
    size_t count = 0, begin, end;
    for (size_t at = 0; rubric_sentence_next(&begin, &end, self->text, at, NULL); at = end)
        count++;
    return count;
}

static size_t icu_walk(const subject *self, UBreakIteratorType type) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(type, "en", self->units, self->unit_count, &status);
    size_t count = 0;
    if (U_FAILURE(status))
        exit(1);
    while (ubrk_next(iterator) != UBRK_DONE)
        count++;
    ubrk_close(iterator);
    return count;
}

static size_t icu_graphemes(const subject *self) {
    return icu_walk(self, UBRK_CHARACTER);
}
static size_t icu_words(const subject *self) {
    return icu_walk(self, UBRK_WORD);
}
static size_t icu_sentences(const subject *self) {
    return icu_walk(self, UBRK_SENTENCE);
}
static size_t icu_lines(const subject *self) {
    return icu_walk(self, UBRK_LINE);
}

static size_t count_marks(const subject *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->text.size; i++)
        count += self->marks[i] != 0;
    return count;
}

static size_t unistring_graphemes(const subject *self) {
    u8_grapheme_breaks((const uint8_t *)self->text.bytes, self->text.size, self->marks);
    return count_marks(self);
}
static size_t unistring_words(const subject *self) {
    u8_wordbreaks((const uint8_t *)self->text.bytes, self->text.size, self->marks);
    return count_marks(self);
}
static size_t unistring_lines(const subject *self) {
    u8_possible_linebreaks((const uint8_t *)self->text.bytes, self->text.size, "UTF-8",
                           self->marks);
    return count_marks(self);
}

static size_t utf8proc_graphemes(const subject *self) {
    size_t count = 0;
    utf8proc_int32_t state = 0, before = -1, code_point;
    for (size_t at = 0; at < self->text.size;) {
        at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)self->text.bytes + at,
                                       (utf8proc_ssize_t)(self->text.size - at), &code_point);
        count += before < 0 || utf8proc_grapheme_break_stateful(before, code_point, &state);
        before = code_point;
    }
    return count;
}

static size_t utf8proc_map_with(const subject *self, utf8proc_option_t options) {
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)self->text.bytes, (utf8proc_ssize_t)self->text.size,
                     &out, UTF8PROC_STABLE | options);
    free(out);
    return size < 0 ? 0 : (size_t)size;
}

static size_t utf8proc_nfc(const subject *self) {
    return utf8proc_map_with(self, UTF8PROC_COMPOSE);
}
static size_t utf8proc_case_folding(const subject *self) {
    return utf8proc_map_with(self, UTF8PROC_CASEFOLD);
}

static size_t rubric_nfc(const subject *self) {
    rubric_buffer out;
    rubric_buffer_init(&out, self->context);
    rubric_text_normalize(&out, self->text, RUBRIC_FORM_NFC);
    size_t size = out.size;
    rubric_buffer_clear(&out);
    return size;
}

static size_t rubric_case_folding(const subject *self) {
    rubric_buffer out;
    rubric_buffer_init(&out, self->context);
    rubric_text_case(&out, self->text, RUBRIC_CASE_FOLD, rubric_slice_make(NULL, 0));
    size_t size = out.size;
    rubric_buffer_clear(&out);
    return size;
}

static size_t unistring_nfc(const subject *self) {
    size_t size = 0;
    free(
        u8_normalize(UNINORM_NFC, (const uint8_t *)self->text.bytes, self->text.size, NULL, &size));
    return size;
}

static size_t unistring_fold(const subject *self) {
    size_t size = 0;
    free(u8_casefold((const uint8_t *)self->text.bytes, self->text.size, "en", NULL, NULL, &size));
    return size;
}

// Of each line, as lists are sorted.
static size_t rubric_sort_keys(const subject *self) {
    size_t count = 0;
    rubric_buffer key;
    rubric_buffer_init(&key, self->context);
    for (size_t at = 0; at < self->text.size; count++) {
        size_t end = rubric_slice_find(self->text, rubric_slice_of("\n"), at);
        end = end == SIZE_MAX ? self->text.size : end;
        key.size = 0;
        rubric_text_sort_key(&key, rubric_slice_part(self->text, at, end), NULL);
        at = end + 1;
    }
    rubric_buffer_clear(&key);
    return count;
}

static size_t icu_sort_keys(const subject *self) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open("", &status);
    size_t count = 0;
    if (U_FAILURE(status))
        exit(1);
    for (int32_t at = 0; at < self->unit_count; count++) {
        const UChar *begin = self->units + at;
        const UChar *found = u_memchr(begin, '\n', self->unit_count - at);
        int32_t size = found != NULL ? (int32_t)(found - begin) : self->unit_count - at;
        ucol_getSortKey(collator, begin, size, (uint8_t *)self->marks, (int32_t)self->text.size);
        at += size + 1;
    }
    ucol_close(collator);
    return count;
}

typedef struct competitor {
    const char *name;
    work run;
} competitor;

static const struct task {
    const char *name;
    competitor ours, peers[3];
} tasks[] = {
    {"graphemes",
     {"rubric", rubric_graphemes},
     {{"ICU", icu_graphemes},
      {"libunistring", unistring_graphemes},
      {"utf8proc", utf8proc_graphemes}}},
    {"words", {"rubric", rubric_words}, {{"ICU", icu_words}, {"libunistring", unistring_words}}},
    {"sentences", {"rubric", rubric_sentences}, {{"ICU", icu_sentences}}},
    {"lines", {"rubric", rubric_lines}, {{"ICU", icu_lines}, {"libunistring", unistring_lines}}},
    {"NFC", {"rubric", rubric_nfc}, {{"utf8proc", utf8proc_nfc}, {"libunistring", unistring_nfc}}},
    {"case folding",
     {"rubric", rubric_case_folding},
     {{"utf8proc", utf8proc_case_folding}, {"libunistring", unistring_fold}}},
    {"sort keys", {"rubric", rubric_sort_keys}, {{"ICU", icu_sort_keys}}},
    {"tokens", {"rubric", rubric_tokens}, {{NULL, NULL}}},
    {"plain sentences", {"rubric", rubric_plain_sentences}, {{NULL, NULL}}},
};

// MB a second, the best of some runs.
static double measure(const subject *self, work run, size_t *count) {
    double best = 1e9;
    for (int i = 0; i < RUNS; i++) {
        double begin = now();
        *count = run(self);
        double seconds = now() - begin;
        best = seconds < best ? seconds : best;
    }
    return (double)self->text.size / 1e6 / best;
}

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size)
        exit(1);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

static void compare(const subject *self, const char *file, const struct task *task) {
    size_t count, other;
    double ours = measure(self, task->ours.run, &count), fastest = 0;
    printf("%-10s %-16s rubric %6.0f MB/s (%zu)", file, task->name, ours, count);
    for (size_t i = 0; i < 3 && task->peers[i].run != NULL; i++) {
        double peer = measure(self, task->peers[i].run, &other);
        printf(", %s %.0f (%zu)", task->peers[i].name, peer, other);
        fastest = peer > fastest ? peer : fastest;
    }
    if (fastest > 0)
        printf(": %.1f times the fastest peer", ours / fastest);
    printf("\n");
    fflush(stdout);
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: text NAME FILE [TASK]\n");
        return 2;
    }
    subject self = {0};
    rubric_context_options options = {.size = sizeof options};
    UErrorCode status = U_ZERO_ERROR;
    self.text.bytes = self.terminated = read_file(arguments[2], &self.text.size);
    self.units = malloc((self.text.size + 1) * sizeof *self.units);
    self.marks = malloc(self.text.size + 1);
    u_strFromUTF8(self.units, (int32_t)self.text.size + 1, &self.unit_count, self.text.bytes,
                  (int32_t)self.text.size, &status);
    if (U_FAILURE(status) || rubric_context_new(&self.context, &options, NULL) != RUBRIC_OK)
        return 1;
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        if (count < 4 || strcmp(arguments[3], tasks[i].name) == 0)
            compare(&self, arguments[1], &tasks[i]);
    }
    rubric_context_free(self.context);
    free(self.terminated);
    free(self.units);
    free(self.marks);
    return 0;
}
