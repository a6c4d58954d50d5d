// SPDX-License-Identifier: MIT
// Puts the results of one document into the shape that was asked for.
#include "present.h"

#include "format_options.h"
#include "record.h"
#include "tree.h"
#include "value.h"

// A file that is written over keeps what nobody changed, unless its form was asked for.
static bool keeps_source(const struct rubric_work *work) {
    const rubric_settings *settings = &work->session->settings;
    return settings->in_place && !settings->width && !settings->no_metadata &&
           !settings->standalone && settings->to_options.count == 0 &&
           rubric_document_has_source(work->document);
}

static const char *output_format(const struct rubric_work *work) {
    return work->session->format != NULL ? work->session->format
           : keeps_source(work)          ? "source"
           : work->dialect != NULL       ? work->dialect
                                         : work->format;
}

static rubric_status write_document(struct rubric_work *work, rubric_buffer *out) {
    const rubric_settings *settings = &work->session->settings;
    rubric_write_options options = {
        .size = sizeof options,
        .format = output_format(work),
        .width = settings->width,
        .no_metadata = settings->no_metadata,
        .standalone = settings->standalone,
        .unsafe = settings->unsafe,
    };
    bool keeps_format = work->session->format == NULL; // and then the extensions it was read with
    if (keeps_format)
        rubric_format_options_write(&options, &settings->from_options, false, NULL);
    rubric_status status =
        rubric_format_options_write(&options, &settings->to_options, !keeps_format, &work->error);
    if (status != RUBRIC_OK)
        return status;
    return rubric_engine_write(out, work->session->engine, work->document, &options, &work->error);
}

static const rubric_value *last_value(const struct rubric_work *work) {
    return work->result_count == 0 ? NULL
                                   : rubric_result_value(work->results[work->result_count - 1]);
}

// Strings are lines as they are, anything else is JSON; in records both carry the id.
static size_t put_emitted(struct rubric_work *work, rubric_buffer *out) {
    bool is_record = work->session->shape == RUBRIC_SHAPE_RECORD;
    size_t count = 0;
    for (size_t i = 0; i < work->result_count; i++) {
        const rubric_value *value;
        for (size_t k = 0; (value = rubric_result_record(work->results[i], k)) != NULL; k++) {
            count++;
            if (is_record) {
                rubric_record_put_emitted(out, &work->request, value);
                continue;
            }
            if (value->type == RUBRIC_VALUE_STRING)
                rubric_buffer_put_slice(out, value->as.string);
            else
                rubric_json_write(out, value, 0);
            rubric_buffer_put_byte(out, '\n');
        }
    }
    return count;
}

static rubric_status put_record(struct rubric_work *work, rubric_buffer *out) {
    const rubric_session *session = work->session;
    rubric_record record = {
        .request = &work->request,
        .document = work->document,
        .value = last_value(work),
        .unit = session->settings.offsets,
    };
    rubric_buffer output;
    rubric_buffer_init(&output, work->context);
    rubric_status status = RUBRIC_OK;
    if (session->settings.to != NULL) {
        status = write_document(work, &output);
        record.output = rubric_buffer_slice(&output);
        record.has_output = true;
    }
    if (status == RUBRIC_OK)
        rubric_record_put(out, &record);
    rubric_buffer_clear(&output);
    return status;
}

static void put_heading(const struct rubric_work *work, rubric_buffer *out) {
    rubric_buffer_put_string(out, "==> ");
    rubric_buffer_put_slice(out, work->request.name);
    rubric_buffer_put_string(out, " <==\n");
}

// A script that only emits wanted to print, unless a document was asked for.
static bool is_only_emitted(const rubric_session *session, size_t emitted) {
    return emitted > 0 && session->settings.to == NULL && !rubric_target_is_many(&session->target);
}

// Documents of JSON and lines of data follow each other closely, anything else is set apart.
static bool is_paragraph(const struct rubric_work *work, size_t emitted) {
    const rubric_session *session = work->session;
    if (session->shape == RUBRIC_SHAPE_DOCUMENT) {
        const char *format = output_format(work);
        bool is_json = format != NULL && strstr(format, "json") != NULL;
        return !is_json && !is_only_emitted(session, emitted);
    }
    bool is_for_people = session->shape == RUBRIC_SHAPE_VALUE ||
                         (session->shape == RUBRIC_SHAPE_TREE && !session->settings.json);
    return is_for_people && session->has_headings;
}

static rubric_status put_shape(struct rubric_work *work, rubric_buffer *out, size_t emitted) {
    const rubric_session *session = work->session;
    switch (session->shape) {
    case RUBRIC_SHAPE_RECORD:
        return put_record(work, out);
    case RUBRIC_SHAPE_VALUE:
        if (session->has_headings)
            put_heading(work, out);
        if (last_value(work) != NULL)
            rubric_value_print(out, last_value(work));
        return RUBRIC_OK;
    case RUBRIC_SHAPE_TREE:
        if (session->settings.json) {
            rubric_tree_put_json(out, work->document, work->request.name);
            return RUBRIC_OK;
        }
        if (session->has_headings)
            put_heading(work, out);
        rubric_tree_print(out, work->document);
        return RUBRIC_OK;
    case RUBRIC_SHAPE_DOCUMENT:
        break;
    }
    return is_only_emitted(session, emitted) ? RUBRIC_OK : write_document(work, out);
}

// Further files of scripts go beside the output; without one there is no place for them.
static rubric_status put_further_files(struct rubric_work *work, rubric_slice beside) {
    rubric_outcome *out = work->out;
    size_t folder = beside.size;
    while (folder > 0 && beside.bytes[folder - 1] != '/')
        folder--;
    for (size_t i = 0; i < work->result_count; i++) {
        rubric_slice name, bytes;
        for (size_t k = 0; rubric_result_output(work->results[i], k, &name, &bytes); k++) {
            if (beside.size == 0)
                return rubric_error_set(&work->error, RUBRIC_ERROR_FILE,
                                        "the script makes a file '%.*s'; say where with -o 'DIR/'",
                                        name.size > 60 ? 60 : (int)name.size, name.bytes);
            rubric_buffer path;
            rubric_buffer_init(&path, work->context);
            rubric_buffer_put(&path, beside.bytes, folder);
            rubric_buffer_put_slice(&path, name);
            rubric_buffer_put_byte(&path, 0);
            size_t file = rubric_outcome_begin_file(out, rubric_buffer_slice(&path));
            rubric_buffer_put_slice(&out->files, bytes);
            rubric_outcome_end_file(out, file);
            rubric_buffer_clear(&path);
        }
    }
    return RUBRIC_OK;
}

static rubric_status present_in_file(struct rubric_work *work) {
    rubric_outcome *out = work->out;
    rubric_naming naming = {
        .path = work->request.path,
        .folder = work->request.folder,
        .id = work->request.id.type == RUBRIC_VALUE_STRING ? work->request.id.as.string
                                                           : work->request.name,
        .document = work->document,
    };
    rubric_buffer name;
    rubric_buffer_init(&name, work->context);
    rubric_status status = rubric_target_name(&name, &work->session->target, &naming, &work->error);
    if (status == RUBRIC_OK && !name.failed) {
        bool is_record = work->session->shape == RUBRIC_SHAPE_RECORD;
        size_t emitted = is_record ? 0 : put_emitted(work, &out->printed);
        size_t file = rubric_outcome_begin_file(out, rubric_buffer_slice(&name));
        if (is_record)
            put_emitted(work, &out->files);
        status = put_shape(work, &out->files, emitted);
        rubric_outcome_end_file(out, file);
        if (status == RUBRIC_OK)
            status = put_further_files(work, rubric_slice_of(name.bytes));
    }
    rubric_buffer_clear(&name);
    return status;
}

rubric_status rubric_present(struct rubric_work *work) {
    const rubric_session *session = work->session;
    if (rubric_target_is_many(&session->target))
        return present_in_file(work);
    rubric_buffer *out = &work->out->printed;
    size_t emitted = put_emitted(work, out);
    work->out->is_paragraph = is_paragraph(work, emitted);
    rubric_status status = put_shape(work, out, emitted);
    if (status != RUBRIC_OK)
        return status;
    const char *path = session->target.path;
    return put_further_files(work, rubric_slice_of(path == NULL ? "" : path));
}
