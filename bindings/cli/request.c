// SPDX-License-Identifier: MIT
// Reads a line of records into a request.
#include "request.h"

static rubric_status refuse(rubric_error *error, const char *message) {
    return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT, "%s", message);
}

// The string of a key, ended by a NUL; NULL when it is absent or null.
static rubric_status read_string(const char **out, rubric_arena *arena, const rubric_value *map,
                                 const char *key, rubric_error *error) {
    const rubric_value *value = rubric_value_find(map, rubric_slice_of(key));
    *out = NULL;
    if (value == NULL || value->type == RUBRIC_VALUE_NULL)
        return RUBRIC_OK;
    if (value->type != RUBRIC_VALUE_STRING)
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "'%s' of a request is a string, not a %s", key,
                                rubric_value_type_name(value->type));
    char *copy = rubric_arena_bytes(arena, value->as.string.size + 1);
    if (copy == NULL)
        return rubric_context_error(rubric_arena_context(arena), error);
    if (value->as.string.size > 0)
        memcpy(copy, value->as.string.bytes, value->as.string.size);
    copy[value->as.string.size] = 0;
    *out = copy;
    return RUBRIC_OK;
}

static rubric_status read_bytes(rubric_request *out, rubric_arena *arena, const rubric_value *map,
                                rubric_error *error) {
    const rubric_value *text = rubric_value_find(map, rubric_slice_of("text"));
    const rubric_value *coded = rubric_value_find(map, rubric_slice_of("bytes"));
    int given = (text != NULL) + (coded != NULL) + (out->path != NULL);
    if (given != 1)
        return refuse(error, "a request has one of 'text', 'path' and 'bytes'");
    if (out->path != NULL)
        return RUBRIC_OK;
    const rubric_value *value = text != NULL ? text : coded;
    if (value->type != RUBRIC_VALUE_STRING)
        return refuse(error, "'text' and 'bytes' of a request are strings");
    out->bytes = value->as.string;
    if (text != NULL)
        return RUBRIC_OK;
    char *decoded = rubric_arena_bytes(arena, value->as.string.size + 1);
    if (decoded == NULL)
        return rubric_context_error(rubric_arena_context(arena), error);
    if (!rubric_base64_decode(value->as.string, decoded, &out->bytes.size))
        return refuse(error, "'bytes' of a request is not base64");
    out->bytes.bytes = decoded;
    return RUBRIC_OK;
}

static rubric_status read_fields(rubric_request *out, rubric_arena *arena, const rubric_value *map,
                                 rubric_error *error) {
    const char *keys[] = {"path", "format", "lang", "url"};
    const char **fields[] = {&out->path, &out->format, &out->lang, &out->url};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        rubric_status status = read_string(fields[i], arena, map, keys[i], error);
        if (status != RUBRIC_OK)
            return status;
    }
    out->extra = rubric_value_find(map, rubric_slice_of("extra"));
    out->meta = rubric_value_find(map, rubric_slice_of("meta"));
    if (out->meta != NULL && out->meta->type == RUBRIC_VALUE_NULL)
        out->meta = NULL;
    if (out->meta != NULL && out->meta->type != RUBRIC_VALUE_MAP)
        return refuse(error, "'meta' of a request is an object");
    if (out->path != NULL && strcmp(out->path, "-") == 0)
        return refuse(error, "a request cannot read standard input");
    return read_bytes(out, arena, map, error);
}

// What messages call the document: its path, else its id.
static rubric_slice name_of(const rubric_request *request) {
    if (request->path != NULL)
        return rubric_slice_of(request->path);
    if (request->id.type == RUBRIC_VALUE_STRING)
        return request->id.as.string;
    return rubric_slice_of("record");
}

rubric_status rubric_request_read(rubric_request *out, rubric_arena *arena, rubric_slice line,
                                  rubric_error *error) {
    *out = (rubric_request){.folder = "", .name = rubric_slice_of("record")};
    rubric_value *map = rubric_arena_allocate(arena, sizeof *map); // `meta` and `extra` stay in it
    if (map == NULL)
        return rubric_context_error(rubric_arena_context(arena), error);
    rubric_status status = rubric_json_read(map, arena, line, error);
    if (status != RUBRIC_OK)
        return status;
    if (map->type != RUBRIC_VALUE_MAP)
        return refuse(error, "a request is a JSON object");
    const rubric_value *id = rubric_value_find(map, rubric_slice_of("id"));
    if (id != NULL)
        out->id = *id;
    status = read_fields(out, arena, map, error);
    if (status == RUBRIC_OK)
        out->name = name_of(out);
    return status;
}
