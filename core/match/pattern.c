// SPDX-License-Identifier: MIT
// Matches Lua 5.4 patterns with counted steps, over bytes or code points.
#include "pattern.h"

static size_t match(rubric_matcher *self, size_t s, size_t p);

// One step of work. False once a limit is hit or the pattern is wrong.
static bool step(rubric_matcher *self) {
    if (self->status != RUBRIC_OK)
        return false;
    if (++self->steps < RUBRIC_PATTERN_BATCH)
        return true;
    self->steps = 0;
    if (!rubric_context_charge(self->context, RUBRIC_PATTERN_BATCH))
        self->status = rubric_context_status(self->context);
    return self->status == RUBRIC_OK;
}

/* ---- Repetition ---- */

// As often as possible, then less and less. `[p, end)` is the item, `end` its quantifier.
static size_t match_longest(rubric_matcher *self, size_t s, size_t p, size_t end) {
    size_t at = s, size;
    while (step(self) && rubric_matcher_matches(self, at, p, end, &size))
        at += size;
    for (;;) {
        size_t found = match(self, at, end + 1);
        if (found != RUBRIC_NO_MATCH || at == s || !step(self))
            return found;
        if (self->code_points)
            utf8_previous(self->text, at, &at);
        else
            at--;
    }
}

static size_t match_shortest(rubric_matcher *self, size_t s, size_t p, size_t end) {
    while (step(self)) {
        size_t size, found = match(self, s, end + 1);
        if (found != RUBRIC_NO_MATCH)
            return found;
        if (!rubric_matcher_matches(self, s, p, end, &size))
            return RUBRIC_NO_MATCH;
        s += size;
    }
    return RUBRIC_NO_MATCH;
}

/* ---- Captures ---- */

static size_t open_capture(rubric_matcher *self, size_t s, size_t p, size_t length) {
    if (self->level >= RUBRIC_PATTERN_CAPTURES)
        return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX, "too many captures");
    self->captures[self->level].begin = s;
    self->captures[self->level].length = length;
    self->level++;
    size_t found = match(self, s, p);
    if (found == RUBRIC_NO_MATCH)
        self->level--;
    return found;
}

static size_t close_capture(rubric_matcher *self, size_t s, size_t p) {
    int last = self->level - 1;
    while (last >= 0 && self->captures[last].length != RUBRIC_CAPTURE_OPEN)
        last--;
    if (last < 0)
        return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX, "invalid pattern capture");
    self->captures[last].length = s - self->captures[last].begin;
    size_t found = match(self, s, p);
    if (found == RUBRIC_NO_MATCH)
        self->captures[last].length = RUBRIC_CAPTURE_OPEN;
    return found;
}

// The offset behind what capture `digit` holds, repeated at `s`.
static size_t match_reference(rubric_matcher *self, size_t s, char digit) {
    int index = digit - '1';
    if (index < 0 || index >= self->level || self->captures[index].length == RUBRIC_CAPTURE_OPEN) {
        self->capture_index = index + 1;
        return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX, "invalid capture index");
    }
    size_t length = self->captures[index].length;
    // Lua compares the length of a position capture as it stands, which never fits.
    if (length == RUBRIC_CAPTURE_POSITION || length > self->text.size - s)
        return RUBRIC_NO_MATCH;
    self->steps += (unsigned)(length / RUBRIC_PATTERN_BATCH);
    const char *bytes = self->text.bytes;
    if (length > 0 && memcmp(bytes + self->captures[index].begin, bytes + s, length) != 0)
        return RUBRIC_NO_MATCH;
    return s + length;
}

/* ---- %b and %f ---- */

// The offset behind a balanced text that begins at `s`; `p` is behind `%b`.
static size_t match_balanced(rubric_matcher *self, size_t s, size_t *p) {
    size_t size, open_size = 0, close_size = 0;
    uint32_t open = 0, close = 0;
    if (*p < self->pattern.size)
        open = matcher_item(self, self->pattern, *p, &open_size);
    if (open_size > 0 && *p + open_size < self->pattern.size)
        close = matcher_item(self, self->pattern, *p + open_size, &close_size);
    if (close_size == 0)
        return rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX,
                                   "malformed pattern (missing arguments to '%b')");
    *p += open_size + close_size;
    if (s >= self->text.size || matcher_item(self, self->text, s, &size) != open)
        return RUBRIC_NO_MATCH;
    size_t depth = 1;
    for (s += size; s < self->text.size && step(self); s += size) {
        uint32_t c = matcher_item(self, self->text, s, &size);
        if (c == close) {
            if (--depth == 0)
                return s + size;
        } else if (c == open) {
            depth++;
        }
    }
    return RUBRIC_NO_MATCH;
}

// Whether `s` is the frontier of the set at `p`, which gets the offset behind it.
static bool is_frontier(rubric_matcher *self, size_t s, size_t *p) {
    size_t set = *p, ignored;
    if (set >= self->pattern.size || self->pattern.bytes[set] != '[') {
        rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX, "missing '[' after '%f' in pattern");
        return false;
    }
    size_t end = rubric_matcher_item_end(self, set);
    if (end == RUBRIC_NO_MATCH)
        return false;
    *p = end;
    uint32_t before = 0, after = 0;
    if (s > 0)
        before = self->code_points ? utf8_previous(self->text, s, &ignored)
                                   : (unsigned char)self->text.bytes[s - 1];
    if (s < self->text.size)
        after = matcher_item(self, self->text, s, &ignored);
    return !rubric_matcher_in_set(self, before, set, end) &&
           rubric_matcher_in_set(self, after, set, end);
}

/* ---- The matcher ---- */

// What an item of the pattern leads to: go on at `s` and `p`, or `result` is the answer.
typedef struct progress {
    size_t s, p;
    bool is_done;
    size_t result;
} progress;

static progress done(size_t result) {
    return (progress){0, 0, true, result};
}

static progress go_on(size_t s, size_t p) {
    return (progress){s, p, false, 0};
}

// A single item with what quantifier it has.
static progress match_single(rubric_matcher *self, size_t s, size_t p) {
    size_t end = rubric_matcher_item_end(self, p), size;
    if (end == RUBRIC_NO_MATCH)
        return done(RUBRIC_NO_MATCH);
    char quantifier = end < self->pattern.size ? self->pattern.bytes[end] : '\0';
    if (quantifier == '*')
        return done(match_longest(self, s, p, end));
    if (quantifier == '-')
        return done(match_shortest(self, s, p, end));
    bool matches = rubric_matcher_matches(self, s, p, end, &size);
    if (quantifier == '+')
        return done(matches ? match_longest(self, s + size, p, end) : RUBRIC_NO_MATCH);
    if (quantifier == '?') {
        size_t found = matches ? match(self, s + size, end + 1) : RUBRIC_NO_MATCH;
        return found != RUBRIC_NO_MATCH ? done(found) : go_on(s, end + 1);
    }
    return matches ? go_on(s + size, end) : done(RUBRIC_NO_MATCH);
}

static progress match_escape(rubric_matcher *self, size_t s, size_t p) {
    char c = p + 1 < self->pattern.size ? self->pattern.bytes[p + 1] : '\0';
    size_t next = p + 2;
    if (c == 'b') {
        s = match_balanced(self, s, &next);
        return s != RUBRIC_NO_MATCH ? go_on(s, next) : done(RUBRIC_NO_MATCH);
    }
    if (c == 'f')
        return is_frontier(self, s, &next) ? go_on(s, next) : done(RUBRIC_NO_MATCH);
    if (ascii_is_digit(c)) {
        s = match_reference(self, s, c);
        return s != RUBRIC_NO_MATCH ? go_on(s, next) : done(RUBRIC_NO_MATCH);
    }
    return match_single(self, s, p);
}

static progress match_item(rubric_matcher *self, size_t s, size_t p) {
    bool is_last = p + 1 == self->pattern.size;
    switch (self->pattern.bytes[p]) {
    case '(':
        if (!is_last && self->pattern.bytes[p + 1] == ')')
            return done(open_capture(self, s, p + 2, RUBRIC_CAPTURE_POSITION));
        return done(open_capture(self, s, p + 1, RUBRIC_CAPTURE_OPEN));
    case ')':
        return done(close_capture(self, s, p + 1));
    case '$':
        if (is_last)
            return done(s == self->text.size ? s : RUBRIC_NO_MATCH);
        return match_single(self, s, p);
    case RUBRIC_PATTERN_ESCAPE:
        return match_escape(self, s, p);
    default:
        return match_single(self, s, p);
    }
}

// The offset behind the match of the rest of the pattern at `s`. It recurses no deeper than
// RUBRIC_PATTERN_DEPTH.
static size_t match(rubric_matcher *self, size_t s, size_t p) {
    if (self->depth == 0)
        return rubric_matcher_fail(self, RUBRIC_ERROR_LIMIT, "pattern too complex");
    self->depth--;
    size_t result = RUBRIC_NO_MATCH;
    while (step(self)) {
        if (p == self->pattern.size) {
            result = s;
            break;
        }
        progress next = match_item(self, s, p);
        if (next.is_done) {
            result = next.result;
            break;
        }
        s = next.s;
        p = next.p;
    }
    self->depth++;
    return self->status == RUBRIC_OK ? result : RUBRIC_NO_MATCH;
}

/* ---- The search ---- */

static bool is_plain(rubric_slice pattern) {
    static const char specials[] = "^$*+?.([%-";
    for (size_t i = 0; i < pattern.size; i++) {
        if (pattern.bytes[i] != '\0' && strchr(specials, pattern.bytes[i]) != NULL)
            return false;
    }
    return true;
}

static size_t find_plain(rubric_matcher *self, size_t from, bool anchored) {
    size_t size = self->pattern.size, left = self->text.size - from;
    if (!rubric_context_charge(self->context, 1 + (anchored ? size : left) / 64)) {
        self->status = rubric_context_status(self->context);
        return RUBRIC_NO_MATCH;
    }
    if (!anchored)
        return rubric_slice_find(self->text, self->pattern, from);
    if (size > left)
        return RUBRIC_NO_MATCH;
    rubric_slice here = rubric_slice_part(self->text, from, from + size);
    return rubric_slice_equal(here, self->pattern) ? from : RUBRIC_NO_MATCH;
}

// The first offset at which the pattern matches; `end` gets the end of the match.
static size_t find_match(rubric_matcher *self, size_t s, bool anchored, size_t *end) {
    size_t p = 0, size;
    if (self->pattern.size > 0 && self->pattern.bytes[0] == '^') {
        anchored = true;
        p = 1;
    }
    for (;;) {
        self->level = 0;
        *end = match(self, s, p);
        if (*end != RUBRIC_NO_MATCH)
            return s;
        if (anchored || s >= self->text.size || self->status != RUBRIC_OK)
            return RUBRIC_NO_MATCH;
        matcher_item(self, self->text, s, &size);
        s += size;
    }
}

static void fill_match(rubric_matcher *self, rubric_match *out, size_t begin, size_t end) {
    out->begin = begin;
    out->end = end;
    out->count = self->level;
    for (int i = 0; i < self->level; i++) {
        size_t length = self->captures[i].length;
        if (length == RUBRIC_CAPTURE_OPEN)
            rubric_matcher_fail(self, RUBRIC_ERROR_SYNTAX, "unfinished capture");
        bool is_position = length == RUBRIC_CAPTURE_POSITION;
        out->captures[i].position = is_position;
        out->captures[i].begin = self->captures[i].begin;
        out->captures[i].end = self->captures[i].begin + (is_position ? 0 : length);
    }
}

static rubric_status describe(const rubric_matcher *self, rubric_error *error) {
    if (self->message == NULL)
        return rubric_context_error(self->context, error);
    if (self->capture_index >= 0)
        return rubric_error_set(error, self->status, "%s %%%d", self->message, self->capture_index);
    return rubric_error_set(error, self->status, "%s", self->message);
}

rubric_status rubric_pattern_find(bool *found, rubric_match *out, rubric_context *context,
                                  rubric_slice pattern, rubric_slice text, size_t from,
                                  bool anchored, bool code_points, rubric_error *error) {
    if (rubric_is_missing(found, "found", error) || rubric_is_missing(out, "match", error) ||
        rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_matcher self;
    self.context = context;
    self.pattern = pattern;
    self.text = text;
    self.code_points = code_points;
    self.depth = RUBRIC_PATTERN_DEPTH;
    self.steps = 0;
    self.status = RUBRIC_OK;
    self.message = NULL;
    self.capture_index = -1;
    self.level = 0;
    *found = false;
    if (from > text.size)
        return RUBRIC_OK;
    size_t end, begin;
    if (is_plain(pattern)) {
        begin = find_plain(&self, from, anchored);
        end = begin + pattern.size;
    } else {
        begin = find_match(&self, from, anchored, &end);
    }
    if (begin != RUBRIC_NO_MATCH)
        fill_match(&self, out, begin, end);
    if (!rubric_context_charge(context, self.steps + 1) && self.status == RUBRIC_OK)
        self.status = rubric_context_status(context);
    if (self.status != RUBRIC_OK)
        return describe(&self, error);
    *found = begin != RUBRIC_NO_MATCH;
    return RUBRIC_OK;
}
