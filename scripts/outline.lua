--- Lists the headings of a document: how deep each is, where it stands, what it says.

local rubric = require "rubric"
local text = require "rubric.text"

return {
  name = "outline", version = "1.0", api = 1, value = true,
  description = "Lists the headings of a document", license = "MIT",
  examples = { "rubric outline notes.md", "rubric outline --depth 2 --json notes.md" },
  options = { depth = { type = "integer", default = 6, minimum = 1, maximum = 6, help = "the deepest level that is listed" } },

  ---@param document rubric.Document
  transform = function(document, options)
    local outline = {}
    for heading in document:select("heading") do
      if heading.level <= options.depth then
        local row, position = rubric.map(), heading:position()
        row.line = position and position.line
        row.level = heading.level
        row.title = text.squeeze(heading:text())
        outline[#outline + 1] = row
      end
    end
    return rubric.list(outline)
  end,
}
