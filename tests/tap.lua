--- Prints the Test Anything Protocol; what tests/run counts.

local M = { count = 0, failed = 0 }

---@param name string a sentence that must be true
---@param problems string[] what is wrong, one line each; none means that the case passed
function M.case(name, problems)
  M.count = M.count + 1
  local passed = #problems == 0
  if not passed then M.failed = M.failed + 1 end
  print(("%s %d - %s"):format(passed and "ok" or "not ok", M.count, (name:gsub("[#\n]", " "))))
  for _, problem in ipairs(problems) do
    for line in (problem .. "\n"):gmatch "(.-)\n" do print("#   " .. line) end
  end
end

--- Print a remark that is not a failure.
function M.note(text) print("# " .. text) end

--- Print the plan and leave with the status that the cases deserve.
function M.finish()
  print("1.." .. M.count)
  os.exit(M.failed == 0)
end

return M
