--- The whole way from a page to what matters of it: the text without the rest, and front matter with
-- title, dates, authors, language, summary, key phrases, people, places and organizations.

local rubric = require "rubric"

-- The order of the metadata; what else there is follows.
local ORDER = {
  "title", "date", "updated", "author", "site", "url", "lang", "description", "summary", "keywords", "people", "places", "organizations", "tags",
}

local function order_metadata(document)
  local ordered, known = rubric.map(), {}
  local meta = document.meta
  for _, key in ipairs(ORDER) do
    known[key] = true
    ordered[key] = meta[key]
  end
  for key, value in pairs(meta) do
    if not known[key] then ordered[key] = value end
  end
  document.meta = ordered
end

return {
  name = "digest", version = "1.0", api = 1,
  description = "Cleans a page and tells its title, dates, authors, summary, key phrases and names", license = "MIT",
  examples = { "rubric digest article.html", "rubric digest --sentences 2 --keywords 5 article.txt", "rubric digest -o digests/ articles/" },
  options = {
    sentences = { type = "integer", default = 3, minimum = 1, help = "how many sentences the summary has" },
    keywords = { type = "integer", default = 10, minimum = 1, help = "how many key phrases are told" },
    rules = { type = "path", help = "a YAML file of rules that tag the text" },
  },
  uses = { "clean", "language", "keywords", "entities", "tag", "summarize" },

  ---@param document rubric.Document
  transform = function(document, options)
    document:apply "clean"
    if not document.meta.lang then document:apply "language" end
    document:apply("keywords", { count = options.keywords })
    document:apply "entities"
    if options.rules then document:apply("tag", { rules = options.rules }) end
    document:apply("summarize", { sentences = options.sentences })
    if document.url and not document.meta.url then document.meta.url = document.url end
    order_metadata(document)
  end,
}
