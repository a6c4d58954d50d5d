// SPDX-License-Identifier: MIT
// Compiling a selector. The grammar, in the manner of CSS (Selectors Level 4):
//
//     list     = chain { "," chain }
//     chain    = compound { ( " " | ">" | "+" | "~" ) compound }
//     compound = ( name | "*" ) { suffix } | suffix { suffix }
//     suffix   = "#" name | "." name | "[" [ "@" ] name [ op value ] "]" | ":" pseudo
#include "document/selector.h"

#include "base/array.h"
#include "document/elements.h"

struct parser {
    rubric_selector *selector;
    rubric_slice text;
    size_t at;
    int depth;
    rubric_error *error;
    bool failed;
};

static bool fail(struct parser *parser, const char *message, rubric_slice name) {
    if (!parser->failed) {
        rubric_error_set(parser->error, RUBRIC_ERROR_SYNTAX, message, (int)name.size, name.bytes);
        if (parser->error)
            rubric_error_locate(parser->error, parser->text, parser->at);
    }
    parser->failed = true;
    return false;
}

static bool out_of_memory(struct parser *parser) {
    if (!parser->failed)
        rubric_context_error(parser->selector->context, parser->error);
    parser->failed = true;
    return false;
}

static char peek(const struct parser *parser) {
    return parser->at < parser->text.size ? parser->text.bytes[parser->at] : '\0';
}

static bool skip_blanks(struct parser *parser) {
    size_t start = parser->at;
    while (peek(parser) == ' ' || peek(parser) == '\t' || peek(parser) == '\n')
        parser->at++;
    return parser->at > start;
}

static bool accept(struct parser *parser, const char *literal) {
    size_t size = strlen(literal);
    if (parser->text.size - parser->at < size ||
        memcmp(parser->text.bytes + parser->at, literal, size) != 0)
        return false;
    parser->at += size;
    return true;
}

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || (byte & 0x80);
}

static rubric_slice read_name(struct parser *parser) {
    size_t begin = parser->at;
    while (parser->at < parser->text.size && is_name_byte(peek(parser)))
        parser->at++;
    return rubric_slice_part(parser->text, begin, parser->at);
}

static struct test *add_test(struct parser *parser, enum test_kind kind) {
    rubric_selector *selector = parser->selector;
    if (!rubric_array_reserve(selector->context, (void **)&selector->tests,
                              &selector->test_capacity, selector->test_count,
                              sizeof *selector->tests)) {
        out_of_memory(parser);
        return NULL;
    }
    struct test *test = &selector->tests[selector->test_count++];
    memset(test, 0, sizeof *test);
    test->kind = kind;
    test->level = -1;
    return test;
}

static bool unknown_type(struct parser *parser, rubric_slice name) {
    const char *kinds[RUBRIC_KIND_COUNT];
    size_t count = 0;
    for (int kind = RUBRIC_KIND_DOCUMENT; kind < RUBRIC_KIND_COUNT; kind++)
        kinds[count++] = rubric_kind_name((rubric_kind)kind);
    const char *nearest = rubric_nearest(name, kinds, count);
    if (!parser->failed && nearest) {
        rubric_error_set(parser->error, RUBRIC_ERROR_SYNTAX,
                         "'%.*s' is neither a kind nor an HTML element; did you mean '%s'?",
                         (int)name.size, name.bytes, nearest);
        if (parser->error)
            rubric_error_locate(parser->error, parser->text, parser->at);
        parser->failed = true;
    }
    return fail(parser, "'%.*s' is neither a kind nor an HTML element", name);
}

static bool parse_type(struct parser *parser) {
    size_t start = parser->at;
    rubric_slice name = read_name(parser);
    rubric_kind kind = rubric_kind_find(name);
    const struct rubric_element *element = rubric_element_find(name);
    bool is_custom = memchr(name.bytes, '-', name.size) != NULL;
    if (kind == RUBRIC_KIND_NONE && !element && !is_custom) {
        parser->at = start;
        return unknown_type(parser, name);
    }
    struct test *test = add_test(parser, kind != RUBRIC_KIND_NONE ? TEST_KIND : TEST_ELEMENT);
    if (!test)
        return false;
    test->node_kind = kind;
    test->name = name;
    if (kind == RUBRIC_KIND_NONE && element) {
        test->node_kind = element->kind;
        test->level = element->detail;
    }
    return true;
}

static bool read_comparison(struct parser *parser, enum comparison *out) {
    static const struct {
        const char *sign;
        enum comparison comparison;
    } signs[] = {{"!=", NOT_EQUAL}, {"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"^=", BEGINS},
                 {"$=", ENDS},      {"*=", HOLDS},      {"~=", HAS_WORD},      {"=", EQUAL},
                 {"<", LESS},       {">", GREATER}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (accept(parser, signs[i].sign)) {
            *out = signs[i].comparison;
            return true;
        }
    return false;
}

// A name, a number or a quoted string in which a backslash takes the next byte as it is.
static bool read_value(struct parser *parser, rubric_slice *out) {
    char quote = peek(parser);
    if (quote != '"' && quote != '\'') {
        size_t begin = parser->at;
        while (is_name_byte(peek(parser)) || peek(parser) == '.' || peek(parser) == '/')
            parser->at++;
        *out = rubric_slice_part(parser->text, begin, parser->at);
        return parser->at > begin || fail(parser, "expected a value%.*s", rubric_slice_of(""));
    }
    parser->at++;
    char *bytes = rubric_arena_bytes(parser->selector->arena, parser->text.size + 1);
    if (!bytes)
        return out_of_memory(parser);
    size_t size = 0;
    while (parser->at < parser->text.size && peek(parser) != quote) {
        if (peek(parser) == '\\' && parser->at + 1 < parser->text.size)
            parser->at++;
        bytes[size++] = parser->text.bytes[parser->at++];
    }
    if (!accept(parser, quote == '"' ? "\"" : "'"))
        return fail(parser, "unclosed string%.*s", rubric_slice_of(""));
    *out = rubric_slice_make(bytes, size);
    return true;
}

static bool parse_brackets(struct parser *parser) {
    skip_blanks(parser);
    bool is_attribute = accept(parser, "@");
    size_t start = parser->at;
    rubric_slice name = read_name(parser);
    rubric_field field = rubric_field_find(name);
    if (!is_attribute && field == RUBRIC_FIELD_NONE &&
        !rubric_slice_equal(name, rubric_slice_of("element"))) {
        parser->at = start;
        return fail(parser, "'%.*s' is not a field; an attribute is written with '@'", name);
    }
    enum comparison comparison = IS_PRESENT;
    rubric_slice value = {"", 0};
    skip_blanks(parser);
    if (read_comparison(parser, &comparison)) {
        skip_blanks(parser);
        if (!read_value(parser, &value))
            return false;
    }
    skip_blanks(parser);
    if (!accept(parser, "]"))
        return fail(parser, "expected ']'%.*s", rubric_slice_of(""));
    struct test *test = add_test(parser, is_attribute ? TEST_ATTRIBUTE : TEST_FIELD);
    if (!test)
        return false;
    test->comparison = comparison;
    test->field = field;
    test->name = name;
    test->value = value;
    return true;
}

static int32_t read_integer(struct parser *parser, bool *found) {
    int32_t sign = accept(parser, "-") ? -1 : 1, number = 0;
    if (sign == 1)
        accept(parser, "+");
    *found = false;
    while (peek(parser) >= '0' && peek(parser) <= '9' && number < 100000) {
        number = number * 10 + (peek(parser) - '0');
        parser->at++;
        *found = true;
    }
    return sign * number;
}

// An+B (Selectors Level 4, section 14.3).
static bool read_nth(struct parser *parser, int32_t *step, int32_t *offset) {
    bool found;
    skip_blanks(parser);
    if (accept(parser, "odd")) {
        *step = 2;
        *offset = 1;
        return true;
    }
    if (accept(parser, "even")) {
        *step = 2;
        *offset = 0;
        return true;
    }
    bool is_negative = peek(parser) == '-';
    int32_t number = read_integer(parser, &found);
    if (!accept(parser, "n")) {
        *step = 0;
        *offset = number;
        return found || fail(parser, "expected a number, 'odd' or 'even'%.*s", rubric_slice_of(""));
    }
    *step = found ? number : is_negative ? -1 : 1;
    skip_blanks(parser);
    *offset = 0;
    if (peek(parser) == '+' || peek(parser) == '-') {
        int32_t sign = accept(parser, "-") ? -1 : (parser->at++, 1);
        skip_blanks(parser);
        *offset = sign * read_integer(parser, &found);
    }
    return true;
}

static bool parse_list(struct parser *parser, uint32_t *list);

// :not(…), :is(…) and :has(…); the nesting of the selector is bounded, so this may recurse.
static bool parse_nested(struct parser *parser, enum test_kind kind) {
    if (++parser->depth > SELECTOR_DEPTH)
        return fail(parser, "nested too deep%.*s", rubric_slice_of(""));
    struct test *test = add_test(parser, kind);
    if (!test)
        return false;
    uint32_t index = parser->selector->test_count - 1, list;
    if (!parse_list(parser, &list))
        return false;
    parser->selector->tests[index].list = list; // the array may have moved
    parser->depth--;
    return accept(parser, ")") || fail(parser, "expected ')'%.*s", rubric_slice_of(""));
}

static bool add_nth(struct parser *parser, enum test_kind kind, int32_t step, int32_t offset) {
    struct test *test = add_test(parser, kind);
    if (!test)
        return false;
    test->step = step;
    test->offset = offset;
    return true;
}

static bool parse_pseudo(struct parser *parser) {
    size_t start = parser->at;
    rubric_slice name = read_name(parser);
    bool has_argument = accept(parser, "(");
#define IS(literal) rubric_slice_equal(name, rubric_slice_make(literal, sizeof literal - 1))
    if (!has_argument) {
        if (IS("first-child"))
            return add_nth(parser, TEST_NTH_CHILD, 0, 1);
        if (IS("last-child"))
            return add_nth(parser, TEST_NTH_LAST_CHILD, 0, 1);
        if (IS("only-child"))
            return add_nth(parser, TEST_NTH_CHILD, 0, 1) &&
                   add_nth(parser, TEST_NTH_LAST_CHILD, 0, 1);
        if (IS("empty"))
            return add_test(parser, TEST_EMPTY) != NULL;
        if (IS("root"))
            return add_test(parser, TEST_ROOT) != NULL;
    } else {
        if (IS("not"))
            return parse_nested(parser, TEST_NOT);
        if (IS("is"))
            return parse_nested(parser, TEST_IS);
        if (IS("has"))
            return parse_nested(parser, TEST_HAS);
        int32_t step, offset;
        if (IS("nth-child") || IS("nth-last-child")) {
            enum test_kind kind = IS("nth-child") ? TEST_NTH_CHILD : TEST_NTH_LAST_CHILD;
            return read_nth(parser, &step, &offset) && (skip_blanks(parser), true) &&
                   (accept(parser, ")") || fail(parser, "expected ')'%.*s", rubric_slice_of(""))) &&
                   add_nth(parser, kind, step, offset);
        }
        rubric_slice value;
        if (IS("contains")) {
            if (!read_value(parser, &value))
                return false;
            struct test *test = add_test(parser, TEST_CONTAINS);
            if (!test)
                return false;
            test->value = value;
            return accept(parser, ")") || fail(parser, "expected ')'%.*s", rubric_slice_of(""));
        }
    }
#undef IS
    parser->at = start;
    return fail(parser, "unknown pseudo-class ':%.*s'", name);
}

static bool parse_suffix(struct parser *parser) {
    if (accept(parser, "["))
        return parse_brackets(parser);
    if (accept(parser, ":"))
        return parse_pseudo(parser);
    enum test_kind kind = accept(parser, "#") ? TEST_ID : TEST_CLASS;
    if (kind == TEST_CLASS)
        parser->at++; // the dot
    rubric_slice name = read_name(parser);
    if (name.size == 0)
        return fail(parser, "expected a name%.*s", name);
    struct test *test = add_test(parser, kind);
    if (!test)
        return false;
    test->name = name;
    return true;
}

static bool begins_suffix(char byte) {
    return byte == '#' || byte == '.' || byte == '[' || byte == ':';
}

// Tests of one compound must stand together, so those of a nested list are parsed into place
// first and the compound's own tests are gathered behind them.
static bool parse_compound(struct parser *parser, struct compound *compound) {
    rubric_selector *selector = parser->selector;
    struct test own[32];
    uint32_t count = 0;
    bool is_first = true;
    compound->first = compound->count = 0;
    while (is_first || begins_suffix(peek(parser))) {
        uint32_t before = selector->test_count;
        bool done = begins_suffix(peek(parser)) ? parse_suffix(parser)
                    : accept(parser, "*")       ? add_test(parser, TEST_ANY) != NULL
                    : is_name_byte(peek(parser))
                        ? parse_type(parser)
                        : fail(parser, "expected a selector%.*s", rubric_slice_of(""));
        if (!done)
            return false;
        // A nested list leaves its tests between; the compound's own one is the first of them.
        bool is_pair =
            selector->test_count == before + 2 && selector->tests[before].kind == TEST_NTH_CHILD;
        for (uint32_t i = before; i < before + (is_pair ? 2u : 1u); i++) {
            if (count == sizeof own / sizeof *own)
                return fail(parser, "more than 32 tests in one place%.*s", rubric_slice_of(""));
            own[count++] = selector->tests[i];
        }
        is_first = false;
    }
    compound->first = selector->test_count;
    compound->count = count;
    for (uint32_t i = 0; i < count; i++) {
        struct test *test = add_test(parser, TEST_ANY);
        if (!test)
            return false;
        *test = own[i];
    }
    return true;
}

static enum combinator read_combinator(struct parser *parser) {
    bool blanks = skip_blanks(parser);
    enum combinator combinator = accept(parser, ">")   ? COMBINE_CHILD
                                 : accept(parser, "+") ? COMBINE_NEXT
                                 : accept(parser, "~") ? COMBINE_LATER
                                 : blanks              ? COMBINE_DESCENDANT
                                                       : COMBINE_NONE;
    skip_blanks(parser);
    return combinator;
}

static bool at_chain_end(const struct parser *parser) {
    return parser->at == parser->text.size || peek(parser) == ',' || peek(parser) == ')';
}

static bool store_chain(struct parser *parser, const struct compound *compounds, uint32_t count,
                        uint32_t list) {
    rubric_selector *selector = parser->selector;
    if (!rubric_array_reserve(selector->context, (void **)&selector->chains,
                              &selector->chain_capacity, selector->chain_count,
                              sizeof *selector->chains))
        return out_of_memory(parser);
    struct chain *chain = &selector->chains[selector->chain_count++];
    chain->first = selector->compound_count;
    chain->count = count;
    chain->list = list;
    for (uint32_t i = 0; i < count; i++) {
        if (!rubric_array_reserve(selector->context, (void **)&selector->compounds,
                                  &selector->compound_capacity, selector->compound_count,
                                  sizeof *selector->compounds))
            return out_of_memory(parser);
        selector->compounds[selector->compound_count++] = compounds[i];
    }
    return true;
}

static bool parse_chain(struct parser *parser, uint32_t list) {
    struct compound compounds[16];
    uint32_t count = 0;
    enum combinator combinator = COMBINE_NONE;
    do {
        if (count == sizeof compounds / sizeof *compounds)
            return fail(parser, "more than 16 steps in one chain%.*s", rubric_slice_of(""));
        compounds[count].combinator = combinator;
        if (!parse_compound(parser, &compounds[count++]))
            return false;
        combinator = read_combinator(parser);
    } while (combinator > COMBINE_DESCENDANT ||
             (combinator == COMBINE_DESCENDANT && !at_chain_end(parser)));
    if (!at_chain_end(parser))
        return fail(parser, "expected a combinator%.*s", rubric_slice_of(""));
    return store_chain(parser, compounds, count, list);
}

static bool parse_list(struct parser *parser, uint32_t *list) {
    *list = parser->selector->list_count++;
    do {
        skip_blanks(parser);
        if (!parse_chain(parser, *list))
            return false;
    } while (accept(parser, ","));
    return true;
}

rubric_status rubric_selector_new(rubric_selector **out, rubric_context *context, rubric_slice text,
                                  rubric_error *error) {
    rubric_selector *selector = rubric_context_allocate(context, sizeof *selector);
    if (!selector)
        return rubric_context_error(context, error);
    memset(selector, 0, sizeof *selector);
    selector->context = context;
    rubric_status status = rubric_arena_new(&selector->arena, context, error);
    struct parser parser = {selector, {NULL, 0}, 0, 0, error, false};
    if (status == RUBRIC_OK)
        parser.text = rubric_arena_copy(selector->arena, text);
    uint32_t list;
    bool done = status == RUBRIC_OK && (parser.text.bytes || !text.size) &&
                parse_list(&parser, &list) &&
                (parser.at == parser.text.size ||
                 fail(&parser, "expected the end%.*s", rubric_slice_of("")));
    if (!done) {
        rubric_selector_free(selector);
        rubric_status failure = rubric_context_status(context);
        return status != RUBRIC_OK    ? status
               : failure != RUBRIC_OK ? rubric_context_error(context, error)
                                      : RUBRIC_ERROR_SYNTAX;
    }
    *out = selector;
    return RUBRIC_OK;
}

void rubric_selector_free(rubric_selector *selector) {
    if (!selector)
        return;
    rubric_context *context = selector->context;
    rubric_array_free(context, selector->tests, selector->test_capacity, sizeof *selector->tests);
    rubric_array_free(context, selector->compounds, selector->compound_capacity,
                      sizeof *selector->compounds);
    rubric_array_free(context, selector->chains, selector->chain_capacity,
                      sizeof *selector->chains);
    rubric_arena_free(selector->arena);
    rubric_context_release(context, selector, sizeof *selector);
}
