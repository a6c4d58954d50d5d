// SPDX-License-Identifier: MIT
// Puts the search path together from options, the folder of the run and the environment.
#include "search_path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { OWN_FOLDERS = 3 }; // ./plugins, that of the configuration, and the NULL

static bool is_folder(const char *path) {
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

// Takes a list with colons apart in place; returns how many folders there are now.
static size_t add_list(const char **path, size_t used, char *list) {
    for (char *name = list; *name != 0;) {
        size_t size = strcspn(name, ":");
        char *next = name + size + (name[size] == ':');
        name[size] = 0;
        if (size > 0)
            path[used++] = name;
        name = next;
    }
    return used;
}

static size_t count_list(const char *list) {
    size_t count = 1;
    for (; *list != 0; list++)
        count += *list == ':';
    return count;
}

// "$XDG_CONFIG_HOME/rubric/plugins", else below "~/.config"; NULL: there is none.
static const char *configured_folder(rubric_arena *arena) {
    const char *base = getenv("XDG_CONFIG_HOME"), *between = "/rubric/plugins";
    if (base == NULL || *base != '/') { // a relative one is to be ignored, says its specification
        base = getenv("HOME");
        between = "/.config/rubric/plugins";
    }
    if (base == NULL || *base == 0)
        return NULL;
    char *path = rubric_arena_bytes(arena, strlen(base) + strlen(between) + 1);
    if (path == NULL)
        return NULL;
    strcat(strcpy(path, base), between);
    return is_folder(path) ? path : NULL;
}

const char **rubric_search_path_new(rubric_arena *arena, const rubric_words *folders) {
    const char *listed = getenv("RUBRIC_PATH");
    listed = listed == NULL ? "" : listed;
    size_t count = folders->count + count_list(listed) + OWN_FOLDERS, used = 0;
    const char **path = rubric_arena_allocate(arena, count * sizeof *path);
    char *copy = rubric_arena_bytes(arena, strlen(listed) + 1);
    if (path == NULL || copy == NULL)
        return NULL;
    for (; used < folders->count; used++)
        path[used] = folders->items[used];
    if (is_folder("plugins"))
        path[used++] = "plugins";
    used = add_list(path, used, strcpy(copy, listed));
    const char *configured = configured_folder(arena);
    if (configured != NULL)
        path[used] = configured;
    return path;
}
