# Permissions: what plugins ask for is shown, refused or granted, in process and through workers.
. "$(dirname "$0")/lib.sh"

# plugin PERMISSIONS BODY: reach.lua, which emits what BODY returns
plugin() {
    cat >reach.lua <<LUA
local file, system = require "rubric.file", require "rubric.system"
local function show(value, ...) return value == nil and "nil " .. tostring((...)) or tostring(value), ... end
return { name = "reach", version = "1.0", api = 1, description = "Reaches out",
  permissions = { $1 },
  transform = function(document, options, context)
    context:emit((function() $2 end)())
  end }
LUA
    echo text >a.md
}

# everywhere OPTIONS…: what the plugin prints, the same in process and through a worker
everywhere() {
    run rubric ./reach.lua --quiet "$@" a.md
    cp "$out" alone.out
    run rubric ./reach.lua --quiet --trust isolated "$@" a.md
    expect cmp alone.out "$out"
}

check "what is not granted is refused before anything is done, with the option that grants it"
plugin '"read:data"' 'return "ran"'
run rubric ./reach.lua a.md -o out.md
expect_status 2
expect_stderr "rubric: error: reach asks for 'read:data'; --allow read:data grants it"
expect_no_file out.md
plugin '"read:my data", "run:pandoc"' 'return "ran"'
run rubric ./reach.lua a.md
expect_status 2
expect_stderr "rubric: error: reach asks for 'read:my data', 'run:pandoc'; --allow 'read:my data' --allow run:pandoc grant them"

check "what a script that is used asks for counts too"
plugin '"read:data"' 'return "ran"'
mkdir mine && mv reach.lua mine/
echo 'return { name = "outer", api = 1, uses = { "reach" },
  transform = function(d) d:apply("reach") end }' >outer.lua
run rubric ./outer.lua --scripts mine a.md
expect_status 2
expect_stderr "rubric: error: reach asks for 'read:data'; --allow read:data grants it"

check "what is granted is said once, unless in quiet"
plugin '"read:data", "env:HOME"' 'return "ran"'
cp a.md b.md
run rubric ./reach.lua --allow read:. --allow env:HOME a.md b.md
expect_status 0
expect_stdout 'ran
ran'
expect_stderr "rubric: note: reach may read:data, env:HOME"
run rubric ./reach.lua --quiet --allow read:. --allow env:HOME a.md b.md
expect_stderr ""
run rubric ./reach.lua --trust trusted a.md
expect_status 0
expect_stderr ""

check "what is no permission is refused"
echo a >a.md
run rubric convert --allow raed:data a.md
expect_status 2
expect_stderr "rubric: error: 'raed:data' is no permission; there are read:DIR, write:DIR, run:PROGRAM and env:NAME"

check "help of a plugin shows what it asks for"
plugin '"read:data"' 'return "ran"'
run rubric help ./reach.lua
expect_status 0
expect_stdout_contains "Permissions that it asks for:"
expect_stdout_matches '^  --allow read:data$'

check "files of a granted folder are read and listed"
mkdir -p data/more
echo -n alpha >data/a.txt
echo -n beta >data/more/b.txt
plugin '"read:data"' 'return file.read("data/a.txt") .. file.read("./data/more/../more/b.txt") ..
  " " .. table.concat(file.list("data/**/*.txt"), " ")'
everywhere --allow read:data
expect_stdout "alphabeta data/a.txt data/more/b.txt"

check "a file that is not there, and one outside, are told apart"
mkdir data
plugin '"read:data"' 'return select(2, file.read("data/gone.txt")) ..
  " | " .. tostring(select(2, pcall(file.read, "data/../a.md")))'
everywhere --allow read:data
expect_stdout_contains "cannot read 'data/gone.txt': no such file | "
expect_stdout_contains "'./reach.lua' has no permission for 'read:data/../a.md'"

check "a link must not lead out of the granted folder, but may lead about in it"
mkdir -p data/inner secret
echo -n inside >data/inner/file.txt
echo -n outside >secret/file.txt
ln -s inner/file.txt data/good.txt
ln -s ../secret/file.txt data/bad.txt
ln -s ../secret data/folder
plugin '"read:data"' 'return file.read("data/good.txt") .. " " .. select(2, file.read("data/bad.txt")) ..
  " " .. select(2, file.read("data/folder/file.txt"))  .. " " .. #file.list("data/folder/*")'
everywhere --allow read:data
expect_stdout "inside cannot read 'data/bad.txt': a link leads out of its folder cannot read 'data/folder/file.txt': a link leads out of its folder 0"

check "files are written whole, with the folders that are missing"
plugin '"write:out"' 'return show(file.write("out/deep/a.txt", "bytes"))'
everywhere --allow write:out
expect_stdout true
expect [ "$(cat out/deep/a.txt)" = bytes ]
expect [ "$(find out -type f | wc -l)" = 1 ]

check "what cannot be written says why, and leaves what was there"
mkdir -p out/folder
echo -n old >out/a.txt
plugin '"write:out"' 'return select(2, file.write("out/folder", "bytes")) ..
  " | " .. select(2, file.write("out/a.txt/b.txt", "bytes"))'
everywhere --allow write:out
expect_stdout_matches "^cannot write 'out/folder': (it is a folder|not a regular file) \| cannot write 'out/a.txt/b.txt': a part of its path is no folder"
expect [ "$(cat out/a.txt)" = old ]

check "nothing is written through links that lead out of the granted folder"
mkdir out elsewhere
echo -n old >elsewhere/file.txt
ln -s ../elsewhere/file.txt out/file.txt
ln -s ../elsewhere/new.txt out/new.txt
ln -s ../elsewhere out/folder
plugin '"write:out"' 'local all = {}
  for _, name in ipairs{ "file.txt", "new.txt", "folder/made.txt", "folder/deep/made.txt" } do
    all[#all + 1] = select(2, file.write("out/" .. name, "bytes")):match("link leads out") or "written"
  end
  return table.concat(all, ",")'
everywhere --allow write:out
expect_stdout "link leads out,link leads out,link leads out,link leads out"
expect [ "$(ls elsewhere)" = file.txt ]
expect [ "$(cat elsewhere/file.txt)" = old ]

check "programs are run without a shell, with their input, output and status"
plugin '"run:cat", "run:sh", "run:no-such-program"' 'local text, status = system.run("cat", {}, "in; put")
  local _, failed = system.run("sh", { "-c", "exit 3" })
  local nothing, why = system.run("no-such-program")
  return text .. " " .. status .. " " .. failed .. " " .. tostring(nothing) .. " " .. why'
everywhere --allow run:cat --allow run:sh --allow run:no-such-program
expect_stdout "in; put 0 3 nil cannot run 'no-such-program': no such file"

check "much input and much output do not wait for each other"
plugin '"run:cat"' 'local text = ("0123456789"):rep(100000)
  return tostring(system.run("cat", {}, text) == text)'
everywhere --allow run:cat
expect_stdout true

check "a program that does not read its input, and one that a signal ends, are answered"
plugin '"run:true", "run:sh"' 'local _, status = system.run("true", {}, ("x"):rep(1000000))
  local _, killed = system.run("sh", { "-c", "kill -TERM $$" })
  return status .. " " .. killed'
everywhere --allow run:true --allow run:sh
expect_stdout "0 143"

check "a program ends with the time of its document, and with all that it started"
plugin '"run:sh"' 'return tostring(system.run("sh", { "-c", "sleep 77 & sleep 77" }))'
for level in restricted isolated; do
    run rubric ./reach.lua --quiet --trust "$level" --limit-time 400ms --allow run:sh a.md
    expect_status 3
    expect_stderr_matches '^a\.md: error: .*time limit'
    expect [ -z "$(pgrep -f 'sleep 77')" ]
done

check "programs of several workers run at one time"
plugin '"run:sleep"' 'return tostring(system.run("sleep", { "1" }))'
for i in 1 2 3 4; do cp a.md "$i.md"; done
before=$(date +%s%N)
run rubric ./reach.lua --quiet -j 4 --allow run:sleep 1.md 2.md 3.md 4.md
expect_status 0
expect [ $((($(date +%s%N) - before) / 1000000)) -lt 3000 ]

check "variables are seen by name"
plugin '"env:SEEN", "env:UNSET"' 'return system.environment("SEEN") .. tostring(system.environment("UNSET")) ..
  tostring(select(2, pcall(system.environment, "HOME")))'
export SEEN=value
everywhere --allow env:SEEN --allow env:UNSET
expect_stdout_contains "valuenil"
expect_stdout_contains "'./reach.lua' has no permission for 'env:HOME'"

check "data beside a script is neither hidden nor behind a link that leads out"
mkdir -p mine/.keys mine/lists
echo secret >mine/.keys/id; echo secret >mine/.env; echo fine >mine/lists/words.txt
ln -s /etc/passwd mine/passwords.txt
cat >mine/look.lua <<'LUA'
local rubric = require "rubric"
return function()
  for _, name in ipairs { ".keys/id", ".env", "lists/.x", "passwords.txt", "lists/words.txt" } do
    local ok, text = pcall(rubric.data, name)
    print(name, ok, ok and text:gsub("\n", "") or "")
  end
end
LUA
echo a >a.md; cp a.md b.md
for how in '--trust restricted' '--trust isolated' '-j 2'; do
    # shellcheck disable=SC2086 # two words
    run rubric convert -s mine/look.lua $how a.md b.md
    expect_status 0
    expect_stderr_contains "lists/words.txt"
    expect_stderr_lacks secret
    expect_stderr_lacks root:
done
run rubric convert -s mine/look.lua a.md
expect_stderr_lacks secret
expect_stderr_lacks root:
expect_stderr_matches '^passwords.txt.false'

check "a file that an option names itself may be a link, and what lies beside it may not"
mkdir kept
echo kept >kept/list.txt
ln -s kept/list.txt list.txt
ln -s /etc/passwd beside.txt
cat >p.lua <<'LUA'
local rubric = require "rubric"
return { api = 1, options = { list = { type = "path" } }, transform = function(_, options)
  print((rubric.data(options.list):gsub("\n", "")), (pcall(rubric.data, "beside.txt")))
end }
LUA
echo a >a.md
for how in restricted isolated; do
    run rubric convert -s ./p.lua --list list.txt --trust "$how" a.md
    expect_status 0
    expect_stderr "kept	false"
done

check "dots that are a part of a name stand behind braces"
echo a >a.md
run rubric convert -t html -o 'out/{stem}/..{stem}.html' a.md
expect_status 0
expect_file out/a/..a.html

check "what a script prints does not steer the terminal"
echo 'return function() print("\27]0;title\7\ttab") end' >p.lua
echo a >a.md
run rubric convert -s ./p.lua a.md
expect_stderr "?]0;title?	tab"

check "names of outputs lead nowhere behind what a document says"
echo a >a.md
run rubric convert -t html -o '{meta.title}/../{stem}.html' a.md
expect_status 2
expect_stderr_contains "'..' cannot stand behind a part in braces"

check "a very long limit of time is one"
echo 'return function() end' >p.lua
echo a >a.md
run rubric convert --trust isolated --limit-time 2147482650ms -s ./p.lua a.md
expect_status 0

done_testing
