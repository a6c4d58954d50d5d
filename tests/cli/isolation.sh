# Isolation: restricted scripts work in confined processes, and what one of them costs is a document.
. "$(dirname "$0")/lib.sh"

# start COMMAND…: in the background, its process in $started
start() {
    "$@" >"$out" 2>"$err" &
    started=$!
}

# finish: wait for it as `run` does
finish() {
    wait "$started"
    status=$?
}

# workers COUNT: the processes that $started has made, once there are as many, in $pids
workers() {
    local tries
    for tries in $(seq 500); do
        read -ra pids <<<"$(pgrep -d ' ' -P "$started")"
        [ ${#pids[@]} -lt "$1" ] || return 0
        sleep 0.01
    done
    problem "there are ${#pids[@]} workers, not $1"
}

# facts KEY: of the status of the first worker, once it is confined
facts() {
    local tries
    for tries in $(seq 500); do
        grep -q '^Seccomp:.*2' "/proc/${pids[0]:-none}/status" && break
        sleep 0.01
    done
    sed -n "s/^$1:[[:space:]]*//p" "/proc/${pids[0]:-none}/status"
}

is_sanitized() { grep -qa __asan_init "$program"; }

# Where branches are counted, a confined process must still write how often.
is_counted() { grep -qa __gcov_dump "$program"; }

check "workers of restricted scripts are confined, and hold two pipes and no variables"
mkfifo lines
start env SECRET=hidden rubric stats --records -j 1 lines
exec 7>lines
printf '{"id":1,"text":"one two"}\n' >&7
workers 1
if is_sanitized || is_counted; then
    expect [ "$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' "/proc/${pids[0]:-none}/status")" = 1 ]
else
    expect [ "$(facts Seccomp)" = 2 ]
    expect [ "$(facts NoNewPrivs)" = 1 ]
    expect [ "$(grep -c SECRET "/proc/${pids[0]:-none}/environ")" = 0 ]
    expect [ "$(find "/proc/${pids[0]:-none}/fd" -mindepth 1 -printf '%f ')" = "0 1 " ]
    expect grep -qE '^Max file size +0 ' "/proc/${pids[0]:-none}/limits"
    expect grep -qE '^Max core file size +0 ' "/proc/${pids[0]:-none}/limits"
    expect grep -qE '^Max address space +536870912 ' "/proc/${pids[0]:-none}/limits"
fi
exec 7>&-
finish
expect_status 0
expect_stdout_matches '^\{"v":1,"id":1,"ok":true'

check "--no-sandbox leaves workers unconfined, which ask their parent all the same"
mkfifo lines
start rubric stats --records -j 1 --no-sandbox lines
exec 7>lines
printf '{"id":1,"text":"one two"}\n' >&7
workers 1
expect grep -qE '^Seccomp:.*0' "/proc/${pids[0]:-none}/status"
exec 7>&-
finish
expect_status 0
expect_stdout_matches '^\{"v":1,"id":1,"ok":true'

check "one document is worked on in a process of its own when that is asked for"
echo "# Title" >a.md
run rubric convert --trust isolated a.md
expect_status 0
expect_stdout "# Title"
run rubric convert --trust isolated - <<<"From a stream"
expect_status 0
expect_stdout "From a stream"
run rubric convert --trust isolated gone.md
expect_status 3
expect_stderr "gone.md: error: no such file"

check "the results of all levels are the same"
mkdir in
for i in 1 2 3; do printf '# Title %s\n\nThe cat sat on the mat. The dog did not.\n' "$i" >"in/$i.md"; done
run rubric digest --trust trusted in
cp "$out" trusted.out
run rubric digest in
expect_status 0
expect cmp "$out" trusted.out
run rubric digest --trust isolated in
expect cmp "$out" trusted.out
run rubric digest --no-sandbox in
expect cmp "$out" trusted.out

check "--require-sandbox isolates, and excludes what it cannot go with"
echo "# Title" >a.md
if is_sanitized; then
    run rubric convert --require-sandbox a.md
    expect_status 2
    expect_stderr_contains "there is no filter of system calls"
else
    run rubric convert --require-sandbox a.md
    expect_status 0
    expect_stdout "# Title"
fi
run rubric convert --require-sandbox --no-sandbox a.md
expect_status 2
expect_stderr "rubric: error: '--no-sandbox' and '--require-sandbox' exclude each other"
run rubric convert --require-sandbox --trust trusted a.md
expect_status 2

check "a worker that is killed costs the document it has, and another one takes its place"
printf 'return function(d) if d:text() == "loop" then while true do end end end\n' >loop.lua
mkfifo lines
start rubric ./loop.lua --records -j 1 --limit-time 20s lines
exec 7>lines
printf '{"id":1,"text":"a"}\n{"id":2,"text":"loop"}\n{"id":3,"text":"c"}\n' >&7
workers 1
until grep -q '"id":1,"ok":true' "$out"; do sleep 0.01; done
sleep 0.1
kill -9 "${pids[0]:-none}"
exec 7>&-
finish
expect_status 3
expect_stdout_matches '^\{"v":1,"id":2,"ok":false,"error":\{"code":"limit","stage":"script","message":"worker died \(signal 9\)"'
expect_stdout_matches '^\{"v":1,"id":3,"ok":true'

check "a worker that is killed while it has nothing to do costs no document"
mkfifo lines
start rubric stats --records -j 1 lines
exec 7>lines
printf '{"id":1,"text":"a"}\n' >&7
workers 1
until grep -q '"id":1,"ok":true' "$out"; do sleep 0.01; done
kill -9 "${pids[0]:-none}"
sleep 0.1
printf '{"id":2,"text":"b"}\n' >&7
exec 7>&-
finish
expect_status 0
expect_stdout_matches '^\{"v":1,"id":2,"ok":true'

check "a worker that is stopped is ended at the deadline, and the others are done"
printf 'return function(d) if d:text() == "loop" then while true do end end end\n' >loop.lua
echo loop >a.md
for i in 1 2 3 4; do echo "text $i" >"$i.md"; done
start rubric ./loop.lua -j 2 --limit-time 400ms a.md 1.md 2.md 3.md 4.md
workers 2
sleep 0.1
kill -STOP "${pids[0]:-none}" # that of the first document
finish
expect_status 3
expect_stderr_contains "a.md: error: it did not end within its time limit"
expect_stderr_contains "1 of 5 documents failed"
expect [ "$(grep -c '^text' "$out")" = 4 ]

check "a worker that is stopped before it has read its task does not stop the parent"
mkfifo lines
start rubric stats --records -j 1 --limit-time 300ms lines
exec 7>lines
printf '{"id":1,"text":"a"}\n' >&7
workers 1
until grep -q '"id":1,"ok":true' "$out"; do sleep 0.01; done
kill -STOP "${pids[0]:-none}"
{
    printf '{"id":2,"text":"'
    head -c 300000 /dev/zero | tr '\0' x
    printf '"}\n{"id":3,"text":"c"}\n'
} >&7
exec 7>&-
finish
expect_status 3
expect_stdout_matches '^\{"v":1,"id":2,"ok":false,"error":\{"code":"time"'
expect_stdout_matches '^\{"v":1,"id":3,"ok":true'

check "scripts that loop and eat under isolation end at their limits"
cat >hostile.lua <<'LUA'
return function(document)
  local text = document:text()
  if text == "loop" then while true do pcall(function() while true do end end) end end
  if text == "eat" then
    local all = {}
    while true do all[#all + 1] = ("x"):rep(1 << 20) .. #all end
  end
end
LUA
echo loop >a.md
echo eat >b.md
echo fine >c.md
run rubric ./hostile.lua --limit-time 5s --limit-memory 32MiB -j 2 a.md b.md c.md
expect_status 3
expect_stdout fine
expect_stderr_matches '^a\.md: error: .*time limit of 5000 milliseconds is reached; --limit-time raises it'
expect_stderr_matches '^b\.md: error: .*memory limit of 32 MiB is reached; --limit-memory raises it'
run rubric ./hostile.lua --trust isolated --limit-time 400ms a.md
expect_status 3
expect_stderr_matches '^a\.md: error: .*time limit'

check "a document beyond the memory limit is refused as in process"
head -c 3000000 /dev/zero | tr '\0' x >big.md
run rubric convert --limit-memory 2MiB big.md
cp "$err" alone.err
expect_status 3
run rubric convert --limit-memory 2MiB --trust isolated big.md
expect_status 3
expect cmp "$err" alone.err

check "answers larger than a pipe come whole"
for i in 1 2 3; do head -c 1500000 /dev/zero | tr '\0' "$i" >"$i.txt"; done
run rubric convert -t text -j 2 1.txt 2.txt 3.txt
expect_status 0
expect [ "$(tr -d '\n' <"$out" | wc -c)" = 4500000 ]
expect [ "$(tr -d '\n' <"$out" | cut -c3000001-3000003)" = 333 ]

check "modules and data beside a script are read through the parent"
mkdir lib
echo 'return "module"' >lib/mine_module.lua
echo "bytes" >lib/mine.txt
cat >lib/use.lua <<'LUA'
return function(document, options, context)
  context:emit(require("mine_module") .. " " .. require("rubric").data("mine.txt"))
end
LUA
echo a >a.md
run rubric ./lib/use.lua --trust isolated a.md
expect_status 0
expect_stdout "module bytes"

check "a file that an option names is read by a worker, and what lies beside it"
mkdir rules
printf 'include: [more.yaml]\nrules: []\n' >rules/rules.yaml
printf 'rules:\n  - phrases: [wind]\n    label: thing\n' >rules/more.yaml
echo "wind turns" >a.md
run rubric tag --rules rules/rules.yaml --trust isolated --json a.md
expect_status 0
expect_stdout_contains '"label":"thing"'

check "a path in a record is read by the parent, and only that one"
echo "# From a file" >a.md
printf '{"id":1,"path":"a.md"}\n{"id":2,"path":"gone.md"}\n{"id":3,"p\\u0061th":"a.md"}\n' >r.jsonl
run rubric convert --records r.jsonl
expect_status 3
expect_stdout_matches '"id":1,"input":"a.md","ok":true,.*"text":"From a file"'
expect_stdout_matches '"id":2,"ok":false,"error":\{"code":"file","stage":"read","message":"no such file"\}'
expect_stdout_matches '"id":3,"input":"a.md","ok":true,.*"text":"From a file"'

check "standard input among other documents is read once, by the worker that has it"
echo "one" >a.md
echo "three" >b.md
run rubric convert -j 2 a.md - b.md <<<"two"
expect_status 0
expect_stdout 'one

two

three'

check "isolated scripts are loaded in a confined process too, and its death is an error"
echo 'while true do end' >loop.lua
echo a >a.md
start rubric ./loop.lua --trust isolated --limit-time 20s a.md
workers 1
is_sanitized || is_counted || expect [ "$(facts Seccomp)" = 2 ]
kill -9 "${pids[0]:-none}"
finish
expect_status 2
expect_stderr "rubric: error: worker died (signal 9)"
start rubric ./loop.lua --trust isolated --limit-time 300ms a.md
workers 1
kill -STOP "${pids[0]:-none}"
finish
expect_status 2
expect_stderr "rubric: error: it did not end within its time limit"

# same COMMAND…: it says and does the same when it is isolated
same() {
    run "$@"
    cp "$out" here.out && cp "$err" here.err
    local here=$status
    run "$@" --trust isolated
    expect_status "$here"
    expect cmp "$out" here.out
    expect cmp "$err" here.err
}

check "options, shapes, writers and refusals are those of scripts that are loaded here"
cat >show.lua <<'LUA'
return { name = "show", version = "1.0", api = 1, value = true,
  options = {
    min_length = { type = "integer", default = 2, minimum = 2 },
    loud = { type = "boolean", default = true },
  },
  transform = function(document, options) return options.min_length .. tostring(options.loud) end }
LUA
cat >gemtext.lua <<'LUA'
return { name = "gemtext", version = "1.0", api = 1, writer = { extends = "text",
  heading = function(node, out) out:line("= ", node:text()) end } }
LUA
echo "# Title" >a.md
echo "# Other" >b.md
same rubric ./show.lua --min-length 3 a.md
expect_stdout 3true
same rubric ./show.lua a.md b.md --min-length=4 --no-loud
same rubric run -s './show.lua{min_length=7}' a.md
same rubric ./show.lua --json a.md b.md
same rubric ./show.lua -t html a.md
same rubric ./show.lua -o out.json a.md
same rubric ./show.lua --min-lenth 3 a.md
same rubric ./show.lua --min-length 1 a.md
same rubric ./show.lua --min-length
same rubric ./gone.lua a.md
same rubric convert -t ./gemtext.lua a.md
expect_stdout "= Title"
same rubric convert -s ./gemtext.lua -t gemtext a.md b.md
same rubric convert -t no-such-format a.md
same rubric inspect -s ./show.lua a.md
echo '{"id":1,"text":"one two"}' >r.jsonl
same rubric stats --records r.jsonl
same rubric convert -o out.unknown a.md
expect_status 2

check "a script may be a link, and so may those beside it"
mkdir kept mine
echo 'return "linked"' >kept/piece.lua
echo "outside" >kept/data.txt
cat >kept/use.lua <<'LUA'
return function(document, options, context)
  context:emit(require("piece") .. " " .. tostring(pcall(require("rubric").data, "data.txt")))
end
LUA
ln -s ../kept/use.lua mine/use.lua
ln -s ../kept/piece.lua mine/piece.lua
ln -s ../kept/data.txt mine/data.txt
echo a >a.md
run rubric ./mine/use.lua --trust isolated a.md
expect_status 0
expect_stdout "linked false"
run rubric use --scripts mine --trust isolated a.md
expect_status 0
expect_stdout "linked false"

check "files of tests are run in a confined process, and its death is a failed case"
mkdir t
echo 'return 7' >t/piece.lua
cat >t/good.lua <<'LUA'
local test, rubric = require "rubric.test", require "rubric"
test("a module beside it is found", function() test.equal(require "piece", 7) end)
test("a document is read", function() test.equal(rubric.read("# a", "markdown"):text(), "a") end)
test.finish()
LUA
echo 'print("not ok 1 - wrong")' >t/bad.lua
echo 'print("ok 1 - first") error("stop")' >t/raise.lua
echo 'local function inner() error("deep") end inner()' >t/trace.lua
same rubric test t/good.lua
expect_status 0
same rubric test t/bad.lua t/raise.lua t/good.lua gone.lua
expect_status 1
same rubric test --trace t/trace.lua
same rubric test --twice t/good.lua
expect_status 0
echo 'while true do end' >loop.lua
start rubric test --trust isolated --limit-time 20s t/bad.lua loop.lua t/good.lua
until grep -q wrong "$out"; do sleep 0.01; done
workers 1
kill -9 "${pids[0]:-none}"
finish
expect_status 1
expect_stdout_contains "not ok 2 - loop.lua: worker died (signal 9)"
expect_stdout_contains "a document is read"

# The C library asks about memory before it sorts more than a kilobyte; a page of every built-in
# script, in every form, is what a confined process must bear.
check "long documents are done in confined processes, in every form and by every script"
for i in $(seq 300); do
    printf '## Part %d\n\nMinister Ann Lee met Tom Ray of the Republic of Senda on 3 May 2024. It cost 3 kg.\n\n' "$i"
done >long.md
cp long.md other.md
for form in --json '-t html' '-t json' '-t source' '-t pandoc-json' '-t text'; do
    # shellcheck disable=SC2086 # two words
    run rubric convert --trust isolated $form long.md other.md -o "out/{stem}"
    expect_status 0
done
for script in $(rubric help | sed -n '/^Scripts/,/^Options:/s/^  \([a-z][a-z_]*\)  .*/\1/p'); do
    [ "$script" != tag ] || continue # needs a file of rules
    run rubric "$script" --trust isolated --json long.md other.md
    expect_status 0
done

done_testing
