// SPDX-License-Identifier: MIT
// Korean words without the particles and endings that are written onto them.
//
// The particles (조사) and endings (어미) are those of the Standard Korean Dictionary (National
// Institute of Korean Language) that can be told without one. Which form of them stands is ruled
// by the final consonant (받침) of the syllable before.
#include "base/utf8.h"
#include "rubric/text.h"
#include "text/hangul.h"

enum {
    SYLLABLE_SIZE = 3, // bytes in UTF-8
    LONGEST = 5        // syllables of an ending
};

typedef enum condition {
    AFTER_ANY,
    AFTER_VOWEL,
    AFTER_CONSONANT,
    AFTER_VOWEL_OR_RIEUL,
    AFTER_OTHER_CONSONANT // but not ㄹ
} condition;

typedef struct ending_list {
    condition condition;
    size_t least;        // syllables that must stay
    const char *endings; // with a blank before and after each
} ending_list;

// Nouns of one syllable are kept from endings of one syllable: 지도 is a map, not 지 and 도.
static const ending_list lists[] = {
    // Case particles: subject, topic, object, with, by or towards, and, as.
    {AFTER_CONSONANT, 2, " 은 이 을 과 "},
    {AFTER_VOWEL, 2, " 는 가 를 와 "},
    {AFTER_OTHER_CONSONANT, 2, " 으로 으로써 으로서 으로는 으로도 으로의 으로만 으로부터 "},
    {AFTER_VOWEL_OR_RIEUL, 2, " 로 로써 로서 로는 로도 로의 로만 로부터 "},
    {AFTER_CONSONANT, 2,
     " 이나 이란 이라는 이라고 이라도 이라면 이든 이며 이고 이랑 이야 이여 "
     "이었다 이었던 이었고 이라서 과는 과도 과의 "},
    {AFTER_VOWEL, 2,
     " 나 란 라는 라고 라도 라면 든지 며 고 랑 여 였다 였던 였고 라서 와는 와도 와의 "},
    {AFTER_ANY, 2, " 의 에 도 만 "},
    // At, from, to, of a person; only, until, from, than, like, each, even.
    {AFTER_ANY, 2,
     " 에서 에게 에게서 에게는 에게도 한테 한테서 께 께서 께서는 더러 보고 까지 까지의 까지는 "
     "까지도 "
     "부터 부터의 부터는 처럼 처럼은 보다 보다는 보다도 마다 조차 조차도 마저 마저도 밖에 대로 "
     "대로의 "
     "만큼 만큼은 만의 만을 만이 만은 만으로 뿐 뿐만 뿐이다 커녕 에는 에도 에만 에의 에서는 에서도 "
     "에서의 에서만 에서부터 하고 이라 이다 입니다 이었습니다 였습니다 이에요 예요 인데 이지만 "},
    // 하다, 되다 and 시키다 behind a noun.
    {AFTER_ANY, 2,
     " 하다 한다 했다 했던 했고 했으며 했지만 했습니다 합니다 하는 하던 한 할 함 하게 하고 하며 "
     "하면 하면서 "
     "하여 해 해서 해야 하기 하기로 하기도 하지 하지만 하자 하도록 하려고 하려는 하였다 하였고 "
     "하였으며 "
     "하는데 한다고 한다는 했다고 했다는 했는데 해요 했어요 하는지 하였습니다 "
     "되다 된다 됐다 됐던 됐고 됐으며 됐지만 됐습니다 됩니다 되는 되던 된 될 됨 되게 되고 되며 "
     "되면 되면서 "
     "되어 돼 돼서 돼야 되기 되지 되지만 되도록 되었다 되었고 되었으며 되었습니다 된다고 된다는 "
     "됐다고 "
     "됐다는 시키는 시키고 시켰다 시킨 시킬 시켜 "},
    // Verbs and adjectives: declarative, polite, attributive, connective.
    {AFTER_CONSONANT, 2,
     " 습니다 습니까 으며 으면 으면서 으니 으니까 으려고 으려는 으러 은데 었다 았다 었던 았던 었고 "
     "았고 "
     "었으며 았으며 었지만 았지만 었습니다 았습니다 어서 아서 어야 아야 어요 아요 는다 는다고 는데 "
     "지만 "},
    {AFTER_ANY, 3, " 면서 지만 는데 는지 도록 려고 거나 든지 "},
};

// Whether the final consonant of a syllable allows what stands behind it.
static bool allows(condition wanted, uint32_t syllable) {
    unsigned final = hangul_final(syllable);
    switch (wanted) {
    case AFTER_VOWEL:
        return final == 0;
    case AFTER_CONSONANT:
        return final != 0;
    case AFTER_VOWEL_OR_RIEUL:
        return final == 0 || final == HANGUL_FINAL_L;
    case AFTER_OTHER_CONSONANT:
        return final != 0 && final != HANGUL_FINAL_L;
    default:
        return true;
    }
}

static bool has_ending(const char *endings, rubric_slice wanted) {
    rubric_slice list = rubric_slice_of(endings);
    for (size_t at = 0; (at = rubric_slice_find(list, wanted, at)) != SIZE_MAX; at++) {
        if (list.bytes[at - 1] == ' ' && list.bytes[at + wanted.size] == ' ')
            return true;
    }
    return false;
}

// Whether the last `size` bytes can come off a word whose last `syllables` are Hangul.
static bool comes_off(rubric_slice word, size_t size, size_t syllables) {
    size_t begin, kept = word.size - size, stay = syllables - size / SYLLABLE_SIZE;
    uint32_t before = utf8_previous(word, kept, &begin);
    rubric_slice ending = rubric_slice_part(word, kept, word.size);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        // Nobody knows how the letters of TV가 sound; the number 3만 is no 3.
        bool is_enough = hangul_is_syllable(before)
                             ? stay >= lists[i].least && allows(lists[i].condition, before)
                             : rubric_is_letter(before);
        if (is_enough && has_ending(lists[i].endings, ending))
            return true;
    }
    return false;
}

rubric_slice rubric_korean_stem(rubric_slice word) {
    size_t syllables = 0, at = word.size;
    while (at > 0 && syllables < 2 * LONGEST) {
        size_t begin;
        if (!hangul_is_syllable(utf8_previous(word, at, &begin)))
            break;
        syllables++;
        at = begin;
    }
    size_t most = syllables < LONGEST ? syllables : LONGEST;
    for (size_t count = most; count > 0; count--) {
        size_t size = count * SYLLABLE_SIZE;
        if (size < word.size && comes_off(word, size, syllables))
            return rubric_slice_part(word, 0, word.size - size);
    }
    return word;
}
