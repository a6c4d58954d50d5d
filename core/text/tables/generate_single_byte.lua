-- SPDX-License-Identifier: MIT
-- Writes single_byte.c: the single-byte encodings of the WHATWG Encoding Standard, section 9.
--
-- Run by hand in this folder: lua5.4 generate_single_byte.lua > single_byte.c
-- The mappings come from the iconv program; where WHATWG differs from it, `patches` has the byte.

-- name, its name for iconv, and its labels (section 4.2) but for the name itself
local encodings = {
  { "ibm866", "CP866", "866 cp866 csibm866" },
  { "iso-8859-2", "ISO-8859-2",
    "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2" },
  { "iso-8859-3", "ISO-8859-3",
    "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3" },
  { "iso-8859-4", "ISO-8859-4",
    "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4" },
  { "iso-8859-5", "ISO-8859-5",
    "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988" },
  { "iso-8859-6", "ISO-8859-6",
    "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e " ..
    "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987" },
  { "iso-8859-7", "ISO-8859-7",
    "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 " ..
    "iso_8859-7:1987 sun_eu_greek" },
  { "iso-8859-8", "ISO-8859-8",
    "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 " ..
    "iso_8859-8:1988 visual" },
  { "iso-8859-8-i", "ISO-8859-8", "csiso88598i logical" },
  { "iso-8859-10", "ISO-8859-10",
    "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6" },
  { "iso-8859-13", "ISO-8859-13", "iso8859-13 iso885913" },
  { "iso-8859-14", "ISO-8859-14", "iso8859-14 iso885914" },
  { "iso-8859-15", "ISO-8859-15", "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9" },
  { "iso-8859-16", "ISO-8859-16", "" },
  { "koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8_r" },
  { "koi8-u", "KOI8-U", "koi8-ru" },
  { "macintosh", "MACINTOSH", "csmacintosh mac x-mac-roman" },
  { "windows-874", "CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620" },
  { "windows-1250", "CP1250", "cp1250 x-cp1250" },
  { "windows-1251", "CP1251", "cp1251 x-cp1251" },
  { "windows-1252", "CP1252",
    "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 " ..
    "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252" },
  { "windows-1253", "CP1253", "cp1253 x-cp1253" },
  { "windows-1254", "CP1254",
    "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 " ..
    "latin5 x-cp1254" },
  { "windows-1255", "CP1255", "cp1255 x-cp1255" },
  { "windows-1256", "CP1256", "cp1256 x-cp1256" },
  { "windows-1257", "CP1257", "cp1257 x-cp1257" },
  { "windows-1258", "CP1258", "cp1258 x-cp1258" },
  { "x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-ukrainian" },
}

local patches = {
  ["koi8-u"] = { [0xAE] = 0x045E, [0xBE] = 0x040E },
  ["macintosh"] = { [0xBD] = 0x03A9, [0xC6] = 0x2206, [0xDB] = 0x20AC, [0xF0] = 0xF8FF },
  ["windows-1255"] = { [0xCA] = 0x05BA },
  ["x-mac-cyrillic"] = { [0xA2] = 0x0490, [0xB6] = 0x0491, [0xFF] = 0x20AC },
}

local unicode_labels = {
  { "RUBRIC_ENCODING_UTF8",
    "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8" },
  { "RUBRIC_ENCODING_UTF16LE",
    "utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff" },
  { "RUBRIC_ENCODING_UTF16BE", "utf-16be unicodefffe" },
}

local REPLACEMENT = 0xFFFD

--- The code point of one byte, U+FFFD where iconv knows none.
local function convert(iconv_name, byte)
  local command = ("printf '\\%03o' | iconv -f %s -t UTF-8 2>/dev/null"):format(byte, iconv_name)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  pipe:close()
  return #text > 0 and utf8.codepoint(text) or REPLACEMENT
end

local function code_point(name, iconv_name, byte)
  local patch = patches[name] and patches[name][byte]
  if patch then return patch end
  local found = convert(iconv_name, byte)
  if found == REPLACEMENT and byte < 0xA0 then return byte end -- WHATWG keeps the C1 controls
  return found
end

local function write_encoding(name, iconv_name)
  print(('    {.name = "%s", .code_points = {'):format(name))
  for row = 0x80, 0xFF, 11 do -- eleven keep a line below 100 columns
    local cells = {}
    for byte = row, math.min(row + 10, 0xFF) do
      cells[#cells + 1] = ("0x%04X"):format(code_point(name, iconv_name, byte))
    end
    print("         " .. table.concat(cells, ", ") .. ",")
  end
  print("     }},")
end

local function collect_labels()
  local labels = {}
  local function add(words, value)
    for label in words:gmatch("%S+") do
      labels[#labels + 1] = { label = label, value = value }
    end
  end
  for _, row in ipairs(unicode_labels) do add(row[2], row[1]) end
  for index, row in ipairs(encodings) do
    add(row[1] .. " " .. row[3], ("SINGLE + %d"):format(index - 1))
  end
  table.sort(labels, function(a, b) return a.label < b.label end)
  return labels
end

print("// SPDX-License-Identifier: MIT")
print("// Written by generate_single_byte.lua: the single-byte encodings and all labels.")
print('#include "single_byte.h"\n')
print("const rubric_single_byte rubric_single_bytes[] = {")
for _, row in ipairs(encodings) do write_encoding(row[1], row[2]) end
print("};\n")
print(("const size_t rubric_single_byte_count = %d;\n"):format(#encodings))
local labels = collect_labels()
print("enum { SINGLE = RUBRIC_ENCODING_SINGLE_BYTE };\n")
print("const rubric_encoding_label rubric_encoding_labels[] = {")
for i = 1, #labels, 2 do
  local pair = {}
  for _, row in ipairs({ labels[i], labels[i + 1] }) do
    pair[#pair + 1] = ('{"%s", %s}'):format(row.label, row.value)
  end
  print("    " .. table.concat(pair, ", ") .. ",")
end
print("};\n")
print(("const size_t rubric_encoding_label_count = %d;"):format(#labels))
