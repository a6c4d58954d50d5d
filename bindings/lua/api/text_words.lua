---@meta _

-- The part of rubric.text about words: likeness, shapes, stems, stop words, runs, fingerprints.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Says all of all tokens in one call, as parallel lists: fast where an iterator would make a value
--- a token. White space is no token; the lists that options do not ask for are not made.
---
--- ```lua
--- local found = text.analyze("Cats purr.", { stem = true })
--- assert(found.count == 3 and found.text[2] == "purr" and found.class[3] == "punctuation")
--- assert(found.first[2] == 6 and found.last[2] == 9 and found.stem[1] == "cat")
--- assert(found.lower == nil)
--- ```
---@param s rubric.Text
---@param options? rubric.AnalyzeOptions
---@return rubric.Analysis
---@nodiscard
function text.analyze(s, options) end

---@class rubric.AnalyzeOptions
---@field language? string BCP 47, for stems and stop words; `"en"` when not given
---@field lower? boolean list `lower`
---@field stem? boolean list `stem`
---@field shape? boolean list `shape`
---@field is_stopword? boolean list `is_stopword`

---@class rubric.Analysis
---@field count integer how many tokens
---@field text string[]
---@field class rubric.WordClass[]
---@field first integer[] first bytes, from 1
---@field last integer[] last bytes
---@field lower? string[] in small letters; what is no word as it is
---@field stem? string[] see `text.stem`; what is no word as it is
---@field shape? string[] see `text.shape`
---@field is_stopword? boolean[]

--- How many code points must be inserted, deleted or replaced (Levenshtein 1966) to make one text
--- of the other; "damerau" swaps neighbours too (optimal string alignment; Damerau 1964). Other
--- kinds give 1 minus the similarity. Bit-parallel (Myers 1999; Hyyrö 2003).
---
--- ```lua
--- assert(text.distance("kitten", "sitting") == 3)
--- assert(text.distance("ab", "ba") == 2 and text.distance("ab", "ba", { kind = "damerau" }) == 1)
--- assert(text.distance("kitten", "sitting", { limit = 2 }) == nil)
--- ```
---@param a rubric.Text
---@param b rubric.Text
---@param options? rubric.DistanceOptions
---@return number? edits an integer of edits, nil beyond the limit; or 0 to 1, for the other kinds
---@nodiscard
function text.distance(a, b, options) end

---@class rubric.DistanceOptions
---@field kind? rubric.Likeness `"levenshtein"` when not given
---@field limit? integer most edits, 0 to 2147483647, which makes it fast; raises for kinds without edits
---@field words? integer words in a run, as for `text.similarity`

--- In how many of 64 bits two integers differ: how far apart two fingerprints are.
---
--- ```lua
--- assert(text.hamming(7, 0) == 3 and text.hamming(-1, 0) == 64)
--- ```
---@param a integer
---@param b integer
---@return integer bits 0 to 64
---@nodiscard
function text.hamming(a, b) end

--- Whether a word, in any case, is a stop word of a language. A language without a list has none.
---
--- ```lua
--- assert(text.is_stopword "The" and not text.is_stopword "word")
--- assert(text.is_stopword("und", { language = "de" }))
--- ```
---@param word rubric.Text
---@param options? {language?: string} BCP 47; `"en"` when not given
---@return boolean
---@nodiscard
function text.is_stopword(word, options) end

--- The string of a list that is nearest to a word, by edits with swaps ("damerau"), for messages
--- that say what was meant. Of those as near, the first. Raises for an entry that is no string.
---
--- ```lua
--- local name, index, edits = text.nearest("headnig", { "paragraph", "heading", "list" })
--- assert(name == "heading" and index == 2 and edits == 1)
--- assert(text.nearest("quotation", { "list", "table" }) == nil)
--- ```
---@param word rubric.Text
---@param list string[]
---@param limit? integer most edits; a third of the word's code points and one when not given
---@return string? nearest nil when all are beyond the limit
---@return integer? index
---@return integer? edits
---@nodiscard
function text.nearest(word, list, limit) end

--- Walks over all runs of `n` neighbours: words (as `text.words` has them), with what stands
--- between them, or graphemes, white space among them. A text with fewer has none.
---
--- ```lua
--- local found = {}
--- for run, first, last in text.ngrams("One, two 3!", 2) do
---   found[#found + 1] = ("%s:%d-%d"):format(run, first, last)
--- end
--- assert(table.concat(found, " ") == "One, two:1-8 two 3:6-10")
--- assert(text.ngrams("한글x", 2, { of = "characters" })() == "한글")
--- ```
---@param s rubric.Text
---@param n integer 1 to 1000
---@param options? {of?: "words"|"characters"} `"words"` when not given
---@return fun(): string, integer, integer iterator run, first and last byte
---@nodiscard
function text.ngrams(s, n, options) end

--- What a text looks like: X for a capital, x for another letter, d for a digit, the rest as it is;
--- runs of one are cut at four (as spaCy has it).
---
--- ```lua
--- assert(text.shape "Unicode-15" == "Xxxxx-dd" and text.shape "12345" == "dddd")
--- ```
---@param word rubric.Text
---@return string
---@nodiscard
function text.shape(word) end

--- Walks over hashes of `k` words in a row, in lower case (Broder 1997): texts share those of the
--- passages that they share. The same on every machine. A text of fewer words has one of them all.
---
--- ```lua
--- local hashes = {}
--- for hash in text.shingles("a rose is a rose is a rose", 4) do hashes[#hashes + 1] = hash end
--- assert(#hashes == 5 and hashes[1] == hashes[4] and hashes[1] ~= hashes[2])
--- ```
---@param s rubric.Text
---@param k integer words, 1 to 1000
---@return fun(): integer, integer, integer iterator hash, first and last byte
---@nodiscard
function text.shingles(s, k) end

--- A fingerprint of 64 bits that differs in few for texts of nearly the same words (Charikar 2002);
--- compare with `text.hamming`. Their order and case do not count. 0 for a text without words.
---
--- ```lua
--- assert(text.simhash "One two" == text.simhash "TWO one." and text.simhash "" == 0)
--- local a = text.simhash "The committee met on Tuesday to discuss the bridge and its price."
--- local b = text.simhash "The committee met on Monday to discuss the bridge and its price."
--- assert(text.hamming(a, b) < 20)
--- ```
---@param s rubric.Text
---@return integer
---@nodiscard
function text.simhash(s) end

--- How two texts are compared. By edits or characters: Levenshtein (1966), Damerau (1964), Jaro
--- (1989), Winkler (1990). By runs of words (Broder 1997): `resemblance` is the share of common
--- runs among all (Jaccard), `containment` that among the runs of the first text.
---@alias rubric.Likeness
---| "jaro_winkler"
---| "jaro"
---| "levenshtein"
---| "damerau"
---| "resemblance"
---| "containment"

--- How alike two texts are, from 0 to 1. Two empty ones are alike.
---
--- ```lua
--- assert(text.similarity("MARTHA", "MARHTA") > 0.96)
--- assert(text.similarity("a b c d", "B, C, D, E", { kind = "resemblance" }) == 0.6)
--- assert(text.similarity("a b c", "a b c d", { kind = "containment", words = 2 }) == 1)
--- ```
---@param a rubric.Text
---@param b rubric.Text
---@param options? rubric.SimilarityOptions
---@return number
---@nodiscard
function text.similarity(a, b, options) end

---@class rubric.SimilarityOptions
---@field kind? rubric.Likeness `"jaro_winkler"` when not given
---@field words? integer words in a run, 1 to 1000; 1 when not given. Raises for other kinds than resemblance and containment

--- The stem of a word, in small letters, which its forms share: by Snowball 2.2 (Porter 2001),
--- Korean by taking particles and endings off. A language without a stemmer only lowers case.
---
--- ```lua
--- assert(text.stem "connections" == "connect" and text.stem("학교에서는", { language = "ko" }) == "학교")
--- assert(text.stem("maisons", { language = "fr" }) == "maison")
--- ```
---@param word rubric.Text
---@param options? {language?: string} BCP 47; `"en"` when not given
---@return string
---@nodiscard
function text.stem(word, options) end

--- The stop words of a language, in the order of its list.
---
--- ```lua
--- assert(#assert(text.stopwords "en") > 100)
--- local list, message = text.stopwords "xx"
--- assert(list == nil and message == "no stop words of language 'xx'")
--- ```
---@param code string BCP 47
---@return string[]? words nil when there is no list
---@return string? message
---@nodiscard
function text.stopwords(code) end

return text
