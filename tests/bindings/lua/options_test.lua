--- Options of readers and writers in Lua.

local rubric, test = require "rubric", require "rubric.test"

local function write(text, format, options)
  local document <close> = assert(rubric.read(text, "markdown"))
  return document:write(format, options)
end

test("options of readers are keys", function()
  local document <close> = assert(rubric.read("~~a~~ b[^1]\n", "markdown", { strikethrough = false, path = "a.md" }))
  test.equal(document:text(), "~~a~~ b[^1]")
  test.equal(document.path, "a.md")
  local named <close> = assert(rubric.read("~~a~~\n", "commonmark", { strikethrough = true }))
  test.truthy(named:one "strikeout")
end)

test("delimiters are a table from mark to class", function()
  local options = { delimiters = { ["++"] = "insert", ["^"] = "top" } }
  local document <close> = assert(rubric.read("++a *b* ^c^++ d^^\n", "markdown", options))
  local span = document:one "span.insert"
  test.equal(span:text(), "a b c")
  test.equal(span:source(), "++a *b* ^c^++")
  test.equal(document:one("span.top"):position().column, 9)
  document:one("emph"):set_text "^"
  test.equal(document:write "source", "++a *\\^* ^c^++ d^^\n")
  test.equal(document:write "html", '<p><span class="insert">a <em>^</em> <span class="top">c</span></span> d^^</p>\n')
  test.equal(document:write "gfm", "a *^* c d^^\n")
  local copy <close> = document:clone()
  test.equal(copy:write "markdown", document:write "markdown")
  local page <close> = assert(rubric.read("<p>++a++", "html", options))
  test.equal(page:text(), "++a++")
end)

test("delimiters that cannot be raise", function()
  local function message_of(delimiters, format)
    return select(2, pcall(rubric.read, "a", format or "markdown", { delimiters = delimiters }))
  end
  test.match(message_of("++"), "option 'delimiters' must be a table {mark = name}, not a string")
  test.match(message_of { "++" }, "option 'delimiters' is {mark = name}, and '1' has no name")
  test.match(message_of { ["++"] = true }, "'%+%+' has no name")
  test.match(message_of { ["++"] = "a b" }, "needs a name of letters, digits, '%-' and '_', not 'a b'")
  test.match(message_of { ["**"] = "a" }, "option 'delimiters': '%*%*' is no delimiter: '%*' belongs to emphasis")
  test.match(message_of { ["+"] = "a", ["++"] = "b" }, "'%+' and '%+%+' are of one sign")
  test.match(message_of({ ["^"] = "a" }, "markdown+superscript"), "belongs to the extension 'superscript', which is on")
  local many = {}
  for i = 1, 20 do many[("+"):rep(i)] = "a" end
  test.match(message_of(many), "more than 16 delimiters")
end)

test("options of writers are keys", function()
  test.equal(write("- *a* **b**\n", "markdown", { bullet = "+", emphasis = "_", strong = "_" }), "+ _a_ __b__\n")
  test.equal(write("1. a\n", "markdown", { delimiter = ")" }), "1) a\n")
  test.equal(write("One. Two.\n", "markdown", { wrap = "sentence" }), "One.\nTwo.\n")
  test.equal(write("aaaa bbbb cccc\n", "markdown", { wrap = 11 }), "aaaa bbbb\ncccc\n")
  test.equal(write("aaaa bbbb cccc\n", "markdown", { wrap = "none", width = 11 }), "aaaa bbbb\ncccc\n")
  test.equal(write("~~~\na\n~~~\n", "markdown", { fence = "~" }), "~~~\na\n~~~\n")
  test.equal(write("a--b\n", "markdown", { smart = true }), "a\\--b\n")
  test.equal(write("<title>\n", "html", { unsafe = true, tag_filter = true }), "&lt;title>\n")
end)

test("the language of a document counts for its sentences", function()
  local document <close> = assert(rubric.read("---\nlang: en\n---\n\nDr. Smith came. He left.\n", "markdown"))
  test.equal(document:write("markdown", { wrap = "sentence", metadata = false }), "Dr. Smith came.\nHe left.\n")
end)

test("names and values there are not are errors with the nearest", function()
  local function message_of(...) return select(2, pcall(...)) end
  test.match(message_of(rubric.read, "a", "markdown", { tabels = false }),
    "the reader of markdown has no option 'tabels'; did you mean 'tables'%?")
  test.match(message_of(rubric.read, "a", "html", { tables = false }), "the reader of html has no options, so not 'tables'")
  test.match(message_of(rubric.read, "a", nil, { pahts = "x" }), "unknown option 'pahts'; did you mean 'path'%?")
  test.match(message_of(rubric.read, "a", "markdown", { tables = "no" }), "option 'tables' is true or false, not 'no'")
  test.match(message_of(rubric.read, "a", "markdown", { tables = {} }),
    "option 'tables' must be a string, a number or a boolean, not a table")
  test.match(message_of(write, "a", "markdown", { bulet = "-" }), "did you mean 'bullet'%?")
  test.match(message_of(write, "a", "markdown", { wrap = 1.5 }), "option 'wrap' must be an integer")
  test.match(message_of(write, "a", "markdown", { "bullet" }), "options are {name = value}, and a number is no name")
  test.match(message_of(write, "a", "markdown+smrt"), "Markdown has no extension 'smrt'; did you mean 'smart'%?")
end)

test("formats list their options", function()
  local found
  for _, format in ipairs(rubric.formats()) do
    for _, option in ipairs(format.write_options) do
      if format.name == "markdown" and option.name == "bullet" then found = option end
    end
  end
  test.equal(found.choices, { "-", "*", "+" })
  test.equal(found.type, "string")
end)
