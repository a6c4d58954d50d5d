// SPDX-License-Identifier: MIT
// Sort keys and comparison of texts (UTS #10): the weights of each level, one level after another.
#include "base/ascii.h"
#include "collation.h"
#include "rubric/collation.h"
#include "rubric/text.h"
#include "text/form/forms.h"

enum {
    SEPARATOR = 0,                    // between levels; below every weight (section 7.3)
    LEAST_SECONDARY = 0x1F,           // secondary weights are above it
    LONG_SECONDARY = 0xF0,            // what is as high or higher takes a second byte
    MANY_DIGITS = 0xFFFE,             // how many of them a weight cannot say
    LENGTH_WEIGHTS = 4,               // of 16 bits, that say it then
    MOST_WEIGHTS = LENGTH_WEIGHTS + 3 // of an element: the first digit of a long number
};

static const rubric_collation_options defaults = {.strength = RUBRIC_STRENGTH_TERTIARY};

static rubric_collation_options checked(const rubric_collation_options *options) {
    rubric_collation_options known = options != NULL ? *options : defaults;
    if (known.strength == RUBRIC_STRENGTH_DEFAULT)
        known.strength = RUBRIC_STRENGTH_TERTIARY;
    return known;
}

// The text in NFD (S1.1): itself, or what `room` then holds.
static rubric_slice decompose(rubric_buffer *room, rubric_slice text) {
    if (rubric_form_run_end(text, 0, 1u << RUBRIC_FORM_NFD | FORM_MARK) == text.size ||
        rubric_text_is_normalized(text, RUBRIC_FORM_NFD))
        return text;
    rubric_text_normalize(room, text, RUBRIC_FORM_NFD);
    return room->failed ? rubric_slice_make("", 0) : rubric_buffer_slice(room);
}

/* ---- Primary weights ----------------------------------------------------------------- */

// The primary weights of a text. A number is the weight of zero, how many digits it has without
// leading zeros, and these; no other text has a weight of zero there.
typedef struct primary_walk {
    rubric_element_walk elements;
    bool has_numbers;
    bool is_in_number, has_begun; // of a number: a digit other than zero has been seen
    uint32_t pending[MOST_WEIGHTS];
    unsigned at, count; // in pending
} primary_walk;

static bool is_digit(uint32_t primary) {
    return primary - rubric_collation_zero < 10;
}

static void put_pending(primary_walk *self, uint32_t weight) {
    self->pending[self->count++] = weight;
}

// How many digits follow, the one of weight `primary` included, without leading zeros.
static uint64_t count_digits(rubric_element_walk ahead, uint32_t primary) {
    uint64_t count = 0;
    do {
        if (primary != 0 && (count > 0 || primary != rubric_collation_zero))
            count++;
        uint32_t element = element_next(&ahead);
        if (element == NO_MORE_ELEMENTS)
            break;
        primary = element_primary(element);
    } while (primary == 0 || is_digit(primary));
    return count;
}

// At the first digit: the weights in front of the digits. None is 0, which ends a text.
static void begin_number(primary_walk *self, uint32_t primary) {
    uint64_t digits = count_digits(self->elements, primary);
    self->is_in_number = true;
    self->has_begun = false;
    put_pending(self, rubric_collation_zero);
    if (digits < MANY_DIGITS) {
        put_pending(self, (uint32_t)digits + 1);
        return;
    }
    put_pending(self, MANY_DIGITS + 1);
    for (int i = LENGTH_WEIGHTS - 1; i >= 0; i--)
        put_pending(self, (uint32_t)(digits >> i * 15 & 0x7FFF) + 1);
}

static void add_primary(primary_walk *self, uint32_t primary) {
    self->at = self->count = 0;
    if (!is_digit(primary)) {
        self->is_in_number = false;
        put_pending(self, primary);
        return;
    }
    if (!self->is_in_number)
        begin_number(self, primary);
    self->has_begun = self->has_begun || primary != rubric_collation_zero;
    if (self->has_begun)
        put_pending(self, primary);
}

// The next primary weight; 0 at the end.
static uint32_t next_primary(primary_walk *self) {
    while (self->at == self->count) {
        uint32_t element = element_next(&self->elements);
        if (element == NO_MORE_ELEMENTS)
            return 0;
        uint32_t primary = element_primary(element);
        if (primary != 0 && !self->has_numbers)
            return primary;
        if (primary != 0)
            add_primary(self, primary);
    }
    return self->pending[self->at++];
}

static primary_walk primaries_of(rubric_slice text, const rubric_collation_options *options) {
    primary_walk self = {.has_numbers = options->has_numbers};
    self.elements = rubric_elements_of(text, options->ignores_punctuation);
    return self;
}

/* ---- Sort keys ----------------------------------------------------------------------- */

static void put_primaries(rubric_buffer *out, rubric_slice text,
                          const rubric_collation_options *options) {
    primary_walk walk = primaries_of(text, options);
    for (uint32_t weight; (weight = next_primary(&walk)) != 0 && !out->failed;) {
        rubric_buffer_put_byte(out, (char)(weight >> 8));
        rubric_buffer_put_byte(out, (char)weight);
    }
}

static void put_secondary(rubric_buffer *out, uint32_t weight) {
    weight -= LEAST_SECONDARY;
    if (weight < LONG_SECONDARY) {
        rubric_buffer_put_byte(out, (char)weight);
    } else {
        rubric_buffer_put_byte(out, (char)LONG_SECONDARY);
        rubric_buffer_put_byte(out, (char)(weight - LONG_SECONDARY + 1));
    }
}

// The level after the first, RUBRIC_STRENGTH_SECONDARY or _TERTIARY.
static uint32_t lower_weight(uint32_t element, rubric_strength level) {
    return level == RUBRIC_STRENGTH_SECONDARY ? element_secondary(element)
                                              : element_tertiary(element);
}

static void put_level(rubric_buffer *out, rubric_slice text, rubric_strength level,
                      const rubric_collation_options *options) {
    rubric_element_walk walk = rubric_elements_of(text, options->ignores_punctuation);
    rubric_buffer_put_byte(out, SEPARATOR);
    for (uint32_t element; (element = element_next(&walk)) != NO_MORE_ELEMENTS;) {
        uint32_t weight = lower_weight(element, level);
        if (weight != 0 && level == RUBRIC_STRENGTH_SECONDARY)
            put_secondary(out, weight);
        else if (weight != 0)
            rubric_buffer_put_byte(out, (char)weight);
    }
}

void rubric_text_sort_key(rubric_buffer *out, rubric_slice text,
                          const rubric_collation_options *options) {
    rubric_collation_options known = checked(options);
    rubric_buffer room;
    rubric_buffer_init(&room, out->context);
    rubric_slice decomposed = decompose(&room, text);
    out->failed = out->failed || room.failed;
    put_primaries(out, decomposed, &known);
    for (rubric_strength level = RUBRIC_STRENGTH_SECONDARY;
         level <= known.strength && level <= RUBRIC_STRENGTH_TERTIARY && !out->failed; level++)
        put_level(out, decomposed, level, &known);
    if (known.strength == RUBRIC_STRENGTH_IDENTICAL) {
        rubric_buffer_put_byte(out, SEPARATOR);
        rubric_buffer_put_slice(out, decomposed);
    }
    rubric_buffer_clear(&room);
}

/* ---- Comparison ---------------------------------------------------------------------- */

static int order_of(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_primaries(rubric_slice a, rubric_slice b,
                             const rubric_collation_options *options) {
    primary_walk left = primaries_of(a, options), right = primaries_of(b, options);
    uint32_t first, second;
    do {
        first = next_primary(&left);
        second = next_primary(&right);
    } while (first == second && first != 0);
    return order_of(first, second);
}

// The next weight of a level that is not 0; 0 at the end.
static uint32_t next_weight(rubric_element_walk *walk, rubric_strength level) {
    uint32_t element, weight;
    do {
        element = element_next(walk);
        weight = element == NO_MORE_ELEMENTS ? 0 : lower_weight(element, level);
    } while (element != NO_MORE_ELEMENTS && weight == 0);
    return weight;
}

static int compare_level(rubric_slice a, rubric_slice b, rubric_strength level,
                         const rubric_collation_options *options) {
    rubric_element_walk left = rubric_elements_of(a, options->ignores_punctuation);
    rubric_element_walk right = rubric_elements_of(b, options->ignores_punctuation);
    uint32_t first, second;
    do {
        first = next_weight(&left, level);
        second = next_weight(&right, level);
    } while (first == second && first != 0);
    return order_of(first, second);
}

static int compare_decomposed(rubric_slice a, rubric_slice b,
                              const rubric_collation_options *options) {
    int order = compare_primaries(a, b, options);
    for (rubric_strength level = RUBRIC_STRENGTH_SECONDARY;
         order == 0 && level <= options->strength && level <= RUBRIC_STRENGTH_TERTIARY; level++)
        order = compare_level(a, b, level, options);
    if (order == 0 && options->strength == RUBRIC_STRENGTH_IDENTICAL)
        order = rubric_slice_compare(a, b);
    return order;
}

static size_t same_bytes(rubric_slice a, rubric_slice b) {
    size_t least = a.size < b.size ? a.size : b.size, at = 0;
    while (at < least && a.bytes[at] == b.bytes[at])
        at++;
    return at;
}

// The primary weight of an ASCII character that counts alone, whatever stands around it; else 0.
static uint32_t lone_primary(unsigned char byte, const rubric_collation_options *options) {
    bool is_plain = !options->has_numbers && !options->ignores_punctuation;
    if (byte >= 0x80 || !(is_plain || ascii_is_letter((char)byte)))
        return 0;
    uint32_t value = rubric_collation_values[byte];
    return value >> COLLATION_KIND_SHIFT == COLLATION_ELEMENT ? element_primary(value) : 0;
}

// Whether the first bytes that are not the same tell the order. What is before them ends there:
// ASCII takes part in no contraction and no decomposition that began earlier.
static bool tells_order(rubric_slice a, rubric_slice b, size_t same,
                        const rubric_collation_options *options, int *order) {
    if (same == a.size || same == b.size)
        return false;
    uint32_t first = lone_primary((unsigned char)a.bytes[same], options);
    uint32_t second = lone_primary((unsigned char)b.bytes[same], options);
    *order = order_of(first, second);
    return first != 0 && second != 0 && first != second;
}

// Where both may be compared from: an ASCII letter ends numbers and runs of punctuation too.
static size_t last_letter(rubric_slice text, size_t same) {
    while (same > 0 && (same == text.size || !ascii_is_letter(text.bytes[same])))
        same--;
    return same;
}

static rubric_status compare_rests(int *out, rubric_context *context, rubric_slice a,
                                   rubric_slice b, const rubric_collation_options *options,
                                   rubric_error *error) {
    rubric_buffer left, right;
    rubric_buffer_init(&left, context);
    rubric_buffer_init(&right, context);
    rubric_slice first = decompose(&left, a), second = decompose(&right, b);
    if (!left.failed && !right.failed)
        *out = compare_decomposed(first, second, options);
    rubric_buffer_clear(&left);
    rubric_buffer_clear(&right);
    return rubric_context_status(context) == RUBRIC_OK ? RUBRIC_OK
                                                       : rubric_context_error(context, error);
}

rubric_status rubric_text_compare(int *out, rubric_context *context, rubric_slice a, rubric_slice b,
                                  const rubric_collation_options *options, rubric_error *error) {
    if (rubric_is_missing(out, "out", error) || rubric_is_missing(context, "context", error))
        return RUBRIC_ERROR_ARGUMENT;
    rubric_collation_options known = checked(options);
    *out = 0;
    if (!rubric_context_charge(context, a.size + b.size))
        return rubric_context_error(context, error);
    size_t same = same_bytes(a, b);
    if ((same == a.size && same == b.size) || tells_order(a, b, same, &known, out))
        return RUBRIC_OK;
    *out = 0;
    size_t begin = same > 0 ? last_letter(a, same - 1) : 0; // a letter that both have
    return compare_rests(out, context, rubric_slice_part(a, begin, a.size),
                         rubric_slice_part(b, begin, b.size), &known, error);
}
