--- Lines that are not part of a text, wherever they stand: labels of buttons, photo credits,
-- copyright, bylines, dates, sharing. What may go is judged by the line alone.

local date = require "rubric.date"
local pattern = require "rubric.pattern"
local text = require "rubric.text"
local words = require "rubric.words"

local M = {}

local INTERFACE = words.set("interface.txt")

-- Beginnings and forms of lines that are about the text, not of it. Lua patterns over lower case.
local CREDIT = {
  "^[%[(]?photo[s]?%s*:", "^[%[(]?photo[s]? by ", "^[%[(]photo", "^[%[(]?photograph[s]? by ",
  "^[%[(]?photograph:", "^[%[(]?image[s]?:", "^[%[(]?image[s]? by ", "^[%[(]?image credit",
  "^[%[(]?photo credit", "^[%[(]?picture[s]?:", "^[%[(]?credit[s]?:", "credit: ?[%a /-]+$", "^%(foto:",
  "^%(photo:", "^[%[(]?courtesy of ", "^[%[(]?video:", "^[%[(]?illustration[s]? by ", "^[%[(]?illustration:",
  "^[%[(]?screenshot:", "^[%[(]?source:%s*%S+$", "^foto:", "^foto ", "^bild:", "^©", "^%(c%)%s", "^%[사진",
  "^사진%s*[=:/]", "사진=%S+$", "^写真[:：]", "^图片来源", "^photo ?/ ?", "getty images$", "/getty images%)?$",
  "/afp%)?$", "/reuters%)?$", "ap photo",
}
local COPYRIGHT = {
  "all rights reserved", "^copyright ", "^%[?©", "^%[?ⓒ", "^%(c%) ?%d%d%d%d", "© ?%d%d%d%d", "ⓒ", "무단 ?전재",
  "재배포 ?금지", "저작권자", "tous droits réservés", "alle rechte vorbehalten", "todos los derechos reservados",
  "tutti i diritti riservati", "may not be published, broadcast", "著作権", "版权所有", "無断転載",
}
local SHARING = {
  "^share ", "^share:", "^follow .* on ", "^follow us", "^like us on", "^subscribe to ", "^sign up ",
  "^click here ", "^read more", "^read also", "^also read", "^related:", "^related ", "^see also", "^more:",
  "^advertisement", "^sponsored", "^loading", "^log in ", "^sign in", "^posted in ", "^filed under", "^tags?:",
  "^tagged ", "^topics?:", "^categories:", "^category:", "^join the conversation", "^leave a ",
  "^have your say", "^%d+ comments?$", "^comments? ?%(%d*%)$", "^comments? %d*$", "^what do you think",
  "^this article was originally published", "^this story was originally", "^download our app", "^print this",
  "^email this", "^view comments", "^reading time", "^%d+ min read", "^%d+ minutes? read", "^recommended",
  "^skip to ", "^jump to ", "^back to ", "^next:", "^previous:", "^you may also", "^more from ", "^most read",
  "^most popular", "^you might ", "^você pode gostar", "^voce pode gostar", "^te puede interesar",
  "^das könnte sie auch", "^auch interessant", "^processing%.*$", "^schon gelesen", "^lea también",
  "^lea más:", "^lea:", "^mehr zum thema", "^lesen sie auch", "^lire aussi", "^lee también", "^leggi anche",
  "^leia também", "^関連", "^관련 ?기사",
}
local BYLINE = {
  "^by %u", "^von %u", "^par %u", "^por %u", "^words:? ", "^text:? by ", "^written by ", "^posted by ",
  "^published by ", "^reporting by ", "^edited by ", "^author:", "^editor:", "^last updated", "^updated:? ",
  "^published:? ", "^posted:? ", "^posted on ", "^first published", "^last modified", "^글%s*=",
  "기자%s*%S+@%S+$",
}

local function matches(s, patterns)
  for _, form in ipairs(patterns) do
    if s:find(form) then return true end
  end
  return false
end

-- A sentence that ends as one and is long is text, whatever it begins with.
local function is_prose(s)
  return #s > 160 or (#s > 90 and pattern.find(s, "[.!?。]['\"”’]?$") ~= nil)
end

--- What a line is, when it is no part of a text: "label", "credit", "copyright", "byline", "date"
-- or "sharing"; nil for a line that may stay.
---@param s string
---@return string?
function M.kind(s)
  local line = text.squeeze(s)
  if line == "" then return "label" end
  local lower = text.lower(line)
  local bare = lower:gsub("^[%s%p]+", ""):gsub("[%s%p]+$", "")
  if INTERFACE[lower] or INTERFACE[bare] then return "label" end
  if #line <= 400 and matches(lower, COPYRIGHT) then return "copyright" end
  if is_prose(line) then return nil end
  if matches(lower, CREDIT) then return "credit" end
  if matches(lower, SHARING) then return "sharing" end
  if matches(line:gsub("^%u%l*", string.lower, 1), BYLINE) or matches(lower, BYLINE) then return "byline" end
  if date.is_only_date(line) then return "date" end
  if not line:find("[%a%d\128-\255]") then return "label" end -- only marks
end

--- The names in a byline that stands in a line of its own: "By Editorial Team".
---@param s string
---@return string?
function M.byline(s)
  local line = text.squeeze(s)
  if #line > 100 then return nil end
  return line:match("^[Bb]y:? (%u.+)$") or line:match("^[Ww]ritten by:? (.+)$") or line:match("^BY (%u.+)$")
    or line:match("^Von (%u.+)$") or line:match("^Par (%u.+)$") or line:match("^Por (%u.+)$")
    or line:match("^(%S+%s?%S*)%s+기자") or line:match("^글%s*[=:]?%s*(.+)$")
end

--- The holder in a copyright line: "[ⓒ Newsline by Harbour Media, All rights reserved]" is Newsline.
---@param s string
---@return string?
function M.holder(s)
  local line = text.squeeze(s)
  local rest = line:match("©%s*(.+)$") or line:match("ⓒ%s*(.+)$") or line:match("^[Cc]opyright%s+(.+)$")
  if not rest then return nil end
  rest = pattern.gsub(rest, "^[%d%s,–-]+", ""):gsub("^[Bb]y%s+", "")
  rest = rest:match("^(.-)%s+by%s+%u") or rest:match("^(.-)[,.|%]]") or rest
  rest = text.trim((rest:gsub("%s*[Aa]ll [Rr]ights.*$", "")))
  return rest ~= "" and #rest <= 60 and rest or nil
end

return M
