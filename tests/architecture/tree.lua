--- The files of the source tree, for the tests of its form. Run from the top of the tree.

local M = {}

---@param command string
---@return string[] lines of its output
function M.lines_of(command)
  local pipe <close> = assert(io.popen(command))
  local lines = {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  return lines
end

--- All files below the folders that end in one of the extensions, sorted.
---@param folders string blank-separated
---@param extensions string blank-separated, without dots; nil for all
function M.files(folders, extensions)
  local files = {}
  for _, path in ipairs(M.lines_of("find " .. folders .. " -type f 2>/dev/null | LC_ALL=C sort")) do
    local extension = path:match "%.(%w+)$" or ""
    if not extensions or (" " .. extensions .. " "):find(" " .. extension .. " ", 1, true) then
      files[#files + 1] = path
    end
  end
  return files
end

---@param path string
---@return string
function M.read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

---@param text string
function M.lines(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return lines
end

--- C without comments, with as many lines as before; strings stay.
function M.without_comments(text)
  text = text:gsub("/%*.-%*/", function(comment) return (comment:gsub("[^\n]", "")) end)
  return (text:gsub("//[^\n]*", ""))
end

---@param path string
---@return string folder without the last slash, "" at the top
function M.folder(path) return path:match "^(.*)/[^/]*$" or "" end

---@param path string
function M.exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

return M
