# Help of every verb: it is there, and its examples run.
. "$(dirname "$0")/lib.sh"

# What examples speak of.
files() {
    mkdir -p articles notes
    cat >page.html <<'HTML'
<!DOCTYPE html>
<html lang="en"><head><title>Wind power grows in Norway</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Wind power grows in Norway</h1>
<p>Norway built forty wind turbines last year, the minister Kari Nordmann said in Oslo on Monday.
The turbines give power to ten thousand homes. Critics in the north say that reindeer suffer.</p>
<p>The United Nations praised the work. More turbines will follow in the coming year, when the
company Vestas opens its new plant. Nobody knows what it will cost.</p></article></body></html>
HTML
    for name in article.html articles/one.html; do cp page.html "$name"; done
    printf -- '---\ntitle: Notes\n---\n\n# Notes\n\nWind turbines turn. They make power.\n' >notes.md
    for name in article.md page.md articles/two.md notes/one.md; do cp notes.md "$name"; done
    printf 'Wind power grows\n\nNorway built forty wind turbines last year. They make power.\n' >article.txt
    cp article.txt notes.txt
    cp article.txt page.txt
    printf '{"id":1,"text":"Wind turbines turn."}\n' >records.jsonl
    printf '{"id":1,"text":"Wind turbines turn."}\n' >articles.jsonl
    printf 'print("ok 1 - runs")\nprint("1..1")\n' >mine_test.lua
    printf 'return { heading = function(node) node.level = 2 end }\n' >mine.lua
    printf 'rules:\n  - phrases: [wind turbines]\n    label: thing\n' >rules.yaml
}

verbs=$(cd "$scratch" && rubric help | sed -n '/^Verbs:/,/^Options:/s/^  \([[:alpha:]][[:alpha:]_-]*\)  .*/\1/p')

check "help lists the verbs of the program and the scripts"
for verb in convert run inspect formats test help clean summarize keywords digest; do
    grep -qx "$verb" <<<"$verbs" || problem "'$verb' is not in the help"
done

for verb in $verbs; do
    check "the examples in the help of $verb run"
    files
    run rubric help "$verb"
    expect_status 0
    expect_stdout_contains "usage: rubric $verb"
    sed -n '/^Examples:/,/^$/s/^  //p' "$out" >examples
    [ -s examples ] || problem "there are no examples"
    while IFS= read -r example; do
        run bash -c "$example"
        expect_status 0
        [ "$status" = 0 ] || problem "from the example: $example"
    done <examples
done

done_testing
