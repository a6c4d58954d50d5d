--- Which format bytes without a name are taken for.

local rubric, test = require "rubric", require "rubric.test"

for format, all in pairs {
  html = {
    "<p>x", "<p >x", "<b>", "<h1>t", "<P>", "<!doctype html>", "<!DOCTYPE HTML", "<!-- c --><p>", "<?xml?><html>",
    "<html", " \n<div>", "text and then <html>", "\u{FEFF}<p>x", "\u{FEFF}<!doctype html><p>x",
  },
  markdown = {
    "# a\n# b", "a\n- b\n- c\n", "* a\n> b", "## a\n### b", "---\na: 1\n---\n", "```\nx\n```", "see [a](b)",
    "\u{FEFF}# a\n# b",
  },
  json = { '{"rubric":1}', ' { "rubric":1}', '\u{FEFF}{"rubric":1}' },
  ["pandoc-json"] = {
    '{"pandoc-api-version":[1,23]}', '{ "blocks": []}', '{"blocks":[],"pandoc-api-version":[1]}',
    '{"meta":{},"pandoc-api-version":[1]}',
  },
  text = {
    "<p/>x", "<p", "<x1>", "<1>", "< p>", "<>", "<abcdefghijklm>", "{}", '{"a":1}', "{", "# a", "a\n---\n", "plain",
    "", " \n", "a - b", "#a\n#b", "# a\n" .. ("x"):rep(5000) .. "\n# b",
  },
} do
  for _, bytes in ipairs(all) do
    test(("%q is %s"):format(bytes:sub(1, 60), format), function()
      test.equal(rubric.detect(bytes), format)
    end)
  end
end

test("what is read without the name of a format is read as what it is taken for", function()
  local page <close> = assert(rubric.read "\u{FEFF}<p>x")
  local notes <close> = assert(rubric.read "\u{FEFF}# a\n# b")
  test.equal({ page.format, page:text(), notes.format, notes:one("heading"):text() }, { "html", "x", "markdown", "a" })
end)

test.finish()
