--- The counted string functions, `rubric.pattern` and `rubric.text`.

local json, pattern, text, test, yaml = require "rubric.json", require "rubric.pattern", require "rubric.text",
  require "rubric.test", require "rubric.yaml"

test("string functions do what Lua's manual says", function()
  test.equal({ ("hello world"):find "o w" }, { 5, 7 })
  test.equal({ ("hello"):find("l", 1, true) }, { 3, 3 })
  test.equal({ ("key = value"):match "^(%w+)%s*=%s*(%w+)$" }, { "key", "value" })
  test.equal({ ("abc"):gsub("%w", "%0%0") }, { "aabbcc", 3 })
  test.equal({ ("hello world"):gsub("o", "0", 1) }, { "hell0 world", 1 })
  test.equal({ ("abc"):gsub("", "-") }, { "-a-b-c-", 4 })
  test.equal({ ("$name"):gsub("%$(%w+)", { name = "x" }) }, { "x", 1 })
  test.equal(("x"):rep(3, ","), "x,x,x")
  local found = {}
  for key, value in ("a=1, b=2"):gmatch "(%w+)=(%w+)" do found[#found + 1] = key .. value end
  test.equal(found, { "a1", "b2" })
  test.equal({ ("  x"):find "^%s*()" }, { 1, 2, 3 })
  test.error(function() return ("a"):find "[a" end, "malformed pattern")
  test.error(function() return ("a"):gsub("a", "%2") end, "invalid capture index")
  test.error(function() return ("xx"):rep(1 << 62) end, "too large")
end)

test("patterns over code points keep characters whole", function()
  test.equal({ pattern.match("Größe", "^(..)(.)") }, { "Gr", "ö" })
  test.equal({ pattern.gsub("ÄÖ", "%u", "x") }, { "xx", 2 })
  test.equal(pattern.find("日本語", "本"), 4)
end)

test("text knows letters, not bytes", function()
  test.equal({ text.upper "straße", text.lower "ΑΣ", text.title_case "hello world" }, { "STRASSE", "ας", "Hello World" })
  test.equal({ text.length "é", text.length("e\u{301}", "graphemes"), text.width "日本" }, { 1, 1, 4 })
  test.equal({ text.sub("größe", 2, 4), text.sub("größe", -2), text.sub("a", 3) }, { "röß", "ße", "" })
  test.equal({ text.trim " \u{a0}x\n", text.squeeze " a \n b ", text.unaccent "Ångström", text.slug "Crème Brûlée!" },
    { "x", "a b", "Angstrom", "creme-brulee" })
  test.equal({ text.pad("日", 4), text.truncate("abcdef", 4), text.unescape "a &amp; &#x26;" }, { "日  ", "abc…", "a & &" })
  test.equal({ text.is_valid "a\xff" }, { false, 2 })
  test.equal(text.scrub "a\xff", "a\u{fffd}")
  test.error(function() return text.upper "\xff" end, "not valid UTF%-8")
end)

test("JSON and YAML keep types and order", function()
  local value = json.decode '{"b":[1,2.5,null,true],"a":{}}'
  test.equal(json.encode(value), '{"b":[1,2.5,null,true],"a":{}}')
  test.equal(yaml.decode("a: '1'\nb: 1\nc: yes\n").c, "yes")
  local nothing, message, place = json.decode '{"a":\n !}'
  test.equal({ nothing, place.line, place.column }, { nil, 2, 2 })
  test.truthy(message)
end)

test.finish()
