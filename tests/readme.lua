--- Runs the examples of README.md and of docs/*.md, of each page in their order, in a scratch folder of its own.
--
-- A fence of sh runs there with `rubric` on the path; a fence of text directly after it is its
-- output (a line `…` stands for any lines). A fence of lua runs as a script over the document
-- above it, one of c is compiled against the library and run. A comment above a fence changes
-- that: `<!-- file: NAME -->` writes it to a file for the examples below, `<!-- not run -->`
-- leaves it alone. The folder begins with copies of what is in tests/readme/.

package.path = "tests/?.lua;" .. package.path
local tap = require "tap"

local root = io.popen("pwd"):read "l"
local build = os.getenv "RUBRIC_BUILD" or root .. "/build/release"
local scratch, page ---@type string, string the folder and the path of the page whose examples run

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
end

---@return boolean ok
---@return string output
---@return string errors
local function run(command)
  write(scratch .. "/.example", command)
  local ok = os.execute(("cd %s && timeout 120 bash -eu -o pipefail .example > .output 2> .errors < /dev/null"):format(scratch))
  return ok == true, read(scratch .. "/.output"), read(scratch .. "/.errors")
end

local function prepare()
  scratch = io.popen("mktemp -d"):read "l"
  write(scratch .. "/rubric.pc", ([[
Name: rubric
Description: as built
Version: 0
Requires: lua5.4
Libs: -L%s -lrubric -Wl,-rpath,%s
Cflags: -I%s/core/include -I%s/bindings/include
]]):format(build, build, root, root))
  os.execute(("mkdir %s/.bin && ln -s %s/rubric %s/.bin/rubric && ln -s %s/rubric %s/rubric"):format(
    scratch, build, scratch, root, scratch))
  os.execute(("cp -R tests/readme/. %s/ 2>/dev/null"):format(scratch))
end

local function environment() return ("export PATH=%s/.bin:$PATH PKG_CONFIG_PATH=%s\n"):format(scratch, scratch) end

--- The fences of a Markdown text: language, text, line, the comment above, what follows.
local function fences(text)
  local list, number, open, comment = {}, 0, nil, nil
  for line in text:gmatch "(.-)\n" do
    number = number + 1
    if open then
      if line == open.fence then
        open.last = number
        open.text = table.concat(open.lines, "\n") .. "\n"
        open, comment = nil, nil
      else
        open.lines[#open.lines + 1] = line
      end
    else
      local fence, language = line:match "^(```+)%s*(%w*)"
      if fence then
        open = { fence = fence, language = language, line = number, comment = comment, lines = {} }
        list[#list + 1] = open
      elseif line:find "%S" then
        comment = line:match "^<!%-%-%s*(.-)%s*%-%->$"
      end
    end
  end
  return list
end

--- Whether the lines are those expected, where a line `…` stands for any number of lines.
local function matches(lines, expected, i, j)
  i, j = i or 1, j or 1
  if j > #expected then return i > #lines end
  if expected[j] == "…" then
    for next_line = i, #lines + 1 do
      if matches(lines, expected, next_line, j + 1) then return true end
    end
    return false
  end
  return lines[i] == expected[j] and matches(lines, expected, i + 1, j + 1)
end

local function lines_of(text)
  local lines = {}
  for line in (text:gsub("\n*$", "\n")):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return lines
end

local commands = {
  sh = function(fence) return fence.text end,
  lua = function(fence, document)
    write(scratch .. "/example.lua", fence.text)
    return "rubric ./example.lua " .. document
  end,
  c = function(fence)
    write(scratch .. "/example.c", fence.text)
    return "cc -std=c11 -Wall -Wextra -o example example.c $(pkg-config --cflags --libs rubric)\n./example"
  end,
}

---@param following table? the fence below
local function check(fence, following, document)
  local ok, output, errors = run(environment() .. commands[fence.language](fence, document))
  local problems = {}
  if not ok then problems[1] = "it failed:\n" .. errors .. output end
  local is_output = following and following.language == "text" and following.line <= fence.last + 2
  if ok and is_output and not matches(lines_of(output), lines_of(following.text)) then
    problems[1] = "expected:\n" .. following.text .. "got:\n" .. output .. errors
  end
  tap.case(("%s:%d: the %s example runs"):format(page, fence.line, fence.language), problems)
end

local function check_page(text)
  local list, document = fences(text), "article.html"
  for i, fence in ipairs(list) do
    local name = (fence.comment or ""):match "^file:%s*(%S+)$"
    if name then
      write(scratch .. "/" .. name, fence.text)
      if name:find "%.md$" or name:find "%.html$" or name:find "%.txt$" then document = name end
      if fence.language == "lua" then
        local chunk, message = load(fence.text, "=" .. name)
        tap.case(("%s:%d: %s is Lua"):format(page, fence.line, name), chunk and {} or { message })
      end
    elseif commands[fence.language] and fence.comment ~= "not run" then
      check(fence, list[i + 1], document)
    end
  end
end

for path in io.popen("ls README.md docs/*.md"):lines() do
  page = path
  prepare()
  check_page(read(path))
  os.execute("rm -r " .. scratch)
end
tap.finish()
