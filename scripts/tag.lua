--- Marks what the rules of a YAML file find, and lists it.

local rubric = require "rubric"
local rules = require "rubric.rules"
local text = require "rubric.text"

-- The labels of a layer become tags of the whole document.
local function tag_document(document)
  for span in document:spans("tag") do
    if span.label then document:tag(span.label) end
  end
end

local function row_of(span, layer)
  local row, position = rubric.map(), span:position()
  row.line = position and position.line
  row.layer = layer
  row.label = span.label
  row.text = text.squeeze(span:text())
  return row
end

return {
  name = "tag", version = "1.0", api = 1, value = true,
  description = "Marks what the rules of a file find", license = "MIT",
  examples = { "rubric tag --rules rules.yaml article.html", "rubric tag --rules rules.yaml --json article.txt" },
  options = { rules = { type = "path", required = true, help = "the YAML file of the rules" } },

  prepare = function(options)
    local set, message = rules.open(options.rules)
    if not set then error(message, 0) end
    return set
  end,

  ---@param document rubric.Document
  transform = function(document, options, context)
    rules.run(context.shared, document)
    tag_document(document)
    local rows = {}
    for _, layer in ipairs(document:layers()) do
      for span in document:spans(layer) do
        if span.rule or layer == "tag" then rows[#rows + 1] = row_of(span, layer) end
      end
    end
    return rubric.list(rows)
  end,
}
