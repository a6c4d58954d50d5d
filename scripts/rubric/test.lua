--- Tests in Lua, for scripts of ours and of users: `rubric test FILE.lua` prints TAP.
--
--     local test = require "rubric.test"
--     test("words are counted", function() test.equal(1 + 1, 2) end)
--     test.finish()                      -- prints the plan

local inspect = require "rubric.inspect"

local M = { count = 0, failed = 0 }

-- Equal by value; what is no table by `==`.
local function same(a, b, depth)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" or depth > 50 then return false end
  for key, value in pairs(a) do
    if not same(value, b[key], depth + 1) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

local function fail(message, note)
  error((note and note .. ": " or "") .. message, 3)
end

--- Both values are equal, tables by what they hold.
function M.equal(got, expected, note)
  if not same(got, expected, 0) then fail("got " .. inspect(got) .. "\nexpected " .. inspect(expected), note) end
end

--- The values differ.
function M.differs(got, other, note)
  if same(got, other, 0) then fail("both are " .. inspect(got), note) end
end

--- The value is neither nil nor false.
function M.truthy(got, note)
  if not got then fail("got " .. inspect(got), note) end
end

--- The value is nil or false.
function M.falsy(got, note)
  if got then fail("got " .. inspect(got), note) end
end

--- The string has the Lua pattern in it.
function M.match(got, pattern, note)
  if type(got) ~= "string" or not got:find(pattern) then fail(inspect(got) .. " does not match " .. inspect(pattern), note) end
end

--- The string has the other in it as it stands.
function M.contains(got, part, note)
  if type(got) ~= "string" or not got:find(part, 1, true) then fail(inspect(got) .. " does not contain " .. inspect(part), note) end
end

--- Numbers that are as near as this.
function M.near(got, expected, distance, note)
  local is_near = type(got) == "number" and math.abs(got - expected) <= (distance or 1e-9)
  if not is_near then fail("got " .. inspect(got) .. ", expected about " .. inspect(expected), note) end
end

--- The function raises; its message matches the pattern.
function M.error(f, pattern, note)
  local ok, message = pcall(f)
  if ok then fail("no error was raised", note) end
  if pattern and not tostring(message):find(pattern) then fail("the error is " .. inspect(tostring(message)) .. ", not " .. inspect(pattern), note) end
end

local function print_note(message)
  for line in (tostring(message) .. "\n"):gmatch("([^\n]*)\n") do print("#   " .. line) end
end

--- Runs a case and prints how it ended.
function M.case(name, f)
  M.count = M.count + 1
  local ok, message = pcall(f)
  pcall(collectgarbage) -- in a trusted state, so that what a case leaves behind shows early
  print(("%sok %d - %s"):format(ok and "" or "not ", M.count, (name:gsub("[\n#]", " "))))
  if not ok then
    M.failed = M.failed + 1
    print_note(message)
  end
end

--- A case that cannot run here.
function M.skip(name, reason)
  M.count = M.count + 1
  print(("ok %d - %s # SKIP %s"):format(M.count, name, reason or ""))
end

--- Prints the plan, at the end of a file.
function M.finish()
  print("1.." .. M.count)
  if M.failed > 0 then print(("# %d of %d failed"):format(M.failed, M.count)) end
end

return setmetatable(M, { __call = function(_, name, f) M.case(name, f) end })
