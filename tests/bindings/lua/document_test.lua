--- Documents, nodes and metadata as scripts see them.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

local function markdown(source) return assert(rubric.read(source, "markdown")) end

local function written(document) return document:write("markdown", { metadata = false }) end

test("the same node is the same value", function()
  local document <close> = markdown "# a\n\nb\n"
  test.truthy(rawequal(document:one "heading", document:root():child(1)))
end)

test("a node tells its kind, fields, place and neighbours", function()
  local document <close> = markdown "## A *b*\n\n[c](http://d \"t\")\n"
  local heading, link = document:one "heading", document:one "link"
  test.equal({ heading.kind, heading.level, heading.index, heading:text() }, { "heading", 2, 1, "A b" })
  test.equal({ link.url, link.title, link.parent.kind, heading.next.kind }, { "http://d", "t", "paragraph", "paragraph" })
  test.equal(link.level, nil)
  test.equal(heading:position().line, 1)
  test.equal(link:closest("paragraph").kind, "paragraph")
  local kinds = {}
  for ancestor in link:ancestors() do kinds[#kinds + 1] = ancestor.kind end
  test.equal(kinds, { "paragraph", "document" })
end)

test("unknown fields are errors that name the nearest one", function()
  local document <close> = markdown "a\n"
  test.error(function() return document.titel end, "'titel' is not a field of document")
  test.error(function() return document:one("paragraph").knid end, "did you mean 'kind'")
  test.error(function() document:one("paragraph").level = 1 end, "a paragraph has no field 'level'")
end)

test("nodes are inserted, moved, wrapped and removed", function()
  local document <close> = markdown "a\n\nb\n"
  local root = document:root()
  root:append(build.heading { level = 2, "c ", build.emph "d" }, nil)
  root:prepend "e"
  root:child(2):insert_before(root:child(3))
  root:child(3):wrap(build.block_quote {})
  test.equal(written(document), "e\n\nb\n\n> a\n\n## c *d*\n")
  document:one("block_quote"):unwrap()
  document:one("heading"):remove()
  root:child(1):replace { "x", build.thematic_break() }
  test.equal(written(document), "x\n\n---\n\nb\n\na\n")
end)

test("impossible nestings name both kinds", function()
  local document <close> = markdown "a\n"
  test.error(function() document:one("paragraph"):append(build.list {}) end, "a list cannot stand in a paragraph")
  local paragraph = document:one "paragraph"
  paragraph:remove()
  test.error(function() return paragraph.kind end, "this node was removed")
end)

test("nodes of another document are copied", function()
  local document <close> = markdown "a\n"
  local other <close> = markdown "- *b*\n"
  document:root():append(other:one "list")
  document:root():append(other)
  test.equal(written(document), "a\n\n- *b*\n\n* *b*\n")
  test.equal(other:count "blocks", 1)
end)

test("metadata keeps types and order, and lists are written back", function()
  local document <close> = markdown "---\ntitle: T\nn: 3\nzero: '000'\ntags: [a]\nempty: []\n---\nx\n"
  local meta = document.meta
  test.equal({ meta.title, meta.n, meta.zero, meta.missing }, { "T", 3, "000", nil })
  table.insert(meta.tags, "b")
  meta.map = rubric.map()
  meta.map.z = 1
  meta.map.a = 2
  meta.n = nil
  local keys = {}
  for key in pairs(meta) do keys[#keys + 1] = key end
  test.equal(keys, { "title", "zero", "tags", "empty", "map" })
  test.equal(document:write "markdown",
    "---\ntitle: T\nzero: \"000\"\ntags:\n  - a\n  - b\nempty: []\nmap:\n  z: 1\n  a: 2\n---\n\nx\n")
  test.error(function() meta.bad = print end, "a function is no value")
  local circle = {}
  circle[1] = circle
  test.error(function() meta.bad = circle end, "holds itself")
end)

test("attributes and classes stand on any node", function()
  local document <close> = markdown "a\n"
  local node = document:one "paragraph"
  node.id = "x"
  node:add_class "one"
  node:add_class "two"
  node:remove_class "one"
  node.attributes = { ["data-k"] = "v", class = "two" }
  test.equal({ node.attributes["data-k"], node:has_class "two", node.classes[1], node.id }, { "v", true, "two", nil })
  test.equal(document:one(".two[@data-k=v]"), node)
end)

test("walking gives each node to its most specific handler, once", function()
  local document <close> = markdown "# a\n\n> b\n\nc *d*\n"
  local seen = {}
  document:walk {
    paragraph = function() seen[#seen + 1] = "p" end,
    ["block_quote paragraph"] = function(node) seen[#seen + 1] = "q" return { node:text(), "new" } end,
    block_quote = { enter = function() seen[#seen + 1] = "<" end, leave = function() seen[#seen + 1] = ">" end },
    heading = function() return false end,
    emph = function() return "e", "stop" end,
  }
  test.equal(table.concat(seen), "<q>p")
  test.equal(written(document), "> b\n>\n> new\n\nc e\n")
end)

test("a walk can skip what is in a node", function()
  local document <close> = markdown "> a\n\nb\n"
  local seen = {}
  document:walk { block_quote = function() return nil, "skip" end, paragraph = function(node) seen[#seen + 1] = node:text() end }
  test.equal(seen, { "b" })
end)

test("sections have paths and chunks", function()
  local document <close> = markdown "p\n\n# A\n\na a a\n\n## B\n\nb b b\n\nb b b b\n"
  local paths, chunks = {}, {}
  for section in document:sections() do
    paths[#paths + 1] = table.concat(section:path(), "/")
    for chunk in section:chunks { words = 4 } do chunks[#chunks + 1] = chunk:text() end
  end
  test.equal(paths, { "", "A", "A/B" })
  test.equal(chunks, { "p", "A\n\na a a", "B\n\nb b b", "b b b b" })
end)

test("the text of a chunk joins cells and rows as that of the document does", function()
  local document <close> = markdown "# A\n\n| b | c |\n|---|---|\n| d | e |\n"
  for section in document:sections() do
    for chunk in section:chunks() do test.equal(chunk:text(), "A\n\nb\tc\nd\te") end
  end
end)

test("a string that is not UTF-8 does not get in", function()
  local document <close> = markdown "a\n"
  test.error(function() document:one("paragraph"):set_text "\xff" end, "not valid UTF%-8")
  test.error(function() document:root():append "\xff" end, "not valid UTF%-8")
end)

test("bad input to read is nil, a message and a place", function()
  local document, message = rubric.read("x", "nonsense")
  test.equal(document, nil)
  test.match(message, "no reader for 'nonsense'")
end)

test.finish()

test("attributes write through, in the order they were set", function()
  local document <close> = assert(rubric.read("<a href=x id=q>t <i>u</i></a>", "html"))
  local link = document:one "link"
  link.attributes.rel = "nofollow"
  link.attributes["data-x"] = "1"
  local names = {}
  for name, value in pairs(link.attributes) do names[#names + 1] = name .. "=" .. value end
  test.equal(names, { "id=q", "rel=nofollow", "data-x=1" })
  link.attributes.rel = nil
  test.equal(link.attributes.rel, nil)
  document:one("emph").attributes = link.attributes
  test.equal(document:one("emph").attributes["data-x"], "1")
  test.error(function() link.attributes[1] = "a" end, "names of attributes are strings")
  test.error(function() link.attributes.x = {} end, "string expected")
  test.error(function() link.attributes = { x = 1, y = {} } end, "must be a string")
  test.equal(link.attributes["data-x"], "1")
  link:remove()
  test.error(function() return link.attributes.id end, "removed")
end)
