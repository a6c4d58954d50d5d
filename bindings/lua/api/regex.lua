---@meta rubric.regex

--     local regex = require "rubric.regex"

--- Regular expressions (PCRE2 10.42, pcre2pattern(3)) over code points; `\w`, `\d` and `\b` are
--- those of Unicode, and `\C` is refused. Steps count against the limits of a script.
---
--- ```lua
--- local date = regex.compile [[(?<year>\d{4})-(?<month>\d\d)]]
--- assert(date:match "on 2024-05" == "2024")
--- ```
---@class rubric.regex
local regex = {}

--- Compiles a regular expression. Raises, with the column, for one that is malformed, not UTF-8,
--- longer than 64 KiB or of more than 32 captures; and for a flag that is not known.
---
--- ```lua
--- assert(regex.compile("É", "i"):find "né" == 2)
--- local ok, message = pcall(regex.compile, "(a")
--- assert(not ok and message:find "column 3: .*missing closing parenthesis")
--- ```
---@param pattern string
---@param flags? string of the letters `i` (any case), `m` (^ and $ at lines), `s` (. at line ends), `x` (blanks and comments)
---@return rubric.Regex
---@nodiscard
function regex.compile(pattern, flags) end

--- Writes a text so that, as a regular expression, it matches itself.
---
--- ```lua
--- assert(regex.escape "a.b*c" == [[a\.b\*c]])
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function regex.escape(s) end

--- A compiled regular expression, which `rubric.pattern` and the searches of places take as well.
--- Positions are bytes, from 1; a search that would begin inside of a character raises.
---
--- ```lua
--- local word = regex.compile("a", "i")
--- assert(tostring(word) == "regex /a/i")
--- local ok, message = pcall(function() return word:fnd "a" end)
--- assert(not ok and message:find "did you mean 'find'")
--- ```
---@class rubric.Regex
local Regex = {}

--- The first match as a table: where it stands, captures by number and, when named, by name.
---
--- ```lua
--- local date = regex.compile [[(?<year>\d{4})-(?<month>\d\d)]]
--- local found = date:captures "on 2024-05"
--- assert(found.first == 4 and found.last == 10 and found[1] == "2024" and found.month == "05")
--- assert(date:captures "never" == nil)
--- ```
---@param s rubric.Text
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return table? captures `{first, last, [1] = …, name = …}`, false for a group that took no part; nil when there is no match
---@nodiscard
function Regex:captures(s, init) end

--- As `pattern.find`.
---
--- ```lua
--- local first, last, letter = regex.compile "na(.)ve":find "on naïve art"
--- assert(first == 4 and last == 9 and letter == "ï")
--- ```
---@param s rubric.Text
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return integer? first byte; nil when there is no match
---@return integer? last byte
---@return string|false ... captures; false for a group that took no part
---@nodiscard
function Regex:find(s, init) end

--- As `pattern.gmatch`, but that `^` is an anchor.
---
--- ```lua
--- local found = {}
--- for year, month in regex.compile [[(\d{4})-(\d\d)]]:gmatch "2023-12, 2024-05" do
---   found[#found + 1] = month .. "/" .. year
--- end
--- assert(table.concat(found, " ") == "12/2023 05/2024")
--- ```
---@param s rubric.Text
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return fun(): string|false, ... iterator the captures, or the whole match
---@nodiscard
function Regex:gmatch(s, init) end

--- As `pattern.gsub`; captures stand as `%1`, not as `$1` or `\1`.
---
--- ```lua
--- local result, count = regex.compile [[(\d{4})-(\d\d)]]:gsub("2024-05", "%2/%1")
--- assert(result == "05/2024" and count == 1)
--- ```
---@param s rubric.Text
---@param replacement string|number|table|function
---@param n? integer most replacements; all when not given
---@return string
---@return integer count of the matches
function Regex:gsub(s, replacement, n) end

--- As `pattern.match`.
---
--- ```lua
--- assert(regex.compile [[\d+]]:match "at 10:30" == "10")
--- assert(regex.compile [[(\d+):(\d+)|noon]]:match "noon" == false)
--- ```
---@param s rubric.Text
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return string|false|nil ... the captures, or the whole match; nil when there is none
---@nodiscard
function Regex:match(s, init) end

return regex
