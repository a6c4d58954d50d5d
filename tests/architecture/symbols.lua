--- What the library exports, imports and may write to.

package.path = "tests/?.lua;tests/architecture/?.lua"
local tap = require "tap"
local tree = require "tree"

local build = os.getenv "RUBRIC_BUILD" or "build/release"

--- What a library has no business with; the process belongs to its host.
local BANNED = {
  "exit", "_exit", "_Exit", "quick_exit", "atexit", "abort", "raise", "kill",
  "printf", "vprintf", "puts", "putchar", "perror", "stdin", "stdout", "stderr",
  "setlocale", "strtok", "rand", "srand", "random", "srandom",
  "signal", "sigaction", "system", "popen", "fork", "vfork", "execve", "execv", "execvp", "execl",
  "chdir", "umask", "putenv", "setenv", "unsetenv", "clearenv", "dlopen",
}

--- The names that programs of others may be linked to, sorted by bytes.
local LIST = "bindings/packaging/librubric.symbols"

--- Objects that the library may write to, each with its reason.
local WRITABLE = {}

---@return table<string, string> name to the header that marks it RUBRIC_API
local function public_names()
  local names = {}
  for _, path in ipairs(tree.files("core/include bindings/include", "h")) do
    local text = tree.without_comments(tree.read(path)):gsub("#[^\n]*", "")
    for declaration in text:gmatch "%f[%w_]RUBRIC_API%f[^%w_]([^;{]*)" do
      local name = declaration:match "([%a_][%w_]*)%s*%(" or declaration:match "([%a_][%w_]*)[%s%[%]%w]*$"
      names[name] = path
    end
  end
  return names
end

local function exported_names()
  local names = {}
  for _, line in ipairs(tree.lines_of("nm -D --defined-only " .. build .. "/librubric.so")) do
    names[line:match "%S+$"] = true
  end
  return names
end

local function sorted(names)
  local list = {}
  for name in pairs(names) do list[#list + 1] = name end
  table.sort(list)
  return list
end

local public, exported = public_names(), exported_names()

local missing, unmarked = {}, {}
for _, name in ipairs(sorted(public)) do
  if not exported[name] then missing[#missing + 1] = name .. " of " .. public[name] end
end
for _, name in ipairs(sorted(exported)) do
  if not public[name] then unmarked[#unmarked + 1] = name end
end
tap.case("the library exports every name that a public header marks", missing)
tap.case("the library exports nothing that no public header marks", unmarked)

--- What is in one set of names and not in the other, each behind a word.
local function differences(problems, word, names, others)
  for _, name in ipairs(sorted(names)) do
    if not others[name] then problems[#problems + 1] = word .. " " .. name end
  end
end

local listed, changes = {}, {}
for _, name in ipairs(tree.lines_of("cat " .. LIST)) do listed[name] = true end
differences(changes, "missing", listed, exported)
differences(changes, "added", exported, listed)
tap.case("the library exports what " .. LIST .. " lists", changes)

local archives = build .. "/core/librubric_core.a " .. build .. "/bindings/librubric_bindings.a"
local unprefixed, imports, writable = {}, {}, {}
local object
for _, line in ipairs(tree.lines_of("nm -f sysv " .. archives)) do
  object = line:match "[%w_.-]+%.o%f[^%w]" or object
  local name, class, section = line:match "^([^|%s]+)%s*|[^|]*|%s*(%a)%s*|.*|(%S*)%s*$"
  if name then
    local where = ("%s of %s"):format(name, object)
    if class:find "[TDBRC]" and not name:find "^rubric_" and name ~= "luaopen_rubric" then
      unprefixed[#unprefixed + 1] = where
    end
    if class == "U" then imports[#imports + 1] = { name = name, where = where } end
    local is_variable = section:find "^%.t?data" or section:find "^%.t?bss" or class == "C"
    if is_variable and not section:find "^%.data%.rel%.ro" and not WRITABLE[name]
        and not name:find "^%." then
      writable[#writable + 1] = where .. " in " .. section
    end
  end
end

tap.case("every external symbol has the prefix", unprefixed)
tap.case("the library has no data that it could write to", writable)

local function is_banned(name)
  for _, banned in ipairs(BANNED) do
    if name == banned or name == "__" .. banned .. "_chk" then return true end
  end
  return false
end

local refused = {}
for _, import in ipairs(imports) do
  if is_banned(import.name) then refused[#refused + 1] = import.where end
end
tap.case("the objects leave the process to its host", refused)

--- What a shared library as a whole takes from others, which is more than its objects say: the
--- compiler and the start files add to it.
for _, library in ipairs { "librubric.so", "lua/rubric.so" } do
  refused = {}
  for _, line in ipairs(tree.lines_of("nm -D --undefined-only " .. build .. "/" .. library)) do
    local name = line:match "([^%s@]+)@?[^%s]*$"
    if is_banned(name) then refused[#refused + 1] = name end
  end
  tap.case(library .. " leaves the process to its host", refused)
end

tap.finish()
