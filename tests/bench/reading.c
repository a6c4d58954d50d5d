// SPDX-License-Identifier: MIT
// Times reading Markdown into a document beside md4c with empty callbacks; see tests/bench/reading.
#include <md4c.h>
#include <rubric/rubric.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 7 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int no_block(MD_BLOCKTYPE type, void *detail, void *user) {
    (void)type, (void)detail, (void)user;
    return 0;
}

static int no_span(MD_SPANTYPE type, void *detail, void *user) {
    (void)type, (void)detail, (void)user;
    return 0;
}

static int no_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
    (void)type, (void)text, (void)size, (void)user;
    return 0;
}

static double time_md4c(const char *text, size_t size) {
    static const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB,
                                     .enter_block = no_block,
                                     .leave_block = no_block,
                                     .enter_span = no_span,
                                     .leave_span = no_span,
                                     .text = no_text};
    double best = 1e9;
    for (int i = 0; i < RUNS; i++) {
        double begin = seconds();
        if (md_parse(text, (MD_SIZE)size, &parser, NULL) != 0)
            exit(1);
        double taken = seconds() - begin;
        best = taken < best ? taken : best;
    }
    return best;
}

static double time_rubric(const char *text, size_t size) {
    rubric_read_options options = {.size = sizeof options, .format = "markdown", .borrow = true};
    double best = 1e9;
    for (int i = 0; i < RUNS; i++) {
        rubric_context *context;
        rubric_document *document;
        if (rubric_context_new(&context, NULL, NULL) != RUBRIC_OK)
            exit(1);
        double begin = seconds();
        if (rubric_document_read(&document, context, text, size, &options, NULL) != RUBRIC_OK)
            exit(1);
        double taken = seconds() - begin;
        best = taken < best ? taken : best;
        rubric_document_free(document);
        rubric_context_free(context);
    }
    return best;
}

int main(int argc, char **argv) {
    enum { PADDING = 64 }; // md4c reads beyond its input
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "usage: reading FILE\n");
        return 2;
    }
    size_t size = (size_t)ftell(file);
    char *text = malloc(size + PADDING);
    rewind(file);
    if (!text || fread(text, 1, size, file) != size)
        return 2;
    memset(text + size, '\n', PADDING);
    double md4c = time_md4c(text, size), rubric = time_rubric(text, size);
    printf("%.1f MB: md4c with empty callbacks %.0f ms, rubric to a document %.0f ms: %.2f times\n",
           (double)size / 1e6, md4c * 1e3, rubric * 1e3, rubric / md4c);
    free(text);
    fclose(file);
    return 0;
}
