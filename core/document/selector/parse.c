// SPDX-License-Identifier: MIT
// The grammar of selectors, in the manner of CSS (Selectors Level 4):
//
//     list     = chain { "," chain }
//     chain    = compound { ( " " | ">" | "+" | "~" ) compound }; in :has() a combinator may lead
//     compound = ( name | "*" ) { suffix } | suffix { suffix }
//     suffix   = "#" name | "." name | "[" [ "@" ] name [ op value ] "]" | ":" pseudo
#include "document/selector/parse.h"

#include "document/elements.h"

struct test *rubric_parse_add_test(struct selector_lexer *lexer, struct compound_parts *parts,
                                   enum test_kind kind) {
    if (parts->count++ == SELECTOR_TESTS) {
        rubric_lexer_fail(lexer, lexer->at, "more than %d tests in one place", SELECTOR_TESTS);
        return NULL;
    }
    struct test *test = rubric_arena_allocate(lexer->selector->arena, sizeof *test);
    if (!test) {
        rubric_lexer_out_of_memory(lexer);
        return NULL;
    }
    test->kind = kind;
    test->level = -1;
    if (parts->last)
        parts->last->next = test;
    else
        parts->first = test;
    parts->last = test;
    return test;
}

static bool unknown_type(struct selector_lexer *lexer, size_t offset, rubric_slice name) {
    const char *names[RUBRIC_KIND_COUNT + RUBRIC_ELEMENT_LIMIT];
    size_t count = 0;
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        names[count++] = rubric_kind_name((rubric_kind)kind);
    for (size_t i = 0; i < RUBRIC_ELEMENT_LIMIT && rubric_element_at(i); i++)
        names[count++] = rubric_element_at(i)->name;
    return rubric_lexer_unknown(lexer, offset, "neither a kind nor an HTML element", name, names,
                                count);
}

// A kind, an HTML element, or a custom element, which has a hyphen in its name.
static bool parse_type(struct selector_lexer *lexer, struct compound_parts *parts) {
    size_t start = lexer->at;
    rubric_slice name;
    if (!rubric_lexer_name(lexer, "", &name))
        return false;
    rubric_kind kind = rubric_kind_find(name);
    const struct rubric_element *element = rubric_element_find(name);
    bool is_custom = name.size && memchr(name.bytes, '-', name.size) != NULL;
    if (kind == RUBRIC_KIND_NONE && !element && !is_custom)
        return unknown_type(lexer, start, name);
    struct test *test =
        rubric_parse_add_test(lexer, parts, kind != RUBRIC_KIND_NONE ? TEST_KIND : TEST_ELEMENT);
    if (!test)
        return false;
    parts->kind = kind;
    test->node_kind = kind;
    test->name = name;
    if (kind == RUBRIC_KIND_NONE && element) {
        test->node_kind = element->kind;
        test->level = element->detail;
    }
    return true;
}

static bool parse_name_test(struct selector_lexer *lexer, struct compound_parts *parts,
                            enum test_kind kind) {
    rubric_slice name;
    if (!rubric_lexer_name(lexer, "", &name))
        return false;
    if (name.size == 0)
        return rubric_lexer_expected(lexer, kind == TEST_ID ? "an id" : "the name of a class");
    struct test *test = rubric_parse_add_test(lexer, parts, kind);
    if (test)
        test->name = name;
    return test != NULL;
}

static bool parse_suffix(struct selector_lexer *lexer, struct compound_parts *parts) {
    if (rubric_lexer_accept(lexer, "["))
        return rubric_parse_brackets(lexer, parts);
    if (rubric_lexer_accept(lexer, ":"))
        return rubric_parse_pseudo(lexer, parts);
    if (rubric_lexer_accept(lexer, "#"))
        return parse_name_test(lexer, parts, TEST_ID);
    lexer->at++; // the dot
    return parse_name_test(lexer, parts, TEST_CLASS);
}

static bool begins_suffix(char byte) {
    return byte == '#' || byte == '.' || byte == '[' || byte == ':';
}

static bool parse_compound(struct selector_lexer *lexer, struct compound *compound) {
    struct compound_parts parts = {NULL, NULL, 0, RUBRIC_KIND_NONE};
    bool done = true;
    if (rubric_lexer_accept(lexer, "*"))
        done = rubric_parse_add_test(lexer, &parts, TEST_ANY) != NULL;
    else if (rubric_lexer_at_name(lexer))
        done = parse_type(lexer, &parts);
    else if (!begins_suffix(lexer_peek(lexer)))
        return rubric_lexer_expected(lexer, "a kind, an element, '*' or one of # . [ :");
    while (done && begins_suffix(lexer_peek(lexer)))
        done = parse_suffix(lexer, &parts);
    compound->tests = parts.first;
    return done;
}

static bool at_chain_end(const struct selector_lexer *lexer) {
    return lexer->at == lexer->text.size || lexer_peek(lexer) == ',' || lexer_peek(lexer) == ')';
}

// The combinator here, with the blanks around it.
static enum combinator read_combinator(struct selector_lexer *lexer) {
    bool has_blank = rubric_lexer_skip_blanks(lexer);
    enum combinator combinator = rubric_lexer_accept(lexer, ">")     ? COMBINE_CHILD
                                 : rubric_lexer_accept(lexer, "+")   ? COMBINE_NEXT
                                 : rubric_lexer_accept(lexer, "~")   ? COMBINE_LATER
                                 : has_blank && !at_chain_end(lexer) ? COMBINE_DESCENDANT
                                                                     : COMBINE_NONE;
    rubric_lexer_skip_blanks(lexer);
    return combinator;
}

// A compound right of another one, read into the arena.
static const struct compound *add_compound(struct selector_lexer *lexer,
                                           const struct compound *left,
                                           enum combinator combinator) {
    struct compound *compound = rubric_arena_allocate(lexer->selector->arena, sizeof *compound);
    if (!compound) {
        rubric_lexer_out_of_memory(lexer);
        return NULL;
    }
    compound->combinator = combinator;
    compound->left = left;
    return parse_compound(lexer, compound) ? compound : NULL;
}

// The compound that stands for the node that :has() is asked about.
static const struct compound *add_anchor(struct selector_lexer *lexer) {
    struct compound_parts parts = {NULL, NULL, 0, RUBRIC_KIND_NONE};
    struct compound *compound = rubric_arena_allocate(lexer->selector->arena, sizeof *compound);
    if (compound && rubric_parse_add_test(lexer, &parts, TEST_ANCHOR)) {
        compound->tests = parts.first;
        return compound;
    }
    rubric_lexer_out_of_memory(lexer);
    return NULL;
}

static bool parse_chain(struct selector_lexer *lexer, struct chain *chain, bool relative) {
    enum combinator combinator = COMBINE_NONE;
    if (relative) {
        combinator = read_combinator(lexer);
        combinator = combinator == COMBINE_NONE ? COMBINE_DESCENDANT : combinator;
        chain->lead = combinator;
        chain->last = add_anchor(lexer);
        if (!chain->last)
            return false;
    }
    int steps = 0;
    do {
        if (steps++ == SELECTOR_STEPS)
            return rubric_lexer_fail(lexer, lexer->at, "more than %d steps in one chain",
                                     SELECTOR_STEPS);
        chain->last = add_compound(lexer, chain->last, combinator);
        if (!chain->last)
            return false;
    } while ((combinator = read_combinator(lexer)) != COMBINE_NONE);
    chain->weight = rubric_chain_weight(chain);
    if (at_chain_end(lexer))
        return true;
    return rubric_lexer_expected(lexer, "a blank, '>', '+', '~' or ','");
}

const struct chain *rubric_parse_list(struct selector_lexer *lexer, bool relative) {
    const struct chain *first = NULL;
    struct chain *last = NULL;
    do {
        struct chain *chain = rubric_arena_allocate(lexer->selector->arena, sizeof *chain);
        if (!chain) {
            rubric_lexer_out_of_memory(lexer);
            return NULL;
        }
        rubric_lexer_skip_blanks(lexer);
        if (!parse_chain(lexer, chain, relative))
            return NULL;
        if (last)
            last->next = chain;
        else
            first = chain;
        last = chain;
    } while (rubric_lexer_accept(lexer, ","));
    return first;
}
