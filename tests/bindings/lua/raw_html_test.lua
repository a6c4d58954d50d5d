--- Raw HTML in Markdown: it stands as it is where it reads as HTML again, and nothing behind it is
--- taken for a part of it; anything else is marked as raw.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

--- Writes a document of its own with one raw node in it.
local function written_with(node)
  local document <close> = rubric.new()
  document:root():append(node)
  document:root():append(build.paragraph "end")
  return document:write "markdown+raw_attribute"
end

local function check(kind, literal, is_marked, node)
  test(("%s %q is %s"):format(kind, literal, is_marked and "marked" or "plain"), function()
    local written = written_with(node)
    local again <close> = assert(rubric.read(written, "markdown+raw_attribute"))
    test.equal(written:find("{=html}", 1, true) ~= nil, is_marked)
    test.equal({ again:one(kind).literal, again:root().last:text() }, { literal, "end" })
  end)
end

local function check_inlines(list, is_marked)
  for _, literal in ipairs(list) do
    check("raw_inline", literal, is_marked,
      build.paragraph { "a ", build.raw_inline { format = "html", literal = literal }, " b" })
  end
end

local function check_blocks(list, is_marked)
  for _, literal in ipairs(list) do
    check("raw_block", literal, is_marked, build.raw_block { format = "html", literal = literal })
  end
end

check_inlines({
  "<b>", "</b>", "</b >", "<b/>", "<b />", "<b a>", "<b a=1>", "<b a = '1'>", "<b a=\"1\" c>",
  "<b _a:.->", "<b a/>", "<x-y>", "<!-- c -->", "<!-->", "<!--->", "<!---->", "<? x ?>",
  "<![CDATA[x]]>", "<!X y>", "<!x>", "<b\na>",
}, false)

check_inlines({
  "</b/>", "<b a=\">", "<b a='>", "<b a=>", "<b a=`>", "<b a", "<b", "<", "<>", "</>", "<1>",
  "<b 1>", "<b .a>", "<b -a>", "<b a/c>", "</b a>", "<b><i>", "<b>x", "x<b>", "<!-- c", "<? x",
  "<![CDATA[x", "<!X", "<!1>", "<!>", "&amp;", "<b a=x\">", "<b a='x'c>",
}, true)

check_blocks({
  "<div>\nx\n</div>\n", "<b>\n", "<b>\nx\n", "<pre>\n\nx</pre>\n", "<script>\n\nx</script> y\n",
  "<style>\n\n</b></STYLE>\n", "<!--\n\nx -->\n", "<!X>\n", "<?x\n\n?>\n", " <div>\n",
  "<div\nclass=a>\n", "<x-y>\n", "</div>\n", "<!-- x --> y\n", "<!-->\n", "<![CDATA[\n\nx]]>\n",
  "<prex>\n", "</pre>\n",
}, false)

check_blocks({
  "<div>\n\nx\n</div>\n", "<b>x</b>\n", "<b>\n\nx\n", "<pre>\n\nx\n",
  "<script>\n\nx</script>\ny\n", "<textarea></x>\n\n", "<!-- x\n", "x\n", "<xyz\n",
  "<!-- x -->\ny\n", "<?x\n", "<!X\n", "<![CDATA[\nx\n", "<pre/>\n", "<pre>\n</b></pre\n",
  "<!1>\n", "<b\n\na>\n", "<div\n\na>\n",
}, true)

test.finish()
