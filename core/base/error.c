// SPDX-License-Identifier: MIT
// Errors: the names of statuses, and filling the struct that the caller owns.
#include "rubric/base.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

static const char *const names[] = {
    [RUBRIC_OK] = "ok",
    [RUBRIC_ERROR_MEMORY] = "memory",
    [RUBRIC_ERROR_TIME] = "time",
    [RUBRIC_ERROR_INTERRUPTED] = "interrupted",
    [RUBRIC_ERROR_LIMIT] = "limit",
    [RUBRIC_ERROR_SYNTAX] = "syntax",
    [RUBRIC_ERROR_ENCODING] = "encoding",
    [RUBRIC_ERROR_FORMAT] = "format",
    [RUBRIC_ERROR_ARGUMENT] = "argument",
    [RUBRIC_ERROR_FILE] = "file",
    [RUBRIC_ERROR_PERMISSION] = "permission",
    [RUBRIC_ERROR_SCRIPT] = "script",
};

const char *rubric_status_name(rubric_status status) {
    size_t index = (size_t)status;
    return index < sizeof names / sizeof *names ? names[index] : "unknown";
}

// One line of valid UTF-8, whatever was formatted into it.
static void mend_message(char *message, size_t size) {
    rubric_slice text = rubric_slice_of(message);
    if (text.size + 1 >= size)
        message[rubric_utf8_valid(text)] = '\0';
    for (char *byte = message; *byte != '\0'; byte++) {
        if ((unsigned char)*byte < ' ')
            *byte = ' ';
    }
}

rubric_status rubric_error_set(rubric_error *error, rubric_status status, const char *format, ...) {
    if (error == NULL)
        return status;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    if (length < 0)
        error->message[0] = '\0';
    mend_message(error->message, sizeof error->message);
    error->status = status;
    error->offset = 0;
    error->line = error->column = 0;
    return status;
}

void rubric_error_locate(rubric_error *error, rubric_slice text, size_t offset) {
    if (error == NULL)
        return;
    rubric_position position = rubric_text_position(text, offset);
    error->offset = offset;
    error->line = position.line;
    error->column = position.column;
}

bool rubric_is_missing(const void *argument, const char *name, rubric_error *error) {
    assert(argument != NULL);
    if (argument != NULL)
        return false;
    rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "'%s' is NULL", name);
    return true;
}
