--- What documents and places know and do besides their tree: wrapping and replacing stretches,
--- media, ids, strings, counts, places of metadata, nodes, and runs that are one.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

local function read(markdown) return assert(rubric.read(markdown, "markdown")) end

local function runs(node)
  local list = {}
  node:map_text(function(text) list[#list + 1] = text end)
  return list
end

test("a hit is wrapped whatever markup it crosses", function()
  local document <close> = read "See *the dog* run. And `the code` too.\n"
  local link = document:find("dog run"):wrap(build.link { url = "/x" })
  test.equal({ link.kind, link:text() }, { "link", "dog run" })
  test.equal(document:one("paragraph"):write "html", '<p>See <em>the </em><a href="/x"><em>dog</em> run</a>. And <code>the code</code> too.</p>\n')
  test.equal({ document:find("dog"):wrap(build.link { url = "y" }) }, { nil, "a link cannot stand in a link" })
  test.equal(document:find("code"):wrap(build.strong {}):text(), "the code")
  test.error(function() document:find("See"):wrap "x" end, "not in a text")
  test.error(function() document:find("See"):wrap { build.emph {}, build.emph {} } end, "one inline is needed")
  test.error(function() document:range(1, 0):wrap(build.emph {}) end, "it holds no text")
  test.equal(document:wrap_range(1, 3, build.emph {}):text(), "See")
  test.error(function() document:wrap_range(1, 999, build.emph {}) end, "out of range")
end)

test("all hits are wrapped in one walk, and a span over blocks in each of them", function()
  local document <close> = read "one two *one* t**wo o**ne\n\none\n"
  for hit in document:gmatch "one" do hit:wrap(build.strikeout {}) end
  test.equal(document:text(), "one two one two one\n\none")
  local count = 0
  for node in document:select "strikeout" do count = count + 1 test.equal(node:text(), "one") end
  test.equal(count, 4)
  document:range(1, #document:text()):wrap(build.span { id = "s" })
  test.equal(document:one("span"):text(), "one two one two one")
end)

test("a stretch is replaced by text or inlines, and spans of layers follow", function()
  local document <close> = read "ab *cd* ef gh\n"
  local span = document:annotate(document:find "gh", "l")
  local there = document:find("cd ef"):replace { build.link { url = "u", "new" }, " ", build.strong "x" }
  test.equal({ there:text(), span:text(), document:text() }, { "new x", "gh", "ab new x gh" })
  document:find("new"):replace "longer one"
  test.equal({ document:text(), span:text() }, { "ab longer one x gh", "gh" })
  document:replace_range(1, 2, build.footnote_reference { label = "1" })
  test.equal({ document:text(), span:text() }, { " longer one x gh", "gh" })
  test.equal(document:gsub("gh", function(s) return build.code(s .. "!") end), 1)
  test.equal(document:one("code"):text(), "gh!")
  test.error(function() document:find("h!"):replace(build.emph "x") end, "a code takes only text")
  test.error(function() document:find("one"):replace "\xFF" end, "not valid UTF%-8")
end)

test("media are listed, kept in a clone, replaced and taken away", function()
  local document <close> = read "a\n"
  document:add_media("images/a.png", "image/png", "one"):add_media("b.bin", nil, "\0two")
  document:add_media("images/a.png", "image/png", "three")
  local clone <close> = document:clone()
  test.equal(clone.media, { { name = "images/a.png", type = "image/png", bytes = "three" }, { name = "b.bin", type = "", bytes = "\0two" } })
  test.equal({ document:remove_media "b.bin", document:remove_media "b.bin", #document.media }, { true, false, 1 })
  for _, name in ipairs { "", "../a", "/a", "a\\b", "C:a", "a//b", ".x", "a\0b" } do
    test.error(function() document:add_media(name, nil, "x") end, "the name of a file is relative")
  end
end)

test("ids are as GitHub makes them, and never twice", function()
  local document <close> = read "# Hello, World!\n\n# Other\n"
  document:one("heading").id = "hello-world"
  test.equal({ document:unique_id "Hello, World!", document:unique_id "Hello, World!", document:unique_id(document:one "heading:nth-child(2)") },
    { "hello-world-1", "hello-world-2", "other" })
end)

test("strings are mapped in text, titles and metadata", function()
  local document <close> = read '---\ntitle: a b\nauthor: x\ntags: [t]\nkeywords: [k]\n---\n\na [b](u "c") `d` ![e](f)\n'
  document:map_strings(string.upper)
  test.equal(document:write "markdown", '---\ntitle: A B\nauthor: x\ntags:\n  - t\nkeywords:\n  - K\n---\n\nA [B](u "C") `d` ![E](f)\n')
  local kinds = {}
  document:map_strings(function(s) kinds[#kinds + 1] = s end, { except = "link", meta = false })
  test.equal(kinds, { "A ", " ", " ", "E" })
  test.error(function() document:map_strings(function() return 5 end) end, "returned a number")
  test.error(function() document:map_strings(function(s) return s end, { exept = "x" }) end, "did you mean 'except'")
end)

test("stats count what there is, as count() and select() do", function()
  local document <close> = read "# A b\n\nC d. [E](u)!\n\n- f\n- g\n"
  local stats = document:stats()
  test.equal({ stats.words, stats.sentences, stats.blocks }, { document:count "words", document:count "sentences", 7 })
  test.equal({ stats.kinds.item, stats.kinds.link, stats.kinds.table }, { 2, 1, 0 })
end)

test("metadata know where they were read", function()
  local document <close> = read "---\ntitle: A\nauthor:\n- X\n- name: Y\na.b: 5\n---\n\nx\n"
  local function at(path)
    local position = document:meta_position(path)
    return position and { position.line, position.column }
  end
  test.equal({ at "title", at "author.2.name", at "a.b" }, { { 2, 8 }, { 5, 9 }, { 6, 6 } })
  test.equal({ at "author.3", at "title.x" }, {})
  test.equal(document.meta.author[1], "X") -- a table that was handed out and not changed keeps its places
  test.equal(document:write "text" and at "author.1", { 4, 3 })
  document.meta.title = "B"
  test.equal(document:meta_position "title", nil)
end)

test("nodes of a place are those in it", function()
  local document <close> = read "# A\n\nb *c d* e\n\nf\n"
  local function kinds(place)
    local list = {}
    for node in place:nodes() do list[#list + 1] = node.kind end
    return table.concat(list, " ")
  end
  test.equal(kinds(document:one "paragraph"), "text emph text text")
  test.equal(kinds(document:find "c"), "emph text")
  test.equal(kinds(document:sections()()), "heading text paragraph text emph text text paragraph text")
end)

test("spans are chosen by label, rule and score, and nothing is ignored", function()
  local document <close> = read "a b c\n"
  document:annotate(document:find "a", "l", { label = "x", score = 1, rule = "r" })
  document:annotate(document:find "b", "l", { label = "x", score = 3 })
  document:annotate(document:find "c", "l", { label = "y" })
  local function texts(filter)
    local list = {}
    for span in document:spans("l", filter) do list[#list + 1] = span:text() end
    return table.concat(list)
  end
  test.equal({ texts(), texts "x", texts { label = "x", min_score = 2 }, texts { rule = "r" }, texts { label = "y", rule = "r" } },
    { "abc", "ab", "b", "a", "" })
  test.error(function() document:spans("l", { lable = "x" }) end, "did you mean 'label'")
  test.error(function() document:spans("l", 5) end, "label or table expected")
  test.error(function() document:find("a", 2) end, "nothing more is taken")
  test.error(function() document:gsub("a", "b", 1, true) end, "nothing more is taken")
end)

test("runs put in one behind the other are one", function()
  local document <close> = read "x *y* z\n"
  local paragraph = document:one "paragraph"
  paragraph:append("a"):append "b"
  test.equal(runs(paragraph), { "x ", "y", " zab" })
  document:one("emph"):unwrap()
  test.equal(runs(paragraph), { "x y zab" })
  test.equal(document:write "source", "x y zab\n")
  local count = 0
  for _ in document:select "text" do count = count + 1 end
  test.equal(count, 1)
end)

test("a walk keeps the runs that it has planned to visit", function()
  local document <close> = read "a *b* c\n"
  local seen = {}
  document:walk {
    emph = function() return false end,
    text = function(node)
      seen[#seen + 1] = node:text()
      document:one "text"
    end,
  }
  test.equal(seen, { "a ", " c" })
end)

test("options that do not fit name themselves", function()
  test.error(function() rubric.read("a", "markdown", { path = 5 }) end, "option 'path' must be a string, not a number")
  test.error(function() rubric.read("a", "markdown", { pth = "x" }) end, "did you mean 'path'")
  local document <close> = read "# a\n\nb\n"
  test.error(function() document:sections()():chunks { words = "x" } end, "option 'words' must be an integer")
  test.error(function() document:report("note", "x", { where = 5 }) end, "option 'where' must be a place, not a number")
end)

test.finish()

test("media go into JSON and come back", function()
  local document <close> = assert(rubric.read("a\n", "markdown"))
  document:add_media("a.bin", nil, "\0\255ab"):add_media("b.png", "image/png", "x")
  local again <close> = assert(rubric.read(document:write "json", "json"))
  test.equal(again.media, document.media)
  local function message(media) return select(2, rubric.read('{"rubric":1,"children":[],"media":' .. media .. "}", "json")) end
  test.match(message '[{"name":"a","bytes":"?"}]', "base64")
  test.match(message '[{"name":"../a","bytes":""}]', "name")
  test.match(message '[{"nme":"a"}]', "did you mean 'name'")
  test.match(message "{}", "list")
end)
