--- Spans, ranges and layers: what they refuse, and what is left of them when their text changes.

local phrases, rubric, test = require "rubric.phrases", require "rubric", require "rubric.test"

local function markdown(source) return assert(rubric.read(source, "markdown")) end

--- What each call of a list raises: { function, pattern }.
local function refuses(calls)
  for _, call in ipairs(calls) do test.error(call[1], call[2]) end
end

test("a range lies within the text of its node, and cuts no code point", function()
  local d <close> = markdown "aä *b*\n"
  local block = d:one "paragraph"
  refuses {
    { function() block:range(0, 1) end, "#1.*out of range" },
    { function() block:range(7, 7) end, "#1.*out of range" },
    { function() block:range(1, 6) end, "#2.*out of range" },
    { function() block:range(3, 1) end, "#2.*out of range" },
    { function() block:range(3, 3) end, "#1.*inside of a code point" },
    { function() block:range(1, 2) end, "#2.*inside of a code point" },
    { function() block:range "x" end, "#1.*number expected" },
    { function() block:range(1) end, "#2.*number expected" },
  }
  test.equal({ block:range(1, 3):text(), block:range(2, 1):text(), block:range(6, 5):text() }, { "aä", "", "" })
  test.equal(d:one("emph"):range(1, 1):text(), "b")
end)

test("a node without text has no range, and nothing of it is put on a layer", function()
  local d <close> = markdown "---\n\n![](u)\n"
  local rule = d:one "thematic_break"
  refuses {
    { function() rule:range(1, 0) end, "it holds no text" },
    { function() d:annotate(rule, "l") end, "it holds no text" },
    { function() d:tag(rule, "l") end, "it holds no text" },
  }
  local empty <close> = rubric.new()
  refuses {
    { function() empty:range(1, 0) end, "it holds no text" },
    { function() empty:range(1, 1) end, "out of range" },
  }
end)

test("a range of a document lies within its text, and may go over blocks", function()
  local d <close> = markdown "aä\n\nbcd\n"
  refuses {
    { function() d:range(0, 1) end, "#1.*out of range" },
    { function() d:range(10, 10) end, "#1.*out of range" },
    { function() d:range(1, 9) end, "#2.*out of range" },
    { function() d:range(4, 2) end, "#2.*out of range" },
    { function() d:range(3, 3) end, "#1.*inside of a code point" },
    { function() d:range(1, 2) end, "#2.*inside of a code point" },
  }
  local both = d:range(2, 7)
  test.equal({ both.first, both.last, both.block:text() }, { 2, 2, "aä" })
  test.equal({ d:range(6, 8):text(), d:range(6, 5):text(), d:range(9, 8):text() }, { "bcd", "", "" })
end)

test("a span over two blocks moves with both, and goes with either", function()
  local d <close> = markdown "one two\n\nthree four\n"
  local both = d:range(5, 14) -- "two" to "three"
  d:gsub("one", "eleven")
  d:gsub("three", "3")
  test.equal({ both:exists(), both.first }, { true, 8 })
  d:root().last:remove()
  test.equal(both:exists(), false)
  test.error(function() return both.first end, "its block was removed")
  local first = d:range(1, 3)
  d:gsub("eleven two", "")
  test.equal(first:exists(), false)
  test.error(function() return first.first end, "its text was removed")
end)

test("spans of a closed document are no more", function()
  local d = markdown "one two\n"
  local word, tag = d:words()(), d:tag(d:find "two", "x")
  d:close()
  test.equal({ word:exists(), tag:exists() }, { false, false })
  refuses {
    { function() return word.first end, "its document is closed" },
    { function() return tag.label end, "its document is closed" },
    { function() tag:set { label = "y" } end, "its document is closed" },
    { function() word:overlaps(tag) end, "its document is closed" },
  }
end)

test("a span that was removed from its layer can only be asked whether it exists", function()
  local d <close> = markdown "one two\n"
  local tag = d:tag(d:find "two", "x")
  tag:remove()
  test.equal(tag:exists(), false)
  refuses {
    { function() return tag.label end, "this span was removed" },
    { function() tag:remove() end, "this span was removed" },
    { function() tag:text() end, "this span was removed" },
  }
end)

test("only what a layer holds can be set or removed, and only with what a span has", function()
  local d <close> = markdown "one two\n"
  local word, tag = d:words()(), d:tag(d:find "two", "x")
  refuses {
    { function() word:set { label = "y" } end, "no layer holds this span" },
    { function() word:remove() end, "no layer holds this span" },
    { function() tag:set() end, "table expected" },
    { function() tag:set { lable = "y" } end, "lable.*label" },
    { function() tag:set { label = 1 } end, "label" },
    { function() tag:set { rule = {} } end, "rule" },
    { function() tag:set { score = "much" } end, "score" },
    { function() tag:set { data = print } end, "function" },
    { function() return tag.lable end, "did you mean 'label'" },
    { function() return tag.xyzzyplugh end, "is not a field of span" },
    { function() return tag[{}] end, "string expected" },
    { function() d.tag(d, {}, "x") end, "" },
  }
  test.equal(tag:set { label = "y", rule = "r", score = 2, data = { 1, 2 } }, tag)
  test.equal({ tag.layer, tag.label, tag.rule, tag.score, tag.data[2] }, { "tag", "y", "r", 2.0, 2 })
  tag:set {}
  test.equal({ tag.label, tag.score }, { "y", 2.0 })
end)

test("what a span was not given is nil", function()
  local d <close> = markdown "one two\n"
  local word, bare = d:words()(), d:annotate(d:find "two", "l")
  for _, name in ipairs { "layer", "label", "rule", "score", "data", "phrase", "captures" } do
    test.equal(word[name], nil)
  end
  for _, name in ipairs { "label", "rule", "score", "data", "phrase", "captures", "class" } do
    test.equal(bare[name], nil)
  end
  test.equal({ bare.layer, bare.document == d, word[1] }, { "l", true, nil })
  local hit = phrases.compile({ "one" }):scan(d)()
  test.equal({ hit.phrase, hit[1], hit.captures }, { "one" })
  test.equal({ d:find("(t)(w)")[2], d:find("(t)(w)")[3] }, { "w" })
end)

test("words say their stem and whether they are stop words, as far as their language is known", function()
  local d <close> = markdown "---\nlang: en\n---\n\nthe cats\n"
  local next_word = d:words()
  local the, cats = next_word(), next_word()
  test.equal({ the.is_stopword, cats.is_stopword, cats.stem }, { true, false, "cat" })
  local unknown <close> = markdown "---\nlang: tlh\n---\n\nthe cats\n"
  test.equal({ unknown:words()().is_stopword, unknown:words()().stem }, { false, "the" })
end)

test("a soft line end in a span reads as a blank", function()
  local d <close> = markdown "one\ntwo *three\nfour*\n"
  local span = d:find "one two three four"
  test.equal({ span:text(), span.lower, span.shape }, { "one two three four", "one two three four", "xxx xxx xxxx xxxx" })
end)

test("spans are equal when they are of one document, one layer and one place", function()
  local d <close> = markdown "one two\n\none\n"
  local other <close> = markdown "one two\n"
  local block = d:one "paragraph"
  local span = block:range(1, 3)
  test.equal(span == block:range(1, 3), true)
  test.equal(span == block:range(1, 2), false)
  test.equal(span == block:range(2, 3), false)
  test.equal(span == block.next:range(1, 3), false)
  test.equal(span == d:range(1, 11), false)
  test.equal(span == other:one("paragraph"):range(1, 3), false)
  test.equal(span == d:tag(span, "x"), false)
  test.equal(span == block, false)
  test.equal(block == span, false)
end)

test("spans overlap when they share a byte of one block", function()
  local d <close> = markdown "one two\n\none\n"
  local other <close> = markdown "one two\n"
  local block = d:one "paragraph"
  local span = block:range(3, 5)
  test.equal(span:overlaps(block:range(5, 7)), true)
  test.equal(span:overlaps(block:range(1, 3)), true)
  test.equal(span:overlaps(block:range(6, 7)), false)
  test.equal(span:overlaps(block:range(1, 2)), false)
  test.equal(span:overlaps(block.next:range(1, 3)), false)
  test.equal(span:overlaps(other:one("paragraph"):range(3, 5)), false)
  test.error(function() span:overlaps "x" end, "span")
end)

test("the closest node around a span is its run, what is around that, or its block", function()
  local d <close> = markdown "> a *b **c***\n"
  local c = d:find "c"
  test.equal({ c:closest("strong").kind, c:closest("emph").kind, c:closest("block_quote").kind },
    { "strong", "emph", "block_quote" })
  test.equal({ c:closest "heading", d:one("paragraph"):range(6, 5):closest("paragraph").kind }, { nil, "paragraph" })
  test.error(function() c:closest "heading[" end, "column 9")
end)

test("a place of another document, or of none, is put on no layer", function()
  local d <close> = markdown "one two\n"
  local other <close> = markdown "one two\n"
  refuses {
    { function() d:annotate(other:find "one", "l") end, "a place of another document" },
    { function() d:tag(other, "l") end, "a place of another document" },
    { function() d:annotate(7, "l") end, "" },
    { function() d:annotate(d:find "one") end, "string expected" },
    { function() d:annotate(d:find "one", "l", { lable = "x" }) end, "lable" },
    { function() d:annotate(d:find "one", "l", { score = "x" }) end, "score" },
    { function() d:annotate(d:find "one", "l", { data = print }) end, "function" },
    { function() d:tag(d:find "one") end, "string expected" },
    { function() d:resolve("l", { policy = "shortest" }) end, "policy" },
    { function() d:resolve("l", { police = "score" }) end, "police" },
    { function() d:resolve() end, "string expected" },
  }
end)

test("of overlapping spans the longest stays, or the one with the highest score", function()
  local function left(policy)
    local d <close> = markdown "abcdef\n\nabcdef\n"
    local block = d:one "paragraph"
    local function add(first, last, score, where)
      d:annotate((where or block):range(first, last), "l", { label = first .. "-" .. last, score = score })
    end
    add(1, 3, 1)
    add(3, 6, 0.5)
    add(6, 6) -- no score is the lowest
    add(1, 2, nil, block.next)
    add(2, 3, nil, block.next)
    add(5, 6, 3, block.next)
    d:resolve("l", { policy = policy })
    local labels = {}
    for span in d:spans "l" do labels[#labels + 1] = span.label end
    return labels
  end
  test.equal(left "longest", { "3-6", "1-2", "5-6" })
  test.equal(left "score", { "1-3", "6-6", "1-2", "5-6" })
  test.equal(left(nil), left "longest")
end)

test("tags of a document are added once, to whatever its metadata has", function()
  local function tagged(metadata)
    local d <close> = markdown("---\n" .. metadata .. "\n---\n\ntext\n")
    d:tag "new"
    d:tag "new"
    local tags = {}
    for i, tag in ipairs(d.meta.tags) do tags[i] = tag end
    return tags
  end
  test.equal(tagged "title: x", { "new" })
  test.equal(tagged "tags: old", { "old", "new" })
  test.equal(tagged "tags: [old, 7]", { "old", 7, "new" })
  test.equal(tagged "tags: [new]", { "new" })
  test.equal(tagged "tags: 7", { "new" })
  local content = '{"t":"MetaInlines","c":[{"t":"Strong","c":[{"t":"Str","c":"bold"}]}]}'
  local d <close> = assert(rubric.read('{"pandoc-api-version":[1,23],"meta":{"tags":' .. content .. '},"blocks":[]}',
    "pandoc-json"))
  d:tag "new"
  test.equal({ d.meta.tags[1], d.meta.tags[2] }, { "bold", "new" })
end)

test.finish()
