--- document:walk: choosing handlers, what they return, and changing the tree meanwhile.

local build, rubric, test = require "rubric.build", require "rubric", require "rubric.test"

local function markdown(source) return assert(rubric.read(source, "markdown")) end

local function written(document) return document:write("markdown", { metadata = false }) end

--- What a walk sees of "a", "b" and "c" in the order of its calls.
local function texts_seen(document, handlers_of)
  local seen = {}
  document:walk(handlers_of(seen))
  return table.concat(seen, " ")
end

local function note(seen, mark)
  return function(node) seen[#seen + 1] = (mark or "") .. node:text():gsub("%s+", "") end
end

test("the alternative that matches is what weighs", function()
  local document <close> = markdown "# a\n\nb\n"
  test.equal(texts_seen(document, function(seen)
    return { ["#x, heading, paragraph"] = note(seen, "list:"), h1 = note(seen, "h1:") }
  end), "h1:a list:b")
end)

test("two that may meet in one node are refused before anything is called", function()
  local document <close> = markdown "a\n"
  local function refused(a, b)
    test.error(function() document:walk { [a] = print, [b] = print } end,
      ("handlers '%s' and '%s' are equally specific and may meet in one node; order them by hand"):format(a, b))
  end
  refused(".a", ".b")
  refused("em", "i")
  refused("block_quote paragraph", "list paragraph")
end)

test("two that exclude each other are no tie", function()
  local document <close> = markdown "# a\n\n## b\n\n[c](http://d)\n"
  for _, pair in ipairs {
    { "heading[level=1]", "heading[level=2]" }, { "heading[level<2]", "heading[level>=2]" }, { "h1", "h2" },
    { "link[url^='http:']", "link[url^='ftp:']" }, { "p.a", "p:not(.a)" }, { "#a", "#b" }, { "list p", "list ol" },
    { "paragraph[compact=true]", "paragraph[compact!=true]" } } do
    local function keep() end
    local ok, message = pcall(document.walk, document, { [pair[1]] = keep, [pair[2]] = keep })
    test.equal(ok or message, true)
  end
end)

test("a list of handlers is ordered by hand", function()
  local document <close> = markdown "a\n\n> b\n"
  test.equal(texts_seen(document, function(seen)
    return { { "paragraph", note(seen, "1:") }, { "block_quote paragraph", note(seen, "2:") }, { "*", note(seen, "3:") } }
  end), "3:ab 1:a 3:a 3:b 1:b 3:b")
end)

test("handlers are checked before anything is called", function()
  local document <close> = markdown "a\n"
  local function refused(handlers, message)
    test.error(function() document:walk(handlers) end, message)
  end
  refused({ paragrph = print }, "'paragrph' is neither a kind nor an HTML element; did you mean 'paragraph'?")
  refused({ paragraph = { entr = print } }, "unknown option 'entr'; did you mean 'enter'?")
  refused({ paragraph = {} }, "the handler of 'paragraph' has neither enter nor leave")
  refused({ paragraph = 5 }, "the handler of 'paragraph' is a number")
  refused({ paragraph = { enter = 5 } }, "'enter' of the handler of 'paragraph' is a number, not a function")
  refused({ [true] = print }, "a handler's key is a kind or a selector, not a boolean")
  refused({ { "p", print }, link = print }, "a list of handlers has no other keys")
  refused({ "p", print }, "handler 1 of the list is no {selector, function}")
end)

test("a second value is skip or stop", function()
  local document <close> = markdown "> a\n\n> b\n\nc\n"
  test.equal(texts_seen(document, function(seen)
    return {
      block_quote = {
        enter = function(node)
          seen[#seen + 1] = "<"
          return nil, node.index == 1 and "skip" or nil
        end,
        leave = function() seen[#seen + 1] = ">" end,
      },
      paragraph = function(node)
        seen[#seen + 1] = node:text()
        return nil, node:text() == "b" and "stop" or nil
      end,
    }
  end), "< > < b")
  test.error(function() document:walk { paragraph = function() return nil, "skp" end } end,
    'the second value of a handler is "skip" or "stop", not skp')
end)

test("what is returned stands in the place of the node", function()
  local document <close> = markdown "a\n\nb\n\nc\n\nd *e*\n"
  local calls = 0
  document:walk { paragraph = function(node)
    calls = calls + 1
    if node:text() == "a" then return { node, "after a" } end
    if node:text() == "b" then return build.block_quote { node } end
    if node:text() == "c" then return false end
  end, emph = function(node) return { "x", build.strong "y", node } end }
  test.equal(written(document), "a\n\nafter a\n\n> b\n\nd x**y**_e_\n")
  test.equal(calls, 4)
end)

test("children that are returned stand in the place of their parent", function()
  local document <close> = markdown "> a\n>\n> b\n"
  document:walk { block_quote = function(node) return node:children() end }
  test.equal(written(document), "a\n\nb\n")
end)

-- What the description of document:walk defines, from enter and from leave.
for _, moment in ipairs { "enter", "leave" } do
  local function each_paragraph(run) return { paragraph = { [moment] = run } } end
  local function walk(source, run)
    local document = markdown(source)
    local seen = {}
    document:walk(each_paragraph(function(node)
      seen[#seen + 1] = node:text()
      return run(node, document)
    end))
    local text = written(document):gsub("\n+", " ")
    document:close()
    return table.concat(seen, " "), text
  end
  local function check(name, source, run, seen, text)
    test(("on %s: %s"):format(moment, name), function()
      test.equal({ walk(source, run) }, { seen, text })
    end)
  end
  local three = "a\n\nb\n\nc\n"
  check("a node may remove itself", three, function(node) if node:text() == "b" then node:remove() end end, "a b c", "a c ")
  check("a removed sibling ahead is not visited", three, function(node) if node:text() == "a" then node.next:remove() end end, "a c", "a c ")
  check("a removed parent takes its other children out", "> a\n>\n> b\n\nc\n",
    function(node) if node:text() == "a" then node.parent:remove() end end, "a c", "c ")
  check("what is inserted is not visited", three,
    function(node) node:insert_before "x"; node:insert_after "y" end, "a b c", "x a y x b y x c y ")
  check("a moved node is visited once, in its old turn", three,
    function(node, document) if node:text() == "a" then document:root():append(node) end end, "a b c", "b c a ")
  check("a node that is moved forward is visited in its old turn", three,
    function(node) if node:text() == "a" then node:insert_before(node.next.next) end end, "a b c", "c a b ")
  check("a node that was changed keeps the handler it had", three,
    function(node) if node:text() == "a" then node.next:set_text "z" end end, "a z c", "a z c ")
  check("an unwrapped parent leaves its children to be visited", "> a\n>\n> b\n",
    function(node) if node.parent.kind == "block_quote" then node.parent:unwrap() end end, "a b", "a b ")
  check("a node may be replaced by hand", three,
    function(node) if node:text() == "b" then node:replace "x" end end, "a b c", "a x c ")
  check("a walk in a walk is one of its own", three,
    function(node, document)
      if node:text() == "b" then document:walk { paragraph = function(inner) inner:set_text(inner:text() .. "!") end } end
    end, "a b c!", "a! b! c! ")
end

test("a removed node is not left, a moved one is when its old place is passed", function()
  local document <close> = markdown "> a\n\n> b\n\nc\n"
  local seen = {}
  document:walk {
    block_quote = { enter = function(node)
      seen[#seen + 1] = "<" .. node:text()
      if node:text() == "a" then node:remove() else document:root():append(node) end
    end, leave = function(node) seen[#seen + 1] = node:text() .. ">" end },
    paragraph = function(node) seen[#seen + 1] = node:text() end,
  }
  test.equal(table.concat(seen, " "), "<a <b b b> c")
end)

test("selectors beyond number are compiled and forgotten", function()
  local document <close> = markdown "a\n\n[b](c)\n"
  local found = 0
  document:walk { ["link[url=c]"] = function(node)
    for i = 1, 2000 do node:matches(("[@x='%d']"):format(i)) end
    collectgarbage()
    found = found + (node:matches "link" and 1 or 0)
  end, paragraph = function() for i = 1, 2000 do document:one(("#a%d"):format(i)) end end }
  test.equal(found, 1)
end)

test.finish()
