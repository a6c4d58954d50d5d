// SPDX-License-Identifier: MIT
// Normalization forms (UAX #15), stream-safe, so that a run of marks never costs its square.
#include "unicode.h"

enum {
    LONGEST_RUN = 30,  // marks; UAX #15, section 13 (stream-safe text)
    JOINER = 0x34F,    // combining grapheme joiner, which cuts a longer run
    EXPANSION = 32,    // code points that one becomes; U+FDFA becomes 18
    SEGMENT_SIZE = 160 // code points kept until nothing after them can change them
};

// A text on its way to a normal form.
typedef struct normalizer {
    rubric_buffer *out;
    utf8proc_option_t options; // for one code point
    bool composes;
    bool drops_accents;
    utf8proc_int32_t segment[SEGMENT_SIZE]; // decomposed, marks in canonical order
    int count;                              // code points in it
    int marks;                              // non-starters at its end
} normalizer;

static void flush(normalizer *self) {
    utf8proc_ssize_t count = self->count;
    if (self->composes && count > 1)
        count = utf8proc_normalize_utf32(self->segment, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        rubric_buffer_put_code_point(self->out, (uint32_t)self->segment[i]);
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

static void add(normalizer *self, uint32_t code_point) {
    utf8proc_int32_t points[EXPANSION];
    int boundclass = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, points,
                                                     EXPANSION, self->options, &boundclass);
    for (utf8proc_ssize_t i = 0; i < count && i < EXPANSION; i++) {
        int class_ = combining_class(points[i]);
        if (self->drops_accents && is_accent(points[i], class_))
            continue;
        if (class_ == 0)
            add_starter(self, points[i]);
        else
            add_mark(self, points[i], class_);
    }
}

static size_t ascii_end(rubric_slice text, size_t at) {
    while (at < text.size && (unsigned char)text.bytes[at] < 0x80)
        at++;
    return at;
}

static void normalize(normalizer *self, rubric_slice text) {
    rubric_buffer_reserve(self->out, text.size);
    size_t at = 0, size;
    while (at < text.size && !self->out->failed) {
        size_t end = ascii_end(text, at);
        if (end > at) { // all but the last stand alone; that one may get a mark
            flush(self);
            rubric_buffer_put(self->out, text.bytes + at, end - at - 1);
            add_starter(self, text.bytes[end - 1]);
            at = end;
            continue;
        }
        add(self, utf8_next(text, at, &size));
        at += size;
    }
    flush(self);
}

void rubric_text_normalize(rubric_buffer *out, rubric_slice text, rubric_form form) {
    bool is_compatible = form == RUBRIC_FORM_NFKC || form == RUBRIC_FORM_NFKD;
    normalizer self;
    self.out = out;
    self.options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    if (is_compatible)
        self.options |= UTF8PROC_COMPAT;
    self.composes = form == RUBRIC_FORM_NFC || form == RUBRIC_FORM_NFKC;
    self.drops_accents = false;
    self.count = self.marks = 0;
    normalize(&self, text);
}

void rubric_text_unaccent(rubric_buffer *out, rubric_slice text) {
    normalizer self;
    self.out = out;
    self.options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    self.composes = self.drops_accents = true;
    self.count = self.marks = 0;
    normalize(&self, text);
}
