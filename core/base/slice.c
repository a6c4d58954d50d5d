// SPDX-License-Identifier: MIT
// Slices: comparing, trimming, searching and hashing borrowed bytes.
#define _GNU_SOURCE // memmem: linear time, which strstr-like loops are not
#include "rubric/base.h"

#include "ascii.h"

int rubric_slice_compare(rubric_slice a, rubric_slice b) {
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter > 0 ? memcmp(a.bytes, b.bytes, shorter) : 0;
    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

bool rubric_slice_equal_fold(rubric_slice a, rubric_slice b) {
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++) {
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
            return false;
    }
    return true;
}

rubric_slice rubric_slice_trim(rubric_slice slice) {
    while (slice.size > 0 && ascii_is_space(slice.bytes[0])) {
        slice.bytes++;
        slice.size--;
    }
    while (slice.size > 0 && ascii_is_space(slice.bytes[slice.size - 1]))
        slice.size--;
    return slice;
}

size_t rubric_slice_find(rubric_slice slice, rubric_slice needle, size_t from) {
    if (from > slice.size || needle.size > slice.size - from)
        return SIZE_MAX;
    if (needle.size == 0)
        return from;
    const char *start = slice.bytes + from;
    const char *hit = memmem(start, slice.size - from, needle.bytes, needle.size);
    return hit != NULL ? (size_t)(hit - slice.bytes) : SIZE_MAX;
}

uint64_t rubric_slice_hash(rubric_slice slice) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < slice.size; i++) {
        hash ^= (unsigned char)slice.bytes[i];
        hash *= 0x100000001b3u;
    }
    return hash;
}
