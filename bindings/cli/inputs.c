// SPDX-License-Identifier: MIT
// Walks folders for documents, without recursion and never twice through the same one.
#include "inputs.h"

#include "file.h"

#include <errno.h>
#include <sys/stat.h>

enum { FOLDER_DEPTH = 100 };

// A path that has not been looked at.
typedef struct pending {
    const char *path, *folder;
    int depth;
} pending;

typedef struct identity {
    dev_t device;
    ino_t number;
} identity;

struct walk {
    rubric_inputs *inputs;
    rubric_buffer stack;   // of pending; the last is next
    rubric_buffer visited; // of identity
};

size_t rubric_inputs_count(const rubric_inputs *inputs) {
    return inputs->entries.size / sizeof(rubric_input);
}

const rubric_input *rubric_inputs_at(const rubric_inputs *inputs, size_t index) {
    return (const rubric_input *)(const void *)inputs->entries.bytes + index;
}

void rubric_inputs_clear(rubric_inputs *inputs) {
    rubric_buffer_clear(&inputs->entries);
}

static void add_input(rubric_inputs *inputs, const char *path, const char *folder,
                      const char *problem) {
    rubric_input input = {path, folder, problem};
    rubric_buffer_put(&inputs->entries, (const char *)&input, sizeof input);
}

// "folder/name", or the name alone when the folder is empty; NULL without memory.
static const char *join(rubric_arena *arena, const char *folder, const char *name) {
    size_t size = strlen(folder);
    bool needs_slash = size > 0 && folder[size - 1] != '/';
    char *path = rubric_arena_bytes(arena, size + strlen(name) + 2);
    if (path == NULL)
        return NULL;
    memcpy(path, folder, size);
    strcpy(path + size, needs_slash ? "/" : "");
    return strcat(path, name);
}

// Whether a file of a folder is taken. JSON is most often data, so it has to be named.
static bool is_readable_format(const char *path) {
    const rubric_format *format = rubric_format_of_path(rubric_slice_of(path));
    return format != NULL && format->reads && strcmp(format->name, "json") != 0;
}

static bool was_visited(struct walk *walk, const struct stat *facts) {
    identity mine = {facts->st_dev, facts->st_ino};
    const identity *seen = (const identity *)(const void *)walk->visited.bytes;
    for (size_t i = 0; i < walk->visited.size / sizeof mine; i++)
        if (seen[i].device == mine.device && seen[i].number == mine.number)
            return true;
    rubric_buffer_put(&walk->visited, (const char *)&mine, sizeof mine);
    return false;
}

// The names go on the stack in reverse, so that the first is taken first.
static void push_entries(struct walk *walk, const pending *folder, const rubric_buffer *names) {
    rubric_arena *arena = walk->inputs->arena;
    for (size_t end = names->size; end > 0;) {
        size_t begin = end - 1;
        while (begin > 0 && names->bytes[begin - 1] != 0)
            begin--;
        const char *name = names->bytes + begin;
        end = begin;
        if (name[0] == '.')
            continue; // hidden, and our own unfinished files
        pending entry = {join(arena, folder->path, name), folder->folder, folder->depth + 1};
        if (entry.path != NULL)
            rubric_buffer_put(&walk->stack, (const char *)&entry, sizeof entry);
    }
}

static void enter_folder(struct walk *walk, const pending *folder) {
    rubric_inputs *inputs = walk->inputs;
    if (folder->depth >= FOLDER_DEPTH) {
        add_input(inputs, folder->path, folder->folder, "folders are nested too deep");
        return;
    }
    rubric_buffer names;
    rubric_buffer_init(&names, inputs->entries.context);
    rubric_error error;
    if (rubric_file_list(&names, folder->path, &error) != RUBRIC_OK) {
        rubric_slice problem = rubric_arena_copy(
            inputs->arena, rubric_slice_make(error.message, strlen(error.message) + 1));
        add_input(inputs, folder->path, folder->folder, problem.bytes);
    }
    push_entries(walk, folder, &names);
    rubric_buffer_clear(&names);
}

static void look_at(struct walk *walk, pending entry) {
    struct stat facts;
    if (stat(entry.path, &facts) != 0) {
        bool is_nothing = errno == ENOENT || errno == ELOOP; // it vanished, or is a link to nothing
        if (!is_nothing)
            add_input(walk->inputs, entry.path, entry.folder, rubric_file_problem(errno));
        return;
    }
    if (S_ISREG(facts.st_mode)) {
        if (is_readable_format(entry.path))
            add_input(walk->inputs, entry.path, entry.folder, NULL);
    } else if (S_ISDIR(facts.st_mode) && !was_visited(walk, &facts)) {
        if (entry.depth > 0) {
            const char *name = strrchr(entry.path, '/') + 1;
            entry.folder = join(walk->inputs->arena, entry.folder, name);
        }
        if (entry.folder != NULL)
            enter_folder(walk, &entry);
    }
}

static const char *without_documents(rubric_inputs *inputs, const char *folder) {
    rubric_buffer text;
    rubric_buffer_init(&text, inputs->entries.context);
    rubric_buffer_put_string(&text, "no documents in '");
    rubric_buffer_put_string(&text, folder);
    rubric_buffer_put_string(&text, "' (formats: ");
    bool is_first = true;
    const rubric_format *format;
    for (size_t i = 0; (format = rubric_format_at(i)) != NULL; i++) {
        if (!format->reads)
            continue;
        rubric_buffer_put_string(&text, is_first ? "" : ", ");
        rubric_buffer_put_string(&text, format->name);
        is_first = false;
    }
    rubric_buffer_put(&text, ")", 2); // with its NUL
    rubric_slice problem = rubric_arena_copy(inputs->arena, rubric_buffer_slice(&text));
    rubric_buffer_clear(&text);
    return problem.bytes;
}

static void walk_folder(rubric_inputs *inputs, const char *path) {
    struct walk walk = {.inputs = inputs};
    rubric_buffer_init(&walk.stack, inputs->entries.context);
    rubric_buffer_init(&walk.visited, inputs->entries.context);
    size_t before = rubric_inputs_count(inputs);
    look_at(&walk, (pending){path, "", 0});
    while (walk.stack.size > 0) {
        pending entry;
        walk.stack.size -= sizeof entry;
        memcpy(&entry, walk.stack.bytes + walk.stack.size, sizeof entry);
        look_at(&walk, entry);
    }
    if (rubric_inputs_count(inputs) == before)
        add_input(inputs, path, "", without_documents(inputs, path));
    inputs->entries.failed = inputs->entries.failed || walk.stack.failed || walk.visited.failed;
    rubric_buffer_clear(&walk.stack);
    rubric_buffer_clear(&walk.visited);
}

rubric_status rubric_inputs_expand(rubric_inputs *out, rubric_arena *arena,
                                   const rubric_words *words, rubric_error *error) {
    out->arena = arena;
    rubric_buffer_init(&out->entries, rubric_arena_context(arena));
    for (size_t i = 0; i < words->count; i++) {
        struct stat facts;
        if (stat(words->items[i], &facts) == 0 && S_ISDIR(facts.st_mode))
            walk_folder(out, words->items[i]);
        else
            add_input(out, words->items[i], "", NULL);
    }
    if (out->entries.failed)
        return rubric_error_set(error, RUBRIC_ERROR_MEMORY, "out of memory");
    return RUBRIC_OK;
}
