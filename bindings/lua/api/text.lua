---@meta rubric.text

-- The functions of rubric.text that have no part of their own; the parts are the files text_*.lua.
--
--     local text = require "rubric.text"

--- A string of valid UTF-8, or a place of a document, which is read as its text. Other bytes raise
--- "not valid UTF-8"; `text.scrub` mends them, `text.from_encoding` decodes them.
---@alias rubric.Text string|rubric.Place

--- Unicode functions over strings, and over places of a document without copying.
---
--- Positions are bytes, from 1, and inclusive, as `string.sub` has them; a length says what it
--- counts. An argument of the wrong type, an option that is not known and a value out of range
--- raise an error that names it. So does a function that is not there, with the nearest name;
--- `rawget(text, name)` asks without raising. All data is that of Unicode 15.0.
---
--- ```lua
--- local ok, message = pcall(function() return text.wdith "abc" end)
--- assert(not ok and message:find "rubric.text has no function 'wdith'; did you mean 'width'%?")
--- assert(rawget(text, "wdith") == nil)
--- ```
---@class rubric.text
local text = {}

--- Writes the characters that HTML means something by (`& < > " '`) as character references.
---
--- ```lua
--- assert(text.escape "<a> & 'b'" == "&lt;a&gt; &amp; &#39;b&#39;")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.escape(s) end

--- Whether a text has letters in upper or title case (Lu, Lt), and none in lower case (Ll). Letters
--- without case, digits and signs do not count.
---
--- ```lua
--- assert(text.is_upper "NATO 2" and text.is_upper "ÉTÉ")
--- assert(not text.is_upper "Nato" and not text.is_upper "12")
--- ```
---@param s rubric.Text
---@return boolean
---@nodiscard
function text.is_upper(s) end

--- Whether bytes are well-formed UTF-8 (Unicode 15.0, table 3-7): no surrogates, no overlong forms.
---
--- ```lua
--- assert(text.is_valid "é")
--- local valid, position = text.is_valid "ab\xFF"
--- assert(valid == false and position == 3)
--- ```
---@param s string any bytes
---@return boolean
---@return integer? position of the first byte that is not, from 1
---@nodiscard
function text.is_valid(s) end

--- How long a text is, in a unit: code points, graphemes (UAX #29: what people take for one
--- character), words and numbers (as `text.words` finds them), bytes, or columns of a terminal
--- (`text.width`). Raises for another unit.
---
--- ```lua
--- assert(text.length "e\u{301}" == 2 and text.length("e\u{301}", "graphemes") == 1)
--- assert(text.length("It is 3!", "words") == 3 and text.length("日本", "columns") == 4)
--- ```
---@param s rubric.Text
---@param unit? "characters"|"graphemes"|"words"|"bytes"|"columns" `"characters"` when not given
---@return integer
---@nodiscard
function text.length(s, unit) end

--- Puts U+FFFD in place of whatever is not UTF-8: one for each longest part of a sequence, as the
--- WHATWG decoder does. Never raises for a string.
---
--- ```lua
--- assert(text.scrub "a\xFFb" == "a\u{FFFD}b" and text.scrub "é" == "é")
--- ```
---@param s string any bytes
---@return string utf8
---@nodiscard
function text.scrub(s) end

--- Cuts a text at each occurrence of a separator, which is plain and no pattern. There is one part
--- more than separators, and parts may be empty. Raises when the separator is empty.
---
--- ```lua
--- assert(table.concat(text.split("a,b,,c", ","), "|") == "a|b||c")
--- assert(#text.split("", ",") == 1)
--- ```
---@param s rubric.Text
---@param separator rubric.Text
---@return string[]
---@nodiscard
function text.split(s, separator) end

--- Makes every run of white space one blank, and takes it off at the ends (White_Space).
---
--- ```lua
--- assert(text.squeeze "  a \n\u{3000} b " == "a b")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.squeeze(s) end

--- The code points from one position to another, as `string.sub` has it for bytes: from 1, negative
--- ones from the end, and what is out of range is cut to the text. Takes time linear in the text.
---
--- ```lua
--- assert(text.sub("naïve", 3, 4) == "ïv" and text.sub("naïve", -2) == "ve")
--- assert(text.sub("abc", 0) == "abc" and text.sub("abc", 5) == "")
--- ```
---@param s rubric.Text
---@param first integer in code points
---@param last? integer in code points, inclusive; -1 when not given
---@return string
---@nodiscard
function text.sub(s, first, last) end

--- Takes white space off both ends (White_Space, so no-break and ideographic spaces too).
---
--- ```lua
--- assert(text.trim "\u{3000}a b\n" == "a b")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.trim(s) end

--- Replaces character references (`&amp; &eacute; &#233; &#xE9;`) by their characters (HTML,
--- section 13.5). What has no `;` or is not known stays as it is.
---
--- ```lua
--- assert(text.unescape "&lt;caf&eacute;&gt; &#233;" == "<café> é")
--- assert(text.unescape "AT&T &nosuch;" == "AT&T &nosuch;")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.unescape(s) end

return text
