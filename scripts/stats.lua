--- Counts what a document holds.

return {
  name = "stats", version = "1.0", api = 1, value = true,
  description = "Counts blocks, sentences, words and characters", license = "MIT",
  examples = { "rubric stats article.txt", "rubric stats --json article.txt" },
  transform = function(document)
    return document:count("words")
  end,
}
