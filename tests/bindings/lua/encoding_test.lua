--- The functions of `rubric.text` that know other encodings than UTF-8.

local text, test = require "rubric.text", require "rubric.test"

test("text comes from the bytes of an encoding", function()
  test.equal({ text.from_encoding("\x93\xfa\x96\x7b", "shift_jis") }, { "日本", 0 })
  test.equal({ text.from_encoding("caf\xe9", "LATIN1") }, { "café", 0 })
  test.equal({ text.from_encoding("\x81<b>\xff", "gb2312") }, { "\u{fffd}<b>\u{fffd}", 2 })
  test.equal({ text.from_encoding("", "utf-16") }, { "", 0 })
  test.equal({ text.from_encoding "\xff\xfea\0" }, { "a", 0 }) -- a guess
end)

test("text becomes the bytes of an encoding", function()
  test.equal(text.to_encoding("日本", "euc-jp"), "\xc6\xfc\xcb\xdc")
  test.equal(text.to_encoding("a\0€", "utf-16le"), "a\0\0\0\xac\x20")
  test.equal(text.to_encoding("", "big5"), "")
  test.equal(text.to_encoding("a😀", "latin1", { unmappable = "question" }), "a?")
  test.equal(text.to_encoding("a😀", "latin1", { unmappable = "reference" }), "a&#128512;")
  local bytes, message, place = text.to_encoding("ä\nö 한", "latin1")
  test.equal(bytes, nil)
  test.equal(message, "windows-1252 has no U+D55C")
  test.equal({ place.line, place.column, place.offset }, { 2, 3, 7 })
  test.equal({ text.to_encoding("a", "replacement") }, { nil, "nothing can be written as 'replacement'",
    { line = 1, column = 1, offset = 1 } })
end)

test("an encoding is guessed", function()
  test.equal(text.guess_encoding "plain", "utf-8")
  test.equal(text.guess_encoding "caf\xe9 cr\xe8me", "windows-1252")
  test.equal(text.guess_encoding "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!", "windows-1251")
  test.equal(text.guess_encoding "", "utf-8")
end)

test("misuse of encodings is an error", function()
  test.error(function() return text.from_encoding("a", "latin-1") end, "no encoding 'latin%-1'; did you mean 'latin1'")
  test.error(function() return text.to_encoding("a", "klingon") end, "no encoding 'klingon'")
  test.error(function() return text.from_encoding({}, "utf-8") end, "string expected")
  test.error(function() return text.to_encoding("a", "gbk", { unmapable = "error" }) end, "did you mean 'unmappable'")
  test.error(function() return text.to_encoding("a", "gbk", { unmappable = "ignore" }) end, "'question' or 'reference'")
  test.error(function() return text.to_encoding("\xff", "gbk") end, "not valid UTF%-8")
end)

test.finish()
