# What the program says of itself, and how it refuses a command line that it does not understand.
. "$(dirname "$0")/lib.sh"

check "no argument gives a short usage and exit code 2"
run rubric
expect_status 2
expect_stdout ""
expect_stderr_contains "usage: rubric VERB"

check "--version prints the version"
run rubric --version
expect_status 0
expect_stdout_matches '^rubric [0-9]+\.[0-9]+\.[0-9]+$'

check "--help and help print the same verbs, scripts and options"
run rubric --help
expect_status 0
expect_stdout_contains "convert"
expect_stdout_contains "digest"
expect_stdout_contains "--limit-memory SIZE"
cp "$out" "$scratch/help"
run rubric help
expect cmp "$out" "$scratch/help"

check "an unknown verb names the nearest one"
run rubric digst page.html
expect_status 2
expect_stderr "rubric: error: unknown verb 'digst'; did you mean 'digest'?"

check "an unknown verb that is like nothing says where verbs are listed"
run rubric xyzzyplugh
expect_status 2
expect_stderr_contains "'rubric help' lists them"

check "a file in the place of the verb suggests digest"
run rubric page.html
expect_status 2
expect_stderr "rubric: error: 'page.html' is not a verb; did you mean 'rubric digest page.html'?"

check "a file without a known extension in the place of the verb suggests digest too"
echo text >notes
run rubric notes
expect_status 2
expect_stderr_contains "did you mean 'rubric digest notes'?"

check "an unknown option names the nearest one"
run rubric convert --ouput x.md page.html
expect_status 2
expect_stderr "rubric: error: unknown option '--ouput'; did you mean '--output'?"

check "an unknown option of a script names the nearest one of that script"
echo "A text." >a.md
run rubric summarize --sentnces 2 a.md
expect_status 2
expect_stderr_contains "unknown option '--sentnces'; did you mean '--sentences'?"

check "an unknown short option is refused"
run rubric convert -y a.md
expect_status 2
expect_stderr "rubric: error: unknown option '-y'"

check "a value that is glued to a short option is explained"
run rubric convert -j2 a.md
expect_status 2
expect_stderr_contains "a value stands apart: '-j 2'"

check "an option without its value is refused"
run rubric convert a.md -o
expect_status 2
expect_stderr_contains "option '--output' needs a value: PATH"

check "a flag with a value is refused"
run rubric convert --json=yes a.md
expect_status 2
expect_stderr "rubric: error: option '--json' takes no value"

check "an unknown choice names those there are"
run rubric convert --offsets lines a.md
expect_status 2
expect_stderr "rubric: error: option '--offsets' is bytes, codepoints or utf16, not 'lines'"

check "a number, a size and a time that are none are refused"
run rubric convert --width wide a.md
expect_status 2
expect_stderr "rubric: error: option '--width' takes a number, not 'wide'"
run rubric convert --limit-memory 64Q a.md
expect_status 2
expect_stderr_contains "takes a size such as 64MiB, not '64Q'"
run rubric convert --limit-time soon a.md
expect_status 2
expect_stderr_contains "takes a time such as 500ms or 5s, not 'soon'"

check "an unknown format is refused before any work"
echo "A text." >a.md
run rubric convert -t markdwn -o out.txt a.md
expect_status 2
expect_stderr_contains "no writer for format 'markdwn'; did you mean 'markdown'?"
expect_no_file out.txt
run rubric convert -f docx a.md
expect_status 2
expect_stderr_contains "no reader for format 'docx'"

check "an output whose extension no format writes is refused"
echo "A text." >a.md
run rubric convert a.md -o a.zzz
expect_status 2
expect_stderr "rubric: error: no format writes '.zzz' files; say which with --to"

check "run without a script is refused"
run rubric run a.md
expect_status 2
expect_stderr_contains "'run' needs a script"

check "help about an unknown verb names the nearest one"
run rubric help summarise
expect_status 2
expect_stderr_contains "did you mean 'summarize'?"

check "options may stand behind the inputs, and -- ends them"
echo "A text." >a.md
echo "Dashes." >--dashes.md
run rubric convert a.md -t text
expect_status 0
expect_stdout "A text."
run rubric convert -t text -- --dashes.md
expect_status 0
expect_stdout "Dashes."

check "formats lists what is read and written"
run rubric formats
expect_status 0
expect_stdout_matches '^markdown +reads +writes +md'
run rubric formats --json
expect_stdout_matches '^\{"name":"html","reads":true,"writes":true,"extensions":\["html"'

check "inspect shows kinds, fields, text and positions"
printf '# Title\n\nSome *text*.\n' >a.md
run rubric inspect a.md
expect_status 0
expect_stdout_matches '^1:1 +heading level=1$'
expect_stdout_matches '^3:7 +text "text"$'
run rubric inspect --json a.md
expect_stdout_contains '"depth":1,"kind":"heading","line":1,"column":1,"level":1}'

check "pandoc's JSON is seen by its first keys, whatever its file is called"
printf '%s' '{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Header","c":[2,["",[],[]],[{"t":"Str","c":"a"}]]}]}' >p.json
run rubric convert p.json
expect_stdout_contains "## a"
run rubric convert -t pandoc-json-1.22 p.json
expect_stdout_contains '"pandoc-api-version":[1,22,2]'

done_testing
