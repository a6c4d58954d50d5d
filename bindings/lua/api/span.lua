---@meta _

-- The methods of sections and spans.

---@class rubric.Section: rubric.Place
---@field heading? rubric.Node nil for what stands before the first heading
---@field level integer of its heading; 0 without one
---@field document rubric.Document
local Section = {}

--- Walks over the blocks of text of a section: its heading, what follows it, and deeper sections with it.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\nb\n\n## C\n\nd e\n", "markdown")
--- local step = document:sections()
--- local first, second = step(), step()
--- local count = 0
--- for block in first:blocks() do count = count + 1 end
--- assert(count == 4)
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Section:blocks() end

--- Walks over stretches of whole blocks of at most so many words, where blocks allow it. Deeper sections
--- have chunks of their own.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\nb\n\n## C\n\nd e\n", "markdown")
--- local step = document:sections()
--- local first, second = step(), step()
--- assert(second:chunks({ words = 100 })():text() == "C\n\nd e")
--- ```
---@param options? {words?: integer} 500 when not given
---@return fun(): rubric.Span iterator
---@nodiscard
function Section:chunks(options) end

--- The section that a section stands in.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\nb\n\n## C\n\nd e\n", "markdown")
--- local step = document:sections()
--- local first, second = step(), step()
--- assert(second:parent().heading:text() == "A" and first:parent() == nil)
--- ```
---@return rubric.Section? section
---@nodiscard
function Section:parent() end

--- The texts of the headings down to that of a section.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\nb\n\n## C\n\nd e\n", "markdown")
--- local step = document:sections()
--- local first, second = step(), step()
--- assert(table.concat(second:path(), " > ") == "A > C")
--- ```
---@return string[]
---@nodiscard
function Section:path() end

---@class rubric.Span: rubric.Place
local Span = {}

--- The innermost node around the first byte of a span that matches.
---
--- ```lua
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- assert(document:find("dog"):closest("emph"):text() == "the dog")
--- ```
---@param selector rubric.Selector
---@return rubric.Node? node
---@nodiscard
function Span:closest(selector) end

--- Whether a span is still there: false once it, its block or its document went.
---
--- ```lua
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- local span = document:tag(document:find "dog", "x")
--- span:remove()
--- assert(not span:exists())
--- ```
---@return boolean
---@nodiscard
function Span:exists() end

--- Whether two spans share a byte.
---
--- ```lua
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- assert(document:find("the dog"):overlaps(document:find "dog run"))
--- ```
---@param other rubric.Span
---@return boolean
---@nodiscard
function Span:overlaps(other) end

--- Takes a span out of its layer; the text stays. Raises for one that no layer holds.
---
--- ```lua
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- document:tag(document:find "dog", "x"):remove()
--- assert(document:spans("tag")() == nil)
--- ```
---@return nil
function Span:remove() end

--- Puts text or inlines in the place of a span within one block. Text takes the markup of the first byte
--- that it replaces; inlines stand where that stood. Spans of layers behind it follow. Code takes only
--- text.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- document:find("dog run"):replace { "cat ", build.link { url = "/x", "runs" } }
--- assert(document:write "markdown" == "See *the cat [runs](/x)*.\n")
--- ```
---@param what string|table|rubric.Node text, a description, a node, or a list of them
---@return rubric.Span span what is there now
function Span:replace(what) end

--- Sets what a span of a layer says; fields that are not given stay.
---
--- ```lua
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- local span = document:tag(document:find "dog", "x"):set { score = 2 }
--- assert(span.score == 2 and span.label == "x")
--- ```
---@param fields {label?: string, score?: number, rule?: string, data?: any}
---@return rubric.Span span itself
function Span:set(fields) end

--- Puts an inline around a span, whatever markup begins or ends in it. The inline stands in the innermost
--- one that holds all of the span, and what the ends cut is cut in two, as emphasis; code, math, images,
--- citations and quotations are taken in whole. The text stays as it is, so that all hits of a walk can
--- be wrapped. A span over several blocks is wrapped in each of them.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("See *the dog* run.\n", "markdown")
--- for hit in document:gmatch "dog run" do hit:wrap(build.link { url = "/x" }) end
--- assert(document:write "html" == '<p>See <em>the </em><a href="/x"><em>dog</em> run</a>.</p>\n')
--- assert(document:find("dog"):wrap(build.link { url = "/y" }) == nil)
--- ```
---@param description table an inline that holds inlines
---@return rubric.Node? node the first new one; nil where a link would stand in a link
---@return string? message
function Span:wrap(description) end

return { Section, Span }
