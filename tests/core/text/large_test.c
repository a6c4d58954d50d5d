// SPDX-License-Identifier: MIT
// A hundred megabytes for everything that reads text. It runs without sanitizers, which would take
// minutes.
#include "core/text/works.h"

// What a work copies is several times as much; each text is gone before the next.
static void a_hundred_megabytes_are_read(void **state) {
    (void)state;
    enum { SIZE = 100000000 };
    static const char sentence[] =
        "Mr. Lee said \"no\" (3.5 \xE2\x82\xAC). \xEC\x95\x84\xEB\x8B\x88\xEC\x9A\x94 ";
    char *bytes = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = sentence[i % (sizeof sentence - 1)];
    for (size_t w = 0; w < sizeof works / sizeof *works; w++)
        run_on(works[w].run, rubric_slice_make(bytes, SIZE));
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_hundred_megabytes_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
