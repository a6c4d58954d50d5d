// SPDX-License-Identifier: MIT
// Sends what came of a document, and believes nothing of what was sent.
#include "answer.h"

#include "cli/interrupt.h"

bool rubric_answer_send(rubric_channel *channel, const rubric_outcome *outcome) {
    rubric_message message = {
        .kind = RUBRIC_MESSAGE_ANSWER,
        .number = (uint32_t)outcome->state,
        .index = outcome->is_paragraph,
        .parts = {rubric_buffer_slice(&outcome->printed), rubric_buffer_slice(&outcome->errors),
                  rubric_buffer_slice(&outcome->files)},
    };
    return rubric_channel_send(channel, &message);
}

/* ---- Names of files ------------------------------------------------------------------ */

static bool begins_with(rubric_slice text, rubric_slice beginning) {
    return text.size >= beginning.size && memcmp(text.bytes, beginning.bytes, beginning.size) == 0;
}

// Up to the last slash, with it.
static rubric_slice folder_of(rubric_slice path) {
    while (path.size > 0 && path.bytes[path.size - 1] != '/')
        path.size--;
    return path;
}

static bool leads_up(rubric_slice path) {
    for (size_t begin = 0, end; begin <= path.size; begin = end + 1) {
        const char *slash =
            begin < path.size ? memchr(path.bytes + begin, '/', path.size - begin) : NULL;
        end = slash == NULL ? path.size : (size_t)(slash - path.bytes);
        if (rubric_slice_equal(rubric_slice_part(path, begin, end), rubric_slice_of("..")))
            return true;
    }
    return false;
}

static size_t count_slashes(rubric_slice path) {
    size_t count = 0;
    for (size_t i = 0; i < path.size; i++)
        count += path.bytes[i] == '/';
    return count;
}

// Below a folder, however deep; the folder may be empty, the rest leads nowhere else.
static bool is_below(rubric_slice path, rubric_slice folder) {
    if (!begins_with(path, folder))
        return false;
    rubric_slice rest = rubric_slice_part(path, folder.size, path.size);
    return rest.size > 0 && rest.bytes[0] != '/' && !leads_up(rest);
}

static bool is_expected(const rubric_session *session, const rubric_input *input,
                        rubric_slice name) {
    rubric_naming naming = {input->path, input->folder, rubric_slice_of(input->path), NULL};
    rubric_buffer expected;
    rubric_buffer_init(&expected, session->context);
    bool is_same = rubric_target_name(&expected, &session->target, &naming, NULL) == RUBRIC_OK &&
                   rubric_slice_equal(name, rubric_slice_make(expected.bytes, expected.size - 1));
    rubric_buffer_clear(&expected);
    return is_same;
}

// The name of the output itself; where the document has a say in it, its folder is what is known.
static bool is_output(const rubric_session *session, const rubric_task *task, rubric_slice name) {
    const rubric_target *target = &session->target;
    bool needs_document = false;
    if (!target->is_in_place)
        rubric_naming_check(target->pattern, &needs_document, NULL);
    if (task->input != NULL && !needs_document)
        return is_expected(session, task->input, name);
    rubric_slice pattern = rubric_slice_of(target->pattern);
    size_t fixed = rubric_slice_find(pattern, rubric_slice_of("{"), 0);
    rubric_slice folder =
        folder_of(fixed == SIZE_MAX ? pattern : rubric_slice_part(pattern, 0, fixed));
    // What stands for a part in braces has no slash, but for the folder of the input.
    size_t depth =
        count_slashes(pattern) +
        (task->input != NULL ? count_slashes(rubric_slice_of(task->input->folder)) + 1 : 0);
    return is_below(name, folder) && count_slashes(name) <= depth;
}

// Files come with the output before those that a script made, which stand beside it.
static bool has_own_names(const rubric_outcome *outcome, const rubric_session *session,
                          const rubric_task *task) {
    const char *path = session->target.path;
    bool is_many = rubric_target_is_many(&session->target);
    rubric_slice output = rubric_slice_of(path == NULL ? "" : path), name, bytes;
    size_t offset = 0;
    for (bool is_first = is_many; rubric_outcome_next_file(outcome, &offset, &name, &bytes);
         is_first = false) {
        if (name.size < 2 || memchr(name.bytes, 0, name.size) != name.bytes + name.size - 1)
            return false;
        name.size--;
        bool is_own = is_first ? is_output(session, task, name)
                               : output.size > 0 && is_below(name, folder_of(output));
        if (!is_own)
            return false;
        if (is_first)
            output = name;
    }
    return offset == outcome->files.size;
}

bool rubric_answer_read(rubric_outcome *out, const rubric_session *session, const rubric_task *task,
                        const rubric_message *message) {
    if (message->number > RUBRIC_OUTCOME_INTERRUPTED)
        return false;
    out->state = (rubric_outcome_state)message->number;
    out->is_paragraph = message->index != 0;
    rubric_buffer_put_slice(&out->printed, message->parts[0]);
    rubric_buffer_put_slice(&out->errors, message->parts[1]);
    rubric_buffer_put_slice(&out->files, message->parts[2]);
    if (out->state == RUBRIC_OUTCOME_INTERRUPTED && !rubric_is_interrupted())
        return false; // it would end the run
    return !out->printed.failed && !out->errors.failed && !out->files.failed &&
           has_own_names(out, session, task);
}
