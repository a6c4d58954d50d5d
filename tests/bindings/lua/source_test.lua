--- The source writer: an edit changes its own bytes, and nothing else.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

--- Reads a source, edits it, and compares what is written of it.
local function edited(format, source, edit)
  local document <close> = assert(rubric.read(source, format))
  edit(document)
  return document:write "source"
end

local function check(name, format, source, edit, wanted)
  test(name, function() test.equal(edited(format, source, edit), wanted) end)
end

local function markdown(name, source, edit, wanted) check("markdown: " .. name, "markdown", source, edit, wanted) end
local function html(name, source, edit, wanted) check("html: " .. name, "html", source, edit, wanted) end
local function text(name, source, edit, wanted) check("text: " .. name, "text", source, edit, wanted) end

local function replace(from, to)
  return function(document) test.truthy(document:gsub(from, to) > 0) end
end

local function nothing() end

-- Unedited sources come out byte for byte.
local crooked = "\u{FEFF}---\ntitle:   'a'\n---\n\n*  item\n\tcode?\n\nSetext\n======\n\n[x]:  /u\n\n<!-- c -->\r\ntrailing  \n"
markdown("nothing", crooked, nothing, crooked)
html("nothing", "<!-- x --><P CLASS=a>Hi <script>1</script>", nothing, "<!-- x --><P CLASS=a>Hi <script>1</script>")
text("nothing", " a \r\n\r\n\r\n b", nothing, " a \r\n\r\n\r\n b")

-- A word changes in its line, and what stands around it stays as it was written.
markdown("a word", "A &amp; b \\* c\nsecond *line*\n", replace("second", "2nd"), "A &amp; b \\* c\n2nd *line*\n")
markdown("beside an escape and an entity", "x \\* dog &amp; y\n", replace("dog", "cat"), "x \\* cat &amp; y\n")
markdown("an escape itself", "x \\* y\n", replace("%*", "+"), "x + y\n")
markdown("new text is escaped", "a dog\n", replace("dog", "*x* <b> `c`"), "a \\*x\\* \\<b> \\`c\\`\n")
markdown("at the start of a line", "a dog\nb\n", replace("^a", "#"), "\\# dog\nb\n")
markdown("in a lazy line of a quote", "> a dog\nlazy cat\n", replace("cat", "cow"), "> a dog\nlazy cow\n")
markdown("in a list", "*  a dog\n   and cat\n*  b\n", replace("cat", "cow"), "*  a dog\n   and cow\n*  b\n")
markdown("at the start of a quoted line", "> a\n> dog b\n", replace("dog", "cow"), "> a\n> cow b\n")
markdown("across emphasis", "a **bold dog** b\n", replace("dog", "cat"), "a **bold cat** b\n")
markdown("in a reference link", "see [the dog][r]\n\n[r]: /u 'T'\n", replace("dog", "cat"),
  "see [the cat][r]\n\n[r]: /u 'T'\n")
markdown("in a table", "|a|b|\n|---|---|\n|dog|c|\n", replace("dog", "x|y"), "|a|b|\n|---|---|\n|x\\|y|c|\n")
markdown("in code", "use `dog` now\n", replace("dog", "a*b"), "use `a*b` now\n")
markdown("in a code block", "~~~ lua\nlocal dog\n~~~\n", replace("dog", "*x*"), "~~~ lua\nlocal *x*\n~~~\n")
markdown("in a heading", "Dog\n===\n\ntext\n", replace("Dog", "Cat"), "Cat\n===\n\ntext\n")
markdown("with line ends of its own", "a dog\r\nb\r\n", replace("dog", "cat"), "a cat\r\nb\r\n")
markdown("a line goes on behind emphasis", "**a dog**\n", replace("a ", ""), "**dog**\n")

-- What cannot be patched is written anew, block by block.
markdown("a link's address", "one [two](/a)\n\n*  list\n", function(document) document:one("link").url = "/b" end, "one [two](/b)\n\n*  list\n")
markdown("in an item", "*  one [two](/a)\n   more\n*  b\n", function(document) document:one("link").url = "/b" end,
  "*  one [two](/b)\n   more\n*  b\n")
markdown("in a quoted item", "> 1. a [x](/a)\n>    more\n> 2. b\n", function(document) document:one("link").url = "/b" end,
  "> 1. a [x](/b)\n>    more\n> 2. b\n")
markdown("a language", "~~~ lua title\nx\n~~~\n", function(document) document:one("code_block").language = "c" end, "~~~ c title\nx\n~~~\n")
markdown("an item", "> *  a\n>    b\n> *  c\n\nend\n", function(document) document:one("list"):append(build.item "d") end,
  "> - a\n>   b\n> - c\n> - d\n\nend\n")
markdown("a cell", "| a | b |\n|---|:-:|\n| c | d |\n", function(document) document:one("table"):cell(2, 2):set_text "x|y" end,
  "| a | b |\n|---|:-:|\n| c | x\\|y |\n")
test("what is changed in nodes with attributes leaves them alone", function()
  local document <close> = assert(rubric.read('# a {#b}\n\n[x](y){.c k="}{"} ![i](j){width=3} <http://k.l>{.m} [r][s]{.t}\n\n[s]: u\n', "pandoc"))
  document:walk {
    heading = function(node) node.level = 3 end,
    link = function(node) node.url = "v" end,
    image = function(node) node.title = "w" end,
  }
  test.equal(document:write "source",
    '### a {#b}\n\n[x](v){.c k="}{"} ![i](j "w"){width="3"} [http://k.l](v){.m} [r](v){.t}\n\n[s]: u\n')
end)
markdown("text of links that say where they lead", "[dog] [dog][] <http://dog.e> http://dog.f ![dog]\n\n[dog]: /u\n",
  function(document) document:gsub("dog", "cat") end,
  "[cat][dog] [cat][dog] [http://cat.e](http://dog.e) [http://cat.f](http://dog.f) ![cat][dog]\n\n[dog]: /u\n")
markdown("boxes of tasks", "- [ ] a\n- b\n- [x] c\n", function(document)
  local states, index = { true, false, nil }, 0
  document:walk { item = function(node) index = index + 1; node.checked = states[index] end }
end, "- [x] a\n- [ ] b\n- c\n")
markdown("the number of a list", "7. a\n8. b\n", function(document) document:one("list").start = 12 end, "12. a\n8. b\n")
markdown("a level", "Title\n=====\n\ntext\n", function(document) document:one("heading").level = 3 end, "### Title\n\ntext\n")
markdown("blocks put in", "a\n\n\nb\n", function(document)
  document:one("paragraph"):insert_after(build.heading { level = 2, "New" })
  document:root():append "end"
  document:root():prepend "start"
end, "start\n\na\n\n## New\n\n\nb\n\nend\n")
markdown("blocks cut out", "# a\n\nb\n\n***\n\nc\n\n[r]: /u\n", function(document)
  document:one("thematic_break"):remove()
  document:one("paragraph"):remove()
end, "# a\n\nc\n\n[r]: /u\n")
markdown("the last block", "a\n\nb\n", function(document) document:root():child(2):remove() end, "a\n")
markdown("a block in another's place", "a\n\nb\n\nc\n", function(document) document:root():child(2):replace "B" end, "a\n\nB\n\nc\n")
markdown("emphasis around a word", "a dog b\n\n* x\n", function(document) document:find("dog").block:set_text "a cat b" end, "a cat b\n\n* x\n")

-- What patching would read as something else is written so that it does not.
markdown("a marker that text becomes", "a\nb. c\n", replace("b", "1"), "a\n1\\. c\n")
markdown("emphasis that would end", "**dog**\n", replace("dog", " dog"), "**dog**\n")

-- Front matter: the lines of an entry, comments and order stay.
local matter = "---\n# about\ntitle: A  # t\ntags:\n- a\n- b\ndraft: yes\n---\n\nx\n"
markdown("an entry", matter, function(document) document.meta.title = "B: c" end,
  '---\n# about\ntitle: "B: c"\ntags:\n- a\n- b\ndraft: yes\n---\n\nx\n')
markdown("a list in place", matter, function(document) table.insert(document.meta.tags, "c") end,
  "---\n# about\ntitle: A  # t\ntags:\n  - a\n  - b\n  - c\ndraft: yes\n---\n\nx\n")
markdown("an entry removed and one added", matter, function(document)
  document.meta.tags, document.meta.lang = nil, "en"
end, "---\n# about\ntitle: A  # t\ndraft: yes\nlang: en\n---\n\nx\n")
markdown("none before", "x\n", function(document) document.meta.title = "T" end, "---\ntitle: T\n---\n\nx\n")
markdown("a flow map", "---\n{title: a}\n---\nx\n", function(document) document.meta.title = "b" end, "---\ntitle: b\n---\nx\n")
test("front matter that could not be read is not edited", function()
  local document <close> = assert(rubric.read("---\na: [\n---\nx\n", "markdown", { lenient = true }))
  document.meta.title = "T"
  test.error(function() document:write "source" end, "could not be read")
end)

-- HTML: attributes in their tags, nodes between them.
html("a word", "<p>A dog &amp; <b>cat</b>\n", replace("dog", "<cow>"), "<p>A &lt;cow&gt; &amp; <b>cat</b>\n")
html("an attribute", "<A HREF='/a' onclick=x() class=c>t</A>", function(document) document:one("link").url = "/b?c&d" end,
  '<A HREF="/b?c&amp;d" onclick=x() class=c>t</A>')
html("an attribute put in and one taken out", "<p id=a class='x y'>t</p>", function(document)
  local paragraph = document:one "paragraph"
  paragraph:remove_class "x"
  paragraph:remove_class "y"
  paragraph.attributes.lang = "en"
end, '<p id=a lang="en">t</p>')
html("a level", "<h2 class=a>T</h2><p>x", function(document) document:one("heading").level = 3 end, "<h3 class=a>T</h3><p>x")
html("a list", "<ul>\n<li>a</li>\n</ul>", function(document) document:one("list").ordered = true end, "<ol>\n<li>a</li>\n</ol>")
html("an image", "<img src=a.png alt='a dog' width=3>", function(document)
  document:one("image").url = "b.png"
  document:one("image"):set_text "a cat"
end, '<img src="b.png" alt="a cat" width=3>')
html("nodes cut out", "<div>\n<p>a</p>\n<aside>menu</aside>\n<p>b <i>c</i> d</p>\n</div>", function(document)
  document:one("aside"):remove()
  document:one("emph"):remove()
end, "<div>\n<p>a</p>\n<p>b  d</p>\n</div>")
html("nodes put in", "<div><p>a</p></div>", function(document)
  document:one("paragraph"):append(build.strong "!")
  document:one("paragraph"):insert_after(build.paragraph "b")
end, "<div><p>a<strong>!</strong></p>\n<p>b</p></div>")
html("a node moved", "<p>a</p><ul class=x><li>b</ul>", function(document)
  document:root():prepend(document:one "list")
end, "<ul class=x><li>b</ul>\n<p>a</p>")
html("unwrapped", "<p>a <b class=x>b</b> c</p>", function(document) document:one("strong"):unwrap() end, "<p>a b c</p>")
html("the title", "<html><head><title>A</title><meta name=author content=X></head><body><p>a</body></html>", function(document)
  document.meta.title, document.meta.author, document.meta.lang = "B & C", { "Y", "Z" }, "en"
end, '<html><head><title>B &amp; C</title><meta name=author content="Y, Z"><meta name="lang" content="en">\n</head><body><p>a</body></html>')

text("a word", "a dog\n  b\n\nc\n", replace("dog", "cat"), "a cat\n  b\n\nc\n")
text("blocks", "a\n\nb\n\nc\n", function(document)
  document:root():child(2):remove()
  document:root():append "d"
end, "a\n\nc\n\nd\n")

test("the source keeps its encoding, and what it cannot say is an error or a reference", function()
  local latin = "<meta charset=latin1><p>caf\xE9 dog"
  local function to(word) return function(document) document:gsub("dog", word) end end
  test.equal(edited("html", latin, to "ni\u{F1}o"), "<meta charset=latin1><p>caf\xE9 ni\xF1o")
  test.equal(edited("html", latin, to "\u{17C}"), "<meta charset=latin1><p>caf\xE9 &#380;")
  local document <close> = assert(rubric.read("caf\xE9 dog", "text", { charset = "latin1" }))
  document:gsub("dog", "\u{17C}")
  test.error(function() document:write "source" end, "windows%-1252")
end)

test("edits and diff tell what was changed", function()
  local document <close> = assert(rubric.read("# A\n\nb dog c\n\nd\n", "markdown", { path = "x.md" }))
  test.equal(document:edits(), {})
  test.equal(document:diff(), "")
  document:gsub("dog", "cat")
  document:root():append "e"
  local edits = document:edits()
  test.equal(#edits, 2)
  test.equal(edits[1], { line = 3, column = 3, first = 8, last = 10, old = "dog", new = "cat" })
  test.equal(document:diff(), "--- x.md\n+++ x.md\n@@ -1,5 +1,7 @@\n # A\n \n-b dog c\n+b cat c\n \n d\n+\n+e\n")
end)

test("documents without a source to patch say so", function()
  local made <close> = rubric.new()
  made:root():append "a"
  test.error(function() made:write "source" end, "was made, not read")
  test.error(function() return made:edits() end, "was made, not read")
  local read <close> = assert(rubric.read("a *b*", "markdown"))
  test.error(function() read:one("emph"):write "source" end, "whole documents")
end)

test("a place knows its node, and a node its source", function()
  local document <close> = assert(rubric.read("# A &amp; *b*\n\n> c\n> d\n", "markdown"))
  test.equal(document:node_at(1, 12):text(), "b")
  test.equal(document:node_at(1, 1).kind, "heading")
  test.equal(document:node_at(2).kind, "document")
  test.equal(document:node_at(4, 3):closest("block_quote").kind, "block_quote")
  test.equal({ document:node_at(9), document:node_at(1, 99) }, {})
  test.error(function() document:node_at(0) end, "lines count from 1")
  test.equal(document:one("heading"):source(), "# A &amp; *b*")
  test.equal(document:source(), "# A &amp; *b*\n\n> c\n> d\n")
  test.equal(document:find("&"):source(), "&amp;")
  test.equal(build.paragraph and rubric.new():root():source(), nil)
end)

local function pandoc(name, source, edit, wanted)
  check("attributes: " .. name, "pandoc+wiki_links+autolinks", source, edit, wanted)
end

--- Sets a field of every node of a kind.
local function set(selector, field, value)
  return function(document)
    for node in document:select(selector) do node[field] = value end
  end
end

-- An attribute changes in its list, and a link in its brackets; what they hold stays as it was.
pandoc("of a div", "::: note\n\"A\" -- &amp; __b__\n:::\n", set("div", "classes", { "c" }), "::: c\n\"A\" -- &amp; __b__\n:::\n")
pandoc("of a div with a list, in a quote", "> ::::  {.note a=b} ::\n> &amp;\n> ::::\n", set("div", "id", "c"),
  "> ::::  {.note a=\"b\" #c} ::\n> &amp;\n> ::::\n")
pandoc("new ones of a heading", "# A &amp; __b__\n", set("heading", "id", "c"), "# A &amp; __b__ {#c}\n")
pandoc("of a closed heading", "# A &amp; # {k=v}\n", set("heading", "id", "c"), "# A &amp; # {k=\"v\" #c}\n")
pandoc("of an underlined heading", "A &amp;\n__b__ {.d}\n===\n", set("heading", "id", "c"), "A &amp;\n__b__ {.d #c}\n===\n")
pandoc("of an empty heading", "#\n\n\\*\n", set("heading", "id", "c"), "# {#c}\n\n\\*\n")
pandoc("none of a heading", "# A &amp;  {#b}\n", set("heading", "id", nil), "# A &amp;\n")
pandoc("of spans and code", "[a *b*]{.c} &amp; `` d` `` `e`{.f} \\*\n", set("span, code", "id", "g"),
  "[a *b*]{.c #g} &amp; `` d` ``{#g} `e`{.f #g} \\*\n")
pandoc("none of code", "`a`{.b} &amp;\n", set("code", "classes", {}), "`a` &amp;\n")
pandoc("of a link, which stay", "[a](/u \"{.c}\"){.d} &amp;\n", set("link", "url", "/v"), "[a](/v \"{.c}\"){.d} &amp;\n")
pandoc("of links and images", "![a](/u) &amp; [b][b] <cc:d>\n\n[b]: /v\n", set("link, image", "classes", { "e" }),
  "![a](/u){.e} &amp; [b](/v){.e} [cc:d](cc:d){.e}\n\n[b]: /v\n")
pandoc("a wiki link", "[[A]] &amp; [[B|c]]\n", set("link", "url", "D"), "[[D|A]] &amp; [[D|c]]\n")
pandoc("a wiki link in a cell", "| [[A]] | [[B\\|c]] |\n|---|--|\n", set("link", "url", "D"), "| [[D\\|A]] | [[D\\|c]] |\n|---|--|\n")

test("a block without text put into a text takes nothing from other edits", function()
  local document <close> = rubric.read("one\n\ntwo\n", "text")
  document:root():prepend "new"
  document:root():append(build.paragraph {})
  test.equal(document:write "source", "new\n\none\n\ntwo\n")
  test.equal(#document:edits(), 1)
end)
