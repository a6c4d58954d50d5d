--- Marks the words and marks of a document as spans of layer "word", and lists the words.

local rubric = require "rubric"
local text = require "rubric.text"

return {
  name = "words", version = "1.0", api = 1, value = true,
  description = "Lists the words of a document, one a line", license = "MIT",
  examples = { "rubric words article.txt" },

  ---@param document rubric.Document
  transform = function(document)
    local list = rubric.list(nil)
    for block in document:text_blocks() do
      for token, class, first, last in text.tokens(block) do
        document:annotate(block:range(first, last), "word", { label = class })
        if class == "word" or class == "number" then list[#list + 1] = token end
      end
    end
    return list
  end,
}
