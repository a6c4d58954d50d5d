---@meta _

-- What documents, nodes, sections, spans and ranges have in common: each is a place, some stretches
-- of text in document order. And the fields of spans: words, sentences, hits and those of layers.

--- A document, node, section, span or range. Functions of `rubric.text` take one for its text. One
--- whose document was closed, or whose block was removed, raises.
---
--- Spans stay with their text, those of layers and words, hits and ranges alike: an edit in another
--- block leaves them alone, one before them in their block moves them, one inside makes them longer
--- or shorter, and they go when all of their text is replaced or removed. What is put in at their
--- ends does not become part of them. Walks over them go on with those that are left.
---
--- ```lua
--- local document <close> = rubric.read("# Cats *purr*\n\nDogs bark.\n", "markdown")
--- assert(text.upper(document:one "heading") == "CATS PURR")
--- ```
---@class rubric.Place
local Place = {}

---@class rubric.Document: rubric.Place
---@class rubric.Node: rubric.Place
---@class rubric.Section: rubric.Place

--- How many units of text a place has, counted block by block. Words are words and numbers;
--- characters are code points; blocks are those that hold text. Raises for another unit.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nCats sleep. Dogs bark at 5.\n", "markdown")
--- assert(document:count() == 7 and document:count "sentences" == 3)
--- assert(document:count "blocks" == 2 and document:one("heading"):count "graphemes" == 4)
--- ```
---@param unit? "words"|"sentences"|"graphemes"|"characters"|"bytes"|"blocks" `"words"` when not given
---@return integer
---@nodiscard
function Place:count(unit) end

--- The first match in the place, as a span with its captures; markup does not hide text, and a
--- match does not reach from one block into the next.
---
--- ```lua
--- local document <close> = rubric.read("Cats *purr* at 5.", "markdown")
--- local hit = document:find "purr at (%d)"
--- assert(hit:text() == "purr at 5" and hit.first == 6 and hit.last == 14)
--- assert(hit.captures[1] == "5" and hit[1] == "5" and document:find "bark" == nil)
--- ```
---@param needle rubric.Needle
---@return rubric.Span? hit nil when there is none
---@nodiscard
function Place:find(needle) end

--- How often each word occurs, in small letters; numbers do not count. The language is that of the
--- document (`meta.lang`, or a guess).
---
--- ```lua
--- local document <close> = rubric.read("The cats and the Cats.", "text")
--- assert(document:frequencies().cats == 2 and document:frequencies()["the"] == nil)
--- assert(document:frequencies({ stopwords = true })["the"] == 2)
--- ```
---@param options? {stopwords?: boolean} count stop words as well
---@return table<string, integer>
---@nodiscard
function Place:frequencies(options) end

--- Walks over all matches as spans. They are found before the walk begins, so that the document may
--- be changed on it; they stay with their text. Each change makes its block be read again, so to
--- replace many matches in one block use `:gsub`, which does it at once.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr.\n\nCats sleep.\n", "markdown")
--- local found = {}
--- for hit in document:gmatch "Cats (%a+)" do found[#found + 1] = hit[1] end
--- assert(table.concat(found, " ") == "purr sleep")
--- ```
---@param needle rubric.Needle
---@return fun(): rubric.Span iterator
---@nodiscard
function Place:gmatch(needle) end

--- Replaces matches in the document; a replacement takes the markup of its first byte. It is a
--- string with `%0` to `%9`, a table asked for the first capture, or a function of the captures;
--- false or nil keeps the match and does not count. A function may return inlines of `rubric.build` as
--- well.
---
--- ```lua
--- local document <close> = rubric.read("Cats *purr* loud.", "markdown")
--- assert(document:gsub("(%a+) loud", "%1ed") == 1)
--- assert(document:write "markdown" == "Cats *purred*.\n")
--- ```
---@param needle rubric.Needle
---@param replacement string|number|table|function valid UTF-8, or it raises
---@param limit? integer most replacements; all when not given
---@return integer count of replacements
function Place:gsub(needle, replacement, limit) end

--- The captures of the first match, or the whole match when it has none.
---
--- ```lua
--- local document <close> = rubric.read("Dogs bark at 5.", "text")
--- local verb, hour = document:match "(%a+) at (%d)"
--- assert(verb == "bark" and hour == "5" and document:match "%d" == "5")
--- ```
---@param needle rubric.Needle
---@return string|integer|false|nil ... nil when there is no match
---@nodiscard
function Place:match(needle) end

--- Walks over the nodes in a place, in document order: of a document or node all below it, of a section
--- its blocks of text and what is in them, of a span also the inlines that it touches in a block that it
--- does not take whole. They are found before the walk begins.
---
--- ```lua
--- local document <close> = rubric.read("Cats *purr loud*.", "markdown")
--- local found = {}
--- for node in document:find("purr"):nodes() do found[#found + 1] = node.kind end
--- assert(table.concat(found, " ") == "emph text")
--- ```
---@return fun(): rubric.Node iterator
---@nodiscard
function Place:nodes() end

--- Where a place stands in the file that it was read from.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nDogs bark.\n", "markdown")
--- local position = document:one("paragraph"):position()
--- assert(position.line == 3 and position.column == 1)
--- assert(position.first == 9 and position.last == 18)
--- assert(position.end_line == 3 and position.end_column == 10)
--- ```
---@return rubric.Position? position nil for what a script made
---@nodiscard
function Place:position() end

---@class rubric.Position
---@field file string the path that the document was read from; empty for a string
---@field line integer from 1
---@field column integer from 1, in code points
---@field end_line integer the line of its last character
---@field end_column integer the column of its last character
---@field first integer first byte in the file, from 1
---@field last integer last byte in the file

--- The text of the source that a place was read from, decoded but with its markup: of a block what
--- its reader knows to be its own, of a document all of it.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nDogs &amp; *cows*.\n", "markdown")
--- assert(document:one("paragraph"):source() == "Dogs &amp; *cows*.")
--- assert(document:find("& cows"):source() == "&amp; *cows")
--- ```
---@return string? source nil for what a script made
---@nodiscard
function Place:source() end

--- Walks over the sentences (see `text.sentences`) in the language of the document; none reaches
--- from one block into the next, and code blocks have none.
---
--- ```lua
--- local document <close> = rubric.read("# Cats\n\nMr. *Smith* left. He ran.\n", "markdown")
--- local found = {}
--- for sentence in document:sentences() do found[#found + 1] = sentence:text() end
--- assert(table.concat(found, "|") == "Cats|Mr. Smith left.|He ran.")
--- ```
---@return fun(): rubric.Span iterator
---@nodiscard
function Place:sentences() end

--- Walks over the spans of a layer that begin in the place, in document order; a layer that is not
--- there has none.
---
--- ```lua
--- local document <close> = rubric.read("Cats purr. Dogs bark.", "text")
--- document:annotate(document:find "Dogs", "animals", { label = "dog" })
--- local dog = document:spans("animals", "dog")()
--- assert(dog:text() == "Dogs" and dog.layer == "animals" and document:spans("animals", "cat")() == nil)
--- ```
---@param layer string
---@param filter? string|{label?: string, rule?: string, min_score?: number} a label, or what must hold; other keys raise
---@return fun(): rubric.Span iterator
---@nodiscard
function Place:spans(layer, filter) end

--- The text of a place without markup; soft line ends read as blanks, and blocks are parted by
--- blank lines.
---
--- ```lua
--- local document <close> = rubric.read("# Cats *purr*\n\nDogs\nbark.\n", "markdown")
--- assert(document:text() == "Cats purr\n\nDogs bark.")
--- assert(document:one("emph"):text() == "purr")
--- ```
---@return string
---@nodiscard
function Place:text() end

--- Walks over all but white space: words, numbers, punctuation, addresses … (see `text.tokens`).
---
--- ```lua
--- local document <close> = rubric.read("Hi, a@b.org!", "text")
--- local found = {}
--- for token in document:tokens() do found[#found + 1] = token.class end
--- assert(table.concat(found, " ") == "word punctuation email punctuation")
--- ```
---@return fun(): rubric.Span iterator
---@nodiscard
function Place:tokens() end

--- Walks over words and numbers (see `text.words`).
---
--- ```lua
--- local document <close> = rubric.read("Cats *purr* at 5.", "markdown")
--- local found = {}
--- for word in document:words() do found[#found + 1] = word:text() end
--- assert(table.concat(found, " ") == "Cats purr at 5")
--- ```
---@return fun(): rubric.Span iterator
---@nodiscard
function Place:words() end

--- Writes a document or a node in a format; other places write their document. Raises for a format
--- that is not known.
---
--- ```lua
--- local document <close> = rubric.read("# Cats *purr*\n", "markdown")
--- assert(document:write "html" == "<h1>Cats <em>purr</em></h1>\n")
--- ```
--- Besides the options below there are those of each format's writer, which `rubric help markdown`
--- and `rubric.formats()` list; extensions of Markdown may also stand behind its name.
---
--- ```lua
--- local document <close> = rubric.read("One. Two.\n\n- *three*\n", "markdown")
--- local text = document:write("markdown", { wrap = "sentence", bullet = "*", emphasis = "_" })
--- assert(text == "One.\nTwo.\n\n* _three_\n")
--- assert(rubric.read("a--b\n", "markdown"):write "markdown+smart" == "a\\--b\n")
--- ```
---@param format string such as `"markdown"`, `"html"`, `"text"`, `"json"`, `"pandoc-json"`
---@param options? rubric.WriteOptions
---@return string
---@nodiscard
function Place:write(format, options) end

---@class rubric.WriteOptions
---@field width? integer columns of a line, 0 to 1000000; 0 when not given: lines as they were
---@field metadata? boolean false leaves front matter out
---@field standalone? boolean a whole HTML page
---@field unsafe? boolean raw HTML and any URL scheme pass
---@field wrap? "preserve"|"none"|"sentence"|integer where lines of Markdown and text end
---@field bullet? "-"|"*"|"+" what items of Markdown begin with
---@field delimiter? "."|")" what stands behind the numbers of items
---@field emphasis? "*"|"_"
---@field strong? "*"|"_"
---@field fence? "`"|"~"
---@field html? boolean what Markdown has no syntax for is written as HTML
---@field tag_filter? boolean raw tags of HTML that GFM disallows are shown, not obeyed

--- A stretch of text: a word, token, sentence, hit or range, or a span of a layer. A field that
--- does not fit the span is nil; a name that is no field raises, with the nearest.
---
--- ```lua
--- local document <close> = rubric.read("The Cats purr.", "text")
--- local step = document:words()
--- local the, cats = step(), step()
--- assert(the.is_stopword and cats.class == "word" and cats.lower == "cats")
--- assert(cats.stem == "cat" and cats.shape == "Xxxx" and cats.first == 5 and cats.last == 8)
--- assert(cats.block == document:one "paragraph" and cats.document == document and cats.layer == nil)
---
--- local hit = document:find(regex.compile "(?<animal>Cats) (purr)")
--- assert(hit[2] == "purr" and hit.captures.animal == "Cats")
---
--- local found = document:find(phrases.compile { "bark", { text = "purr", data = 5 } })
--- assert(found.phrase == "purr" and found.data == 5)
---
--- local span = document:annotate(hit, "animals", { label = "cat", score = 2, rule = "by hand" })
--- assert(span.layer == "animals" and span.label == "cat" and span.score == 2 and span.rule == "by hand")
--- ```
---@class rubric.Span: rubric.Place
---@field first integer first byte in the text of `block`, from 1
---@field last integer last byte, of the last block that it reaches into
---@field block rubric.Node the block that it begins in
---@field document rubric.Document
---@field class? rubric.WordClass of a word or token
---@field lower string its text in small letters
---@field stem string its stem in the language of the document, see `text.stem`
---@field shape string see `text.shape`
---@field is_stopword boolean whether its text is a stop word of the language of the document
---@field captures? table of a hit: by number, and by name when named; text, a position for `()`, false for a group that took no part
---@field [integer] string|integer|false|nil a capture of a hit
---@field phrase? string of a hit of a phrase set: the phrase as it was added
---@field layer? string of a span of a layer
---@field label? string of a span of a layer
---@field score? number of a span of a layer
---@field rule? string of a span of a layer: what made it
---@field data any of a span of a layer, or given with the phrase of a hit
local Span = {}

return Span
