# Plugins that add to Markdown: what they read, what stays as it was, and what is refused.
. "$(dirname "$0")/lib.sh"

admonitions=$root/plugins/admonitions.lua

check "the admonitions plugin of the tree makes boxes, underlines and tables"
cat >a.md <<'MD'
::: warning
Mind the ++*gap*++.

::: tip
inner
:::
:::

```csv
name,sum
"Li, ""Y""",3
x,
```

```note
code
```
MD
run rubric convert -s "$admonitions" -t html a.md
expect_status 0
expect_stdout '<blockquote class="warning">
<p><strong>Warning</strong></p>
<p>Mind the <u><em>gap</em></u>.</p>
<blockquote class="tip">
<p><strong>Tip</strong></p>
<p>inner</p>
</blockquote>
</blockquote>
<table>
<thead>
<tr>
<th>name</th>
<th>sum</th>
</tr>
</thead>
<tbody>
<tr>
<td>Li, &quot;Y&quot;</td>
<td>3</td>
</tr>
<tr>
<td>x</td>
<td></td>
</tr>
</tbody>
</table>
<pre><code class="language-note">code
</code></pre>'

check "CSV may be empty, end anywhere, and have other line ends"
printf '```csv\n```\n\n```csv\na\n\n"b\n```\n\n```csv\n"c\r\nd",""\r\n,\r\n```\n' >a.md
run rubric convert -s "$admonitions" -t markdown a.md
expect_status 0
expect_stdout '```csv
```

| a   |
| --- |
|     |
| b   |

| c d |     |
| --- | --- |
|     |     |'

slips_script() {
    printf '%s\n' "return { name = 'slip', api = 1, markdown = $1 }" >slip.lua
}

check "an edit of a document with such spans changes one line in place"
cat >marks.lua <<'LUA'
return { name = "marks", api = 1,
  markdown = { delimiters = { ["++"] = "insert", ["%"] = "key" } },
  transform = function(document) document:gsub("old", "new") end }
LUA
printf 'Setext\n===\n\n*  ++an   old++ %%key%%\n   __b__  \n\n5 %% 3 and C++\n' >a.md
run rubric ./marks.lua -t diff a.md
expect_status 0
expect_stdout '--- a.md
+++ a.md
@@ -1,7 +1,7 @@
 Setext
 ===
 
-*  ++an   old++ %key%
+*  ++an   new++ %key%
    __b__  
 
 5 % 3 and C++'
sed 's/old/new/' a.md >wanted
run rubric ./marks.lua --in-place a.md
expect_status 0
expect cmp a.md wanted

check "what the script reads is written as Markdown again, but not as another dialect"
slips_script '{ delimiters = { ["++"] = "insert" } }'
echo 'a ++b++ \++c++' >a.md
run rubric ./slip.lua -t markdown a.md
expect_stdout 'a ++b++ \++c\++'
run rubric ./slip.lua -t gfm a.md
expect_stdout 'a b ++c++'
run rubric ./slip.lua -t markdown+attributes --to-option no_delimiters a.md
expect_stdout 'a [b]{.insert} ++c++'

check "an option of the reader has the last word"
slips_script '{ fences = { note = function() return false end }, extensions = { "math" } }'
printf '::: note\na $x$\n:::\n' >a.md
run rubric ./slip.lua -t html a.md
expect_stdout ''
run rubric ./slip.lua --from-option fenced_divs=false --from-option math=false -t html a.md
expect_stdout '<p>::: note
a $x$
:::</p>'

check "slips are found when the script is loaded"
echo a >a.md
slips_script '{ delimiters = { ["**"] = "x" } }'
run rubric ./slip.lua a.md
expect_status 2
expect_stderr_contains "'**' is no delimiter: '*' belongs to emphasis"
slips_script '{ fence = {} }'
run rubric ./slip.lua a.md
expect_status 2
expect_stderr_contains "did you mean 'fences'?"

check "two scripts that want one sign are named before anything is read"
slips_script '{ delimiters = { ["+"] = "x" } }'
echo a >a.md
run rubric run -s ./slip.lua -s "$admonitions" a.md
expect_status 2
expect_stderr_contains "delimiter '+' of './slip.lua' and '++' of"

check "a sign that the dialect has already is refused"
slips_script '{ delimiters = { ["^"] = "x" } }'
echo a >a.md
run rubric ./slip.lua -f pandoc a.md
expect_status 3
expect_stderr_contains "'^' belongs to the extension 'superscript', which is on"

check "an error of a handler names its line and the place in the document"
printf 'return { name = "slip", api = 1, markdown = { fences = {\nnote = function() error "no" end } } }\n' >slip.lua
printf 'a\n\n- ::: note\n  b\n' >a.md
run rubric ./slip.lua a.md
expect_status 3
expect_stderr_contains 'slip.lua:2: no (while walking a.md:3:3 (div "b"))'

check "a handler that never ends meets the limit of the document"
slips_script '{ delimiters = { ["++"] = { name = "x", handler = function() while true do end end } } }'
echo '++a++' >a.md
run rubric ./slip.lua --limit-time=300ms a.md
expect_status 3
expect_stderr_contains 'the time limit of 300 milliseconds is reached'

check "help of a script shows what it reads"
run rubric help "$admonitions"
expect_status 0
expect_stdout_contains 'Markdown that it reads:
  ++text++ (insert)
  ::: caution  or  ```caution'

done_testing
