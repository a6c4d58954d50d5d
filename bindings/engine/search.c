// SPDX-License-Identifier: MIT
// Where scripts and their data are found: beside the script, in the search path, built in.
#include "engine/embedded.h"
#include "engine/engine.h"

static const struct rubric_embedded_file *find_embedded(rubric_slice path) {
    for (size_t i = 0; i < rubric_embedded_count; i++)
        if (rubric_slice_equal(path, rubric_slice_of(rubric_embedded_files[i].path)))
            return &rubric_embedded_files[i];
    return NULL;
}

void rubric_found_init(struct found_file *file, rubric_slice name, rubric_context *context) {
    file->name = name;
    rubric_buffer_init(&file->source, context);
    rubric_buffer_init(&file->path, context);
    file->is_file = false;
}

void rubric_found_clear(struct found_file *file) {
    rubric_buffer_clear(&file->source);
    rubric_buffer_clear(&file->path);
}

rubric_slice rubric_folder_of(rubric_slice path) {
    size_t end = path.size;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    return end ? rubric_slice_part(path, 0, end) : rubric_slice_of("./");
}

// A path ended by a zero: folder, a slash, name, extension.
static void join(rubric_buffer *path, rubric_slice folder, rubric_slice name,
                 const char *extension) {
    path->size = 0;
    if (folder.size) {
        rubric_buffer_put_slice(path, folder);
        if (folder.bytes[folder.size - 1] != '/')
            rubric_buffer_put_byte(path, '/');
    }
    rubric_buffer_put_slice(path, name);
    rubric_buffer_put_string(path, extension);
    rubric_buffer_put_byte(path, '\0');
}

static bool open_path(struct found_file *file, rubric_engine *engine, rubric_error *error) {
    file->source.size = 0;
    file->is_file =
        !file->path.failed && engine->host->open &&
        engine->host->open(engine->host->user, &file->source, file->path.bytes, error) == RUBRIC_OK;
    return file->is_file;
}

static bool open_joined(struct found_file *file, rubric_engine *engine, rubric_slice folder,
                        rubric_slice name, const char *extension) {
    join(&file->path, folder, name, extension);
    return open_path(file, engine, NULL);
}

static bool open_embedded(struct found_file *file) {
    if (file->path.failed)
        return false;
    const struct rubric_embedded_file *found = find_embedded(rubric_slice_of(file->path.bytes));
    if (!found)
        return false;
    file->source.size = 0;
    rubric_buffer_put(&file->source, (const char *)found->bytes, found->size);
    return true;
}

// Beside the script, in the search path, built in.
static bool open_anywhere(struct found_file *file, rubric_engine *engine, rubric_slice beside,
                          rubric_slice name, const char *extension) {
    if (beside.size && open_joined(file, engine, beside, name, extension))
        return true;
    const char *const *search = engine->options.search_path;
    for (; search && *search; search++)
        if (open_joined(file, engine, rubric_slice_of(*search), name, extension))
            return true;
    join(&file->path, rubric_slice_of(""), name, extension);
    return open_embedded(file);
}

// A file that was not found for want of memory is another failure.
static rubric_status search_status(const struct found_file *file, const rubric_engine *engine,
                                   rubric_status otherwise, rubric_error *error) {
    if (rubric_context_status(file->source.context) != RUBRIC_OK)
        return rubric_context_error(file->source.context, error);
    if (rubric_context_status(engine->context) != RUBRIC_OK)
        return rubric_context_error(engine->context, error);
    return otherwise;
}

static bool is_path(rubric_slice name) {
    bool has_slash = memchr(name.bytes, '/', name.size) != NULL;
    bool has_extension = name.size > 4 && !memcmp(name.bytes + name.size - 4, ".lua", 4);
    return has_slash || has_extension;
}

// "rubric.date" is the file rubric/date.lua; no name leads out of the folders.
static bool put_module_path(rubric_buffer *out, rubric_slice name) {
    for (size_t i = 0; i < name.size; i++) {
        char byte = name.bytes[i];
        bool is_name = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
        bool is_dot = byte == '.' && i > 0 && i + 1 < name.size && name.bytes[i + 1] != '.';
        if (!is_name && !is_dot)
            return false;
        rubric_buffer_put_byte(out, is_dot ? '/' : byte);
    }
    return name.size > 0;
}

rubric_status rubric_search_script(struct found_file *out, rubric_engine *engine, rubric_slice name,
                                   rubric_slice beside, rubric_error *error) {
    if (is_path(name)) {
        if (!engine->host->open)
            return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot open '%.*s': no files here",
                                    (int)name.size, name.bytes);
        rubric_error why = {.status = RUBRIC_ERROR_FILE};
        join(&out->path, rubric_slice_of(""), name, "");
        if (open_path(out, engine, &why))
            return RUBRIC_OK;
        if (error)
            *error = why;
        return search_status(out, engine, why.status, error);
    }
    rubric_buffer path;
    rubric_buffer_init(&path, engine->context);
    bool is_found = put_module_path(&path, name) && !path.failed &&
                    open_anywhere(out, engine, beside, rubric_buffer_slice(&path), ".lua");
    rubric_buffer_clear(&path);
    return search_status(out, engine, is_found ? RUBRIC_OK : RUBRIC_ERROR_FILE, error);
}

/* ---- Data ---------------------------------------------------------------------------- */

// Names of data files may have folders, but lead nowhere else.
static bool is_safe_name(rubric_slice name) {
    if (name.size == 0 || name.bytes[0] == '/' || memchr(name.bytes, '\0', name.size))
        return false;
    return rubric_slice_find(name, rubric_slice_of(".."), 0) == SIZE_MAX;
}

// What lies in the folder of a script or of a granted file, but nothing that people hide there.
static bool is_plain_name(rubric_slice name) {
    return is_safe_name(name) && name.bytes[0] != '.' &&
           rubric_slice_find(name, rubric_slice_of("/."), 0) == SIZE_MAX;
}

// Whether the host named that file in an option of the program, or one in the same folder.
static bool is_granted(const rubric_engine *engine, const rubric_program *program,
                       rubric_slice name) {
    for (const struct granted_path *granted = engine->granted; granted; granted = granted->next) {
        if (!program || granted->program != program)
            continue;
        rubric_slice folder = granted->path;
        while (folder.size && folder.bytes[folder.size - 1] != '/')
            folder.size--;
        bool is_beside = name.size > folder.size &&
                         (folder.size == 0 || !memcmp(name.bytes, folder.bytes, folder.size)) &&
                         is_plain_name(rubric_slice_part(name, folder.size, name.size));
        if (is_beside || rubric_slice_equal(granted->path, name))
            return true;
    }
    return false;
}

static bool open_data(struct found_file *file, rubric_engine *engine, rubric_slice beside,
                      rubric_slice name) {
    if (beside.size && open_joined(file, engine, beside, name, ""))
        return true;
    rubric_buffer inner;
    rubric_buffer_init(&inner, engine->context);
    rubric_buffer_put_string(&inner, "data/");
    rubric_buffer_put_slice(&inner, name);
    bool is_found =
        !inner.failed && open_anywhere(file, engine, beside, rubric_buffer_slice(&inner), "");
    rubric_buffer_clear(&inner);
    return is_found;
}

rubric_status rubric_search_data(rubric_buffer *out, rubric_engine *engine,
                                 const rubric_program *program, rubric_slice name,
                                 rubric_error *error) {
    struct found_file file;
    rubric_slice beside = program ? program->chunk.folder : rubric_slice_of("");
    rubric_found_init(&file, name, out->context);
    bool is_found = is_granted(engine, program, name) &&
                    open_joined(&file, engine, rubric_slice_of(""), name, "");
    bool is_safe = is_found || is_plain_name(name);
    if (!is_found && is_safe)
        is_found = open_data(&file, engine, beside, name);
    rubric_status status = search_status(&file, engine, RUBRIC_OK, error);
    if (status == RUBRIC_OK && !is_safe)
        status = rubric_error_set(error, RUBRIC_ERROR_PERMISSION,
                                  "'%.*s' is no name of a data file beside the script",
                                  (int)name.size, name.bytes);
    else if (status == RUBRIC_OK && !is_found)
        status = rubric_error_set(
            error, RUBRIC_ERROR_FILE,
            "no data file '%.*s' beside the script, in the search path or built in", (int)name.size,
            name.bytes);
    if (status == RUBRIC_OK) {
        rubric_buffer_clear(out);
        *out = file.source; // moved
        rubric_buffer_init(&file.source, out->context);
    }
    rubric_found_clear(&file);
    return status;
}
