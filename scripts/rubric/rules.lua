--- Rules in YAML or as Lua tables: what is found in a document, and the span that it becomes.
--
--     local set = assert(rules.open "places.yaml")      -- or rules.read(yaml), rules.compile(list)
--     rules.run(set, document)
--
-- A set is plain data and phrase sets, so that `prepare` may return it.

local phrases = require "rubric.phrases"
local regex = require "rubric.regex"
local rubric = require "rubric"
local source = require "rubric.rule_source"
local yaml = require "rubric.yaml"

local M = {}

local MOST_EXPANDED = 10000 -- phrases that one with {set} in it may become
local DEEPEST = 8 -- files that include files

-- Keys of a rule and the types that they take; `false`: the rule language has it, we have not yet.
local KEYS = {
  id = "string", label = "string", layer = "string", scope = "string", except = "string", lang = "string or list", score = "number",
  priority = "number", level = "string", message = "string", fix = "any", data = "any", enabled = "boolean", fold = "string",
  phrases = "list", phrases_file = "string", pattern = "string", regex = "string",
  substitute = "table", within = false, tokens = false, count = false, metric = false, ["repeat"] = false, consistent = false, missing = false,
  all = false, any = false, none = false, sum = false, lua = false,
}
local FINDERS = { "phrases", "phrases_file", "pattern", "regex", "substitute" }
local FILE_KEYS = { sets = true, include = true, rules = true, policy = true }
local CHOICES = {
  fold = { smart = true, none = true, case = true, accents = true },
  level = { error = true, warning = true, note = true },
}
local POLICIES = { longest = true, priority = true, score = true, all = true }

-- Raises a table that `protect` makes the message of.
local function fail(place, format, ...)
  error({ place = place, text = format:format(...) }, 0)
end

local function type_of(value)
  if type(value) ~= "table" then return type(value) end
  return (#value > 0 or next(value) == nil) and "list" or "table"
end

local function fits(value, wanted)
  local kind = type_of(value)
  if wanted == "any" or kind == wanted then return true end
  if wanted == "string or list" then return kind == "string" or kind == "list" end
  return wanted == "table" and kind == "list" and #value == 0 or wanted == "string" and kind == "number"
end

local function check_keys(rule, place)
  for _, key in ipairs(source.sorted_keys(rule)) do
    local wanted = KEYS[key]
    local at = place:of(key)
    if wanted == nil then fail(at, "a rule has no key '%s'%s", tostring(key), source.did_you_mean(key, KEYS)) end
    if wanted == false then fail(at, "'%s' is not there yet", key) end
    if not fits(rule[key], wanted) then fail(at, "'%s' is a %s, not a %s", key, wanted, type_of(rule[key])) end
    if CHOICES[key] and not CHOICES[key][rule[key]] then
      fail(at, "'%s' is no %s%s", tostring(rule[key]), key, source.did_you_mean(rule[key], CHOICES[key]))
    end
  end
end

local function finder_of(rule, place)
  local found
  for _, key in ipairs(FINDERS) do
    if rule[key] ~= nil then
      if found then fail(place:of(key), "a rule has one of '%s' and '%s'", found, key) end
      found = key
    end
  end
  if not found then fail(place, "a rule needs one of %s", table.concat(FINDERS, ", ")) end
  return found
end

-- A phrase with {name} in it becomes one for each entry of that set.
local function expand(list, entry, data, sets, place)
  local before, name, after = entry:match("^(.-){([%w_-]+)}(.*)$")
  if not name then
    list[#list + 1] = data ~= nil and { text = entry, data = data } or entry
    if #list > MOST_EXPANDED then fail(place, "more than %d phrases come of the sets", MOST_EXPANDED) end
    return
  end
  if not sets[name] then fail(place, "there is no set '%s'%s", name, source.did_you_mean(name, sets)) end
  for _, item in ipairs(sets[name]) do expand(list, before .. tostring(item) .. after, data, sets, place) end
end

local function phrase_list(rule, sets, place)
  local list = {}
  for _, entry in ipairs(rule.phrases) do
    local is_table = type(entry) == "table"
    local phrase = is_table and entry.text or entry
    if is_table and phrase == nil or phrase == rubric.null then fail(place:of("phrases"), "a phrase is a string, or {text: …, data: …}") end
    local text = tostring(phrase)
    if text == "" then fail(place:of("phrases"), "a phrase is empty") end
    if text:find("{", 1, true) then
      expand(list, text, is_table and entry.data or nil, sets, place:of("phrases"))
    else
      list[#list + 1] = is_table and { text = text, data = entry.data } or text
    end
  end
  return list
end

local function file_phrases(rule, folder, place)
  local ok, content = pcall(rubric.data, folder .. rule.phrases_file)
  if not ok then fail(place:of("phrases_file"), "%s", source.plain_message(content)) end
  return content
end

local function substitutions(rule, place)
  local list = {}
  for _, from in ipairs(source.sorted_keys(rule.substitute)) do
    local to = rule.substitute[from]
    if type(to) == "table" then to = to[1] end
    if to == nil or to == rubric.null then fail(place:of("substitute"), "'%s' has nothing that is written for it", tostring(from)) end
    list[#list + 1] = { text = tostring(from), data = tostring(to) }
  end
  return list
end

local function compile_finder(rule, compiled, finder, file, place)
  if finder == "pattern" then
    local ok, message = pcall(string.find, "", rule.pattern)
    if not ok then fail(place:of("pattern"), "%s", source.plain_message(message)) end
    compiled.pattern = rule.pattern
    return
  end
  if finder == "regex" then
    local ok, expression = pcall(regex.compile, rule.regex)
    if not ok then fail(place:of("regex"), "%s", source.plain_message(expression)) end
    compiled.pattern = expression
    return
  end
  local list
  if finder == "phrases" then list = phrase_list(rule, file.sets, place) end
  if finder == "phrases_file" then list = file_phrases(rule, file.folder, place) end
  if finder == "substitute" then
    list = substitutions(rule, place)
    compiled.replaces = true
  end
  local ok, set = pcall(phrases.compile, list, { fold = rule.fold or "smart" })
  if not ok then fail(place:of(finder), "%s", source.plain_message(set)) end
  compiled.phrases = set
end

-- A selector is tried on an empty document, so that a wrong one is told with its place.
local function check_selector(rule, key, place)
  if not rule[key] then return end
  local empty <close> = rubric.new()
  local ok, message = pcall(function() return empty:one(rule[key]) end)
  if not ok then fail(place:of(key), "%s", source.plain_message(message)) end
end

local function compile_rule(rule, number, file)
  local place = file.source:rule(number)
  if type_of(rule) ~= "table" then fail(place, "rule %d is no map of keys", number) end
  check_keys(rule, place)
  if rule.enabled == false then return nil end
  local finder = finder_of(rule, place)
  check_selector(rule, "scope", place)
  check_selector(rule, "except", place)
  local id = rule.id and tostring(rule.id)
  local compiled = {
    id = id, label = rule.label and tostring(rule.label) or id or finder, layer = rule.layer or "tag", scope = rule.scope, except = rule.except,
    langs = rule.lang and rubric.list(rule.lang), score = rule.score, priority = rule.priority or 0, message = rule.message,
    level = rule.level or "warning", data = rule.data, fix = type(rule.fix) == "string" and rule.fix or nil,
  }
  compile_finder(rule, compiled, finder, file, place)
  return compiled
end

local function add_policy(set, value, file)
  for _, layer in ipairs(source.sorted_keys(value.policy or {})) do
    local policy = value.policy[layer]
    if not POLICIES[policy] then
      fail(file.source:of(layer), "'%s' is no policy%s", tostring(policy), source.did_you_mean(tostring(policy), POLICIES))
    end
    set.policy[layer] = policy
  end
end

local add_file

local function add_rules(set, value, file)
  if type_of(value) == "list" then value = { rules = value } end
  if type(value) ~= "table" then fail(file.source, "rules are a map with 'rules', or a list of rules") end
  for _, key in ipairs(source.sorted_keys(value)) do
    if not FILE_KEYS[key] then fail(file.source:of(key), "a file of rules has no key '%s'%s", tostring(key), source.did_you_mean(key, FILE_KEYS)) end
  end
  for _, name in ipairs(source.sorted_keys(value.sets or {})) do file.sets[name] = rubric.list(value.sets[name]) end
  for _, name in ipairs(rubric.list(value.include)) do add_file(set, file.folder .. name, file) end
  add_policy(set, value, file)
  for number, rule in ipairs(rubric.list(value.rules)) do
    local compiled = compile_rule(rule, number, file)
    if compiled then set.rules[#set.rules + 1] = compiled end
  end
end

local function add_yaml(set, content, name, outer)
  local value, message, position = yaml.decode(content)
  local text = source.new(content, name)
  if value == nil and message then
    fail(text:at(position and position.line, position and position.column), "%s", message:gsub("^%d+:%d+: ", ""))
  end
  local file = { source = text, folder = name:match("^(.*/)") or "", sets = outer and outer.sets or {}, depth = outer and outer.depth + 1 or 1 }
  if file.depth > DEEPEST then fail(text, "files include each other more than %d deep", DEEPEST) end
  if value ~= nil and value ~= rubric.null then add_rules(set, value, file) end
end

add_file = function(set, name, outer)
  local ok, content = pcall(rubric.data, name)
  if not ok then fail(outer and outer.source:of("include") or source.new("", name), "%s", source.plain_message(content)) end
  add_yaml(set, content, name, outer)
end

-- Calls f(set); what `fail` raised becomes nil, message, position.
local function protect(f)
  local set = { rules = {}, policy = { tag = "all" } }
  local ok, problem = pcall(f, set)
  if ok then return set end
  if type(problem) ~= "table" then error(problem, 0) end
  local position = problem.place:position()
  return nil, problem.place:describe() .. problem.text, position
end

--- The rules of a file beside the script or in the search path.
---@param path string
---@return table? set
---@return string? message
---@return table? position file, line, column
function M.open(path)
  return protect(function(set) add_file(set, path) end)
end

--- The rules of a YAML text.
function M.read(content, name)
  return protect(function(set) add_yaml(set, content, name or "rules") end)
end

local function set_of(value)
  return protect(function(set) add_rules(set, value, { source = source.new("", "rules"), folder = "", sets = {}, depth = 1 }) end)
end

--- The rules of a Lua table; raises for a wrong one, because that is a mistake of the script.
function M.compile(value)
  local set, message = set_of(value)
  if not set then error(message, 2) end
  set.run = M.run
  return set
end

local function speaks(document, rule)
  local lang = document.meta.lang
  if not rule.langs or type(lang) ~= "string" then return true end
  for _, wanted in ipairs(rule.langs) do
    if lang == wanted or lang:match("^%a+") == wanted then return true end
  end
  return false
end

local function add_hit(hits, hit, rule)
  hits[#hits + 1] = { hit = hit, rule = rule, block = hit.block, first = hit.first, last = hit.last, order = #hits }
end

local function find_hits(hits, document, rule)
  if rule.phrases then
    for hit in rule.phrases:scan(document, { scope = rule.scope, except = rule.except }) do add_hit(hits, hit, rule) end
    return
  end
  for hit in document:gmatch(rule.pattern) do
    local is_inside = not rule.scope or hit:closest(rule.scope)
    if is_inside and hit.last >= hit.first and not (rule.except and hit:closest(rule.except)) then add_hit(hits, hit, rule) end
  end
end

local BETTER = {
  longest = function(hit) return hit.last - hit.first end,
  priority = function(hit) return hit.rule.priority end,
  score = function(hit) return hit.rule.score or 0 end,
}

-- Of hits that overlap, the better ones by a policy; the longer, then the earlier wins a tie.
local function resolve(hits, policy)
  if policy == "all" then return hits end
  local value, taken, kept = BETTER[policy], {}, {}
  table.sort(hits, function(a, b)
    local x, y = value(a), value(b)
    if x ~= y then return x > y end
    if a.last - a.first ~= b.last - b.first then return a.last - a.first > b.last - b.first end
    return a.order < b.order
  end)
  for _, hit in ipairs(hits) do
    local spans = taken[hit.block] or {}
    taken[hit.block] = spans
    local is_free = true
    for _, other in ipairs(spans) do is_free = is_free and (hit.last < other.first or hit.first > other.last) end
    if is_free then
      spans[#spans + 1] = hit
      kept[#kept + 1] = hit
    end
  end
  return kept
end

-- "{0}" is what was found, "{1}" what is written for it or the first capture, and so on.
local function fill(form, hit)
  return (form:gsub("{(%d)}", function(digit)
    local index = tonumber(digit)
    if index == 0 then return hit:text() end
    if index == 1 and type(hit.data) == "string" then return hit.data end
    local capture = hit.captures and hit.captures[index]
    return capture and tostring(capture) or nil
  end))
end

local function report(document, rule, hit)
  local message = rule.message
  if not message and rule.replaces then message = "write '{1}' for '{0}'" end
  if message then document:report(rule.level, fill(message, hit), { where = hit, code = rule.id }) end
end

local function put_span(document, entry)
  local rule, hit = entry.rule, entry.hit
  local data = hit.data
  if data == nil then data = rule.data end
  local fix = rule.fix and fill(rule.fix, hit) or rule.replaces and hit.data or nil
  if fix then data = { fix = fix } end
  document:annotate(hit, rule.layer, { label = rule.label, rule = rule.id, score = rule.score, data = data })
  report(document, rule, hit)
end

local function by_order(a, b) return a.order < b.order end

--- Finds what the rules of a set say, and puts it on their layers.
---@param set table from open, read or compile
---@param document rubric.Document
---@return integer # spans that were made
function M.run(set, document)
  local layers, by_layer, total = {}, {}, 0
  for _, rule in ipairs(set.rules) do
    if not by_layer[rule.layer] then
      by_layer[rule.layer] = {}
      layers[#layers + 1] = rule.layer
    end
    if speaks(document, rule) then find_hits(by_layer[rule.layer], document, rule) end
  end
  for _, layer in ipairs(layers) do
    local kept = resolve(by_layer[layer], set.policy[layer] or "longest")
    table.sort(kept, by_order)
    for _, entry in ipairs(kept) do put_span(document, entry) end
    total = total + #kept
  end
  return total
end

return M
