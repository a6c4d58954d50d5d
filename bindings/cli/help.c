// SPDX-License-Identifier: MIT
// Lays out help.
#include "help.h"

#include "file.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { NAME_WIDTH = 28, LINE_WIDTH = 96 }; // columns

int rubric_help_print(const rubric_buffer *text) {
    if (rubric_file_write(STDOUT_FILENO, rubric_buffer_slice(text)) || errno == EPIPE)
        return RUBRIC_EXIT_DONE;
    fprintf(stderr, "rubric: error: cannot write to standard output: %s\n",
            rubric_file_problem(errno));
    return RUBRIC_EXIT_OUTPUT;
}

int rubric_help_short(void) {
    fputs("usage: rubric VERB [OPTION]... [INPUT]...\n"
          "for example: rubric digest page.html\n"
          "'rubric help' lists verbs and options\n",
          stderr);
    return RUBRIC_EXIT_USAGE;
}

void rubric_help_put_row(rubric_buffer *out, const rubric_buffer *name, rubric_slice text) {
    rubric_buffer_put_slice(out, rubric_buffer_slice(name));
    if (name->size + 2 > NAME_WIDTH)
        rubric_buffer_put_byte(out, '\n');
    size_t padding = name->size + 2 > NAME_WIDTH ? NAME_WIDTH : NAME_WIDTH - name->size;
    rubric_buffer lines;
    rubric_buffer_init(&lines, out->context);
    const rubric_wrap_options wrap = {.width = LINE_WIDTH - NAME_WIDTH, .at_blanks = true};
    rubric_text_wrap(&lines, text, &wrap);
    rubric_slice rest = rubric_slice_trim(rubric_buffer_slice(&lines));
    do {
        size_t end = rubric_slice_find(rest, rubric_slice_of("\n"), 0);
        size_t next = end == SIZE_MAX ? rest.size : end + 1;
        end = end == SIZE_MAX ? rest.size : end;
        rubric_buffer_put_repeated(out, ' ', end > 0 ? padding : 0);
        rubric_buffer_put_slice(out, rubric_slice_part(rest, 0, end));
        rubric_buffer_put_byte(out, '\n');
        rest = rubric_slice_part(rest, next, rest.size);
        padding = NAME_WIDTH;
    } while (rest.size > 0);
    rubric_buffer_clear(&lines);
}

static void put_named(rubric_buffer *out, rubric_slice name, rubric_slice text) {
    rubric_buffer left;
    rubric_buffer_init(&left, out->context);
    rubric_buffer_put_string(&left, "  ");
    rubric_buffer_put_slice(&left, name);
    rubric_help_put_row(out, &left, text);
    rubric_buffer_clear(&left);
}

static void put_choices(rubric_buffer *left, const rubric_option *option) {
    rubric_buffer_put_string(left, option->is_optional ? "[=" : " ");
    for (size_t i = 0; option->choices[i] != NULL; i++) {
        rubric_buffer_put_string(left, i == 0 ? "" : "|");
        rubric_buffer_put_string(left, option->choices[i]);
    }
    rubric_buffer_put_string(left, option->is_optional ? "]" : "");
}

static void put_option(rubric_buffer *out, const rubric_option *option) {
    rubric_buffer left;
    rubric_buffer_init(&left, out->context);
    char letter[] = {' ',
                     ' ',
                     option->letter == 0 ? ' ' : '-',
                     option->letter == 0 ? ' ' : option->letter,
                     option->letter == 0 ? ' ' : ',',
                     ' ',
                     '-',
                     '-',
                     0};
    rubric_buffer_put_string(&left, letter);
    rubric_buffer_put_string(&left, option->name);
    if (option->choices != NULL) {
        put_choices(&left, option);
    } else if (option->argument != NULL) {
        rubric_buffer_put_byte(&left, ' ');
        rubric_buffer_put_string(&left, option->argument);
    }
    rubric_help_put_row(out, &left, rubric_slice_of(option->help));
    rubric_buffer_clear(&left);
}

static void put_shared_options(rubric_buffer *out) {
    rubric_buffer_put_string(out, "\nOptions:\n");
    const rubric_option *option;
    for (size_t i = 0; (option = rubric_option_at(i)) != NULL; i++)
        put_option(out, option);
}

static rubric_slice text_of(const rubric_value *map, const char *key) {
    const rubric_value *value = map == NULL ? NULL : rubric_value_find(map, rubric_slice_of(key));
    return value != NULL && value->type == RUBRIC_VALUE_STRING ? value->as.string
                                                               : rubric_slice_of("");
}

// What a script says of itself; nothing for one that does not load.
static rubric_slice summary_of(rubric_session *session, rubric_slice name) {
    rubric_program *program;
    if (rubric_program_load(&program, session->engine, name.bytes, NULL) != RUBRIC_OK)
        return rubric_slice_of("");
    rubric_slice summary = text_of(rubric_program_description(program), "description");
    rubric_program_free(program); // the engine keeps what it loaded by name
    return summary;
}

static void put_scripts(rubric_buffer *out, rubric_session *session) {
    const rubric_value *scripts = rubric_engine_scripts(session->engine);
    if (scripts == NULL || scripts->as.list.count == 0)
        return;
    rubric_buffer_put_string(out, "\nScripts, each a verb:\n");
    for (uint32_t i = 0; i < scripts->as.list.count; i++) {
        rubric_slice name = text_of(&scripts->as.list.items[i], "name"); // ended by a zero
        put_named(out, name, summary_of(session, name));
    }
    put_named(out, rubric_slice_of("./mine.lua"), rubric_slice_of("a script of your own"));
}

int rubric_help_general(rubric_session *session) {
    rubric_buffer text;
    rubric_buffer_init(&text, session->context);
    rubric_buffer_put_string(&text, "rubric " RUBRIC_VERSION
                                    ", a document processing engine with scripts in Lua\n\n"
                                    "usage: rubric VERB [OPTION]... [INPUT]...\n\n"
                                    "An input is a file, a folder, or '-' for standard input.\n"
                                    "\nVerbs:\n");
    const rubric_verb *verb;
    for (size_t i = 0; (verb = rubric_verb_at(i)) != NULL; i++)
        put_named(&text, rubric_slice_of(verb->name), rubric_slice_of(verb->summary));
    put_scripts(&text, session);
    put_shared_options(&text);
    rubric_buffer_put_string(
        &text, "\nExit codes: 0 done, 1 findings, 2 wrong usage, 3 some documents failed,\n"
               "4 output could not be written, 130 interrupted\n"
               "\n'rubric help VERB' tells more of a verb, with examples.\n");
    int code = rubric_help_print(&text);
    rubric_buffer_clear(&text);
    return code;
}

static void put_own_verb(rubric_buffer *out, const rubric_verb *verb) {
    rubric_buffer_put_string(out, "rubric ");
    rubric_buffer_put_string(out, verb->name);
    rubric_buffer_put_string(out, ": ");
    rubric_buffer_put_string(out, verb->summary);
    rubric_buffer_put_string(out, "\n\nusage: rubric ");
    rubric_buffer_put_string(out, verb->name);
    rubric_buffer_put_byte(out, ' ');
    rubric_buffer_put_string(out, verb->usage);
    rubric_buffer_put_string(out, "\n\nExamples:\n");
    for (size_t i = 0; verb->examples[i] != NULL; i++) {
        rubric_buffer_put_string(out, "  ");
        rubric_buffer_put_string(out, verb->examples[i]);
        rubric_buffer_put_byte(out, '\n');
    }
}

static void put_plain(rubric_buffer *out, const rubric_value *value) {
    if (value->type == RUBRIC_VALUE_STRING)
        rubric_buffer_put_slice(out, value->as.string);
    else
        rubric_json_write(out, value, 0);
}

// "(default: 3, at least 1, one of: a b)"
static void put_facts(rubric_buffer *out, const rubric_value *option) {
    static const struct {
        const char *key, *says;
    } facts[] = {{"default", "default: "}, {"minimum", "at least "}, {"maximum", "at most "}};
    size_t begin = out->size;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const rubric_value *value = rubric_value_find(option, rubric_slice_of(facts[i].key));
        if (value == NULL || value->type == RUBRIC_VALUE_NULL)
            continue;
        rubric_buffer_put_string(out, out->size == begin ? " (" : ", ");
        rubric_buffer_put_string(out, facts[i].says);
        put_plain(out, value);
    }
    const rubric_value *choices = rubric_value_find(option, rubric_slice_of("choices"));
    if (choices != NULL && choices->type == RUBRIC_VALUE_LIST) {
        rubric_buffer_put_string(out, out->size == begin ? " (" : ", ");
        rubric_buffer_put_string(out, "one of:");
        for (uint32_t i = 0; i < choices->as.list.count; i++) {
            rubric_buffer_put_byte(out, ' ');
            put_plain(out, &choices->as.list.items[i]);
        }
    }
    const rubric_value *required = rubric_value_find(option, rubric_slice_of("required"));
    if (required != NULL && required->type == RUBRIC_VALUE_BOOLEAN && required->as.boolean)
        rubric_buffer_put_string(out, out->size == begin ? " (required" : ", required");
    rubric_buffer_put_string(out, out->size == begin ? "" : ")");
}

static bool is_false(const rubric_value *value) {
    return value == NULL || value->type != RUBRIC_VALUE_BOOLEAN || !value->as.boolean;
}

static void put_script_option(rubric_buffer *out, rubric_slice name, const rubric_value *option) {
    rubric_buffer left, text;
    rubric_buffer_init(&left, out->context);
    rubric_buffer_init(&text, out->context);
    rubric_slice type = text_of(option, "type");
    bool is_flag = rubric_slice_equal(type, rubric_slice_of("boolean"));
    bool is_on = is_flag && !is_false(rubric_value_find(option, rubric_slice_of("default")));
    rubric_buffer_put_string(&left, is_on ? "  --no-" : "  --");
    for (size_t i = 0; i < name.size; i++)
        rubric_buffer_put_byte(&left, name.bytes[i] == '_' ? '-' : name.bytes[i]);
    if (!is_flag) {
        rubric_buffer_put_byte(&left, ' ');
        for (size_t i = 0; i < type.size; i++) // as the values of shared options are written
            rubric_buffer_put_byte(&left, (char)(type.bytes[i] >= 'a' && type.bytes[i] <= 'z'
                                                     ? type.bytes[i] - 'a' + 'A'
                                                     : type.bytes[i]));
    }
    rubric_buffer_put_slice(&text, text_of(option, "help"));
    rubric_buffer_put_string(&text, is_on ? ": this turns it off" : "");
    if (!is_flag)
        put_facts(&text, option);
    rubric_help_put_row(out, &left, rubric_buffer_slice(&text));
    rubric_buffer_clear(&left);
    rubric_buffer_clear(&text);
}

static void put_examples(rubric_buffer *out, const rubric_value *description) {
    const rubric_value *examples = rubric_value_find(description, rubric_slice_of("examples"));
    if (examples == NULL || examples->type != RUBRIC_VALUE_LIST || examples->as.list.count == 0)
        return;
    rubric_buffer_put_string(out, "\nExamples:\n");
    for (uint32_t i = 0; i < examples->as.list.count; i++) {
        rubric_buffer_put_string(out, "  ");
        put_plain(out, &examples->as.list.items[i]);
        rubric_buffer_put_byte(out, '\n');
    }
}

// What a script asks for, as the options that grant it.
static void put_permissions(rubric_buffer *out, const rubric_value *description) {
    const rubric_value *asked = rubric_value_find(description, rubric_slice_of("permissions"));
    if (asked == NULL || asked->type != RUBRIC_VALUE_LIST || asked->as.list.count == 0)
        return;
    rubric_buffer_put_string(out, "\nPermissions that it asks for:\n");
    for (uint32_t i = 0; i < asked->as.list.count; i++) {
        rubric_buffer_put_string(out, "  --allow ");
        put_plain(out, &asked->as.list.items[i]);
        rubric_buffer_put_byte(out, '\n');
    }
}

// What a script adds to Markdown, as it is written there.
static void put_markdown(rubric_buffer *out, const rubric_value *description) {
    const rubric_value *markdown = rubric_value_find(description, rubric_slice_of("markdown"));
    if (markdown == NULL)
        return;
    const rubric_value *delimiters = rubric_value_find(markdown, rubric_slice_of("delimiters"));
    const rubric_value *fences = rubric_value_find(markdown, rubric_slice_of("fences"));
    rubric_buffer_put_string(out, "\nMarkdown that it reads:\n");
    for (uint32_t i = 0; i < delimiters->as.map.count; i++) {
        const rubric_entry *entry = &delimiters->as.map.entries[i];
        rubric_buffer_put_string(out, "  ");
        rubric_buffer_put_slice(out, entry->key);
        rubric_buffer_put_string(out, "text");
        rubric_buffer_put_slice(out, entry->key);
        rubric_buffer_put_string(out, " (");
        put_plain(out, &entry->value);
        rubric_buffer_put_string(out, ")\n");
    }
    for (uint32_t i = 0; i < fences->as.list.count; i++) {
        rubric_buffer_put_string(out, "  ::: ");
        put_plain(out, &fences->as.list.items[i]);
        rubric_buffer_put_string(out, "  or  ```");
        put_plain(out, &fences->as.list.items[i]);
        rubric_buffer_put_byte(out, '\n');
    }
}

static void put_script(rubric_buffer *out, const char *name, const rubric_value *description) {
    rubric_buffer_put_string(out, "rubric ");
    rubric_buffer_put_string(out, name);
    rubric_slice summary = text_of(description, "description");
    rubric_buffer_put_string(out, summary.size > 0 ? ": " : "");
    rubric_buffer_put_slice(out, summary);
    rubric_buffer_put_string(out, "\n\nusage: rubric ");
    rubric_buffer_put_string(out, name);
    rubric_buffer_put_string(out, " [OPTION]... [-o OUTPUT] [INPUT]...\n");
    const rubric_value *options = rubric_value_find(description, rubric_slice_of("options"));
    if (options != NULL && options->type == RUBRIC_VALUE_MAP && options->as.map.count > 0) {
        rubric_buffer_put_string(out, "\nOptions of the script:\n");
        for (uint32_t i = 0; i < options->as.map.count; i++)
            put_script_option(out, options->as.map.entries[i].key,
                              &options->as.map.entries[i].value);
    }
    put_permissions(out, description);
    put_markdown(out, description);
    put_examples(out, description);
}

int rubric_help_verb(rubric_session *session, const char *name) {
    rubric_error error;
    rubric_buffer text;
    rubric_buffer_init(&text, session->context);
    const rubric_verb *verb = rubric_verb_find(name);
    if (verb != NULL) {
        put_own_verb(&text, verb);
    } else {
        rubric_program *program;
        rubric_status status = rubric_verb_is_script(session, name)
                                   ? rubric_program_load(&program, session->engine, name, &error)
                                   : rubric_verb_unknown(session, name, &error);
        if (status != RUBRIC_OK)
            return rubric_session_refuse(&error);
        put_script(&text, name, rubric_program_description(program));
        rubric_program_free(program);
    }
    rubric_buffer_put_string(&text, "\n'rubric help' lists the options that all verbs share.\n");
    int code = rubric_help_print(&text);
    rubric_buffer_clear(&text);
    return code;
}
