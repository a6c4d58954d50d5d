--- Each public header compiles alone, as C11 and as C++17, without a warning, and says of each
--- function what it does.

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

--- A function is documented by the comment that ends above it, or in its own line.
---@return string[]
local function undocumented(path)
  local names, before = {}, ""
  for line in tree.read(path):gmatch "[^\n]*" do
    local is_documented = before:find "%*/%s*$" or before:find "^%s*//" or line:find "//"
    if line:find "^RUBRIC_API" and not is_documented then names[#names + 1] = line end
    before = line
  end
  return names
end

for _, path in ipairs(tree.files("core/include bindings/include", "h")) do
  tap.case(("every function of <%s> is documented"):format(path:match "rubric/.*$"), undocumented(path))
end

tap.finish()
