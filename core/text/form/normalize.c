// SPDX-License-Identifier: MIT
// Normalization forms (UAX #15), stream-safe, so that a run of marks never costs its square.
#include <string.h>

#include "forms.h"
#include "latin.h"
#include "text/unicode.h"

enum {
    LONGEST_RUN = 30,  // marks; UAX #15, section 13 (stream-safe text)
    SURE_RUN = 26,     // marks that are no such run, even after a letter that has some inside
    JOINER = 0x34F,    // combining grapheme joiner, which cuts a longer run
    EXPANSION = 32,    // code points that one becomes; U+FDFA becomes 18
    SEGMENT_SIZE = 160 // code points kept until nothing after them can change them
};

// A text on its way to a normal form.
typedef struct normalizer {
    rubric_buffer *out;        // NULL: only compare with `expected`
    rubric_slice expected;     // what is still to be met
    bool differs;              // something else was
    utf8proc_option_t options; // for one code point
    unsigned bits;             // of code points that are not in form, see forms.h
    bool composes;
    bool drops_accents;
    utf8proc_int32_t segment[SEGMENT_SIZE]; // decomposed, marks in canonical order
    int count;                              // code points in it
    int marks;                              // non-starters at its end
} normalizer;

static void put(normalizer *self, const char *bytes, size_t size) {
    if (self->out != NULL) {
        rubric_buffer_put(self->out, bytes, size);
    } else if (size > self->expected.size || memcmp(bytes, self->expected.bytes, size) != 0) {
        self->differs = true;
    } else {
        self->expected.bytes += size;
        self->expected.size -= size;
    }
}

static void flush(normalizer *self) {
    utf8proc_ssize_t count = self->count;
    char bytes[4];
    if (self->composes && count > 1)
        count = utf8proc_normalize_utf32(self->segment, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        put(self, bytes, rubric_utf8_encode((uint32_t)self->segment[i], bytes));
    self->count = self->marks = 0;
}

static int combining_class(utf8proc_int32_t code_point) {
    return utf8proc_get_property(code_point)->combining_class;
}

// Whether a starter may unite with what stands before it.
static bool can_follow(utf8proc_int32_t code_point) {
    if (code_point >= 0x1160 && code_point <= 0x11FF) // vowels and finals of Hangul
        return true;
    utf8proc_uint16_t index = utf8proc_get_property(code_point)->comb_index;
    return index != UINT16_MAX && index >= 0x8000;
}

static void add_starter(normalizer *self, utf8proc_int32_t code_point) {
    if (!can_follow(code_point) || self->count > SEGMENT_SIZE - 2 * EXPANSION)
        flush(self);
    self->segment[self->count++] = code_point;
    self->marks = 0;
}

// Insert a mark behind those of the same or a lower class.
static void add_mark(normalizer *self, utf8proc_int32_t code_point, int class_) {
    if (self->marks == LONGEST_RUN)
        add_starter(self, JOINER);
    if (self->count == SEGMENT_SIZE)
        flush(self);
    int at = self->count++;
    int first = at - self->marks++;
    while (at > first && combining_class(self->segment[at - 1]) > class_) {
        self->segment[at] = self->segment[at - 1];
        at--;
    }
    self->segment[at] = code_point;
}

// Accents are marks of their letter; viramas, nuktas, voicing marks and vowels are letters.
static bool is_accent(utf8proc_int32_t code_point, int class_) {
    return class_ != 0 && (class_ < 7 || class_ > 9) && unicode_is_mark((uint32_t)code_point);
}

static void add_decomposed(normalizer *self, utf8proc_int32_t code_point) {
    int class_ = combining_class(code_point);
    if (self->drops_accents && is_accent(code_point, class_))
        return;
    const char *ascii =
        self->drops_accents ? rubric_latin_letter_ascii((uint32_t)code_point) : NULL;
    if (ascii != NULL) {
        for (; *ascii != '\0'; ascii++)
            add_starter(self, *ascii);
    } else if (class_ == 0) {
        add_starter(self, code_point);
    } else {
        add_mark(self, code_point, class_);
    }
}

static void add(normalizer *self, uint32_t code_point) {
    utf8proc_int32_t points[EXPANSION];
    int boundclass = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, points,
                                                     EXPANSION, self->options, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < EXPANSION; i++)
        add_decomposed(self, points[i]);
}

// Nothing before such a code point changes with it or what follows (UAX #15, section 9.1).
static bool is_boundary(const normalizer *self, uint32_t code_point) {
    return (form_bits(code_point) & (self->bits | FORM_MARK)) == 0;
}

// The quick check: where the text that begins at a boundary stops being in form for certain.
static size_t quick_check(const normalizer *self, rubric_slice text, size_t at) {
    int last_class = 0, marks = 0;
    size_t size;
    while (at < text.size) {
        size_t end = rubric_form_run_end(text, at, self->bits | FORM_MARK);
        if (end > at)
            last_class = marks = 0;
        at = end;
        if (at >= text.size)
            break;
        uint32_t code_point = utf8_next(text, at, &size);
        if ((form_bits(code_point) & self->bits) != 0 || is_boundary(self, code_point))
            break;
        int class_ = combining_class((utf8proc_int32_t)code_point);
        if (class_ < last_class || marks++ == SURE_RUN)
            break;
        last_class = class_;
        at += size;
    }
    return at;
}

// The last boundary in front of `stop`; `begin` when there is none after it.
static size_t boundary_before(const normalizer *self, rubric_slice text, size_t begin,
                              size_t stop) {
    while (stop > begin) {
        uint32_t code_point = utf8_previous(text, stop, &stop);
        if (is_boundary(self, code_point))
            break;
    }
    return stop > begin ? stop : begin;
}

// What is in form is copied; from the last boundary before what is not, to the next boundary after
// it, code points are taken apart and put together.
static void normalize(normalizer *self, rubric_slice text) {
    size_t at = 0, size;
    self->count = self->marks = 0;
    while (at < text.size && !self->differs && (self->out == NULL || !self->out->failed)) {
        size_t stop = quick_check(self, text, at);
        size_t begin = stop < text.size ? boundary_before(self, text, at, stop) : stop;
        put(self, text.bytes + at, begin - at);
        for (at = begin; at < text.size; at += size) {
            uint32_t code_point = utf8_next(text, at, &size);
            if (at > stop && is_boundary(self, code_point))
                break;
            add(self, code_point);
        }
        flush(self);
    }
}

static normalizer normalizer_of(rubric_buffer *out, rubric_form form) {
    bool is_compatible = form == RUBRIC_FORM_NFKC || form == RUBRIC_FORM_NFKD;
    normalizer self;
    self.out = out;
    self.expected = rubric_slice_make(NULL, 0);
    self.differs = self.drops_accents = false;
    self.options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    if (is_compatible)
        self.options |= UTF8PROC_COMPAT;
    self.composes = form == RUBRIC_FORM_NFC || form == RUBRIC_FORM_NFKC;
    self.bits = 1u << form;
    self.count = self.marks = 0;
    return self;
}

void rubric_text_normalize(rubric_buffer *out, rubric_slice text, rubric_form form) {
    normalizer self = normalizer_of(out, form);
    rubric_buffer_reserve(out, text.size);
    normalize(&self, text);
}

bool rubric_text_is_normalized(rubric_slice text, rubric_form form) {
    normalizer self = normalizer_of(NULL, form);
    self.expected = text;
    normalize(&self, text);
    return !self.differs && self.expected.size == 0;
}

void rubric_text_unaccent(rubric_buffer *out, rubric_slice text) {
    normalizer self = normalizer_of(out, RUBRIC_FORM_NFC);
    self.bits |= FORM_ACCENT;
    self.drops_accents = true;
    rubric_buffer_reserve(out, text.size);
    normalize(&self, text);
}
