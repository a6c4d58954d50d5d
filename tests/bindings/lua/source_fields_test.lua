--- The source writer and fields: an address, a level, a class or a key changes where it stands, in
--- whatever form it was written.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

local function check(name, format, source, edit, wanted)
  test(format:match "^%a+" .. ": " .. name, function()
    local document <close> = assert(rubric.read(source, format))
    edit(document)
    test.equal(document:write "source", wanted)
  end)
end

local function set(selector, field, value)
  return function(document)
    for node in document:select(selector) do node[field] = value end
  end
end

local function give(selector, attribute, value)
  return function(document)
    for node in document:select(selector) do node.attributes[attribute] = value end
  end
end

local function meta(key, value)
  return function(document) document.meta[key] = value end
end

local function replace(from, to)
  return function(document) test.truthy(document:gsub(from, to) > 0) end
end

-- Links of wikis keep their form as long as they have one.
local pages = "[[page]] [[page|text]] [[page|]]\n"
local cell = "| a |\n|---|\n| [[page\\|text]] [[page]] |\n"
check("another page", "markdown+wiki_links", pages,
  set("link", "url", "other"),
  "[[other|page]] [[other|text]] [[other|page]]\n")
check("another page in a cell", "markdown+wiki_links", cell,
  set("link", "url", "other"),
  "| a |\n|---|\n| [[other\\|text]] [[other\\|page]] |\n")
check("a page that none can be", "markdown+wiki_links", pages,
  set("link", "url", "a|b"),
  "[page](a|b) [text](a|b) [page](a|b)\n")
check("a page with a title", "markdown+wiki_links", "[[page]]\n",
  set("link", "title", "t"),
  "[page](page \"t\")\n")
check("no page", "markdown+wiki_links", "[[page|text]]\n",
  set("link", "url", ""),
  "[text]()\n")
check("the text of a page", "markdown+wiki_links", pages,
  replace("page", "new"),
  "[[page|new]] [[page|text]] [[page|new]]\n")
check("the text of a page in a cell", "markdown+wiki_links", cell,
  replace("text", "new"),
  "| a |\n|---|\n| [[page\\|new]] [[page]] |\n")

-- Links of every form get what they lack, and nothing else.
local links = "[dog](u 't') ![dog](u) <http://dog.e> http://dog.f [dog] [dog][] [dog][r] [](u) " ..
  "[[dog]](u)\n\n[dog]: /u\n[r]: /r\n"
check("an address", "markdown", links,
  set("link, image", "url", "v"),
  "[dog](v \"t\") ![dog](v) [http://dog.e](v) [http://dog.f](v) [dog](v) [dog](v) " ..
    "[dog](v) [](v) [[dog](v)](u)\n\n[dog]: /u\n[r]: /r\n")
check("no address", "markdown", links,
  set("link, image", "url", ""),
  "[dog](<> \"t\") ![dog]() [http://dog.e]() [http://dog.f]() [dog]() [dog]() " ..
    "[dog]() []() [[dog]()](u)\n\n[dog]: /u\n[r]: /r\n")
check("a title", "markdown", links,
  set("link, image", "title", 't"'),
  "[dog](u \"t\\\"\") ![dog](u \"t\\\"\") [http://dog.e](http://dog.e \"t\\\"\") " ..
    "[http://dog.f](http://dog.f \"t\\\"\") [dog](/u \"t\\\"\") [dog](/u \"t\\\"\") [dog](/r " ..
    "\"t\\\"\") [](u \"t\\\"\") [[dog](/u \"t\\\"\")](u)\n\n[dog]: /u\n[r]: /r\n")
check("in cells", "markdown", "| [dog](u) |\n|---|\n| ![dog](u) <http://dog.e> |\n",
  set("link, image", "title", 't"'),
  "| [dog](u \"t\\\"\") |\n|---|\n| ![dog](u \"t\\\"\") [http://dog.e](http://dog.e \"t\\\"\") |\n")
check("a text that is a label on two lines", "markdown", "[a\nb]\n\n[a b]: u\n",
  replace("b", "c"),
  "[a\nc](u)\n\n[a b]: u\n")
check("an image in a link", "markdown", "[![dog](i)](u)\n",
  set("link", "url", "v"),
  "[![dog](i)](v)\n")

-- Headings, code, items and lists.
check("a level", "markdown", "# a\n\nb\n===\n\nc\n---\n\n###### d ##\n",
  set("heading", "level", 2),
  "## a\n\n## b\n\n## c\n\n## d ##\n")
check("the deepest level", "markdown", "# a\n\nb\n===\n\nc\n---\n\n##### d ##\n",
  set("heading", "level", 6),
  "###### a\n\n###### b\n\n###### c\n\n###### d ##\n")
check("an id of headings", "markdown+attributes+fenced_divs", "# a {#b}\n\nc {.d}\n===\n\n## e\n",
  give("heading", "id", "new"),
  "# a {#new}\n\nc {.d #new}\n===\n\n## e {#new}\n")
check("no attributes of headings", "markdown+attributes+fenced_divs", "# a {#b}\n\nc {.d #e}\n===\n",
  give("heading", "id", nil),
  "# a\n\nc {.d}\n===\n")
check("a value in quotes", "markdown+attributes+fenced_divs", "# a {#b}\n\nc\n===\n",
  give("heading", "k", 'v "w"'),
  "# a {#b k=\"v \\\"w\\\"\"}\n\nc {k=\"v \\\"w\\\"\"}\n===\n")
local codes = "```\na\n```\n\n~~~ lua x\nb\n~~~\n\n    c\n\n``` lua {y}\nd\n```\n"
check("a language", "markdown", codes,
  set("code_block", "language", "c"),
  "```c\na\n```\n\n~~~ c x\nb\n~~~\n\n```c\nc\n```\n\n```c {y}\nd\n```\n")
check("no language", "markdown", codes,
  set("code_block", "language", ""),
  "```\na\n```\n\n```x\nb\n```\n\n```\nc\n```\n\n```{y}\nd\n```\n")
check("an info", "markdown", codes,
  set("code_block", "info", "c d"),
  "```c d\na\n```\n\n~~~ c d\nb\n~~~\n\n```c d\nc\n```\n\n``` c d\nd\n```\n")
check("an info with a backtick", "markdown", codes,
  set("code_block", "info", "a`b"),
  "~~~a`b\na\n~~~\n\n~~~ a`b\nb\n~~~\n\n~~~a`b\nc\n~~~\n\n~~~a`b\nd\n~~~\n")
check("an info with a tilde", "markdown", codes,
  set("code_block", "info", "a~b"),
  "```a~b\na\n```\n\n```a~b\nb\n```\n\n```a~b\nc\n```\n\n``` a~b\nd\n```\n")
check("an info with an escape and an entity", "markdown", codes,
  set("code_block", "info", "a\\b &amp;"),
  "```a\\\\b \\&amp;\na\n```\n\n```a\\\\b \\&amp;\nb\n```\n\n```a\\\\b \\&amp;\nc\n```\n\n```a\\\\b " ..
    "\\&amp;\nd\n```\n")
check("an info of two lines", "markdown", codes,
  set("code_block", "info", "a\nb"),
  "```a b\na\n```\n\n```a b\nb\n```\n\n```a b\nc\n```\n\n```a b\nd\n```\n")
check("an info that attributes could be", "markdown", codes,
  set("code_block", "info", "{a}"),
  "```{a}\na\n```\n\n```{a}\nb\n```\n\n```{a}\nc\n```\n\n```{a}\nd\n```\n")
local items = "- a\n- [ ] b\n- [x] c\n- [X] d\n\n1. e\n2) f\n\n-\n-   [ ]  g\n"
check("items that are done", "markdown", items,
  set("item", "checked", true),
  "- [x] a\n- [x] b\n- [x] c\n- [x] d\n\n1. [x] e\n2) [x] f\n\n- [x] \n-   [x]  g\n")
check("items that are not done", "markdown", items,
  set("item", "checked", false),
  "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n\n1. [ ] e\n2) [ ] f\n\n- [ ] \n-   [ ]  g\n")
check("items that are no tasks", "markdown", items,
  set("item", "checked", nil),
  "- a\n- b\n- c\n- d\n\n1. e\n2) f\n\n-\n-   g\n")
check("a start of none", "markdown", "3. a\n4. b\n\n- c\n\n9) d\n",
  set("list[ordered]", "start", 0),
  "0. a\n4. b\n\n- c\n\n0) d\n")
check("a start in a quote", "markdown", "> 3. a\n> 4. b\n",
  set("list", "start", 123456789),
  "> 123456789. a\n> 4. b\n")
check("a list that is ordered no more", "markdown", "3. a\n4. b\n",
  set("list", "ordered", false),
  "- a\n- b\n")

-- Attributes of spans, code and divs.
local spans = "[s]{.t #u} `c`{.d} `e` [f]{} ![g](h){width=3}\n\n::: {.i}\nj\n:::\n\n::: k\nl\n:::\n"
check("a class", "markdown+attributes+fenced_divs", spans,
  give("span, code, div, image", "class", "new"),
  "[s]{.new #u} `c`{.new} `e`{.new} [f]{.new} ![g](h){width=\"3\" .new}\n\n::: new\nj\n" ..
    ":::\n\n::: new\nl\n:::\n")
check("no class", "markdown+attributes+fenced_divs", spans,
  give("span, code, div, image", "class", nil),
  "[s]{#u} `c` `e` [f]{} ![g](h){width=3}\n\n::: {}\nj\n:::\n\n::: {}\nl\n:::\n")
check("another attribute", "markdown+attributes+fenced_divs", spans,
  give("span, code, div, image", "data-x", "y z"),
  "[s]{.t #u data-x=\"y z\"} `c`{.d data-x=\"y z\"} `e`{data-x=\"y z\"} [f]{data-x=\"y " ..
    "z\"} ![g](h){width=\"3\" data-x=\"y z\"}\n\n::: {.i data-x=\"y z\"}\nj\n:::\n\n::: {.k " ..
    "data-x=\"y z\"}\nl\n:::\n")
check("attributes in cells", "markdown+attributes+fenced_divs", "| [s]{.t} | `c`{.d} |\n|---|---|\n| `e` | [f](g){.h} |\n",
  give("span, code, link", "class", "a|b"),
  "| [s]{class=\"a\\|b\"} | `c`{class=\"a\\|b\"} |\n|---|---|\n| `e`{class=\"a\\|b\"} | " ..
    "[f](g){class=\"a\\|b\"} |\n")

-- Front matter in every form.
check("keys with a blank and a long text", "markdown", "---\ntitle : a\nlong: >\n  b\n  c\nlast: d\n---\nx\n",
  meta("long", nil),
  "---\ntitle : a\nlast: d\n---\nx\n")
check("keys in quotes", "markdown", "---\n'title': a\n\"b\": c # d\n---\nx\n",
  meta("b", "new"),
  "---\n'title': a\nb: new\n---\nx\n")
check("a comment stays when its key goes", "markdown", "---\na: 1\n# of b\nb: 2\n# of c\nc: 3\n---\nx\n",
  meta("b", nil),
  "---\na: 1\n# of b\n# of c\nc: 3\n---\nx\n")
check("a list without indentation", "markdown", "---\na:\n- b\n- c\nd: e\n---\nx\n",
  meta("a", { "f" }),
  "---\na:\n  - f\nd: e\n---\nx\n")
check("nothing between fences", "markdown", "---\n---\nx\n",
  meta("title", "new"),
  "---\ntitle: new\n---\nx\n")
check("line ends of two bytes", "markdown", "---\r\ntitle: a\r\n---\r\nx\r\n",
  meta("z", { 1, "two", { y = true } }),
  "---\r\ntitle: a\r\nz:\r\n  - 1\r\n  - two\r\n  - \"y\": true\r\n---\r\nx\r\n")
check("a fence of periods", "markdown", "---\ntitle: a\n...\nx\n",
  meta("title", "new"),
  "---\ntitle: new\n...\nx\n")
check("nothing behind it", "markdown", "---\ntitle: a\n---",
  meta("title", nil),
  "")
check("a map in braces with one key more", "markdown", "---\n{title: a, b: c}\n---\nx\n",
  meta("z", 1),
  "---\ntitle: a\nb: c\nz: 1\n---\nx\n")
check("a map in braces with one key less", "markdown", "---\n{title: a, b: c}\n---\nx\n",
  meta("title", nil),
  "---\nb: c\n---\nx\n")
check("an alias that stays", "markdown", "---\na: &x {b: c}\ntitle: *x\nd: e\n---\nx\n",
  meta("d", "new"),
  "---\na: &x {b: c}\ntitle: *x\nd: new\n---\nx\n")
check("an alias whose anchor goes", "markdown", "---\na: &x {b: c}\ntitle: *x\n---\nx\n",
  meta("a", nil),
  "---\ntitle:\n  b: c\n---\nx\n")
check("everything, one by one", "markdown", "---\na: 1\nb: 2\nc: 3\nd: 4\n---\nx\n",
  function(document) for key in pairs(document.meta) do document.meta[key] = nil end end,
  "x\n")

-- Tags of pages keep their letters, quotes and order.
local paragraphs = "<p CLASS = a id='b' data-x>x</p><p class=\"c\" title='t &amp; u'>y</p><p>z<br/>w<p lang=de / dir>v"
check("a class", "html", paragraphs,
  give("paragraph", "class", "new"),
  "<p CLASS=\"new\" id='b' data-x>x</p><p class=\"new\" title='t &amp; u'>y</p><p " ..
    "class=\"new\">z<br/>w<p lang=de / dir class=\"new\">v")
check("no class", "html", paragraphs,
  give("paragraph", "class", nil),
  "<p id='b' data-x>x</p><p title='t &amp; u'>y</p><p>z<br/>w<p lang=de / dir>v")
check("the value that one has", "html", paragraphs,
  give("paragraph", "title", "t & u"),
  "<p CLASS = a id='b' data-x title=\"t &amp; u\">x</p><p class=\"c\" title='t &amp; " ..
    "u'>y</p><p title=\"t &amp; u\">z<br/>w<p lang=de / dir title=\"t &amp; u\">v")
check("a value with signs", "html", paragraphs,
  give("paragraph", "title", '"<&>'),
  "<p CLASS = a id='b' data-x title=\"&quot;&lt;&amp;&gt;\">x</p><p class=\"c\" " ..
    "title=\"&quot;&lt;&amp;&gt;\">y</p><p title=\"&quot;&lt;&amp;&gt;\">z<br/>w<p " ..
    "lang=de / dir title=\"&quot;&lt;&amp;&gt;\">v")
check("one without a value", "html", paragraphs,
  give("paragraph", "data-x", nil),
  "<p CLASS = a id='b'>x</p><p class=\"c\" title='t &amp; u'>y</p><p>z<br/>w<p lang=de / dir>v")
check("one that gets a value", "html", paragraphs,
  give("paragraph", "dir", "rtl"),
  "<p CLASS = a id='b' data-x dir=\"rtl\">x</p><p class=\"c\" title='t &amp; u' " ..
    "dir=\"rtl\">y</p><p dir=\"rtl\">z<br/>w<p lang=de / dir=\"rtl\">v")
check("broken tags", "html", "<p class=>x</p><p =a b>y</p><p a=\f\"b\"c>z",
  give("paragraph", "class", "new"),
  "<p class=\"new\">x</p><p =a b class=\"new\">y</p><p a=\f\"b\"c class=\"new\">z")
check("what only looks like tags", "html", "<!-- <p class=a> --><script>'<p class=b>'</script><p class=c>x<!-- <p>",
  give("paragraph", "class", "new"),
  "<!-- <p class=a> --><script>'<p class=b>'</script><p class=\"new\">x<!-- <p>")
check("addresses", "html", "<a href=u>x</a><A HREF='v' title=t>y</A><a name=q>z</a><img src=i alt='j'>" ..
    "<img/><a href>e</a><a href= >f</a>",
  set("link, image", "url", "new&x"),
  "<a href=\"new&amp;x\">x</a><A HREF=\"new&amp;x\" title=t>y</A><a name=q>z</a><img " ..
    "src=\"new&amp;x\" alt='j'><img src=\"new&amp;x\" alt=\"\"/><a href=\"new&amp;x\">e</a>" ..
    "<a href=\"new&amp;x\">f</a>")
check("levels", "html", "<h1 id=a>x</h1><H2>y</H2 ><h3>z<p>open",
  set("heading", "level", 2),
  "<h2 id=a>x</h2><H2>y</H2 ><h2>z<p>open")
check("a start", "html", "<ol start=3 type=a><li>x<li value=7>y</ol>",
  set("list", "start", 5),
  "<ol start=\"5\" type=a><li>x<li value=7>y</ol>")
check("the usual start", "html", "<ol start=3 type=a><li>x<li>y</ol><ol reversed><li>z</ol>",
  set("list", "start", 1),
  "<ol type=a><li>x<li>y</ol><ol reversed><li>z</ol>")
check("a list that is ordered", "html", "<ul><li>x</ul>",
  set("list", "ordered", true),
  "<ol><li>x</ol>")
local boxes = "<ul><li><input type=checkbox> z<li><input type=checkbox checked>w<li>v</ul><p>u"
check("boxes that are checked", "html", boxes,
  set("item", "checked", true),
  "<ul><li><input type=\"checkbox\" disabled=\"\" checked=\"\"> z</li><li><input " ..
    "type=\"checkbox\" disabled=\"\" checked=\"\"> w</li><li><input type=\"checkbox\" " ..
    "disabled=\"\" checked=\"\"> v</li></ul><p>u")
check("no boxes", "html", boxes,
  set("item", "checked", nil),
  "<ul><li>z</li><li>w</li><li>v</li></ul><p>u")
check("spans of cells", "html", "<table><tr><th align=left>a<td colspan=2>b</table>",
  set("cell", "column_span", 3),
  "<table><tr><th align=left colspan=\"3\">a<td colspan=\"3\">b</table>")
check("the alignment of cells", "html", "<table><tr><th align=left>a<td colspan=2>b</table>",
  set("cell", "alignment", "right"),
  "<table><tr><th align=\"right\">a<td colspan=2 align=\"right\">b</table>")
check("cells that are no heads", "html", "<table><tr><th align=left>a<td colspan=2>b</table>",
  set("cell", "header", false),
  "<table><tr><td align=left>a<td colspan=2>b</table>")
check("names of elements", "html", "<div>d</div><section id=s>e</section><span>f</span>",
  set("div, span", "element", "article"),
  "<article>d</article><article id=s>e</article><article>f</article>")

-- Blocks without end tags are closed by those around them, and stay inside.
check("a last item", "html", "<ul><li>d<li>e</ul>\n<p>f",
  function(document) document:one("list"):append(build.item "new") end,
  "<ul><li>d<li>e\n<li>new</li></ul>\n<p>f")
check("a last paragraph", "html", "<div><p>x</div><p>y",
  function(document) document:one("paragraph"):insert_after "new" end,
  "<div><p>x\n<p>new</p></div><p>y")
check("an item cut out", "html", "<ul><li>d<li>e</ul>\n<p>f",
  function(document) document:one("list").last:remove() end,
  "<ul><li>d</ul>\n<p>f")
check("blocks at both ends of a body", "html", "<body><h1>a</h1>\n<p>b</body>",
  function(document) document:root():append "end" document:root():prepend "start" end,
  "<body><p>start</p>\n<h1>a</h1>\n<p>b\n<p>end</p></body>")
check("blocks at both ends of bare text", "html", "x",
  function(document) document:root():append "end" document:root():prepend "start" end,
  "<p>start</p>\nx\n<p>end</p>")

-- The head of a page.
check("a title", "html", "<html><head><title>a</title><meta name=author content=b></head><p>x",
  meta("title", "new <b>"),
  "<html><head><title>new &lt;b&gt;</title><meta name=author content=b></head><p>x")
check("a title that was none", "html", "<head><META CONTENT=d NAME=description></head><p>x",
  meta("title", "new"),
  "<head>\n<title>new</title><META CONTENT=d NAME=description></head><p>x")
check("no title", "html", "<html><head><title>a</title><meta name=author content=b></head><p>x",
  meta("title", nil),
  "<html><head><meta name=author content=b></head><p>x")
check("authors", "html", "<html><head><title>a</title><meta name=author content=b></head><p>x",
  meta("author", { "Ann", "Bob" }),
  "<html><head><title>a</title><meta name=author content=\"Ann, Bob\"></head><p>x")
check("a description", "html", "<head><META CONTENT=d NAME=description></head><p>x",
  meta("description", 'D"'),
  "<head><META CONTENT=\"D&quot;\" NAME=description></head><p>x")
check("a description that was none", "html", "<head></head><p>x",
  meta("description", "D"),
  "<head><meta name=\"description\" content=\"D\">\n</head><p>x")
check("a number, a boolean, and what has no place", "html", "<head></head><p>x",
  function(document)
    document.meta.draft, document.meta.count, document.meta.share = true, 7, 0.5
    document.meta.map, document.meta.list = { a = 1 }, { 1, { 2 } }
  end,
  "<head><meta name=\"share\" content=\"0.5\">\n<meta name=\"count\" content=\"7\">\n<meta " ..
    "name=\"draft\" content=\"true\">\n</head><p>x")

test.finish()
