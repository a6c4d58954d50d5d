--- JSON that is no document, and none of pandoc's: where that is seen, and what was expected there.

local rubric, test = require "rubric", require "rubric.test"

local function refuses(format, cases, before, behind)
  for _, case in ipairs(cases) do
    local json = before .. case[1] .. behind
    test(format .. ": " .. json, function()
      local document, message, place = rubric.read(json, format)
      test.equal({ document == nil, ("%d:%d: %s"):format(place.line, place.column, message) }, { true, case[2] })
    end)
  end
end

refuses("json", {
  { '[]', '1:1: this JSON is not a document: expected an object with "rubric": 1 (see rubric convert -t json)' },
  { '{"rubric":0}', "1:11: expected 'rubric' to be 1, the version of the form" },
  { '{"rubric":1.5}', "1:11: expected 'rubric' to be 1, the version of the form" },
  { '{"rubric":2}',
    '1:11: this document is of version 2, and version 1 is the last that is known here: a later rubric reads it' },
  { '{"rubric":1,"children":{}}', "1:24: expected 'children' to be a list, found a map" },
  { '{"rubric":1,"children":[],"url":1}', "1:33: expected 'url' to be a string, found an integer" },
  { '{"rubric":1,"children":[],"metadata":[]}', "1:38: expected 'metadata' to be a map, found a list" },
  { '{"rubric":1,"children":[],"layers":[]}', "1:36: expected 'layers' to be a map, found a list" },
  { '{"rubric":1,"children":[],"layers":{"l":{}}}', '1:41: expected a layer to be a list, found a map' },
  { '{"rubric":1,"children":[],"layers":{"l":[1]}}', '1:42: expected a span to be a map, found an integer' },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{"block":-1}]}}',
    "1:71: expected 'block' of a span to be an integer from 0" },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{"block":"x"}]}}',
    "1:71: expected 'block' of a span to be an integer from 0" },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{"block":99999999999}]}}',
    "1:71: expected 'block' of a span to be an integer from 0" },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{"block":0,"score":"x"}]}}',
    "1:81: expected 'score' to be a number, found a string" },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{"block":0,"label":1}]}}',
    '1:81: expected label to be a string, found an integer' },
  { '{"rubric":1,"children":[{"kind":"paragraph"}],"layers":{"l":[{}]}}',
    "1:62: expected 'block' of a span to be below 1, the count of blocks with text" },
  { '{"rubric":1,"children":[],"media":{}}', "1:35: expected 'media' to be a list, found a map" },
  { '{"rubric":1,"children":[],"media":[1]}', "1:36: expected each of 'media' to be a map, found an integer" },
  { '{"rubric":1,"children":[],"media":[{"name":1}]}', '1:44: expected name to be a string, found an integer' },
  { '{"rubric":1,"children":[],"media":[{"nmae":"a"}]}', "1:44: a media has no 'nmae'; did you mean 'name'?" },
  { '{"rubric":1,"children":[1]}', "1:25: expected a node, an object with a 'kind', as {\"kind\": \"text\"}" },
  { '{"rubric":1,"children":[{"kind":1}]}',
    "1:33: expected a node, an object with a 'kind', as {\"kind\": \"text\"}" },
  { '{"rubric":1,"children":[{"kind":"xyzzyplugh"}]}', "1:33: there is no kind 'xyzzyplugh'" },
  { '{"rubric":1,"children":[{"kind":"div","element":1}]}',
    "1:49: expected 'element' to be a string, found an integer" },
  { '{"rubric":1,"children":[{"kind":"div","attributes":[["a"]]}]}',
    '1:53: expected an attribute to be [name, value]' },
  { '{"rubric":1,"children":[{"kind":"div","attributes":[1]}]}', '1:53: expected an attribute to be [name, value]' },
  { '{"rubric":1,"children":[{"kind":"div","attributes":[[1,"a"]]}]}',
    '1:53: expected an attribute to be [name, value]' },
  { '{"rubric":1,"children":[{"kind":"div","attributes":[["a",1]]}]}',
    '1:58: expected an attribute to be a string, found an integer' },
  { '{"rubric":1,"children":[{"kind":"div","children":{}}]}', "1:50: expected 'children' to be a list, found a map" },
  { '{"rubric":1,"children":[{"kind":"list","delimiter":"xyzzyplugh"}]}',
    "1:52: 'delimiter' cannot be 'xyzzyplugh'" },
  { '{"rubric":1,"children":[{"kind":"list","tight":1}]}',
    "1:48: expected 'tight' to be a boolean, found an integer" },
  { '{"rubric":1,"children":[{"kind":"list","start":"x"}]}',
    "1:48: expected 'start' to be an integer, found a string" },
  { '{"rubric":1,"children":[{"kind":"code_block","text":1}]}',
    "1:53: expected 'text' to be a string, found an integer" },
  { '{"rubric":1,"children":[{"kind":"code_block","language":1}]}',
    "1:57: expected 'language' to be a string, found an integer" },
  { '{"rubric":1,"children":[{"kind":"heading","url":"x"}]}', "1:49: a heading has no 'url'" },
  { '{"rubric":1,"children":[{"kind":"paragraph","children":[{"kind":"heading"}]}]}',
    '1:57: a heading cannot stand in a paragraph' },
  { '{"rubric":1,"children":[{"kind":"thematic_break","children":[]}]}', "1:61: a thematic_break has no 'children'" },
}, "", "")

refuses("pandoc-json", {
  { '[]', "1:1: expected pandoc's JSON, an object with 'pandoc-api-version' (see pandoc -t json)" },
  { '{}', "1:1: expected pandoc's JSON, an object with 'pandoc-api-version' (see pandoc -t json)" },
  { '{"pandoc-api-version":1,"meta":{},"blocks":[]}', "1:23: expected 'pandoc-api-version' to be a list" },
  { '{"pandoc-api-version":["a"],"meta":{},"blocks":[]}',
    "1:23: expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)" },
  { '{"pandoc-api-version":[2,0],"meta":{},"blocks":[]}',
    "1:23: expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)" },
  { '{"pandoc-api-version":[1,21],"meta":{},"blocks":[]}',
    "1:23: expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)" },
  { '{"pandoc-api-version":[1,24],"meta":{},"blocks":[]}',
    "1:23: expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)" },
  { '{"pandoc-api-version":[1],"meta":{},"blocks":[]}',
    "1:23: expected a 'pandoc-api-version' of 1.22 or 1.23 (pandoc 2.11 and later)" },
  { '{"pandoc-api-version":[1,23],"meta":[],"blocks":[]}', "1:37: expected 'meta' to be a map" },
  { '{"pandoc-api-version":[1,23],"meta":{},"blocks":{}}', "1:49: expected 'blocks' to be a list" },
  { '{"pandoc-api-version":[1,23],"meta":{}}',
    "1:1: expected pandoc's JSON, an object with 'blocks' (see pandoc -t json)" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":1},"blocks":[]}', '1:42: expected a value of metadata as {"t": …}' },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaNope","c":1}},"blocks":[]}',
    "1:42: expected a value of metadata, found 'MetaNope'" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaBool","c":1}},"blocks":[]}',
    "1:62: expected 'c' of a MetaBool to be true or false" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaString","c":1}},"blocks":[]}',
    "1:64: expected 'c' of a MetaString to be a string" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaList","c":1}},"blocks":[]}',
    "1:62: expected 'c' of a MetaList to be a list" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaMap","c":1}},"blocks":[]}',
    "1:61: expected 'c' of a MetaMap to be an object" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaInlines","c":1}},"blocks":[]}',
    "1:65: expected 'c' of a MetaInlines to be inlines" },
  { '{"pandoc-api-version":[1,23],"meta":{"a":{"t":"MetaBlocks","c":[1]}},"blocks":[]}',
    '1:65: expected a block as {"t": …}' },
}, "", "")

refuses("pandoc-json", {
  { '1', '1:50: expected a block as {"t": …}' },
  { '{}', '1:50: expected a block as {"t": …}' },
  { '{"t":1}', '1:50: expected a block as {"t": …}' },
  { '{"t":"Nope"}', "1:50: expected a block, found 'Nope'" },
  { '{"t":"Str","c":"x"}', "1:50: expected a block, found 'Str'" },
  { '{"t":"Para"}', "1:50: expected 'c' of a Para to be inlines" },
  { '{"t":"Para","c":1}', "1:66: expected 'c' of a Para to be inlines" },
  { '{"t":"Header","c":[1,2]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":["x",["",[],[]],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[1,["",[]],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[1,[1,[],[]],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[1,["",[1],[]],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[1,["",[],1],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[1,["",[],[["a"]]],[]]}', "1:68: expected 'c' of a Header to be [level, attr, inlines]" },
  { '{"t":"Header","c":[99999999999,["",[],[]],[]]}', '1:69: expected a number of 32 bits' },
  { '{"t":"CodeBlock","c":[["",[],[]]]}', "1:71: expected 'c' of a CodeBlock to be [attr, string]" },
  { '{"t":"CodeBlock","c":[["",[],[]],1]}', "1:71: expected 'c' of a CodeBlock to be [attr, string]" },
  { '{"t":"BulletList","c":[1]}', '1:73: expected the blocks of an item' },
  { '{"t":"BulletList","c":[[1]]}', '1:74: expected a block as {"t": …}' },
  { '{"t":"OrderedList","c":[[1,{"t":"Nope"},{"t":"Period"}],[]]}',
    '1:77: expected a list number style, as {"t": "Decimal"}' },
  { '{"t":"OrderedList","c":[[1],[]]}', '1:74: expected [start, style, delimiter]' },
  { '{"t":"OrderedList","c":[[1,1,1],[]]}', '1:74: expected [start, style, delimiter]' },
  { '{"t":"DefinitionList","c":[1]}', '1:77: expected [inlines, lists of blocks]' },
  { '{"t":"DefinitionList","c":[[[]]]}', '1:77: expected [inlines, lists of blocks]' },
  { '{"t":"DefinitionList","c":[[[],[1]]]}', '1:82: expected the blocks of a definition' },
  { '{"t":"LineBlock","c":[1]}', '1:72: expected the inlines of a line' },
  { '{"t":"Table","c":[]}', "1:67: expected 'c' of a Table to be [attr, caption, columns, head, bodies, foot]" },
  { '{"t":"Figure","c":[["",[],[]],1,[]]}', "1:68: expected 'c' of a Figure to be [attr, caption, blocks]" },
  { '{"t":"Figure","c":[["",[],[]],[1,[]],[]]}', '1:81: expected a short caption to be inlines or null' },
  { '{"t":"Div","c":[["",[],[]],1]}', "1:65: expected 'c' of a Div to be [attr, blocks]" },
  { '{"t":"RawBlock","c":["html"]}', "1:70: expected 'c' of a RawBlock to be [format, string]" },
  { '{"t":"Para","c":[{"t":"Link","c":[["",[],[]],[],["u"]]}]}',
    "1:83: expected 'c' of a Link to be [attr, inlines, [url, title]]" },
  { '{"t":"Para","c":[{"t":"Quoted","c":[{"t":"Nope"},[]]}]}',
    '1:86: expected a quote type, as {"t": "DoubleQuote"}' },
  { '{"t":"Para","c":[{"t":"Cite","c":[[1],[]]}]}', '1:85: expected a citation to be an object' },
  { '{"t":"Para","c":[{"t":"Math","c":[{"t":"Nope"},"x"]}]}', '1:84: expected a math type, as {"t": "InlineMath"}' },
  { '{"t":"Para","c":[{"t":"Str"}]}', "1:67: expected 'c' of a Str to be a string" },
}, '{"pandoc-api-version":[1,23],"meta":{},"blocks":[', "]}")

test("what no form of the two needs is left out without a word", function()
  local page <close> = assert(rubric.read('{"rubric":1,"children":[{"kind":"div","attributes":[]}]}', "json"))
  test.equal(page:one("div").attributes.id, nil)
  local blank <close> = assert(rubric.read(
    '{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Space","c":[]}]}]}', "pandoc-json"))
  test.equal(blank:root().first.kind, "paragraph")
end)

test.finish()
