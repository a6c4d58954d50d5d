--- Says which language a document is in: by the scripts of its letters, then by their n-grams.

local text = require "rubric.text"

return {
  name = "language", version = "1.0", api = 1, value = true,
  description = "Says which language a document is in", license = "MIT",
  examples = { "rubric language article.txt" },
  transform = function(document)
    local code, confidence = text.language(document:text())
    if code == "unknown" then return code end
    document.meta.lang = code
    return { lang = code, confidence = math.floor(confidence * 100 + 0.5) / 100 }
  end,
}
