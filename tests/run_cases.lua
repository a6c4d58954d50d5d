--- Golden cases: prose, and fences that hold an input and what must come out of it.
--
--     lua5.4 tests/run_cases.lua [--accept] [FILE…]        (default: all of tests/cases)
--
-- The line of a fence says `reader | scripts | writer`; scripts are names with options in
-- braces, `summarize{sentences=1, order="score"}`, divided by blanks or `+`. Readers and writers
-- take options in braces too, `markdown+smart{wrap=sentence}`. In the fence stand
-- the input, a line with a dot, and the output. Where the writer is `error`, the output is
-- the diagnostics as `LINE:COLUMN: message`. A line end at the end of the input is kept, and
-- is not compared at the end of the output. --accept writes what comes out into the files.

package.path = "tests/?.lua;" .. package.path
local tap = require "tap"

local program = os.getenv "RUBRIC" or "build/release/rubric"

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
end

local function quote(word) return "'" .. word:gsub("'", "'\\''") .. "'" end

local function trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end

---@return string[] lines without their ends; an empty last one is dropped
local function split_lines(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return lines
end

local function split(text, separator)
  local parts, from = {}, 1
  while true do
    local first, last = text:find(separator, from, true)
    parts[#parts + 1] = trim(text:sub(from, (first or 0) - 1))
    if not first then return parts end
    from = last + 1
  end
end

--- The end of the value that begins at `from`: quoted, bracketed, or up to the next comma.
local function end_of_value(text, from)
  local open = text:sub(from, from)
  local pairing = ({ ['"'] = '^%b""()', ["["] = "^%b[]()", ["{"] = "^%b{}()" })[open] or "^[^,]*()"
  return text:match(pairing, from) or #text + 1
end

--- `{a=1, b="x, y"}` as options of the program, which reads each value as a YAML scalar.
local function options_of(text, arguments, flag)
  text = text:sub(2, -2)
  local name, from = text:match "^%s*([%w_.-]+)%s*=%s*()"
  while name do
    local after = end_of_value(text, from)
    arguments[#arguments + 1] = (flag or "--option") .. " " .. quote(name .. "=" .. trim(text:sub(from, after - 1)))
    name, from = text:match("^%s*,%s*([%w_.-]+)%s*=%s*()", after)
  end
end

--- The command that runs a case; the files stand in the scratch folder.
local function command_of(case, scratch)
  local writer = case.writer == "error" and "text" or case.writer
  local arguments = { quote(program), "convert" }
  for _, side in ipairs { { "-f", "--from-option", case.reader }, { "-t", "--to-option", writer } } do
    local name, options = side[3]:match "^([^{]*)(.*)$"
    arguments[#arguments + 1] = side[1] .. " " .. quote(trim(name))
    if options ~= "" then options_of(options, arguments, side[2]) end
  end
  local rest = case.scripts
  while rest ~= "" do
    local name, options, after = rest:match "^([%w_./-]+)(%b{})%s*%+?%s*(.*)$"
    if not name then name, options, after = rest:match "^([%w_./-]+)()%s*%+?%s*(.*)$" end
    if not name then error(("%s: cannot read the scripts '%s'"):format(case.place, rest)) end
    arguments[#arguments + 1] = "-s " .. quote(name)
    if type(options) == "string" then options_of(options, arguments) end
    rest = after
  end
  arguments[#arguments + 1] = "--diagnostics=short"
  return ("%s < %s/input > %s/output 2> %s/errors"):format(
    table.concat(arguments, " "), scratch, scratch, scratch)
end

---@return string[] lines that came out
---@return string? problem
local function run(case, scratch)
  write(scratch .. "/input", case.input)
  local _, how, status = os.execute(command_of(case, scratch))
  local errors = read(scratch .. "/errors")
  if how ~= "exit" or status >= 128 then return {}, "killed: " .. how .. " " .. status .. "\n" .. errors end
  if case.writer == "error" then
    local lines = {}
    for _, line in ipairs(split_lines(errors)) do
      local where = line:match "^[^:]*:(%d+:%d+: .*)$" or line:match "^rubric: (.*)$"
      if where then lines[#lines + 1] = (where:gsub("^(%d+:%d+: )%a+: ", "%1")) end
    end
    return lines
  end
  if status ~= 0 then return {}, ("exit %d\n%s"):format(status, errors) end
  return split_lines(read(scratch .. "/output"))
end

--- The cases of one file: each knows the lines that hold its expectation.
local function parse(path, lines)
  local cases, number, heading = {}, 1, path
  while number <= #lines do
    local fence, title = lines[number]:match "^(```+)%s*(.-)%s*$"
    if fence and title:find("|", 1, true) then
      local case = { place = path .. ":" .. number, heading = heading }
      local parts = split(title, "|")
      case.reader, case.scripts, case.writer = parts[1], parts[2], parts[3] or ""
      local dot, close
      for i = number + 1, #lines do
        if lines[i] == "." and not dot then dot = i end
        if lines[i] == fence then close = i; break end
      end
      if not dot or not close then error(case.place .. ": no line with a dot, or no end") end
      case.input = table.concat(lines, "\n", number + 1, dot - 1) .. (dot > number + 1 and "\n" or "")
      case.expected = { table.unpack(lines, dot + 1, close - 1) }
      case.first, case.last = dot + 1, close - 1
      cases[#cases + 1] = case
      number = close
    elseif lines[number]:find "%S" then
      heading = trim(lines[number]:gsub("^#+%s*", ""))
    end
    number = number + 1
  end
  return cases
end

--- What a reader of the failure must see.
local function difference(case, got)
  local problems = { case.place .. ": " .. case.reader .. " | " .. case.scripts .. " | " .. case.writer }
  for _, line in ipairs(case.expected) do problems[#problems + 1] = "expected: " .. line end
  for _, line in ipairs(got) do problems[#problems + 1] = "got:      " .. line end
  return problems
end

local function run_file(path, accept, scratch)
  local lines = split_lines(read(path))
  local cases = parse(path, lines)
  for i = #cases, 1, -1 do -- from the end, so that line numbers stay true while accepting
    local case = cases[i]
    local got, problem = run(case, scratch)
    local same = table.concat(got, "\n") == table.concat(case.expected, "\n")
    case.problems = problem and { case.place, problem } or not same and difference(case, got) or {}
    if accept and not problem and not same then
      local after = { table.unpack(lines, case.last + 1) }
      for j = #lines, case.first, -1 do lines[j] = nil end
      table.move(got, 1, #got, #lines + 1, lines)
      table.move(after, 1, #after, #lines + 1, lines)
      case.problems = {}
      tap.note("accepted " .. case.place)
    end
  end
  for _, case in ipairs(cases) do tap.case(case.place .. " " .. case.heading, case.problems) end
  if accept then write(path, table.concat(lines, "\n") .. "\n") end
end

local files, accept = {}, false
for _, argument in ipairs(arg) do
  if argument == "--accept" then accept = true else files[#files + 1] = argument end
end
if #files == 0 then
  local pipe <close> = assert(io.popen "find tests/cases -name '*.test' | LC_ALL=C sort")
  for path in pipe:lines() do files[#files + 1] = path end
end

local pipe <close> = assert(io.popen "mktemp -d")
local scratch = pipe:read "l"
for _, path in ipairs(files) do run_file(path, accept, scratch) end
os.execute("rm -r " .. quote(scratch))
tap.finish()
