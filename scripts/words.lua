--- Marks the words and marks of a document as spans of layer "word", and lists the words.

local text = require "rubric.text"

return {
  name = "words", version = "1.0", api = 1, value = true,
  description = "Lists the words of a document, one a line", license = "MIT",
  examples = { "rubric words article.txt" },

  ---@param document rubric.Document
  transform = function(document)
    local list = {}
    for block in document:text_blocks() do
      for _, token in ipairs(text.tokens(block:text())) do
        document:annotate(block:range(token.first, token.last), "word", { label = token.class })
        if token.class == "word" or token.class == "number" then list[#list + 1] = token.text end
      end
    end
    return list
  end,
}
