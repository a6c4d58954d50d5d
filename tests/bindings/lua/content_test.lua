--- Content: text with markup in metadata and fields, as pandoc's JSON has it.

local rubric, test = require "rubric", require "rubric.test"

local function pandoc(meta, blocks)
  local json = ("{'pandoc-api-version':[1,23],'meta':{%s},'blocks':[%s]}"):format(meta, blocks or "")
  return assert(rubric.read(json:gsub("'", '"'), "pandoc-json"))
end

local plain = "{'t':'MetaInlines','c':[{'t':'Str','c':'A'},{'t':'Space'},{'t':'Str','c':'b'}]}"
local markup = "{'t':'MetaInlines','c':[{'t':'Str','c':'A'},{'t':'Emph','c':[{'t':'Str','c':'b'}]}]}"

local function meta_of(document)
  return document:write("pandoc-json"):match('"meta":{(.*)},"blocks"'):gsub('"', "'")
end

test("content without markup is a string, with markup a node that stands nowhere", function()
  local document <close> = pandoc(("'title':%s,'note':%s,'author':{'t':'MetaList','c':[%s,%s]}"):format(
    plain, markup, plain, markup))
  local meta = document.meta
  test.equal({ meta.title, meta.author[1] }, { "A b", "A b" })
  test.equal({ meta.note.kind, meta.note:text(), meta.note.parent }, { "paragraph", "Ab", nil })
  test.equal(meta.author[2]:text(), "Ab")
end)

test("content that is left alone is written as it was read", function()
  local source = ("'title':%s,'note':%s,'author':{'t':'MetaList','c':[%s,%s]},'m':{'t':'MetaMap','c':{'k':%s}}"):format(
    plain, markup, plain, markup, plain)
  local document <close> = pandoc(source)
  local meta = document.meta
  test.equal({ #meta.author, meta.m.k }, { 2, "A b" })
  meta.title, meta.note = meta.title, meta.note
  test.equal(meta_of(document), source)
  test.equal(meta_of(document:clone()), source)
  meta.title = "new"
  meta.author[1] = "other"
  test.equal(meta.title, "new")
  test.equal(meta_of(document):sub(1, 39), "'title':{'t':'MetaString','c':'new'},'n")
  test.truthy(meta_of(document):find("[{'t':'MetaString','c':'other'}," .. markup, 1, true))
end)

test("a clone of a block is content, a node of the text is not", function()
  local document <close> = assert(rubric.read("a *b*\n", "markdown"))
  local paragraph = document:one "paragraph"
  test.error(function() document.meta.title = paragraph end, "stands nowhere")
  document.meta.title = paragraph:clone()
  test.equal(document.meta.title:text(), "a b")
  test.equal(document:write "markdown", "---\ntitle: a *b*\n---\n\na *b*\n")
  local other <close> = assert(rubric.read("c\n", "markdown"))
  test.error(function() other.meta.title = document.meta.title end, "of this document")
end)

test("a citation has its prefix as content, and its group in it", function()
  local document <close> = pandoc("", [=[{'t':'Para','c':[{'t':'Cite','c':[[{'citationId':'a','citationPrefix':
    [{'t':'Str','c':'see'}],'citationSuffix':[{'t':'Emph','c':[{'t':'Str','c':'p'}]}],'citationMode':
    {'t':'AuthorInText'},'citationNoteNum':1,'citationHash':0},{'citationId':'b','citationPrefix':[],
    'citationSuffix':[],'citationMode':{'t':'NormalCitation'},'citationNoteNum':1,'citationHash':0}],
    [{'t':'Str','c':'x'}]]}]}]=])
  local keys = {}
  for node in document:select "citation" do keys[#keys + 1] = node.key end
  test.equal(keys, { "a", "b" })
  local first = document:one "citation"
  test.equal({ first.prefix, first.suffix:text(), first.mode }, { "see", "p", "author_in_text" })
  test.equal(first:text(), "x")
  first.prefix = "see also"
  test.truthy(document:write("pandoc-json"):find('"citationPrefix":[{"t":"Str","c":"see"},{"t":"Space"},{"t":"Str","c":"also"}]', 1, true))
end)

test("`lang` and `tags` of pandoc's metadata count", function()
  local document <close> = pandoc("'lang':{'t':'MetaInlines','c':[{'t':'Str','c':'de'}]}," ..
    "'tags':{'t':'MetaList','c':[{'t':'MetaInlines','c':[{'t':'Str','c':'x'}]}]}")
  test.equal(document:language(), "de")
  document:tag "x"
  document:tag "y"
  test.equal(document.meta.tags, { "x", "y" })
end)
