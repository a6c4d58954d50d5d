---@meta rubric.file

--     local file = require "rubric.file"

--- Files, for plugins that ask for them: `permissions = { "read:data", "write:out" }`, which whoever
--- runs the plugin grants with `--allow read:data --allow write:out`. A permission is for a folder and
--- all below it. What was not asked for raises an error; so does any use while a plugin is loaded.
--- Trusted scripts may do everything.
---@class rubric.file
local file = {}

--- The paths of the files and folders that fit a pattern, sorted: `*` and `?` stand for parts of a
--- name, `**` for any folders. Names that begin with a period fit only a pattern that does.
---
--- ```lua
--- local ok, message = pcall(file.list, "notes/**/*.md")
--- assert(not ok and message:find 'has no permission for \'read:notes/\'')
--- ```
---@param pattern string relative to the folder that the program runs in
---@return string[]? paths
---@return string? message when it fits more than 100,000 paths
function file.list(pattern) end

--- The bytes of a file.
---
--- ```lua
--- local ok, message = pcall(file.read, "notes/today.md")
--- assert(not ok and message:find 'permissions = {"read:…"}')
--- ```
---@param path string relative to the folder that the program runs in
---@return string? bytes
---@return string? message when it cannot be read
---@nodiscard
function file.read(path) end

--- Writes a whole file, all of it or nothing.
---
--- ```lua
--- local ok, message = pcall(file.write, "out/index.txt", "…")
--- assert(not ok and message:find 'has no permission for \'write:out/index.txt\'')
--- ```
---@param path string relative to the folder that the program runs in
---@param bytes string
---@return true? done
---@return string? message when it cannot be written
function file.write(path, bytes) end

return file
