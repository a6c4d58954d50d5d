--- All that a restricted script can reach from its globals, by name: nothing comes in unnoticed.

local rubric, test = require "rubric", require "rubric.test"

local function walk(value, path, seen, names)
  if type(value) ~= "table" or seen[value] then return end
  seen[value] = true
  for key, child in pairs(value) do
    local name = path == "" and tostring(key) or path .. "." .. tostring(key)
    names[#names + 1] = name .. " " .. type(child)
    walk(child, name, seen, names)
  end
end

test("what can be reached is what the list says", function()
  local names = {}
  walk(_G, "", {}, names)
  table.sort(names)
  test.equal(table.concat(names, "\n") .. "\n", rubric.data "reachable.txt")
end)

test("metatables of strings and of our objects are locked", function()
  local document <close> = rubric.new()
  test.equal({ getmetatable "", getmetatable(document), getmetatable(document:root()), getmetatable(document.meta) },
    { false, false, false, false })
end)

test.finish()
