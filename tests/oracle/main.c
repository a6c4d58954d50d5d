// SPDX-License-Identifier: MIT
// Asks the oracle about made documents, and about the files that are named.
//
//     test_oracle [--documents N] [--seed N] [FILE…]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/oracle.h"

/** Pieces that Markdown is made of, put together at random. */
static const char *const pieces[] = {"a",           "b",
                                     "word",        " ",
                                     "  ",          "    ",
                                     "\t",          "\n",
                                     "\n",          "\n\n",
                                     "\n    ",      "\n  ",
                                     "> ",          "\n> ",
                                     "- ",          "\n- ",
                                     "\n  - ",      "1. ",
                                     "\n2) ",       "\n10. ",
                                     "* ",          "+ ",
                                     "# ",          "\n## ",
                                     " ##\n",       "===\n",
                                     "\n---\n",     "***",
                                     "___\n",       "*",
                                     "**",          "*a*",
                                     "_",           "__",
                                     "_b_",         "`",
                                     "``",          "`c`",
                                     "\n```\n",     "\n~~~ info\n",
                                     "```",         "[",
                                     "]",           "![",
                                     "](",          "](/u)",
                                     "](/u \"t\")", "](<v w>)",
                                     "][a]",        "[]",
                                     "[a]: /u\n",   "\n[b]: <x> 't'\n",
                                     "[a]",         "(",
                                     ")",           "<",
                                     ">",           "<b>",
                                     "</b>",        "<a href=\"x\">",
                                     "\n<div>\n",   "<https://a.b>",
                                     "<c@d.e>",     "&amp;",
                                     "&#35;",       "&",
                                     "&copy",       "\\",
                                     "\\*",         "\\\n",
                                     "  \n",        "!",
                                     "\"",          "'",
                                     ":",           "|",
                                     "é",           "\r\n",
                                     "\r",          "<p",
                                     "\n<pre>",     "</pre>",
                                     "x<?y?>",      "=",
                                     "-",           "+",
                                     "#",           ".",
                                     "1",           "\n1.",
                                     "\n-",         "\n>",
                                     "\n\n\n",      "\f",
                                     "\xC2\xA0",    "0.",
                                     "123456789."};

enum { PIECE_COUNT = sizeof pieces / sizeof *pieces, LONGEST = 24 };

// xorshift64* (Vigna 2016).
static uint64_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1DULL;
}

static rubric_context *make_context(void) {
    rubric_context *context;
    if (rubric_context_new(&context, NULL, NULL) != RUBRIC_OK)
        exit(2);
    return context;
}

static void ask(const char *name, rubric_slice text, size_t *failed) {
    rubric_context *context = make_context();
    rubric_buffer why;
    rubric_buffer_init(&why, context);
    if (!oracle_agrees(&why, context, text)) {
        ++*failed;
        printf("# %s differs from md4c and cmark:\n%.*s\n%.*s\n", name, (int)text.size, text.bytes,
               (int)why.size, why.bytes);
    }
    rubric_buffer_clear(&why);
    rubric_context_free(context);
}

static void ask_made(uint64_t seed, size_t count, size_t *failed) {
    for (size_t i = 0; i < count; i++) {
        char text[LONGEST * 16], name[64];
        size_t size = 0, pieces_left = 1 + next_random(&seed) % LONGEST;
        while (pieces_left-- > 0) {
            const char *piece = pieces[next_random(&seed) % PIECE_COUNT];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        snprintf(name, sizeof name, "document %zu", i);
        ask(name, rubric_slice_make(text, size), failed);
    }
}

static bool ask_file(const char *path, size_t *failed) {
    FILE *file = fopen(path, "rb");
    rubric_context *context = make_context();
    rubric_buffer bytes;
    rubric_buffer_init(&bytes, context);
    char block[65536];
    for (size_t size; file && (size = fread(block, 1, sizeof block, file)) > 0;)
        rubric_buffer_put(&bytes, block, size);
    if (file) {
        fclose(file);
        ask(path, rubric_buffer_slice(&bytes), failed);
    }
    rubric_buffer_clear(&bytes);
    rubric_context_free(context);
    return file != NULL;
}

int main(int argc, char **argv) {
    size_t count = 20000, failed_made = 0, failed_files = 0, files = 0;
    uint64_t seed = 1;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--documents") && i + 1 < argc)
            count = strtoull(argv[++i], NULL, 10);
        else if (!strcmp(argv[i], "--seed") && i + 1 < argc)
            seed = strtoull(argv[++i], NULL, 10);
        else if (ask_file(argv[i], &failed_files))
            files++;
        else
            failed_files++;
    }
    ask_made(seed * 0x9E3779B97F4A7C15ULL, count, &failed_made);
    printf("%s 1 - %zu made documents are read as md4c or cmark read them: %zu differ\n",
           failed_made ? "not ok" : "ok", count, failed_made);
    printf("%s 2 - %zu files are read as md4c or cmark read them: %zu differ\n1..2\n",
           failed_files ? "not ok" : "ok", files, failed_files);
    return failed_made || failed_files ? 1 : 0;
}
