---@meta rubric.pattern

--     local pattern = require "rubric.pattern"

--- What texts are searched for: a Lua pattern (Lua 5.4 manual, section 6.4.1), a regular expression
--- of `rubric.regex`, or a phrase set of `rubric.phrases`, which has no captures.
---@alias rubric.Needle string|rubric.Regex|rubric.Phrases

--- A phrase set, as `rubric.phrases.compile` makes it.
---@class rubric.Phrases

--- Lua's patterns over code points: `.`, sets and classes mean characters, and `%a %d %l %p %s %u
--- %w` those of Unicode. Each function takes a regular expression or a phrase set too.
--- `string.find` and its like remain, over bytes and ASCII.
---
--- Positions are bytes, from 1. A search that would begin inside of a character raises, as does a
--- malformed pattern. Steps count against the limits of a script, so that no pattern runs for ever.
---
--- ```lua
--- assert(pattern.match("naïve!", "^%a+") == "naïve")
--- assert(not pcall(pattern.find, "é", ".", 2) and not pcall(pattern.find, "a", "["))
--- ```
---@class rubric.pattern
local pattern = {}

--- The first match: where it stands, and its captures.
---
--- ```lua
--- local first, last, capture = pattern.find("on naïve art", "na(.)ve")
--- assert(first == 4 and last == 9 and capture == "ï")
--- assert(pattern.find("a.b", ".", 2, true) == 2 and pattern.find("abc", "%d") == nil)
--- ```
---@param s rubric.Text a string of any bytes when the needle is a pattern
---@param needle rubric.Needle
---@param init? integer byte to begin at, negative from the end; 1 when not given, past the end nothing is found
---@param plain? boolean the pattern is plain text; other needles do not care
---@return integer? first byte; nil when there is no match
---@return integer? last byte
---@return string|integer|false ... captures: text, a position for `()`, false for a group that took no part
---@nodiscard
function pattern.find(s, needle, init, plain) end

--- Walks over all matches, which do not overlap. `^` is no anchor here, as in `string.gmatch`.
---
--- ```lua
--- local found = {}
--- for key, value in pattern.gmatch("größe=1, höhe=2", "(%a+)=(%d)") do found[key] = value end
--- assert(found["größe"] == "1" and found["höhe"] == "2")
--- ```
---@param s rubric.Text a string of any bytes when the needle is a pattern
---@param needle rubric.Needle a malformed pattern raises at the first step
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return fun(): string|integer|false, ... iterator the captures, or the whole match
---@nodiscard
function pattern.gmatch(s, needle, init) end

--- Replaces all matches, or the first `n`. In a string `%0` is the match, `%1` to `%9` captures and
--- `%%` a percent sign; a table is asked for the first capture, a function is called with all, and
--- false or nil keeps the match. Raises for another `%` and for a result that is no string.
---
--- ```lua
--- local result, count = pattern.gsub("naïve", "[^%a]*(%a)", "<%1>", 3)
--- assert(result == "<n><a><ï>ve" and count == 3)
--- assert(pattern.gsub("é and è", "%a+", { ["é"] = "e" }) == "e and è")
--- ```
---@param s rubric.Text a string of any bytes when the needle is a pattern
---@param needle rubric.Needle
---@param replacement string|number|table|function
---@param n? integer most replacements; all when not given
---@return string
---@return integer count of the matches
function pattern.gsub(s, needle, replacement, n) end

--- The captures of the first match, or the whole match when it has none.
---
--- ```lua
--- local key, value = pattern.match("größe = 10", "^(%w+)%s*=%s*(%w+)$")
--- assert(key == "größe" and value == "10")
--- assert(pattern.match("abc", "%d") == nil)
--- ```
---@param s rubric.Text a string of any bytes when the needle is a pattern
---@param needle rubric.Needle
---@param init? integer byte to begin at, negative from the end; 1 when not given
---@return string|integer|false|nil ... nil when there is no match
---@nodiscard
function pattern.match(s, needle, init) end

return pattern
