---@meta _

-- The methods of documents besides those that find, walk and tell edits: layers, metadata, media,
-- counts and life.

---@class rubric.Document: rubric.Place
---@field meta table the metadata: read and set `document.meta.title`; lists and maps are plain tables that are written back when the document is next read
---@field media rubric.Media[] the files that it carries along, in the order they were added
---@field path? string the path that it was read from
---@field id? string the same
---@field url? string its address
---@field format? string the format that it was read from
---@field head any what an HTML page said of itself
local Document = {}

---@class rubric.Media
---@field name string relative, with slashes
---@field type string such as `"image/png"`; empty when it is not known
---@field bytes string

--- Adds a file that the document carries along; one of that name is replaced. The bytes count for the
--- memory limit and are in a clone. A name that could leave a folder raises: it is relative, with `/`,
--- without `..`, `:` and `\`, at most 200 bytes, and does not begin with a dot.
---
--- ```lua
--- local document <close> = rubric.new()
--- document:add_media("images/cat.png", "image/png", "\x89PNG")
--- assert(document.media[1].name == "images/cat.png" and #document.media == 1)
--- ```
---@param name string
---@param type? string such as `"image/png"`
---@param bytes string any bytes
---@return rubric.Document document itself
function Document:add_media(name, type, bytes) end

--- Puts a span on a layer, which is made when it is not there. Spans may overlap; they follow edits of
--- their block.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- local span = document:annotate(document:find "Cats", "animals", { label = "cat", score = 0.9 })
--- document:gsub("purr", "really purr")
--- assert(span:text() == "Cats" and span.label == "cat" and span.layer == "animals")
--- ```
---@param where rubric.Place of this document
---@param layer string
---@param fields? {label?: string, score?: number, rule?: string, data?: any}
---@return rubric.Span
function Document:annotate(where, layer, fields) end

--- Runs another script on the document, as a part of this one: a built-in, or one beside the script or
--- in the search path.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr. Dogs bark.", "text")
--- assert(document:apply("stats").words == 4)
--- ```
---@param script string its name
---@param options? table what the script takes
---@return any value what it returned
function Document:apply(script, options) end

--- Walks over all blocks in document order, those in other blocks too.
---
--- ```lua
--- local document <close> = rubric.read("> a\n\n- b\n", "markdown")
--- local found = {}
--- for block in document:blocks() do found[#found + 1] = block.kind end
--- assert(table.concat(found, " ") == "block_quote paragraph list item paragraph")
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Document:blocks() end

--- Removes all spans of a layer.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- document:tag(document:find "Cats", "cat")
--- document:clear "tag"
--- assert(document:spans("tag")() == nil)
--- ```
---@param layer string
---@return nil
function Document:clear(layer) end

--- A copy that shares nothing, with layers, metadata and media. It was made, not read, so it has no
--- source to patch.
---
--- ```lua
--- local document <close> = rubric.read("a\n", "markdown")
--- local copy <close> = document:clone()
--- copy:one("paragraph"):set_text "b"
--- assert(document:text() == "a" and copy:text() == "b")
--- ```
---@return rubric.Document
---@nodiscard
function Document:clone() end

--- Frees a document that the script made or read; its nodes and spans raise from then on. Closing it
--- twice is harmless, and `local document <close>` does it by itself.
---
--- ```lua
--- local document = rubric.read("a\n", "markdown")
--- local node = document:one "paragraph"
--- document:close()
--- assert(not pcall(node.text, node))
--- ```
---@return nil
function Document:close() end

--- The language of the document: `lang` of its metadata, or what its text seems to be in; `"en"` where
--- there is too little of it.
---
--- ```lua
--- local document <close> = rubric.read("a\n", "markdown")
--- document.meta.lang = "de-AT"
--- assert(document:language():find "^de")
--- ```
---@return string code
---@nodiscard
function Document:language() end

--- The names of the layers that hold spans, in the order they were made.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- document:tag(document:find "Cats", "cat")
--- assert(table.concat(document:layers()) == "tag")
--- ```
---@return string[]
---@nodiscard
function Document:layers() end

--- Calls a function with each string that people read, and sets what it returns: runs of text, titles of
--- links and images, and the metadata title, subtitle, description, summary, abstract and keywords. Code,
--- math and raw nodes are left out. Returning nothing keeps a string.
---
--- ```lua
--- local document <close> = rubric.read('# Cats\n\n[purr](/x "loud") `code`\n', "markdown")
--- document:map_strings(text.upper)
--- assert(document:write "markdown" == '# CATS\n\n[PURR](/x "LOUD") `code`\n')
--- ```
---@param f fun(string: string): string?
---@param options? {except?: rubric.Selector, meta?: boolean} nodes to leave out; false leaves metadata out
---@return rubric.Document document itself
function Document:map_strings(f, options) end

--- Where a value of the metadata was read: `"title"`, or a path of keys and of places in lists from 1 as
--- `"author.2.name"`. A key that holds dots is found too.
---
--- ```lua
--- local document <close> = rubric.read("---\ntitle: A\nauthor: [X, Y]\n---\n\nb\n", "markdown")
--- local position = document:meta_position "author.2"
--- assert(position.line == 3 and position.column == 13 and document:meta_position "date" == nil)
--- ```
---@param path string
---@return {file: string, line: integer, column: integer, first: integer}? position nil for what is not there, or was set by a script
---@nodiscard
function Document:meta_position(path) end

--- The stretch from a byte of the document's text to another; it may reach over several blocks.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nDogs bark.\n", "markdown")
--- assert(document:range(7, 10):text() == "Dogs" and document:range(1, 10):text() == "Cats\n\nDogs")
--- ```
---@param first integer from 1
---@param last integer inclusive, as `string.sub` has it
---@return rubric.Span
---@nodiscard
function Document:range(first, last) end

--- Takes a file of the document away.
---
--- ```lua
--- local document <close> = rubric.new()
--- document:add_media("a.png", "image/png", "x")
--- assert(document:remove_media "a.png" and not document:remove_media "a.png")
--- ```
---@param name string
---@return boolean removed whether there was one
function Document:remove_media(name) end

--- Puts text or inlines in the place of a stretch of the text: `document:range(first, last):replace(what)`.
--- Nodes have it too, with positions in their own text.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- document:replace_range(1, 4, "Dogs")
--- assert(document:text() == "Dogs purr.")
--- ```
---@param first integer from 1
---@param last integer inclusive
---@param what string|table|rubric.Node see `Span:replace`
---@return rubric.Span span what is there now
function Document:replace_range(first, last, what) end

--- Adds a diagnostic, which is shown with the place in the source that it names.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- document:report("warning", "cats again", { where = document:find "Cats", code = "cats" })
--- assert(not pcall(document.report, document, "loud", "x"))
--- ```
---@param level "error"|"warning"|"note"
---@param message string one line
---@param options? {where?: rubric.Place, code?: string}
---@return nil
function Document:report(level, message, options) end

--- Of spans of a layer that overlap keeps one: the longest, or that with the highest score.
---
--- ```lua
--- local document <close> = rubric.read("United Nations", "text")
--- document:annotate(document:find "United", "l")
--- document:annotate(document:find "United Nations", "l")
--- document:resolve("l", { policy = "longest" })
--- local step = document:spans "l"
--- assert(step():text() == "United Nations" and step() == nil)
--- ```
---@param layer string
---@param options? {policy?: "longest"|"score"}
---@return nil
function Document:resolve(layer, options) end

--- The root of the tree: a node of kind `document`.
---
--- ```lua
--- local document <close> = rubric.read("a\n", "markdown")
--- assert(document:root().kind == "document" and document:root().first:text() == "a")
--- ```
---@return rubric.Node
---@nodiscard
function Document:root() end

--- Walks over the sections: what stands before the first heading, when it holds text, then one for each
--- heading.
---
--- ```lua
--- local document <close> = rubric.read("a\n\n# B\n\nc\n", "markdown")
--- local step = document:sections()
--- assert(step().heading == nil and step().heading:text() == "B" and step() == nil)
--- ```
---@return fun(): rubric.Section iterator
---@nodiscard
function Document:sections() end

--- How much of everything there is: words, sentences and characters as `:count` has them, blocks of all
--- kinds, and how many nodes of each kind.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nCats [purr](/x).\n", "markdown")
--- local stats = document:stats()
--- assert(stats.words == 3 and stats.blocks == 2 and stats.kinds.link == 1 and stats.kinds.table == 0)
--- ```
---@return {words: integer, sentences: integer, characters: integer, blocks: integer, kinds: table<string, integer>}
---@nodiscard
function Document:stats() end

--- Puts a span with a label on the layer `tag`; with a label alone it adds that to `meta.tags`, once.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.", "text")
--- assert(document:tag(document:find "Cats", "cat").label == "cat")
--- document:tag "animals"
--- assert(document.meta.tags[1] == "animals")
--- ```
---@param where rubric.Place|string a place, or the label of the whole document
---@param label? string
---@return rubric.Span? span nil for the whole document
function Document:tag(where, label) end

--- Walks over the blocks that hold text themselves: paragraphs, headings, code blocks and the like.
---
--- ```lua
--- local document <close> = rubric.read("# a\n\n- b\n", "markdown")
--- local found = {}
--- for block in document:text_blocks() do found[#found + 1] = block:text() end
--- assert(table.concat(found, " ") == "a b")
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Document:text_blocks() end

--- An id made from a text as GitHub makes those of headings, that no node has and that was never given
--- out: small letters, numbers, `_` and `-`, blanks as `-`, the rest left out; `-1`, `-2` … behind it
--- where it is taken, `"section"` where nothing is left.
---
--- ```lua
--- local document <close> = rubric.new()
--- assert(document:unique_id "Hello, World!" == "hello-world")
--- assert(document:unique_id "Hello, World!" == "hello-world-1")
--- ```
---@param text string|rubric.Place
---@return string
---@nodiscard
function Document:unique_id(text) end

--- Puts an inline around a stretch of the text: `document:range(first, last):wrap(description)`. Nodes
--- have it too, with positions in their own text.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("Cats purr.", "text")
--- document:wrap_range(1, 4, build.strong {})
--- assert(document:write "markdown" == "**Cats** purr.\n")
--- ```
---@param first integer from 1
---@param last integer inclusive
---@param description table see `Span:wrap`
---@return rubric.Node? node
---@return string? message
function Document:wrap_range(first, last, description) end

return Document
