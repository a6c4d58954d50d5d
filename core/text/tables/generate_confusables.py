# SPDX-License-Identifier: MIT
# Writes confusables.c: for each character that looks like others, the one that stands for them all.
#
# Run by hand in this folder: /usr/bin/python3 generate_confusables.py > confusables.c
# origin: confusables.txt of UTS #39, as Debian's python3-confusable-homoglyphs has it in JSON
# licence: Unicode licence
#
# The JSON has every row of the file in both directions. A character that stands for others has
# them all in its list; of a pair, the longer string, else ASCII, else the first stands for both.
import json

SOURCE = "/usr/lib/python3/dist-packages/confusable_homoglyphs/confusables.json"
MARKS = "\u200e\u200f"  # around what is written from right to left


def bare(string):
    return string.strip(MARKS)


def rank(string):
    return (-len(string), not string.isascii(), string)


def prototype(rows, character):
    others = rows[character]
    if len(others) > 1:
        return None
    (other,) = others
    back = rows.get(other, {character})
    if len(back) > 1:
        return other
    return other if rank(other) < rank(character) else None



rows = {}
with open(SOURCE, encoding="utf-8") as file:
    for key, entries in json.load(file).items():
        rows.setdefault(bare(key), set()).update(bare(entry["c"]) for entry in entries)

found = {}
for character in rows:
    if len(character) == 1:
        wanted = prototype(rows, character)
        if wanted:
            found[ord(character)] = wanted

print("// SPDX-License-Identifier: MIT")
print("// Written by generate_confusables.py from confusables.txt of UTS #39; do not edit.")
print('#include "confusables.h"\n')
pool, offsets = bytearray(), {}
for string in sorted(set(found.values())):
    offsets[string] = len(pool)
    pool += string.encode() + b"\0"
print("const rubric_confusable rubric_confusables[] = {")
for code_point in sorted(found):
    print(f"    {{0x{code_point:04X}, {offsets[found[code_point]]}}},")
print("};\n")
print(f"const size_t rubric_confusable_count = {len(found)};\n")
print("const unsigned char rubric_confusable_prototypes[] = {")
for at in range(0, len(pool), 20):
    print("    " + " ".join(f"{byte}," for byte in pool[at:at + 20]))
print("};")
