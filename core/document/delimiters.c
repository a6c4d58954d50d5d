// SPDX-License-Identifier: MIT
// Delimiters of Markdown that a reading is asked for: which signs can be some, and the copies that
// a document keeps.
#include "base/ascii.h"
#include "document/document.h"

enum { ALWAYS = DIALECT_COUNT, DELIMITER_LIMIT = 16 };

/** What signs belong to: to every Markdown, or where an extension is on. */
static const struct {
    const char *signs;
    uint8_t extension; // enum dialect_extension
    const char *owner; // of those that always belong to something
} owners[] = {{"*_", ALWAYS, "emphasis"},
              {"`", ALWAYS, "code"},
              {"[]()!", ALWAYS, "links and images"},
              {"\\", ALWAYS, "escapes"},
              {"<", ALWAYS, "HTML"},
              {">", ALWAYS, "block quotes"},
              {"&;", ALWAYS, "character references"},
              {"#", ALWAYS, "headings"},
              {":", ALWAYS, "link definitions"},
              {"\"'", ALWAYS, "titles and quotations"},
              {"{}", ALWAYS, "attributes"},
              {"@", DIALECT_AUTOLINKS, NULL},
              {"~", DIALECT_STRIKETHROUGH, NULL},
              {"~", DIALECT_SUBSCRIPT, NULL},
              {"^", DIALECT_SUPERSCRIPT, NULL},
              {"^", DIALECT_INLINE_FOOTNOTES, NULL},
              {"$", DIALECT_MATH, NULL},
              {"-.", DIALECT_SMART, NULL},
              {"=", DIALECT_HIGHLIGHT, NULL},
              {"|", DIALECT_TABLES, NULL},
              {"|", DIALECT_LINE_BLOCKS, NULL}};

enum dialect_extension rubric_delimiter_owner(dialect_set dialect, char sign) {
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (owners[i].extension != ALWAYS && strchr(owners[i].signs, sign) &&
            dialect_has(dialect, (enum dialect_extension)owners[i].extension))
            return (enum dialect_extension)owners[i].extension;
    return DIALECT_COUNT;
}

static const char *owner_of(char sign) {
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (owners[i].extension == ALWAYS && strchr(owners[i].signs, sign))
            return owners[i].owner;
    return NULL;
}

static bool is_mark(const char *mark) {
    return mark && ascii_is_punctuation(mark[0]) &&
           (mark[1] == '\0' || (mark[1] == mark[0] && mark[2] == '\0'));
}

// What a class can be called in an attribute list, too.
static bool is_class(const char *name) {
    size_t size = name ? strlen(name) : 0;
    for (size_t i = 0; i < size; i++)
        if (!ascii_is_letter(name[i]) &&
            (i == 0 || !(ascii_is_digit(name[i]) || ascii_is_among(name[i], "-_"))))
            return false;
    return size > 0 && size <= 100;
}

static rubric_status check(const rubric_delimiter *delimiter, rubric_error *error) {
    const char *mark = delimiter->mark ? delimiter->mark : "";
    if (!is_mark(delimiter->mark))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%.20s' is no delimiter: one sign of ASCII, once or twice, is",
                                mark);
    if (owner_of(mark[0]))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%s' is no delimiter: '%c' belongs to %s", mark, mark[0],
                                owner_of(mark[0]));
    if (!is_class(delimiter->name))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "delimiter '%s' needs a name of letters, digits, '-' and '_', not "
                                "'%.40s'",
                                mark, delimiter->name ? delimiter->name : "");
    return RUBRIC_OK;
}

rubric_status rubric_delimiters_check(const rubric_delimiter *delimiters, size_t count,
                                      rubric_error *error) {
    if (count > DELIMITER_LIMIT)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "more than %d delimiters",
                                DELIMITER_LIMIT);
    for (size_t i = 0; i < count; i++) {
        rubric_status status = check(&delimiters[i], error);
        if (status != RUBRIC_OK)
            return status;
        for (size_t before = 0; before < i; before++)
            if (delimiters[before].mark[0] == delimiters[i].mark[0])
                return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                        "delimiters '%s' and '%s' are of one sign",
                                        delimiters[before].mark, delimiters[i].mark);
    }
    return RUBRIC_OK;
}

// The extension that has a sign already, unless it says the same.
static rubric_status check_dialect(dialect_set dialect, const rubric_delimiter *delimiter,
                                   rubric_error *error) {
    enum dialect_extension owner = rubric_delimiter_owner(dialect, delimiter->mark[0]);
    bool is_same =
        owner == DIALECT_HIGHLIGHT && delimiter->mark[1] && !strcmp(delimiter->name, "mark");
    if (owner == DIALECT_COUNT || is_same)
        return RUBRIC_OK;
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                            "'%s' is no delimiter here: '%c' belongs to the extension '%s', which "
                            "is on",
                            delimiter->mark, delimiter->mark[0],
                            rubric_dialect_extensions[owner].name);
}

static const char *keep(rubric_document *document, const char *text) {
    char *copy = rubric_arena_bytes(document->arena, strlen(text) + 1);
    return copy ? memcpy(copy, text, strlen(text) + 1) : NULL;
}

rubric_status rubric_document_set_delimiters(rubric_document *document,
                                             const rubric_delimiter *delimiters, size_t count,
                                             rubric_error *error) {
    rubric_status status = rubric_delimiters_check(delimiters, count, error);
    for (size_t i = 0; status == RUBRIC_OK && i < count; i++)
        status = check_dialect(document->dialect, &delimiters[i], error);
    if (status != RUBRIC_OK || count == 0)
        return status;
    rubric_delimiter *copies = rubric_arena_allocate(document->arena, count * sizeof *copies);
    for (size_t i = 0; copies && i < count; i++) {
        copies[i].mark = keep(document, delimiters[i].mark);
        copies[i].name = keep(document, delimiters[i].name);
        if (!copies[i].mark || !copies[i].name)
            copies = NULL;
    }
    if (!copies)
        return document_failure(document, error);
    document->delimiters = copies;
    document->delimiter_count = (uint32_t)count;
    return RUBRIC_OK;
}
