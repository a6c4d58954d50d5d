--- Korean words without the particles and endings that are written onto them: `text.stem` of "ko".

local text = require "rubric.text"

local M = {}

local KOREAN = { language = "ko" }

---@param word string
---@return string
function M.stem(word) return text.stem(word, KOREAN) end

return M
