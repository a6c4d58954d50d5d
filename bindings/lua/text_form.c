// SPDX-License-Identifier: MIT
// The part of rubric.text that changes the form of letters: case, normal forms, accents, skeletons,
// other scripts in ASCII, slugs.
#include "binding.h"

static int push_case(lua_State *L, rubric_case form) {
    static const char *const names[] = {"language", NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_lua_check_options(L, 2, names);
    rubric_slice language = rubric_lua_string_option(L, 2, "language", "");
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_case(out, text, form, language);
    return rubric_lua_push_buffer(L, out);
}

// upper, lower, title_case, fold_case(s[, {language = code}]) -> string
static int text_upper(lua_State *L) {
    return push_case(L, RUBRIC_CASE_UPPER);
}
static int text_lower(lua_State *L) {
    return push_case(L, RUBRIC_CASE_LOWER);
}
static int text_title_case(lua_State *L) {
    return push_case(L, RUBRIC_CASE_TITLE);
}
static int text_fold_case(lua_State *L) {
    return push_case(L, RUBRIC_CASE_FOLD);
}

static rubric_form check_form(lua_State *L, int arg) {
    static const char *const forms[] = {"NFC", "NFD", "NFKC", "NFKD", NULL};
    return (rubric_form)rubric_lua_check_choice(L, arg, "NFC", forms);
}

// normalize(s[, form]) -> string; form: NFC, NFD, NFKC, NFKD
static int text_normalize(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_form form = check_form(L, 2);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_normalize(out, text, form);
    return rubric_lua_push_buffer(L, out);
}

// is_normalized(s[, form]) -> boolean
static int text_is_normalized(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    lua_pushboolean(L, rubric_text_is_normalized(text, check_form(L, 2)));
    return 1;
}

// unaccent(s) -> string
static int text_unaccent(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_unaccent(out, text);
    return rubric_lua_push_buffer(L, out);
}

// skeleton(s) -> string that is the same for texts that look the same
static int text_skeleton(lua_State *L) {
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_skeleton(out, text);
    return rubric_lua_push_buffer(L, out);
}

// transliterate(s[, {language = code, unknown = "keep" | "drop" | "question"}]) -> string
static int text_transliterate(lua_State *L) {
    static const char *const names[] = {"language", "unknown", NULL};
    static const char *const ways[] = {"keep", "drop", "question", NULL};
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_lua_check_options(L, 2, names);
    rubric_slice language = rubric_lua_string_option(L, 2, "language", "");
    rubric_unknown unknown =
        (rubric_unknown)rubric_lua_choice_option(L, 2, "unknown", "keep", ways);
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_transliterate(out, text, language, unknown);
    return rubric_lua_push_buffer(L, out);
}

static bool ends_with_hyphen(const rubric_buffer *slug) {
    return slug->size > 0 && slug->bytes[slug->size - 1] == '-';
}

// Letters and digits with a hyphen between those that something else parts. An apostrophe does not
// part: "don't" is one word.
static void put_slug(rubric_buffer *out, rubric_slice lower) {
    for (size_t at = 0, size; at < lower.size; at += size) {
        uint32_t code_point = rubric_utf8_decode(lower, at, &size);
        if (rubric_is_letter(code_point) || rubric_is_digit(code_point))
            rubric_buffer_put(out, lower.bytes + at, size);
        else if (code_point != '\'' && out->size > 0 && !ends_with_hyphen(out))
            rubric_buffer_put_byte(out, '-');
    }
    if (ends_with_hyphen(out))
        out->size--;
}

// At most so many bytes, cut at a hyphen, or between graphemes when the first word is longer.
static void cut_slug(rubric_buffer *slug, size_t most) {
    rubric_slice text = rubric_buffer_slice(slug);
    if (text.size <= most)
        return;
    size_t end = most;
    while (end > 0 && text.bytes[end] != '-')
        end--;
    if (end == 0) {
        for (size_t next = rubric_grapheme_next(text, 0); next <= most;
             next = rubric_grapheme_next(text, next))
            end = next;
    }
    slug->size = end;
}

// slug(s[, {language = code, max = bytes}]) -> string: letters and digits in ASCII and small, as
// far as their script has a way; hyphens between
static int text_slug(lua_State *L) {
    enum { LONGEST = 1000000000 };
    static const char *const names[] = {"language", "max", NULL};
    struct rubric_lua *state = rubric_lua_state(L);
    rubric_slice text = rubric_lua_check_text(L, 1);
    rubric_lua_check_options(L, 2, names);
    size_t most = (size_t)rubric_lua_integer_option(L, 2, "max", LONGEST, LONGEST);
    rubric_slice language = rubric_lua_string_option(L, 2, "language", "");
    rubric_buffer *out = rubric_lua_scratch(L);
    rubric_text_transliterate(out, text, language, RUBRIC_UNKNOWN_KEEP);
    state->text.size = 0;
    rubric_text_case(&state->text, rubric_buffer_slice(out), RUBRIC_CASE_LOWER,
                     rubric_slice_make("", 0));
    out->size = 0;
    put_slug(out, rubric_buffer_slice(&state->text));
    cut_slug(out, most);
    out->failed = out->failed || state->text.failed;
    return rubric_lua_push_buffer(L, out);
}

const luaL_Reg rubric_lua_text_forms[] = {{"fold_case", text_fold_case},
                                          {"is_normalized", text_is_normalized},
                                          {"lower", text_lower},
                                          {"normalize", text_normalize},
                                          {"skeleton", text_skeleton},
                                          {"slug", text_slug},
                                          {"title_case", text_title_case},
                                          {"transliterate", text_transliterate},
                                          {"unaccent", text_unaccent},
                                          {"upper", text_upper},
                                          {NULL, NULL}};
