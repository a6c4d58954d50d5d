# Records: one JSON request a line in, one answer a line out, in the same order.
. "$(dirname "$0")/lib.sh"

check "text, path and bytes are answered in order, with id, meta and extra"
echo "# From a file" >a.md
cat >requests.jsonl <<'JSON'
{"id":1,"text":"Some *text*.","format":"markdown","lang":"en","meta":{"x":[1,true]},"extra":{"k":"v"}}
{"id":"two","path":"a.md"}
{"id":null,"bytes":"SMOkbGxv","format":"text"}
JSON
run rubric convert --records requests.jsonl
expect_status 0
expect_stderr ""
expect_stdout '{"v":1,"id":1,"ok":true,"meta":{"x":[1,true],"lang":"en"},"text":"Some text.","summary":[],"keywords":[],"spans":[],"diagnostics":[],"extra":{"k":"v"}}
{"v":1,"id":"two","input":"a.md","ok":true,"meta":{},"text":"From a file","summary":[],"keywords":[],"spans":[],"diagnostics":[]}
{"v":1,"id":null,"ok":true,"meta":{},"text":"Hällo","summary":[],"keywords":[],"spans":[],"diagnostics":[]}'

check "a broken line is answered and the next ones are done"
cat >requests.jsonl <<'JSON'
{"id":1,"text":"one"}

{"id":2,"text":
[]
{"id":4}
{"id":5,"text":"a","path":"b"}
{"id":6,"bytes":"@@@"}
{"id":7,"path":"gone.md"}
{"id":8,"text":"x","format":"docx"}
{"id":9,"text":"last"}
JSON
run rubric convert --records <requests.jsonl
expect_status 3
expect_stdout_matches '^\{"v":1,"id":null,"ok":false,"error":\{"code":"syntax","stage":"request","message":"[^"]+","line":[23]\}\}$'
expect_stdout_matches '^\{"v":1,"id":null,"ok":false,.*a request is a JSON object'
expect_stdout_matches '^\{"v":1,"id":4,"ok":false,.*one of '"'text', 'path' and 'bytes'"
expect_stdout_matches '^\{"v":1,"id":6,"ok":false,.*base64'
expect_stdout_matches '^\{"v":1,"id":7,"ok":false,"error":\{"code":"file","stage":"read","message":"no such file"\}\}$'
expect_stdout_matches '^\{"v":1,"id":8,"ok":false,"error":\{"code":"format"'
expect_stdout_matches '^\{"v":1,"id":9,"ok":true,'
expect [ "$(wc -l <"$out")" = 9 ]
expect_stderr_contains "7 of 9 documents failed"

check "spans, summary and keywords are told with offsets into the text"
cat >tag.lua <<'LUA'
return function(document)
  for hit in document:gmatch("two") do document:tag(hit, "number") end
end
LUA
run rubric ./tag.lua --records <<<'{"id":1,"text":"é one two\n\n😀 two","format":"text"}'
expect_status 0
expect_stdout_contains '"spans":[{"layer":"tag","label":"number","text":"two","begin":7,"end":10,"line":1,"column":7'
expect_stdout_contains '"text":"two","begin":17,"end":20,"line":3,"column":3'
run rubric ./tag.lua --records --offsets codepoints <<<'{"id":1,"text":"é one two\n\n😀 two","format":"text"}'
expect_stdout_contains '"begin":6,"end":9,'
expect_stdout_contains '"begin":13,"end":16,'
run rubric ./tag.lua --records --offsets utf16 <<<'{"id":1,"text":"é one two\n\n😀 two","format":"text"}'
expect_stdout_contains '"begin":14,"end":17,'

check "summaries are sentences and keywords have scores"
run rubric summarize --sentences 1 --records <<<'{"id":1,"text":"The cat sat on the mat. The dog did not.","format":"text","lang":"en"}'
expect_status 0
expect_stdout_matches '"summary":\["[^"]+\."\]'
run rubric keywords --records <<<'{"id":1,"text":"Wind turbines turn. Wind turbines make power.","format":"text","lang":"en"}'
expect_stdout_matches '"keywords":\[\{"text":"[^"]+","score":[0-9.e+-]+\}'

check "a value and an output in a format stand in the record"
run rubric stats --records -t html <<<'{"id":1,"text":"Some *text*.","format":"markdown"}'
expect_status 0
expect_stdout_matches '"value":.*"output":"<p>Some <em>text</em>\.</p>'

check "emitted records come before the answer, with the id"
printf 'return function(d, o, c) c:emit{ n = 1 } end\n' >emit.lua
run rubric ./emit.lua --records <<<'{"id":"x","text":"t"}'
expect_stdout_matches '^\{"v":1,"id":"x","record":\{"n":1\}\}$'
expect_stdout_matches '^\{"v":1,"id":"x","ok":true,'

check "--json prints a record for each input"
echo "# One" >a.md
echo "# Two" >b.md
run rubric convert --json a.md b.md gone.md
expect_status 3
expect_stdout_matches '^\{"v":1,"id":"a.md","input":"a.md","ok":true,.*"text":"One"'
expect_stdout_matches '^\{"v":1,"id":"b.md","input":"b.md","ok":true,.*"text":"Two"'
expect_stdout_matches '^\{"v":1,"id":"gone.md","ok":false,"error":\{"code":"file"'

check "--json -o DIR/ writes a file each"
echo "# One" >a.md
run rubric convert --json a.md -o out/
expect_status 0
expect_file_contains out/a.json '"text":"One"'

check "-o all.jsonl means records, of all inputs"
printf 'return function(d, o, c) c:emit{ n = 1 } end\n' >emit.lua
echo "# One" >a.md
echo "# Two" >b.md
run rubric ./emit.lua a.md b.md -o all.jsonl
expect_status 0
expect_stdout ""
expect [ "$(wc -l <all.jsonl)" = 4 ]
expect_file_contains all.jsonl '{"v":1,"id":"b.md","record":{"n":1}}'

check "diagnostics of reading stand in the record"
printf -- '---\ntitle: [open\n---\nBody.\n' >bad.md
run rubric convert --from-option lenient --json bad.md
expect_status 0
expect_stdout_matches '"diagnostics":\[\{"level":"warning","message":"[^"]+.*"rule":"front-matter","line":[23],"column":[0-9]+\}\]'

check "answers are flushed as they are made, so that a program can talk to it"
coproc talk { rubric convert --records 2>/dev/null; }
for i in 1 2 3; do
    echo "{\"id\":$i,\"text\":\"x\"}" >&"${talk[1]}"
    answer=''
    read -r -t 20 answer <&"${talk[0]}"
    case $answer in
        "{\"v\":1,\"id\":$i,"*) ;;
        *) problem "answer $i is '$answer'" ;;
    esac
done
talk_pid=$talk_PID
exec {talk[1]}>&-
wait "$talk_pid" || problem "it ended with $?"

check "records cannot be written in place, nor over their requests"
echo '{"id":1,"text":"x"}' >r.jsonl
run rubric convert --records --in-place r.jsonl
expect_status 2
run rubric convert --records r.jsonl -o r.jsonl
expect_status 2
expect_file_contains r.jsonl '"text":"x"'

done_testing
