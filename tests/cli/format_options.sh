# Options of readers and writers, and extensions of Markdown behind its name.
. "$(dirname "$0")/lib.sh"

check "a format's name takes extensions, to read"
printf -- '| a |\n|---|\n' | run rubric convert -f markdown-tables -t text
expect_status 0
expect_stdout '| a | |---|'
printf -- '| a |\n|---|\n' | run rubric convert -f commonmark -t html
expect_stdout_contains '<p>| a |'

check "names of presets read and write"
printf -- '- [ ] a\n' | run rubric convert -f gfm -t gfm
expect_stdout '- [ ] a'
printf -- '- [ ] a\n' | run rubric convert -f commonmark -t html
expect_stdout_contains '[ ] a'

check "--from-option sets an option of the reader; a name alone is true"
printf -- '~~a~~\n' | run rubric convert -f markdown --from-option strikethrough=false -t html
expect_stdout '<p>~~a~~</p>'
printf -- '~~a~~\n' | run rubric convert -f commonmark --from-option strikethrough -t html
expect_stdout '<p><del>a</del></p>'

check "the last of the same options counts"
printf -- '~~a~~\n' | run rubric convert -f markdown --from-option strikethrough=false \
    --from-option strikethrough -t html
expect_stdout '<p><del>a</del></p>'

check "--to-option sets an option of the writer"
printf -- '- a\n' | run rubric convert -f markdown -t markdown --to-option 'bullet=*'
expect_stdout '* a'
printf -- '- a\n' | run rubric convert -f markdown --to-option bullet=+ # markdown is written anyway
expect_stdout '+ a'

check "the program's --width and wrap=N are the same"
printf 'aaaa bbbb cccc dddd eeee\n' | run rubric convert -f markdown --to-option wrap=12
expect_stdout 'aaaa bbbb
cccc dddd
eeee'

check "wrong names and values are errors before any file is read"
for words in "-f|markdown|--from-option|tabels=false|the reader of markdown has no option 'tabels'; did you mean 'tables'?" \
    "--from-option|tabels|no reader has an option 'tabels'; did you mean 'tables'?" \
    "-f|markdown|--from-option|tables=no|option 'tables' is true or false, not 'no'" \
    "-f|html|--from-option|tables|the reader of html has no options, so not 'tables'" \
    "-t|html|--to-option|bullet=-|the writer of html has no option 'bullet'" \
    "-t|markdown|--to-option|bullet=x|option 'bullet' is -, * or +, not 'x'" \
    "--in-place|--to-option|bulet=-|no writer has an option 'bulet'; did you mean 'bullet'?" \
    "-f|markdown+tabels|Markdown has no extension 'tabels'; did you mean 'tables'?" \
    "-t|gfm-tabels|Markdown has no extension 'tabels'; did you mean 'tables'?" \
    "-f|markdown+notes|'notes' is no extension of Markdown but an option, which cannot stand behind its name" \
    "-t|html+smart|'html' takes no extensions, so '+smart' cannot stand behind it" \
    "--to-option|option '--to-option' needs a value: NAME=VALUE"; do
    IFS='|' read -ra parts <<<"$words"
    message=${parts[-1]}
    unset 'parts[-1]'
    case $message in
    *needs*) run rubric convert absent.md "${parts[@]}" ;;
    *) run rubric convert "${parts[@]}" absent.md ;;
    esac
    expect_status 2
    expect_stderr "rubric: error: $message"
done

check "options that do not fit the guessed format of a file are passed over"
printf '<p>a</p>' >a.html
printf '~~b~~\n' >b.md
run rubric convert --from-option strikethrough=false -t text a.html b.md
expect_status 0
expect_stdout 'a

~~b~~'

check "--in-place with an option writes anew, in the dialect that was read"
printf '*   a\n' >a.md
run rubric convert --in-place --to-option bullet=+ a.md
expect_status 0
expect_file_contains a.md '+ a'
printf '| a |\n|---|\n\n~~b~~\n' >b.md
run rubric convert --in-place -f commonmark --to-option 'bullet=*' b.md
expect_status 0
expect_file_contains b.md '~~b~~'

check "-t with extensions names outputs by its format"
printf '# a\n' >a.txt
run rubric convert -t markdown+smart -o out/ a.txt
expect_status 0
expect_file out/a.md

check "records name a format with extensions"
printf '{"id":1,"text":"~~a~~","format":"commonmark"}\n' | run rubric convert --records -t html
expect_status 0
expect_stdout_contains '~~a~~'

check "the list of formats and the help of one show options"
run rubric formats
expect_stdout_contains '== markdown =='
expect_stdout_contains 'wrap=preserve|none|sentence'
run rubric formats --json
expect_stdout_contains '"to_options":[{"name":"wrap","choices":["preserve","none","sentence"],"help":'
run rubric help markdown
expect_status 0
expect_stdout_contains 'Options of the writer, with --to-option NAME=VALUE:'
expect_stdout_contains 'footnotes'
run rubric help json
expect_stdout_contains 'It has no options.'

done_testing
