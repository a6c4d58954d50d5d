// SPDX-License-Identifier: MIT
// The files that a document carries along. Their bytes are allocated one by one, so that a file
// that is replaced or removed gives them back.
#include "document/document.h"

bool rubric_media_is_safe_name(rubric_slice name) {
    if (name.size == 0 || name.size > 200 || name.bytes[0] == '/' || name.bytes[0] == '.' ||
        name.bytes[name.size - 1] == '/' ||
        rubric_slice_find(name, rubric_slice_of(".."), 0) != SIZE_MAX ||
        rubric_slice_find(name, rubric_slice_of("//"), 0) != SIZE_MAX ||
        rubric_utf8_valid(name) != name.size)
        return false;
    for (size_t i = 0; i < name.size; i++)
        if ((unsigned char)name.bytes[i] < ' ' || name.bytes[i] == 0x7F || name.bytes[i] == '\\' ||
            name.bytes[i] == ':')
            return false;
    return true;
}

static rubric_media *find(const rubric_document *document, rubric_slice name) {
    for (uint32_t i = 0; i < document->media_count; i++)
        if (rubric_slice_equal(document->media[i].name, name))
            return &document->media[i];
    return NULL;
}

static void release(const rubric_document *document, rubric_slice slice) {
    if (slice.bytes)
        rubric_context_release(document->context, (void *)slice.bytes, slice.size + 1);
}

static void clear(const rubric_document *document, const rubric_media *media) {
    release(document, media->name);
    release(document, media->type);
    release(document, media->bytes);
}

static bool copy(const rubric_document *document, rubric_slice *out, rubric_slice slice) {
    char *bytes = rubric_context_allocate(document->context, slice.size + 1);
    if (!bytes)
        return false;
    if (slice.size)
        memcpy(bytes, slice.bytes, slice.size);
    bytes[slice.size] = '\0';
    *out = rubric_slice_make(bytes, slice.size);
    return true;
}

static bool copy_all(const rubric_document *document, rubric_media *out,
                     const rubric_media *media) {
    memset(out, 0, sizeof *out);
    if (copy(document, &out->name, media->name) && copy(document, &out->type, media->type) &&
        copy(document, &out->bytes, media->bytes))
        return true;
    clear(document, out);
    return false;
}

rubric_status rubric_document_add_media(rubric_document *document, const rubric_media *media,
                                        rubric_error *error) {
    if (rubric_is_missing(document, "document", error) || rubric_is_missing(media, "media", error))
        return RUBRIC_ERROR_ARGUMENT;
    if (!rubric_media_is_safe_name(media->name))
        return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                "the name of a file is relative, with '/', without '..', ':' and "
                                "'\\', and does not begin with '.'");
    rubric_context_charge(document->context, 1 + document->media_count + media->bytes.size / 64);
    rubric_media fresh;
    if (!copy_all(document, &fresh, media))
        return document_failure(document, error);
    rubric_media *old = find(document, media->name);
    if (old) {
        clear(document, old);
        *old = fresh;
        return RUBRIC_OK;
    }
    if (!rubric_array_reserve(document->context, (void **)&document->media,
                              &document->media_capacity, document->media_count,
                              sizeof *document->media)) {
        clear(document, &fresh);
        return document_failure(document, error);
    }
    document->media[document->media_count++] = fresh;
    return RUBRIC_OK;
}

bool rubric_document_media_at(const rubric_document *document, size_t index, rubric_media *out) {
    if (index >= document->media_count)
        return false;
    *out = document->media[index];
    return true;
}

bool rubric_document_media(const rubric_document *document, rubric_slice name, rubric_media *out) {
    const rubric_media *found = find(document, name);
    if (found)
        *out = *found;
    return found != NULL;
}

bool rubric_document_remove_media(rubric_document *document, rubric_slice name) {
    rubric_media *found = find(document, name);
    if (!found)
        return false;
    clear(document, found);
    document->media_count--;
    memmove(found, found + 1,
            (size_t)(document->media + document->media_count - found) * sizeof *found);
    return true;
}

bool rubric_document_copy_media(rubric_document *to, const rubric_document *from,
                                rubric_error *error) {
    for (uint32_t i = 0; i < from->media_count; i++)
        if (rubric_document_add_media(to, &from->media[i], error) != RUBRIC_OK)
            return false;
    return true;
}

void rubric_document_free_media(rubric_document *document) {
    for (uint32_t i = 0; i < document->media_count; i++)
        clear(document, &document->media[i]);
    rubric_array_free(document->context, document->media, document->media_capacity,
                      sizeof *document->media);
}
