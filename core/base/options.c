// SPDX-License-Identifier: MIT
// Structs of options that begin with their size, from hosts of other versions.
#include "rubric/base.h"

enum { LARGEST = 4096 }; // bytes of a struct of options of any version

static bool is_zero(const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

rubric_status rubric_options_copy(void *own, size_t own_size, const void *given, const char *what,
                                  rubric_error *error) {
    size_t size = own_size;
    memset(own, 0, own_size);
    if (given != NULL) {
        memcpy(&size, given, sizeof size);
        if (size < sizeof size || size > LARGEST)
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                    "'size' of the %s options is %zu, not sizeof of the struct",
                                    what, size);
        if (size > own_size && !is_zero((const char *)given + own_size, size - own_size))
            return rubric_error_set(error, RUBRIC_ERROR_ARGUMENT,
                                    "the %s options have a field that this version lacks", what);
        memcpy(own, given, size < own_size ? size : own_size);
    }
    memcpy(own, &own_size, sizeof own_size);
    return RUBRIC_OK;
}
