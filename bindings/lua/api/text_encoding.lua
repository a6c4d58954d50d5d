---@meta _

-- The part of rubric.text that knows other encodings than UTF-8 (WHATWG Encoding Standard).
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Decodes bytes to UTF-8. Bytes that do not fit become U+FFFD; a byte order mark is taken off.
--- Raises for a label that is not one of the standard's, with the nearest.
---
--- ```lua
--- assert(text.from_encoding("caf\xE9", "latin1") == "café")
--- local decoded, replaced = text.from_encoding("a\xFFb", "utf-8")
--- assert(decoded == "a\u{FFFD}b" and replaced == 1)
--- assert(not pcall(text.from_encoding, "a", "utf9"))
--- ```
---@param bytes string
---@param encoding? string a label such as `"shift_jis"`, in any case; a guess when not given
---@return string utf8
---@return integer replaced how many U+FFFD stand for bytes that were not valid
---@nodiscard
function text.from_encoding(bytes, encoding) end

--- Guesses the encoding of bytes: by byte order mark, by UTF-8 that is valid or nearly so, then by
--- which encoding's letters fit the languages that are written in it. Never fails: where nothing
--- speaks for another one, it is windows-1252.
---
--- ```lua
--- assert(text.guess_encoding "caf\xC3\xA9" == "utf-8")
--- assert(text.guess_encoding "caf\xE9 cr\xE8me br\xFBl\xE9e" == "windows-1252")
--- ```
---@param bytes string
---@return string name of the standard, in lower case
---@nodiscard
function text.guess_encoding(bytes) end

--- Encodes a text. UTF-16 gets no byte order mark. What the encoding has not is an error that is
--- returned, unless `unmappable` says otherwise; a label that is not known raises.
---
--- ```lua
--- assert(text.to_encoding("é", "latin1") == "\xE9")
--- local bytes, message, position = text.to_encoding("a東", "latin1")
--- assert(bytes == nil and message == "windows-1252 has no U+6771" and position.offset == 2)
--- assert(text.to_encoding("東", "latin1", { unmappable = "reference" }) == "&#26481;")
--- ```
---@param s rubric.Text
---@param encoding string a label, in any case
---@param options? rubric.EncodingOptions
---@return string? bytes nil when a character cannot be written
---@return string? message
---@return {line: integer, column: integer, offset: integer}? position from 1; column in code points, offset in bytes
---@nodiscard
function text.to_encoding(s, encoding, options) end

---@class rubric.EncodingOptions
---@field unmappable? "error"|"question"|"reference" what becomes of a character that the encoding has not: `"error"` when not given, `?`, or `&#1234;`

return text
