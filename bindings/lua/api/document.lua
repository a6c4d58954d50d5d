---@meta _

-- Finding nodes in documents, walking over them, cutting and joining them, and reading tables.

--- Which nodes, as in CSS (Selectors Level 4). A bare name is a kind (`heading`, `code_block`), else
--- an HTML element (`h1`, `li`); `*` is every node, `#id` and `.class` are as there.
---
--- - `[level]` is a field, `[@href]` an attribute; alone they ask whether it is there and not false.
---   `= != < <= > >= ^= $= *= ~=` compare: beside a number only numbers have an order, everything
---   else is ordered by bytes. A field that a kind has but that is not set, and an attribute that is
---   missing, match `!=` only. A field that the kind never has, or a value that it cannot have, is an
---   error.
--- - `a b`, `a > b`, `a + b`, `a ~ b`: b in a, as its child, right behind it, somewhere behind it.
--- - `:not()`, `:is()`, and `:has()`, which is anchored at its node and may begin with `>`, `+`, `~`.
--- - `:first-child`, `:last-child`, `:only-child`, `:nth-child(2n+1)`, `:nth-last-child(odd)`,
---   `:empty`, `:root`, `:contains("text")`.
---
--- A mistake raises with its column and the nearest name. Ids weigh more than classes, fields and
--- pseudo-classes, these more than elements, and these more than kinds; `:not()`, `:is()` and `:has()`
--- weigh what their most specific part does.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\n[b](http://x) *c*\n\n- d\n- e\n", "markdown")
--- assert(document:one("paragraph:has(> link):not(:has(+ heading))"):text() == "b c")
--- assert(document:one("list > item:nth-child(2)"):text() == "e")
--- assert(document:one("link[url^='http:']").url == "http://x" and not document:one "[@lang]")
--- ```
---@alias rubric.Selector string

--- What a walk calls: with the node and the context, before and after what is in the node. See
--- `document:walk`.
---@alias rubric.Handler function|{enter?: function, leave?: function}

---@class rubric.Document
local Document = {}

--- The first node below the document or node that matches, in document order.
---
--- ```lua
--- local document <close> = rubric.read("# A\n\n## B\n", "markdown")
--- assert(document:one("heading[level=2]"):text() == "B" and document:one "table" == nil)
--- ```
---@param selector rubric.Selector
---@return rubric.Node? node nil when there is none
---@nodiscard
function Document:one(selector) end

--- Walks over the nodes below the document or node that match, in document order. They are found
--- before the walk begins, so that the tree may be changed on it; one removed meanwhile is left out.
---
--- ```lua
--- local document <close> = rubric.read("a *b*\n\n- c *d*\n", "markdown")
--- local found = {}
--- for node in document:select "item emph, paragraph > emph" do found[#found + 1] = node:text() end
--- assert(table.concat(found, " ") == "b d")
--- ```
---@param selector rubric.Selector
---@return fun(): rubric.Node iterator
---@nodiscard
function Document:select(selector) end

--- Calls a handler for each node that has one, in document order: the most specific selector that
--- matches it. Two handlers that are equally specific and may meet in one node are an error before
--- any is called; `{ {selector, f}, … }` orders them by hand, and the first that matches is called.
--- `{enter = f, leave = f}` is called before and after what is in the node; a function is `enter`.
---
--- A handler returns nothing (or true, or the node) to keep the node, `false` to remove it, or what
--- stands in its place: a string (a paragraph where blocks stand), a description, a node, a list or
--- an iterator of these. The node itself may be in it. A second value `"skip"` leaves out what is in
--- the node, `"stop"` ends the walk at once, and nothing more is left.
---
--- The walk is a snapshot, so a handler may change the tree as it likes. That is defined:
---
--- - Which nodes are visited, in which order and by which handler, is settled before the first call.
---   A node that was moved or changed keeps its turn and its handler.
--- - A node that was removed, or is in one that was, is not visited, nor left.
--- - What was inserted or returned is not visited, nor what is in it; what a handler replaced by
---   returning something is not left.
--- - A node is left when what was in it at first has been passed, wherever it stands then.
---
--- ```lua
--- local document <close> = rubric.read("# a\n\nb *c*\n\n> d\n", "markdown")
--- document:walk {
---   heading = function(node) node.level = node.level + 1 end,
---   emph = function(node) return node:text():upper() end,
---   ["block_quote paragraph"] = function(node) return { node, "e" } end,
--- }
--- assert(document:write "markdown" == "## a\n\nb C\n\n> d\n>\n> e\n")
--- ```
---@param handlers table<rubric.Selector, rubric.Handler>|{[1]: rubric.Selector, [2]: rubric.Handler}[]
---@param context? any handed to each handler
---@return rubric.Document document itself
function Document:walk(handlers, context) end

---@class rubric.Node
local Node = {}

--- The cell of a table that covers a place, spans resolved as in HTML: a cell takes the first free
--- place of its row, a span is cut where it would leave its section or meet a cell from above, and a
--- column that no cell begins in is none. Rows are in the order head, bodies, foot.
---
--- ```lua
--- local document <close> = rubric.read("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "html")
--- local grid = document:one "table"
--- assert(grid:cell(2, 1) == grid:cell(1, 1) and grid:cell(2, 2):text() == "c")
--- assert(grid:cell(3, 1) == nil)
--- ```
---@param row integer from 1
---@param column integer from 1
---@return rubric.Node? cell nil when no cell covers the place; raises when the node is no table
---@nodiscard
function Node:cell(row, column) end

--- The cells of one column of a table, one for each row, from the first: a cell over several rows
--- stands there several times, `false` where no cell is.
---
--- ```lua
--- local document <close> = rubric.read("| a | b |\n|---|---|\n| c | d |\n", "markdown")
--- local cells = document:one("table"):column(2)
--- assert(#cells == 2 and cells[1]:text() == "b" and cells[2]:text() == "d")
--- ```
---@param column integer from 1
---@return (rubric.Node|false)[]? cells nil when there is no such column
---@nodiscard
function Node:column(column) end

--- Whether two nodes have the same kind, element, fields, attributes, text and children, wherever
--- they stand. For the same node use `==`.
---
--- ```lua
--- local document <close> = rubric.read("a *b*\n\na *b*\n\na b\n", "markdown")
--- local root = document:root()
--- assert(root:child(1):equals(root:child(2)) and not root:child(1):equals(root:child(3)))
--- ```
---@param other rubric.Node
---@return boolean
---@nodiscard
function Node:equals(other) end

--- The footnote that a reference refers to, by its label.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("a\n", "markdown")
--- document:one("paragraph"):append(build.footnote_reference { label = "1" })
--- document:root():append(build.footnote { label = "1", "b" })
--- assert(document:one("footnote_reference"):footnote():text() == "b")
--- ```
---@return rubric.Node? footnote nil when there is none; raises when the node is no footnote_reference
---@nodiscard
function Node:footnote() end

--- Puts what another node holds at the end of this one, and removes the other. No blank is put
--- between. Both must hold the same sort of content: blocks, inlines or text.
---
--- ```lua
--- local document <close> = rubric.read("- a\n\n<!-- -->\n\n- b\n", "markdown")
--- local first = document:one "list"
--- first:merge(document:one "list ~ list")
--- assert(first.last:text() == "b" and document:one "list ~ list" == nil)
--- ```
---@param other rubric.Node of the same document
---@return rubric.Node node itself
function Node:merge(other) end

--- Walks over the references to a footnote, in document order.
---
--- ```lua
--- local build = require "rubric.build"
--- local document <close> = rubric.read("a\n", "markdown")
--- document:one("paragraph"):append(build.footnote_reference { label = "1" })
--- document:root():append(build.footnote { label = "1", "b" })
--- for reference in document:one("footnote"):references() do assert(reference.parent:text() == "a") end
--- ```
---@return fun(): rubric.Node iterator raises when the node is no footnote
---@nodiscard
function Node:references() end

--- Walks over the rows of a table: the list of a row's cells by column, as `:column` has them, and
--- the row itself.
---
--- ```lua
--- local document <close> = rubric.read("| a | b |\n|---|---|\n| c | d |\n", "markdown")
--- local found = {}
--- for cells, row in document:one("table"):rows() do
---   found[#found + 1] = row.parent.part .. ":" .. cells[1]:text() .. cells[2]:text()
--- end
--- assert(table.concat(found, " ") == "head:ab body:cd")
--- ```
---@return fun(): (rubric.Node|false)[], rubric.Node iterator
---@nodiscard
function Node:rows() end

--- How many rows and columns a table has, spans resolved.
---
--- ```lua
--- local document <close> = rubric.read("| a | b |\n|---|---|\n| c | d |\n| e | f |\n", "markdown")
--- local rows, columns = document:one("table"):size()
--- assert(rows == 3 and columns == 2)
--- ```
---@return integer rows
---@return integer columns
---@nodiscard
function Node:size() end

--- Cuts a node in two: a new one of the same kind stands behind it and takes what begins at a byte
--- of its text, or at a child. Inlines that reach over the cut are cut too. The id stays with the
--- first; spans of layers on the text that moves are cut off.
---
--- ```lua
--- local document <close> = rubric.read("One *two three*.\n", "markdown")
--- local second = document:one("paragraph"):split(9)
--- assert(second:text() == "three." and document:one("paragraph"):text() == "One two ")
--- assert(second:one("emph"):text() == "three")
--- ```
---@param where integer|rubric.Node the first byte that moves, from 1, or the first child that does
---@return rubric.Node node the new one
function Node:split(where) end

return { Document, Node }
