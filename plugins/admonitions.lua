--- Boxes, inserted text and tables of values in Markdown:
---
---     ::: warning           ```csv           This is ++new++.
---     Mind the gap.         name,sum
---     :::                   "Li, Y.",3
---                           ```

local build = require "rubric.build"

-- A block quote that says in bold what it is.
local function box(title)
  return function(node)
    if node.kind ~= "div" then return end
    return build.block_quote {
      class = title:lower(), build.paragraph(build.strong(title)), node:children(),
    }
  end
end

-- The value at an offset (RFC 4180), and the offset behind it.
local function value_at(text, at)
  if text:sub(at, at) ~= '"' then return text:match("^([^,\n]*)()", at) end
  local parts = {}
  repeat -- up to a quotation mark that is not doubled
    local part, behind = text:match('^"([^"]*)()', at)
    parts[#parts + 1] = part
    at = math.min(behind, #text) + 1
  until text:sub(at, at) ~= '"'
  return table.concat(parts, '"'), text:match("^[^,\n]*()", at)
end

local function rows_of(text)
  local rows, row, at = {}, {}, 1
  text = text:gsub("\r\n?", "\n"):gsub("\n*$", "\n")
  while at <= #text do
    row[#row + 1], at = value_at(text, at)
    if text:sub(at, at) ~= "," then
      rows[#rows + 1], row = row, {}
    end
    at = at + 1
  end
  return rows
end

-- The first line is the head.
local function csv(node)
  if node.kind ~= "code_block" or node:text() == "" then return end
  local rows = rows_of(node:text())
  local head = table.remove(rows, 1)
  rows.head = head
  return build.table(rows)
end

local fences = { csv = csv }
for _, title in ipairs { "Note", "Tip", "Important", "Warning", "Caution" } do
  fences[title:lower()] = box(title)
end

return {
  name = "admonitions", version = "1.0", api = 1, license = "MIT",
  description = "Reads boxes (::: note), inserted text (++new++) and CSV as a table",
  examples = { "rubric convert -s ./plugins/admonitions.lua -t html notes.md" },
  markdown = {
    fences = fences,
    delimiters = {
      ["++"] = { name = "insert", handler = function(node) return build.underline { node:children() } end },
    },
  },
}
