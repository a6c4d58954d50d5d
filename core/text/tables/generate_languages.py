# SPDX-License-Identifier: MIT
"""Writes languages.c: what n-grams of characters say about the language of a text.

Method. Languages that share a script are told apart by the n-grams of their words (1 to 4 code
points in lower case, with the edges of the word as "_") and by whole words, as Cavnar and Trenkle
(1994, "N-Gram-Based Text Categorization") and Lui and Baldwin (2012, "langid.py") do. Each feature
is hashed to one of a fixed number of buckets (Weinberger et al. 2009, "Feature Hashing for Large
Scale Multitask Learning"). The weights of a bucket come from logistic regression over all languages
of the script (multinomial, AdaGrad), which suffers less from close relatives than naive Bayes. With
n features found the score of a language is the sum of its weights divided by sqrt(n), and softmax
of the scores is the confidence: so it grows with the length as it did in training, on pieces of
15 to 200 letters. Some pieces lose their accents, as texts on the Web do. Languages that most of
the Web is written in get more pieces: a prior. Weights are kept in eight bits.

Sources, all of Debian 12 (the names of the files below say which are read):

    chromium-l10n          BSD, 3 clauses   sentences and words of a program in 54 languages
    python3-django         BSD, 3 clauses   messages in 90 languages
    postgresql-15          PostgreSQL       messages in 14 languages
    snowball-data          BSD, 3 clauses   vocabularies, but for those under other licences
    libexttextcat-data     BSD, 3 clauses   counts of n-grams of running text in 130 languages
    scripts/data/stopwords, function_words.txt   MIT   function words

Run by hand, from the top of the tree; it needs python3-numpy and takes about two minutes:

    mkdir /tmp/languages && cd /tmp/languages
    apt-get download chromium-l10n python3-django postgresql-15 snowball-data libexttextcat-data
    for package in *.deb; do dpkg -x $package unpacked; done
    cd - && python3 core/text/tables/generate_languages.py /tmp/languages > \\
        core/text/tables/languages.c

The sources are too large for a test. What is tested: the checksum that languages.c ends with, and
the whole way from texts to a table on a small corpus, `generate_languages.py --corpus FOLDER`.
"""
import collections
import functools
import glob
import os
import random
import re
import struct
import sys
import unicodedata
import urllib.parse
import zlib

import numpy

Group = collections.namedtuple("Group", "script name languages buckets width longest bounded")

# `name` is how the Unicode names of the letters of the script begin.
GROUPS = [
    Group("Latn", "LATIN", "af ca cs da de en es et eu fi fr gl hr hu id is it lt lv nb nl pl "
          "pt ro sk sl sq sv sw tl tr vi".split(), 8192, 32, 4, True),
    Group("Cyrl", "CYRILLIC", "be bg kk mk mn ru sr uk".split(), 4096, 8, 4, True),
    Group("Arab", "ARABIC", "ar fa ur".split(), 2048, 4, 4, True),
    Group("Deva", "DEVANAGARI", "hi mr ne".split(), 2048, 4, 4, True),
    Group("Hani", "CJK", "ja zh".split(), 4096, 2, 2, False),
]
FREQUENT = "ar cs de el en es fa fr hi it ja ko nl pl pt ru sv tr uk zh".split()
PIECES, PIECES_OF_OTHERS = 8000, 5000
RATES = [.5, .3, .15]  # of learning, by epoch
LONGEST_WEIGHT = 6.0  # weights beyond are cut
# Texts differ from what was learnt from, so we are less sure than softmax says.
CAUTION = 0.9

SHARE = {"sentences": .62, "messages": .14, "vocabulary": .12, "function": .1, "grams": .09}
CHROMIUM = {"en": ["en-GB"], "es": ["es", "es-419"], "pt": ["pt-BR", "pt-PT"],
            "zh": ["zh-CN", "zh-TW"], "tl": ["fil"]}
DJANGO = {"pt": ["pt", "pt_BR"], "zh": ["zh_Hans", "zh_Hant"]}
POSTGRESQL = {"zh": ["zh_CN", "zh_TW"], "pt": ["pt_BR"]}
SNOWBALL = {"da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "de": "german",
            "hu": "hungarian", "it": "italian", "nb": "norwegian", "pt": "portuguese",
            "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish", "tr": "turkish"}
EXTTEXTCAT = {"sr": ["sr-Cyrl"], "zh": ["zh-Hans", "zh-Hant"]}
HERE = os.path.dirname(os.path.abspath(__file__))
TREE = os.path.join(HERE, "..", "..", "..")


# ---- Sources: lists of strings, or of n-grams with counts ------------------------------------

def read_pak(path):
    """The strings of a data pack of Chromium, version 5, by number."""
    data = open(path, "rb").read()
    version, encoding, count, _ = struct.unpack_from("<IBxxxHH", data)
    assert version == 5 and encoding == 1, path
    entries = [struct.unpack_from("<HI", data, 12 + 6 * i) for i in range(count + 1)]
    return {entries[i][0]: data[entries[i][1]:entries[i + 1][1]].decode("utf-8", "replace")
            for i in range(count)}


def read_mo(path):
    """The pairs of a message catalogue of gettext."""
    data = open(path, "rb").read()
    _, _, count, source, target = struct.unpack_from("<5I", data)
    for i in range(count):
        pair = []
        for table in (source, target):
            size, at = struct.unpack_from("<2I", data, table + 8 * i)
            pair.append(data[at:at + size].decode("utf-8", "replace"))
        if pair[0] and pair[0] != pair[1]:
            yield pair[1]


def clean(text):
    """Without markup, addresses and places to fill in."""
    if "plural," in text or "select," in text:
        text = " ".join(re.findall(r"\{([^{}]*)\}", text))
    text = re.sub(r"<[^<>]*>|https?://\S+|\S+@\S+|www\.\S+", " ", text)
    text = re.sub(r"%\(\w+\)[a-z]|%[-\d.]*l*[a-zA-Z]|\$\d\S*|\{\w*\}|&[a-z]+;", " ", text)
    return text.replace("&", "").replace("\0", " ")


def sources(folder, language):
    """The sources of a language by their kind (SHARE)."""
    found = collections.defaultdict(list)
    locales = folder + "/unpacked/usr/lib/chromium/locales/"
    english = read_pak(locales + "en-GB.pak")
    for name in CHROMIUM.get(language, [language]):
        if os.path.exists(locales + name + ".pak"):
            strings = sorted(read_pak(locales + name + ".pak").items())
            found["sentences"] += [clean(text) for key, text in strings
                                   if language == "en" or english.get(key) != text]
    catalogues = []
    for name in DJANGO.get(language, [language]):
        where = f"/unpacked/usr/lib/python3/**/locale/{name}/LC_MESSAGES/*.mo"
        catalogues += glob.glob(folder + where, recursive=True)
    for name in POSTGRESQL.get(language, [language]):
        catalogues += glob.glob(folder + f"/unpacked/usr/share/locale/{name}/LC_MESSAGES/*-15.mo")
    for path in sorted(catalogues):
        found["messages"] += [clean(text) for text in read_mo(path)]
    if language in SNOWBALL:
        path = folder + f"/unpacked/usr/share/snowball/data/{SNOWBALL[language]}/voc.txt"
        found["vocabulary"] = open(path, encoding="utf-8").read().split()
    for name in EXTTEXTCAT.get(language, [language]):
        path = folder + f"/unpacked/usr/share/libexttextcat/{name}.lm"
        rows = [line.split() for line in open(path, encoding="utf-8")]
        found["grams"] += [(row[0].lower(), int(row[1])) for row in rows if len(row) == 2]
    found["function"] = function_words(language)
    return {kind: texts for kind, texts in found.items() if texts}


def function_words(language):
    path = os.path.join(TREE, "scripts/data/stopwords", language + ".txt")
    if os.path.exists(path):
        return [line.strip() for line in open(path, encoding="utf-8") if line[0] not in "#\n"]
    for line in open(os.path.join(HERE, "function_words.txt"), encoding="utf-8"):
        if line.split()[:1] == [language]:
            return line.split()[1:]
    return []


# ---- Features: identify.c has the same -------------------------------------------------------

def hash_of(gram, seed=0x811C9DC5):
    value = seed
    for letter in gram:
        value = ((value ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    return value


def bucket_of(value, group):
    value = ((value ^ value >> 15) * 0x2C1B3C6D) & 0xFFFFFFFF
    return (value ^ value >> 13) & (group.buckets - 1)


WHOLE_WORD = 0x5555  # mixed into the hash of a word as a whole


def is_of(letter, group, known={}):
    key = (letter, group.name)
    if key not in known:
        known[key] = unicodedata.name(letter, "").startswith(group.name)
    return known[key]


def words_of(text, group):
    """Runs of letters and marks in lower case that begin in the script of the group."""
    text = unicodedata.normalize("NFC", text).lower().replace("\u0307", "").replace("\u00ad", "")
    words, word = [], ""
    for letter in text + " ":
        stays = unicodedata.category(letter)[0] in "LM" and (group.bounded or is_of(letter, group))
        if stays:
            word += letter
        elif word:
            if is_of(word[0], group):
                words.append(word)
            word = ""
    return words


def features_of(word, group, known={}):
    key = (word, group.script)
    if key not in known:
        edged = "_" + word + "_" if group.bounded else word
        grams = [edged[i:i + n] for i in range(len(edged)) for n in range(1, group.longest + 1)
                 if i + n <= len(edged)]
        found = [bucket_of(hash_of(gram), group) for gram in grams if gram != "_"]
        if group.bounded and len(word) > 2:
            found.append(bucket_of(hash_of(edged) ^ WHOLE_WORD, group))
        known[key] = found
    return known[key]


# ---- Pieces of text to learn from ------------------------------------------------------------

def strip_accents(word, drop):
    """Letters without their accents, or without those letters."""
    if drop:
        return "".join(letter for letter in word if ord(letter) < 128)
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def draw_words(strings, chance):
    """Words of strings drawn by chance, up to a size drawn by chance."""
    target, size, words = 15 * numpy.exp(chance.random() * 2.6), 0, []
    while size < target:
        found = chance.choice(strings)
        if not words and len(found) > 4 and chance.random() < .5:
            found = found[chance.randrange(len(found) - 2):]
        for word in found:
            words.append(word)
            size += len(word) + 1
            if size >= target:
                break
    return words


def draw_piece(kind, strings, group, language, chance):
    if kind == "grams":
        grams, counts = zip(*strings)
        return chance.choices(grams, counts, k=int(40 * numpy.exp(chance.random() * 2)))
    if kind in ("vocabulary", "function"):
        words = chance.choices(strings, k=chance.randrange(3, 16))
    else:
        words = draw_words(strings, chance)
    if group.script == "Latn" and language != "vi":
        luck = chance.random()
        if luck < .11:
            words = [strip_accents(word, luck < .05) for word in words]
    return [feature for word in words if word for feature in features_of(word, group)]


def prepare(kind, texts, group):
    """Words by string; words; or buckets with their counts."""
    if kind == "grams":
        rows = [(bucket_of(hash_of(gram), group), count) for gram, count in texts
                if gram != "_" and len(gram) <= group.longest]
        if group.bounded:
            rows += [(bucket_of(hash_of(gram) ^ WHOLE_WORD, group), count) for gram, count in texts
                     if len(gram) > 4 and gram[0] == gram[-1] == "_"]
        return rows
    strings = [words for words in (words_of(text, group) for text in texts) if words]
    if kind in ("vocabulary", "function"):
        return [word for words in strings for word in words]
    return strings


def draw_pieces(found, group, language, chance):
    count = PIECES if language in FREQUENT else PIECES_OF_OTHERS
    if not group.bounded:
        found = {kind: found[kind] for kind in ("sentences", "messages") if kind in found}
    total = sum(SHARE[kind] for kind in found)
    pieces = []
    for kind in sorted(found):
        strings = prepare(kind, found[kind], group)
        if not strings:
            continue
        wanted = int(count * SHARE[kind] / total)
        if kind == "messages":
            wanted = min(wanted, 2 * len(strings))
        drawn = (draw_piece(kind, strings, group, language, chance) for _ in range(wanted))
        pieces += [numpy.unique(numpy.array(piece), return_counts=True) for piece in drawn if piece]
    return pieces


# ---- Learning --------------------------------------------------------------------------------

def learn(group, pieces, answers, chance):
    """Multinomial logistic regression with AdaGrad (Duchi et al. 2011)."""
    weights = numpy.zeros((group.buckets, len(group.languages)))
    squares = numpy.full(weights.shape, 1e-3)
    order = list(range(len(pieces)))
    for epoch, rate in enumerate(RATES):
        chance.shuffle(order)
        right = 0
        for i in order:
            buckets, counts = pieces[i]
            values = counts / numpy.sqrt(counts.sum())
            scores = (values[:, None] * weights[buckets]).sum(0)
            odds = numpy.exp(scores - scores.max())
            odds /= odds.sum()
            right += odds.argmax() == answers[i]
            odds[answers[i]] -= 1
            slope = values[:, None] * odds
            squares[buckets] += slope * slope
            weights[buckets] -= rate * slope / numpy.sqrt(squares[buckets])
        print(f"{group.script}: epoch {epoch + 1}, {right / len(order):.4f} right", file=sys.stderr)
    return weights - weights.mean(1, keepdims=True)


def table_of(group, found_by_language):
    """The rows of a group in eight bits, filled up to its width."""
    chance = random.Random(1)
    pieces, answers = [], []
    for number, language in enumerate(group.languages):
        drawn = draw_pieces(found_by_language(language), group, language, chance)
        pieces += drawn
        answers += [number] * len(drawn)
        print(f"{group.script}: {language}, {len(drawn)} pieces", file=sys.stderr)
    weights = learn(group, pieces, answers, chance)
    cells = numpy.clip(numpy.rint(weights / LONGEST_WEIGHT * 127), -127, 127).astype(numpy.int8)
    return numpy.pad(cells, ((0, 0), (0, group.width - len(group.languages))))


# ---- Writing ---------------------------------------------------------------------------------

def write_cells(cells):
    line = "   "
    for cell in cells:
        text = f"{cell},"
        if len(line) + len(text) > 99:
            print(line)
            line = "   "
        line += text
    print(line)


def write_tables(tables, packages):
    print("// SPDX-License-Identifier: MIT")
    print("// Written by generate_languages.py from these packages of Debian 12; do not edit.")
    for package in packages:
        print("//     " + package)
    print('#include "languages.h"\n\n// clang-format off')
    for group, cells in tables:
        print(f"static const char *const languages_{group.script.lower()}[] = {{")
        for i in range(0, len(group.languages), 12):
            print("    " + " ".join(f'"{code}",' for code in group.languages[i:i + 12]))
        print("};\n")
        print(f"static const int8_t weights_{group.script.lower()}[] = {{")
        write_cells(cells.flatten())
        print("};\n")
    print("const rubric_language_group rubric_language_groups[] = {")
    for group, cells in tables:
        low = group.script.lower()
        scale = CAUTION * LONGEST_WEIGHT / 127
        print(f'    {{"{group.script}", {len(group.languages)}, {group.width}, {group.longest}, '
              f'{int(group.bounded)}, {group.buckets - 1},')
        print(f"     {scale:.8f}, weights_{low}, languages_{low}}},")
    print("};\n")
    print(f"const size_t rubric_language_group_count = {len(tables)};\n")
    whole = b"".join(cells.tobytes() for _, cells in tables)
    print(f"// Adler-32 of all weights: {zlib.adler32(whole):08x}")


def corpus_source(folder):
    """Files named after their language, a string a line."""
    def read(language):
        lines = open(os.path.join(folder, language + ".txt"), encoding="utf-8").read().splitlines()
        return {"sentences": lines}
    return read


def main():
    if sys.argv[1:2] == ["--corpus"]:
        names = sorted(name[:2] for name in os.listdir(sys.argv[2]) if len(name) == len("xx.txt"))
        group = Group("Latn", "LATIN", names, 64, 4, 4, True)
        write_tables([(group, table_of(group, corpus_source(sys.argv[2])))], [])
        return
    folder = sys.argv[1]
    files = sorted(os.path.basename(path) for path in glob.glob(folder + "/*.deb"))
    packages = [" ".join(urllib.parse.unquote(name).split("_")[:2]) for name in files]
    tables = [(group, table_of(group, functools.partial(sources, folder))) for group in GROUPS]
    write_tables(tables, packages)


if __name__ == "__main__":
    main()
