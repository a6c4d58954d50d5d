// SPDX-License-Identifier: MIT
// What the files of this folder share: the types that Lua sees, and checking and pushing them.
//
// Nothing that must be freed lives only in a C local while Lua can raise: results are gathered
// in the scratch buffers of the state, or in a box that is already collectable.
#ifndef RUBRIC_BINDINGS_LUA_BINDING_H
#define RUBRIC_BINDINGS_LUA_BINDING_H

#include <lauxlib.h>
#include <lua.h>
#include <rubric/rubric.h>

// They do not come back, as the manual of Lua says and its headers do not.
__attribute__((noreturn)) int luaL_argerror(lua_State *L, int arg, const char *message);
__attribute__((noreturn)) int luaL_typeerror(lua_State *L, int arg, const char *name);
__attribute__((noreturn)) int luaL_error(lua_State *L, const char *format, ...);
__attribute__((noreturn)) int lua_error(lua_State *L);

#define DOCUMENT_TYPE "rubric.document"
#define NODE_TYPE "rubric.node"
#define SPAN_TYPE "rubric.span"
#define SECTION_TYPE "rubric.section"
#define SELECTOR_TYPE "rubric.selector"
#define PHRASES_TYPE "rubric.phrases"
#define REGEX_TYPE "rubric.regex"
#define META_TYPE "rubric.meta"
#define LIST_TYPE "rubric.list"
#define MAP_TYPE "rubric.map"

/** What a Lua state knows besides Lua. One a state, kept by whoever made the state. */
struct rubric_lua {
    rubric_context *context; // every allocation and step is charged to it
    rubric_buffer scratch;   // results on their way to Lua; reset by rubric_lua_scratch
    rubric_buffer text;      // the text of a block while it is searched
    rubric_arena *values;    // values on their way from Lua; NULL until needed
    const rubric_language *(*language)(void *user, rubric_slice code); // NULL: none is known
    void *user;                                                        // handed to `language`
    uint32_t selector_count; // in the young half of the cache
    rubric_node in_hand;     // the node that a walk has given to a handler, for messages
    rubric_stemmer *stemmer; // of the language last asked for; NULL until then
    char stemmer_code[16];
    const luaL_Reg *modules; // besides those of this folder, ended by a NULL name; NULL: none
    bool is_trusted;         // its regular expressions run as machine code, uncounted
    bool has_big;            // something of Lua is so big that one instruction may take long
    uint32_t allocations;    // counted
};

/**
 * The allocator of the Lua states that we make: `user` is the struct rubric_lua. It charges the
 * context, and tells which states are ours (rubric_lua_state).
 */
void *rubric_lua_allocate(void *user, void *memory, size_t old_size, size_t size);

/** Open every module below `rubric` in a state: package.loaded-style table at `modules`. */
void rubric_lua_open(lua_State *L, struct rubric_lua *state);
/** Give back what a state holds; after lua_close. */
void rubric_lua_close(struct rubric_lua *state);
struct rubric_lua *rubric_lua_state(lua_State *L);

/** Lua function: the next key and value of a table, by a list of its keys (upvalue 1) and the place
    in it (upvalue 2); keys that have gone are passed over. */
int rubric_lua_next_listed(lua_State *L);

/** A module by name ("rubric", "rubric.text", …): pushes its table; false when there is none. */
bool rubric_lua_push_module(lua_State *L, const char *name);

/** An empty buffer that outlives any raise. */
rubric_buffer *rubric_lua_scratch(lua_State *L);
int rubric_lua_push_buffer(lua_State *L, const rubric_buffer *buffer);

/** Charge steps; raises once a limit is hit. */
void rubric_lua_charge(lua_State *L, uint64_t steps);
/** Raise an error of the core. */
int rubric_lua_raise(lua_State *L, const rubric_error *error);
/** nil, message, {file, line, column}: an expected failure. */
int rubric_lua_fail(lua_State *L, const rubric_error *error);

/** A metatable with methods and metamethods in tables of their own. */
void rubric_lua_new_type(lua_State *L, const char *name, const luaL_Reg *methods,
                         const luaL_Reg *metamethods);
/** Make the table on top raise for names that it has not, with the nearest that it has; `rawget`
    asks without. */
void rubric_lua_refuse_unknown(lua_State *L, const char *module);
/** Error for an unknown field with the nearest name among the methods of the type and `others`. */
int rubric_lua_unknown_field(lua_State *L, const char *type, const char *name,
                             const char *const *others);
/** In a metamethod: push the method named by argument 2; false when the type has none. */
bool rubric_lua_push_own_method(lua_State *L);
/** Push the method `name` of a type; false when there is none. */
bool rubric_lua_push_method(lua_State *L, const char *type, const char *name);

rubric_slice rubric_lua_check_slice(lua_State *L, int arg);
/** Valid UTF-8: a string, or the text of a document, node, span or section, which lives as long as
    the argument stands on the stack and the document is not edited. */
rubric_slice rubric_lua_check_text(lua_State *L, int arg);
/** Every key of the options table at `arg` must be one of the names (ended by NULL). */
void rubric_lua_check_options(lua_State *L, int arg, const char *const *names);
/** Push the option of that name, or nil. */
int rubric_lua_push_option(lua_State *L, int arg, const char *name);
/** An option that is a string of valid UTF-8, or `fallback`; it stays on the stack. */
rubric_slice rubric_lua_string_option(lua_State *L, int arg, const char *name,
                                      const char *fallback);
/** Push names as a message lists them: 'a', 'b' or 'c'. */
const char *rubric_lua_push_choices(lua_State *L, const char *const *names);
/** The nearest of some names (ended by NULL), or NULL when none is near. */
const char *rubric_lua_nearest(const char *name, const char *const *names);
/** The index of an argument among the choices (ended by NULL), or that of `fallback`. */
int rubric_lua_check_choice(lua_State *L, int arg, const char *fallback,
                            const char *const *choices);
/** The index of an option among the choices (ended by NULL), or that of `fallback`. */
int rubric_lua_choice_option(lua_State *L, int arg, const char *name, const char *fallback,
                             const char *const *choices);
/** An option that is given, as a number. */
double rubric_lua_number_option(lua_State *L, int arg, const char *name);
/** An option from 0 to `most`, or `fallback` when it is not given. */
lua_Integer rubric_lua_integer_option(lua_State *L, int arg, const char *name, lua_Integer fallback,
                                      lua_Integer most);

/** Set the options of a reader or of a writer (the other is NULL) that the table at `arg` has
    besides those named in `own` (ended by NULL); raises for names and values there are not. */
void rubric_lua_format_options(lua_State *L, int arg, const char *const *own,
                               rubric_read_options *read, rubric_write_options *write);
/** Push the options of a format's reader or writer as a list. */
void rubric_lua_push_format_options(lua_State *L, const rubric_format *format, bool reads);

/* Documents: a box that is empty once the document is closed. User value 1 caches its nodes,
   2 holds what Lua made of its metadata, 3 anchors its owner, 4 is the language that its text seems
   to be in. */
enum { RUBRIC_LUA_GUESSED_LANGUAGE = 4 };
rubric_document **rubric_lua_push_document_box(lua_State *L);
/** A document that stays the host's; returns its box, to be emptied when the script has ended. */
rubric_document **rubric_lua_push_document(lua_State *L, rubric_document *document);
rubric_document *rubric_lua_check_document(lua_State *L, int arg);
/** The document at an index, when it is one that is open; else NULL. */
rubric_document *rubric_lua_to_document(lua_State *L, int index);
/** Give the document at an index its metadata proxy. */
void rubric_lua_add_meta(lua_State *L, int document);
/** Write what Lua changed in lists and maps of the metadata back. */
void rubric_lua_sync_metadata(lua_State *L, int document);
/** Forget lists and maps that were handed out: another state has changed the metadata. */
void rubric_lua_forget_metadata(lua_State *L, int document);

/** Push the node of the Lua document at `document`; nil for the null node. */
int rubric_lua_push_node(lua_State *L, int document, rubric_node node);
rubric_node rubric_lua_check_node(lua_State *L, int arg);
bool rubric_lua_is_node(lua_State *L, int arg);
/** Join neighbouring runs before something walks over them; not while a walk is on, whose nodes
    must stay. */
void rubric_lua_join_runs(lua_State *L, rubric_document *document);
/** Push the Lua document of a node, span or section at `arg`. */
void rubric_lua_push_owner(lua_State *L, int arg);

/** A stretch of text: of one block, or from one to another. */
struct rubric_lua_span {
    rubric_document *document;
    uint32_t block, begin, end_block, end;
    uint32_t annotation; // id of the span of a layer; 0: a place that no layer holds
    int32_t word_class;  // rubric_word_class, or -1
    // Of a place that no layer holds: since when its blocks are followed.
    uint32_t moment, end_moment;
    bool is_followed;
};
/** Push a span, followed from now on unless it already is; user value 1 is the document, 2 a table
    of further fields or nil. */
struct rubric_lua_span *rubric_lua_push_span(lua_State *L, int document,
                                             const struct rubric_lua_span *span);
int rubric_lua_push_annotation(lua_State *L, int document, const rubric_annotation *annotation);
struct rubric_lua_span *rubric_lua_check_span(lua_State *L, int arg);

/** A place is a document, node, span or section; its pieces are stretches of leaf blocks. */
struct rubric_lua_place {
    rubric_document *document;
    rubric_node from, until; // leaf blocks or roots that are walked, in document order
    uint32_t begin, end;     // in the first and the last block
    bool is_range;           // begin and end count
    bool is_section;         // from a heading to the next one as high
    rubric_cursor cursor;
    bool started, ended;
};
struct rubric_lua_place rubric_lua_check_place(lua_State *L, int arg);
/** The next leaf block of a place and the part of it that belongs to it. */
bool rubric_lua_place_next(struct rubric_lua_place *place, rubric_node *block, size_t *begin,
                           size_t *end);

struct rubric_lua_place rubric_lua_section_place(lua_State *L, int arg);

/** Push an iterator over the nodes whose ids are in a buffer, of the Lua document at `document`;
    one that was removed meanwhile is passed over. */
int rubric_lua_push_id_iterator(lua_State *L, int document, const rubric_buffer *ids);
/** Push an iterator over the list on top, in its place. */
int rubric_lua_push_list_iterator(lua_State *L);

/** The text of the place at `arg`: bytes of the document, or a string that takes its place. */
rubric_slice rubric_lua_place_text(lua_State *L, int arg);
/** Push the Lua document of the place at `arg`; returns where it stands. */
int rubric_lua_push_place_owner(lua_State *L, int arg);
/** The text of a block, in a buffer that the next call uses again. */
rubric_slice rubric_lua_block_text(lua_State *L, rubric_node block);
/** What texts and places are searched for: a Lua pattern, a regular expression or a phrase set. */
struct rubric_lua_needle {
    rubric_slice pattern; // no bytes when it is one of the others
    bool code_points;     // of a pattern: it is not over bytes
    bool is_anchored;     // a pattern that begins with ^: it matches only where a search begins
    rubric_regex *regex;
    const rubric_phrases *phrases;
};
/** The needle at `arg`; only a string when it is not over code points. */
struct rubric_lua_needle rubric_lua_check_needle(lua_State *L, int arg, bool code_points);
/** The first match at or after a byte offset. A phrase has no captures. */
bool rubric_lua_needle_find(lua_State *L, const struct rubric_lua_needle *needle, rubric_slice text,
                            size_t at, rubric_match *match);
/** The same without the empty match where the last one ended (Lua 5.4). */
bool rubric_lua_needle_find_after(lua_State *L, const struct rubric_lua_needle *needle,
                                  rubric_slice text, size_t at, size_t last_end,
                                  rubric_match *match);

/** Push a capture: its text, its 1-based position, or false when it took no part. */
void rubric_lua_push_capture(lua_State *L, rubric_slice text, const rubric_match *match, int index);
/** Push all captures, or the whole match when there are none and it is wanted. */
int rubric_lua_push_captures(lua_State *L, rubric_slice text, const rubric_match *match,
                             bool whole);
/** Add a replacement string to a buffer, with %0 to %9 as string.gsub has them. */
void rubric_lua_add_expanded(lua_State *L, luaL_Buffer *out, rubric_slice form, rubric_slice text,
                             const rubric_match *match);

/** The 0-based start of a search from the 1-based, perhaps negative argument; SIZE_MAX: past the
    end. Over code points it raises inside of one. */
size_t rubric_lua_check_start(lua_State *L, int arg, rubric_slice text, bool code_points);

rubric_regex *rubric_lua_check_regex(lua_State *L, int arg);
/** Set the named captures of a match in the table on top. */
void rubric_lua_set_names(lua_State *L, const rubric_regex *regex, rubric_slice text,
                          const rubric_match *match);
/** Push a copy of the regular expression at an index of another state. */
void rubric_lua_copy_regex(lua_State *to, lua_State *from, int index);

/** Values. A map keeps the order of its keys on the way to Lua and back. */
int rubric_lua_push_value(lua_State *L, const rubric_value *value);
/** The same of a value of the Lua document at `document`, with content: a string when it has no
    markup, else its node. */
int rubric_lua_push_value_of(lua_State *L, int document, const rubric_value *value);
/** The value at an index, in the arena; raises for what is no value. */
rubric_value rubric_lua_check_value(lua_State *L, int arg, rubric_arena *arena);
/** The same for a value of a document, in which a node that stands nowhere is content. */
rubric_value rubric_lua_check_value_of(lua_State *L, int arg, rubric_document *document);
rubric_arena *rubric_lua_arena(lua_State *L);
/** Push the list of the keys of a table as strings, sorted: no result depends on `pairs`. */
void rubric_lua_push_sorted_keys(lua_State *L, int index);

/** Push the selector that the string at `arg` is; it lives as long as what was pushed. */
const rubric_selector *rubric_lua_push_selector(lua_State *L, int arg);
/** The same without pushing it: it lives until many others have been asked for. */
const rubric_selector *rubric_lua_check_selector(lua_State *L, int arg);
const rubric_selector *rubric_lua_option_selector(lua_State *L, int arg, const char *name);

rubric_phrases *rubric_lua_check_phrases(lua_State *L, int arg);
/** Set the fields `phrase` and `data` of the table on top by a phrase of the set at `set`. */
void rubric_lua_set_phrase(lua_State *L, int set, size_t phrase);
/** Push a set that stays the engine's. */
int rubric_lua_push_phrases(lua_State *L, rubric_phrases *phrases);
/** What a set holds besides the phrases: the table of data by index, at user value 1. */

/** In a constructor: make sections, rows and cells, or terms and definitions, of the lists in the
    table at index 1. */
void rubric_lua_arrange(lua_State *L, rubric_kind kind);
/** Push the list of the media of a document: {name, type, bytes}. */
int rubric_lua_push_media(lua_State *L, rubric_document *document);
/** Put the text, or inlines, at `arg` in the place of a stretch of a block of the document at
    `owner`; returns the size of the text that is there now. */
size_t rubric_lua_replace_stretch(lua_State *L, int arg, int owner, rubric_node block, size_t begin,
                                  size_t end);
/** Insert what Lua gives for nodes: a string, description, node, list or document. */
int rubric_lua_insert(lua_State *L, int arg, int document, rubric_node parent, rubric_node before);

/** The code of the language that the Lua document at an index is in: `lang` of its metadata, or
    what its text seems to be; "en" when there is too little of it. */
rubric_slice rubric_lua_language_code(lua_State *L, int document);
/** Push the language that sentences are cut by: that of the options {language, abbreviations} at
    `arg`, else the fallback. It lives as long as what was pushed. */
const rubric_language *rubric_lua_push_sentence_language(lua_State *L, int arg,
                                                         const rubric_language *fallback);
/** document:language() -> that code */
int rubric_lua_document_language(lua_State *L);
/** What is known of that language, or NULL. */
const rubric_language *rubric_lua_language(lua_State *L, int document);
const rubric_language *rubric_lua_language_named(lua_State *L, rubric_slice code);

/** The option `language` of the options at `arg`, or "en"; it stays on the stack. */
rubric_slice rubric_lua_language_option(lua_State *L, int arg);

/** The stemmer of a language, kept until another one is asked for. */
rubric_stemmer *rubric_lua_stemmer(lua_State *L, rubric_slice code);

/** Set a field of a node to the value at index 3. */
rubric_status rubric_lua_set_field(lua_State *L, rubric_node node, rubric_field field,
                                   rubric_error *error);
/** Set the attribute `class` to the list of names at index 3. */
void rubric_lua_set_classes(lua_State *L, rubric_node node);
/** The string of valid UTF-8 at index 3 for a name of a node; nil is the empty one. */
rubric_slice rubric_lua_field_string(lua_State *L, rubric_node node, const char *name);

/** Push the attributes of the node at an index, as a table that writes through. */
void rubric_lua_push_attributes(lua_State *L, int node);
/** Set an attribute to the string at an index, or take it away for nil. */
void rubric_lua_set_attribute(lua_State *L, rubric_node node, rubric_slice name, int value);
/** Replace all attributes by those of the table, or of another node, at `arg`. */
void rubric_lua_set_attributes(lua_State *L, rubric_node node, int arg);

/* One opener a module or type: leaves the module's table, or nothing for a type. */
void rubric_lua_open_attributes(lua_State *L);
void rubric_lua_open_document(lua_State *L);
void rubric_lua_open_node(lua_State *L);
void rubric_lua_open_span(lua_State *L);
void rubric_lua_open_section(lua_State *L);
void rubric_lua_open_meta(lua_State *L);
void rubric_lua_open_value(lua_State *L);
void rubric_lua_open_selector(lua_State *L);
int rubric_lua_open_build(lua_State *L);
int rubric_lua_open_data(lua_State *L, bool json);
int rubric_lua_open_pattern(lua_State *L);
int rubric_lua_open_phrases(lua_State *L);
int rubric_lua_open_regex(lua_State *L);
int rubric_lua_open_rubric(lua_State *L);
int rubric_lua_open_string(lua_State *L);
int rubric_lua_open_text(lua_State *L);

/* Methods that documents, nodes, spans and sections have in common. */
extern const luaL_Reg rubric_lua_place_methods[];
extern const luaL_Reg rubric_lua_place_contents[];
extern const luaL_Reg rubric_lua_search_methods[];
extern const luaL_Reg rubric_lua_place_origin[];
extern const luaL_Reg rubric_lua_document_origin[];
/* find, match, gmatch, gsub; upvalue 1 says whether over code points. */
extern const luaL_Reg rubric_lua_pattern_functions[];
extern const luaL_Reg rubric_lua_node_edits[];
extern const luaL_Reg rubric_lua_span_edits[];
extern const luaL_Reg rubric_lua_range_edits[];
extern const luaL_Reg rubric_lua_document_facts[];
extern const luaL_Reg rubric_lua_node_range[];
extern const luaL_Reg rubric_lua_node_parts[];
extern const luaL_Reg rubric_lua_table_methods[];
extern const luaL_Reg rubric_lua_document_annotations[];
extern const luaL_Reg rubric_lua_document_sections[];
/* The parts of rubric.text that have a file of their own. */
extern const luaL_Reg rubric_lua_text_encodings[];
extern const luaL_Reg rubric_lua_text_forms[];
extern const luaL_Reg rubric_lua_text_languages[];
extern const luaL_Reg rubric_lua_text_layout[];
extern const luaL_Reg rubric_lua_text_words[];
extern const luaL_Reg rubric_lua_text_analysis[];
extern const luaL_Reg rubric_lua_text_collate[];
/** The part that has a type too: adds its functions to the table on top. */
void rubric_lua_open_text_cutting(lua_State *L);
/** Push the section below a heading, or the preamble for the null node. */
int rubric_lua_push_section(lua_State *L, int document, rubric_node heading);
/** Push the section that the node at index 1 stands in; nil for one that stands nowhere. */
int rubric_lua_push_section_of(lua_State *L, rubric_node node);
/** document:walk(handlers) */
int rubric_lua_walk(lua_State *L);
/** Raise for a table of handlers that a walk would refuse. */
void rubric_lua_check_handlers(lua_State *L, int handlers);

#endif
