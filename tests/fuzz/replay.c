// SPDX-License-Identifier: MIT
// Gives files to a fuzz target one by one, and prints TAP: for builds without a fuzzer.
#include "fuzz/target.h"

#include <stdio.h>

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);

// The fuzzer's own, which mutators of targets call.
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most) {
    (void)bytes, (void)most;
    return size;
}

int main(int count, char **names) {
    static uint8_t bytes[1 << 20];
    printf("1..%d\n", count - 1);
    for (int i = 1; i < count; i++) {
        FILE *file = fopen(names[i], "rb");
        size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
        uint8_t *exact = malloc(size ? size : 1); // so that a byte too far is seen
        if (!file || !exact)
            return 1;
        memcpy(exact, bytes, size);
        LLVMFuzzerTestOneInput(exact, size);
        printf("ok %d - %s\n", i, names[i]);
        free(exact);
        fclose(file);
    }
    return 0;
}
