# Where results go: whole files or none, names by pattern, and outputs that cannot be written.
. "$(dirname "$0")/lib.sh"

documents() {
    mkdir -p in/sub
    echo "First." >in/one.md
    echo "<title>Page: A/B</title><p>Second." >in/sub/two.html
}

no_leftovers() {
    [ -z "$(find . -name '*.tmp')" ] || problem "unfinished files stay: $(find . -name '*.tmp')"
}

check "-o FILE takes its format from the extension"
echo "A *text*." >a.md
run rubric convert a.md -o a.html
expect_status 0
expect_stdout ""
expect_file_contains a.html "<p>A <em>text</em>.</p>"
no_leftovers

check "-o DIR/ keeps the folders below the one that was named"
documents
run rubric convert in -o out/
expect_status 0
expect_file_contains out/one.md "First."
expect_file_contains out/sub/two.md "Second."
no_leftovers

check "-o with a pattern knows folder, stem, ext, id and metadata"
documents
run rubric convert in -o 'a/{folder}/{stem}-{ext}.txt'
expect_status 0
expect_file a/one-md.txt
expect_file a/sub/two-html.txt
run rubric convert in/sub/two.html -o 'b/{meta.title}.md'
expect_status 0
expect_file 'b/Page: A-B.md'

check "metadata cannot lead out of the folder"
printf -- '---\ntitle: ../../etc/passwd\n---\n' >a.md
run rubric convert a.md -o 'out/{meta.title}.md'
expect_status 0
expect_file "out/-.-..-etc-passwd.md" || true
expect_no_file ../etc
[ "$(find out -type f | wc -l)" = 1 ] || problem "not one file in out: $(find . -type f)"

check "a document without the metadata of the pattern fails, and the others are done"
documents
run rubric convert in -o 'out/{meta.title}.md'
expect_status 3
expect_stderr_contains "in/one.md: error: it has no 'title' for the name of its output"
expect_file "out/Page: A-B.md"

check "an unknown placeholder is refused"
echo text >a.md
run rubric convert a.md -o '{sten}.html'
expect_status 2
expect_stderr_contains "no placeholder '{sten}'"
expect_stderr_contains "'{stem}'"

check "two inputs with one output are refused before any work"
mkdir x y
echo one >x/a.md
echo two >y/a.md
run rubric convert x/a.md y/a.md -o out/
expect_status 2
expect_stderr_contains "'out/a.md' is the output of more than one input"
expect_no_file out

check "the same name from metadata is refused when it comes a second time"
printf -- '---\ntitle: Same\n---\none\n' >a.md
printf -- '---\ntitle: Same\n---\ntwo\n' >b.md
run rubric convert a.md b.md -o 'out/{meta.title}.md'
expect_status 3
expect_stderr_contains "'out/Same.md' was already written in this run"
expect_file_contains out/Same.md one

check "several inputs and one file need --join"
documents
run rubric convert in -o all.md
expect_status 2
expect_stderr_contains "'all.md' is one output for 2 inputs; use --join or -o 'DIR/'"
expect_no_file all.md
run rubric convert --no-metadata --join in -o all.md
expect_status 0
expect [ "$(cat all.md)" = $'First.\n\nSecond.' ]

check "an output that is an input is refused"
echo "A text." >a.md
ln a.md b.md
run rubric convert a.md -o a.md
expect_status 2
expect_stderr_contains "output 'a.md' is an input"
run rubric convert a.md -o b.md
expect_status 2
run rubric convert a.md -o ./
expect_status 2
expect_file_contains a.md "A text."

check "--in-place writes over inputs, each in its own format, and changes what was changed"
printf 'A   text.\n' >a.md
printf '<p>A  page' >b.html
chmod 640 a.md
echo 'return function(d) d:gsub("page", "sheet") end' >sheet.lua
run rubric run --in-place -s sheet.lua a.md b.html
expect_status 0
expect_stdout ""
expect [ "$(cat b.html)" = '<p>A  sheet' ]
expect [ "$(cat a.md)" = 'A   text.' ]
run rubric convert --in-place -t html b.html
expect_file_contains b.html "<p>A sheet</p>"
expect [ "$(stat -c %a a.md)" = 640 ]
no_leftovers

check "-t source keeps what was not changed, -t diff shows what was"
printf 'Title\n=====\n\n*  a page\n*  b\n' >s.md
printf '<p>A  page' >b.html
echo 'return function(d) d:gsub("page", "sheet") end' >sheet.lua
run rubric run -s sheet.lua -t source s.md
expect_stdout "$(printf 'Title\n=====\n\n*  a sheet\n*  b')"
run rubric run -s sheet.lua -t diff s.md
expect_stdout_contains "$(printf -- '-*  a page\n+*  a sheet')"
run rubric run -s sheet.lua -t source s.md b.html -o out/
expect_file out/s.md
expect_file out/b.html
echo '{"a": 1}' >j.json
run rubric convert -f text -t source j.json
expect_stdout '{"a": 1}'

check "metadata that has no place in a source is a warning"
echo 'return function(d) d.meta.title = "x" end' >title.lua
echo 'a text' >t.txt
run rubric run -s title.lua -t source t.txt
expect_stdout 'a text'
expect_stderr_contains 'a text has no place for metadata'

check "--in-place with -o is refused"
echo text >a.md
run rubric convert --in-place a.md -o b.md
expect_status 2
expect_stderr_contains "exclude each other"

check "a symbolic link stays, and what it leads to is replaced"
echo text >a.md
echo old >real.txt
ln -s real.txt link.txt
run rubric convert a.md -o link.txt
expect_status 0
expect test -L link.txt
expect_file_contains real.txt text

check "a full disk is exit code 4, through -o and through standard output"
echo text >a.md
run rubric convert a.md -o /dev/full
expect_status 4
expect_stderr "rubric: error: cannot write '/dev/full': no space left on the device"
run sh -c 'rubric convert a.md >/dev/full'
expect_status 4
expect_stderr "rubric: error: cannot write to standard output: no space left on the device"
run sh -c 'rubric help >/dev/full'
expect_status 4

check "a folder that cannot be made is exit code 4"
echo text >a.md
echo file >blocked
run rubric convert a.md -o blocked/a.txt
expect_status 4
expect_stderr_contains "cannot write 'blocked/a.txt'"

check "a reader that goes away is not an error"
yes 'All work and no play.' | head -c 3000000 >big.md
run bash -c 'set -o pipefail; rubric convert -t text big.md | head -c 1'
expect_status 0
expect_stdout A
expect_stderr ""
run bash -c 'set -o pipefail; rubric convert -t text big.md big.md big.md | head -c 1'
expect_status 0
expect_stderr ""

check "a failure leaves no output file, neither a partial nor an empty one"
echo "text" >a.md
echo 'return function() error("stop") end' >fail.lua
run rubric ./fail.lua a.md -o out.md
expect_status 3
expect_no_file out.md
run rubric ./fail.lua a.md -o out/
expect_status 3
expect_no_file out/a.md
no_leftovers

check "a failure leaves the old output as it was"
echo "text" >a.md
echo "old" >out.md
echo 'return function() error("stop") end' >fail.lua
run rubric ./fail.lua a.md -o out.md
expect_status 3
expect [ "$(cat out.md)" = old ]

check "an interrupt ends the run with 130 and removes unfinished files"
for i in 1 2 3 4; do echo "text $i" >"$i.md"; done
echo 'return function() while true do end end' >loop.lua
env --default-signal=INT rubric ./loop.lua --join --limit-time 30s ./*.md -o all.md 2>"$err" &
job=$!
sleep 1
kill -INT "$job"
wait "$job"
status=$? last_command="rubric ./loop.lua"
expect_status 130
expect_no_file all.md
no_leftovers

done_testing
