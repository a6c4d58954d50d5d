# Many documents: the same with any number of workers, and a crash costs one of them.
. "$(dirname "$0")/lib.sh"

many() {
    mkdir in
    for i in $(seq 10 49); do
        printf -- '---\ntitle: T%s\n---\n\n# Title %s\n\nText *%s*.\n' "$i" "$i" "$i" >"in/$i.md"
    done
}

check "-j 2 and -j 5 give the same as -j 1"
many
run rubric convert -j 1 in gone.md
expect_status 3
cp "$out" one.out && cp "$err" one.err
for jobs in 2 5; do
    run rubric convert -j "$jobs" in gone.md
    expect_status 3
    expect cmp "$out" one.out
    expect cmp "$err" one.err
done

check "files are the same with any number of workers"
many
run rubric convert -j 1 in -o one/
expect_status 0
run rubric convert -j 3 in -o three/
expect_status 0
expect diff -r one three
expect [ "$(find three -type f | wc -l)" = 40 ]

check "records come in order with any number of workers"
for i in $(seq 1 300); do echo "{\"id\":$i,\"text\":\"text $i\"}"; done >r.jsonl
run rubric convert --records -j 1 r.jsonl
cp "$out" one.out
run rubric convert --records -j 4 r.jsonl
expect_status 0
expect cmp "$out" one.out
expect [ "$(grep -c . "$out")" = 300 ]

check "a worker that dies costs one document, is reported, and the others are done"
many
cat >die.lua <<'LUA'
return function(document)
  if document.meta.title ~= "T20" then return end
  local status = io.open("/proc/self/stat"):read("a")
  os.execute("kill -SEGV " .. status:match("^%d+"))
end
LUA
run rubric ./die.lua --trust trusted -j 2 in -o out/
expect_status 3
expect_stderr_contains "in/20.md: error: worker died (signal 11)"
expect_stderr_contains "1 of 40 documents failed"
expect [ "$(find out -type f | wc -l)" = 39 ]
expect_no_file out/20.md

check "a worker that dies answers its record"
cat >die.lua <<'LUA'
return function(document)
  if document:text() ~= "die" then return end
  local status = io.open("/proc/self/stat"):read("a")
  os.execute("kill -KILL " .. status:match("^%d+"))
end
LUA
printf '{"id":1,"text":"a"}\n{"id":2,"text":"die","extra":7}\n{"id":3,"text":"c"}\n' >r.jsonl
run rubric ./die.lua --trust trusted --records r.jsonl
expect_status 3
expect_stdout_matches '^\{"v":1,"id":1,"ok":true'
expect_stdout_matches '^\{"v":1,"id":2,"ok":false,"error":\{"code":"limit","stage":"script","message":"worker died \(signal 9\)"\},"extra":7\}$'
expect_stdout_matches '^\{"v":1,"id":3,"ok":true'

check "a worker that no limit of its own stops is ended from outside"
cat >hang.lua <<'LUA'
return function(document)
  if document:text() == "hang" then os.execute("sleep 20") end
end
LUA
echo hang >a.md
echo fine >b.md
run rubric ./hang.lua --trust trusted --limit-time 500ms a.md b.md
expect_status 3
expect_stdout fine
expect_stderr_contains "a.md: error: it did not end within its time limit"

done_testing
