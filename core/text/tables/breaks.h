// SPDX-License-Identifier: MIT
// Written by generate_breaks.lua from unicode-data (Unicode 15.0); do not edit.
#ifndef RUBRIC_TEXT_TABLES_BREAKS_H
#define RUBRIC_TEXT_TABLES_BREAKS_H

#include "text/break_machine.h"

enum {
    GRAPHEME_CONTROL,
    GRAPHEME_LF,
    GRAPHEME_CR,
    GRAPHEME_OTHER,
    GRAPHEME_EXTENDED_PICTOGRAPHIC,
    GRAPHEME_EXTEND,
    GRAPHEME_PREPEND,
    GRAPHEME_SPACINGMARK,
    GRAPHEME_L,
    GRAPHEME_V,
    GRAPHEME_T,
    GRAPHEME_ZWJ,
    GRAPHEME_LV,
    GRAPHEME_LVT,
    GRAPHEME_REGIONAL_INDICATOR,
};

extern const rubric_break_machine rubric_grapheme_machine;

enum {
    WORD_OTHER,
    WORD_LF,
    WORD_NEWLINE,
    WORD_CR,
    WORD_WSEGSPACE,
    WORD_DOUBLE_QUOTE,
    WORD_SINGLE_QUOTE,
    WORD_MIDNUM,
    WORD_MIDNUMLET,
    WORD_NUMERIC,
    WORD_MIDLETTER,
    WORD_ALETTER,
    WORD_EXTENDNUMLET,
    WORD_OTHER_PICTOGRAPH,
    WORD_FORMAT,
    WORD_EXTEND,
    WORD_HEBREW_LETTER,
    WORD_ZWJ,
    WORD_ALETTER_PICTOGRAPH,
    WORD_KATAKANA,
    WORD_REGIONAL_INDICATOR,
};

extern const rubric_break_machine rubric_word_machine;

enum {
    TOKEN_OTHER,
    TOKEN_WHITE_SPACE,
    TOKEN_DOUBLE_QUOTE,
    TOKEN_SINGLE_QUOTE,
    TOKEN_MIDNUM,
    TOKEN_MIDNUMLET,
    TOKEN_NUMERIC,
    TOKEN_ALETTER,
    TOKEN_EXTENDNUMLET,
    TOKEN_OTHER_PICTOGRAPH,
    TOKEN_FORMAT,
    TOKEN_MIDLETTER,
    TOKEN_EXTEND,
    TOKEN_HEBREW_LETTER,
    TOKEN_COMPLEX_CONTEXT,
    TOKEN_ZWJ,
    TOKEN_ALETTER_PICTOGRAPH,
    TOKEN_KATAKANA,
    TOKEN_HIRAGANA,
    TOKEN_SOUND_MARK,
    TOKEN_REGIONAL_INDICATOR,
};

extern const rubric_break_machine rubric_token_machine;

enum {
    SENTENCE_OTHER,
    SENTENCE_SP,
    SENTENCE_LF,
    SENTENCE_CR,
    SENTENCE_STERM,
    SENTENCE_CLOSE,
    SENTENCE_SCONTINUE,
    SENTENCE_ATERM,
    SENTENCE_NUMERIC,
    SENTENCE_UPPER,
    SENTENCE_LOWER,
    SENTENCE_SEP,
    SENTENCE_FORMAT,
    SENTENCE_OLETTER,
    SENTENCE_EXTEND,
};

extern const rubric_break_machine rubric_sentence_machine;

enum {
    LINE_CM,
    LINE_BA,
    LINE_LF,
    LINE_BK,
    LINE_CR,
    LINE_SP,
    LINE_EX,
    LINE_QU,
    LINE_AL,
    LINE_PR,
    LINE_PO,
    LINE_OP,
    LINE_CP,
    LINE_IS,
    LINE_HY,
    LINE_SY,
    LINE_NU,
    LINE_CL,
    LINE_NL,
    LINE_GL,
    LINE_BB,
    LINE_HL,
    LINE_JL,
    LINE_JV,
    LINE_JT,
    LINE_NS,
    LINE_ZW,
    LINE_ZWJ,
    LINE_B2,
    LINE_IN,
    LINE_WJ,
    LINE_ID,
    LINE_OP_WIDE,
    LINE_EB,
    LINE_H2,
    LINE_H3,
    LINE_CB,
    LINE_ID_UNASSIGNED,
    LINE_RI,
    LINE_EM,
};

extern const rubric_break_machine rubric_line_machine;

#endif
