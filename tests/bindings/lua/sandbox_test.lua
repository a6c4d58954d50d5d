--- What restricted scripts have of Lua itself: nothing that shows addresses, runs at the end of objects
--- or reaches what is locked, and all the rest.

local test = require "rubric.test"

--- What a call gives, or the message of its error.
local function gives(f, ...)
  local is_taken, value = pcall(f, ...)
  return is_taken and value or tostring(value)
end

test("formats show no address", function()
  for _, format in ipairs { "%p", "%-5p|", "%%%s %20p" } do
    test.equal(gives(string.format, format, "a", {}), "'%p' shows addresses, which scripts do not see")
  end
  test.equal(gives(string.format, "%5.2s|%%p|%d|%q", "abc", 3, "x"), '   ab|%p|3|"x"')
end)

test("what has no text of its own is its type", function()
  test.equal({ tostring {}, tostring(print), tostring(coroutine.create(print)) }, { "table", "function", "thread" })
  test.equal(tostring(setmetatable({}, { __name = "mine" })), "mine")
  test.equal(tostring(setmetatable({}, { __name = 1 })), "table")
  test.equal(tostring(setmetatable({}, { __tostring = function() return "own" end })), "own")
  test.equal({ tostring(nil), tostring(1.0), tostring "x" }, { "nil", "1.0", "x" })
end)

test("metatables are set as in Lua, but for finalizers", function()
  local object = {}
  test.equal(setmetatable(object, { __index = { a = 1 } }), object)
  test.equal(object.a, 1)
  test.equal(getmetatable(setmetatable(object, nil)), nil)
  test.equal(gives(setmetatable, {}, { __gc = print }), "'__gc' is not for restricted scripts")
  test.equal(gives(setmetatable, {}, 1), "bad argument #2 to '?' (nil or table expected, got number)")
  test.equal(gives(setmetatable, 1, {}), "bad argument #1 to '?' (table expected, got number)")
  test.equal(gives(setmetatable, setmetatable({}, { __metatable = "locked" }), {}), "cannot change a protected metatable")
end)

test("weak tables may have a metatable that takes new keys", function()
  local seen = {}
  local function note(t, key, value) rawset(t, key, value) seen[#seen + 1] = key end
  for _, mode in ipairs { "k", "v", "kv" } do
    local weak = setmetatable({}, { __mode = mode, __newindex = note })
    weak.a = "b"
    test.equal({ weak.a, seen[#seen] }, { "b", "a" })
  end
  local plain = setmetatable({}, setmetatable({ __newindex = note }, { __newindex = note }))
  plain.c = "d"
  test.equal({ plain.c, seen[#seen] }, { "d", "c" })
end)

test.finish()
