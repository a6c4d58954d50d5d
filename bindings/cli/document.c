// SPDX-License-Identifier: MIT
// Takes one document through reader, scripts and writer, within its limits.
#include "document.h"

#include "cli/workers/link.h"
#include "file.h"
#include "format_options.h"
#include "interrupt.h"
#include "present.h"
#include "record.h"
#include "report.h"

#include <unistd.h>

static rubric_status out_of_memory(struct rubric_work *work) {
    return rubric_error_set(&work->error, RUBRIC_ERROR_MEMORY, "out of memory");
}

static rubric_report_style style_of(const rubric_session *session) {
    return (rubric_report_style){session->settings.diagnostics, session->has_color};
}

/* ---- Reading ------------------------------------------------------------------------- */

static rubric_status load_bytes(struct rubric_work *work) {
    const rubric_request *request = &work->request;
    if (request->path == NULL)
        return RUBRIC_OK;
    rubric_buffer *bytes = &work->bytes;
    rubric_status status;
    if (work->session->link != NULL)
        status = rubric_link_read_input(work->session, bytes, request->path, &work->error);
    else if (strcmp(request->path, "-") == 0)
        status = rubric_file_drain(bytes, STDIN_FILENO, &work->error);
    else
        status = rubric_file_read(bytes, request->path, &work->error);
    work->request.bytes = rubric_buffer_slice(bytes);
    return status;
}

static bool has_utf16_mark(rubric_slice bytes) {
    return bytes.size >= 2 &&
           (memcmp(bytes.bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes.bytes, "\xFE\xFF", 2) == 0);
}

// A NUL near the start of a file that nothing is known of: a picture, a program, an archive.
static bool looks_binary(rubric_slice bytes) {
    size_t size = bytes.size < 1024 ? bytes.size : 1024;
    return size > 0 && !has_utf16_mark(bytes) && memchr(bytes.bytes, 0, size) != NULL;
}

static rubric_status choose_format(struct rubric_work *work) {
    const rubric_request *request = &work->request;
    const char *named = request->format != NULL ? request->format : work->session->settings.from;
    const rubric_format *format = NULL;
    if (named != NULL) {
        format = rubric_format_find(rubric_slice_of(named));
        if (format == NULL || !format->reads)
            return rubric_error_set(&work->error, RUBRIC_ERROR_FORMAT, "no reader for format '%s'",
                                    named);
        work->format = work->dialect = named;
        return RUBRIC_OK;
    }
    if (request->path != NULL)
        format = rubric_format_of_path(rubric_slice_of(request->path));
    if (format != NULL && format->reads) {
        // JSON may be the document's own or pandoc's, which its first keys tell when it is read.
        work->format = strcmp(format->name, "json") == 0 ? NULL : format->name;
    } else if (looks_binary(request->bytes)) {
        return rubric_error_set(&work->error, RUBRIC_ERROR_FORMAT,
                                "cannot tell its format; say it with --from");
    }
    return RUBRIC_OK;
}

static rubric_status set_metadata(struct rubric_work *work, rubric_slice key,
                                  const rubric_value *value) {
    rubric_arena *arena = rubric_document_arena(work->document);
    rubric_value copy;
    if (rubric_value_copy(&copy, arena, value) != RUBRIC_OK ||
        rubric_value_set(arena, rubric_document_metadata(work->document), key, copy) != RUBRIC_OK)
        return out_of_memory(work);
    return RUBRIC_OK;
}

static rubric_status add_metadata(struct rubric_work *work) {
    const rubric_request *request = &work->request;
    const rubric_value *meta = request->meta;
    for (uint32_t i = 0; meta != NULL && i < meta->as.map.count; i++) {
        const rubric_entry *entry = &meta->as.map.entries[i];
        if (set_metadata(work, entry->key, &entry->value) != RUBRIC_OK)
            return RUBRIC_ERROR_MEMORY;
    }
    const char *lang = request->lang != NULL ? request->lang : work->session->settings.lang;
    if (lang == NULL)
        return RUBRIC_OK;
    rubric_value value = rubric_value_string(rubric_slice_of(lang));
    return set_metadata(work, rubric_slice_of("lang"), &value);
}

static rubric_status read_document(struct rubric_work *work) {
    const rubric_session *session = work->session;
    rubric_request *request = &work->request;
    work->stage = "read";
    rubric_status status = load_bytes(work);
    if (status == RUBRIC_OK)
        status = choose_format(work);
    if (status != RUBRIC_OK)
        return status;
    rubric_read_options options = {
        .size = sizeof options,
        .format = work->format,
        .path = request->path,
        .url = request->url != NULL ? request->url : session->settings.url,
        .charset = session->settings.charset,
        .borrow = true,
        .extensions = session->reading.extensions,
        .delimiters = session->reading.delimiters,
        .delimiter_count = session->reading.delimiter_count,
    };
    bool is_given = session->settings.from != NULL;
    status = rubric_format_options_read(&options, &session->settings.from_options, is_given,
                                        &work->error);
    if (status != RUBRIC_OK)
        return status;
    status = rubric_document_read(&work->read, work->context, request->bytes.bytes,
                                  request->bytes.size, &options, &work->error);
    if (status != RUBRIC_OK)
        return status;
    work->document = work->read;
    const rubric_format *format = rubric_format_find(rubric_document_format(work->read));
    work->format = format == NULL ? NULL : format->name;
    return add_metadata(work);
}

/* ---- Scripts ------------------------------------------------------------------------- */

static rubric_status run_scripts(struct rubric_work *work) {
    const rubric_session *session = work->session;
    work->stage = "script";
    for (size_t i = 0; i < session->steps.count; i++) {
        const rubric_step *step = &session->steps.items[i];
        rubric_run_options run = {
            .size = sizeof run,
            .input = work->request.path,
            .from = work->format,
            .to = session->format,
        };
        rubric_status status =
            rubric_engine_run(&work->results[i], session->engine, step->program, work->document,
                              &step->options, &run, &work->error);
        if (status != RUBRIC_OK)
            return status;
        work->result_count = i + 1;
        if (rubric_result_skipped(work->results[i]).size > 0)
            return RUBRIC_OK;
        rubric_document *replacement = rubric_result_document(work->results[i]);
        if (replacement != NULL)
            work->document = replacement;
    }
    return RUBRIC_OK;
}

static rubric_slice skipped_reason(const struct rubric_work *work) {
    if (work->result_count == 0)
        return rubric_slice_of("");
    return rubric_result_skipped(work->results[work->result_count - 1]);
}

/* ---- The end ------------------------------------------------------------------------- */

static void put_report(struct rubric_work *work, rubric_level level, rubric_slice message) {
    rubric_report report = {.file = work->request.name, .level = level, .message = message};
    if (level == RUBRIC_LEVEL_ERROR && work->error.line > 0) {
        report.position = (rubric_position){work->error.line, work->error.column};
        bool is_of_document = strcmp(work->stage, "script") != 0;
        if (is_of_document && work->error.offset <= work->request.bytes.size &&
            rubric_utf8_valid(work->request.bytes) == work->request.bytes.size)
            report.source = work->request.bytes;
        report.offset = work->error.offset;
    }
    rubric_report_put(&work->out->errors, &report, style_of(work->session));
}

static void skip(struct rubric_work *work, rubric_slice reason) {
    rubric_session *session = work->session;
    work->out->state = RUBRIC_OUTCOME_SKIPPED;
    if (session->shape == RUBRIC_SHAPE_RECORD)
        rubric_record_put_skipped(&work->out->printed, &work->request, reason);
    else if (!session->settings.quiet)
        put_report(work, RUBRIC_LEVEL_NOTE, reason);
}

// Which option moves the limit that was met.
static void add_advice(rubric_error *error) {
    const char *advice = error->status == RUBRIC_ERROR_MEMORY ? "; --limit-memory raises it"
                         : error->status == RUBRIC_ERROR_TIME ? "; --limit-time raises it"
                                                              : "";
    bool is_limit = strstr(error->message, "limit of") != NULL;
    if (is_limit && strlen(error->message) + strlen(advice) < sizeof error->message)
        strcat(error->message, advice);
}

static void fail(struct rubric_work *work) {
    rubric_session *session = work->session;
    rubric_error *error = &work->error;
    rubric_outcome_restart(work->out, session->context);
    if (error->status == RUBRIC_ERROR_INTERRUPTED) {
        work->out->state = RUBRIC_OUTCOME_INTERRUPTED;
        return;
    }
    bool is_option = error->status == RUBRIC_ERROR_ARGUMENT && strcmp(work->stage, "script") == 0;
    work->out->state = is_option ? RUBRIC_OUTCOME_REFUSED : RUBRIC_OUTCOME_FAILED;
    if (is_option) {
        rubric_buffer_put_string(&work->out->errors, error->message);
        return;
    }
    add_advice(error);
    put_report(work, RUBRIC_LEVEL_ERROR, rubric_slice_of(error->message));
    if (session->settings.trace && strcmp(work->stage, "script") == 0) {
        rubric_slice trace = rubric_engine_traceback(session->engine);
        rubric_buffer_put_slice(&work->out->errors, trace);
        if (trace.size > 0 && trace.bytes[trace.size - 1] != '\n')
            rubric_buffer_put_byte(&work->out->errors, '\n');
    }
    if (session->shape == RUBRIC_SHAPE_RECORD)
        rubric_record_put_failure(&work->out->printed, &work->request, work->stage, error);
}

static void report_document(struct rubric_work *work) {
    const rubric_session *session = work->session;
    if (!session->settings.quiet && session->shape != RUBRIC_SHAPE_RECORD)
        rubric_report_put_document(&work->out->errors, work->document, work->request.name,
                                   style_of(session));
}

static rubric_status finish(struct rubric_work *work) {
    rubric_slice reason = skipped_reason(work);
    if (reason.size > 0) {
        report_document(work);
        skip(work, reason);
        return RUBRIC_OK;
    }
    work->stage = "write";
    rubric_status status = rubric_present(work);
    report_document(work); // what writing had to say is among it
    if (status != RUBRIC_OK)
        return status;
    status = rubric_context_status(work->context);
    if (status != RUBRIC_OK)
        return rubric_context_error(work->context, &work->error);
    return work->out->printed.failed || work->out->files.failed ? out_of_memory(work) : RUBRIC_OK;
}

static rubric_status begin(struct rubric_work *work) {
    rubric_session *session = work->session;
    rubric_status status = rubric_engine_begin(&work->context, session->engine, &work->error);
    if (status != RUBRIC_OK)
        return status;
    rubric_interrupt_watch(work->context);
    rubric_session_begin_document(session);
    rubric_outcome_restart(work->out, work->context);
    rubric_buffer_init(&work->bytes, work->context);
    status = rubric_arena_new(&work->arena, work->context, &work->error);
    if (status != RUBRIC_OK)
        return status;
    size_t count = session->steps.count + 1;
    work->results = rubric_arena_allocate(work->arena, count * sizeof *work->results);
    return work->results == NULL ? out_of_memory(work) : RUBRIC_OK;
}

// What the outcome keeps stays in the context, which is the outcome's from here on.
static void end(struct rubric_work *work) {
    for (size_t i = 0; i < work->result_count; i++)
        rubric_result_free(work->results[i]);
    rubric_document_free(work->read);
    rubric_arena_free(work->arena);
    if (work->context != NULL)
        rubric_buffer_clear(&work->bytes);
    rubric_interrupt_watch(NULL);
    work->session->log = NULL;
    work->out->context = work->context;
}

static rubric_request request_of(const rubric_input *input) {
    return (rubric_request){
        .path = input->path,
        .folder = input->folder,
        .name = rubric_slice_of(input->path),
        .id = rubric_value_string(rubric_slice_of(input->path)),
    };
}

// What a line of records asks for, or where it is wrong.
static rubric_status read_request(struct rubric_work *work, const rubric_task *task) {
    work->stage = "request";
    work->request = (rubric_request){.folder = "", .name = rubric_slice_of("record")};
    rubric_status status =
        rubric_request_read(&work->request, work->arena, task->line, &work->error);
    if (status != RUBRIC_OK) {
        work->error.line = task->number;
        work->error.column = work->error.column > 0 ? work->error.column : 1;
        work->request.bytes = rubric_slice_of(""); // no line of a document is to be shown
    }
    return status;
}

static rubric_status begin_task(struct rubric_work *work, const rubric_task *task) {
    rubric_status status = begin(work);
    if (status != RUBRIC_OK)
        return status;
    if (task->input == NULL)
        return read_request(work, task);
    work->request = request_of(task->input);
    if (task->input->problem == NULL)
        return RUBRIC_OK;
    return rubric_error_set(&work->error, RUBRIC_ERROR_FILE, "%s", task->input->problem);
}

void rubric_task_work(rubric_outcome *out, rubric_session *session, const rubric_task *task) {
    struct rubric_work work = {.session = session, .out = out, .stage = "read"};
    session->log = &out->errors;
    rubric_status status = begin_task(&work, task);
    if (status == RUBRIC_OK)
        status = read_document(&work);
    if (status == RUBRIC_OK)
        status = run_scripts(&work);
    if (status == RUBRIC_OK)
        status = finish(&work);
    if (status != RUBRIC_OK)
        fail(&work);
    end(&work);
}

void rubric_task_fail(rubric_outcome *out, rubric_session *session, const rubric_task *task,
                      const rubric_error *error) {
    struct rubric_work work = {.session = session, .out = out};
    if (begin_task(&work, task) == RUBRIC_OK) {
        work.error = *error;
        work.stage = "script";
    }
    fail(&work);
    end(&work);
}
