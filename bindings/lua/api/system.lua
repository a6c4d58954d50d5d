---@meta rubric.system

--     local system = require "rubric.system"

--- Programs and the environment, for plugins that ask for them: `permissions = { "run:git", "env:LANG" }`.
---@class rubric.system
local system = {}

--- A variable of the environment; nil when there is none.
---
--- ```lua
--- local ok, message = pcall(system.environment, "HOME")
--- assert(not ok and message:find 'has no permission for \'env:HOME\'')
--- ```
---@param name string
---@return string? value
---@nodiscard
function system.environment(name) end

--- Runs a program, without a shell, and waits for its end.
---
--- ```lua
--- local ok, message = pcall(system.run, "git", { "log", "-1" })
--- assert(not ok and message:find 'has no permission for \'run:git\'')
--- ```
---@param program string
---@param arguments? string[]
---@param input? string bytes of its standard input
---@return string? output nil when it cannot be run
---@return integer|string status its exit status, or the message
function system.run(program, arguments, input) end

return system
