// SPDX-License-Identifier: MIT
// Any bytes read as markdown with the extensions of pandoc, then written in every format.
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    read_and_write("pandoc", bytes, size);
    return 0;
}
