---@meta _

-- Documents as what they were read from: the node at a place of the source, and what was edited.

---@class rubric.Document: rubric.Place
local Document = {}

--- The edits of a document as a unified diff of its source, three lines around each; empty when
--- nothing was changed. Raises for a document that was not read from Markdown, HTML or text.
---
--- ```lua
--- local document <close> = rubric.read("Dogs bark.\n\nCats *sleep*.\n", "markdown")
--- document:gsub("sleep", "hunt")
--- assert(document:diff():find("\n-Cats *sleep*.\n+Cats *hunt*.\n", 1, true))
--- ```
---@return string
---@nodiscard
function Document:diff() end

--- What was changed since the document was read, in the order of the source: applied to it, the
--- edits give what `document:write "source"` gives. Each is as small as the format lets it be: a
--- word in a line, an attribute in a tag, a block. Raises for a document that was not read from
--- Markdown, HTML or text.
---
--- ```lua
--- local document <close> = rubric.read("<p>Cats <b>sleep</b></p>", "html")
--- document:gsub("sleep", "hunt")
--- local edit = document:edits()[1]
--- assert(edit.old == "sleep" and edit.new == "hunt" and edit.first == 12 and edit.line == 1)
--- ```
---@return rubric.Edit[]
---@nodiscard
function Document:edits() end

---@class rubric.Edit
---@field line integer where it begins, from 1
---@field column integer from 1, in code points
---@field first integer first byte in the file, from 1
---@field last integer last byte in the file; one less than `first` where something was put in
---@field old string what stood there
---@field new string what stands there now

--- The innermost node that was read from a place of the source: a run of text, or a block where
--- only markup stands, and the root between blocks.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\n> Dogs *bark*.\n", "markdown")
--- local node = document:node_at(3, 9)
--- assert(node:text() == "bark" and node:closest("block_quote") and document:node_at(9) == nil)
--- ```
---@param line integer from 1
---@param column? integer from 1, in code points; 1 when not given
---@return rubric.Node? node nil where the source has no such place
---@nodiscard
function Document:node_at(line, column) end
