--- Selectors: what each form of them matches, where a slip is found, and which may meet in one node.

local rubric, test = require "rubric", require "rubric.test"

local page = [[
<h1 id=a class="b c" data-n=10>one</h1><h2 data-n=9.5 lang="">two</h2><p title="x y	z">three</p>
<ol start=3><li><input type=checkbox checked>four<li>five</ol><ul><li><input type=checkbox>six</ul>
<table><thead><tr><th align=right>seven<tbody><tr><td rowspan=2>eight</table>
<div><nav>nine</nav></div><section><time>ten</time></section><img src=u alt=eleven><b>twelve</b> <strong>x</strong>
<pre><code class=language-lua>thirteen</code></pre><p data-when=2024-01-02>fourteen</p>]]

--- The texts of what is matched, with bars between.
local function matched(selector)
  local document <close> = assert(rubric.read(page, "html"))
  local texts = {}
  for node in document:select(selector) do texts[#texts + 1] = node:text():gsub("%s+", " ") end
  return table.concat(texts, "|")
end

for selector, texts in pairs {
  ["heading[level=1]"] = "one",
  ["heading[level!=1]"] = "two",
  ["heading[level<2]"] = "one",
  ["heading[level<=2]"] = "one|two",
  ["heading[level>1]"] = "two",
  ["heading[level>=2]"] = "two",
  ["heading[level^=1]"] = "",
  ["heading[level~=1]"] = "",
  ["heading[level=1.0]"] = "one",
  ["heading[level<1.5]"] = "one",
  ["heading[level]"] = "one|two",
  ["heading[@data-n>9.6]"] = "one",
  ["heading[@data-n>9]"] = "one|two",
  ["heading[@data-n>=10]"] = "one",
  ["heading[@data-n<10]"] = "two",
  ["heading[@data-n!=10]"] = "two",
  ['heading[@data-n="10"]'] = "one",
  ["[@data-n<x]"] = "one|two",
  ["[@class>1]"] = "",
  ["[@data-when>=2024-01-01]"] = "fourteen",
  ["[@data-when<2024-01-02]"] = "",
  ["[@class~=b]"] = "one",
  ["[@class~=c]"] = "one",
  ['[@class~=""]'] = "",
  ["[@title~=z]"] = "three",
  ["[@title~=y]"] = "three",
  ['[@title~="x y"]'] = "",
  ["[@lang]"] = "two",
  ['[@lang=""]'] = "two",
  ['[@lang^=""]'] = "",
  ['[@lang$=""]'] = "",
  ['[@lang*=""]'] = "",
  ["[@class^=b]"] = "one",
  ['[@class^="b c d"]'] = "",
  ["[@class$=c]"] = "one",
  ['[@class$="a b c"]'] = "",
  ["[@class$=b]"] = "",
  ['[@class*=" "]'] = "one",
  ["[@class*=q]"] = "",
  ["[@class=b]"] = "",
  [".b"] = "one",
  [".c.b"] = "one",
  [".d"] = "",
  ["#a"] = "one",
  ["#b"] = "",
  ["list[ordered]"] = "four five",
  ["list[ordered=true]"] = "four five",
  ["list[ordered=false]"] = "six",
  ["list[ordered!=true]"] = "six",
  ["list[start>2]"] = "four five",
  ["item[checked]"] = "four",
  ["item[checked=true]"] = "four",
  ["item[checked=false]"] = "six",
  ["item[checked!=true]"] = "five|six",
  ["cell[alignment]"] = "seven",
  ["cell[alignment=right]"] = "seven",
  ["cell[alignment=default]"] = "eight",
  ["cell[alignment!=right]"] = "eight",
  ["cell[alignment^=r]"] = "seven",
  ["cell[header]"] = "seven",
  ["cell[row_span=2]"] = "eight",
  ["table_section[part=head]"] = "seven",
  ["link[url]"] = "",
  ["image[url=u]"] = "eleven",
  ["image[title]"] = "",
  ['image[title=""]'] = "eleven",
  ['image[title!=""]'] = "",
  ["image[title!=x]"] = "eleven",
  ["code_block[language=lua]"] = "thirteen",
  ["code_block[language!=lua]"] = "",
  ["[element=nav]"] = "nine",
  ["nav"] = "nine",
  ["time"] = "ten",
  ["h1"] = "one",
  ["h2"] = "two",
  ["th"] = "seven",
  ["td"] = "eight",
  ["ol"] = "four five",
  ["ul"] = "six",
  ["thead"] = "seven",
  ["tbody"] = "eight",
  ["b"] = "twelve",
  ["strong"] = "twelve|x",
  ["section"] = "ten",
  ["div"] = "nine|nine|ten",
  ["div > nav"] = "nine",
  ["p"] = "three|fourteen",
  ["h1 ~ p"] = "three|fourteen",
  ["h1 + h2"] = "two",
  [":root"] = "",
  [":empty"] = "",
  ["p:empty"] = "",
  ["nav:only-child"] = "nine",
  ["heading:not(.b)"] = "two",
  [":has(> nav)"] = "nine",
  ["div:has(nav)"] = "nine",
  ["li:nth-child(2)"] = "five",
  ["li:nth-child(odd)"] = "four|six",
  ["li:nth-child(2n+1)"] = "four|six",
  ["li:nth-child(-n+1)"] = "four|six",
  ["li:nth-child(+2)"] = "five",
  ["li:nth-child(-2)"] = "",
  ["li:nth-child(n)"] = "four|five|six",
  ["li:nth-child(N)"] = "four|five|six",
  ["li:nth-child(99999999999)"] = "",
  ["\\68 1"] = "one",
  ["\\h1"] = "one",
  [".\\62"] = "one",
  ["#\\000061"] = "one",
  [".\\0"] = "",
  ["[@data\\-n]"] = "one|two",
  ["[@class='b c']"] = "one",
  ["[@class=\\62]"] = "",
  ["[@class=b\\20 c]"] = "one",
  ["caption[short]"] = "",
  ["my-element"] = "",
  [":is(h1, h2)"] = "one|two",
} do
  test("matches: " .. selector, function() test.equal(matched(selector), texts) end)
end

test("a selector goes over lines in its strings", function()
  test.equal(matched '[@class="b\\\nc"]', matched "[@class=bc]")
end)

for selector, message in pairs {
  ["item[checked^=t]"] =
    "column 15: 'checked' is true or false, not 't'",
  [":first"] =
    "column 2: 'first' is no pseudo-class",
  ["li:nth-child(x)"] =
    "column 14: expected a number, 'odd', 'even' or a form as '2n+1', not 'x'",
  ["li:nth-child(2n+)"] =
    "column 17: expected a number, not ')'",
  ["li:nth-child("] =
    "column 14: expected a number, 'odd', 'even' or a form as '2n+1', but the selector ends here",
  ['[@class="b c]'] =
    'column 9: this string is not closed; it ends with "',
  ["[level==1]"] =
    "column 7: '==' is no comparison; write '='",
  ["[levl=1]"] =
    "column 2: 'levl' is no field; did you mean 'level'? An attribute is written with '@'",
  ["[xyzzyplugh]"] =
    "column 2: 'xyzzyplugh' is no field; an attribute is written [@xyzzyplugh]",
  ["heading[url]"] =
    "column 9: a heading has no field 'url'",
  ["heading[level=x]"] =
    "column 15: 'level' is a number, and 'x' is none",
  ["item[checked=maybe]"] =
    "column 14: 'checked' is true or false, not 'maybe'",
  ["cell[alignment=rigth]"] =
    "column 16: 'rigth' is no value of 'alignment'; did you mean 'right'?",
  ["cell[alignment=xyzzyplugh]"] =
    "column 16: 'xyzzyplugh' is no value of 'alignment'",
  ["caption[short=x]"] =
    "column 15: 'short' is no string or number; [short] says whether it is there",
  ["heading[level"] =
    "column 14: expected ']' or one of = != < <= > >= ^= $= *= ~=, but the selector ends here",
  ["heading[level=1"] =
    "column 16: expected ']' (a value with signs or blanks stands in quotes), but the selector ends here",
  ["heading[level=1 2]"] =
    "column 17: expected ']' (a value with signs or blanks stands in quotes), not '2'",
  ["heading[level ? 1]"] =
    "column 15: expected ']' or one of = != < <= > >= ^= $= *= ~=, not '?'",
  ["heading[@data-n>1 x]"] =
    "column 19: expected ']' (a value with signs or blanks stands in quotes), not 'x'",
  ['[@data-n="1" x]'] =
    "column 14: expected ']', not 'x'",
  ["heding"] =
    "column 1: 'heding' is neither a kind nor an HTML element; did you mean 'heading'?",
  ["xyzzyplugh"] =
    "column 1: 'xyzzyplugh' is neither a kind nor an HTML element",
  ["heading >"] =
    "column 10: expected a kind, an element, '*' or one of # . [ :, but the selector ends here",
  ["> heading"] =
    "column 1: expected a kind, an element, '*' or one of # . [ :, not '>'",
  ["heading,"] =
    "column 9: expected a kind, an element, '*' or one of # . [ :, but the selector ends here",
  [","] =
    "column 1: expected a kind, an element, '*' or one of # . [ :, not ','",
  ["heading ! p"] =
    "column 9: expected a kind, an element, '*' or one of # . [ :, not '!'",
  [":nope"] =
    "column 2: 'nope' is no pseudo-class; did you mean 'not'?",
  [":frist"] =
    "column 2: 'frist' is no pseudo-class",
  [":not"] =
    "column 5: ':not' needs something in parentheses: ':not(…)'",
  [":not("] =
    "column 6: expected a kind, an element, '*' or one of # . [ :, but the selector ends here",
  [":not(heading"] =
    "column 13: expected ')', but the selector ends here",
  [":has()"] =
    "column 6: expected a kind, an element, '*' or one of # . [ :, not ')'",
  ["heading:has("] =
    "column 13: expected a kind, an element, '*' or one of # . [ :, but the selector ends here",
} do
  test("is refused: " .. selector, function()
    local _, raised = pcall(matched, selector)
    test.equal(tostring(raised):match "column %d+: .*", message)
  end)
end

--- Whether handlers for both can stand without an order.
local function are_apart(a, b)
  local document <close> = assert(rubric.read("x", "markdown"))
  local function handler() end
  local is_taken, message = pcall(document.walk, document, { [a] = handler, [b] = handler })
  test.truthy(is_taken or message:find("equally specific", 1, true))
  return is_taken
end

for _, both in ipairs {
  { "heading[level=1]", "heading[level=2]" },
  { "heading[level=1]", "heading[level>1]" },
  { "heading[level<=1]", "heading[level>=2]" },
  { "heading[level>2]", "heading[level<3]" },
  { "heading[level!=1]", "heading[level=1]" },
  { "link[url=a]", "link[url=b]" },
  { "link[url=a]", "link[url!=a]" },
  { "link[url=a]", "link[url^=b]" },
  { "link[url^=a]", "link[url^=b]" },
  { "[@k=a]", "[@k=b]" },
  { "#a", "#b" },
  { "h1", "h2" },
  { "b", "em" },
  { "nav", "section" },
  { "ol", "ul" },
  { "my-x", "my-y" },
  { "heading", "paragraph" },
  { "heading.a", "heading:not(.a)" },
  { "heading.a", "heading:not(.a .b)" },
  { "heading.a", "heading:not(.a.b)" },
  { "heading.a", "heading:not(.b, .a)" },
  { "heading[level=1]", "heading:not([level=1])" },
  { "heading:nth-child(2)", "heading:not(:nth-child(2))" },
  { "item[checked=true]", "item[checked=false]" },
  { "cell[alignment=left]", "cell[alignment=right]" },
  { "#a", "heading#b" },
  { "span", "em" },
} do
  test("no node is both: " .. both[1] .. " and " .. both[2], function()
    test.equal(are_apart(both[1], both[2]), true)
    test.equal(are_apart(both[2], both[1]), true)
  end)
end

for _, both in ipairs {
  { "heading[level=1]", "heading[level<2]" },
  { "heading[level<=2]", "heading[level>=2]" },
  { "heading[level=1]", "heading[level=1.0]" },
  { "link[url=a]", "link[url!=b]" },
  { "link[url=ab]", "link[url^=a]" },
  { "link[url^=ab]", "link[url^=a]" },
  { "link[url^=a]", "link[url^=ab]" },
  { "link[url$=a]", "link[url^=b]" },
  { "link[url=a]", "link[url*=b]" },
  { "link[url=a]", "link[title=b]" },
  { "[@k=a]", "[@l=b]" },
  { "[@k]", "[@k=b]" },
  { ".a", ".b" },
  { "heading:first-child", "heading:last-child" },
  { "heading.a", "heading:not(.b)" },
  { "heading[level=2]", "heading:not([level=1])" },
  { "heading.a", "heading.b" },
  { "heading:nth-child(2)", "heading:not(:nth-child(3))" },
  { "heading.a, paragraph", "heading.b" },
  { "link[url=a]", "link[@k=b]" },
  { "div > paragraph", "block_quote > paragraph" },
  { "i", "em" },
} do
  test("a node may be both: " .. both[1] .. " and " .. both[2], function()
    test.equal(are_apart(both[1], both[2]), false)
  end)
end

test.finish()
