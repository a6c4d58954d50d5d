--- Each public header compiles alone, as C11 and as C++17, without a warning.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local WARNINGS = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only"
local FLAGS = WARNINGS .. " -I core/include -I bindings/include " ..
  table.concat(tree.lines_of "pkg-config --cflags lua5.4", " ")

local LANGUAGES = {
  { name = "C11", command = "cc -std=c11 -Wstrict-prototypes -Wmissing-prototypes -x c" },
  { name = "C++17", command = "c++ -std=c++17 -x c++" },
}

for _, path in ipairs(tree.files("core/include bindings/include", "h")) do
  local header = path:match "rubric/.*$"
  for _, language in ipairs(LANGUAGES) do
    local problems = tree.lines_of(("printf '#include <%s>\\n' | %s %s - 2>&1"):format(
      header, language.command, FLAGS))
    tap.case(("<%s> compiles alone as %s"):format(header, language.name), problems)
  end
end

tap.finish()
