// SPDX-License-Identifier: MIT
// Lua writes numbers and compares strings by the locale of the thread. While it runs that is "C",
// whatever the host has chosen; nobody else's locale is touched.
#define _XOPEN_SOURCE 700 // uselocale
#include <locale.h>

#include "engine/engine.h"

void *rubric_locale_enter(void) {
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0); // in glibc a constant, never freed
    return plain != (locale_t)0 ? (void *)uselocale(plain) : NULL;
}

void rubric_locale_leave(void *before) {
    if (before)
        uselocale((locale_t)before);
}
