--- `rubric.text` on order: sort keys and comparison.

local rubric, test, text = require "rubric", require "rubric.test", require "rubric.text"

local function sorted(list, options)
  table.sort(list, function(a, b) return text.compare(a, b, options) < 0 end)
  return table.concat(list, " ")
end

local function before(a, b, options)
  local left, right = text.sort_key(a, options), text.sort_key(b, options)
  test.equal(text.compare(a, b, options), -1)
  test.equal(text.compare(b, a, options), 1)
  test.equal(left ~= right, true)
  for i = 1, math.max(#left, #right) do -- by bytes, whatever the locale
    local x, y = left:byte(i) or -1, right:byte(i) or -1
    if x ~= y then return test.equal(x < y, true) end
  end
end

test("words are in the order of a dictionary", function()
  test.equal(sorted { "Zebra", "été", "eté", "apple", "Äpfel", "zebra", "Apple", "ete", "Apfel" },
    "Apfel Äpfel apple Apple ete eté été zebra Zebra")
  test.equal(sorted { "나", "b", "가", "日", "a", "я", "ω", "7" }, "7 a b ω я 가 나 日")
end)

test("what is the same to people is the same", function()
  test.equal(text.compare("é", "e\u{301}"), 0)
  test.equal(text.sort_key "é" == text.sort_key "e\u{301}", true)
  test.equal(text.compare("", ""), 0)
  test.equal(text.sort_key "" == text.sort_key "\0", true)
end)

test("strength says what counts", function()
  test.equal(text.compare("role", "Rôle", { strength = "primary" }), 0)
  test.equal(text.compare("role", "Role", { strength = "secondary" }), 0)
  before("role", "rôle", { strength = "secondary" })
  before("role", "Role")
  before("role", "Role", { strength = "tertiary" })
  test.equal(text.compare("é", "e\u{301}", { strength = "identical" }), 0)
  before("a", "a\1", { strength = "identical" })
  test.equal(text.compare("a", "a\1"), 0)
end)

test("numbers can count by their value", function()
  before("a10", "a2")
  before("a2", "a10", { numbers = true })
  test.equal(sorted({ "file10.txt", "file9.txt", "file1.txt", "file010.txt" }, { numbers = true }),
    "file1.txt file9.txt file10.txt file010.txt")
end)

test("punctuation can count for nothing", function()
  before("e-mail", "email")
  before("e-mail", "email", { punctuation = "keep" })
  test.equal(text.compare("e-mail", "email", { punctuation = "ignore" }), 0)
end)

test("places have an order too", function()
  local document = rubric.read("beta\n\nAlpha\n", "markdown")
  local first, second = document:root().first, document:root().last
  test.equal(text.compare(first, second), 1)
  test.equal(text.sort_key(second), text.sort_key "Alpha")
end)

test("options are checked", function()
  test.error(function() text.compare("a", "b", { strengh = "primary" }) end, "strength")
  test.error(function() text.compare("a", "b", { strength = "quinary" }) end, "'strength' must be 'primary'")
  test.error(function() text.sort_key("a", { strength = 3 }) end, "'strength' must be")
  test.error(function() text.sort_key("a", { punctuation = "drop" }) end, "'punctuation' must be 'keep' or 'ignore'")
  test.error(function() text.sort_key "a\xFF" end, "not valid UTF")
  test.error(function() text.compare("a", {}) end, "string")
end)
