-- SPDX-License-Identifier: MIT
-- Writes breaks.c and breaks.h: the classes of UAX #29 and UAX #14, and the machines of
-- break_rules.lua as tables.
--
-- Run by hand in this folder: lua5.4 generate_breaks.lua .
-- It reads the files of Debian's unicode-data (15.0), or those in the folder UNICODE_DATA.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local unicode_data = require "unicode_data"
local rules = require "break_rules"

local STRIDE = 64 -- classes in a row; a power of two, so that a row is found by a shift
local property = unicode_data.property
local pictographs = property("emoji/emoji-data.txt", false, function(name) return name == "Extended_Pictographic" end)
local categories = unicode_data.categories()

-- The class of each code point, as the rules name it.
local class_of = {
  grapheme = function()
    local values = property("auxiliary/GraphemeBreakProperty.txt", "Other")
    return function(code_point)
      if values[code_point] == "Other" and pictographs[code_point] then return "Extended_Pictographic" end
      return values[code_point]
    end
  end,
  word = function()
    local values = property("auxiliary/WordBreakProperty.txt", "Other")
    return function(code_point) return values[code_point] .. (pictographs[code_point] and "_pictograph" or "") end
  end,
  token = function()
    local values = property("auxiliary/WordBreakProperty.txt", "Other")
    local scripts, lines = property("Scripts.txt", "Unknown"), property("LineBreak.txt", "XX")
    local spaces = property("PropList.txt", false, function(name) return name == "White_Space" end)
    local is_colon = { [0x3A] = true, [0xFE13] = true, [0xFE55] = true, [0xFF1A] = true }
    local is_sound_mark = { [0x30FC] = true, [0xFF70] = true }
    return function(code_point)
      local value = values[code_point]
      if spaces[code_point] then return "White_Space" end
      if is_sound_mark[code_point] then return "Sound_Mark" end
      if is_colon[code_point] then return "Other" end
      if value == "Other" and categories[code_point]:find "^L" then
        if scripts[code_point] == "Hiragana" then return "Hiragana" end
        if lines[code_point] == "SA" then return "Complex_Context" end
      end
      return value .. (pictographs[code_point] and "_pictograph" or "")
    end
  end,
  sentence = function()
    local values = property("auxiliary/SentenceBreakProperty.txt", "Other")
    return function(code_point) return values[code_point] end
  end,
  line = function()
    local values, widths = property("LineBreak.txt", "XX"), property("EastAsianWidth.txt", "N")
    local resolved = { AI = "AL", SG = "AL", XX = "AL", CJ = "NS" } -- LB1
    local is_wide = { F = true, W = true, H = true }
    return function(code_point)
      local class, category = values[code_point], categories[code_point]
      if class == "SA" then return (category == "Mn" or category == "Mc") and "CM" or "AL" end
      if (class == "OP" or class == "CP") and is_wide[widths[code_point]] then return class .. "_wide" end
      if class == "ID" and pictographs[code_point] and category == "Cn" then return "ID_unassigned" end
      return resolved[class] or class
    end
  end,
}

-- Classes in the order in which code points need them first.
local function number_classes(find)
  local numbers, names = {}, {}
  for code_point = 0, unicode_data.LAST do
    local name = find(code_point)
    if not numbers[name] then
      names[#names + 1] = name
      numbers[name] = #names - 1
    end
  end
  assert(#names <= STRIDE)
  return numbers, names
end

local function key_of(state)
  local cells = {}
  for name, value in pairs(state) do cells[#cells + 1] = name .. "=" .. tostring(value) end
  table.sort(cells)
  return table.concat(cells, " ")
end

-- Every state that can be reached: list of { pending, fresh, next = { by class: action or state } }.
-- A state that was entered by "mark" is another one than the same state later on.
local function explore(machine, names)
  local states, index = {}, {}
  local function add(state, fresh)
    local key = key_of(state) .. (fresh and " fresh" or "")
    if not index[key] then
      states[#states + 1] = { rule = state, pending = state.pending or false, fresh = fresh, next = {} }
      index[key] = #states
    end
    return index[key]
  end
  add(machine.start, false)
  local at = 1
  while states[at] do
    for _, name in ipairs(names) do
      local action, after = machine.step(states[at].rule, name)
      states[at].next[name] = after and add(after, action == "mark") or action
    end
    at = at + 1
  end
  return states
end

-- Moore's algorithm: the group of each state, where states of a group cannot be told apart.
local function minimize(states, names)
  local group, count = {}, 0
  for i, state in ipairs(states) do group[i] = (state.fresh and 2) or (state.pending and 1) or 0 end
  while true do
    local numbers, found, finer = {}, 0, {}
    for i, state in ipairs(states) do
      local cells = { group[i] }
      for _, name in ipairs(names) do
        local to = state.next[name]
        cells[#cells + 1] = group[to] or to
      end
      local key = table.concat(cells, ",")
      if not numbers[key] then
        found = found + 1
        numbers[key] = found
      end
      finer[i] = numbers[key]
    end
    group = finer
    if found == count then return group end
    count = found
  end
end

-- Lead to the first state of a group instead of to any.
local function merge(states, group)
  local first = {}
  for i = 1, #states do first[group[i]] = first[group[i]] or i end
  for _, state in ipairs(states) do
    for name, to in pairs(state.next) do
      if math.type(to) then state.next[name] = first[group[to]] end
    end
  end
end

-- One state of each group, the plain ones first, then the pending, then the fresh ones; the
-- number of each group; and where the last two begin.
local function order(states, group)
  local chosen, number, first = {}, {}, {}
  local function kind(state) return state.fresh and 2 or state.pending and 1 or 0 end
  for wanted = 0, 2 do
    first[wanted] = #chosen
    for i, state in ipairs(states) do
      if kind(state) == wanted and not number[group[i]] then
        chosen[#chosen + 1] = state
        number[group[i]] = #chosen - 1
      end
    end
  end
  return chosen, number, first[1], first[2]
end

-- Classes that keep whatever state there is, so that a run with them could have no others.
local KEEPERS = { Extend = true, Format = true, ZWJ = true, CM = true }

-- Classes that a run may consist of: after any of them, in any order, the state depends only on the
-- last one, so that they are skipped without a step each. First those that lead back to the state
-- itself, then whatever else fits; `names` has the classes of ASCII first, which matter most.
local function run_of(state, states, names)
  local members, reached = {}, { state }
  local function fits(name)
    local to = states[state.next[name]]
    if not to or to.fresh or to.pending or KEEPERS[name] then return false end
    for _, other in ipairs(reached) do
      if states[other.next[name]] ~= to then return false end
    end
    for member in pairs(members) do
      if to.next[member] ~= state.next[member] then return false end
    end
    return states[to.next[name]] == to
  end
  for _, only_same in ipairs { true, false } do
    for _, name in ipairs(names) do
      local to = states[state.next[name]]
      if not members[name] and (to == state or not only_same) and fits(name) then
        members[name] = true
        reached[#reached + 1] = to
      end
    end
  end
  return members
end

-- Whether runs are frequent: a letter, digit or blank of ASCII leads back to the state.
local function is_frequent(members, state, states, find)
  for code_point = 0x20, 0x7E do
    local name = find(code_point)
    if members[name] and states[state.next[name]] == state then return true end
  end
  return false
end

local function masks_of(chosen, states, names, find)
  local masks = {}
  for i, state in ipairs(chosen) do
    local mask, members = 0, state.fresh and {} or run_of(state, states, names)
    if not is_frequent(members, state, states, find) then members = {} end
    for class, name in ipairs(names) do
      if members[name] then mask = mask | 1 << (class - 1) end
    end
    masks[i] = ("UINT64_C(0x%x)"):format(mask)
  end
  return masks
end

local function rows_of(chosen, names, number, group)
  local codes = { ["break"] = "RUBRIC_BREAK_HERE", back = "RUBRIC_BREAK_BACK" }
  local cells = {}
  for _, state in ipairs(chosen) do
    for class = 1, STRIDE do
      local to = state.next[names[class] or ""]
      cells[#cells + 1] = not to and "0" or codes[to] or tostring(number[group[to]])
    end
  end
  return cells
end

-- For each first byte of three: a bit for every class among the code points that begin with it.
local function leads_of(numbers, find)
  local masks = {}
  for lead = 0, 15 do
    local mask = 0
    for code_point = lead << 12, lead << 12 | 0xFFF do mask = mask | 1 << numbers[find(code_point)] end
    masks[#masks + 1] = ("UINT64_C(0x%x)"):format(mask)
  end
  return masks
end

local function print_machine(out, header, name)
  local find = class_of[name]()
  local numbers, names = number_classes(find)
  local states = explore(rules[name], names)
  local group = minimize(states, names)
  merge(states, group)
  local chosen, number, first_pending, first_fresh = order(states, group)
  assert(number[group[1]] == 0, "the machine begins in state 0")
  assert(#chosen < 254, "a state is a byte, and two of them are taken")
  unicode_data.write_table(out, name, function(code_point) return numbers[find(code_point)] end)
  unicode_data.write_numbers(out, ("static const uint8_t %s_next[%d * STRIDE]"):format(name, #chosen),
    rows_of(chosen, names, number, group))
  unicode_data.write_numbers(out, ("static const uint64_t %s_runs[%d]"):format(name, #chosen), masks_of(chosen, states, names, find))
  unicode_data.write_numbers(out, ("static const uint64_t %s_leads[16]"):format(name), leads_of(numbers, find))
  out:write(([[
const rubric_break_machine rubric_%s_machine = {
    {%s_blocks, %s_values}, %s_next, %s_runs, %s_leads, %d, %d};

]]):format(name, name, name, name, name, name, first_pending, first_fresh))
  header:write("enum {\n")
  for _, class_name in ipairs(names) do header:write(("    %s_%s,\n"):format(name, class_name):upper()) end
  header:write("};\n\n")
end

local folder = assert(arg[1], "usage: generate_breaks.lua FOLDER")
local out, header = assert(io.open(folder .. "/breaks.c", "w")), assert(io.open(folder .. "/breaks.h", "w"))
local notice = [[
// SPDX-License-Identifier: MIT
// Written by generate_breaks.lua from unicode-data (Unicode 15.0); do not edit.
]]
out:write(notice, '#include "breaks.h"\n\n#define STRIDE RUBRIC_BREAK_STRIDE\n\n')
header:write(notice, "#ifndef RUBRIC_TEXT_TABLES_BREAKS_H\n#define RUBRIC_TEXT_TABLES_BREAKS_H\n\n",
  '#include "text/break_machine.h"\n\n')
for _, name in ipairs { "grapheme", "word", "token", "sentence", "line" } do
  print_machine(out, header, name)
  header:write(("extern const rubric_break_machine rubric_%s_machine;\n\n"):format(name))
end
header:write("#endif\n")
out:close()
header:close()
