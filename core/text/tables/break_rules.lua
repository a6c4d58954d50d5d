-- SPDX-License-Identifier: MIT
-- The boundary rules of UAX #29 and UAX #14 (Unicode 15.0), written as machines that read one
-- class after the other; generate_breaks.lua turns them into tables.
--
-- A state is a table of plain fields. step(state, class) returns what happens before a character
-- of that class, and the state after it:
--   "join"   no boundary
--   "break"  a boundary; the machine stops here
--   "mark"   a boundary if what follows turns out so; the state after it is `pending`
--   "back"   what followed did not fit: the boundary is at the last mark
-- A pending state that reads on with "join" and stays pending keeps its mark.
local break_rules = {}

local function set(names)
  local members = {}
  for name in names:gmatch("%S+") do members[name] = true end
  return members
end

--- Grapheme clusters: UAX #29, section 3.1.1.
break_rules.grapheme = {
  start = { left = "start" },
  step = function(state, class)
    local left = state.left
    local after = { left = class }
    if class == "Regional_Indicator" and left == class and not state.paired then after.paired = true end
    if class == "Extended_Pictographic" then after.pictograph = true end
    if state.pictograph and class == "Extend" then after.pictograph = true end
    if state.pictograph and class == "ZWJ" then after.joined = true end
    local function join() return "join", after end
    if left == "start" then return join() end
    if left == "CR" and class == "LF" then return join() end -- GB3
    if set("Control CR LF")[left] or set("Control CR LF")[class] then return "break" end -- GB4, GB5
    if left == "L" and set("L V LV LVT")[class] then return join() end -- GB6
    if set("LV V")[left] and set("V T")[class] then return join() end -- GB7
    if set("LVT T")[left] and class == "T" then return join() end -- GB8
    if set("Extend ZWJ SpacingMark")[class] then return join() end -- GB9, GB9a
    if left == "Prepend" then return join() end -- GB9b
    if state.joined and class == "Extended_Pictographic" then return join() end -- GB11
    if after.paired then return join() end -- GB12, GB13
    return "break" -- GB999
  end,
}

--- Words: UAX #29, section 4.1.1. A class that ends in "_pictograph" is an Extended_Pictographic as well.
break_rules.word = {
  start = { left = "start" },
  step = function(state, class)
    local left = state.left
    local is_pictograph = class:find("_pictograph$") ~= nil
    class = class:gsub("_pictograph$", "")
    local letters, newlines = set("ALetter Hebrew_Letter"), set("CR LF Newline")
    local after = { left = class }
    local function join() return "join", after end
    if left == "start" then
      if set("Extend Format ZWJ")[class] then after.left = "Other" end
      after.zwj = class == "ZWJ" or nil
      return join()
    end
    if left == "CR" and class == "LF" then return join() end -- WB3
    if newlines[left] or (newlines[class] and not state.pending) then return "break" end -- WB3a, WB3b
    if state.zwj and is_pictograph and not state.pending then return join() end -- WB3c
    if left == "WSegSpace" and class == left then return join() end -- WB3d
    if set("Extend Format ZWJ")[class] then -- WB4
      local same = { left = left, pending = state.pending, paired = state.paired, zwj = class == "ZWJ" or nil }
      if left == "WSegSpace" then same.left = "Other" end
      return "join", same
    end
    local function mark(name)
      return "mark", { left = name, pending = true }
    end
    if left == "letter, middle" then -- WB6, WB7
      if letters[class] then return join() end
      return "back"
    elseif left == "Hebrew, double quote" then -- WB7b, WB7c
      if class == "Hebrew_Letter" then return join() end
      return "back"
    elseif left == "digit, middle" then -- WB11, WB12
      if class == "Numeric" then return join() end
      return "back"
    end
    if left == "Hebrew, single quote" then
      if letters[class] then return join() end -- WB7
      return "break"
    end
    local is_middle = set("MidNumLet Single_Quote")[class]
    if letters[left] then
      if letters[class] or class == "Numeric" then return join() end -- WB5, WB9
      if left == "Hebrew_Letter" and class == "Single_Quote" then -- WB7a
        return "join", { left = "Hebrew, single quote" }
      end
      if is_middle or class == "MidLetter" then return mark("letter, middle") end
      if left == "Hebrew_Letter" and class == "Double_Quote" then return mark("Hebrew, double quote") end
    elseif left == "Numeric" then
      if letters[class] or class == "Numeric" then return join() end -- WB8, WB10
      if is_middle or class == "MidNum" then return mark("digit, middle") end
    elseif left == "Katakana" and class == "Katakana" then -- WB13
      return join()
    elseif left == "ExtendNumLet" then -- WB13a, WB13b
      if letters[class] or set("Numeric Katakana ExtendNumLet")[class] then return join() end
    elseif left == "Regional_Indicator" and class == left and not state.paired then -- WB15, WB16
      after.paired = true
      return join()
    end
    if class == "ExtendNumLet" and (letters[left] or set("Numeric Katakana")[left]) then return join() end -- WB13a
    return "break" -- WB999
  end,
}

--- Tokens: words, tailored as section 4.2 of UAX #29 suggests for people who read them one by one.
--- White space, Hiragana and letters of the scripts that write no blanks (Complex_Context) run
--- together, a prolonged sound mark belongs to what stands before it, and a colon joins nothing.
break_rules.token = {
  start = break_rules.word.start,
  step = function(state, class)
    local left = state.left
    local runs = set("White_Space Hiragana Complex_Context")
    if runs[class] and left == class and not state.pending then return "join", { left = class } end
    if class == "Sound_Mark" then
      if left == "Hiragana" or left == "Katakana" then return "join", { left = left } end
      class = "Katakana"
    end
    if left == "White_Space" and set("Extend Format ZWJ")[class] then return "break" end
    return break_rules.word.step(state, class)
  end,
}

--- Sentences: UAX #29, section 5.1. `stage` says how far after a stop the text is.
break_rules.sentence = {
  start = { left = "start" },
  step = function(state, class)
    local left, stage = state.left, state.stage
    local separators, stops = set("Sep CR LF"), set("ATerm STerm")
    local function join(after) return "join", after or { left = class } end
    local function stop()
      local is_cased = class == "ATerm" and set("Upper Lower")[left] or nil
      return { left = class, stage = "stop", cased = is_cased }
    end
    if left == "start" then return join(stops[class] and stop() or nil) end
    if left == "CR" and class == "LF" then return join() end -- SB3
    if separators[left] then return "break" end -- SB4
    if set("Extend Format")[class] then return "join", state end -- SB5
    if not stage then return join(stops[class] and stop() or nil) end
    if stage == "ahead" then -- SB8: whether a lower case letter comes first
      if class == "Lower" then return join() end
      if set("OLetter Upper")[class] or separators[class] or stops[class] then return "back" end
      return "join", state
    end
    local function go(to) return "join", { left = left, stage = to } end
    if stage == "stop" and left == "ATerm" then
      if class == "Numeric" then return join() end -- SB6
      if state.cased and class == "Upper" then return join() end -- SB7
    end
    if left == "ATerm" and class == "Lower" then return join() end -- SB8
    if class == "SContinue" then return join() end -- SB8a
    if stops[class] then return join(stop()) end -- SB8a
    if class == "Close" and stage ~= "space" then return go("close") end -- SB9
    if class == "Sp" then return go("space") end -- SB9, SB10
    if separators[class] then return join() end -- SB9, SB10
    if left == "ATerm" and not set("OLetter Upper")[class] then -- SB8
      return "mark", { left = left, stage = "ahead", pending = true }
    end
    return "break" -- SB11
  end,
}

local alphabetic, hangul = set("AL HL"), set("JL JV JT H2 H3")
local ideographic = set("ID ID_unassigned EB EM")

-- LB22 to LB31, and LB25 as in example 7 of section 8.2: whether two neighbours stay together.
local function is_pair(state, class)
  local left = state.left
  if class == "IN" then return true end -- LB22
  if alphabetic[left] and class == "NU" or left == "NU" and alphabetic[class] then return true end -- LB23
  if left == "PR" and ideographic[class] or ideographic[left] and class == "PO" then return true end -- LB23a
  if set("PR PO")[left] and alphabetic[class] or alphabetic[left] and set("PR PO")[class] then return true end -- LB24
  if state.number and set("PO PR")[class] then return true end -- LB25
  if class == "NU" and (state.number == "open" or set("PR PO OP OP_wide HY")[left]) then return true end -- LB25
  if left == "JL" and set("JL JV H2 H3")[class] then return true end -- LB26
  if set("JV H2")[left] and set("JV JT")[class] then return true end
  if set("JT H3")[left] and class == "JT" then return true end
  if hangul[left] and class == "PO" or left == "PR" and hangul[class] then return true end -- LB27
  if alphabetic[left] and alphabetic[class] then return true end -- LB28
  if left == "IS" and alphabetic[class] then return true end -- LB29
  if (alphabetic[left] or left == "NU") and class == "OP" then return true end -- LB30
  if left == "CP" and (alphabetic[class] or class == "NU") then return true end
  if left == "RI" and class == "RI" and not state.paired then return true end -- LB30a
  if set("EB ID_unassigned")[left] and class == "EM" then return true end -- LB30b
  return false
end

-- LB11 to LB21: what stays together whatever kind of text it is.
local function is_glued(state, class)
  local left = state.left
  if class == "WJ" or left == "WJ" or left == "GL" then return true end -- LB11, LB12
  if class == "GL" and not set("SP BA HY")[left] then return true end -- LB12a
  if set("CL CP CP_wide EX IS SY")[class] then return true end -- LB13
  if set("OP OP_wide")[left] then return true end -- LB14
  if class == "QU" or left == "QU" then return true end -- LB19
  if class == "CB" or left == "CB" then return false end -- LB20
  if set("BA HY NS")[class] or left == "BB" then return true end -- LB21
  if state.hebrew and set("HY BA")[left] then return true end -- LB21a
  if left == "SY" and class == "HL" then return true end -- LB21b
  return nil
end

-- After blanks only a few rules before LB18 still hold; `left` is what stood before the blanks.
local function is_glued_after_spaces(left, class)
  if class == "WJ" or set("CL CP CP_wide EX IS SY")[class] then return true end -- LB11, LB13
  if set("OP OP_wide")[left] then return true end -- LB14
  if left == "QU" and set("OP OP_wide")[class] then return true end -- LB15
  if set("CL CP CP_wide")[left] and class == "NS" then return true end -- LB16
  return left == "B2" and class == "B2" -- LB17
end

--- Lines: UAX #14, section 6.1. OP_wide and CP_wide are those of East Asian
--- width (LB30), ID_unassigned is an Extended_Pictographic that is not assigned yet (LB30b).
break_rules.line = {
  start = { left = "start" },
  step = function(state, class)
    local left = state.left
    local after = { left = class }
    local function join() return "join", after end
    local ends = set("BK CR LF NL")
    if class == "CM" or class == "ZWJ" then -- LB9, LB10
      after.left = "AL"
      after.zwj = class == "ZWJ" or nil
      if not (ends[left] or set("start SP ZW")[left] or state.spaces) then
        local same = {}
        for name, value in pairs(state) do same[name] = value end
        same.zwj = after.zwj
        return "join", same
      end
      class = "AL"
    elseif class == "NU" then
      after.number = "open"
    elseif state.number == "open" and not state.spaces then
      if set("SY IS")[class] then after.number = "open" end
      if set("CL CP CP_wide")[class] then after.number = "closed" end
    end
    if class == "RI" and left == "RI" and not state.paired and not state.spaces then after.paired = true end
    if left == "HL" and set("HY BA")[class] and not state.spaces then after.hebrew = true end
    if left == "start" then return join() end -- LB2
    if left == "CR" and class == "LF" then return join() end -- LB5
    if ends[left] then return "break" end -- LB4, LB5
    if state.pending then -- LB25: a prefix before a bracket that opens a number
      if class == "NU" then return join() end
      return "back"
    end
    if ends[class] or class == "ZW" then return join() end -- LB6, LB7
    if class == "SP" then -- LB7
      if set("OP OP_wide QU CL CP CP_wide B2 ZW")[left] then return "join", { left = left, spaces = true } end
      return join()
    end
    if left == "ZW" then return "break" end -- LB8
    if state.zwj then return join() end -- LB8a
    if state.spaces or left == "SP" then
      if is_glued_after_spaces(left, class) then return join() end
      return "break" -- LB18
    end
    if left == "B2" and class == "B2" then return join() end -- LB17
    local glued = is_glued(state, class)
    if glued == nil then glued = is_pair(state, class) end
    if glued then return join() end
    if set("PR PO")[left] and set("OP OP_wide")[class] then -- LB25
      return "mark", { left = class, pending = true }
    end
    return "break" -- LB31
  end,
}

return break_rules
