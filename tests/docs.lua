--- Compares docs/markdown.md with what the program says: names of extensions and options, and which sets have them.

package.path = "tests/?.lua;" .. package.path
local tap = require "tap"

local program = os.getenv "RUBRIC" or "build/release/rubric"
local sets = { "markdown", "commonmark", "gfm", "pandoc" }

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function output_of(command)
  local pipe <close> = assert(io.popen(command .. " 2>&1"))
  return pipe:read "a"
end

--- The names that help lists below a line that begins with `title`.
local function names_below(title)
  local names = {}
  local help = output_of(program .. " help markdown")
  local part = help:sub(assert(help:find("\n" .. title, 1, true)) + 1):match "\n(.-)\n\n"
  for line in (part .. "\n"):gmatch "(.-)\n" do names[#names + 1] = line:match "^  ([%l_]+)" end
  return names
end

--- The rows of the table whose header row begins with `header`, as lists of cells.
local function rows_of(text, header)
  local rows = {}
  local part = text:sub(assert(text:find("\n| " .. header, 1, true)) + 1):match "\n(|.-)\n\n"
  for line in (part .. "\n"):gmatch "|(.-)|\n" do
    local cells = {}
    for cell in (line .. "|"):gmatch "(.-)|" do cells[#cells + 1] = cell:match "^%s*(.-)%s*$" end
    rows[#rows + 1] = cells
  end
  table.remove(rows, 1) -- dashes
  return rows
end

local function compare(what, found, wanted)
  local same = table.concat(found, " ") == table.concat(wanted, " ")
  tap.case(what, same and {} or { "found  " .. table.concat(found, " "), "wanted " .. table.concat(wanted, " ") })
end

--- What an example gives when its text is read as another format.
local function convert(input, format)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(input)
  file:close()
  local output = output_of(("%s convert -f %s -t json %s"):format(program, format, path))
  os.remove(path)
  return (output:gsub('"path":"[^"]*"', ""))
end

local text = read "docs/markdown.md"
local extensions, options = {}, {}
for _, row in ipairs(rows_of(text, "Extension")) do
  local name = row[1]:match "^%[`([%l_]+)`%]" or row[1]
  extensions[#extensions + 1] = name
  local section = text:match("\n### " .. name .. "\n(.-)\n###? ") or ""
  local input = section:match "<<'END'[^\n]*\n(.-\n)END\n"
  local problems = { not input and "it has no example" or nil }
  for i, set in ipairs(input and sets or {}) do
    local is_on = row[i + 1] == "on"
    local same = convert(input, set) == convert(input, set .. (is_on and "+" or "-") .. name)
    if not same then problems[#problems + 1] = ("%s has it %s"):format(set, is_on and "off" or "on") end
  end
  for other in (row[6] or ""):gmatch "`([%l_]+)`" do
    if input and convert(input, "commonmark+" .. other) ~= convert(input, "commonmark+" .. name) then
      problems[#problems + 1] = other .. " is another extension"
    end
  end
  tap.case("docs/markdown.md: " .. name, problems)
end
compare("docs/markdown.md: the extensions are those there are", extensions, names_below "Options of both")
for _, row in ipairs(rows_of(text, "Option ")) do options[#options + 1] = row[1]:match "`([%l_]+)`" end
compare("docs/markdown.md: the options of the writer are those there are", options, names_below "Options of the writer")
tap.finish()
