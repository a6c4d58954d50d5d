local rubric, test, writer = require "rubric", require "rubric.test", require "rubric.writer"

local function write(markdown, handlers)
  local document <close> = assert(rubric.read(markdown, "markdown"))
  return writer.write(document, handlers)
end

test("a pair of strings stands around the children", function()
  test.equal(write("a *b* c", { emph = { "_", "_" } }), "a _b_ c\n")
end)

test("enter and leave are called with the node and the output", function()
  local handlers = { heading = { enter = function(node, out) out:raw("=" .. node.level .. " ") end, leave = function(_, out) out:raw(" =\n") end } }
  test.equal(write("# one", handlers), "=1 one =\n")
end)

test("a function writes the whole node", function()
  test.equal(write("# one\n", { heading = function(node, out) out:line("[", node:text(), "]") end }), "[one]\n")
end)

test("what has no handler goes to the format that is extended, a blank line between blocks", function()
  local handlers = { extends = "markdown", heading = function(node, out) out:line("== ", node:text()) end }
  test.equal(write("# T\n\na **b**\n\n- x\n- y\n", handlers), "== T\n\na **b**\n\n- x\n- y\n")
end)

test("a handled inline inside an unhandled block is found", function()
  test.equal(write("a *b*\n\nc\n", { extends = "text", emph = { "/", "/" } }), "a /b/\n\nc\n")
end)

test("text is escaped, raw is not", function()
  local handlers = { escape = string.upper, emph = function(node, out) out:raw("<"):children(node):raw("z>") end }
  test.equal(write("a *b*", handlers), "A <Bz>\n")
end)

test("indent stands before each further line, blanks are one", function()
  local handlers = {
    extends = "text",
    block_quote = function(node, out) out:indent("| "):children(node):dedent() end,
    paragraph = function(node, out) out:line(node:text()):blank():blank() end,
  }
  test.equal(write("> a\n>\n> b\n\nc\n", handlers), "| a\n|\n| b\n\nc\n")
end)

test("an item whose own text was written gives only deeper lists as children", function()
  local handlers = { extends = "text", item = function(node, out) out:line("* ", node:text()); out:children(node) end }
  test.equal(write("- a\n  - b\n- c\n", handlers), "* a\n* b\n* c\n")
end)

test("capture gives what the children would be", function()
  local handlers = { emph = { "_", "_" }, heading = function(node, out) out:raw(out:capture(node):upper()) end }
  test.equal(write("# a *b*", handlers), "A _B_")
end)

test("start and finish write around the document", function()
  local handlers = { start = function(_, out) out:line("begin") end, finish = function(_, out) out:line("end") end }
  test.equal(write("a", handlers), "begin\na\nend\n")
end)

test("an empty document is nothing", function()
  test.equal(write("", { extends = "text" }), "")
end)

test("deep nesting does not recurse", function()
  test.equal(write(("> "):rep(90) .. "x", { paragraph = { "<", ">" } }), "<x>")
end)

test("a name that is no kind is an error", function()
  test.error(function() write("a", { headnig = { "", "" } }) end, "no 'headnig'")
end)

test.finish()
