// SPDX-License-Identifier: MIT
// The list of patches: making one, putting them in order, applying them.
#include "formats/source/source.h"

#include "base/sort.h"

rubric_buffer *rubric_source_begin(struct patcher *patcher, size_t begin, size_t end) {
    struct patch patch = {(uint32_t)begin, (uint32_t)end, (uint32_t)patcher->texts.size, 0};
    rubric_buffer_put(&patcher->patches, (const char *)&patch, sizeof patch);
    return &patcher->texts;
}

void rubric_source_end(struct patcher *patcher) {
    if (patcher->patches.failed)
        return;
    struct patch *patch = (struct patch *)(patcher->patches.bytes + patcher->patches.size) - 1;
    patch->size = (uint32_t)patcher->texts.size - patch->text;
}

void rubric_source_delete(struct patcher *patcher, size_t begin, size_t end) {
    if (begin == end)
        return;
    rubric_source_begin(patcher, begin, end);
    rubric_source_end(patcher);
}

// By place; what is put in there before what is taken out, the wider before the narrower.
static bool stands_before(const void *left, const void *right, const void *user) {
    const struct patch *a = left, *b = right;
    (void)user;
    if (a->begin != b->begin)
        return a->begin < b->begin;
    bool a_is_empty = a->end == a->begin, b_is_empty = b->end == b->begin;
    if (a_is_empty != b_is_empty)
        return a_is_empty;
    return a->end > b->end;
}

bool rubric_source_settle(struct patcher *patcher) {
    if (patcher->patches.failed || patcher->texts.failed)
        return false;
    size_t count = patcher->patches.size / sizeof(struct patch), kept = 0;
    struct patch *patches = (struct patch *)patcher->patches.bytes;
    if (!rubric_sort(patcher->document->context, patches, count, sizeof *patches, stands_before,
                     NULL))
        return false;
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        struct patch patch = patches[i];
        bool is_covered = patch.begin < end && patch.end <= end;
        bool is_nothing = patch.begin == patch.end && patch.size == 0;
        if (is_covered || is_nothing)
            continue;
        if (patch.begin < end)
            patch.begin = end;
        end = patch.end;
        patches[kept++] = patch;
    }
    patcher->patches.size = kept * sizeof *patches;
    return true;
}

void rubric_source_apply(rubric_buffer *out, const struct patcher *patcher) {
    size_t count, at = 0;
    const struct patch *patches = patches_of(patcher, &count);
    for (size_t i = 0; i < count; i++) {
        rubric_buffer_put_slice(out, rubric_slice_part(patcher->text, at, patches[i].begin));
        rubric_buffer_put_slice(out, patch_text(patcher, &patches[i]));
        at = patches[i].end;
    }
    rubric_buffer_put_slice(out, rubric_slice_part(patcher->text, at, patcher->text.size));
}
