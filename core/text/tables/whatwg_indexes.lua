-- SPDX-License-Identifier: MIT
-- Reads the indexes of the WHATWG Encoding Standard (section 5) for the generators beside it.
--
-- origin: encoding-indexes.js of Debian's libjs-text-encoding 0.7.0, an older copy of the
-- indexes of the standard, with what differs from those of September 2024 applied below.
-- licence: public domain (the package: Unlicense; the indexes: CC0)
local M = {}

-- GB18030-2022: pointer to code point, as iconv of glibc 2.36 and ICU 78 have them, too.
local GB18030_2022 = {
  [7182] = 0xFE10, [7183] = 0xFE12, [7184] = 0xFE11, [7185] = 0xFE13, [7186] = 0xFE14,
  [7187] = 0xFE15, [7188] = 0xFE16, [7201] = 0xFE17, [7202] = 0xFE18, [7208] = 0xFE19,
  [23775] = 0x9FB4, [23783] = 0x9FB5, [23788] = 0x9FB6, [23789] = 0x9FB7, [23795] = 0x9FB8,
  [23812] = 0x9FB9, [23829] = 0x9FBA, [23845] = 0x9FBB,
}

local function read_all(path)
  local file = assert(io.open(path or "/usr/share/javascript/text-encoding/encoding-indexes.js"))
  local text = file:read "a"
  file:close()
  return text
end

--- Every index by its name in the standard: {[pointer] = code point, size = pointers}.
--- "gb18030-ranges" is a list of {pointer, code point}.
--- @param path string? where encoding-indexes.js lies
function M.read(path)
  local indexes = {}
  for name, list in read_all(path):gmatch '"([%w-]+)":(%b[])' do
    local index, size = {}, 0
    if name == "gb18030-ranges" then
      for pointer, code_point in list:gmatch "%[(%d+),(%d+)%]" do
        index[#index + 1] = { tonumber(pointer), tonumber(code_point) }
      end
    else
      for cell in list:gmatch "%w+" do
        index[size] = tonumber(cell) -- nil for null
        if index[size] then index.size = size + 1 end
        size = size + 1
      end
    end
    indexes[name] = index
  end
  for pointer, code_point in pairs(GB18030_2022) do indexes.gb18030[pointer] = code_point end
  return indexes
end

return M
