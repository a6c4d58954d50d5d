local inspect, test = require "rubric.inspect", require "rubric.test"

test("values are shown in order and once", function()
  local loop = { b = 1, a = "x\n", 7, { true } }
  loop.loop = loop
  test.equal(inspect(loop), '{ 7, { true }, a = "x\\n", b = 1, loop = {…} }')
  test.equal(inspect({}), "{}")
  test.equal(inspect({ ["a b"] = 1, [3] = 2 }), '{ [3] = 2, ["a b"] = 1 }')
end)

test("equal compares by value and shows both", function()
  test.equal({ a = { 1, 2 } }, { a = { 1, 2 } })
  test.error(function() test.equal({ 1 }, { 2 }) end, "got { 1 }\nexpected { 2 }")
  test.error(function() test.equal(1, 2, "a note") end, "a note: got 1")
end)

test("error wants an error that matches", function()
  test.error(function() error("no cat") end, "cat")
  test.error(function() test.error(function() end) end, "no error was raised")
  test.error(function() test.error(function() error("dog") end, "cat") end, "dog")
end)

test("match, contains, near, truthy and falsy", function()
  test.match("cats", "^c")
  test.contains("a.b", ".")
  test.near(1.0001, 1, 0.01)
  test.truthy(0)
  test.falsy(nil)
  test.error(function() test.match("cats", "^d") end, "does not match")
  test.error(function() test.near(1, 2, 0.5) end, "about 2")
end)

test.finish()
