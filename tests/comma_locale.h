// SPDX-License-Identifier: MIT
// A locale in which numbers have a comma, for tests that nobody asks the locale.
#ifndef RUBRIC_TESTS_COMMA_LOCALE_H
#define RUBRIC_TESTS_COMMA_LOCALE_H

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/** Make it where nothing else of the machine sees it and set it; false when that cannot be done. */
static inline bool use_comma_locale(void) {
    char folder[] = "/tmp/rubric-locale-XXXXXX", command[200];
    if (!mkdtemp(folder))
        return false;
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8", folder);
    bool is_set = system(command) == 0 && setenv("LOCPATH", folder, 1) == 0 &&
                  setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 && is_set;
}

#endif
