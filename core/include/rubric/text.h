// SPDX-License-Identifier: MIT
// Floor 1: text. Encodings, case, white space, width, words, sentences and what a language knows.
//
// Text is UTF-8 that is valid (what comes from rubric_text_decode is). Offsets are bytes.
#ifndef RUBRIC_TEXT_H
#define RUBRIC_TEXT_H

#include "base.h"
#include "collation.h"
#include "words.h"

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

/**
 * Read a character reference that ends in ';' at `offset`: `&amp;`, `&#38;`, `&#x26;`.
 *
 * @param[out] out   its text in UTF-8, of `*size` bytes; untouched when there is none
 * @return bytes of the reference in the text, or 0
 */
RUBRIC_API size_t rubric_entity_read(rubric_slice text, size_t offset, char out[8], size_t *size);

/** The characters of an emoji by its name without colons, as forges have them: "smile", "+1"; NULL
    when there is none. Static. */
RUBRIC_API const char *rubric_emoji_find(rubric_slice name);

/* ---- Case and form ------------------------------------------------------------------- */

typedef enum rubric_case {
    RUBRIC_CASE_LOWER, // full lower case, with the final sigma of Greek
    RUBRIC_CASE_UPPER, // full upper case ("ß" is "SS")
    RUBRIC_CASE_FOLD,  // full case folding (CaseFolding.txt, C and F)
    RUBRIC_CASE_TITLE  // first letter of each word (UAX #29) that has case upper, others lower
} rubric_case;

/**
 * Append the text in that case (Unicode 15.0, section 3.13). Bytes that are not UTF-8 become
 * U+FFFD.
 *
 * @param language_code  BCP 47; empty: no language's rules. "tr" and "az" keep dotted and dotless i
 *                       apart, "lt" keeps the dot below accents (SpecialCasing.txt); "el" writes
 *                       capitals without accents but with dialytika, "nl" begins a title with "IJ"
 */
RUBRIC_API void rubric_text_case(rubric_buffer *out, rubric_slice text, rubric_case form,
                                 rubric_slice language_code);

typedef enum rubric_form {
    RUBRIC_FORM_NFC,
    RUBRIC_FORM_NFD,
    RUBRIC_FORM_NFKC,
    RUBRIC_FORM_NFKD
} rubric_form;

/**
 * Append the text in a normalization form (UAX #15, Unicode 15.0). What is in form already costs a
 * scan and a copy.
 *
 * Runs of more than 30 marks are cut by U+034F (stream-safe, section 13), so that the time is
 * linear in the text whatever it holds. Bytes that are not UTF-8 become U+FFFD.
 */
RUBRIC_API void rubric_text_normalize(rubric_buffer *out, rubric_slice text, rubric_form form);

/** Whether rubric_text_normalize would leave every byte as it is. No memory is allocated. */
RUBRIC_API bool rubric_text_is_normalized(rubric_slice text, rubric_form form);

/**
 * Append the text without the accents of its letters, in NFC: "é" is "e". Latin letters that have a
 * stroke or are two in one count as accented: "Łódź" is "Lodz", "æ" is "ae". Marks that are letters
 * of their script stay: voiced kana, vowels and viramas of India.
 */
RUBRIC_API void rubric_text_unaccent(rubric_buffer *out, rubric_slice text);

/**
 * Append the skeleton of a text (UTS #39, section 4): texts that look the same have the same one,
 * whatever scripts their letters are of. It is in NFD, and made to be compared, not to be read:
 * "m" is "rn" in it. Characters that nobody sees are left out, as version 15.1 says.
 */
RUBRIC_API void rubric_text_skeleton(rubric_buffer *out, rubric_slice text);

/** What becomes of a letter that no system writes in ASCII, as those of Han and Arabic. */
typedef enum rubric_unknown {
    RUBRIC_UNKNOWN_KEEP,
    RUBRIC_UNKNOWN_DROP,
    RUBRIC_UNKNOWN_QUESTION // a question mark
} rubric_unknown;

/**
 * Append the text in ASCII, as names are written in passports and addresses.
 *
 * Latin letters lose their accents ("ß" is "ss", "þ" is "th"); Cyrillic is written as BGN/PCGN 1947
 * has Russian, without signs; Greek after ELOT 743 (ISO 843, transcription); Hangul in the Revised
 * Romanization of 2000 with the sounds of neighbours, in small letters; kana after Hepburn without
 * signs for long vowels; typographic punctuation becomes that of a keyboard.
 *
 * @param language_code  BCP 47, may be empty. "de" writes ä as ae, "da", "nb", "nn" and "no" write
 *                       ø as oe and å as aa; "uk" (resolution 55 of 2010), "be", "bg" (act of
 *                       2009), "sr" and "mk" have systems of their own for Cyrillic
 */
RUBRIC_API void rubric_text_transliterate(rubric_buffer *out, rubric_slice text,
                                          rubric_slice language_code, rubric_unknown unknown);

/** Append the text with every run of white space as one blank, none at the ends. */
RUBRIC_API void rubric_text_squeeze(rubric_buffer *out, rubric_slice text);

/** Without white space (White_Space) at both ends. */
RUBRIC_API rubric_slice rubric_text_trim(rubric_slice text);
/** The same at the end only. */
RUBRIC_API rubric_slice rubric_text_trim_end(rubric_slice text);

/* ---- Layout -------------------------------------------------------------------------- */

/**
 * Columns of a text without tabs and line ends. A joined emoji is as wide as its first part, and
 * an emoji selector makes two columns of one.
 */
RUBRIC_API size_t rubric_text_width(rubric_slice text);

/** The same for a text that begins in `column` (0-based); a tab leads to the next multiple of `tab`
    columns, or takes none when `tab` is 0. */
RUBRIC_API size_t rubric_text_width_from(rubric_slice text, size_t column, size_t tab);

typedef enum rubric_unit {
    RUBRIC_UNIT_GRAPHEMES,
    RUBRIC_UNIT_WORDS, // tokens that are not blank, punctuation or symbol
    RUBRIC_UNIT_COLUMNS
} rubric_unit;

/** Bytes of the longest beginning of a text that has at most `limit` of a unit, cut between
    graphemes; after words nothing is left but the punctuation that follows the last one. */
RUBRIC_API size_t rubric_text_fit(rubric_slice text, rubric_unit unit, size_t limit);

typedef struct rubric_wrap_options {
    size_t width;              // columns
    rubric_slice first_indent; // before the first line
    rubric_slice indent;       // before all others
    bool at_blanks;            // break at white space only, not wherever UAX #14 allows it
    bool keep_lines;           // where the text ends a line, do so too
    bool cut_long;             // cut what is wider than a line between graphemes
} rubric_wrap_options;

/**
 * Append the text in lines of at most so many columns, where its words allow it.
 *
 * Runs of white space become a blank or a line end; no-break spaces stay. No line end follows the
 * last line; a text without words is nothing at all.
 */
RUBRIC_API void rubric_text_wrap(rubric_buffer *out, rubric_slice text,
                                 const rubric_wrap_options *options);

typedef enum rubric_side { RUBRIC_SIDE_RIGHT, RUBRIC_SIDE_LEFT, RUBRIC_SIDE_BOTH } rubric_side;

/** Append the text with blanks on a side up to so many columns; a wider text stays as it is. */
RUBRIC_API void rubric_text_pad(rubric_buffer *out, rubric_slice text, size_t columns,
                                rubric_side side);

/* ---- Language ------------------------------------------------------------------------ */

/** What is known of a language: abbreviations and stop words. Immutable, shared by threads. */
typedef struct rubric_language rubric_language;

/**
 * Make a language from plain text: one entry a line, `#` begins a comment.
 *
 * @param code           BCP 47, such as "en"
 * @param abbreviations  words that a full stop does not end a sentence after, with or without it;
 *                       `no 1` owns its stop only before a number, and a line `* ordinals` says
 *                       that a number with a stop is one, as in "am 3. Mai"
 * @param stop_words     in any case
 */
RUBRIC_API rubric_status rubric_language_new(rubric_language **out, rubric_context *context,
                                             rubric_slice code, rubric_slice abbreviations,
                                             rubric_slice stop_words, rubric_error *error);
/** The same language with more abbreviations. `base`, which may be NULL, must outlive it. */
RUBRIC_API rubric_status rubric_language_extend(rubric_language **out, rubric_context *context,
                                                const rubric_language *base,
                                                rubric_slice abbreviations, rubric_error *error);
/** Free a language; NULL is fine. */
RUBRIC_API void rubric_language_free(rubric_language *language);
/** The code that it was made with. */
RUBRIC_API rubric_slice rubric_language_code(const rubric_language *language);
typedef enum rubric_abbreviation {
    RUBRIC_ABBREVIATION_NONE,
    RUBRIC_ABBREVIATION_BEFORE_NUMBER,
    RUBRIC_ABBREVIATION_ALWAYS
} rubric_abbreviation;

/** When a word owns the stop after it: `word` in any case, without its final stop. A language that
    is NULL knows none. */
RUBRIC_API rubric_abbreviation rubric_language_abbreviation(const rubric_language *language,
                                                            rubric_slice word);
/** Whether "3." is an ordinal. */
RUBRIC_API bool rubric_language_has_ordinals(const rubric_language *language);
/** The `index`-th stop word in the order of its list, folded; empty past the last one. */
RUBRIC_API rubric_slice rubric_language_stop_word(const rubric_language *language, size_t index);
/** `word` in any case. */
RUBRIC_API bool rubric_language_is_stop_word(const rubric_language *language, rubric_slice word);

/* ---- Boundaries by the standard ------------------------------------------------------ */

typedef enum rubric_boundary {
    RUBRIC_BOUNDARY_GRAPHEME, // extended grapheme clusters, UAX #29 section 3
    RUBRIC_BOUNDARY_WORD,     // UAX #29 section 4
    RUBRIC_BOUNDARY_SENTENCE, // UAX #29 section 5
    RUBRIC_BOUNDARY_LINE      // line break opportunities, UAX #14 with the numbers of its example 7
} rubric_boundary;

/**
 * Find the next boundaries (Unicode 15.0) after `offset`, which is 0 or a boundary itself.
 *
 * A text is walked in linear time, whatever it holds; bytes that are not UTF-8 count as U+FFFD
 * each. Many boundaries a call are faster than one.
 *
 * @param[out] ends  offsets, rising; the last one of a text is its size
 * @param room       how many fit into `ends`, at least 1
 * @return how many were written; 0 only at the end of the text
 */
RUBRIC_API size_t rubric_boundaries(rubric_boundary kind, rubric_slice text, size_t offset,
                                    size_t *ends, size_t room);

/** The next boundary alone; the size of the text at its end. */
RUBRIC_API size_t rubric_boundary_next(rubric_boundary kind, rubric_slice text, size_t offset);

/** The same for graphemes: what people take for one character. */
RUBRIC_API size_t rubric_grapheme_next(rubric_slice text, size_t offset);

/** How many graphemes, words, sentences or unbreakable pieces a text is cut into. */
RUBRIC_API size_t rubric_boundary_count(rubric_boundary kind, rubric_slice text);

/** Whether the code point that ends at `offset` ends a line for certain (UAX #14, LB4 and LB5). */
RUBRIC_API bool rubric_is_line_end(rubric_slice text, size_t offset);
/** A language that a text may be in. */
typedef struct rubric_guess {
    const char *language; // BCP 47, static
    double confidence;    // 0 to 1; those of all languages add up to 1 at most
} rubric_guess;

/**
 * Say which languages a text may be in, best first: by the scripts of its letters, then by n-grams
 * of characters (Cavnar and Trenkle 1994) among the languages of a script. Digits, addresses, code
 * and what begins with @ or # do not count. At most 8 KiB are looked at: the first 4 KiB, and four
 * windows of 1 KiB spread over the rest. No memory is allocated.
 *
 * The confidence of a language is the share of its script in the letters, times the odds of the
 * language among those of the script; the odds grow with the length of the text.
 *
 * @param room        candidates that `out` has room for, at least 1
 * @param candidates  languages to choose from, by BCP 47 code; of "en-GB" only "en" counts
 * @param candidate_count  0: all that are known
 * @return how many candidates there are; 0: unknown, because fewer than 8 letters or a single word
 *         of a script that many languages share are too little, or no language is likely
 */
RUBRIC_API size_t rubric_language_identify(rubric_guess *out, size_t room, rubric_slice text,
                                           const rubric_slice *candidates, size_t candidate_count);

/** The languages that can be identified, by index from 0; NULL past the last one. */
RUBRIC_API const char *rubric_language_known(size_t index);

/* ---- Scripts ------------------------------------------------------------------------- */

/** The script of a code point (ISO 15924, UAX #24): "Latn"; "Zyyy" is common to scripts, "Zinh"
    that of the letter before, "Zzzz" of no script. */
RUBRIC_API const char *rubric_script_of(uint32_t code_point);

/** The script that most letters of a text are in; "Zyyy" when there are none. */
RUBRIC_API const char *rubric_text_script(rubric_slice text);

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

/**
 * The sentence at or after `offset`, without white space around it.
 *
 * A line end followed by another ends a sentence; a single one does not.
 * @param language  NULL: no abbreviations are known but initials
 * @return false when only white space is left
 */
RUBRIC_API bool rubric_sentence_next(size_t *begin, size_t *end, rubric_slice text, size_t offset,
                                     const rubric_language *language);

#ifdef __cplusplus
}
#endif
#endif
