// SPDX-License-Identifier: MIT
// Floor 3: media, the files that a document carries along; part of rubric/document.h.
#ifndef RUBRIC_MEDIA_H
#define RUBRIC_MEDIA_H

#include "node.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A file of a document; its bytes live as long as the document, or until it is removed. */
typedef struct rubric_media {
    rubric_slice name;  // relative, with slashes: "images/cat.png"
    rubric_slice type;  // "image/png"; empty when it is not known
    rubric_slice bytes; // any
} rubric_media;

/**
 * Whether a file may be written under such a name below a folder, on any system: relative and valid
 * UTF-8 of at most 200 bytes, no part of it empty or beginning with '.' at the start, no "..", no
 * backslash, colon or control character.
 */
RUBRIC_API bool rubric_media_is_safe_name(rubric_slice name);

/**
 * Add a file, which takes the place of one of that name. All is copied and charged.
 *
 * @return RUBRIC_ERROR_ARGUMENT for a name that is not safe
 */
RUBRIC_API rubric_status rubric_document_add_media(rubric_document *document,
                                                   const rubric_media *media, rubric_error *error);
/** The file at `index`, in the order they were added; false past the last. */
RUBRIC_API bool rubric_document_media_at(const rubric_document *document, size_t index,
                                         rubric_media *out);
/** The file of that name; false when there is none. */
RUBRIC_API bool rubric_document_media(const rubric_document *document, rubric_slice name,
                                      rubric_media *out);
/** False when there was none. */
RUBRIC_API bool rubric_document_remove_media(rubric_document *document, rubric_slice name);

#ifdef __cplusplus
}
#endif
#endif
