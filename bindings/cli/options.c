// SPDX-License-Identifier: MIT
// The table of the options that every verb shares, and how each sets its field.
#include "options.h"

#include "quantity.h"

#include <rubric/engine.h>

static const char *const trusts[] = {"restricted", "trusted", "isolated", NULL};
static const char *const reports[] = {"text", "short", "json", NULL};
static const char *const offset_units[] = {"bytes", "codepoints", "utf16", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define PLACE(field) offsetof(rubric_settings, field)

static const rubric_option table[] = {
    {"from", 'f', RUBRIC_OPTION_TEXT, PLACE(from), "FORMAT", NULL, false,
     "format of the inputs (default: by extension, then by content)"},
    {"to", 't', RUBRIC_OPTION_TEXT, PLACE(to), "FORMAT", NULL, false,
     "format of the output (default: by the extension of -o, else markdown)"},
    {"from-option", 0, RUBRIC_OPTION_LIST, PLACE(from_options), "NAME=VALUE", NULL, false,
     "set an option of the reader, as 'rubric help markdown' lists them; may be repeated"},
    {"to-option", 0, RUBRIC_OPTION_LIST, PLACE(to_options), "NAME=VALUE", NULL, false,
     "set an option of the writer, such as wrap=sentence; may be repeated"},
    {"output", 'o', RUBRIC_OPTION_TEXT, PLACE(output), "PATH", NULL, false,
     "a file, a folder 'DIR/', or a pattern with {folder} {stem} {ext} {id} {meta.NAME}"},
    {"script", 's', RUBRIC_OPTION_LIST, PLACE(scripts), "SCRIPT", NULL, false,
     "run a script first; may be repeated, and carry options: 'summarize{sentences=2}'"},
    {"option", 0, RUBRIC_OPTION_LIST, PLACE(options), "NAME=VALUE", NULL, false,
     "set an option of every script that has it; may be repeated"},
    {"scripts", 0, RUBRIC_OPTION_LIST, PLACE(folders), "DIR", NULL, false,
     "look for scripts in a folder first; may be repeated. Then in ./plugins, the folders of "
     "RUBRIC_PATH, and ~/.config/rubric/plugins"},
    {"jobs", 'j', RUBRIC_OPTION_COUNT, PLACE(jobs), "N", NULL, false,
     "work on N documents at a time (default: one a processor)"},
    {"join", 0, RUBRIC_OPTION_FLAG, PLACE(join), NULL, NULL, false,
     "write one output from many inputs"},
    {"in-place", 0, RUBRIC_OPTION_FLAG, PLACE(in_place), NULL, NULL, false,
     "write each result over its input; only what was changed differs"},
    {"json", 0, RUBRIC_OPTION_FLAG, PLACE(json), NULL, NULL, false,
     "print one JSON record a document: metadata, text, spans"},
    {"records", 0, RUBRIC_OPTION_FLAG, PLACE(records), NULL, NULL, false,
     "read one JSON request a line and print one JSON record for each"},
    {"offsets", 0, RUBRIC_OPTION_CHOICE, PLACE(offsets), "UNIT", offset_units, false,
     "what records count offsets in"},
    {"width", 0, RUBRIC_OPTION_COUNT, PLACE(width), "COLUMNS", NULL, false,
     "break lines of text and Markdown at a width (default: lines stay)"},
    {"standalone", 0, RUBRIC_OPTION_FLAG, PLACE(standalone), NULL, NULL, false,
     "write HTML as a whole page"},
    {"unsafe", 0, RUBRIC_OPTION_FLAG, PLACE(unsafe), NULL, NULL, false,
     "let raw HTML and any URL scheme through to HTML"},
    {"no-metadata", 0, RUBRIC_OPTION_FLAG, PLACE(no_metadata), NULL, NULL, false,
     "leave front matter out"},
    {"charset", 0, RUBRIC_OPTION_TEXT, PLACE(charset), "NAME", NULL, false,
     "encoding of the inputs, whatever they say themselves"},
    {"url", 0, RUBRIC_OPTION_TEXT, PLACE(url), "URL", NULL, false, "address of the document"},
    {"lang", 0, RUBRIC_OPTION_TEXT, PLACE(lang), "CODE", NULL, false,
     "language of the documents, such as en"},
    {"limit-memory", 0, RUBRIC_OPTION_BYTES, PLACE(limit_memory), "SIZE", NULL, false,
     "memory a document may take: 64MiB, 1GiB, 0 for no limit (default: 256MiB)"},
    {"limit-time", 0, RUBRIC_OPTION_TIME, PLACE(limit_time), "TIME", NULL, false,
     "time a document may take: 500ms, 5s, 0 for no limit (default: 10s)"},
    {"trust", 0, RUBRIC_OPTION_CHOICE, PLACE(trust), "LEVEL", trusts, false,
     "what scripts may do: 'trusted' gives all of Lua; 'isolated' runs restricted ones in a "
     "confined process, as many documents do anyhow"},
    {"allow", 0, RUBRIC_OPTION_LIST, PLACE(permissions), "PERMISSION", NULL, false,
     "grant what plugins ask for: read:DIR, write:DIR, run:PROGRAM or env:NAME; may be repeated"},
    {"no-sandbox", 0, RUBRIC_OPTION_FLAG, PLACE(no_sandbox), NULL, NULL, false,
     "do not confine the processes that work on documents, for systems that cannot"},
    {"require-sandbox", 0, RUBRIC_OPTION_FLAG, PLACE(require_sandbox), NULL, NULL, false,
     "isolate, and do nothing where the system cannot confine fully"},
    {"diagnostics", 0, RUBRIC_OPTION_CHOICE, PLACE(diagnostics), "FORM", reports, false,
     "how messages about documents look"},
    {"trace", 0, RUBRIC_OPTION_FLAG, PLACE(trace), NULL, NULL, false,
     "show where in a script a failure came from"},
    {"quiet", 0, RUBRIC_OPTION_FLAG, PLACE(quiet), NULL, NULL, false,
     "print errors only, no warnings and no progress"},
    {"color", 0, RUBRIC_OPTION_CHOICE, PLACE(color), "WHEN", colors, true, "color messages"},
    {"twice", 0, RUBRIC_OPTION_FLAG, PLACE(twice), NULL, NULL, false,
     "of 'test': run each file in two processes and compare what it prints"},
    {"version", 0, RUBRIC_OPTION_FLAG, PLACE(version), NULL, NULL, false, "print the version"},
    {"help", 'h', RUBRIC_OPTION_FLAG, PLACE(help), NULL, NULL, false,
     "print help; after a verb, help about that verb"},
};

enum { OPTION_COUNT = sizeof table / sizeof *table };

const rubric_option *rubric_option_at(size_t index) {
    return index < OPTION_COUNT ? &table[index] : NULL;
}

const rubric_option *rubric_option_find(rubric_slice name) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (rubric_slice_equal(name, rubric_slice_of(table[i].name)))
            return &table[i];
    return NULL;
}

const rubric_option *rubric_option_of_letter(char letter) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (letter != 0 && table[i].letter == letter)
            return &table[i];
    return NULL;
}

rubric_status rubric_settings_init(rubric_settings *settings, rubric_arena *arena, size_t room,
                                   rubric_error *error) {
    *settings = (rubric_settings){.limit_memory = (size_t)256 << 20, .limit_time = 10000};
    rubric_words *lists[] = {&settings->scripts,    &settings->options,
                             &settings->folders,    &settings->from_options,
                             &settings->to_options, &settings->permissions};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lists[i]->items = rubric_arena_allocate(arena, (room + 1) * sizeof *lists[i]->items);
        if (lists[i]->items == NULL)
            return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    }
    return RUBRIC_OK;
}

static rubric_status set_choice(const rubric_option *option, int *field, const char *value,
                                rubric_error *error) {
    size_t count = 0;
    for (; option->choices[count] != NULL; count++) {
        if (strcmp(option->choices[count], value) != 0)
            continue;
        *field = (int)count;
        return RUBRIC_OK;
    }
    char list[100] = "";
    for (size_t i = 0; i < count; i++) {
        strcat(list, i == 0 ? "" : i + 1 < count ? ", " : " or ");
        strcat(list, option->choices[i]);
    }
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '--%s' is %s, not '%s'",
                            option->name, list, value);
}

static rubric_status refuse(const rubric_option *option, const char *value, const char *expected,
                            rubric_error *error) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '--%s' takes %s, not '%s'",
                            option->name, expected, value);
}

rubric_status rubric_option_set(const rubric_option *option, rubric_settings *settings,
                                const char *value, rubric_error *error) {
    void *field = (char *)settings + option->place;
    rubric_words *list = field;
    switch (option->type) {
    case RUBRIC_OPTION_FLAG:
        *(bool *)field = true;
        break;
    case RUBRIC_OPTION_TEXT:
        *(const char **)field = value;
        break;
    case RUBRIC_OPTION_LIST:
        list->items[list->count++] = value;
        break;
    case RUBRIC_OPTION_CHOICE:
        return set_choice(option, field, value != NULL ? value : option->choices[1], error);
    case RUBRIC_OPTION_COUNT:
        if (!rubric_quantity_count(value, field))
            return refuse(option, value, "a number", error);
        break;
    case RUBRIC_OPTION_BYTES:
        if (!rubric_quantity_bytes(value, field))
            return refuse(option, value, "a size such as 64MiB", error);
        break;
    case RUBRIC_OPTION_TIME:
        if (!rubric_quantity_time(value, field))
            return refuse(option, value, "a time such as 500ms or 5s", error);
        break;
    }
    return RUBRIC_OK;
}
