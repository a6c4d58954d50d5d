// SPDX-License-Identifier: MIT
// Calling gumbo so that it can neither abort, nor recurse, nor run away.
#include <ctype.h>
#include <setjmp.h>

#include "base/ascii.h"
#include "readers/html/html.h"

enum {
    OPEN_ELEMENTS = 512, // as Blink and WebKit have it
    ATTRIBUTES = 512     // of one tag
};

// What gumbo's allocator needs: where to allocate, and where to go when that fails.
struct guard {
    rubric_arena *arena;
    rubric_context *context;
    jmp_buf out;
};

// gumbo asserts on NULL, so a failure leaves it at once; its memory goes with the arena.
static void *guarded_allocate(void *user, size_t size) {
    struct guard *guard = user;
    void *memory = NULL;
    if (rubric_context_charge(guard->context, 4 + size / 16))
        memory = rubric_arena_allocate(guard->arena, size);
    if (!memory)
        longjmp(guard->out, 1);
    return memory;
}

static void guarded_free(void *user, void *memory) {
    (void)user;
    (void)memory;
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Elements that nest only through others, or not at all: their end tags are often left out.
static bool counts_for_depth(rubric_slice name) {
    static const char *const uncounted[] = {
        "p",     "li",    "dt",  "dd",     "tr",     "td",    "th",   "tbody", "thead",  "tfoot",
        "br",    "hr",    "img", "meta",   "link",   "input", "area", "base",  "col",    "embed",
        "param", "track", "wbr", "source", "option", "html",  "head", "body",  "script", "style"};
    for (size_t i = 0; i < sizeof uncounted / sizeof *uncounted; i++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(uncounted[i])))
            return false;
    return true;
}

// The end of a tag that begins at `at`: behind its '>', which a quoted value may hold too.
static size_t tag_end(rubric_slice text, size_t at) {
    char quote = 0;
    for (size_t i = at + 1; i < text.size; i++) {
        char byte = text.bytes[i];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if ((byte == '"' || byte == '\'') && text.bytes[i - 1] == '=')
            quote = byte;
        else if (byte == '>')
            return i + 1;
    }
    return text.size;
}

struct tag {
    size_t begin, end;
    rubric_slice name;
    bool is_end;
};

static bool next_tag(rubric_slice text, size_t from, struct tag *tag) {
    while (from + 1 < text.size) {
        const char *found = memchr(text.bytes + from, '<', text.size - from - 1);
        if (!found)
            return false;
        size_t at = (size_t)(found - text.bytes);
        size_t name = at + 1 + (text.bytes[at + 1] == '/');
        if (name < text.size && is_letter(text.bytes[name])) {
            size_t end = name;
            while (end < text.size && (is_letter(text.bytes[end]) || text.bytes[end] == '-' ||
                                       isdigit((unsigned char)text.bytes[end])))
                end++;
            tag->begin = at;
            tag->end = tag_end(text, at);
            tag->name = rubric_slice_part(text, name, end);
            tag->is_end = text.bytes[at + 1] == '/';
            return true;
        }
        from = at + 1;
    }
    return false;
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

// Where the attributes of a tag are too many; its end when they are not.
static size_t surplus_attributes(rubric_slice text, const struct tag *tag) {
    char quote = 0;
    size_t count = 0;
    if (tag->end - tag->begin < 2 * ATTRIBUTES)
        return tag->end;
    for (size_t i = tag->begin + 1; i < tag->end; i++) {
        char byte = text.bytes[i], before = text.bytes[i - 1];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if ((byte == '"' || byte == '\'') && before == '=')
            quote = byte;
        else if ((is_space(before) || before == '/') && !is_space(byte) && ++count > ATTRIBUTES)
            return i;
    }
    return tag->end;
}

// The copy of the source that may be changed; NULL when there is no memory.
static char *writable(rubric_slice *source, char **copy, rubric_arena *arena) {
    if (!*copy) {
        *copy = rubric_arena_bytes(arena, source->size);
        if (*copy)
            memcpy(*copy, source->bytes, source->size);
    }
    return *copy;
}

static bool blank_out(rubric_slice *source, char **copy, rubric_arena *arena, size_t begin,
                      size_t end) {
    if (begin >= end)
        return true;
    if (!writable(source, copy, arena))
        return false;
    memset(*copy + begin, ' ', end - begin);
    return true;
}

// gumbo counts the digits of a character reference in an int that overflows, and makes bytes of it
// that are no UTF-8. A number of too many digits becomes one of as many that says U+FFFD.
static bool mend_references(rubric_slice *source, char **copy, rubric_arena *arena) {
    for (size_t at = 0; at + 2 < source->size; at++) {
        const char *found = memchr(source->bytes + at, '&', source->size - at - 2);
        if (!found)
            return true;
        at = (size_t)(found - source->bytes);
        if (source->bytes[at + 1] != '#')
            continue;
        bool is_hex = (source->bytes[at + 2] | 0x20) == 'x';
        size_t begin = at + 2 + is_hex, end = begin, digits = is_hex ? 8 : 10;
        while (begin < source->size && source->bytes[begin] == '0')
            begin++;
        for (end = begin; end < source->size; end++)
            if (is_hex ? ascii_hex_value(source->bytes[end]) < 0
                       : !ascii_is_digit(source->bytes[end]))
                break;
        if (end - begin < digits)
            continue;
        if (!writable(source, copy, arena))
            return false;
        memset(*copy + begin, '0', end - begin);
        memcpy(*copy + end - (is_hex ? 4 : 5), is_hex ? "FFFD" : "65533", is_hex ? 4 : 5);
        at = end - 1;
    }
    return true;
}

// gumbo is quadratic in depth and in the attributes of a tag. What is beyond the limits becomes
// blanks, in a copy of the same size, so that every position stays what it was.
static rubric_status flatten(rubric_slice *source, rubric_arena *arena) {
    char *copy = NULL;
    size_t depth = 0;
    struct tag tag;
    if (!mend_references(source, &copy, arena))
        return rubric_context_status(rubric_arena_context(arena));
    for (size_t at = 0; next_tag(*source, at, &tag); at = tag.end) {
        size_t surplus = surplus_attributes(*source, &tag);
        bool is_closed = tag.end > 0 && source->bytes[tag.end - 1] == '>';
        if (!blank_out(source, &copy, arena, surplus, is_closed ? tag.end - 1 : tag.end))
            return rubric_context_status(rubric_arena_context(arena));
        if (!counts_for_depth(tag.name))
            continue;
        if (tag.is_end) {
            depth -= depth > 0;
            continue;
        }
        if (depth < OPEN_ELEMENTS) {
            depth++;
            continue;
        }
        if (!blank_out(source, &copy, arena, tag.begin, tag.end))
            return rubric_context_status(rubric_arena_context(arena));
    }
    if (copy)
        source->bytes = copy;
    return RUBRIC_OK;
}

// Apart from the rest: no local variable of this function lives across the jump.
static GumboOutput *guarded_parse(struct guard *guard, const GumboOptions *options,
                                  rubric_slice source) {
    if (setjmp(guard->out))
        return NULL;
    return gumbo_parse_with_options(options, source.bytes, source.size);
}

rubric_status rubric_html_page_parse(struct html_page *page, rubric_context *context,
                                     rubric_slice source, rubric_error *error) {
    page->output = NULL;
    page->source = source;
    rubric_status status = rubric_arena_new(&page->arena, context, error);
    if (status != RUBRIC_OK)
        return status;
    status = flatten(&page->source, page->arena);
    struct guard guard;
    guard.arena = page->arena;
    guard.context = context;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = guarded_allocate;
    options.deallocator = guarded_free;
    options.userdata = &guard;
    options.max_errors = 0; // each recorded error would copy the stack of open elements
    if (status == RUBRIC_OK)
        page->output = guarded_parse(&guard, &options, page->source);
    if (!page->output) {
        rubric_arena_free(page->arena);
        rubric_context_fail(context, RUBRIC_ERROR_MEMORY);
        return rubric_context_error(context, error);
    }
    return RUBRIC_OK;
}

void rubric_html_page_free(struct html_page *page) {
    rubric_arena_free(page->arena);
}
