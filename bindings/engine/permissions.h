// SPDX-License-Identifier: MIT
// What permissions mean, for the engine and for the program, which looks at files itself.
#ifndef RUBRIC_BINDINGS_ENGINE_PERMISSIONS_H
#define RUBRIC_BINDINGS_ENGINE_PERMISSIONS_H

#include <rubric/rubric.h>

/** Whether it has one of the four forms. */
rubric_status rubric_permission_check(rubric_slice permission, rubric_error *error);

/** Whether one permission lets all be that another one lets be. */
bool rubric_permission_covers(rubric_slice permission, rubric_slice other);

/** Whether a list of permissions lets a use be: "read", "data/places.txt". */
bool rubric_permissions_allow(const rubric_value *permissions, const char *kind, rubric_slice what);

/** Whether a path is a folder, or lies below it, by their names alone. */
bool rubric_path_is_within(rubric_slice folder, rubric_slice path);

/** A path without `.`, `..` and doubled slashes, ended by a zero, so that a link cannot make it
    lead elsewhere than what was compared; false when it is too long. */
bool rubric_path_normalize(rubric_buffer *out, rubric_slice path);

#endif
