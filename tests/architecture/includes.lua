--- No `#include` and no `require` goes up or sideways.

package.path = "tests/?.lua;tests/architecture/?.lua"
local floors = require "floors"
local tap = require "tap"
local tree = require "tree"

---@param path string of a source or header
---@return string? folder of the floors table that the file belongs to
local function home(path)
  local name = path:match "/include/rubric/([%w_]+%.h)$"
  if name then return floors.public[name] or "core/" .. name:sub(1, -3) end
  return path:match "^%w+/%w+"
end

local roots = { core = "core/", bindings = "bindings/" }

---@return string? path of the file that a quoted or <rubric/…> include means
local function resolve(path, name)
  local candidates = {
    tree.folder(path) .. "/" .. name,
    roots[path:match "^%w+"] .. name,
    "core/include/" .. name,
    "bindings/include/" .. name,
  }
  for _, candidate in ipairs(candidates) do
    if tree.exists(candidate) then return candidate end
  end
end

---@return string? problem
local function check_foreign(path, name)
  local place = floors.foreign[name]
  if place and path:sub(1, #place) ~= place and not path:find("/include/", 1, true) then
    return ("<%s> may be included below %s only"):format(name, place)
  end
  if path:match "^bindings/cli/" then return end
  for _, header in ipairs(floors.outside) do
    if header == name then return ("<%s> is for the program only"):format(name) end
  end
end

---@return string? problem
local function check_include(path, open, name)
  local target = (open == '"' or name:match "^rubric/") and resolve(path, name)
  if not target then
    if open == '"' then return ('"%s" is not found'):format(name) end
    return check_foreign(path, name)
  end
  local from, to = home(path), home(target)
  if from == to then return end
  local mine, other = floors.floor[from], floors.floor[to]
  if not mine then return ("folder %s has no floor"):format(from) end
  if not other then return ("folder %s of %s has no floor"):format(to, name) end
  if other >= mine then
    return ("%s is on floor %d, %s on %d: %s"):format(from, mine, to, other, name)
  end
  if from:match "^bindings/" and to:match "^core/" and not target:find("/include/", 1, true) then
    return ("%s is a private header of %s"):format(name, to)
  end
end

for _, path in ipairs(tree.files("core bindings", "c h")) do
  local problems, number = {}, 0
  for _, line in ipairs(tree.lines(tree.without_comments(tree.read(path)))) do
    number = number + 1
    local open, name = line:match '^%s*#%s*include%s*([<"])([^>"]+)[>"]'
    local problem = name and path ~= "bindings/engine/embed.c" and check_include(path, open, name)
    if problem then problems[#problems + 1] = ("%s:%d: %s"):format(path, number, problem) end
  end
  tap.case(path .. " includes only what stands below it", problems)
end

---@return boolean whether a file of scripts/ or plugins/ may require the module
local function may_require(path, module)
  if module == "rubric" or module:match "^rubric%." or module == "host" then return true end
  local plugin = path:match "^plugins/([%w_-]+)"
  return plugin ~= nil and (module == plugin or module:sub(1, #plugin + 1) == plugin .. ".")
end

for _, path in ipairs(tree.files("scripts plugins", "lua")) do
  local problems, number = {}, 0
  for _, line in ipairs(tree.lines(tree.read(path))) do
    number = number + 1
    line = line:gsub("%-%-.*", "")
    for call in line:gmatch "%f[%w_.]require%f[^%w_]%s*(%(?%s*[^%s]*)" do
      local module = call:match "^%(?%s*[\"']([^\"']+)[\"']"
      if not module then
        problems[#problems + 1] = ("%s:%d: the name of a module must stand there"):format(path, number)
      elseif not may_require(path, module) then
        problems[#problems + 1] = ("%s:%d: may not require '%s'"):format(path, number, module)
      end
    end
  end
  tap.case(path .. " requires only rubric and its modules", problems)
end

tap.finish()
