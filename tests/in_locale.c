// SPDX-License-Identifier: MIT
// Preloaded into programs under test: they take on the locale of the environment, as hosts do.
#include <locale.h>

__attribute__((constructor)) static void take_on_locale(void) {
    setlocale(LC_ALL, "");
}
