--- Names and heads of files, and lists that must not forget one.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local BANNED = { "util", "utils", "helper", "helpers", "manager", "misc", "common", "process" }
local OPEN_ENDS = { "TO" .. "DO", "FIX" .. "ME" }

local function problems_of(paths, check)
  local problems = {}
  for _, path in ipairs(paths) do
    local problem = check(path)
    if problem then problems[#problems + 1] = path .. ": " .. problem end
  end
  return problems
end

tap.case("no file is named after nothing", problems_of(
  tree.files "core bindings scripts plugins tests", function(path)
    for word in path:gsub("%.%w+$", ""):gmatch "%a+" do
      for _, banned in ipairs(BANNED) do
        if word:lower() == banned then return ("'%s' says nothing"):format(word) end
      end
    end
  end))

tap.case("every C file begins with its licence and says what it is for", problems_of(
  tree.files("core bindings tests", "c h"), function(path)
    local first, second = tree.read(path):match "^([^\n]*)\n([^\n]*)"
    if first ~= "// SPDX-License-Identifier: MIT" then return "no SPDX line" end
    if not second:find "^// %S" then return "its second line says nothing" end
  end))

tap.case("nothing is left to be done in the sources", problems_of(
  tree.files("core bindings scripts plugins tests", "c h lua sh txt cmake"), function(path)
    for number, line in ipairs(tree.lines(tree.read(path))) do
      for _, word in ipairs(OPEN_ENDS) do
        if line:find("%f[%w_]" .. word .. "%f[^%w_]") and not path:find "^scripts/data/"
            and not path:find "^tests/cases/" then
          return ("line %d says %s: open an issue"):format(number, word)
        end
      end
    end
  end))

tap.case("every data file names its origin and its licence", problems_of(
  tree.files "scripts/data", function(path)
    local head = tree.read(path):sub(1, 2000):lower()
    if not head:find "origin:" then return "no 'origin:' in its head" end
    if not head:find "licen[cs]e:" then return "no 'licence:' in its head" end
  end))

tap.case("every file of scripts/ is compiled in, and every listed one is there", (function()
  local listed, problems = {}, {}
  local list = tree.read("scripts/CMakeLists.txt"):gsub("#[^\n]*", "")
  for path in list:match("set%(rubric_script_files(.-)PARENT_SCOPE"):gmatch "%S+" do
    listed[path] = true
    if not tree.exists("scripts/" .. path) then problems[#problems + 1] = path .. " is not there" end
  end
  for _, path in ipairs(tree.files "scripts") do
    local name = path:sub(#"scripts/" + 1)
    if name ~= "CMakeLists.txt" and not listed[name] then
      problems[#problems + 1] = name .. " is not in scripts/CMakeLists.txt"
    end
  end
  return problems
end)())

tap.case("every C file is in a list of sources", problems_of(
  tree.files("core bindings tests", "c"), function(path)
    local folder, name = tree.folder(path), path:match "[^/]+$"
    local script = path:gsub("%.c$", "") -- a benchmark compiles its own
    if folder == "tests/bench" and tree.read(script):find(path, 1, true) then return nil end
    -- The examples for embedders are compiled against what is installed.
    local is_example = folder == "tests/embed"
    if is_example and tree.read "tests/embed/install.sh":find("/" .. name, 1, true) then return nil end
    repeat
      local list = folder .. "/CMakeLists.txt"
      local escaped = name:gsub("%p", "%%%0")
      if tree.exists(list) and tree.read(list):find("%f[%w_/]" .. escaped .. "%f[^%w_.]") then
        return nil
      end
      name = folder:match "[^/]+$" .. "/" .. name
      folder = tree.folder(folder)
    until folder == ""
    return "no CMakeLists.txt names it"
  end))

tap.case("every test script is in a list of tests", problems_of(
  tree.files("tests/core tests/bindings tests/scripts tests/plugins tests/cli", "lua sh"),
  function(path)
    local folder, name = path:match "^(.*)/([^/]+)%.%w+$"
    if name == "lib" then return end
    local list = folder .. "/CMakeLists.txt"
    if not tree.exists(list) then return "there is no " .. list end
    if not tree.read(list):find("%f[%w_]" .. name:gsub("%p", "%%%0") .. "%f[^%w_]") then
      return "no line of " .. list .. " names it"
    end
  end))

tap.finish()
