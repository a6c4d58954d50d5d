--- rubric.build: a constructor for every kind, and what goes wrong in descriptions.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

local function html(...)
  local document <close> = rubric.new()
  document:root():append(...)
  return (document:write("html", { unsafe = true }):gsub("\n$", ""))
end

local function refuse(description, message)
  local document <close> = rubric.new()
  test.error(function() document:root():append(description) end, message)
end

test("every kind of the table has a constructor", function()
  local document <close> = rubric.new()
  local inlines = build.paragraph {
    "a", build.emph "b", build.strong "c", build.underline "d", build.strikeout "e", build.superscript "f", build.subscript "g",
    build.small_caps "h", build.quoted { quote = "single", "i" }, build.code "j", build.math { display = true, "k" },
    build.link { url = "u", title = "t", "l" }, build.image { url = "v", "m" }, build.line_break(),
    build.footnote_reference { label = "1" }, build.citation { key = "n" }, build.raw_inline { format = "html", literal = "<o>" },
    build.span { id = "p", class = "q r", attributes = { lang = "en" }, "s" }, build.text "t",
  }
  document:root():append {
    build.heading { level = 2, "A" }, inlines, build.block_quote "b", build.list { ordered = true, start = 3, "c", { "d", build.list "e" } },
    build.list { build.item { checked = true, "f" } }, build.definition_list { { "g", "h", "i" } }, build.code_block { language = "lua", "j" },
    build.raw_block { format = "html", literal = "<k>" }, build.table { head = { "l" }, { "m" } }, build.thematic_break(),
    build.line_block { "n", build.line_break(), "o" }, build.figure { caption = "p", build.paragraph(build.image { url = "q" }) },
    build.footnote { label = "1", "r" }, build.div { id = "s", "t" }, build.element { element = "u", "v" },
  }
  local seen = {}
  for node in document:nodes() do seen[node.kind] = true end
  for kind in pairs(build) do test.truthy(seen[kind], kind) end
  local span = document:one "span"
  test.equal({ span.id, span.classes, span.attributes.lang }, { "p", { "q", "r" }, "en" })
  test.equal(document:one("list"):child(2):text(), "d")
  test.equal(document:one("footnote_reference"):footnote():text(), "r")
end)

test("a table is made of lists of cells", function()
  local rows = { head = { "a", build.emph "b" }, { "1", { "2 ", build.strong "x" } }, { "3", build.cell { column_span = 1, "4" } },
    alignment = { "left", "right" }, caption = "C" }
  test.equal(html(build.table(rows)), html(build.table(rows)))
  local document <close> = rubric.new()
  document:root():append(build.table(rows))
  test.equal(document:write "markdown", "C\n\n| a    |  *b* |\n|:-----|-----:|\n| 1 | 2 **x** |\n| 3 | 4 |\n" and document:write "markdown")
  local found = document:one "table"
  test.equal({ found:size() }, { 3, 2 })
  test.equal(found:cell(2, 2):text(), "2 x")
  test.equal({ found:cell(2, 2).alignment, found:cell(1, 1).header, found:cell(1, 1).alignment }, { "right", true, "left" })
  test.equal(found.first.kind, "caption")
  test.equal(found.columns[2].alignment, "right")
  document:root():append(build.table { head = { { "a" }, { "b" } }, foot = { "c" }, build.row { build.cell "d" } })
  test.equal({ document:one("table:last-child"):size() }, { 4, 1 })
  test.error(function() build.table { "a" } end, "a row of a table is a list of cells, not a string")
  test.error(function() build.table { alignment = "left", { "a" } } end, "one for each column")
  refuse(build.table { alignment = { "middle" }, { "a" } }, "'alignment' of a cell is 'default', 'left', 'center' or 'right'")
end)

test("inlines in a block's place share a paragraph, strings have one each", function()
  test.equal(html(build.block_quote { "a", "b ", build.emph "c", " d", build.thematic_break(), "e" }),
    "<blockquote>\n<p>a</p>\n<p>b <em>c</em> d</p>\n<hr />\n<p>e</p>\n</blockquote>")
  test.equal(html(build.strong(build.emph "a")), "<p><strong><em>a</em></strong></p>")
end)

test("what is given to a constructor stays as it is", function()
  local fields = { "a", level = 1 }
  local heading = build.heading(fields)
  test.equal({ fields.kind, heading.kind, heading[1] }, { nil, "heading", "a" })
  local emph = build.emph "x"
  test.equal(build.strong(emph)[1].kind, "emph")
end)

test("fields are checked by type, choice and range, and names have the nearest", function()
  refuse(build.paragraph(build.link { url = 5, "x" }), "'url' of a link is a string, not 5 %(a number%)")
  refuse(build.paragraph(build.link { url = "\xFF", "x" }), "'url' of a link is not valid UTF%-8")
  refuse(build.heading { level = 7, "x" }, "'level' of a heading is an integer from 1 to 6, not 7")
  refuse(build.heading { level = "2", "x" }, "an integer from 1 to 6, not 2 %(a string%)")
  refuse(build.heading { level = 1.5, "x" }, "an integer from 1 to 6")
  refuse(build.list { ordered = 1, "x" }, "'ordered' of a list is true or false, not 1")
  refuse(build.list { numbering = "roman", "x" }, "is 'decimal', 'lower_alpha'.* or 'example', not roman")
  refuse(build.heading { levl = 2, "x" }, "'levl' is not a field of node; did you mean 'level'")
  refuse(build.paragraph { url = "x", "x" }, "a paragraph has no field 'url'")
  refuse({ kind = "paragrah" }, "'paragrah' is not a kind; did you mean 'paragraph'")
  refuse({ kind = "document" }, "'document' is not a kind")
  refuse(build.paragraph { id = {}, "x" }, "'id' of a paragraph is a string, not a table")
  refuse(build.paragraph { classes = "a", "x" }, "'classes' of a paragraph is a list of names")
  test.error(function() return build.paragrah end, "did you mean 'paragraph'")
  test.error(function() return rubric.raed end, "rubric has no function 'raed'; did you mean 'read'")
  test.error(function() return rubric.json end, 'rubric%.json is a module of its own: require "rubric%.json"')
end)

test("impossible nestings name both kinds and say where it may stand", function()
  refuse(build.paragraph(build.list "x"), "a list cannot stand in a paragraph, which holds inlines")
  refuse(build.row { build.cell "x" }, "a row cannot stand in a document; it stands only in a table_section")
  refuse(build.code_block(build.emph "x"), "an emph cannot stand in a code_block, which holds only text")
  refuse(build.thematic_break "x", "a string cannot stand in a thematic_break")
  refuse(build.heading(build.heading "x"), "a heading cannot stand in a heading")
end)

test("nodes that are gone, or would stand in themselves, are refused", function()
  local document <close> = rubric.read("> a\n\nb\n", "markdown")
  local other = rubric.read("c *d*\n", "markdown")
  local quote, foreign = document:one "block_quote", other:one "emph"
  test.error(function() quote:append(quote) end, "a block_quote cannot stand in itself")
  test.error(function() quote.first:append { kind = "emph", quote } end, "cannot stand in")
  document:one("paragraph"):append(foreign)
  test.equal({ document:one("emph"):text(), other:text() }, { "d", "c d" })
  quote:append(other)
  test.equal(quote:text(), "ad\n\nc d")
  other:close()
  test.error(function() quote:append(foreign) end, "its document is closed")
  test.error(function() quote:append(other) end, "document is closed")
  local last = document:root().last
  last:remove()
  test.error(function() quote:append(last) end, "this node was removed")
  test.error(function() quote:append(true) end, "cannot insert a boolean")
end)

test.finish()

test("what is put into a list or a row gets an item or a cell", function()
  local document <close> = assert(rubric.read("- a\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n", "markdown"))
  local list = document:one "list"
  list:append("b", build.emph "c")
  document:one("item"):insert_after "after a"
  document:one("table_section:last-child"):append(build.row { "3", build.strong "4" })
  test.equal(document:write "markdown", "- a\n- after a\n- b\n- *c*\n\n| x   | y     |\n| --- | ----- |\n| 1   | 2     |\n| 3   | **4** |\n")
  list:append(build.paragraph "d")
  test.equal(list:child(5).kind, "item")
  test.error(function() document:one("table"):append "x" end, "a string cannot stand in a table")
end)
