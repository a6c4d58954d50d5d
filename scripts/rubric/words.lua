--- Word lists: files of one entry a line in scripts/data, as sets.

local rubric = require "rubric"
local text = require "rubric.text"

local M = {}

--- The entries of a data file, in lower case; `#` begins a comment.
---@param name string
---@return table<string, true>
function M.set(name)
  local set = {}
  for line in rubric.data(name):gmatch("[^\n]+") do
    local entry = text.trim(line)
    if entry ~= "" and entry:sub(1, 1) ~= "#" then set[text.lower(entry)] = true end
  end
  return set
end

--- The entries of a data file as a list, as they are written.
---@param name string
---@return string[]
function M.list(name)
  local list = {}
  for line in rubric.data(name):gmatch("[^\n]+") do
    local entry = text.trim(line)
    if entry ~= "" and entry:sub(1, 1) ~= "#" then list[#list + 1] = entry end
  end
  return list
end

--- The language of a document without its region: "en" of "en-GB".
---@param document rubric.Document
---@return string
function M.language(document) return document:language():match("^%a+"):lower() end

return M
