--- Every function of rubric.text, rubric.pattern and rubric.regex with what it does not expect: a
--- clear error that names the argument or the option, or a plain result; never anything else.

local pattern, regex, rubric, test, text = require "rubric.pattern", require "rubric.regex", require "rubric",
  require "rubric.test", require "rubric.text"

local MODULES = { text = text, pattern = pattern, regex = regex }

local function names(module)
  local list = {}
  for name, value in pairs(module) do
    if type(value) == "function" then list[#list + 1] = name end
  end
  table.sort(list)
  return list
end

local document = rubric.read("One *two*.\n\nThree\n", "markdown")
local closed = rubric.read("x", "text")
closed:close()

local WRONG = {
  true, {}, function() end, -1, 1 << 62, 0.5, math.huge, "", "a", "\0", "\xff", "a\xff", "\xffa", "\xed\xa0\x80", "\xc0\xaf", "\u{301}\u{301}",
  "\u{1F1E6}\u{1F1E6}\u{1F1E6}", ("\u{200D}"):rep(9), document, closed, document:one "paragraph", coroutine.create(function() end),
}

-- Whether an error says what is wrong, with the place in this file.
local function is_clear(message)
  return type(message) == "string" and message:find "^[%w_]*:?%d*:? ?" and #message > 8
    and not message:find "nil value" and not message:find "newindex"
end

-- Calls a function; iterators are run for a while.
local function call(f, ...)
  local ok, result = pcall(f, ...)
  if ok and type(result) == "function" then
    return pcall(function()
      local count = 0
      for _ in result do
        count = count + 1
        if count == 20 then break end
      end
    end)
  end
  return ok, result
end

for module, functions in pairs(MODULES) do
  for _, name in ipairs(names(functions)) do
    test(("%s.%s says what is wrong"):format(module, name), function()
      local f = functions[name]
      for _, first in ipairs(WRONG) do
        for _, arguments in ipairs { { first }, { first, first }, { "a b", first }, { "a b", "a", first }, { "a b", 1, first } } do
          local ok, message = call(f, table.unpack(arguments))
          if not ok and not is_clear(message) then test.equal(message, "a clear error") end
        end
      end
      local ok, message = pcall(f)
      test.equal(ok, false)
      test.match(message, "bad argument #%d")
    end)
  end
end

test("options that are none are named", function()
  for _, name in ipairs { "sentences", "stem", "truncate", "wrap", "width", "columns", "slug", "distance", "analyze" } do
    local second = (name == "wrap" or name == "truncate") and 5 or { nonsense = 1 }
    local ok, message = pcall(text[name], name == "columns" and {} or "a", second, { nonsense = 1 })
    test.equal({ name, ok }, { name, false })
    test.match(message, name == "distance" and "bad argument #2" or "unknown option 'nonsense'")
  end
end)

test("a closed document is no text", function()
  test.error(function() text.upper(closed) end, "document is closed")
  test.error(function() text.words(closed) end, "document is closed")
end)

test.finish()
