# Names of outputs: what stands in braces, and what cannot be a name.
. "$(dirname "$0")/lib.sh"

document() {
    cat >a.md <<'MD'
---
id: 7
name: A/b\c
hidden: .profile
authors: [Ann, Bob]
empty: ""
map: {a: 1}
none: []
---

text
MD
}

# names PATTERN FILE: what the pattern makes of a.md
names() {
    document
    run rubric convert -t text -o "$1" a.md
    expect_status 0
    expect_file "$2"
}

check "metadata names an output: a number, a string, the first of a list"
names 'o/{meta.id}.txt' o/7.txt
names 'o/{meta.authors}.txt' o/Ann.txt
names 'o/{meta.authors}-{meta.id}.txt' o/Ann-7.txt

check "metadata leads into no folder and hides no file"
names 'o/{meta.name}.txt' o/A-b-c.txt
names 'o/{meta.hidden}.txt' o/-profile.txt

check "a long name is cut between characters"
printf -- '---\nlong: x%s\n---\n\ntext\n' "$(printf 'é%.0s' {1..200})" >a.md
run rubric convert -t text -o 'o/{meta.long}.txt' a.md
expect_status 0
expect [ "$(find o -name 'xé*é.txt' | wc -l)" = 1 ]

check "content names an output by its text"
printf '%s' '{"pandoc-api-version":[1,23],"meta":{"title":{"t":"MetaInlines","c":[{"t":"Emph","c":[{"t":"Str","c":"It"}]}]}},"blocks":[]}' >p.json
run rubric convert -f pandoc-json -t text -o 'o/{meta.title}.txt' p.json
expect_status 0
expect_file o/It.txt

check "what a document does not have, or what is no name, fails that document only"
for key in gone empty map none; do
    document
    echo "---
$key: b
---
b" >b.md
    run rubric convert -t text -o "o/{meta.$key}.txt" a.md b.md
    expect_status 3
    expect_stderr_contains "a.md: error: it has no '$key' for the name of its output"
    expect_file o/b.txt
done

check "the names of inputs are taken apart at their last period"
mkdir -p in/deep
for name in a.md in/b.tar.md in/deep/noext; do echo text >"$name"; done
run rubric convert -f markdown -t text -o 'o/{folder}/{stem}.txt' a.md in/b.tar.md in/deep/noext
expect_status 0
expect_file o/a.txt
run rubric convert -f markdown -t text -o 'p/{id}.txt' a.md in/b.tar.md in/deep/noext
expect_status 0
expect_file p/a.md.txt
expect_file p/in-b.tar.md.txt
run rubric convert -f markdown -t text -o 'q/{stem}.{ext}' a.md in/b.tar.md
expect_status 0
expect_file q/b.tar.md
run rubric convert -t text -o 's/{stem}.txt' - <<<text
expect_status 0
expect_file s/stdin.txt

check "a placeholder that there is not is refused, with the nearest or all that there are"
echo text >a.md
run rubric convert -t text -o 'o/{steem}.txt' a.md
expect_status 2
expect_stderr "rubric: error: no placeholder '{steem}' in names of outputs; there is '{stem}'"
run rubric convert -t text -o 'o/{xyzzyplugh}.txt' a.md
expect_status 2
expect_stderr "rubric: error: no placeholder '{xyzzyplugh}' in names of outputs; there are {folder} {stem} {ext} {id} {meta.NAME}"
run rubric convert -t text -o 'o/{meta.}.txt' a.md
expect_status 2
expect_stderr_contains "no placeholder '{meta.}'"

check "one name for many outputs is refused before any is written"
echo text >a.md
echo text >b.md
run rubric convert -t text -o 'o/{ext}.txt' a.md b.md
expect_status 2
expect_stderr_contains "is the output of more than one input, the second is 'b.md'"
expect_no_file o
run rubric convert -t text -o 'o/a}.txt' a.md b.md
expect_status 2
expect_stderr_contains "is one output for 2 inputs"

check "a name that was written already fails the document that comes later"
printf -- '---\nid: 1\n---\na\n' >a.md
cp a.md b.md
run rubric convert -t text -o 'o/{meta.id}.txt' a.md b.md
expect_status 3
expect_stderr_contains "output 'o/1.txt' was already written in this run"

check "two periods are a name like any other, not the folder above"
printf -- '---\nname: ..\n---\na\n' >a.md
run rubric convert -t text -o 'o/{meta.name}' a.md
expect_status 0
expect_file o/-.
expect_no_file a

done_testing
