--- The floors of the house (DESIGN.md section 2), the one table that the tests go by.

local M = {}

--- A folder sees itself and what stands on a lower floor; never sideways, never up.
M.floor = {
  ["core/base"] = 0,
  ["core/text"] = 1,
  ["core/data"] = 1,
  ["core/match"] = 2,
  ["core/document"] = 3,
  ["core/analysis"] = 4,
  ["core/readers"] = 4,
  ["core/writers"] = 4,
  ["core/formats"] = 5,
  ["bindings/lua"] = 6,
  ["bindings/engine"] = 7,
  ["bindings/cli"] = 8,
}

--- The folder whose manual a public header is; others are named after it: <rubric/text.h>.
M.public = {
  ["rubric.h"] = "core/formats",
  ["formats.h"] = "core/document",
  ["collation.h"] = "core/text",
  ["words.h"] = "core/text",
  ["kinds.h"] = "core/document",
  ["node.h"] = "core/document",
  ["grid.h"] = "core/document",
  ["media.h"] = "core/document",
  ["layers.h"] = "core/document",
  ["lua.h"] = "bindings/engine",
  ["engine.h"] = "bindings/engine",
}

--- Libraries: each header is included below one path only.
M.foreign = {
  ["yaml.h"] = "core/data/yaml",
  ["gumbo.h"] = "core/readers/html",
  ["utf8proc.h"] = "core/text/",
  ["libstemmer.h"] = "core/text/words/stem",
  ["expat.h"] = "core/data/xml",
  ["zlib.h"] = "core/data/zip",
  ["pcre2.h"] = "core/match/",
  ["lua.h"] = "bindings/",
  ["lauxlib.h"] = "bindings/",
  ["lualib.h"] = "bindings/",
}

--- What the library must not reach: the process belongs to its host.
M.outside = {
  "signal.h", "unistd.h", "pthread.h", "iconv.h", "dlfcn.h", "fcntl.h", "sys/wait.h",
}

return M
