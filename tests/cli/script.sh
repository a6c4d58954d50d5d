# Scripts on the command line: options, failures, limits, values and what they emit.
. "$(dirname "$0")/lib.sh"

options_script() {
    cat >show.lua <<'LUA'
return { name = "show", version = "1.0", api = 1,
  description = "Shows its options",
  options = {
    min_length = { type = "integer", default = 2, minimum = 2, help = "shortest word" },
    loud = { type = "boolean", default = true, help = "whether it is loud" },
    order = { type = "choice", choices = { "text", "score" }, default = "text", help = "order" },
  },
  transform = function(document, options, context)
    context:emit(options.min_length .. " " .. tostring(options.loud) .. " " .. options.order)
  end }
LUA
}

check "options of a script are flags, in both forms, before and behind the input"
options_script
echo text >a.md
run rubric ./show.lua --min-length 3 a.md
expect_status 0
expect_stdout "3 true text"
run rubric ./show.lua a.md --min-length=4 --no-loud --order score
expect_stdout "4 false score"
run rubric ./show.lua a.md --option min_length=5 --option order=score
expect_stdout "5 true score"

check "options of a script travel with -s"
options_script
echo text >a.md
run rubric run -s './show.lua{min_length=7, order="score"}' a.md
expect_status 0
expect_stdout "7 true score"

check "an option in braces that the script has not is refused"
options_script
echo text >a.md
run rubric run -s './show.lua{min_size=7}' a.md
expect_status 2
expect_stderr_contains "has no option 'min_size'"

check "a value that an option does not allow is refused before any output"
options_script
echo text >a.md
for wrong in --min-length=1 --min-length=x --order=size; do
    run rubric ./show.lua a.md "$wrong"
    expect_status 2
    expect_stdout ""
    expect_stderr_matches '^rubric: error: '
done

check "--option that no script has is refused with the nearest name"
options_script
echo text >a.md
run rubric ./show.lua a.md --option min_lenth=3
expect_status 2
expect_stderr_contains "did you mean '--min-length'?"

check "a bare function takes any --option, as a YAML scalar"
echo 'return function(d, options, context) context:emit(math.type(options.words)) end' >bare.lua
echo text >a.md
run rubric ./bare.lua a.md --option words=3
expect_status 0
expect_stdout "integer"

check "help of a script shows its options with defaults, ranges and choices"
options_script
run rubric help ./show.lua
expect_status 0
expect_stdout_contains "Shows its options"
expect_stdout_matches '^  --min-length INTEGER +shortest word \(default: 2, at least 2\)$'
expect_stdout_matches '^  --no-loud +whether it is loud: this turns it off$'
expect_stdout_contains "one of: text score"
cp "$out" "$scratch/help"
run rubric ./show.lua --help
expect cmp "$out" "$scratch/help"

check "a script that is not there is refused, with the nearest name"
echo text >a.md
run rubric run -s sumarize a.md
expect_status 2
expect_stderr_contains "summarize"
run rubric ./gone.lua a.md
expect_status 2
expect_stderr_contains "gone.lua"

check "a script with a syntax error is refused with its line, and nothing is done"
printf 'return function(document)\n  local x = = 1\nend\n' >broken.lua
echo text >a.md
run rubric ./broken.lua a.md -o out.md
expect_status 2
expect_stderr_matches "broken\.lua:2: .*'='"
expect_no_file out.md

check "a script that raises names its line and the document, and the others are done"
printf 'return { heading = function(node)\n  error("no headings here")\nend }\n' >raise.lua
printf 'text\n\n# Title\n' >a.md
echo "Plain." >b.md
run rubric ./raise.lua a.md b.md
expect_status 3
expect_stdout "Plain."
expect_stderr_matches '^a\.md(:3:[0-9]+)?: error: .*raise\.lua:2: no headings here'
expect_stderr_contains "1 of 2 documents failed"

check "--trace shows where a failure came from"
printf 'local function inner() error("deep") end\nreturn function() inner() end\n' >raise.lua
echo text >a.md
run rubric ./raise.lua a.md
expect_stderr_lacks "traceback"
run rubric ./raise.lua a.md --trace
expect_status 3
expect_stderr_contains "inner"

check "a script that loops ends at the time limit, and the others are done"
printf 'return function(d) if d:text() == "loop" then while true do end end end\n' >loop.lua
echo loop >a.md
echo fine >b.md
run rubric ./loop.lua --limit-time 300ms a.md b.md
expect_status 3
expect_stdout fine
expect_stderr_matches '^a\.md: error: .*time limit'

check "a script cannot catch its limit"
printf 'return function()\n  while true do pcall(function() while true do end end) end\nend\n' >loop.lua
echo text >a.md
run rubric ./loop.lua --limit-time 300ms a.md
expect_status 3
expect_stderr_contains "time limit"

check "a script that eats memory ends at the memory limit, and the others are done"
cat >eat.lua <<'LUA'
return function(document)
  if document:text() ~= "eat" then return end
  local all = {}
  while true do all[#all + 1] = ("x"):rep(100000) .. #all end
end
LUA
echo eat >a.md
echo fine >b.md
run rubric ./eat.lua --limit-memory 32MiB a.md b.md
expect_status 3
expect_stdout fine
expect_stderr_matches '^a\.md: error: .*memory limit'
expect_stderr_contains "--limit-memory raises it"

check "what a script emits prints as lines: strings as they are, others as JSON"
printf 'return function(d, o, c) c:emit("line") c:emit{ n = 1 } end\n' >emit.lua
echo text >a.md
run rubric ./emit.lua a.md
expect_status 0
expect_stdout 'line
{"n":1}'

check "a script that only emits still writes the document that was asked for"
printf 'return function(d, o, c) c:emit("line") end\n' >emit.lua
echo text >a.md
run rubric ./emit.lua a.md -o out.md
expect_status 0
expect_stdout line
expect_file_contains out.md text

check "a script that skips a document says why, and nothing is written"
printf 'return function(d, o, c) if d:text() == "short" then c:skip("too short") end end\n' >skip.lua
echo short >a.md
echo long >b.md
run rubric ./skip.lua a.md b.md
expect_status 0
expect_stdout long
expect_stderr "a.md: note: too short"

check "a script that fails a document by itself is a failure"
printf 'return function(d, o, c) c:fail("not for me") end\n' >fail.lua
echo text >a.md
run rubric ./fail.lua a.md
expect_status 3
expect_stderr_contains "not for me"

check "further files of a script need a place, and go beside the output"
printf 'return function(d, o, c) c:output("part/one.txt", "bytes") end\n' >split.lua
echo text >a.md
run rubric ./split.lua a.md
expect_status 3
expect_stderr_contains "say where with -o 'DIR/'"
expect_no_file part
run rubric ./split.lua a.md -o out/
expect_status 0
expect_file_contains out/part/one.txt bytes
expect_file_contains out/a.md text

check "a verb that returns a value prints it, below its name when there are several"
echo "One two three." >a.md
echo "Four five." >b.md
run rubric stats a.md
expect_status 0
expect_stdout_contains "words"
expect_stdout_lacks "==>"
run rubric stats a.md b.md
expect_stdout_contains "==> a.md <=="
expect_stdout_contains "==> b.md <=="
run rubric stats --json a.md
expect_stdout_matches '^\{"v":1,"id":"a.md",.*"value":\{'
run rubric stats -t text a.md
expect_stdout "One two three."

check "scripts of a folder come before the built-in ones"
mkdir mine
printf 'return function(d, o, c) c:emit("mine") end\n' >mine/stats.lua
echo text >a.md
run rubric stats --scripts mine a.md
expect_stdout mine
run env RUBRIC_PATH=nowhere:mine rubric stats a.md
expect_stdout mine

check "a writer in Lua is a format, by its path"
cat >gemtext.lua <<'LUA'
return { name = "gemtext", version = "1.0", api = 1, writer = {
  extensions = { "gmi" }, extends = "text",
  heading = function(node, out) out:line(("#"):rep(math.min(node.level, 3)), " ", node:text()) end,
} }
LUA
printf '# Title\n\nText.\n' >a.md
run rubric convert -t ./gemtext.lua a.md
expect_status 0
expect_stdout_contains "# Title"
expect_stdout_contains "Text."

check "a restricted script cannot reach files, a trusted one can"
printf 'return function(d, o, c) c:emit(tostring(io ~= nil)) end\n' >io.lua
echo text >a.md
run rubric ./io.lua a.md
expect_stdout false
run rubric ./io.lua --trust trusted a.md
expect_stdout true

check "test prints TAP and fails with 1 when a case fails"
printf 'print("ok 1 - fine")\nprint("1..1")\n' >good.lua
printf 'print("not ok 1 - wrong")\n' >bad.lua
printf 'print("ok 1 - first") error("stop")\n' >raise.lua
run rubric test good.lua
expect_status 0
expect_stdout 'ok 1 - fine
1..1'
run rubric test bad.lua
expect_status 1
run rubric test raise.lua
expect_status 1
expect_stdout_matches '^not ok 2 - raise\.lua: .*stop'
run rubric test gone.lua
expect_status 1
expect_stdout_matches '^not ok 1 - gone\.lua: '
run rubric test
expect_status 2

check "a misspelt handler is found when the script loads, with the nearest kind"
echo 'return { headng = function() end }' >slip.lua
echo a >a.md
run rubric run -s ./slip.lua a.md
expect_status 2
expect_stderr_contains "did you mean 'heading'?"

check "handlers that may meet in one node are refused when the script loads, both named"
echo a >a.md
echo 'return { [".a"] = function() end, [".b"] = function() end }' >tie.lua
run rubric run -s ./tie.lua a.md
expect_status 2
expect_stderr_contains "handlers '.a' and '.b' are equally specific"
echo 'return { { ".a", function() end }, { ".b", function() end } }' >tie.lua
run rubric run -s ./tie.lua a.md
expect_status 0

check "a misspelt key of an option is found when the script loads"
echo 'return { name = "x", api = 1, options = { a = { tpye = "list" } }, transform = function() end }' >slip.lua
echo a >a.md
run rubric run -s ./slip.lua a.md
expect_status 2
expect_stderr_contains "an option has no 'tpye'; did you mean 'type'?"

check "an option of type selector is checked before anything runs"
echo 'return { name = "x", api = 1, options = { s = { type = "selector" } }, transform = function() end }' >pick.lua
echo a >a.md
run rubric ./pick.lua --s 'p[' a.md
expect_status 2
expect_stderr_contains "option 's', column 3"

check "a script named by -s may be the writer"
echo 'return { name = "plain", api = 1, writer = { extends = "text" } }' >plain.lua
printf 'some *words*\n' >a.md
run rubric convert -s ./plain.lua -t plain a.md
expect_status 0
expect_stdout_contains "some words"

check "formats go by the ends of file names too, and fragments of HTML are seen"
run rubric convert -t md <<<'<h1>x</h1>'
expect_status 0
expect_stdout '# x'

check "two words are in no language"
run rubric language <<<'Hello w'
expect_status 0
expect_stdout 'unknown'

check "tests of several files are one run of TAP"
printf 'local test = require "rubric.test" test("a", function() end) test("b", function() error "x" end) test.finish()' >a.lua
cp a.lua b.lua
mkdir folder
run rubric test a.lua b.lua folder
expect_status 1
expect_stdout_contains "ok 1 - a"
expect_stdout_contains "not ok 4 - b"
expect_stdout_contains "not ok 5 - folder: no such file of Lua; one ends in '.lua'"
expect_stdout_matches '^1\.\.5$'
expect [ "$(grep -c '^1\.\.' "$out")" = 1 ]

done_testing
