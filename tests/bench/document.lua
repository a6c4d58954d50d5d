-- Times document:select and document:walk; run by tests/bench/document.
local rubric = require "rubric"

local parts = {}
for i = 1, 43300 do
  parts[i] = i % 10 == 0 and "## Part\n\n- one\n- two\n" or "Some *marked* [words](http://e.org/x).\n"
end
local document = rubric.read(table.concat(parts, "\n"), "markdown")
local nodes = 0
for _ in document:select "*" do nodes = nodes + 1 end

local function measure(name, run)
  local best = math.huge
  for _ = 1, 5 do
    collectgarbage()
    local begin = os.clock()
    run()
    best = math.min(best, os.clock() - begin)
  end
  io.stderr:write(("%-40s %6.1f ms, %6.1f million nodes/s\n"):format(name, best * 1e3, nodes / best / 1e6))
end

local function empty() end

io.stderr:write(nodes, " nodes, in Lua\n")
measure("select 'link', first only", function() document:one "link[url=none]" end)
measure("select 'link', each", function() for _ in document:select "link" do empty() end end)
measure("select 'p', each", function() for _ in document:select "p" do empty() end end)
measure("walk {paragraph = f}", function() document:walk { paragraph = empty } end)
measure("walk {p = f}", function() document:walk { p = empty } end)
measure("walk {paragraph = f, link = f, …}", function()
  document:walk { paragraph = empty, link = empty, item = empty, ["list > item emph"] = empty }
end)
measure("walk {enter = f, leave = f}", function()
  document:walk { paragraph = { enter = empty, leave = empty } }
end)
measure("a hundred thousand small selects", function()
  local node = document:one "item"
  for _ = 1, 100000 do node:one "p" end
end)
document:close()
return {}
