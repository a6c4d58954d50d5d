--- Marks the sentences of a document as spans of layer "sentence", and lists them.

local rubric = require "rubric"
local text = require "rubric.text"

return {
  name = "sentences", version = "1.0", api = 1, value = true,
  description = "Lists the sentences of a document, one a line", license = "MIT",
  examples = { "rubric sentences article.txt" },

  ---@param document rubric.Document
  transform = function(document)
    local list = rubric.list(nil)
    for sentence in document:sentences() do
      document:annotate(sentence, "sentence")
      list[#list + 1] = text.squeeze(sentence:text())
    end
    return list
  end,
}
