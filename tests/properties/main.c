// SPDX-License-Identifier: MIT
// Asks the properties of DESIGN, section 3, of every document in the files that are named.
//
//     test_properties [--reasons N] FILE…
//
// A file is a document, a list of golden cases, or a specification with examples.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pieces.h"
#include "properties.h"

enum { PROPERTIES = 7 };

struct tally {
    size_t asked[PROPERTIES], held[PROPERTIES];
    size_t reasons; // that are told of each
};

static bool read_file(rubric_buffer *out, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char bytes[65536];
    size_t size;
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        rubric_buffer_put(out, bytes, size);
    fclose(file);
    return !out->failed;
}

// What documents are read with whose file is called so.
static const rubric_delimiter delimiters[] = {{"++", "insert"}, {"%", "key"}, {"^^", "top"}};

static void ask(struct tally *tally, rubric_context *context, const char *path,
                const struct piece *piece) {
    size_t count = strstr(path, "delimiters.test") ? sizeof delimiters / sizeof *delimiters : 0;
    for (size_t i = 0; properties[i].name; i++) {
        struct question question = {context, piece->bytes, piece->format, delimiters, count, ""};
        rubric_read_options options = {.size = sizeof options,
                                       .format = piece->format,
                                       .lenient = true,
                                       .delimiters = delimiters,
                                       .delimiter_count = count};
        rubric_document *document;
        rubric_error error;
        if (rubric_document_read(&document, context, piece->bytes.bytes, piece->bytes.size,
                                 &options, &error) != RUBRIC_OK) {
            printf("# %s:%zu: not read: %s\n", path, piece->line, error.message);
            return;
        }
        bool holds = properties[i].holds(&question, document);
        tally->asked[i]++;
        tally->held[i] += holds;
        if (!holds && tally->asked[i] - tally->held[i] <= tally->reasons)
            printf("# %s %s:%zu: %s\n", properties[i].name, path, piece->line, question.why);
        rubric_document_free(document);
    }
}

static bool ask_file(struct tally *tally, rubric_context *context, const char *path) {
    rubric_buffer bytes;
    rubric_arena *arena;
    rubric_buffer_init(&bytes, context);
    if (!read_file(&bytes, path) || rubric_arena_new(&arena, context, NULL) != RUBRIC_OK) {
        printf("# %s: cannot be read\n", path);
        rubric_buffer_clear(&bytes);
        return false;
    }
    struct pieces pieces;
    struct piece piece;
    pieces_begin(&pieces, path, rubric_buffer_slice(&bytes), arena);
    while (pieces_next(&pieces, &piece))
        ask(tally, context, path, &piece);
    rubric_arena_free(arena);
    rubric_buffer_clear(&bytes);
    return true;
}

static int report(const struct tally *tally, bool are_read) {
    bool holds = are_read && tally->asked[0] > 0;
    for (size_t i = 0; properties[i].name; i++) {
        bool all = tally->held[i] == tally->asked[i];
        holds = holds && all;
        printf("%sok %zu - %s %s: %zu of %zu\n", all ? "" : "not ", i + 1, properties[i].name,
               properties[i].says, tally->held[i], tally->asked[i]);
    }
    printf("1..%d\n", PROPERTIES);
    return holds ? 0 : 1;
}

int main(int count, char **words) {
    rubric_context_options options = {.size = sizeof options};
    rubric_context *context;
    struct tally tally = {{0}, {0}, 10};
    bool are_read = true;
    if (rubric_context_new(&context, &options, NULL) != RUBRIC_OK)
        return 1;
    for (int i = 1; i < count; i++) {
        if (!strcmp(words[i], "--reasons") && i + 1 < count)
            tally.reasons = strtoul(words[++i], NULL, 10);
        else
            are_read = ask_file(&tally, context, words[i]) && are_read;
    }
    int status = report(&tally, are_read);
    if (rubric_context_used(context)) {
        printf("# %zu bytes were not given back\n", rubric_context_used(context));
        status = 1;
    }
    rubric_context_free(context);
    return status;
}
