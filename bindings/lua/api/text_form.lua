---@meta _

-- The part of rubric.text that changes the form of letters.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Languages with rules of their own (SpecialCasing.txt): "tr" and "az" keep dotted and dotless i
--- apart, "lt" keeps the dot below accents; and "el" writes capitals without accents, "nl" begins a
--- title with "IJ".
---@class rubric.CaseOptions
---@field language? string BCP 47; no language's rules when not given or not known

--- Folds case, so that texts that differ in nothing else are equal (full folding, CaseFolding.txt C
--- and F). It is made to be compared, not to be read.
---
--- ```lua
--- assert(text.fold_case "Straße" == text.fold_case "STRASSE")
--- ```
---@param s rubric.Text
---@param options? rubric.CaseOptions
---@return string
---@nodiscard
function text.fold_case(s, options) end

--- Whether a text is in a normal form: `text.normalize` would leave every byte as it is.
---
--- ```lua
--- assert(text.is_normalized "é" and not text.is_normalized("é", "NFD"))
--- ```
---@param s rubric.Text
---@param form? "NFC"|"NFD"|"NFKC"|"NFKD" `"NFC"` when not given
---@return boolean
---@nodiscard
function text.is_normalized(s, form) end

--- Writes a text in small letters (Unicode 15.0, section 3.13; full mappings, final sigma of
--- Greek).
---
--- ```lua
--- assert(text.lower "ΑΣ" == "ας" and text.lower("I", { language = "tr" }) == "ı")
--- ```
---@param s rubric.Text
---@param options? rubric.CaseOptions
---@return string
---@nodiscard
function text.lower(s, options) end

--- Brings a text into a normal form (UAX #15). Runs of more than 30 marks are cut by U+034F
--- (stream-safe format, section 13). Raises for another form.
---
--- ```lua
--- assert(text.normalize "e\u{301}" == "é" and text.normalize("é", "NFD") == "e\u{301}")
--- assert(text.normalize("①ﬁ", "NFKC") == "1fi")
--- ```
---@param s rubric.Text
---@param form? "NFC"|"NFD"|"NFKC"|"NFKD" `"NFC"` when not given
---@return string
---@nodiscard
function text.normalize(s, form) end

--- Reduces a text to its skeleton (UTS #39, section 4): texts that look the same have the same one.
--- It is made to be compared, not to be read.
---
--- ```lua
--- assert(text.skeleton "раураl" == text.skeleton "paypal") -- the first is Cyrillic
--- assert(text.skeleton "cat" ~= text.skeleton "car")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.skeleton(s) end

--- Makes a name for links and files: letters and digits, small and in ASCII as `text.transliterate`
--- has them, with a hyphen between those that something else parts. Letters that have no way into
--- ASCII stay.
---
--- ```lua
--- assert(text.slug "Crème brûlée!" == "creme-brulee" and text.slug "Don't stop" == "dont-stop")
--- assert(text.slug("Über uns", { language = "de" }) == "ueber-uns")
--- assert(text.slug("one two three", { max = 8 }) == "one-two")
--- ```
---@param s rubric.Text
---@param options? rubric.SlugOptions
---@return string slug perhaps empty
---@nodiscard
function text.slug(s, options) end

---@class rubric.SlugOptions
---@field language? string BCP 47, as for `text.transliterate`
---@field max? integer bytes, 0 to 1000000000; cut at a hyphen, or between graphemes in the first word

--- Writes the first letter of each word (UAX #29) in title case and the others small.
---
--- ```lua
--- assert(text.title_case "don't STOP" == "Don't Stop")
--- assert(text.title_case("ijs", { language = "nl" }) == "IJs")
--- ```
---@param s rubric.Text
---@param options? rubric.CaseOptions
---@return string
---@nodiscard
function text.title_case(s, options) end

--- Writes a text in ASCII as names are written in passports: Latin without accents, Cyrillic after
--- BGN/PCGN 1947, Greek after ELOT 743, Hangul in the Revised Romanization of 2000, kana after
--- Hepburn, typographic punctuation as that of a keyboard.
---
--- ```lua
--- assert(text.transliterate "Москва" == "Moskva" and text.transliterate "독립" == "dongnip")
--- assert(text.transliterate("Müller", { language = "de" }) == "Mueller")
--- assert(text.transliterate("a東", { unknown = "question" }) == "a?")
--- ```
---@param s rubric.Text
---@param options? rubric.TransliterateOptions
---@return string
---@nodiscard
function text.transliterate(s, options) end

--- Languages with ways of their own: "de", "da", "nb", "nn" and "no" for Latin; "uk" (resolution 55
--- of 2010), "be", "bg", "sr" and "mk" for Cyrillic.
---@class rubric.TransliterateOptions
---@field language? string BCP 47; the common way when not given
---@field unknown? "keep"|"drop"|"question" of letters no system writes; `"keep"` when not given

--- Takes the accents off letters, in NFC. Latin letters with a stroke, and two in one, count as
--- accented; marks that are letters of their script (voiced kana, vowels of India) stay.
---
--- ```lua
--- assert(text.unaccent "Ångström" == "Angstrom" and text.unaccent "Łódź" == "Lodz")
--- ```
---@param s rubric.Text
---@return string
---@nodiscard
function text.unaccent(s) end

--- Writes a text in capitals (Unicode 15.0, section 3.13; full mappings).
---
--- ```lua
--- assert(text.upper "straße" == "STRASSE" and text.upper("izmir", { language = "tr" }) == "İZMİR")
--- ```
---@param s rubric.Text
---@param options? rubric.CaseOptions
---@return string
---@nodiscard
function text.upper(s, options) end

return text
