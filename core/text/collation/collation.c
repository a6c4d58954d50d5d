// SPDX-License-Identifier: MIT
// Collation elements of a text: expansions, contractions, implicit weights, variable elements.
#include "collation.h"

#include "text/form/forms.h"
#include "text/unicode.h"

enum {
    FARTHEST = 63,    // code points that a contraction reaches; NFD as we make it has 30 marks
    BLANKED = 0,      // an element that counts on no level
    COUNT_SHIFT = 20, // of an expansion
    INDEX_MASK = 0x3FFFFFFF,
    OFFSET_MASK = (1 << COUNT_SHIFT) - 1,
    COUNT_MASK = 0x3FF,
    COMMON_SECONDARY = 0x20,
    COMMON_TERTIARY = 2
};

rubric_element_walk rubric_elements_of(rubric_slice text, bool ignores_punctuation) {
    rubric_element_walk self = {.text = text, .ignores_punctuation = ignores_punctuation};
    return self;
}

static uint32_t value_of(uint32_t code_point) {
    uint32_t block = rubric_collation_blocks[code_point >> COLLATION_BLOCK_SHIFT];
    return rubric_collation_values[block << COLLATION_BLOCK_SHIFT |
                                   (code_point & COLLATION_BLOCK_MASK)];
}

// A place ahead of a walk: what went into contractions is not seen.
typedef struct lookahead {
    size_t at;
    unsigned index; // of the code point at `at`, counted from that of the walk
} lookahead;

// Move to the first code point from here that is not taken; false at the end or too far away.
static bool look(const rubric_element_walk *self, lookahead *ahead, uint32_t *code_point) {
    size_t size;
    for (; ahead->at < self->text.size && ahead->index < FARTHEST; ahead->index++) {
        *code_point = utf8_decode_valid(self->text.bytes + ahead->at, &size);
        if ((self->taken >> ahead->index & 1) == 0)
            return true;
        ahead->at += size;
    }
    return false;
}

static void step(const rubric_element_walk *self, lookahead *ahead) {
    size_t size;
    utf8_decode_valid(self->text.bytes + ahead->at, &size);
    ahead->at += size;
    ahead->index++;
}

static const rubric_contraction *find(const rubric_contraction_group *group, uint32_t second,
                                      uint32_t third) {
    size_t low = group->first, high = low + group->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rubric_contraction *found = &rubric_contractions[middle];
        if (found->second == second && found->third == third)
            return found;
        if (found->second < second || (found->second == second && found->third < third))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int combining_class(uint32_t code_point) {
    if ((form_bits(code_point) & FORM_MARK) == 0)
        return 0;
    return utf8proc_get_property((utf8proc_int32_t)code_point)->combining_class;
}

static void take(rubric_element_walk *self, lookahead *ahead) {
    self->taken |= (uint64_t)1 << ahead->index;
    step(self, ahead);
}

// The longest contraction that the code points from here on spell without a gap (S2.1).
static const rubric_contraction *match_run(rubric_element_walk *self, lookahead *ahead,
                                           const rubric_contraction_group *group) {
    uint32_t second, third;
    if (!look(self, ahead, &second))
        return NULL;
    lookahead after = *ahead;
    step(self, &after);
    const rubric_contraction *found =
        look(self, &after, &third) ? find(group, second, third) : NULL;
    if (found != NULL) {
        take(self, ahead);
        *ahead = after;
        take(self, ahead);
    } else if ((found = find(group, second, 0)) != NULL) {
        take(self, ahead);
    }
    return found;
}

// Add marks that stand farther away, when no mark of their class is in between (S2.1.1 to S2.1.3).
static const rubric_contraction *match_marks(rubric_element_walk *self, lookahead *ahead,
                                             const rubric_contraction_group *group,
                                             const rubric_contraction *found) {
    uint32_t mark;
    int skipped_class = 0;
    while ((found == NULL || found->third == 0) && look(self, ahead, &mark)) {
        int class_ = combining_class(mark);
        if (class_ == 0)
            break;
        const rubric_contraction *longer = NULL;
        if (class_ != skipped_class)
            longer = found == NULL ? find(group, mark, 0) : find(group, found->second, mark);
        if (longer != NULL) {
            found = longer;
            take(self, ahead);
        } else {
            skipped_class = class_;
            step(self, ahead);
        }
    }
    return found;
}

// `size` is that of the first code point.
static uint32_t match_contraction(rubric_element_walk *self, size_t size,
                                  const rubric_contraction_group *group) {
    lookahead ahead = {self->at + size, 1};
    const rubric_contraction *found = match_run(self, &ahead, group);
    found = match_marks(self, &ahead, group, found);
    return found != NULL ? found->value : group->value;
}

// Past the code point of this size, and what is taken after it.
static void advance(rubric_element_walk *self, size_t size) {
    self->at += size;
    self->taken >>= 1;
    for (; (self->taken & 1) != 0; self->taken >>= 1) {
        utf8_decode_valid(self->text.bytes + self->at, &size);
        self->at += size;
    }
}

// Section 10.1.3.
static uint32_t implicit_element(rubric_element_walk *self, uint32_t code_point, uint32_t index) {
    rubric_implicit_weight weight = rubric_implicit_weights[index];
    uint32_t first = weight.base != 0 ? weight.lead : weight.lead + (code_point >> 15);
    uint32_t second = weight.base != 0 ? code_point - weight.base : code_point & 0x7FFF;
    self->second = (second | 0x8000) << PRIMARY_SHIFT;
    return first << PRIMARY_SHIFT | COMMON_SECONDARY << SECONDARY_SHIFT | COMMON_TERTIARY;
}

// Contractions go on beyond ASCII only (the generator sees to it).
static bool is_alone(const rubric_element_walk *self, size_t size) {
    size_t next = self->at + size;
    return next == self->text.size || (unsigned char)self->text.bytes[next] < 0x80;
}

// The value of what stands next, which is not a contraction any more.
static uint32_t next_value(rubric_element_walk *self, uint32_t *code_point) {
    size_t size;
    *code_point = utf8_decode_valid(self->text.bytes + self->at, &size);
    uint32_t value = value_of(*code_point);
    if (value >> COLLATION_KIND_SHIFT == COLLATION_CONTRACTION) {
        const rubric_contraction_group *group = &rubric_contraction_groups[value & INDEX_MASK];
        value = is_alone(self, size) ? group->value : match_contraction(self, size, group);
    }
    if (self->taken != 0)
        advance(self, size);
    else
        self->at += size;
    return value;
}

static uint32_t next_listed(rubric_element_walk *self) {
    if (self->pending_count > 0) {
        self->pending_count--;
        return *self->pending++;
    }
    if (self->second != 0) {
        uint32_t element = self->second;
        self->second = 0;
        return element;
    }
    if (self->at >= self->text.size)
        return NO_MORE_ELEMENTS;
    uint32_t code_point, value = next_value(self, &code_point);
    if (value >> COLLATION_KIND_SHIFT == COLLATION_IMPLICIT)
        return implicit_element(self, code_point, value & INDEX_MASK);
    if (value >> COLLATION_KIND_SHIFT == COLLATION_ELEMENT)
        return value;
    self->pending = rubric_collation_expansions + (value & OFFSET_MASK);
    self->pending_count = (value >> COUNT_SHIFT & COUNT_MASK) - 1;
    return *self->pending++;
}

uint32_t rubric_element_next(rubric_element_walk *self) {
    uint32_t element = next_listed(self);
    if (!self->ignores_punctuation || element == NO_MORE_ELEMENTS)
        return element;
    uint32_t primary = element_primary(element);
    if (primary == 0)
        return self->follows_punctuation ? BLANKED : element;
    self->follows_punctuation = primary <= rubric_collation_last_variable;
    return self->follows_punctuation ? BLANKED : element;
}
