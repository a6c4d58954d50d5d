---@meta _

-- The part of rubric.text that says which language and which script a text is in.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- The language that a text is most likely in: by the scripts of its letters, then by n-grams of
--- characters (Cavnar and Trenkle 1994). At most 8 KiB are looked at. Too little text (fewer than
--- 8 letters, a single word in Latin script) is "unknown", with confidence 0.
---
--- ```lua
--- local code, confidence = text.language "Die Kinder haben gestern im Garten gespielt."
--- assert(code == "de" and confidence > 0.5)
--- assert(text.language "12 + 13" == "unknown")
--- local swedish = "Barnen lekte i trädgården i går, men nu är de trötta."
--- assert(text.language(swedish, { candidates = { "en", "da" } }) == "da")
--- ```
---@param s rubric.Text
---@param options? rubric.LanguageOptions
---@return string code BCP 47, or `"unknown"`
---@return number confidence 0 to 1
---@nodiscard
function text.language(s, options) end

---@class rubric.LanguageOptions
---@field candidates? string[] 1 to 1000 BCP 47 codes to choose from; of "en-GB" only "en" counts. One that is not known raises

--- The languages that a text may be in, best first: at most 8, and none when it is unknown. Their
--- confidences add up to 1 at most.
---
--- ```lua
--- local list = text.languages "Дети вчера играли в саду, но теперь они устали. They are tired now."
--- assert(list[1].language == "ru" and list[1].confidence > list[2].confidence)
--- assert(#text.languages "word" == 0)
--- ```
---@param s rubric.Text
---@param options? rubric.LanguageOptions
---@return {language: string, confidence: number}[]
---@nodiscard
function text.languages(s, options) end

--- The script that most letters of a text are in, or that of a code point (UAX #24). Raises for a
--- number that is no code point.
---
--- ```lua
--- assert(text.script "12 Привет, Bob!" == "Cyrl" and text.script(0x3B1) == "Grek")
--- assert(text.script "12, 13" == "Zyyy")
--- ```
---@param s rubric.Text|integer a number is a code point, 0 to 0x10FFFF
---@return string code ISO 15924; `"Zyyy"` is common to scripts, or no letters
---@nodiscard
function text.script(s) end

return text
