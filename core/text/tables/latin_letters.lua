-- SPDX-License-Identifier: MIT
-- The Latin letters that do not decompose and what people write for them in ASCII, by code point.
-- The names of Unicode tell most of them: "LATIN SMALL LETTER L WITH STROKE" is an l.
local unicode_data = require "unicode_data"

-- Letters and ligatures that have a name of their own. "LATIN SMALL LETTER TURNED A" and its like
-- are no letter of ASCII and stay.
local NAMED = {
  ["AE"] = "ae", ["AA"] = "aa", ["AO"] = "ao", ["AU"] = "au", ["AV"] = "av", ["AY"] = "ay", ["OO"] = "oo",
  ["OE"] = "oe", ["OI"] = "oi", ["OU"] = "ou", ["SHARP S"] = "ss", ["THORN"] = "th", ["ETH"] = "d", ["ENG"] = "n",
  ["DOTLESS I"] = "i", ["DOTLESS J"] = "j", ["KRA"] = "k", ["SCHWA"] = "e", ["OPEN E"] = "e", ["OPEN O"] = "o",
  ["TURNED E"] = "e", ["IOTA"] = "i", ["UPSILON"] = "u", ["GAMMA"] = "g", ["ESH"] = "sh", ["EZH"] = "zh",
  ["AFRICAN D"] = "d", ["SCRIPT G"] = "g", ["ALPHA"] = "a", ["WYNN"] = "w", ["YOGH"] = "y", ["HWAIR"] = "hv",
  ["VY"] = "vy", ["MIDDLE-WELSH LL"] = "ll", ["MIDDLE-WELSH V"] = "v", ["REVERSED E"] = "e", ["LONG S"] = "s",
  ["DEZH DIGRAPH"] = "dzh", ["DZ DIGRAPH"] = "dz", ["TS DIGRAPH"] = "ts", ["TESH DIGRAPH"] = "tsh",
  ["GHA"] = "gh", ["SALTILLO"] = "'", ["INSULAR D"] = "d", ["INSULAR F"] = "f", ["INSULAR G"] = "g",
  ["INSULAR R"] = "r", ["INSULAR S"] = "s", ["INSULAR T"] = "t", ["GLOTTAL STOP"] = "'", ["LEZH"] = "lzh",
  ["HV"] = "hv", ["LAMBDA"] = "tl", ["DB DIGRAPH"] = "db", ["QP DIGRAPH"] = "qp", ["U BAR"] = "u", ["DELTA"] = "d",
  ["TURNED M"] = "m", ["TURNED V"] = "v", ["TURNED DELTA"] = "z", ["EZH REVERSED"] = "zh",
  ["TONE TWO"] = "z", ["TONE FIVE"] = "q", ["TONE SIX"] = "h", -- what Zhuang writes since 1982
}

local function ascii_of(name)
  local size, letter = name:gsub("LIGATURE", "LETTER"):match "^LATIN (%u+) LETTER (.+)$"
  if not letter then return nil end
  if letter:find "^SMALL CAPITAL %u$" then return letter:sub(-1) end
  if size ~= "CAPITAL" and size ~= "SMALL" then return nil end
  local base = letter:gsub(" WITH .*$", "")
  local ascii = base:find "^%u$" and base:lower() or NAMED[base]
  if not ascii then return nil end
  return size == "CAPITAL" and ascii:upper() or ascii
end

local letters = {}
for code_point, fields in pairs(unicode_data.characters()) do
  if code_point >= 0x80 and fields[3]:find "^L" and (fields[6] == "" or fields[6]:find "^<") then
    local is_ligature = fields[6]:find "^<compat>" and fields[2]:find "^LATIN"
    if fields[6] == "" then letters[code_point] = ascii_of(fields[2]) end
    if is_ligature then
      local ascii = ""
      for point in fields[6]:gmatch "%x%x+" do
        ascii = ascii .. (tonumber(point, 16) < 0x80 and string.char(tonumber(point, 16)) or "?")
      end
      if not ascii:find "?" then letters[code_point] = ascii end
    end
  end
end
letters[0xDF], letters[0x17F], letters[0x1E9E] = "ss", "s", "SS"
for code_point, ascii in pairs { [0x1A6] = "R", [0x1AA] = "sh", [0x1BB] = "dz", [0x1BE] = "ts", [0x1BF] = "w" } do
  letters[code_point] = ascii -- "LATIN LETTER" without a case in its name
end
for code_point, ascii in pairs { [0x1C4] = "DZ", [0x1C5] = "Dz", [0x1C6] = "dz", [0x149] = "'n" } do
  letters[code_point] = ascii
end
return letters
