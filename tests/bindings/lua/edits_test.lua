--- Random edits: what the source writer makes of a document reads as the document does, whatever was
--- wrapped, unwrapped, put in, taken out and joined before.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

-- A generator of our own, so that each run edits alike.
local seed = 20260101
local function random(limit)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % limit + 1
end

local SOURCES = {
  markdown = "# One *two* three\n\nfour **five _six_ seven** `eight` [nine ten](/u)\neleven \\* twelve &amp; end\n\n- a *b*\n- c\n\n> d e f\n",
  html = "<h1>One <i>two</i> three</h1>\n"
    .. "<p class=x>four <b>five <i>six</i> seven</b> <code>eight</code> <a href=/u>nine ten</a>\neleven &amp; twelve</p>\n<ul><li>a <i>b</i><li>c</ul>\n",
}
local WRAPPERS = { "emph", "strong", "strikeout", "span" }

local function any(document, selector)
  local list = {}
  for node in document:select(selector) do list[#list + 1] = node end
  return list[1] and list[random(#list)]
end

local EDITS = {
  function(document)
    local text = document:text()
    local first = random(#text)
    local last = math.min(#text, first + random(12))
    pcall(document.wrap_range, document, first, last, build[WRAPPERS[random(#WRAPPERS)]] {})
  end,
  function(document)
    local node = any(document, "emph, strong, span, link, strikeout")
    if node then node:unwrap() end
  end,
  function(document)
    local node = any(document, "paragraph, heading, emph")
    if node then node:append("x" .. random(9)):append "y" end
  end,
  function(document)
    local node = any(document, "emph, text, code")
    if node then node:remove() end
  end,
  function(document) document:gsub("[eo]", "-", 1) end,
}

--- The text without white space that a format does not keep: around blocks, and of empty ones.
local function plain(document)
  return (document:text():gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

for _, format in ipairs { "markdown", "html" } do
  test(format .. ": what is written of any edits reads as the document does", function()
    for _ = 1, 60 do
      local document <close> = assert(rubric.read(SOURCES[format], format))
      for _ = 1, random(6) do EDITS[random(#EDITS)](document) end
      local text = plain(document)
      local written = document:write "source"
      local again <close> = assert(rubric.read(written, format))
      test.equal(plain(again), text, written)
      local clone <close> = document:clone()
      test.equal(plain(clone), text)
    end
  end)
end

test.finish()
