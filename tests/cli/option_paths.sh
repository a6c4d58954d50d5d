# Options that are paths: the files that they name are read by the script, in process and isolated.
. "$(dirname "$0")/lib.sh"

words() {
    cat >words.lua <<'LUA'
return { name = "words", api = 1,
  options = { list = { type = "path" }, more = { type = "path" }, n = { type = "integer", default = 1 } },
  transform = function(document, options, context)
    for _, name in ipairs { "list", "more" } do
      if options[name] then context:emit(name .. " " .. require("rubric").data(options[name])) end
    end
  end }
LUA
    mkdir lists
    printf one >lists/a.txt
    printf two >b.txt
    printf secret >c.txt
    ln -s ../b.txt lists/link.txt
    echo text >a.md
}

# everywhere OUTPUT WORDS…: what it prints, whoever reads the files
everywhere() {
    local level
    for level in restricted isolated trusted; do
        run rubric "${@:2}" --trust "$level" a.md
        expect_status 0
        expect_stdout "$1"
    done
}

check "a file is named by a flag, in both forms, and by --option"
words
everywhere "list one" ./words.lua --list lists/a.txt
everywhere "list one
more two" ./words.lua --list=lists/a.txt --more b.txt
everywhere "list two" ./words.lua --option list=b.txt
everywhere "list two" ./words.lua --list "$PWD/b.txt"
everywhere "list two" ./words.lua --list lists/../b.txt
everywhere "list two" ./words.lua --option list=lists/a.txt --list b.txt --option list=b.txt

check "the quotes that a shell has left are none of the name"
words
everywhere "list one" ./words.lua --option 'list="lists/a.txt"'
everywhere "list two" ./words.lua --option "list='b.txt'"

check "a file is named in braces, alone, between others and in quotes"
words
everywhere "list one" run -s './words.lua{list=lists/a.txt}'
everywhere "list two" run -s './words.lua{n=3, list=b.txt}'
everywhere "list two
more one" run -s './words.lua{list="b.txt",more=lists/a.txt}'
everywhere "list two
more one" run -s "./words.lua{list= b.txt , more='lists/a.txt' }"

check "what is named may be a link to anywhere"
words
everywhere "list two" ./words.lua --list lists/link.txt

check "what is not there, or no file, is an error of the document"
words
for level in restricted isolated; do
    run rubric ./words.lua --trust "$level" --list gone.txt a.md
    expect_status 3
    expect_stderr_contains "no data file 'gone.txt' beside the script"
    run rubric ./words.lua --trust "$level" --list lists a.md
    expect_status 3
    expect_stderr_contains "no data file 'lists' beside the script"
    run rubric ./words.lua --trust "$level" --list= a.md
    expect_status 3
    expect_stderr_contains "'' is no name of a data file"
done

check "a file that no option names is not read with those that one names"
words
mkdir apart
sed 's/options\[name\])$/"..\/c.txt")/; s/require("rubric").data(options\[name\])/require("rubric").data "..\/c.txt"/' words.lua >apart/words.lua
for level in restricted isolated; do
    run rubric ./apart/words.lua --trust "$level" --list b.txt a.md
    expect_status 3
    expect_stdout_lacks secret
done

done_testing
