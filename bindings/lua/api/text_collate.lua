---@meta _

-- The part of rubric.text that puts texts in order.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Which of two texts comes first, by the Unicode Collation Algorithm (UTS #10, Unicode 15.0): first
--- by letters, then by accents, then by case. What languages have of their own (ö after z in Swedish)
--- is not there.
---
--- ```lua
--- assert(text.compare("cote", "côté") == -1 and text.compare("a", "B") == -1)
--- assert(text.compare("résumé", "Resume", { strength = "primary" }) == 0)
--- assert(text.compare("page 2", "page 10", { numbers = true }) == -1)
--- local names = { "Zoë", "Élodie", "adam" }
--- table.sort(names, function(a, b) return text.compare(a, b) < 0 end)
--- assert(table.concat(names, " ") == "adam Élodie Zoë")
--- ```
---@param a rubric.Text
---@param b rubric.Text
---@param options? rubric.CollationOptions
---@return -1|0|1 order -1 when `a` comes first
---@nodiscard
function text.compare(a, b, options) end

--- Bytes that stand in the order in which the texts do (UTS #10): make them once to sort a long list,
--- or keep them in an index. About four bytes a letter.
---
--- ```lua
--- assert(text.sort_key "ä" < text.sort_key "b")
--- assert(text.sort_key("e-mail", { punctuation = "ignore" }) == text.sort_key("email", { punctuation = "ignore" }))
--- ```
---@param s rubric.Text
---@param options? rubric.CollationOptions
---@return string key not text: it holds any bytes
---@nodiscard
function text.sort_key(s, options) end

---@class rubric.CollationOptions
---@field strength? "primary"|"secondary"|"tertiary"|"identical" letters only, accents too, case too (the default), or code points at last
---@field numbers? boolean digits count by their value: "a2" before "a10"
---@field punctuation? "keep"|"ignore" whether punctuation and blanks count
