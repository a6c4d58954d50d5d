// SPDX-License-Identifier: MIT
// The options that every verb shares: one table that parsing, help and suggestions go by.
#ifndef RUBRIC_CLI_OPTIONS_H
#define RUBRIC_CLI_OPTIONS_H

#include <rubric/rubric.h>

/** Words of the command line, in their order; room for all of them is made once. */
typedef struct rubric_words {
    const char **items;
    size_t count;
} rubric_words;

enum { RUBRIC_COLOR_AUTO, RUBRIC_COLOR_ALWAYS, RUBRIC_COLOR_NEVER };
enum { RUBRIC_REPORT_TEXT, RUBRIC_REPORT_SHORT, RUBRIC_REPORT_JSON };
enum { RUBRIC_TRUST_LEVEL_RESTRICTED, RUBRIC_TRUST_LEVEL_TRUSTED, RUBRIC_TRUST_LEVEL_ISOLATED };
enum { RUBRIC_OFFSETS_BYTES, RUBRIC_OFFSETS_CODEPOINTS, RUBRIC_OFFSETS_UTF16 };

/** What the shared options were set to. */
typedef struct rubric_settings {
    const char *from, *to, *output;         // NULL: not given
    const char *charset, *url, *lang;       // NULL: not given
    rubric_words scripts, options, folders; // of -s, --option, --scripts
    rubric_words from_options, to_options;  // NAME=VALUE each
    rubric_words permissions;               // of --allow
    uint32_t jobs;                          // 0: one a processor
    uint32_t width;                         // columns; 0: lines as they were
    size_t limit_memory;                    // bytes a document; 0: none
    uint32_t limit_time;                    // milliseconds a document; 0: none
    int trust, diagnostics, offsets, color; // indices into their choices
    bool json, records, join, in_place, trace, standalone, unsafe, no_metadata, quiet;
    bool no_sandbox, require_sandbox, twice, version, help;
} rubric_settings;

typedef enum rubric_option_type {
    RUBRIC_OPTION_FLAG,   // bool
    RUBRIC_OPTION_TEXT,   // const char *
    RUBRIC_OPTION_LIST,   // rubric_words
    RUBRIC_OPTION_CHOICE, // int, an index
    RUBRIC_OPTION_COUNT,  // uint32_t
    RUBRIC_OPTION_BYTES,  // size_t
    RUBRIC_OPTION_TIME    // uint32_t, milliseconds
} rubric_option_type;

/** One row of the table. */
typedef struct rubric_option {
    const char *name; // without its dashes
    char letter;      // 0: none
    rubric_option_type type;
    size_t place;               // of its field in rubric_settings
    const char *argument;       // what help calls the value; NULL for a flag
    const char *const *choices; // ended by NULL; NULL unless a choice
    bool is_optional;           // the value may be left out, and is the second choice then
    const char *help;
} rubric_option;

/** The option at `index`; NULL past the last. */
const rubric_option *rubric_option_at(size_t index);
const rubric_option *rubric_option_find(rubric_slice name);
const rubric_option *rubric_option_of_letter(char letter);

/** The settings before any option is read; `room` is how many values a list may get. */
rubric_status rubric_settings_init(rubric_settings *settings, rubric_arena *arena, size_t room,
                                   rubric_error *error);

/** Set what an option says; `value` NULL for a flag or a choice without its value. */
rubric_status rubric_option_set(const rubric_option *option, rubric_settings *settings,
                                const char *value, rubric_error *error);

#endif
