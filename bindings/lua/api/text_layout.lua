---@meta _

-- The part of rubric.text that lays text out in columns of a terminal: 0, 1 or 2 a character, by
-- East Asian Width (UAX #11) and grapheme. A number of columns out of 0 to 1000000 raises.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Lays rows out as a table: a line a row, and cells of a column as wide as its widest. Cells are
--- made strings with `tostring`, absent ones are empty; blanks at the end of a line are left out.
---
--- ```lua
--- local rows = { { "one", 1 }, { "three", 22 } }
--- assert(text.columns(rows) == "one    1\nthree  22\n")
--- assert(text.columns(rows, { gap = " | ", align = { "left", "right" } })
---   == "one   |  1\nthree | 22\n")
--- ```
---@param rows any[][]
---@param options? rubric.ColumnOptions
---@return string
---@nodiscard
function text.columns(rows, options) end

---@class rubric.ColumnOptions
---@field gap? string between columns; two blanks when not given
---@field align? ("left"|"right"|"center")[] where the text of each column stands; `"left"` when not given

--- Adds blanks up to a width; a text that is wider stays as it is.
---
--- ```lua
--- assert(text.pad("ab", 5) == "ab   " and text.pad("ab", 5, "left") == "   ab")
--- assert(text.pad("日", 4, "both") == " 日 ")
--- ```
---@param s rubric.Text
---@param columns integer 0 to 1000000
---@param side? "right"|"left"|"both" where the blanks go; `"right"` when not given
---@return string
---@nodiscard
function text.pad(s, columns, side) end

--- Cuts a text to at most so many units, between graphemes, and says so by an ellipsis that counts
--- among them (but not as a word). A text that fits stays as it is; an ellipsis that does not fit
--- is left out.
---
--- ```lua
--- assert(text.truncate("The quick brown fox", 10) == "The quick…")
--- assert(text.truncate("The quick brown fox", 2, { unit = "words" }) == "The quick…")
--- assert(text.truncate("naïve", 4, { unit = "graphemes", ellipsis = "" }) == "naïv")
--- ```
---@param s rubric.Text
---@param limit integer 0 to 1000000, in `unit`
---@param options? rubric.TruncateOptions
---@return string
---@nodiscard
function text.truncate(s, limit, options) end

---@class rubric.TruncateOptions
---@field unit? "columns"|"graphemes"|"words" `"columns"` when not given
---@field ellipsis? string `"…"` when not given

--- Columns that a text takes on a terminal (UAX #11): wide and fullwidth characters take two, marks
--- none, and a joined emoji is as wide as its first part.
---
--- ```lua
--- assert(text.width "日本" == 4 and text.width "e\u{301}" == 1)
--- assert(text.width("a\tb", { tab = 8 }) == 9 and text.width("\tb", { tab = 4, column = 2 }) == 3)
--- ```
---@param s rubric.Text
---@param options? rubric.WidthOptions
---@return integer columns
---@nodiscard
function text.width(s, options) end

---@class rubric.WidthOptions
---@field tab? integer a tab leads to the next multiple of so many columns; 0 when not given: it takes none
---@field column? integer where the text begins, from 0; matters only to tabs

--- Breaks a text into lines of at most so many columns where lines may break (UAX #14). Runs of
--- white space become a blank or a line end; a word that is wider than a line sticks out unless it
--- is cut. No line end follows the last line.
---
--- ```lua
--- assert(text.wrap("one two three", 7) == "one two\nthree")
--- assert(text.wrap("one two three", 7, { first = "* ", rest = "  " }) == "* one\n  two\n  three")
--- assert(text.wrap("one\ntwo three", 20, { lines = true }) == "one\ntwo three")
--- assert(text.wrap("abcdefgh", 3, { cut = true }) == "abc\ndef\ngh")
--- assert(text.wrap("a well-known", 8, { blanks = true }) == "a\nwell-known")
--- ```
---@param s rubric.Text
---@param width integer 1 to 1000000 columns, the indent among them
---@param options? rubric.WrapOptions
---@return string
---@nodiscard
function text.wrap(s, width, options) end

---@class rubric.WrapOptions
---@field first? string stands before the first line; nothing when not given
---@field rest? string stands before all others; nothing when not given
---@field lines? boolean where the text ends a line, do so too
---@field cut? boolean cut what is wider than a line, between graphemes
---@field blanks? boolean break at white space only

return text
