// SPDX-License-Identifier: MIT
// Shows what plugins ask for, and the options that grant it.
#include "permissions.h"

#include "engine/permissions.h"

enum { PROGRAM_LIMIT = 64 };

// The scripts of a run and those that they use, each once.
struct gathering {
    const rubric_session *session;
    rubric_program *programs[PROGRAM_LIMIT];
    size_t count;
};

static const rubric_value *list_of(const rubric_program *program, const char *key) {
    const rubric_value *list =
        rubric_value_find(rubric_program_description(program), rubric_slice_of(key));
    return list != NULL && list->type == RUBRIC_VALUE_LIST ? list : NULL;
}

static void add(struct gathering *all, rubric_program *program) {
    for (size_t i = 0; i < all->count; i++)
        if (all->programs[i] == program)
            return;
    if (all->count < PROGRAM_LIMIT)
        all->programs[all->count++] = program;
}

// One that is not there is missed when it is applied.
static void add_used(struct gathering *all, const rubric_program *program) {
    const rubric_value *uses = list_of(program, "uses");
    for (uint32_t i = 0; uses != NULL && i < uses->as.list.count; i++) {
        rubric_slice name = uses->as.list.items[i].as.string; // the engine sees that it is one
        char *copy = rubric_arena_allocate(all->session->arena, name.size + 1);
        if (copy == NULL)
            continue;
        memcpy(copy, name.bytes, name.size);
        rubric_program *used;
        if (rubric_program_load(&used, all->session->engine, copy, NULL) != RUBRIC_OK)
            continue;
        add(all, used);
        rubric_program_free(used); // the engine keeps what it loaded by name
    }
}

static bool is_granted(const rubric_session *session, rubric_slice permission) {
    const rubric_words *granted = &session->settings.permissions;
    for (size_t i = 0; i < granted->count; i++)
        if (rubric_permission_covers(rubric_slice_of(granted->items[i]), permission))
            return true;
    return false;
}

// As it is typed in a shell.
static void put_word(rubric_buffer *out, rubric_slice word) {
    bool is_plain = true;
    for (size_t i = 0; i < word.size; i++)
        is_plain = is_plain && strchr("\"'`\\$&|;<>()[]{}*?!#~ \t\n", word.bytes[i]) == NULL;
    rubric_buffer_put_string(out, is_plain ? "" : "'");
    rubric_buffer_put_slice(out, word);
    rubric_buffer_put_string(out, is_plain ? "" : "'");
}

static rubric_slice name_of(const rubric_program *program) {
    const rubric_value *name =
        rubric_value_find(rubric_program_description(program), rubric_slice_of("name"));
    return name != NULL && name->type == RUBRIC_VALUE_STRING ? name->as.string
                                                             : rubric_slice_of("the script");
}

// All that a program asks for and has not: its wishes, and the options that grant them.
static size_t gather_missing(const rubric_session *session, const rubric_program *program,
                             rubric_buffer *wishes, rubric_buffer *options) {
    const rubric_value *asked = list_of(program, "permissions");
    size_t count = 0;
    for (uint32_t i = 0; asked != NULL && i < asked->as.list.count; i++) {
        rubric_slice permission = asked->as.list.items[i].as.string;
        if (is_granted(session, permission))
            continue;
        rubric_buffer_put_string(wishes, count == 0 ? "'" : ", '");
        rubric_buffer_put_slice(wishes, permission);
        rubric_buffer_put_byte(wishes, '\'');
        rubric_buffer_put_string(options, count == 0 ? "--allow " : " --allow ");
        put_word(options, permission);
        count++;
    }
    return count;
}

static rubric_status review_one(const rubric_session *session, const rubric_program *program,
                                rubric_error *error) {
    rubric_buffer wishes, options;
    rubric_slice name = name_of(program);
    rubric_status status = RUBRIC_OK;
    rubric_buffer_init(&wishes, session->context);
    rubric_buffer_init(&options, session->context);
    size_t count = gather_missing(session, program, &wishes, &options);
    if (count > 0)
        status = rubric_error_set(error, RUBRIC_ERROR_PERMISSION, "%.*s asks for %.*s; %.*s %s",
                                  (int)name.size, name.bytes, (int)wishes.size, wishes.bytes,
                                  (int)options.size, options.bytes,
                                  count == 1 ? "grants it" : "grant them");
    rubric_buffer_clear(&wishes);
    rubric_buffer_clear(&options);
    return status;
}

static void put_note(rubric_buffer *notes, const rubric_program *program) {
    const rubric_value *asked = list_of(program, "permissions");
    if (asked == NULL || asked->as.list.count == 0)
        return;
    rubric_buffer_put_string(notes, "rubric: note: ");
    rubric_buffer_put_slice(notes, name_of(program));
    for (uint32_t i = 0; i < asked->as.list.count; i++) {
        rubric_buffer_put_string(notes, i == 0 ? " may " : ", ");
        rubric_buffer_put_slice(notes, asked->as.list.items[i].as.string);
    }
    rubric_buffer_put_byte(notes, '\n');
}

rubric_status rubric_permissions_review(const rubric_session *session, rubric_buffer *notes,
                                        rubric_error *error) {
    struct gathering all = {.session = session};
    if (session->settings.trust == RUBRIC_TRUST_LEVEL_TRUSTED)
        return RUBRIC_OK;
    for (size_t i = 0; i < session->steps.count; i++)
        add(&all, session->steps.items[i].program);
    for (size_t i = 0; i < all.count; i++)
        add_used(&all, all.programs[i]);
    for (size_t i = 0; i < all.count; i++) {
        rubric_status status = review_one(session, all.programs[i], error);
        if (status != RUBRIC_OK)
            return status;
    }
    for (size_t i = 0; i < all.count && !session->settings.quiet; i++)
        put_note(notes, all.programs[i]);
    return RUBRIC_OK;
}
