--- `pairs` goes by the keys, so that what a script makes of a table is the same in every run.

local test = require "rubric.test"

local function keys_of(table)
  local keys = {}
  for key in pairs(table) do keys[#keys + 1] = tostring(key) end
  return keys
end

test("strings come in the order of their bytes, after all other keys", function()
  test.equal(keys_of { b = 1, a = 2, ["a\0"] = 3, [""] = 4, B = 5, ["é"] = 6 }, { "", "B", "a", "a\0", "b", "é" })
  test.equal(keys_of { "x", "y", z = 1, a = 2, [2.5] = 3, [true] = 4 }[1], "1")
  local keys = keys_of { "x", "y", z = 1, a = 2 }
  test.equal(keys, { "1", "2", "a", "z" })
end)

test("many keys are in order too", function()
  local many, wanted = {}, {}
  for i = 1, 3000 do
    local key = ("%05d"):format(i * 7919 % 3001)
    many[key] = i
    wanted[i] = key
  end
  table.sort(wanted)
  test.equal(keys_of(many), wanted)
end)

test("a table may be changed on the way as Lua allows it", function()
  local numbers, seen = { a = 1, b = 2, c = 3, d = 4 }, {}
  for key, value in pairs(numbers) do
    seen[#seen + 1] = key .. value
    numbers[key] = nil
    numbers.c = nil
    if numbers.d then numbers.d = 5 end
  end
  test.equal(seen, { "a1", "b2", "d5" })
  test.equal(next(numbers), nil)
end)

test("the metamethod is asked, and what is no table is an error", function()
  local proxy = setmetatable({}, { __pairs = function() return function(_, key) return not key and 1 or nil end, 1, nil end })
  test.equal(keys_of(proxy), { "1" })
  test.error(function() keys_of(nil) end, "table expected, got nil")
end)

test("next steps through everything once", function()
  local list, count, key = { 1, 2, a = 3 }, 0, nil
  while true do
    key = next(list, key)
    if key == nil then break end
    count = count + 1
  end
  test.equal(count, 3)
  test.equal(next {}, nil)
end)

test.finish()
