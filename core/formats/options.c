// SPDX-License-Identifier: MIT
// Options of readers and writers by their names: one table, and how values become fields.
#include <rubric/words.h>

#include <stddef.h>
#include <stdio.h>

#include "formats/formats.h"

enum storage { STORE_BOOL, STORE_WIDTH, STORE_BYTE, STORE_WRAP };

/** An option that one format, or all of them, read or write with. */
struct row {
    rubric_format_option facts;
    const char *format; // NULL: all
    bool reads;         // else writes
    enum storage storage;
    size_t place; // of its field
};

static const char *const wraps[] = {"preserve", "none", "sentence", NULL};
static const char *const bullets[] = {"-", "*", "+", NULL};
static const char *const delimiters[] = {".", ")", NULL};
static const char *const emphases[] = {"*", "_", NULL};
static const char *const fences[] = {"`", "~", NULL};

#define READ(field) true, STORE_BOOL, offsetof(rubric_read_options, field)
#define WRITE(storage, field) false, storage, offsetof(rubric_write_options, field)

static const struct row rows[] = {
    {{"notes", NULL, false, "report where people go wrong: unclosed fences, unused footnotes"},
     "markdown",
     READ(notes)},
    {{"lenient", NULL, false, "keep front matter that is not YAML as it stands, and read the rest"},
     "markdown",
     READ(lenient)},
    {{"wrap", wraps, false, "where lines end: as they were, never, behind sentences, or a width"},
     "markdown",
     WRITE(STORE_WRAP, wrap)},
    {{"wrap", wraps, false, "where lines end: as they were, never, behind sentences, or a width"},
     "text",
     WRITE(STORE_WRAP, wrap)},
    {{"width", NULL, true, "columns at which lines of text end"},
     "markdown",
     WRITE(STORE_WIDTH, width)},
    {{"width", NULL, true, "columns at which lines of text end"},
     "text",
     WRITE(STORE_WIDTH, width)},
    {{"bullet", bullets, false, "what items begin with"}, "markdown", WRITE(STORE_BYTE, bullet)},
    {{"delimiter", delimiters, false, "what stands behind the numbers of items"},
     "markdown",
     WRITE(STORE_BYTE, delimiter)},
    {{"emphasis", emphases, false, "what stands around emphasis"},
     "markdown",
     WRITE(STORE_BYTE, emphasis)},
    {{"strong", emphases, false, "what stands, twice, around strong emphasis"},
     "markdown",
     WRITE(STORE_BYTE, strong)},
    {{"fence", fences, false, "what stands, three times or more, around code"},
     "markdown",
     WRITE(STORE_BYTE, fence)},
    {{"html", NULL, false, "write as HTML what Markdown has no syntax for"},
     "markdown",
     WRITE(STORE_BOOL, html)},
    {{"no_delimiters", NULL, false, "without the delimiters that scripts brought"},
     "markdown",
     WRITE(STORE_BOOL, no_delimiters)},
    {{"standalone", NULL, false, "a whole page"}, "html", WRITE(STORE_BOOL, standalone)},
    {{"unsafe", NULL, false, "raw HTML and any URL scheme pass"},
     "html",
     WRITE(STORE_BOOL, unsafe)},
    {{"tag_filter", NULL, false, "raw tags that GFM disallows are shown, not obeyed"},
     "html",
     WRITE(STORE_BOOL, tag_filter)},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, NAME_LIMIT = DIALECT_COUNT + ROW_COUNT };

static bool belongs(const struct row *row, const rubric_format *format, bool reads) {
    return row->reads == reads && (!format || !strcmp(row->format, format->name));
}

static bool is_markdown(const rubric_format *format) {
    return !format || !strcmp(format->name, "markdown");
}

bool rubric_format_option_at(const rubric_format *format, bool reads, size_t index,
                             rubric_format_option *out) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!belongs(&rows[i], format, reads) || index-- > 0)
            continue;
        *out = rows[i].facts;
        return true;
    }
    if (!is_markdown(format) || index >= DIALECT_COUNT)
        return false;
    *out = (rubric_format_option){rubric_dialect_extensions[index].name, NULL, false,
                                  rubric_dialect_extensions[index].help};
    return true;
}

/* ---- Messages ------------------------------------------------------------------------ */

static rubric_status unknown(const rubric_format *format, bool reads, rubric_slice name,
                             rubric_error *error) {
    const char *names[NAME_LIMIT];
    size_t count = 0;
    rubric_format_option option;
    while (count < NAME_LIMIT && rubric_format_option_at(format, reads, count, &option))
        names[count++] = option.name;
    const char *nearest = rubric_nearest(name, names, count);
    const char *what = reads ? "reader" : "writer";
    int size = (int)(name.size < 60 ? name.size : 60);
    if (format && !count)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "the %s of %s has no options, so not '%.*s'", what, format->name,
                                size, name.bytes);
    return rubric_error_set(
        error, RUBRIC_ERROR_ARGUMENT, "%s %s%s%s has %s option '%.*s'%s%s%s", format ? "the" : "no",
        what, format ? " of " : "", format ? format->name : "", format ? "no" : "an", size,
        name.bytes, nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

static rubric_status bad_value(const char *name, const char *wanted, rubric_slice value,
                               rubric_error *error) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "option '%s' is %s, not '%.*s'", name,
                            wanted, (int)(value.size < 60 ? value.size : 60), value.bytes);
}

/* ---- Values -------------------------------------------------------------------------- */

static bool read_boolean(rubric_slice value, bool *out) {
    *out = rubric_slice_equal(value, rubric_slice_of("true"));
    return *out || rubric_slice_equal(value, rubric_slice_of("false"));
}

static bool read_width(rubric_slice value, uint32_t *out) {
    enum { WIDEST = 1000000 };
    uint32_t number = 0;
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return false;
        number = number * 10 + (uint32_t)(value.bytes[i] - '0');
        if (number > WIDEST)
            return false;
    }
    *out = number;
    return value.size > 0;
}

static int find_choice(const char *const *choices, rubric_slice value) {
    for (int i = 0; choices[i]; i++)
        if (rubric_slice_equal(value, rubric_slice_of(choices[i])))
            return i;
    return -1;
}

// The choices as a sentence has them: `-, * or +`.
static void list_choices(char *out, size_t size, const char *const *choices) {
    size_t used = 0;
    for (size_t i = 0; choices[i] && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s",
                                 i == 0           ? ""
                                 : choices[i + 1] ? ", "
                                                  : " or ",
                                 choices[i]);
}

static rubric_status set_choice(const struct row *row, void *options, rubric_slice value,
                                rubric_error *error) {
    void *field = (char *)options + row->place;
    int choice = find_choice(row->facts.choices, value);
    if (choice < 0) {
        char list[80] = "";
        list_choices(list, sizeof list, row->facts.choices);
        if (row->storage == STORE_WRAP)
            strcat(list, " (or a width)");
        return bad_value(row->facts.name, list, value, error);
    }
    if (row->storage == STORE_WRAP) {
        *(rubric_wrap *)field = (rubric_wrap)choice;
        ((rubric_write_options *)options)->width = 0; // the last one counts
    } else
        *(char *)field = row->facts.choices[choice][0];
    return RUBRIC_OK;
}

static rubric_status set_row(const struct row *row, void *options, rubric_slice value,
                             rubric_error *error) {
    void *field = (char *)options + row->place;
    if (row->storage == STORE_BOOL && !read_boolean(value, field))
        return bad_value(row->facts.name, "true or false", value, error);
    if (row->storage == STORE_WIDTH && !read_width(value, field))
        return bad_value(row->facts.name, "a number of columns", value, error);
    if (row->storage == STORE_WRAP && read_width(value, &((rubric_write_options *)options)->width))
        return RUBRIC_OK; // `wrap=72`
    return row->facts.choices ? set_choice(row, options, value, error) : RUBRIC_OK;
}

static rubric_status set_extension(rubric_extensions *extensions, enum dialect_extension extension,
                                   rubric_slice value, rubric_error *error) {
    bool is_on;
    if (!read_boolean(value, &is_on))
        return bad_value(rubric_dialect_extensions[extension].name, "true or false", value, error);
    extensions->on &= ~dialect_bit(extension);
    extensions->off &= ~dialect_bit(extension);
    *(is_on ? &extensions->on : &extensions->off) |= dialect_bit(extension);
    return RUBRIC_OK;
}

// Sets an option in the struct that holds it.
static rubric_status set(void *options, const char *format_name, bool reads,
                         rubric_extensions *extensions, rubric_slice name, rubric_slice value,
                         rubric_error *error) {
    const rubric_format *format =
        format_name ? rubric_format_find(rubric_slice_of(format_name)) : NULL;
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (belongs(&rows[i], format, reads) &&
            rubric_slice_equal(name, rubric_slice_of(rows[i].facts.name)))
            return set_row(&rows[i], options, value, error);
    enum dialect_extension extension = rubric_dialect_find(name);
    if (extension != DIALECT_COUNT && is_markdown(format))
        return set_extension(extensions, extension, value, error);
    return unknown(format, reads, name, error);
}

// A host may fill in the struct itself.
rubric_status rubric_write_options_check(const rubric_write_options *options, rubric_error *error) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct row *row = &rows[i];
        if (row->storage != STORE_BYTE)
            continue;
        rubric_slice value = rubric_slice_make((const char *)options + row->place, 1);
        char list[80] = "";
        list_choices(list, sizeof list, row->facts.choices);
        if (value.bytes[0] && find_choice(row->facts.choices, value) < 0)
            return bad_value(row->facts.name, list, value, error);
    }
    return RUBRIC_OK;
}

rubric_status rubric_read_option_set(rubric_read_options *options, rubric_slice name,
                                     rubric_slice value, rubric_error *error) {
    if (rubric_is_missing(options, "options", error))
        return RUBRIC_ERROR_ARGUMENT;
    return set(options, options->format, true, &options->extensions, name, value, error);
}

rubric_status rubric_write_option_set(rubric_write_options *options, rubric_slice name,
                                      rubric_slice value, rubric_error *error) {
    if (rubric_is_missing(options, "options", error))
        return RUBRIC_ERROR_ARGUMENT;
    return set(options, options->format, false, &options->extensions, name, value, error);
}
