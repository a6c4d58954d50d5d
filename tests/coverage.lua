--- Sums up what gcov says of a build: lines and branches by folder, and the files that lack most.
--
--     lua5.4 tests/coverage.lua build/coverage

package.path = "tests/?.lua;tests/architecture/?.lua"
local tree = require "tree"

local build = assert(arg[1], "which build?")
local WORST = 15 -- files that are listed

--- By file, counts by "line" and by "line:branch". What is compiled more than once, as functions in
-- headers are, counts as reached when it was anywhere.
local lines, branches = {}, {}

local function add(counts, file, key, count)
  counts[file] = counts[file] or {}
  counts[file][key] = (counts[file][key] or 0) + count
end

local sources = {}
for _, path in ipairs(tree.files("core bindings", "c h")) do sources[path] = true end

---@param path string as the compiler had it
---@return string? path of a source of ours
local function source_of(path)
  for start in path:gmatch "()%f[%w]%w+/" do
    if sources[path:sub(start)] then return path:sub(start) end
  end
end

--- Takes in the listing of an object: "count: line:source", and "branch 0 taken count" below it.
local function read_listing(listing)
  local file, number
  for _, line in ipairs(listing) do
    local count, at, text = line:match "^%s*([^%s:]+):%s*(%d+):(.*)"
    if at == "0" and text:find "^Source:" then
      file = source_of(text:sub(8))
    elseif file and at and count ~= "-" then
      number = at
      add(lines, file, at, tonumber(count:match "^%d+") or 0)
    elseif file and line:find "^branch" then
      add(branches, file, number .. ":" .. line:match "%d+", tonumber(line:match "taken (%d+)") or 0)
    end
  end
end

---@return integer reached, integer all
local function sum(counts)
  local reached, all = 0, 0
  for _, count in pairs(counts or {}) do
    all = all + 1
    if count > 0 then reached = reached + 1 end
  end
  return reached, all
end

local function print_row(name, row)
  local function part(reached, all)
    return ("%6.1f %% of %6d"):format(all > 0 and 100 * reached / all or 100, all)
  end
  print(("%-40s %s lines  %s branches"):format(
    name, part(row[1], row[2]), part(row[3], row[4])))
end

for _, path in ipairs(tree.lines_of("find " .. build .. "/core " .. build ..
    "/bindings -name '*.gcno' | LC_ALL=C sort")) do
  read_listing(tree.lines_of("gcov -b -c -t " .. path .. " 2>/dev/null"))
end

local files, folders, total = {}, {}, { 0, 0, 0, 0 }
for path in pairs(lines) do
  local row = { sum(lines[path]) }
  row[3], row[4] = sum(branches[path])
  local folder = path:match "^%w+/%w+"
  folders[folder] = folders[folder] or { 0, 0, 0, 0 }
  for i = 1, 4 do
    folders[folder][i] = folders[folder][i] + row[i]
    total[i] = total[i] + row[i]
  end
  files[#files + 1] = { path = path, row = row, missed = row[4] - row[3] }
end

local names = {}
for name in pairs(folders) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do print_row(name, folders[name]) end
print_row("all", total)

table.sort(files, function(a, b)
  if a.missed ~= b.missed then return a.missed > b.missed end
  return a.path < b.path
end)
print "\nThe files with most branches that no test takes:"
for i = 1, math.min(WORST, #files) do print_row(files[i].path, files[i].row) end
