--- Files, functions and lines stay small enough to be read: STYLE section K.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local FILE_LINES, FUNCTION_LINES, COLUMNS, PARAMETERS = 500, 80, 100, 5

local function is_exempt(path)
  return path:find "^core/text/tables/" or path:find "^scripts/data/" or path:find "^tests/cases/"
end

local function check_length(problems, path, first, last)
  local length = last - first + 1
  if length > FUNCTION_LINES then
    problems[#problems + 1] = ("%s:%d: a function of %d lines, at most %d"):format(
      path, first, length, FUNCTION_LINES)
  end
end

--- Functions of formatted C: from the line with the name to a `}` in the first column.
local function check_c_functions(problems, path, lines)
  local head, first
  for number, line in ipairs(lines) do
    if first then
      if line:find "^}" then
        check_length(problems, path, first, number)
        first, head = nil, nil
      end
    elseif line:find "^[%a_]" and line:find "%(" and not line:find ";%s*$" then
      head = { number = number, text = line }
    elseif head and not line:find "^%s" then
      head = nil
    elseif head then
      head.text = head.text .. line
    end
    if head and not first and line:find "%)%s*{$" and not head.text:find "=%s*{" then
      first = head.number
      local list = head.text:match "%b()" or ""
      local _, commas = list:gsub(",", "")
      if commas >= PARAMETERS then
        tap.note(("advice: %s:%d has %d parameters"):format(path, first, commas + 1))
      end
    end
  end
end

--- Functions of indented Lua: from the line with `function` to the `end` below it.
local function check_lua_functions(problems, path, lines)
  local open = {}
  for number, line in ipairs(lines) do
    local indent = line:match "^%s*"
    local top = open[#open]
    if top and indent == top.indent and line:find "^%s*end%f[^%w_]" then
      check_length(problems, path, top.number, number)
      open[#open] = nil
    end
    local code = line:gsub("%-%-.*", "")
    if code:find "%f[%w_]function%f[^%w_]" and not code:find "%f[%w_]end%f[^%w_]" then
      open[#open + 1] = { indent = indent, number = number }
    end
  end
end

local function check_columns(problems, path, lines)
  for number, line in ipairs(lines) do
    local columns = utf8.len(line) or #line
    if columns > COLUMNS then
      problems[#problems + 1] = ("%s:%d: %d columns, at most %d"):format(
        path, number, columns, COLUMNS)
    end
  end
end

for _, path in ipairs(tree.files("core bindings scripts plugins tests", "c h lua")) do
  if not is_exempt(path) then
    local problems, lines = {}, tree.lines(tree.read(path))
    if #lines > FILE_LINES then
      problems[1] = ("%s: %d lines, at most %d"):format(path, #lines, FILE_LINES)
    end
    if path:find "%.lua$" then
      check_lua_functions(problems, path, lines)
    else
      check_c_functions(problems, path, lines)
      check_columns(problems, path, lines)
    end
    tap.case(path .. " is small enough to read", problems)
  end
end

tap.finish()
