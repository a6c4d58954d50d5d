-- Scripts, plugins and tests see Lua 5.4 and nothing of ours that is global.
std = "lua54"
globals = {}
max_line_length = 160
codes = true
exclude_files = { "build", "scripts/types" }
ignore = {
  "212/_.*", "213/_.*", -- what is named after nothing is not used on purpose
  "212/context", "212/options", "212/document", -- the arguments of a script are the same everywhere
}
-- Descriptions for editors: functions without a body.
files["bindings/lua/api"] = { ignore = { "212", "241" } }
