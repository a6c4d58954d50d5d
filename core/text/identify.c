// SPDX-License-Identifier: MIT
// Which language a text is in: by script, then by n-grams of characters (tables/languages.c).
#include <math.h>

#include "script.h"
#include "text/tables/languages.h"
#include "unicode.h"

enum {
    HEAD_SIZE = 4096,   // bytes at the start of a text that are looked at
    WINDOW_COUNT = 4,   // windows behind it, spread evenly
    WINDOW_SIZE = 1024, // bytes
    LONGEST_WORD = 40,  // letters; what is longer counts as several words
    WIDEST_ROW = 32,    // languages of a group, at most
    GROUP_LIMIT = 8,
    EAST_ASIAN_WEIGHT = 3,  // a letter of Han, Kana or Hangul says as much as three others
    LEAST_LETTERS = 8,      // or the languages of a script are not told apart
    LEAST_ALONE = 5,        // or a script with one language does not say which
    NO_GROUP = SCRIPT_LIMIT // of a script without n-grams
};

static const double LEAST_CONFIDENCE = 0.2; // or the language is unknown
static const double LEAST_LISTED = 0.01;    // or a candidate is not worth a line

// Scripts that one living language is mostly written in.
static const char *const alone[][2] = {
    {"Armn", "hy"}, {"Beng", "bn"}, {"Ethi", "am"}, {"Geor", "ka"}, {"Grek", "el"}, {"Gujr", "gu"},
    {"Guru", "pa"}, {"Hang", "ko"}, {"Hebr", "he"}, {"Khmr", "km"}, {"Knda", "kn"}, {"Laoo", "lo"},
    {"Mlym", "ml"}, {"Mymr", "my"}, {"Orya", "or"}, {"Sinh", "si"}, {"Taml", "ta"}, {"Telu", "te"},
    {"Thaa", "dv"}, {"Thai", "th"}, {"Tibt", "bo"},
};

enum { ALONE_COUNT = sizeof alone / sizeof *alone };

// What was found for the languages of one group.
typedef struct evidence {
    int32_t sums[WIDEST_ROW];
    size_t features;
} evidence;

// A text on its way through: what was counted, and the word that is being read.
typedef struct survey {
    size_t letters[SCRIPT_LIMIT];    // by script
    size_t words[SCRIPT_LIMIT];      // by script
    uint16_t group_of[SCRIPT_LIMIT]; // by script, or NO_GROUP
    uint8_t script_of[GROUP_LIMIT];  // by group
    evidence groups[GROUP_LIMIT];
    int32_t word[LONGEST_WORD + 2]; // with room for its edges
    size_t size;
    uint8_t script; // of the word
    bool has_marks; // that may compose
} survey;

/* ---- Features: generate_languages.py has the same -------------------------------------- */

enum { ROWS_AT_ONCE = 4 };

// Add rows of weights, several at once, so that the sums are not fetched and stored for each.
static inline void add_cells(int16_t *sums, const int8_t *const rows[ROWS_AT_ONCE], size_t width) {
    for (size_t i = 0; i < width; i++)
        sums[i] = (int16_t)(sums[i] + (int16_t)(rows[0][i] + rows[1][i]) +
                            (int16_t)(rows[2][i] + rows[3][i]));
}

// Widths are constants here, so that the compiler makes a few wide additions of each.
static void add_rows(int16_t *sums, const int8_t *const rows[ROWS_AT_ONCE], size_t width) {
    if (width == 32)
        add_cells(sums, rows, 32);
    else if (width == 8)
        add_cells(sums, rows, 8);
    else
        add_cells(sums, rows, width);
}

static const int8_t no_weights[WIDEST_ROW];

static const int8_t *find_row(const rubric_language_group *group, uint32_t hash) {
    hash = (hash ^ hash >> 15) * 0x2C1B3C6Du;
    return group->weights + (size_t)((hash ^ hash >> 13) & group->bucket_mask) * group->width;
}

// Add the n-grams of a word, and the word itself. 40 letters have at most 165 features of at most
// 127: the sums of a word fit.
static void score_word(evidence *found, const rubric_language_group *group, const int32_t *letters,
                       size_t count) {
    const uint32_t seed = 0x811C9DC5u, prime = 0x01000193u, whole_word = 0x5555;
    int16_t sums[WIDEST_ROW] = {0};
    uint32_t whole = seed;
    for (size_t i = 0; i < count; i++) {
        const int8_t *rows[ROWS_AT_ONCE] = {no_weights, no_weights, no_weights, no_weights};
        uint32_t hash = seed;
        for (size_t n = 0; n < group->longest && i + n < count; n++) {
            hash = (hash ^ (uint32_t)letters[i + n]) * prime;
            if (n == 0 && letters[i] == '_')
                continue;
            rows[n] = find_row(group, hash);
            found->features++;
        }
        add_rows(sums, rows, group->width);
        whole = (whole ^ (uint32_t)letters[i]) * prime;
    }
    if (group->is_bounded && count > 4) {
        const int8_t *rows[ROWS_AT_ONCE] = {find_row(group, whole ^ whole_word), no_weights,
                                            no_weights, no_weights};
        add_rows(sums, rows, group->width);
        found->features++;
    }
    for (size_t i = 0; i < group->width; i++)
        found->sums[i] += sums[i];
}

/* ---- Words ------------------------------------------------------------------------------ */

static void end_word(survey *self) {
    size_t group = self->size > 0 ? self->group_of[self->script] : NO_GROUP, begin = 1;
    if (group != NO_GROUP) {
        const rubric_language_group *table = &rubric_language_groups[group];
        size_t count = self->size;
        if (self->has_marks) {
            utf8proc_ssize_t composed = utf8proc_normalize_utf32(
                self->word + 1, (utf8proc_ssize_t)count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
            count = composed > 0 ? (size_t)composed : 0;
        }
        if (table->is_bounded) {
            self->word[0] = self->word[count + 1] = '_';
            begin = 0;
            count += 2;
        }
        score_word(&self->groups[group], table, self->word + begin, count);
    }
    self->size = 0;
    self->has_marks = false;
}

// A letter or mark in lower case.
static void add_letter(survey *self, uint32_t letter) {
    uint8_t script = letter < 0x80 ? SCRIPT_LATN : script_of(letter);
    bool joins = script == SCRIPT_ZINH || script == SCRIPT_ZYYY;
    if (joins && self->size == 0)
        return;
    bool is_full = self->size == LONGEST_WORD;
    if (is_full || (!joins && self->size > 0 && script != self->script))
        end_word(self);
    self->words[script] += self->size == 0 && !is_full;
    if (!joins) {
        self->script = script;
        self->letters[script]++;
    }
    self->has_marks = self->has_marks || (letter >= 0x300 && letter < 0x370);
    self->word[++self->size] = (int32_t)letter;
}

// Whether a run of ASCII without blanks is no language: an address, a path, a name, code.
static bool is_machine_text(const char *bytes, size_t size) {
    size_t slashes = 0, dots = 0;
    for (size_t i = 0; i < size; i++) {
        char next = i + 1 < size ? bytes[i + 1] : ' ';
        if (ascii_is_letter(bytes[i]))
            continue;
        switch (bytes[i]) {
        case '@':
        case '_':
        case '\\':
        case '{':
        case '}':
        case '=':
        case '<':
        case '>':
            return true;
        case '#':
            if (i == 0)
                return true;
            break;
        case '(':
            if (next == ')')
                return true;
            break;
        case '/':
            slashes++;
            break;
        case '.':
            dots += ascii_is_letter(next) && i > 0 && ascii_is_letter(bytes[i - 1]);
            break;
        default:
            break;
        }
    }
    return slashes > 1 || dots > 1;
}

static size_t ascii_run(rubric_slice text, size_t at) {
    size_t end = at;
    while (end < text.size && (unsigned char)text.bytes[end] < 0x80 &&
           !ascii_is_space(text.bytes[end]))
        end++;
    return end;
}

static void read_ascii(survey *self, rubric_slice run) {
    if (is_machine_text(run.bytes, run.size)) {
        end_word(self);
        return;
    }
    for (size_t i = 0; i < run.size; i++) {
        if (ascii_is_letter(run.bytes[i]))
            add_letter(self, (unsigned char)ascii_lower(run.bytes[i]));
        else
            end_word(self);
    }
}

static void read_window(survey *self, rubric_slice text) {
    enum { SOFT_HYPHEN = 0xAD };
    for (size_t at = 0, size; at < text.size; at += size) {
        size = ascii_run(text, at) - at;
        if (size > 0) {
            read_ascii(self, rubric_slice_part(text, at, at + size));
            continue;
        }
        uint32_t code_point = utf8_next(text, at, &size);
        if (code_point == SOFT_HYPHEN)
            continue;
        if (code_point >= 0x80 && rubric_is_letter(code_point))
            add_letter(self, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point));
        else
            end_word(self);
    }
    end_word(self);
}

/* ---- Sample ----------------------------------------------------------------------------- */

// The part of a text from the first blank after `begin`, or from there where none is near.
static rubric_slice window_at(rubric_slice text, size_t begin) {
    size_t end = begin + WINDOW_SIZE < text.size ? begin + WINDOW_SIZE : text.size, at = begin;
    while (at < end && at - begin < LONGEST_WORD && !ascii_is_space(text.bytes[at]))
        at++;
    while (at < end && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at++;
    while (end > at && end < text.size && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    return rubric_slice_part(text, at, end);
}

static void read_sample(survey *self, rubric_slice text) {
    if (text.size <= HEAD_SIZE + WINDOW_COUNT * WINDOW_SIZE) {
        read_window(self, text);
        return;
    }
    size_t end = HEAD_SIZE;
    while (end > 0 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    read_window(self, rubric_slice_part(text, 0, end));
    size_t step = (text.size - HEAD_SIZE) / WINDOW_COUNT;
    for (size_t i = 0; i < WINDOW_COUNT; i++)
        read_window(self, window_at(text, HEAD_SIZE + i * step + (step - WINDOW_SIZE) / 2));
}

/* ---- Ranks ------------------------------------------------------------------------------ */

// The best candidates so far, best first, and which languages may be among them.
typedef struct ranking {
    rubric_guess *out;
    size_t room, count;
    const rubric_slice *candidates;
    size_t candidate_count;
} ranking;

static bool is_candidate(const ranking *self, const char *language) {
    for (size_t i = 0; i < self->candidate_count; i++) {
        rubric_slice wanted = self->candidates[i];
        for (size_t end = 0; end < wanted.size; end++) {
            if (!ascii_is_letter(wanted.bytes[end]))
                wanted.size = end; // "en-GB" is English
        }
        if (rubric_slice_equal_fold(wanted, rubric_slice_of(language)))
            return true;
    }
    return self->candidate_count == 0;
}

static void rank(ranking *self, const char *language, double confidence) {
    if (confidence < LEAST_LISTED || self->room == 0)
        return;
    size_t at = self->count < self->room ? self->count++ : self->room;
    for (; at > 0 && self->out[at - 1].confidence < confidence; at--) {
        if (at < self->room)
            self->out[at] = self->out[at - 1];
    }
    if (at < self->room)
        self->out[at] = (rubric_guess){language, confidence};
}

// Rank the languages of a group; their confidences are `share` together.
static void rank_group(ranking *self, const rubric_language_group *group, const evidence *found,
                       double share) {
    double odds[WIDEST_ROW], best = -HUGE_VAL, total = 0;
    for (size_t i = 0; i < group->language_count; i++) {
        odds[i] = -HUGE_VAL;
        if (is_candidate(self, group->languages[i]))
            odds[i] = found->sums[i] * group->scale / sqrt((double)found->features);
        best = odds[i] > best ? odds[i] : best;
    }
    if (best == -HUGE_VAL)
        return;
    for (size_t i = 0; i < group->language_count; i++)
        total += odds[i] = exp(odds[i] - best);
    for (size_t i = 0; i < group->language_count; i++)
        rank(self, group->languages[i], share * odds[i] / total);
}

static size_t count_kana(const survey *self) {
    return self->letters[SCRIPT_HIRA] + self->letters[SCRIPT_KANA];
}

// Letters of a script, weighed. Kana stands with Han.
static size_t weigh(const survey *self, uint8_t script) {
    if (script == SCRIPT_HANI)
        return (self->letters[script] + count_kana(self)) * EAST_ASIAN_WEIGHT;
    return self->letters[script] * (script == SCRIPT_HANG ? EAST_ASIAN_WEIGHT : 1);
}

// Kana in more than a tenth of the letters makes a text Japanese.
static bool is_japanese(const survey *self) {
    return count_kana(self) * 10 > count_kana(self) + self->letters[SCRIPT_HANI];
}

static void rank_groups(ranking *ranks, const survey *self, double total) {
    for (size_t i = 0; i < rubric_language_group_count; i++) {
        const rubric_language_group *group = &rubric_language_groups[i];
        uint8_t script = self->script_of[i];
        size_t letters = weigh(self, script);
        double share = (double)letters / total;
        if (letters < LEAST_LETTERS || (group->is_bounded && self->words[script] < 2))
            continue;
        if (script == SCRIPT_HANI && is_japanese(self)) {
            if (is_candidate(ranks, "ja"))
                rank(ranks, "ja", share);
        } else if (self->groups[i].features > 0) {
            rank_group(ranks, group, &self->groups[i], share);
        }
    }
}

static void rank_alone(ranking *ranks, const survey *self, double total) {
    for (size_t script = 0; script < rubric_script_count; script++) {
        size_t letters = weigh(self, (uint8_t)script);
        for (size_t i = 0; letters >= LEAST_ALONE && i < ALONE_COUNT; i++) {
            bool is_found = memcmp(alone[i][0], rubric_script_codes[script], 4) == 0;
            if (is_found && is_candidate(ranks, alone[i][1]))
                rank(ranks, alone[i][1], (double)letters / total);
        }
    }
}

static void begin_survey(survey *self) {
    memset(self, 0, sizeof *self);
    for (size_t i = 0; i < SCRIPT_LIMIT; i++)
        self->group_of[i] = NO_GROUP;
    for (size_t i = 0; i < rubric_language_group_count; i++) {
        self->script_of[i] = rubric_script_find(rubric_language_groups[i].script);
        self->group_of[self->script_of[i]] = (uint16_t)i;
    }
}

size_t rubric_language_identify(rubric_guess *out, size_t room, rubric_slice text,
                                const rubric_slice *candidates, size_t candidate_count) {
    survey self;
    ranking ranks = {out, room, 0, candidates, candidate_count};
    begin_survey(&self);
    read_sample(&self, text);
    size_t total = count_kana(&self) * (EAST_ASIAN_WEIGHT - 1);
    total += (self.letters[SCRIPT_HANI] + self.letters[SCRIPT_HANG]) * (EAST_ASIAN_WEIGHT - 1);
    for (size_t i = 0; i < rubric_script_count; i++)
        total += self.letters[i];
    if (total > 0) {
        rank_groups(&ranks, &self, (double)total);
        rank_alone(&ranks, &self, (double)total);
    }
    return ranks.count > 0 && out[0].confidence >= LEAST_CONFIDENCE ? ranks.count : 0;
}

const char *rubric_language_known(size_t index) {
    for (size_t i = 0; i < rubric_language_group_count; i++) {
        if (index < rubric_language_groups[i].language_count)
            return rubric_language_groups[i].languages[index];
        index -= rubric_language_groups[i].language_count;
    }
    return index < ALONE_COUNT ? alone[index][1] : NULL;
}
