// SPDX-License-Identifier: MIT
// Keeps what came of a document.
#include "outcome.h"

// In front of a file in `files`; copied, since it need not be aligned there.
typedef struct file_head {
    size_t name_size, size; // bytes; the name with its NUL
} file_head;

void rubric_outcome_init(rubric_outcome *out, rubric_context *context) {
    *out = (rubric_outcome){.state = RUBRIC_OUTCOME_DONE};
    rubric_buffer_init(&out->printed, context);
    rubric_buffer_init(&out->errors, context);
    rubric_buffer_init(&out->files, context);
}

static void free_context(rubric_outcome *outcome) {
    rubric_context_free(outcome->context);
    outcome->context = NULL;
}

void rubric_outcome_restart(rubric_outcome *outcome, rubric_context *context) {
    rubric_buffer_clear(&outcome->printed);
    rubric_buffer_clear(&outcome->files);
    rubric_buffer_init(&outcome->printed, context);
    rubric_buffer_init(&outcome->files, context);
}

void rubric_outcome_clear(rubric_outcome *outcome) {
    rubric_buffer_clear(&outcome->printed);
    rubric_buffer_clear(&outcome->errors);
    rubric_buffer_clear(&outcome->files);
    free_context(outcome);
}

size_t rubric_outcome_begin_file(rubric_outcome *outcome, rubric_slice name) {
    size_t begin = outcome->files.size;
    file_head head = {name.size, 0};
    rubric_buffer_put(&outcome->files, (const char *)&head, sizeof head);
    rubric_buffer_put_slice(&outcome->files, name);
    return begin;
}

void rubric_outcome_end_file(rubric_outcome *outcome, size_t begin) {
    rubric_buffer *files = &outcome->files;
    if (files->failed)
        return;
    file_head head;
    memcpy(&head, files->bytes + begin, sizeof head);
    head.size = files->size - begin - sizeof head - head.name_size;
    memcpy(files->bytes + begin, &head, sizeof head);
}

bool rubric_outcome_next_file(const rubric_outcome *outcome, size_t *offset, rubric_slice *name,
                              rubric_slice *bytes) {
    const rubric_buffer *files = &outcome->files;
    if (files->size - *offset < sizeof(file_head))
        return false;
    file_head head;
    memcpy(&head, files->bytes + *offset, sizeof head);
    size_t left = files->size - *offset - sizeof head;
    if (head.name_size > left || head.size > left - head.name_size)
        return false;
    const char *begin = files->bytes + *offset + sizeof head;
    *name = rubric_slice_make(begin, head.name_size);
    *bytes = rubric_slice_make(begin + head.name_size, head.size);
    *offset += sizeof head + head.name_size + head.size;
    return true;
}
