-- Compares the HTML of examples with what their specifications say; run by tests/bench/conformance.
local rubric = require "rubric"

--- Extensions that an example asks for, by the words behind `example`.
local words = {
  table = "+tables", strikethrough = "+strikethrough", autolink = "+autolinks", disabled = "+tasks",
  footnotes = "+footnotes", tagfilter = "",
}

--- Examples of GFM, which stands on CommonMark 0.29, that 0.31 says otherwise (section 6.6).
local changed = {
  ["foo <!-- not a comment -- two hyphens -->\n"] = true,
  ["foo <!--> foo -->\n\nfoo <!-- foo--->\n"] = true,
}

local function sorted_attributes(tag)
  local name, rest = tag:match "^<(%w+)(.-)%s*/?>$"
  if not name then return tag end
  local attributes = {}
  for key, value in rest:gmatch '([%w:-]+)="([^"]*)"' do attributes[#attributes + 1] = key .. '="' .. value .. '"' end
  table.sort(attributes)
  if #attributes > 0 and #rest > 0 then return "<" .. name .. " " .. table.concat(attributes, " ") .. ">" end
  return #rest == 0 and "<" .. name .. ">" or "<" .. name .. rest .. ">"
end

local blocks = { "p", "li", "ul", "ol", "blockquote", "pre", "table", "thead", "tbody", "tr", "td", "th", "hr", "section",
  "h1", "h2", "h3", "h4", "h5", "h6", "div" }

--- What we do otherwise on purpose: ids have the labels, there is a link back to each reference, and footnotes that
--- nobody refers to are not lost.
local function normalize_footnotes(html)
  html = html:gsub(' <a href="#fnref[^>]*>↩<sup>%d+</sup></a>', "")
  html = html:gsub('<li id="fn.-</li>', function(item)
    if not item:find("footnote-backref", 1, true) then return "" end
  end)
  return (html:gsub('"(#?)fn[^"]*"', '"%1fn"'))
end

--- HTML without what says nothing: the order of attributes, line ends around blocks.
local function normalize(html)
  html = normalize_footnotes(html)
  html = html:gsub("<%w[^<>]->", sorted_attributes)
  for _, name in ipairs(blocks) do
    html = html:gsub("\n*(</?" .. name .. ">)\n*", "%1"):gsub("\n*(<" .. name .. " [^<>]->)\n*", "%1")
  end
  return (html:gsub("&quot;", '"'):gsub("^%s+", ""):gsub("%s+$", ""))
end

local function dialect_of(path, marks)
  if path:find "commonmark" then return "commonmark" end
  if path:find "extensions" or (path:find "regression" and marks == "") then return "gfm" end
  local dialect = "commonmark"
  for word in marks:gmatch "%a+" do dialect = dialect .. (words[word] or "") end
  return dialect
end

local function run_example(path, marks, source)
  local document = assert(rubric.read(source, dialect_of(path, marks)))
  local filters = marks:find "tagfilter" or path:find "extensions"
  return document:write("html", { unsafe = true, tag_filter = filters and true or nil })
end

local function run(path, context)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  local total, passed = 0, 0
  local fence = ("`"):rep(32)
  for marks, body in text:gmatch("\n" .. fence .. " example([^\n]*)\n(.-)" .. fence .. "\n") do
    local cut = ("\n" .. body):find("\n.\n", 1, true)
    local source = body:sub(1, cut - 1):gsub("→", "\t")
    local wanted = body:sub(cut + 2):gsub("→", "\t")
    if not changed[source] and wanted ~= "<IGNORE>\n" then
      total = total + 1
      local found = run_example(path, marks, source)
      if normalize(found) == normalize(wanted) then
        passed = passed + 1
      else
        context:emit(("--- example %d\n%s--- wanted\n%s--- found\n%s"):format(total, source, wanted, found))
      end
    end
  end
  context:emit(("%s: %d of %d"):format(path:match "[^/]+$", passed, total))
end

return function(_, _, context)
  for path in os.getenv("RUBRIC_SPECIFICATIONS"):gmatch "[^\n]+" do run(path, context) end
end
