--- `rubric.regex` on strings and on places.

local pattern, regex, rubric, test = require "rubric.pattern", require "rubric.regex", require "rubric",
  require "rubric.test"

test("an expression has the methods of patterns", function()
  local date = regex.compile [[(\d{4})-(\d\d)]]
  test.equal({ date:find "in 2024-05" }, { 4, 10, "2024", "05" })
  test.equal({ date:match "in 2024-05" }, { "2024", "05" })
  test.equal({ date:match("2024-05 2025-06", 2) }, { "2025", "06" })
  test.equal({ date:gsub("2024-05", "%2/%1") }, { "05/2024", 1 })
  test.equal({ date:gsub("2024-05", function(year, month) return month .. year end) }, { "052024", 1 })
  test.equal({ date:gsub("2024-05", { ["2024"] = "x" }) }, { "x", 1 })
  local months = {}
  for _, month in date:gmatch "2024-05, 2024-06" do months[#months + 1] = month end
  test.equal(months, { "05", "06" })
  test.equal(date:find "none", nil)
  test.equal(tostring(date), [[regex /(\d{4})-(\d\d)/]])
end)

test("the module of patterns takes expressions too", function()
  test.equal({ pattern.find("größer", regex.compile "\\w+") }, { 1, 8 })
  test.equal({ pattern.gsub("a1b2", regex.compile "\\d", "") }, { "ab", 2 })
end)

test("captures have names, and those that took no part are false", function()
  local either = regex.compile "(?<left>a)|(?<right>b)"
  test.equal(either:captures "xb", { first = 2, last = 2, false, "b", left = false, right = "b" })
  test.equal({ either:match "b" }, { false, "b" })
  test.equal({ either:gsub("b", "<%1%2>") }, { "<b>", 1 })
  test.equal(either:captures "x", nil)
end)

test("empty matches stand between characters, never within one", function()
  test.equal({ regex.compile("x*"):gsub("éa", "-") }, { "-é-a-", 3 })
  test.equal({ regex.compile("a|"):gsub("aab", "-") }, { "--b-", 3 }) -- none where the last one ended, as in Lua
end)

test("flags", function()
  test.equal(regex.compile("ÄB", "i"):match "äb", "äb")
  test.equal(regex.compile("^b$", "m"):find "a\nb", 3)
  test.error(function() regex.compile("a", "q") end, "unknown flag 'q'")
end)

test("what is wrong is said with its place", function()
  test.error(function() regex.compile "a(b" end, "regular expression 'a%(b', column 4: .*missing closing parenthesis")
  test.error(function() regex.compile(1, 2) end, "unknown flag '2'")
  test.error(function() regex.compile "a":find "\xff" end, "not valid UTF%-8")
  test.error(function() regex.compile "a":find() end, "bad argument #1 to 'find' %(string expected")
  test.error(function() regex.compile(("("):rep(3000)) end, "regular expression '%(+'…, column")
  test.error(function() regex.compile "(a)":gsub("a", "%2") end, "invalid capture index %%2")
end)

test("places are searched across markup", function()
  local document = rubric.read("Ring *020 1234* or 030-99.\n", "markdown")
  local phone = regex.compile [[(?<area>0\d\d)[ -](\d+)]]
  local hit = document:find(phone)
  test.equal({ hit:text(), hit.captures.area, hit.captures[2] }, { "020 1234", "020", "1234" })
  local found = {}
  for each in document:gmatch(phone) do found[#found + 1] = each:text() end
  test.equal(found, { "020 1234", "030-99" })
  test.equal(document:gsub(phone, "%1/%2"), 2)
  test.equal(document:write "markdown", "Ring *020/1234* or 030/99.\n")
  test.equal({ document:match(phone) }, {})
end)

test("what is escaped matches itself", function()
  for _, each in ipairs { "a.b", "(x)[1]{2}", "$^*?\\|#" } do
    test.equal(regex.compile(regex.escape(each)):match(each), each)
  end
end)

test.finish()
