// SPDX-License-Identifier: MIT
// The table of formats, guessing one, and reading and writing by name.
#include "formats/formats.h"
#include "document/document.h"
#include "document/elements.h"
#include "readers/readers.h"
#include "writers/writers.h"

struct format {
    rubric_format facts;
    rubric_status (*read)(rubric_document *document, rubric_error *error);
    rubric_slice (*charset)(rubric_slice bytes); // the label that the bytes declare of themselves
    void (*write)(rubric_buffer *out, rubric_document *document,
                  const rubric_write_options *options);
    // A writer that may refuse; in place of `write`.
    rubric_status (*patch)(rubric_buffer *out, rubric_document *document,
                           const rubric_write_options *options, rubric_error *error);
};

static const char *const text_extensions[] = {"txt", "text", NULL};
static const char *const markdown_extensions[] = {"md", "markdown", "mkd", "mdown", NULL};
static const char *const html_extensions[] = {"html", "htm", "xhtml", NULL};
static const char *const diff_extensions[] = {"diff", "patch", NULL};
static const char *const no_extensions[] = {NULL};
static const char *const json_extensions[] = {"json", NULL};

static const struct format formats[] = {
    {{"markdown", true, true, markdown_extensions, "CommonMark with tables and front matter"},
     rubric_markdown_read,
     NULL,
     rubric_markdown_write,
     NULL},
    {{"html", true, true, html_extensions, "HTML pages"},
     rubric_html_read,
     rubric_html_charset,
     rubric_html_write,
     NULL},
    {{"text", true, true, text_extensions, "plain text, paragraphs apart by blank lines"},
     rubric_text_read,
     NULL,
     rubric_text_write,
     NULL},
    {{"json", true, true, json_extensions, "the document as it is, nothing lost"},
     rubric_json_document_read,
     NULL,
     rubric_json_document_write,
     NULL},
    {{"source", false, true, no_extensions, "the document's own source, changed where it was"},
     NULL,
     NULL,
     NULL,
     rubric_source_write},
    {{"diff", false, true, diff_extensions, "what was changed, as a unified diff of the source"},
     NULL,
     NULL,
     NULL,
     rubric_diff_write},
    {{"pandoc-json", true, true, no_extensions, "pandoc's JSON, from pandoc -t json to -f json"},
     rubric_pandoc_json_read,
     NULL,
     rubric_pandoc_json_write,
     NULL},
    {{"pandoc-json-1.22", false, true, no_extensions, "the same for pandoc 2.11 to 2.19"},
     NULL,
     NULL,
     rubric_pandoc_json_1_22_write,
     NULL},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats, SNIFFED = 4096 };

const rubric_format *rubric_format_at(size_t index) {
    return index < FORMAT_COUNT ? &formats[index].facts : NULL;
}

static bool has_extension(const struct format *format, rubric_slice name) {
    for (const char *const *extension = format->facts.extensions; *extension; extension++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(*extension)))
            return true;
    return false;
}

// A name that stands for Markdown with a set of extensions of its own; NULL when there is none.
static const struct dialect_preset *find_preset(rubric_slice name) {
    for (const struct dialect_preset *preset = rubric_dialect_presets + 1; preset->name; preset++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(preset->name)))
            return preset;
    return NULL;
}

// By name, or by what its files end in: `md` is Markdown to everybody.
static const struct format *find(rubric_slice name) {
    if (find_preset(name))
        name = rubric_slice_of("markdown");
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (rubric_slice_equal_fold(name, rubric_slice_of(formats[i].facts.name)) ||
            has_extension(&formats[i], name))
            return &formats[i];
    return NULL;
}

// Cuts a name before what is put on and off behind it: `markdown|+smart-tables`.
static const struct format *split(rubric_slice name, rubric_slice *suffix) {
    const struct format *format = find(name);
    size_t cut = name.size;
    while (!format && cut-- > 0)
        if (name.bytes[cut] == '+' || name.bytes[cut] == '-')
            format = find(rubric_slice_part(name, 0, cut));
    *suffix = rubric_slice_part(name, format ? cut : name.size, name.size);
    return format;
}

const rubric_format *rubric_format_find(rubric_slice name) {
    rubric_slice suffix;
    const struct format *format = split(name, &suffix);
    return format ? &format->facts : NULL;
}

// The dialect that a format's name and the options ask for.
static rubric_status choose_dialect(dialect_set *set, const struct format *format, const char *name,
                                    const rubric_extensions *extensions, rubric_error *error) {
    rubric_slice whole = rubric_slice_of(name ? name : ""), suffix;
    split(whole, &suffix);
    const struct dialect_preset *preset =
        find_preset(rubric_slice_part(whole, 0, whole.size - suffix.size));
    *set = (preset ? preset : rubric_dialect_presets)->set;
    if (suffix.size && strcmp(format->facts.name, "markdown") != 0)
        return rubric_error_set(error, RUBRIC_ERROR_FORMAT,
                                "'%s' takes no extensions, so '%.*s' cannot stand behind it",
                                format->facts.name, (int)suffix.size, suffix.bytes);
    rubric_status status = rubric_extensions_apply(set, suffix, error);
    *set = (*set & ~extensions->off) | extensions->on;
    return status;
}

const rubric_format *rubric_format_of_path(rubric_slice path) {
    size_t dot = path.size;
    while (dot > 0 && path.bytes[dot - 1] != '.' && path.bytes[dot - 1] != '/')
        dot--;
    if (dot == 0 || path.bytes[dot - 1] != '.')
        return NULL;
    rubric_slice extension = rubric_slice_part(path, dot, path.size);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (has_extension(&formats[i], extension))
            return &formats[i].facts;
    return NULL;
}

static bool begins_with(rubric_slice bytes, const char *word) {
    size_t size = strlen(word);
    return bytes.size >= size &&
           rubric_slice_equal_fold(rubric_slice_part(bytes, 0, size), rubric_slice_of(word));
}

// A fragment: it begins with the tag of a known element.
static bool begins_with_element(rubric_slice bytes) {
    size_t end = 1;
    while (end < bytes.size && end < 12 &&
           ((bytes.bytes[end] >= 'a' && bytes.bytes[end] <= 'z') ||
            (bytes.bytes[end] >= '1' && bytes.bytes[end] <= '6')))
        end++;
    return bytes.size > end && bytes.bytes[0] == '<' && end > 1 &&
           (bytes.bytes[end] == '>' || bytes.bytes[end] == ' ') &&
           rubric_element_find(rubric_slice_part(bytes, 1, end)) != NULL;
}

static bool looks_like_html(rubric_slice bytes) {
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body",
                                         "<?xml",          "<!--",  "<div",  "<p>"};
    rubric_slice trimmed = rubric_slice_trim(bytes);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (begins_with(trimmed, starts[i]))
            return true;
    return begins_with_element(trimmed) ||
           rubric_slice_find(bytes, rubric_slice_of("<html"), 0) != SIZE_MAX;
}

// An object whose first keys are those that pandoc writes.
static bool looks_like_pandoc(rubric_slice bytes) {
    rubric_slice trimmed = rubric_slice_trim(bytes);
    return begins_with(trimmed, "{") &&
           (rubric_slice_find(trimmed, rubric_slice_of("\"pandoc-api-version\""), 0) != SIZE_MAX ||
            begins_with(rubric_slice_trim(rubric_slice_part(trimmed, 1, trimmed.size)),
                        "\"blocks\""));
}

// An object whose first key is that of the document's own form.
static bool looks_like_json(rubric_slice bytes) {
    rubric_slice trimmed = rubric_slice_trim(bytes);
    return begins_with(trimmed, "{") &&
           begins_with(rubric_slice_trim(rubric_slice_part(trimmed, 1, trimmed.size)),
                       "\"rubric\"");
}

// Counts lines that only Markdown begins so; two of them, or front matter, decide.
static bool looks_like_markdown(rubric_slice bytes) {
    size_t marks = 0;
    for (size_t at = 0; at < bytes.size;) {
        const char *end = memchr(bytes.bytes + at, '\n', bytes.size - at);
        size_t stop = end ? (size_t)(end - bytes.bytes) : bytes.size;
        rubric_slice line = rubric_slice_part(bytes, at, stop);
        bool is_fence = begins_with(line, "```") || (at == 0 && begins_with(line, "---"));
        marks += begins_with(line, "# ") || begins_with(line, "## ") || begins_with(line, "### ") ||
                 begins_with(line, "- ") || begins_with(line, "* ") || begins_with(line, "> ");
        if (is_fence || rubric_slice_find(line, rubric_slice_of("]("), 0) != SIZE_MAX)
            marks += 2;
        at = stop + 1;
    }
    return marks >= 2;
}

const rubric_format *rubric_format_guess(rubric_slice bytes) {
    if (bytes.size > SNIFFED)
        bytes.size = SNIFFED;
    if (begins_with(bytes, "\xEF\xBB\xBF"))
        bytes = rubric_slice_part(bytes, 3, bytes.size);
    const char *name = looks_like_json(bytes)       ? "json"
                       : looks_like_pandoc(bytes)   ? "pandoc-json"
                       : looks_like_html(bytes)     ? "html"
                       : looks_like_markdown(bytes) ? "markdown"
                                                    : "text";
    return &find(rubric_slice_of(name))->facts;
}

// The names of what can be read or written, for a message.
static void list_names(char *out, size_t size, bool readers) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        const rubric_format *facts = &formats[i].facts;
        size_t length = strlen(facts->name);
        if (!(readers ? facts->reads : facts->writes) || used + length + 3 > size)
            continue;
        if (used) {
            memcpy(out + used, ", ", 2);
            used += 2;
        }
        memcpy(out + used, facts->name, length);
        used += length;
        out[used] = '\0';
    }
}

static rubric_status unknown_format(const char *name, bool reads, rubric_error *error) {
    char names[160];
    list_names(names, sizeof names, reads);
    return rubric_error_set(error, RUBRIC_ERROR_FORMAT, "no %s for '%.60s'; there are %s",
                            reads ? "reader" : "writer", name, names);
}

rubric_status rubric_format_check(const char *name, bool reads, rubric_error *error) {
    if (rubric_is_missing(name, "name", error))
        return RUBRIC_ERROR_ARGUMENT;
    static const rubric_extensions none;
    rubric_slice suffix;
    const struct format *format = split(rubric_slice_of(name), &suffix);
    if (!format || !(reads ? format->facts.reads : format->facts.writes))
        return unknown_format(name, reads, error);
    dialect_set set;
    return choose_dialect(&set, format, name, &none, error);
}

static const struct format *choose(rubric_slice bytes, const rubric_read_options *options) {
    rubric_slice suffix;
    if (options->format)
        return split(rubric_slice_of(options->format), &suffix);
    const rubric_format *facts =
        options->path ? rubric_format_of_path(rubric_slice_of(options->path)) : NULL;
    const rubric_format *guess = rubric_format_guess(bytes);
    bool is_pandoc = facts && !strcmp(facts->name, "json") && !strcmp(guess->name, "pandoc-json");
    if (!facts || !facts->reads || is_pandoc) // pandoc's files end in .json too
        facts = guess;
    return find(rubric_slice_of(facts->name));
}

static void report_replaced(rubric_document *document, rubric_encoding encoding) {
    const rubric_decoded *decoded = &document->source.decoded;
    if (!decoded->replaced)
        return;
    rubric_buffer message;
    rubric_buffer_init(&message, document->context);
    rubric_buffer_put_integer(&message, (int64_t)decoded->replaced);
    rubric_buffer_put_string(&message, decoded->replaced == 1 ? " place is" : " places are");
    rubric_buffer_put_string(&message, " not valid ");
    rubric_buffer_put_string(&message, rubric_encoding_name(encoding));
    rubric_buffer_put_string(&message, ", the first at byte ");
    rubric_buffer_put_integer(&message, (int64_t)decoded->first_replaced);
    rubric_buffer_put_string(&message, "; it reads as U+FFFD (see --charset)");
    size_t at = rubric_slice_find(decoded->text, rubric_slice_of("\xEF\xBF\xBD"), 0);
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_WARNING,
                                    rubric_slice_of("encoding"),
                                    rubric_buffer_slice(&message),
                                    {at == SIZE_MAX ? 0 : at, at == SIZE_MAX ? 0 : at + 3, true}};
    rubric_document_report(document, &diagnostic);
    rubric_buffer_clear(&message);
}

// Reading goes on with a guess, which may well be wrong.
static void report_unknown(rubric_document *document, rubric_slice label,
                           rubric_encoding encoding) {
    rubric_buffer message;
    rubric_buffer_init(&message, document->context);
    rubric_buffer_put_string(&message, "charset '");
    rubric_buffer_put(&message, label.bytes, label.size < 40 ? label.size : 40);
    rubric_buffer_put_string(&message, "' is not known, so it is read as ");
    rubric_buffer_put_string(&message, rubric_encoding_name(encoding));
    rubric_buffer_put_string(&message, " (see --charset)");
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_WARNING,
                                    rubric_slice_of("encoding"),
                                    rubric_buffer_slice(&message),
                                    {0, 0, true}};
    rubric_document_report(document, &diagnostic);
    rubric_buffer_clear(&message);
}

// A page that says what its bytes are not: they are believed, not it.
static void report_refuted(rubric_document *document, rubric_encoding declared,
                           rubric_encoding encoding) {
    rubric_buffer message;
    rubric_buffer_init(&message, document->context);
    rubric_buffer_put_string(&message, "the charset is said to be ");
    rubric_buffer_put_string(&message, rubric_encoding_name(declared));
    rubric_buffer_put_string(&message, ", but the bytes are read as ");
    rubric_buffer_put_string(&message, rubric_encoding_name(encoding));
    rubric_buffer_put_string(&message, ", which they fit (see --charset)");
    rubric_diagnostic diagnostic = {RUBRIC_LEVEL_WARNING,
                                    rubric_slice_of("encoding"),
                                    rubric_buffer_slice(&message),
                                    {0, 0, true}};
    rubric_document_report(document, &diagnostic);
    rubric_buffer_clear(&message);
}

static rubric_status unknown_charset(const char *charset, rubric_error *error) {
    const char *nearest = rubric_encoding_nearest(rubric_slice_of(charset));
    if (!nearest)
        return rubric_error_set(error, RUBRIC_ERROR_ENCODING, "unknown charset '%.60s'", charset);
    return rubric_error_set(error, RUBRIC_ERROR_ENCODING,
                            "unknown charset '%.60s'; did you mean '%s'?", charset, nearest);
}

static rubric_status decode(rubric_document *document, const struct format *format,
                            rubric_slice bytes, const rubric_read_options *options,
                            rubric_error *error) {
    rubric_slice label = format->charset ? format->charset(bytes) : rubric_slice_make("", 0);
    rubric_encoding declared = rubric_encoding_find(label);
    rubric_encoding encoding = rubric_encoding_guess(bytes, declared);
    if (options->charset) {
        encoding = rubric_encoding_find(rubric_slice_of(options->charset));
        if (encoding == RUBRIC_ENCODING_UNKNOWN)
            return unknown_charset(options->charset, error);
    }
    rubric_slice copy = options->borrow ? bytes : rubric_arena_copy(document->arena, bytes);
    if (!copy.bytes && copy.size)
        return document_failure(document, error);
    rubric_status status =
        rubric_text_decode(&document->source.decoded, document->arena, copy, encoding, error);
    if (status != RUBRIC_OK)
        return status;
    document->source.end = (uint32_t)document->source.decoded.text.size;
    if (label.size && declared == RUBRIC_ENCODING_UNKNOWN && !options->charset)
        report_unknown(document, label, encoding);
    bool is_refuted = declared != RUBRIC_ENCODING_UNKNOWN && declared != encoding;
    if (is_refuted && !options->charset)
        report_refuted(document, declared, encoding);
    report_replaced(document, encoding);
    return RUBRIC_OK;
}

static rubric_status fill(rubric_document *document, const struct format *format,
                          rubric_slice bytes, const rubric_read_options *options,
                          rubric_error *error) {
    rubric_status status = decode(document, format, bytes, options, error);
    if (status != RUBRIC_OK)
        return status;
    document->format = rubric_slice_of(format->facts.name);
    document->path =
        rubric_arena_copy(document->arena, rubric_slice_of(options->path ? options->path : ""));
    document->url =
        rubric_arena_copy(document->arena, rubric_slice_of(options->url ? options->url : ""));
    status = format->read(document, error);
    return status == RUBRIC_OK ? rubric_document_end_reading(document, error) : status;
}

rubric_status rubric_document_read(rubric_document **out, rubric_context *context,
                                   const void *bytes, size_t size,
                                   const rubric_read_options *given, rubric_error *error) {
    rubric_read_options own, *options = &own;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error) ||
        (size && rubric_is_missing(bytes, "bytes", error)) ||
        rubric_options_copy(options, sizeof own, given, "read", error) != RUBRIC_OK)
        return RUBRIC_ERROR_ARGUMENT;
    rubric_slice slice = rubric_slice_make(bytes, size);
    if (size >= UINT32_MAX / 2)
        return rubric_error_set(error, RUBRIC_ERROR_LIMIT, "a document has at most 2 GiB");
    const struct format *format = choose(slice, options);
    if (!format || !format->read)
        return unknown_format(options->format, true, error);
    dialect_set dialect;
    rubric_status status =
        choose_dialect(&dialect, format, options->format, &options->extensions, error);
    if (status != RUBRIC_OK)
        return status;
    rubric_document *document;
    status = rubric_document_new(&document, context, error);
    if (status != RUBRIC_OK)
        return status;
    document->dialect = dialect;
    document->notes = options->notes;
    document->lenient = options->lenient;
    if (!strcmp(format->facts.name, "markdown"))
        status = rubric_document_set_delimiters(document, options->delimiters,
                                                options->delimiter_count, error);
    if (status == RUBRIC_OK)
        status = fill(document, format, slice, options, error);
    if (status != RUBRIC_OK) {
        rubric_document_free(document);
        return status;
    }
    *out = document;
    return RUBRIC_OK;
}

rubric_status rubric_document_write(rubric_buffer *out, rubric_document *document,
                                    const rubric_write_options *given, rubric_error *error) {
    rubric_write_options own, *options = &own;
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(document, "document", error) ||
        rubric_options_copy(options, sizeof own, given, "write", error) != RUBRIC_OK)
        return RUBRIC_ERROR_ARGUMENT;
    rubric_document_join_runs(document);
    const char *name = options->format ? options->format : "markdown";
    rubric_slice suffix;
    const struct format *format = split(rubric_slice_of(name), &suffix);
    if (!format || !format->facts.writes)
        return unknown_format(name, false, error);
    rubric_write_options resolved = *options;
    rubric_status status =
        choose_dialect(&resolved.extensions.on, format, name, &options->extensions, error);
    resolved.extensions.off = ~resolved.extensions.on;
    if (status == RUBRIC_OK)
        status = rubric_write_options_check(options, error);
    // Who reads a dialect by its name knows nothing of them.
    resolved.no_delimiters =
        options->no_delimiters ||
        find_preset(rubric_slice_part(rubric_slice_of(name), 0, strlen(name) - suffix.size));
    if (status != RUBRIC_OK)
        return status;
    if (format->patch)
        status = format->patch(out, document, &resolved, error);
    else
        format->write(out, document, &resolved);
    // A writer that met a limit leaves out what it could not do.
    bool is_whole = !out->failed && rubric_context_status(document->context) == RUBRIC_OK;
    return status != RUBRIC_OK || is_whole ? status : document_failure(document, error);
}
