# Options of scripts: every type in every form of the command line, and every way to get one wrong.
. "$(dirname "$0")/lib.sh"

types_script() {
    cat >types.lua <<'LUA'
local function show(value)
  if type(value) == "table" then return "[" .. table.concat(value, "|") .. "]" end
  return tostring(value)
end
return { name = "types", api = 1,
  options = {
    count = { type = "integer", minimum = 1, maximum = 9 },
    share = { type = "number", minimum = 0, maximum = 1 },
    loud = { type = "boolean" },
    title = { type = "string" },
    words = { type = "list" },
    order = { type = "choice", choices = { "text", "score" } },
    parts = { type = "selector" },
    any = {},
  },
  transform = function(document, options, context)
    local names = {}
    for name in pairs(options) do names[#names + 1] = name end
    table.sort(names)
    for i, name in ipairs(names) do names[i] = name .. "=" .. show(options[name]) end
    context:emit(table.concat(names, " "))
  end }
LUA
    echo text >a.md
}

# shows WORDS…: what the script is told; the last word is what it prints
shows() {
    local last=${!#}
    run rubric ./types.lua a.md "${@:1:$#-1}"
    expect_status 0
    expect_stdout "$last"
}

# refused MESSAGE WORDS…: the command line is, before anything is done
refused() {
    run rubric ./types.lua a.md "${@:2}"
    expect_status 2
    expect_stdout ""
    expect_stderr "rubric: error: $1"
}

check "each type is read from a flag of its own"
types_script
shows --count 3 "count=3"
shows --share 1 "share=1"
shows --share=0.5 "share=0.5"
shows --loud "loud=true"
shows --no-loud "loud=false"
shows --loud=false "loud=false"
shows --title 7 "title=7"
shows --order score "order=score"
shows --parts 'heading[level=1]' "parts=heading[level=1]"
shows --any 1.5 "any=1.5"
shows --any yes-or-no "any=yes-or-no"

check "a list is divided by commas, and grows when it is named again"
types_script
shows --words 'b, c,,d ' "words=[b|c|d]"
shows --words= "words=[]"
shows --words b --words c "words=[b|c]"
shows --words b --words c --words d,e "words=[b|c|d,e]"
shows --option words=b --option words=c "words=[b|c]"

check "what is named again and is no list counts as it was named last"
types_script
shows --count 3 --count 4 "count=4"
shows --loud --no-loud "loud=false"

check "--option takes the quotes away that the shell left"
types_script
shows --option 'title="a, b"' "title=a, b"
shows --option "title='a'" "title=a"
shows --option "title=\"a'" "title=\"a'"
shows --option 'title="' 'title="'

check "a value of another type is refused, and the type is said"
types_script
refused "option 'count' of 'types' is not an integer" --count 2.5
refused "option 'count' of 'types' is not an integer" --count many
refused "option 'share' of 'types' is not a number" --share half
refused "option 'loud' of 'types' is not a boolean" --loud=maybe

check "a number beyond its range is refused, and the range is said"
types_script
refused "option 'count' is at least 1" --count 0
refused "option 'count' is at most 9" --count 10
refused "option 'share' is at least 0" --share=-0.5
refused "option 'share' is at most 1" --share 1.5
shows --count 1 --share 0 "count=1 share=0"
shows --count 9 --share 1.0 "count=9 share=1.0"

check "an unknown choice and a selector that is none are refused"
types_script
refused "option 'order' is one of text, score" --order size
run rubric ./types.lua a.md --parts 'heading['
expect_status 2
expect_stderr_contains "option 'parts', column 9: "

check "a flag that the script has not names the nearest one that it has"
types_script
refused "unknown option '--cuont'; did you mean '--count'?" --cuont 3
run rubric ./types.lua a.md --no-count
expect_status 2
run rubric ./types.lua a.md --no-loud=true
expect_status 2
run rubric ./types.lua a.md --option xyzzyplugh=1
expect_status 2
expect_stderr_contains "unknown option '--xyzzyplugh'"

check "a flag without its value is refused"
types_script
refused "option '--count' needs a value" --count
refused "option '--words' needs a value" --words

check "--option without a name or a value is refused"
types_script
refused "'--option' takes NAME=VALUE, not 'count'" --option count
refused "'--option' takes NAME=VALUE, not '=3'" --option =3

# braces TEXT OUTPUT: what the script is told by options in braces
braces() {
    run rubric run a.md -s "./types.lua{$1}"
    expect_status 0
    expect_stdout "$2"
}

check "options in braces are quoted, bracketed or end at a comma"
types_script
braces 'count=3, title="a, b"' "count=3 title=a, b"
braces "title='a, b',count=3" "count=3 title=a, b"
braces 'title=[a, b], loud=true' "loud=true title=[a, b]"
braces 'title={a, b} , share=1' "share=1 title={a, b}"
braces 'title="a, count=3' "count=3 title=\"a"
braces 'words=a' "words=[a]"
braces '  count =  3  ' "count=3"
braces 'title=' "title="
braces '' ""

check "options in braces that are no pairs, or that are not there, are refused"
types_script
run rubric run a.md -s './types.lua{count}'
expect_status 2
expect_stderr "rubric: error: options of './types.lua' are written '{name=value, ...}', not 'count'"
run rubric run a.md -s './types.lua{count=3, loud}'
expect_status 2
expect_stderr_contains "not 'loud'"
run rubric run a.md -s './types.lua{cuont=3}'
expect_status 2
expect_stderr "rubric: error: './types.lua' has no option 'cuont'"
run rubric run a.md -s './types.lua{count=3'
expect_status 2
run rubric run a.md -s './types.lua{count=x}'
expect_status 2
expect_stderr "rubric: error: option 'count' of 'types' is not an integer"

check "scripts that have an option of the same name all get it, and the others none"
types_script
cat >more.lua <<'LUA'
return { name = "more", api = 1, options = { count = { type = "integer" } },
  transform = function(document, options, context) context:emit("more " .. tostring(options.count)) end }
LUA
run rubric run -s ./types.lua -s ./more.lua a.md --count 2 --loud
expect_status 0
expect_stdout "count=2 loud=true
more 2"

check "an option that is required is missed by its name, unless it has a value"
cat >needs.lua <<'LUA'
return { name = "needs", api = 1, options = {
    who = { type = "string", required = true },
    what = { type = "string", required = false },
    why = { type = "string", required = true, default = "just so" } },
  transform = function(document, options, context) context:emit(options.who .. " " .. tostring(options.what)) end }
LUA
echo text >a.md
run rubric ./needs.lua a.md
expect_status 2
expect_stderr "rubric: error: option 'who' is required"
run rubric ./needs.lua a.md --who me --why so
expect_status 0
expect_stdout "me nil"

check "a bare function takes a flag of no script by --option only"
echo 'return function(d, options, context) context:emit(tostring(options.words)) end' >bare.lua
echo text >a.md
run rubric ./bare.lua a.md --words 3
expect_status 2
expect_stderr_contains "unknown option '--words'"
run rubric ./bare.lua a.md --option 'words="x"'
expect_status 0
run rubric run a.md -s './bare.lua{words=true}'
expect_stdout "true"

check "what a script says of its options must be right, and is named where it is not"
# declares OPTIONS MESSAGE
declares() {
    printf 'return { name = "odd", api = 1, options = %s, transform = function() end }\n' "$1" >odd.lua
    echo text >a.md
    run rubric ./odd.lua a.md
    expect_status 2
    expect_stderr_contains "$2"
}
declares '{ a = { type = "integr" } }' "no option type 'integr'; did you mean 'integer'?"
declares '{ a = { type = "xyzzyplugh" } }' "no option type 'xyzzyplugh'"
declares '{ a = { tpye = "integer" } }' "an option has no 'tpye'; did you mean 'type'?"
declares '{ a = { xyzzyplugh = 1 } }' "an option has no 'xyzzyplugh'"
declares '{ a = 1 }' "option 'a' is not described by a table {type = …, default = …}"
declares '3' "'options' is a table from name to {type = …, default = …}"
declares '{ "a" }' "'options' is a table from name to {type = …, default = …}"

# is_no_plugin FIELDS MESSAGE
is_no_plugin() {
    printf 'return { %s }\n' "$1" >odd.lua
    echo text >a.md
    run rubric ./odd.lua a.md
    expect_status 2
    expect_stderr_contains "$2"
}

check "a plugin that is none is refused for what is wrong with it"
is_no_plugin 'api = 2, transform = print' "'api' is 1"
is_no_plugin 'api = "1", transform = print' "'api' is 1"
is_no_plugin 'transform = print' "a plugin says 'api = 1'"
is_no_plugin 'api = 1' "it has no transform, handlers, rules, markdown or writer to run"
is_no_plugin 'api = 1, reader = print' "(corpus and reader are not there yet)"
is_no_plugin 'api = 1, transfrom = print' "a plugin has no 'transfrom'; did you mean 'transform'?"
is_no_plugin 'api = 1, xyzzyplugh = print' "a plugin has no 'xyzzyplugh'"
is_no_plugin 'api = 1, "x"' "a plugin has no 'a list'"
is_no_plugin 'api = 1, transform = print, permissions = 1' "'permissions' is a list"
is_no_plugin 'api = 1, transform = print, permissions = { a = 1 }' "'permissions' is a list"
is_no_plugin 'api = 1, transform = print, permissions = { 1 }' "'permissions' is a list of strings"
is_no_plugin 'api = 1, transform = print, permissions = { "fly:x" }' "fly:x"
is_no_plugin 'api = 1, handlers = { ["heading["] = print }' "handler 'heading[', column 9"
is_no_plugin 'api = 1, handlers = { heading = 1 }' "handler"
echo 'return 7' >odd.lua
run rubric ./odd.lua a.md
expect_status 2
expect_stderr_contains "a script returns a function, a table of handlers or a plugin, not number"

check "help says of each option its type, and what it may be, needs or is without"
cat >many.lua <<'LUA'
return { api = 1, options = {
    choice = { type = "choice", choices = { "x", "y" } },
    needed = { type = "string", required = true, help = "what for" },
    off = { type = "boolean", default = false },
    on = { type = "boolean", default = true, help = "whether" },
    share = { type = "number", minimum = 0, maximum = 1.5, default = 0.5 },
    count = { type = "integer", maximum = 3, required = true },
    words = { type = "list", required = false, help = "many" } },
  examples = { "rubric ./many.lua a.md" }, transform = function() end }
LUA
run rubric help ./many.lua
expect_status 0
expect_stdout_matches '^  --choice CHOICE +\(one of: x y\)$'
expect_stdout_matches '^  --needed STRING +what for \(required\)$'
expect_stdout_matches '^  --off$'
expect_stdout_matches '^  --no-on +whether: this turns it off$'
expect_stdout_matches '^  --share NUMBER +\(default: 0\.5, at least 0, at most 1\.5\)$'
expect_stdout_matches '^  --count INTEGER +\(at most 3, required\)$'
expect_stdout_matches '^  --words LIST +many$'
expect_stdout_contains "  rubric ./many.lua a.md"

check "print joins what it is given by tabs"
printf 'return { api = 1, transform = function() print(1, nil, "x") print() print(true) end }\n' >print.lua
echo text >a.md
run rubric ./print.lua a.md -t text
expect_status 0
expect_stderr "1	nil	x

true"

done_testing
