---@meta _

-- The part of rubric.text that cuts text: iterators that copy one piece at a time.
--
--     local text = require "rubric.text"

---@class rubric.text
local text = {}

--- Walks over extended grapheme clusters (UAX #29, section 3): what people take for one character.
---
--- ```lua
--- local found = {}
--- for grapheme, first, last in text.graphemes "e\u{301}x" do
---   found[#found + 1] = ("%s:%d-%d"):format(grapheme, first, last)
--- end
--- assert(table.concat(found, " ") == "e\u{301}:1-3 x:4-4")
--- ```
---@param s rubric.Text
---@return fun(): string, integer, integer iterator grapheme, first and last byte
---@nodiscard
function text.graphemes(s) end

--- Walks over the pieces between the places where a line may break (UAX #14); white space belongs
--- to the piece before it.
---
--- ```lua
--- local found = {}
--- for piece, first, last, must in text.line_breaks "a b-c\nd" do
---   found[#found + 1] = ("%q %d %d %s"):format(piece:gsub("\n", "$"), first, last, must)
--- end
--- assert(found[1] == '"a " 1 2 false' and found[2] == '"b-" 3 4 false')
--- assert(found[3] == '"c$" 5 6 true')
--- ```
---@param s rubric.Text
---@return fun(): string, integer, integer, boolean iterator piece, first and last byte, whether a line must end after it
---@nodiscard
function text.line_breaks(s) end

--- Walks over the lines, which end in LF or CR LF (and nothing else); the end is not part of the
--- line. There is no empty line after the last end.
---
--- ```lua
--- local found = {}
--- for line, first, last in text.lines "a\r\n\nb\n" do found[#found + 1] = line .. first .. last end
--- assert(table.concat(found, " ") == "a11 43 b55") -- an empty line ends before it begins
--- ```
---@param s rubric.Text
---@return fun(): string, integer, integer iterator line, first and last byte
---@nodiscard
function text.lines(s) end

--- Walks over sentences as people mean them: from stop to stop, where a stop is not one of an
--- abbreviation, initial, number or ellipsis, with quotes and brackets that close after it. An empty
--- line ends a sentence, a single line end does not. White space between sentences belongs to none.
---
--- ```lua
--- local found = {}
--- for sentence, first, last in text.sentences "Mr. Smith left. He ran." do
---   found[#found + 1] = ("%s %d %d"):format(sentence, first, last)
--- end
--- assert(#found == 2 and found[1] == "Mr. Smith left. 1 15" and found[2] == "He ran. 17 23")
--- local count = 0
--- for _ in text.sentences("See Xyz. Smith.", { abbreviations = { "Xyz" } }) do count = count + 1 end
--- assert(count == 1)
--- ```
---@param s rubric.Text
---@param options? rubric.SentenceOptions
---@return fun(): string, integer, integer iterator sentence, first and last byte
---@nodiscard
function text.sentences(s, options) end

---@class rubric.SentenceOptions
---@field language? string BCP 47; `"en"` when not given. One that is not known has no abbreviations
---@field abbreviations? string[] more of them, in any case, with or without their full stop

--- Walks over all but white space: words and numbers (UAX #29, section 4), whole URLs, addresses,
--- hashtags and emoji; Han by character, Katakana by run.
---
--- ```lua
--- local found = {}
--- for token, class in text.tokens "hi #tag, a@b.org" do found[#found + 1] = token .. "/" .. class end
--- assert(table.concat(found, " ") == "hi/word #tag/hashtag ,/punctuation a@b.org/email")
--- ```
---@param s rubric.Text
---@return fun(): string, rubric.WordClass, integer, integer iterator token, class, first and last byte
---@nodiscard
function text.tokens(s) end

--- What a token is.
---@alias rubric.WordClass
---| "word"
---| "number"
---| "punctuation"
---| "symbol"
---| "url"
---| "email"
---| "hashtag"
---| "emoji"

--- Walks over the tokens that are words or numbers (UAX #29, section 4).
---
--- ```lua
--- local found = {}
--- for word, first, last in text.words "It's 3.5 km!" do
---   found[#found + 1] = ("%s:%d-%d"):format(word, first, last)
--- end
--- assert(table.concat(found, " ") == "It's:1-4 3.5:6-8 km:10-11")
--- ```
---@param s rubric.Text
---@return fun(): string, integer, integer iterator word, first and last byte
---@nodiscard
function text.words(s) end

return text
