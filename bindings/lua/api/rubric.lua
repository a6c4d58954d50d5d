---@meta rubric

-- Reading and making documents.
--
--     local rubric = require "rubric"     (a global in scripts, too)

--- The module that documents come from.
---@class rubric
---@field version string
---@field trust "restricted" | "trusted" what scripts may do here: what rubric checks, or all of Lua
---@field null any the null of YAML and JSON, which nil is not
local rubric = {}

--- The bytes of a data file that stands beside scripts, for lists of words and the like.
---
--- ```lua
--- assert(not pcall(rubric.data, "absent/none"))
--- ```
---@param name string
---@return string bytes
---@nodiscard
function rubric.data(name) end

--- The format that bytes look like; text at last.
---
--- ```lua
--- assert(rubric.detect "<!DOCTYPE html><p>a" == "html" and rubric.detect "a" == "text")
--- ```
---@param bytes string
---@return string format
---@nodiscard
function rubric.detect(bytes) end

--- The formats that there are, with the options of their readers and writers.
---
--- ```lua
--- for _, format in ipairs(rubric.formats()) do
---   if format.name == "markdown" then
---     assert(format.reads and format.writes and format.extensions[1] == "md")
---     assert(format.read_options[1].name == "notes" and format.read_options[1].type == "boolean")
---     assert(format.write_options[1].name == "wrap" and format.write_options[1].choices[2] == "none")
---   end
--- end
--- ```
---@return rubric.Format[]
---@nodiscard
function rubric.formats() end

--- A table that is a list even when it is empty, for metadata and JSON.
---
--- ```lua
--- local document <close> = rubric.new()
--- document.meta = { tags = rubric.list {} }
--- assert(document:write "markdown" == "---\ntags: []\n---\n")
--- ```
---@param t? table
---@return table
---@nodiscard
function rubric.list(t) end

--- A table that is a map even when it is empty.
---
--- ```lua
--- local document <close> = rubric.new()
--- document.meta = { more = rubric.map {} }
--- assert(document:write "markdown" == "---\nmore: {}\n---\n")
--- ```
---@param t? table
---@return table
---@nodiscard
function rubric.map(t) end

--- An empty document.
---
--- ```lua
--- local document <close> = rubric.new()
--- assert(document:write "markdown" == "")
--- ```
---@return rubric.Document
---@nodiscard
function rubric.new() end

--- Reads a document. The format is guessed from the path and the bytes when it is not given;
--- extensions of Markdown may stand behind its name, as `markdown+smart-tables`, and `commonmark`,
--- `gfm` and `pandoc` are Markdown with other sets of them.
---
--- The options are those below and those of the format's reader, which `rubric help markdown` and
--- `rubric.formats()` list. An option that there is not raises, with the nearest name.
---
--- ```lua
--- local document <close> = rubric.read("| a |\n|---|\n", "markdown", { tables = false })
--- assert(not document:one "table")
--- local ok, message = pcall(rubric.read, "a", "markdown", { tabels = false })
--- assert(not ok and message:find "did you mean 'tables'?")
--- ```
---
--- `delimiters` are signs around text that make a span of it, beside those of extensions: a sign of
--- ASCII once or twice, and the class of the span. They match as emphasis does, with sides of one
--- length. The document keeps them: it is written with them, as Markdown and as its source, but not as
--- `commonmark`, `gfm` and `pandoc`. Signs that mean something already raise. (A plugin names those that
--- it needs under `markdown`.)
---
--- ```lua
--- local more <close> = rubric.read("a ++b++, 5 % 3\n", "markdown", { delimiters = { ["++"] = "insert", ["%"] = "key" } })
--- assert(more:one("span.insert"):text() == "b" and not more:one "span.key")
--- more:gsub("b", "b++")
--- assert(more:write "markdown" == "a ++b\\+\\+++, 5 % 3\n")
--- ```
---@param bytes string
---@param format? string
---@param options? rubric.ReadOptions
---@return rubric.Document? document nil for a format or charset that there is not
---@return string? message
---@return {file: string?, line: integer?, column: integer?}? position
---@nodiscard
function rubric.read(bytes, format, options) end

---@class rubric.ReadOptions
---@field path? string for messages and for the guess of the format
---@field url? string address of the document
---@field charset? string encoding, whatever the bytes say
---@field delimiters? table<string, string> from mark to class, at most 16 (Markdown)
---@field notes? boolean report, as notes, where people go wrong (Markdown)

---@class rubric.Format
---@field name string
---@field reads boolean
---@field writes boolean
---@field extensions string[] of files, without the dot
---@field read_options rubric.FormatOption[]
---@field write_options rubric.FormatOption[]

---@class rubric.FormatOption
---@field name string
---@field type "boolean"|"integer"|"string"
---@field choices? string[]
---@field help string one line
