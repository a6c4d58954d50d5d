--- Tables by rows and columns, as scripts see them.

local rubric, test = require "rubric", require "rubric.test"

local function html(source) return assert(rubric.read(source, "html")) end

local SPANS = "<table><thead><tr><th colspan=2>ab</thead><tr><td rowspan=2>c<td>d<tr><td>e<tr></table>"

local function texts(cells)
  local out = {}
  for i, cell in ipairs(cells) do out[i] = cell and cell:text() or "-" end
  return table.concat(out, " ")
end

test("a cell is the one that covers the place", function()
  local document <close> = html(SPANS)
  local grid = document:one "table"
  test.equal({ grid:size() }, { 4, 2 })
  test.truthy(rawequal(grid:cell(1, 1), grid:cell(1, 2)))
  test.equal({ grid:cell(2, 1):text(), grid:cell(3, 1):text(), grid:cell(3, 2):text() }, { "c", "c", "e" })
  test.equal({ grid:cell(4, 1), grid:cell(0, 1), grid:cell(1, 3), grid:cell(-1, 2), grid:cell(99, 1) }, {})
end)

test("rows and columns are lists of cells, false where there is none", function()
  local document <close> = html(SPANS)
  local grid, rows = document:one "table", {}
  for cells, row in grid:rows() do rows[#rows + 1] = ("%s %s"):format(row.kind, texts(cells)) end
  test.equal(rows, { "row ab ab", "row c d", "row c e", "row - -" })
  test.equal({ texts(grid:column(1)), texts(grid:column(2)), grid:column(3), grid:column(0) }, { "ab c c -", "ab d e -" })
end)

test("a walk over rows is a snapshot", function()
  local document <close> = html(SPANS)
  local grid, seen = document:one "table", {}
  for cells in grid:rows() do
    seen[#seen + 1] = texts(cells)
    if #seen == 1 then grid:cell(3, 2):remove() end
  end
  test.equal(seen, { "ab ab", "c d", "c -", "- -" })
end)

test("these are methods of tables", function()
  local document <close> = html "<p>a"
  local node = document:one "paragraph"
  for _, name in ipairs { "cell", "rows", "column", "size" } do
    test.error(function() node[name](node, 1, 1) end, ("'%s' is a method of tables, and this is a paragraph"):format(name))
  end
  test.error(function() html(SPANS):one("table"):cell("x", 1) end, "number expected")
end)

test.finish()
