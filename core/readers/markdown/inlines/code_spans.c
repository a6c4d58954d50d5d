// SPDX-License-Identifier: MIT
// Code spans (section 6.1). All runs of backticks are found at the first one, and kept in a list
// for each length, so that no search goes over the same text twice.
#include "base/array.h"
#include "readers/markdown/inlines/inlines.h"

static bool add_run(struct inline_parser *parser, uint32_t begin, uint32_t size) {
    if (!rubric_array_reserve(parser->context, (void **)&parser->runs, &parser->run_capacity,
                              parser->run_count, sizeof *parser->runs))
        return false;
    parser->runs[parser->run_count++] = (struct backticks){begin, size, 0};
    return true;
}

static uint32_t run_size(rubric_slice text, uint32_t at) {
    uint32_t end = at;
    while (end < text.size && text.bytes[end] == '`')
        end++;
    return end - at;
}

static bool reserve_lists(struct inline_parser *parser, uint32_t longest) {
    uint32_t wanted = longest + 1, old = parser->run_list_count;
    if (wanted <= old)
        return true;
    uint32_t *lists = rubric_context_resize(parser->context, parser->run_lists, old * sizeof *lists,
                                            wanted * sizeof *lists);
    if (!lists)
        return false;
    memset(lists + old, 0, (wanted - old) * sizeof *lists);
    parser->run_lists = lists;
    parser->run_list_count = wanted;
    return true;
}

// Finds all runs from `at` on.
static bool find_runs(struct inline_parser *parser) {
    rubric_slice text = parser->text;
    uint32_t longest = 0;
    parser->run_count = 0;
    for (uint32_t at = parser->at; at < text.size;) {
        const char *found = memchr(text.bytes + at, '`', text.size - at);
        if (!found)
            break;
        at = (uint32_t)(found - text.bytes);
        uint32_t size = run_size(text, at);
        longest = size > longest ? size : longest;
        if (!add_run(parser, at, size))
            return false;
        at += size;
    }
    if (!reserve_lists(parser, longest))
        return false;
    for (uint32_t i = parser->run_count; i-- > 0;) {
        struct backticks *run = &parser->runs[i];
        run->next = parser->run_lists[run->size];
        parser->run_lists[run->size] = i + 1;
    }
    return parser->has_runs = true;
}

void rubric_code_span_forget(struct inline_parser *parser) {
    for (uint32_t i = 0; parser->has_runs && i < parser->run_count; i++)
        parser->run_lists[parser->runs[i].size] = 0;
}

// The next run of that length at or behind `at`: those before it are never asked for again.
static const struct backticks *next_run(struct inline_parser *parser, uint32_t at, uint32_t size) {
    uint32_t *list = &parser->run_lists[size];
    while (*list && parser->runs[*list - 1].begin < at)
        *list = parser->runs[*list - 1].next;
    return *list ? &parser->runs[*list - 1] : NULL;
}

bool rubric_code_span_read(struct inline_parser *parser) {
    uint32_t begin = parser->at, size = run_size(parser->text, begin);
    if (!parser->has_runs && !find_runs(parser))
        return false;
    const struct backticks *closer = next_run(parser, begin + size, size);
    struct token *token = rubric_inlines_add(parser, closer ? TOKEN_CODE : TOKEN_TEXT, begin,
                                             closer ? closer->begin + size : begin + size);
    if (token)
        token->inset = (uint16_t)(size > UINT16_MAX ? UINT16_MAX : size);
    if (token && closer)
        rubric_inlines_take_attributes(parser, token);
    return token != NULL;
}
