---@meta _

-- The methods of nodes besides those that cut and join them and read tables: looking around, and
-- changing the tree.

---@class rubric.Node: rubric.Place
local Node = {}

--- Adds a class, when it is not there.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- assert(document:one("emph"):add_class("x"):has_class "x")
--- ```
---@param name string
---@return rubric.Node node itself
function Node:add_class(name) end

--- Walks over the nodes around a node, its parent first.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- local found = {}
--- for node in document:one("emph"):ancestors() do found[#found + 1] = node.kind end
--- assert(table.concat(found, " ") == "paragraph document")
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Node:ancestors() end

--- Puts something in as the last children: a string (a paragraph where blocks stand), a description of
--- `rubric.build`, a node (moved; one of another document is copied), a document (copied), a list or an
--- iterator of these, one after the other. Inlines where blocks stand share a paragraph; what is put into
--- a list or a row gets an item or a cell. A nesting that cannot be raises with both kinds. Runs of
--- text side by side are one when the next walk, selection, `map_text` or writer
--- begins; the handles of those that were joined to another then say that they were removed.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:root():append { build.heading { level = 2, "T" }, "d" }
--- assert(document:write "markdown" == "a *b* c\n\n## T\n\nd\n")
--- ```
---@param ... any
---@return rubric.Node node itself
function Node:append(...) end

--- A child by its place, from 1; a negative one counts from the end.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- assert(document:one("paragraph"):child(2).kind == "emph" and document:root():child(9) == nil)
--- ```
---@param n integer
---@return rubric.Node? child
---@nodiscard
function Node:child(n) end

--- Walks over the children, as they were when the walk began.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- local count = 0
--- for child in document:one("paragraph"):children() do count = count + 1 end
--- assert(count == 3)
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Node:children() end

--- A copy of a node and all in it that stands nowhere yet.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:root():append(document:one("paragraph"):clone())
--- assert(document:text() == "a b c\n\na b c")
--- ```
---@return rubric.Node
---@nodiscard
function Node:clone() end

--- The node itself, or the first one around it that matches.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- assert(document:one("emph"):closest("paragraph"):text() == "a b c" and document:one("emph"):closest "table" == nil)
--- ```
---@param selector rubric.Selector
---@return rubric.Node? node
---@nodiscard
function Node:closest(selector) end

--- Whether a node has a class.
---
--- ```lua
--- local document <close> = rubric.read("<p class='x y'>a", "html")
--- assert(document:one("paragraph"):has_class "y" and not document:one("paragraph"):has_class "z")
--- ```
---@param name string
---@return boolean
---@nodiscard
function Node:has_class(name) end

--- Puts something behind a node; see `:append`.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):insert_after "d"
--- assert(document:text() == "a b c\n\nd")
--- ```
---@param ... any
---@return rubric.Node node itself
function Node:insert_after(...) end

--- Puts something before a node; see `:append`.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):insert_before "d"
--- assert(document:text() == "d\n\na b c")
--- ```
---@param ... any
---@return rubric.Node node itself
function Node:insert_before(...) end

--- Calls a function with each run of text in a node and sets what it returns; nothing keeps the run. Runs
--- side by side are one.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):map_text(text.upper)
--- assert(document:write "markdown" == "A *B* C\n")
--- ```
---@param f fun(text: string): string?
---@return rubric.Node node itself
function Node:map_text(f) end

--- Whether a node matches a selector.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- assert(document:one("emph"):matches "paragraph > emph")
--- ```
---@param selector rubric.Selector
---@return boolean
---@nodiscard
function Node:matches(selector) end

--- Puts something in as the first children; see `:append`.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):prepend "x "
--- assert(document:text() == "x a b c")
--- ```
---@param ... any
---@return rubric.Node node itself
function Node:prepend(...) end

--- The stretch from a byte of the text of a node to another; of one with several blocks, of the first.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- assert(document:one("paragraph"):range(3, 5):text() == "b c")
--- ```
---@param first integer from 1
---@param last integer inclusive, as `string.sub` has it
---@return rubric.Span
---@nodiscard
function Node:range(first, last) end

--- Takes a node and all in it out of the document for good.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("emph"):remove()
--- assert(document:text() == "a  c")
--- ```
---@return nil
function Node:remove() end

--- Takes a class away.
---
--- ```lua
--- local document <close> = rubric.read("<p class='x y'>a", "html")
--- local node = document:one("paragraph"):remove_class "x"
--- assert(node.attributes.class == "y")
--- ```
---@param name string
---@return rubric.Node node itself
function Node:remove_class(name) end

--- Puts something in the place of a node, which is removed unless it is a part of that; see `:append`.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("emph"):replace "B"
--- assert(document:text() == "a B c")
--- ```
---@param ... any
---@return nil
function Node:replace(...) end

--- Replaces what is in a block of text or an inline by a text; a line end is a soft one.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):set_text "new"
--- assert(document:write "markdown" == "new\n")
--- ```
---@param text string valid UTF-8
---@return rubric.Node node itself
function Node:set_text(text) end

--- Puts the children of a node in its place.
---
--- ```lua
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("emph"):unwrap()
--- assert(document:write "markdown" == "a b c\n")
--- ```
---@return nil
function Node:unwrap() end

--- Puts a new node around a node.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("a *b* c\n", "markdown")
--- document:one("paragraph"):wrap(build.block_quote {})
--- assert(document:write "markdown" == "> a *b* c\n")
--- ```
---@param description table
---@return rubric.Node node the new one
function Node:wrap(description) end

return Node
