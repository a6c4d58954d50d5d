// SPDX-License-Identifier: MIT
// Floor 1: text. Encodings, case, white space, width, words, sentences and what a language knows.
//
// Text is UTF-8 that is valid (what comes from rubric_text_decode is). Offsets are bytes.
#ifndef RUBRIC_TEXT_H
#define RUBRIC_TEXT_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Encodings ----------------------------------------------------------------------- */
// Sections are those of the WHATWG Encoding Standard (2025).

/** The encodings of the standard (section 4). */
typedef enum rubric_encoding {
    RUBRIC_ENCODING_UNKNOWN,
    RUBRIC_ENCODING_UTF8,        // section 8
    RUBRIC_ENCODING_UTF16LE,     // section 14.4
    RUBRIC_ENCODING_UTF16BE,     // section 14.3
    RUBRIC_ENCODING_GBK,         // section 10.1
    RUBRIC_ENCODING_GB18030,     // section 10.2, as of GB18030-2022
    RUBRIC_ENCODING_BIG5,        // section 11.1, with HKSCS
    RUBRIC_ENCODING_EUC_JP,      // section 12.1
    RUBRIC_ENCODING_ISO_2022_JP, // section 12.2
    RUBRIC_ENCODING_SHIFT_JIS,   // section 12.3, as Windows-31J
    RUBRIC_ENCODING_EUC_KR,      // section 13.1, as Windows-949
    RUBRIC_ENCODING_REPLACEMENT, // section 14.1: what is not safe to decode at all
    RUBRIC_ENCODING_SINGLE_BYTE  // the first of the single-byte ones (sections 9 and 14.5)
} rubric_encoding;

/** The encoding with that label (section 4.2), without regard to case and white space around. */
RUBRIC_API rubric_encoding rubric_encoding_find(rubric_slice label);

/** Its name in the standard, in lower case: "windows-1252". */
RUBRIC_API const char *rubric_encoding_name(rubric_encoding encoding);

/** The `index`-th encoding, beginning with UTF-8 at 0; RUBRIC_ENCODING_UNKNOWN past the last. */
RUBRIC_API rubric_encoding rubric_encoding_at(size_t index);

/** The known label that is closest to a misspelt one, or NULL when none is close. */
RUBRIC_API const char *rubric_encoding_nearest(rubric_slice label);

/**
 * The label in the XML declaration at the start of bytes (XML 1.0, section 2.8), such as
 * `<?xml version="1.0" encoding="koi8-r"?>`. It lies within the bytes, or is a constant: "utf-16le"
 * or "utf-16be" when the declaration itself is UTF-16, and "utf-8" when it is not but says so
 * (HTML, section 13.2.3.2).
 * @return empty when there is no declaration, or none of an encoding
 */
RUBRIC_API rubric_slice rubric_encoding_declared_by_xml(rubric_slice bytes);

/**
 * Guess the encoding of bytes.
 *
 * 1. A byte order mark (section 6).
 * 2. What is declared, unless the bytes speak against it: a declared UTF-8 without one valid
 *    sequence of several bytes among broken ones; another encoding, though the bytes are valid
 *    UTF-8 with four such sequences or more. (Browsers believe the page, and show mojibake.)
 * 3. UTF-16 by the zero bytes of its ASCII; ISO-2022-JP by its escape sequences.
 * 4. UTF-8, where it is valid but for a last, cut code point or a few broken ones.
 * 5. Of the single-byte and East Asian encodings, the one whose letters fit those of a language
 *    that is written in it best; where nothing speaks for any, windows-1252.
 *
 * Linear in the size; step 5 looks at no more than the first 4096 bytes that are not ASCII.
 * @param declared  from a header, a meta element or an XML declaration; RUBRIC_ENCODING_UNKNOWN
 *                  when there is none
 */
RUBRIC_API rubric_encoding rubric_encoding_guess(rubric_slice bytes, rubric_encoding declared);

/** One place of decoded text and where it stands in the bytes; rubric_decoded_original goes on
    from the last one before an offset. */
typedef struct rubric_checkpoint {
    uint32_t decoded;  // offset into the text
    uint32_t original; // offset into the bytes
    uint16_t state;    // of the decoder
    bool is_in_step;   // up to the next one, each byte of text is a byte of the original
} rubric_checkpoint;

/**
 * What rubric_text_decode made. Everything lies in the arena, or is the input itself.
 *
 * The text has at most 3 bytes for each of the input, and there is at most one checkpoint of
 * 12 bytes for 32 bytes of it: together less than 4 times the input.
 */
typedef struct rubric_decoded {
    rubric_slice text;                    // valid UTF-8, no byte order mark
    const rubric_checkpoint *checkpoints; // rising
    size_t checkpoint_count;              // 0: the text is the bytes
    size_t replaced;                      // how many U+FFFD stand for bytes that were not valid
    size_t first_replaced;                // original offset of the first of them
    rubric_slice bytes;                   // the input
    rubric_encoding encoding;             // that it was decoded from
} rubric_decoded;

/**
 * Decode bytes to UTF-8 (section 4.1, error mode "replacement"): bytes that do not fit become
 * U+FFFD, one for each error that the decoder of the standard returns.
 *
 * The input must outlive what is made of it: valid UTF-8 is not copied, and
 * rubric_decoded_original looks at the bytes.
 *
 * @param encoding  RUBRIC_ENCODING_UNKNOWN: guess
 * @return RUBRIC_ERROR_ENCODING (no such encoding), RUBRIC_ERROR_LIMIT (4 GiB or more)
 */
RUBRIC_API rubric_status rubric_text_decode(rubric_decoded *out, rubric_arena *arena,
                                            rubric_slice bytes, rubric_encoding encoding,
                                            rubric_error *error);

/** The offset into the original bytes for an offset into the decoded text; logarithmic time. */
RUBRIC_API size_t rubric_decoded_original(const rubric_decoded *decoded, size_t offset);

/** What becomes of a code point that an encoding has not. */
typedef enum rubric_unmappable {
    RUBRIC_UNMAPPABLE_ERROR,    // nothing is written (section 4.1, error mode "fatal")
    RUBRIC_UNMAPPABLE_QUESTION, // a question mark
    RUBRIC_UNMAPPABLE_REFERENCE // `&#1234;` (section 4.1, error mode "html")
} rubric_unmappable;

/**
 * Encode UTF-8 (sections 9 to 14), appending to `out`. UTF-16 gets no byte order mark, though the
 * standard never writes it. What is not valid UTF-8 counts as U+FFFD.
 *
 * @return RUBRIC_ERROR_ENCODING when the encoding has no encoder, as "replacement", or not a code
 *         point: `error` then has its offset in the text, and `out` is as it was
 */
RUBRIC_API rubric_status rubric_text_encode(rubric_buffer *out, rubric_slice text,
                                            rubric_encoding encoding, rubric_unmappable unmappable,
                                            rubric_error *error);

/* ---- Characters ---------------------------------------------------------------------- */

/** Classes of code points, from their general category (Unicode 15.0, section 4.5). */
RUBRIC_API bool rubric_is_letter(uint32_t code_point);      // L*, M*
RUBRIC_API bool rubric_is_digit(uint32_t code_point);       // Nd
RUBRIC_API bool rubric_is_upper(uint32_t code_point);       // Lu, Lt
RUBRIC_API bool rubric_is_lower(uint32_t code_point);       // Ll
RUBRIC_API bool rubric_is_space(uint32_t code_point);       // White_Space
RUBRIC_API bool rubric_is_punctuation(uint32_t code_point); // P*, S*

/** Columns on a terminal: 0, 1 or 2 (UAX #11, wide and fullwidth are 2). */
RUBRIC_API int rubric_code_point_width(uint32_t code_point);

/** Columns of a text without tabs and line ends. */
RUBRIC_API size_t rubric_text_width(rubric_slice text);

/**
 * Read a character reference that ends in ';' at `offset`: `&amp;`, `&#38;`, `&#x26;`.
 *
 * @param[out] out   its text in UTF-8, of `*size` bytes; untouched when there is none
 * @return bytes of the reference in the text, or 0
 */
RUBRIC_API size_t rubric_entity_read(rubric_slice text, size_t offset, char out[8], size_t *size);

/* ---- Case and form ------------------------------------------------------------------- */

typedef enum rubric_case {
    RUBRIC_CASE_LOWER, // full lower case, no language rules yet
    RUBRIC_CASE_UPPER, // full upper case ("ß" is "SS")
    RUBRIC_CASE_FOLD,  // full case folding (CaseFolding.txt, C and F)
    RUBRIC_CASE_TITLE  // first letter of each word upper, others lower
} rubric_case;

/** Append the text in that case. */
RUBRIC_API void rubric_text_case(rubric_buffer *out, rubric_slice text, rubric_case form);

typedef enum rubric_form {
    RUBRIC_FORM_NFC,
    RUBRIC_FORM_NFD,
    RUBRIC_FORM_NFKC,
    RUBRIC_FORM_NFKD
} rubric_form;

/** Append the text in a normalization form (UAX #15). Runs of marks are cut at 30 (stream-safe). */
RUBRIC_API void rubric_text_normalize(rubric_buffer *out, rubric_slice text, rubric_form form);

/** Append the text without combining marks: "é" is "e". */
RUBRIC_API void rubric_text_unaccent(rubric_buffer *out, rubric_slice text);

/** Append the text with every run of white space as one blank, none at the ends. */
RUBRIC_API void rubric_text_squeeze(rubric_buffer *out, rubric_slice text);

/** Without white space (White_Space) at both ends. */
RUBRIC_API rubric_slice rubric_text_trim(rubric_slice text);

/**
 * Append the text broken at blanks so that no line has more than `width` columns, where words
 * allow it. No line end follows the last line; a text without words is nothing at all.
 */
RUBRIC_API void rubric_text_wrap(rubric_buffer *out, rubric_slice text, size_t width,
                                 rubric_slice first_indent, rubric_slice indent);

/* ---- Language ------------------------------------------------------------------------ */

/** What is known of a language: abbreviations and stop words. Immutable, shared by threads. */
typedef struct rubric_language rubric_language;

/**
 * Make a language from plain text: one entry a line, `#` begins a comment.
 *
 * @param code           BCP 47, such as "en"
 * @param abbreviations  words that a full stop does not end a sentence after, written without it
 * @param stop_words     in lower case
 */
RUBRIC_API rubric_status rubric_language_new(rubric_language **out, rubric_context *context,
                                             rubric_slice code, rubric_slice abbreviations,
                                             rubric_slice stop_words, rubric_error *error);
RUBRIC_API void rubric_language_free(rubric_language *language);
RUBRIC_API rubric_slice rubric_language_code(const rubric_language *language);
/** `word` in any case, without its final stop. */
RUBRIC_API bool rubric_language_is_abbreviation(const rubric_language *language, rubric_slice word);
/** `word` in any case. */
RUBRIC_API bool rubric_language_is_stop_word(const rubric_language *language, rubric_slice word);

/* ---- Words and sentences ------------------------------------------------------------- */

typedef enum rubric_word_class {
    RUBRIC_WORD_WORD,
    RUBRIC_WORD_NUMBER,
    RUBRIC_WORD_PUNCTUATION,
    RUBRIC_WORD_SYMBOL,
    RUBRIC_WORD_SPACE,
    RUBRIC_WORD_URL,
    RUBRIC_WORD_EMAIL,
    RUBRIC_WORD_HASHTAG,
    RUBRIC_WORD_EMOJI
} rubric_word_class;

/** "word", "number", … */
RUBRIC_API const char *rubric_word_class_name(rubric_word_class class_);

typedef struct rubric_token {
    size_t begin, end; // bytes
    rubric_word_class class_;
} rubric_token;

/**
 * The token that begins at `offset`: words after UAX #29 with whole URLs and addresses; Han by
 * character, Katakana by run. The tokens of a text cover it without gaps.
 *
 * @return false at the end of the text
 */
RUBRIC_API bool rubric_token_next(rubric_token *out, rubric_slice text, size_t offset);

/** Offset of the next grapheme cluster boundary (UAX #29) after `offset`; the size at the end. */
RUBRIC_API size_t rubric_grapheme_next(rubric_slice text, size_t offset);

/**
 * The sentence at or after `offset`, without white space around it.
 *
 * A line end followed by another ends a sentence; a single one does not.
 * @param language  NULL: no abbreviations are known but initials
 * @return false when only white space is left
 */
RUBRIC_API bool rubric_sentence_next(size_t *begin, size_t *end, rubric_slice text, size_t offset,
                                     const rubric_language *language);

/* ---- Distance ------------------------------------------------------------------------ */

/** Edits (insert, remove, replace a byte, swap two neighbours) that turn one name into the other;
    SIZE_MAX when one has more than 60 bytes (Damerau 1964). */
RUBRIC_API size_t rubric_text_distance(rubric_slice a, rubric_slice b);

/** The closest of `count` names to a misspelt one, or NULL when none is close. */
RUBRIC_API const char *rubric_nearest(rubric_slice name, const char *const *names, size_t count);

/* ---- Stems --------------------------------------------------------------------------- */

/** A stemmer of one language. One thread at a time. */
typedef struct rubric_stemmer rubric_stemmer;

/** Make a stemmer for a BCP 47 code; a language without one gets a stemmer that only folds. */
RUBRIC_API rubric_status rubric_stemmer_new(rubric_stemmer **out, rubric_context *context,
                                            rubric_slice language_code, rubric_error *error);
RUBRIC_API void rubric_stemmer_free(rubric_stemmer *stemmer);

/** Append the stem of a word in lower case (Snowball). */
RUBRIC_API void rubric_stemmer_stem(rubric_stemmer *stemmer, rubric_buffer *out, rubric_slice word);

#ifdef __cplusplus
}
#endif
#endif
