// SPDX-License-Identifier: MIT
// Regular expressions: PCRE2 in UTF mode with counted steps. The one place that includes it.
#include "rubric/match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    LONGEST_PATTERN = 65536, // bytes; what PCRE2 compiles cannot be interrupted
    HEAP_KIBIBYTES = 65536,  // for backtracking, besides the limit of the context
    BATCH = 256,             // steps that are paid for at once
    BYTES_A_STEP = 16        // that a single item may run over
};

struct rubric_regex {
    rubric_context *context; // that it was made in, which holds its memory
    rubric_context *payer;   // of the search that is running
    pcre2_general_context *general;
    pcre2_match_context *match;
    pcre2_code *code;
    pcre2_match_data *data;
    rubric_slice pattern;
    unsigned steps; // not yet paid for
    size_t last;    // where the text was looked at last
};

/* ---- Memory: PCRE2 gives no size when it frees, so that each block has it in front ---- */

typedef union header {
    size_t size;
    max_align_t align;
} header;

static void *allocate(size_t size, void *user) {
    rubric_regex *self = user;
    header *block = rubric_context_allocate(self->context, sizeof *block + size);
    if (block == NULL)
        return NULL;
    block->size = size;
    return block + 1;
}

static void release(void *memory, void *user) {
    rubric_regex *self = user;
    if (memory == NULL)
        return;
    header *block = (header *)memory - 1;
    rubric_context_release(self->context, block, sizeof *block + block->size);
}

/* ---- Steps: every item of the pattern calls back before it is tried ---- */

static bool pay(rubric_regex *self, size_t steps) {
    self->steps += (unsigned)(steps > UINT32_MAX / 2 ? UINT32_MAX / 2 : steps);
    if (self->steps < BATCH)
        return true;
    unsigned due = self->steps;
    self->steps = 0;
    return rubric_context_charge(self->payer, due);
}

static int count_item(pcre2_callout_block *block, void *user) {
    rubric_regex *self = user;
    size_t at = block->current_position;
    size_t distance = at > self->last ? at - self->last : self->last - at;
    self->last = at;
    return pay(self, 1 + distance / BYTES_A_STEP) ? 0 : PCRE2_ERROR_CALLOUT;
}

/* ---- Making one ---- */

static uint32_t compile_options(unsigned flags) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C;
    if (flags & RUBRIC_REGEX_CASELESS)
        options |= PCRE2_CASELESS;
    if (flags & RUBRIC_REGEX_MULTILINE)
        options |= PCRE2_MULTILINE;
    if (flags & RUBRIC_REGEX_DOTALL)
        options |= PCRE2_DOTALL;
    if (flags & RUBRIC_REGEX_EXTENDED)
        options |= PCRE2_EXTENDED;
    if (!(flags & RUBRIC_REGEX_UNCOUNTED))
        options |= PCRE2_AUTO_CALLOUT;
    return options;
}

static rubric_status describe(const rubric_regex *self, int code, size_t offset,
                              rubric_error *error) {
    char message[256];
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message) < 0)
        message[0] = '\0';
    rubric_status status = rubric_error_set(error, RUBRIC_ERROR_SYNTAX, "%s", message);
    if (error != NULL)
        rubric_error_locate(error, self->pattern, offset);
    return status;
}

static rubric_status compile(rubric_regex *self, unsigned flags, rubric_error *error) {
    int code;
    size_t offset;
    uint32_t captures = 0;
    pcre2_compile_context *options = pcre2_compile_context_create(self->general);
    if (options == NULL)
        return rubric_context_error(self->context, error);
    pcre2_set_newline(options, PCRE2_NEWLINE_LF);
    self->code = pcre2_compile((PCRE2_SPTR)self->pattern.bytes, self->pattern.size,
                               compile_options(flags), &code, &offset, options);
    pcre2_compile_context_free(options);
    if (self->code == NULL && code == PCRE2_ERROR_HEAP_FAILED)
        return rubric_context_error(self->context, error);
    if (self->code == NULL)
        return describe(self, code, offset, error);
    pcre2_pattern_info(self->code, PCRE2_INFO_CAPTURECOUNT, &captures);
    if (captures > RUBRIC_PATTERN_CAPTURES)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "a regular expression with %u captures; at most %d fit, "
                                "(?:…) groups without one",
                                (unsigned)captures, RUBRIC_PATTERN_CAPTURES);
    if (flags &
        RUBRIC_REGEX_UNCOUNTED) // where there is no compiler for this machine, it interprets
        pcre2_jit_compile(self->code, PCRE2_JIT_COMPLETE);
    return RUBRIC_OK;
}

static rubric_status prepare(rubric_regex *self, rubric_error *error) {
    self->data = pcre2_match_data_create_from_pattern(self->code, self->general);
    self->match = pcre2_match_context_create(self->general);
    if (self->data == NULL || self->match == NULL)
        return rubric_context_error(self->context, error);
    pcre2_set_heap_limit(self->match, HEAP_KIBIBYTES);
    pcre2_set_match_limit(self->match, UINT32_MAX); // steps are counted by us
    pcre2_set_depth_limit(self->match, UINT32_MAX);
    pcre2_set_callout(self->match, count_item, self);
    return RUBRIC_OK;
}

rubric_status rubric_regex_new(rubric_regex **out, rubric_context *context, rubric_slice pattern,
                               unsigned flags, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    size_t valid = rubric_utf8_valid(pattern);
    if (pattern.size > LONGEST_PATTERN)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "a regular expression of more than %d bytes", LONGEST_PATTERN);
    if (valid != pattern.size)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "the regular expression is not valid UTF-8 at byte %zu", valid + 1);
    if (!rubric_context_charge(context, 1 + pattern.size))
        return rubric_context_error(context, error);
    rubric_regex *self = rubric_context_allocate(context, sizeof *self);
    if (self == NULL)
        return rubric_context_error(context, error);
    *self = (rubric_regex){.context = context, .pattern = pattern};
    self->general = pcre2_general_context_create(allocate, release, self);
    rubric_status status = RUBRIC_OK;
    if (self->general == NULL)
        status = rubric_context_error(context, error);
    if (status == RUBRIC_OK)
        status = compile(self, flags, error);
    if (status == RUBRIC_OK)
        status = prepare(self, error);
    self->pattern = rubric_slice_make("", 0); // the caller's
    if (status == RUBRIC_OK)
        *out = self;
    else
        rubric_regex_free(self);
    return status;
}

void rubric_regex_free(rubric_regex *self) {
    if (self == NULL)
        return;
    pcre2_match_data_free(self->data);
    pcre2_match_context_free(self->match);
    pcre2_code_free(self->code);
    pcre2_general_context_free(self->general);
    rubric_context_release(self->context, self, sizeof *self);
}

/* ---- Searching ---- */

static void fill_match(const rubric_regex *self, rubric_match *out, int count) {
    const size_t *ends = pcre2_get_ovector_pointer(self->data);
    uint32_t captures = pcre2_get_ovector_count(self->data) - 1;
    out->begin = ends[0] < ends[1] ? ends[0] : ends[1]; // \K in a lookaround may swap them
    out->end = ends[1];
    out->count = (int)captures;
    for (int i = 0; i < out->count; i++) {
        bool is_set = i + 1 < count && ends[2 * i + 2] != PCRE2_UNSET;
        out->captures[i].begin = is_set ? ends[2 * i + 2] : RUBRIC_CAPTURE_UNSET;
        out->captures[i].end = is_set ? ends[2 * i + 3] : RUBRIC_CAPTURE_UNSET;
        out->captures[i].position = false;
    }
}

static rubric_status explain(const rubric_regex *self, int code, rubric_error *error) {
    if (code == PCRE2_ERROR_CALLOUT || code == PCRE2_ERROR_NOMEMORY)
        return rubric_context_error(self->payer, error);
    if (code == PCRE2_ERROR_HEAPLIMIT || code == PCRE2_ERROR_MATCHLIMIT ||
        code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_RECURSELOOP)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT,
                                "the regular expression is too complex for this text");
    return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "the regular expression failed (%d)", code);
}

rubric_status rubric_regex_find(bool *found, rubric_match *out, rubric_regex *self,
                                rubric_context *context, rubric_slice text, size_t from,
                                bool not_empty, rubric_error *error) {
    if (rubric_is_missing(found, "found", error) || rubric_is_missing(out, "match", error) ||
        rubric_is_missing(self, "regex", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    uint32_t options = PCRE2_NO_UTF_CHECK | (not_empty ? PCRE2_NOTEMPTY_ATSTART : 0);
    *found = false;
    while (from < text.size && ((unsigned char)text.bytes[from] & 0xC0) == 0x80)
        from++; // a start within a code point is undefined for PCRE2
    if (from > text.size)
        return RUBRIC_OK;
    self->payer = context;
    self->last = from;
    const char *bytes = text.bytes != NULL ? text.bytes : "";
    int count = pcre2_match(self->code, (PCRE2_SPTR)bytes, text.size, from, options, self->data,
                            self->match);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(self->code, (PCRE2_SPTR)bytes, text.size, from, options | PCRE2_NO_JIT,
                            self->data, self->match);
    if (count > 0)
        fill_match(self, out, count);
    size_t looked_at = (count > 0 ? out->end : text.size) - from;
    if (count < 0 && count != PCRE2_ERROR_NOMATCH)
        return explain(self, count, error);
    if (!pay(self, 1 + looked_at / BYTES_A_STEP))
        return rubric_context_error(context, error);
    *found = count > 0;
    return RUBRIC_OK;
}

rubric_slice rubric_regex_name(const rubric_regex *self, size_t index, int *capture) {
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(self->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(self->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(self->code, PCRE2_INFO_NAMETABLE, &table);
    if (index >= count)
        return rubric_slice_make(NULL, 0);
    table += index * size;
    *capture = (table[0] << 8 | table[1]) - 1;
    return rubric_slice_of((const char *)table + 2);
}

void rubric_regex_escape(rubric_buffer *out, rubric_slice text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (c == '\0') {
            rubric_buffer_put_string(out, "\\x00");
            continue;
        }
        if (strchr("\\^$.[]|()?*+{}-# \t\n\v\f\r/", c) != NULL)
            rubric_buffer_put_byte(out, '\\');
        rubric_buffer_put_byte(out, c);
    }
}
