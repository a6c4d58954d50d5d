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

// A path in the engine's arena, ended by a zero: folder, a slash, name, extension.
static const char *join(rubric_engine *engine, rubric_slice folder, rubric_slice name,
                        const char *extension) {
    rubric_buffer path;
    rubric_buffer_init(&path, engine->context);
    if (folder.size) {
        rubric_buffer_put_slice(&path, folder);
        if (folder.bytes[folder.size - 1] != '/')
            rubric_buffer_put_byte(&path, '/');
    }
    rubric_buffer_put_slice(&path, name);
    rubric_buffer_put_string(&path, extension);
    rubric_buffer_put_byte(&path, '\0');
    rubric_slice copy = rubric_arena_copy(engine->arena, rubric_buffer_slice(&path));
    rubric_buffer_clear(&path);
    return copy.bytes;
}

static bool open_file(rubric_engine *engine, const char *path, rubric_buffer *out,
                      rubric_error *error) {
    out->size = 0;
    return path && engine->host->open &&
           engine->host->open(engine->host->user, out, path, error) == RUBRIC_OK;
}

static rubric_slice folder_of(rubric_slice path) {
    size_t end = path.size;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    return end ? rubric_slice_part(path, 0, end) : rubric_slice_of("./");
}

// "@name": how Lua shows a chunk in messages; short, because what matters is the script's name.
static const char *display_of(rubric_engine *engine, rubric_slice path) {
    size_t begin = path.size;
    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    rubric_slice at = rubric_slice_of("@");
    const char *name =
        join(engine, rubric_slice_make(NULL, 0), rubric_slice_part(path, begin, path.size), "");
    return name ? join(engine, rubric_slice_make(NULL, 0), at, name) : NULL;
}

static rubric_status found(rubric_engine *engine, const char *path, rubric_slice *folder,
                           const char **display, rubric_error *error) {
    rubric_slice slice = rubric_slice_of(path);
    *folder = folder_of(slice);
    *display = display_of(engine, slice);
    if (!*display)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    return RUBRIC_OK;
}

static bool is_path(rubric_slice name) {
    bool has_slash = memchr(name.bytes, '/', name.size) != NULL;
    bool has_extension = name.size > 4 && !memcmp(name.bytes + name.size - 4, ".lua", 4);
    return has_slash || has_extension;
}

// "rubric.date" is the file rubric/date.lua; no name leads out of the folders.
static bool module_path(rubric_engine *engine, rubric_slice name, rubric_slice *out) {
    rubric_slice copy = rubric_arena_copy(engine->arena, name);
    char *bytes = (char *)(uintptr_t)copy.bytes; // our own copy
    for (size_t i = 0; i < copy.size; i++) {
        bool is_name = (bytes[i] >= 'a' && bytes[i] <= 'z') ||
                       (bytes[i] >= 'A' && bytes[i] <= 'Z') ||
                       (bytes[i] >= '0' && bytes[i] <= '9') || bytes[i] == '_' || bytes[i] == '-';
        if (bytes[i] == '.' && i > 0 && i + 1 < copy.size && bytes[i + 1] != '.')
            bytes[i] = '/';
        else if (!is_name)
            return false;
    }
    *out = copy;
    return copy.size > 0;
}

static bool open_embedded(rubric_slice path, rubric_buffer *out) {
    const struct rubric_embedded_file *file = find_embedded(path);
    if (!file)
        return false;
    out->size = 0;
    rubric_buffer_put(out, (const char *)file->bytes, file->size);
    return !out->failed;
}

static rubric_status search_module(rubric_engine *engine, rubric_slice path, rubric_slice beside,
                                   rubric_buffer *out, rubric_slice *folder, const char **display,
                                   rubric_error *error) {
    const char *file = beside.size ? join(engine, beside, path, ".lua") : NULL;
    if (open_file(engine, file, out, NULL))
        return found(engine, file, folder, display, error);
    const char *const *search = engine->options.search_path;
    for (; search && *search; search++) {
        file = join(engine, rubric_slice_of(*search), path, ".lua");
        if (open_file(engine, file, out, NULL))
            return found(engine, file, folder, display, error);
    }
    file = join(engine, rubric_slice_make(NULL, 0), path, ".lua");
    if (!file || !open_embedded(rubric_slice_of(file), out))
        return RUBRIC_ERROR_FILE;
    rubric_status status = found(engine, file, folder, display, error);
    *folder = rubric_slice_of(""); // its data is built in too
    return status;
}

rubric_status rubric_search_script(rubric_engine *engine, rubric_slice name, rubric_slice beside,
                                   rubric_buffer *out, rubric_slice *folder, const char **display,
                                   rubric_error *error) {
    if (is_path(name)) {
        const char *file = join(engine, rubric_slice_make(NULL, 0), name, "");
        if (!engine->host->open)
            return rubric_error_set(error, RUBRIC_ERROR_FILE, "cannot open '%.*s': no files here",
                                    (int)name.size, name.bytes);
        if (!file)
            return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
        out->size = 0;
        rubric_status status = engine->host->open(engine->host->user, out, file, error);
        return status == RUBRIC_OK ? found(engine, file, folder, display, error) : status;
    }
    rubric_slice path;
    if (!module_path(engine, name, &path))
        return RUBRIC_ERROR_FILE;
    return search_module(engine, path, beside, out, folder, display, error);
}

// Names of data files may have folders, but lead nowhere else.
static bool is_safe_name(rubric_slice name) {
    if (name.size == 0 || name.bytes[0] == '/' || memchr(name.bytes, '\0', name.size))
        return false;
    return rubric_slice_find(name, rubric_slice_of(".."), 0) == SIZE_MAX;
}

// Whether the host named that file in an option, or one in the same folder or below it.
static bool is_granted(const rubric_engine *engine, rubric_slice name) {
    for (const struct granted_path *granted = engine->granted; granted; granted = granted->next) {
        rubric_slice folder = granted->path;
        while (folder.size && folder.bytes[folder.size - 1] != '/')
            folder.size--;
        bool is_beside = folder.size && name.size > folder.size &&
                         !memcmp(name.bytes, folder.bytes, folder.size) &&
                         is_safe_name(rubric_slice_part(name, folder.size, name.size));
        if (is_beside || rubric_slice_equal(granted->path, name) ||
            (folder.size == 0 && is_safe_name(name)))
            return true;
    }
    return false;
}

rubric_status rubric_search_data(rubric_engine *engine, rubric_slice name, rubric_slice beside,
                                 rubric_buffer *out, rubric_error *error) {
    if (is_granted(engine, name) &&
        open_file(engine, join(engine, rubric_slice_make(NULL, 0), name, ""), out, NULL))
        return RUBRIC_OK;
    if (!is_safe_name(name))
        return rubric_error_set(error, RUBRIC_ERROR_PERMISSION,
                                "'%.*s' is no name of a data file beside the script",
                                (int)name.size, name.bytes);
    if (beside.size && open_file(engine, join(engine, beside, name, ""), out, NULL))
        return RUBRIC_OK;
    rubric_slice data = rubric_slice_of("data");
    const char *inner = join(engine, data, name, "");
    if (!inner)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    if (beside.size &&
        open_file(engine, join(engine, beside, rubric_slice_of(inner), ""), out, NULL))
        return RUBRIC_OK;
    const char *const *search = engine->options.search_path;
    for (; search && *search; search++)
        if (open_file(engine, join(engine, rubric_slice_of(*search), rubric_slice_of(inner), ""),
                      out, NULL))
            return RUBRIC_OK;
    if (open_embedded(rubric_slice_of(inner), out))
        return RUBRIC_OK;
    return rubric_error_set(error, RUBRIC_ERROR_FILE,
                            "no data file '%.*s' beside the script, in the search path or built in",
                            (int)name.size, name.bytes);
}
