# What scripts return, as people read it and as records; and documents as trees and records.
. "$(dirname "$0")/lib.sh"

# returns VALUE OUTPUT: what a script that returns a value prints
returns() {
    printf '%s\n' "return { api = 1, value = true, transform = function() return $1 end }" >value.lua
    echo text >a.md
    run rubric ./value.lua a.md
    expect_status 0
    expect_stdout "$2"
}

check "a single value is one line, as it would be written in Lua"
returns true true
returns false false
returns 7 7
returns 1.5 1.5
returns 0.1 0.1
returns 1e15 1e+15
returns '"two\nlines"' "two
lines"
returns '"line\n"' line
returns '""' ""
returns nil ""

check "a list of single values is a line each"
returns '{ 1, 2.5, "x", true, false }' "1
2.5
x
true
false"
returns '{ "a\tb", "c\nd" }' "a	b
c
d"

check "a list of maps is a table with a column for each key, numbers at the right"
returns '{ { name = "a", n = 1 }, { name = "bb", n = 20, more = 1.5 }, { name = "c\td\ne", more = { 1 } } }' \
    " n  name   more
 1  a
20  bb     1.5
    c d e  [1]"
returns '{ { n = 1 }, { n = "x" } }' "1
x"

check "anything else is YAML"
returns '{ a = { b = 1 }, c = { 1, 2 }, d = true, e = 1.25, f = "x\ny" }' "a:
  b: 1
c:
  - 1
  - 2
d: true
e: 1.25
f: |-
  x
  y"
returns '{ { 1, 2 }, { 3 } }' "- - 1
  - 2
- - 3"
returns '{ { n = 1 }, 2 }' '- "n": 1
- 2'
returns '{}' "{}"

check "values of many documents have the names of these above them"
echo 'return { api = 1, value = true, transform = function(d) return d:count() end }' >value.lua
echo "one two" >a.md
echo "three" >b.md
run rubric ./value.lua a.md b.md
expect_stdout "==> a.md <==
2

==> b.md <==
1"
run rubric ./value.lua --json a.md
expect_stdout_contains '"value":2}'

check "what is emitted prints at once: strings as they are, the rest as JSON"
printf 'return function(d, o, c) c:emit(true) c:emit(1.5) c:emit{ { a = 1 } } c:emit("x") end\n' >emit.lua
echo text >a.md
run rubric ./emit.lua a.md
expect_stdout 'true
1.5
[{"a":1}]
x'

markup() {
    cat >a.md <<'MD'
# Ä {#i .c}

3) a
4) [x] b

| p |
|--:|
| q |

![i](u "t") `c`

```lua x
y
```
MD
}

check "a tree shows fields, attributes, elements and text with their places"
markup
run rubric inspect -f markdown+attributes a.md
expect_status 0
expect_stdout_contains '1:1       heading level=1 @id="i" @class="c"'
expect_stdout_contains '3:1       list ordered=true tight=true delimiter="parenthesis" start=3'
expect_stdout_contains '4:1         item checked=true'
expect_stdout_contains 'cell alignment="right" header=true row_span=1 column_span=1'
expect_stdout_contains '10:1        image url="u" title="t"'
expect_stdout_contains '10:13       code "c"'
expect_stdout_contains '12:1      code_block language="lua" info="lua x" "y\n"'
echo '<td>x<blockquote cite=u id="a b">q</blockquote>' >a.html
run rubric inspect a.html
expect_stdout_contains 'block_quote <blockquote> @cite="u" @id="a b"'

check "a tree is lines of JSON when that is asked for"
markup
run rubric inspect --json -f markdown+attributes a.md
expect_status 0
expect_stdout_contains '{"input":"a.md","depth":1,"kind":"heading","line":1,"column":1,"level":1,"attributes":{"id":"i","class":"c"}}'
expect_stdout_contains '"kind":"list","line":3,"column":1,"ordered":true,"tight":true,"delimiter":"parenthesis","start":3}'
expect_stdout_contains '"kind":"item","line":4,"column":1,"checked":true}'
expect_stdout_contains '"alignment":"right","header":true,"row_span":1,"column_span":1}'
echo '<p>x<blockquote cite=u>q</blockquote>' >a.html
run rubric inspect --json a.html
expect_stdout_contains '"kind":"block_quote","element":"blockquote","line":1,"column":5,"attributes":{"cite":"u"}}'

spans() {
    cat >spans.lua <<'LUA'
return function(d)
  local p = d:one "paragraph"
  d:annotate(p:range(1, 3), "keyword", { label = "second", score = 0.5 })
  d:annotate(p:range(5, 7), "keyword", { label = "first", score = 0.9 })
  d:annotate(p:range(5, 7), "keyword", { label = "first", score = 0.7 })
  d:annotate(p:range(9, 11), "keyword", { label = "tied", score = 0.5 })
  d:annotate(p:range(9, 11), "keyword")
  d:annotate(p:range(1, 3), "own", { label = "l", rule = "r", score = 1.5, data = { n = 1 } })
  d:annotate(d:range(1, #d:text()), "over")
  d:tag(p:range(5, 7), "t")
  d:tag "whole"
end
LUA
    printf 'öne two thr\n\nnext\n' >a.md
    sed -i 's/range(1, 3)/range(1, 4)/; s/range(5, 7)/range(6, 8)/; s/range(9, 11)/range(10, 12)/' spans.lua
}

check "keywords of a record are once each, the best first, then as they stand"
spans
run rubric ./spans.lua --json a.md
expect_status 0
expect_stdout_contains '"keywords":[{"text":"first","score":0.9},{"text":"second","score":0.5},{"text":"tied","score":0.5},{"text":"thr"}]'

check "spans of a record have their layer, what they say, and their place in text and source"
spans
run rubric ./spans.lua --json a.md
expect_stdout_contains '{"layer":"own","label":"l","text":"öne","begin":0,"end":4,"line":1,"column":1,"score":1.5,"rule":"r","data":{"n":1}}'
expect_stdout_contains '{"layer":"over","text":"öne two thr\n\nnext","begin":0,"end":18,"line":1,"column":1}'
expect_stdout_contains '{"layer":"tag","label":"t","text":"two","begin":5,"end":8,"line":1,"column":5}'
expect_stdout_contains '"meta":{"tags":["whole"]}'
run rubric ./spans.lua --json --offsets codepoints a.md
expect_stdout_contains '{"layer":"tag","label":"t","text":"two","begin":4,"end":7,'

done_testing
