# `rubric test --twice`: what a file prints must not depend on the process that runs it.
. "$(dirname "$0")/lib.sh"

check "a file that gives the same passes, with one more case"
cat >good.lua <<'LUA'
local test = require "rubric.test"
test("adds", function() test.equal(1 + 1, 2) end)
test.finish()
LUA
run rubric test --twice good.lua
expect_status 0
expect_stdout 'ok 1 - adds
ok 2 - good.lua gives the same twice
1..2'

check "a file whose output depends on addresses, time zone or locale fails with the line"
echo 'print("ok 1 - fine") print("ok 2 - " .. tostring({}))' >address.lua
echo 'print("ok 1 - " .. os.date("%H:%M", 0))' >zone.lua
echo 'print("ok 1 - " .. os.getenv("LC_ALL"))' >locale.lua
run rubric test --trust trusted --twice address.lua
expect_status 1
expect_stdout_contains "not ok 3 - address.lua gives the same twice"
expect_stdout_matches "^#   line 2 is 'ok 2 - table: 0x[0-9a-f]+', and then 'ok 2 - table: 0x[0-9a-f]+'$"
run rubric test --trust trusted --twice zone.lua
expect_status 1
expect_stdout_contains "#   line 1 is 'ok 1 - 00:00', and then 'ok 1 - 12:45'"
run rubric test --trust trusted --twice locale.lua
expect_status 1
expect_stdout_contains "#   line 1 is 'ok 1 - C', and then 'ok 1 - tr_TR.UTF-8'"

check "output of another length differs where the shorter ends"
cat >longer.lua <<'LUA'
print("ok 1 - fine")
if os.getenv("LC_ALL") ~= "C" then print("ok 2 - more") end
LUA
run rubric test --trust trusted --twice longer.lua
expect_status 1
expect_stdout_contains "#   line 2 is '1..1', and then 'ok 2 - more'"

check "several files are each run twice, with the options of the command line"
echo 'print("ok 1 - " .. tostring(io ~= nil))' >io.lua
echo 'print("not ok 1 - wrong")' >bad.lua
run rubric test --twice io.lua --trust trusted -- bad.lua
expect_status 1
expect_stdout 'ok 1 - true
ok 2 - io.lua gives the same twice
not ok 3 - wrong
ok 4 - bad.lua gives the same twice
1..4'

check "a file that cannot run fails the same twice"
run rubric test --twice gone.lua
expect_status 1
expect_stdout_matches '^not ok 1 - gone\.lua: '
expect_stdout_contains "gone.lua gives the same twice"

check "--twice is of test alone"
echo a >a.md
run rubric convert --twice a.md
expect_status 2
expect_stderr "rubric: error: '--twice' is an option of 'test'"

done_testing
