# Scripts that apply others: by name or value, here or, for what holds permissions, in a state apart.
. "$(dirname "$0")/lib.sh"

# inner PERMISSIONS: a script that returns what its option says
inner() {
    mkdir -p mine
    cat >mine/inner.lua <<LUA
return { name = "inner", api = 1, permissions = { $1 },
  options = { mode = { type = "string", default = "value" } },
  transform = function(document, options, context)
    local rubric = require "rubric"
    document.meta.seen = options.mode
    if options.mode == "value" then return { n = 1, list = { true } }
    elseif options.mode == "other" then return assert(rubric.read("# other", "markdown"))
    elseif options.mode == "null" then return rubric.null
    elseif options.mode == "fail" then error "inner fails"
    elseif options.mode == "skip" then context:skip "enough" end
  end }
LUA
    echo 'return { name = "plain", api = 1, options = { n = { type = "integer", default = 1 } },
  transform = function(document, options) return options.n end }' >mine/plain.lua
    echo '# t' >a.md
}

# outer BODY: a script that applies; `show(…)` emits what comes of it
outer() {
    cat >outer.lua <<LUA
local json = require "rubric.json"
return { name = "outer", api = 1, uses = { "inner", "plain" }, transform = function(d, options, context)
  local function show(...)
    local ok, value = pcall(d.apply, d, ...)
    if type(value) == "table" then value = json.encode(value) end
    if type(value) == "userdata" then
      value = value == require("rubric").null and "null" or "document " .. value:text()
    end
    context:emit(tostring(ok) .. " " .. tostring(value))
  end
  $1
end }
LUA
}

applies() {
    run rubric ./outer.lua --scripts mine --quiet "$@" a.md
    expect_status 0
}

for permissions in '' '"read:data"'; do
    allow=(${permissions:+--allow read:data})
    check "a script that is applied gives a value, a document or nothing, and may fail ($permissions)"
    inner "$permissions"
    outer 'for _, mode in ipairs { "value", "other", "null", "none", "fail" } do show("inner", { mode = mode }) end
      context:emit(d.meta.seen)'
    applies "${allow[@]}"
    expect_stdout 'true {"list":[true],"n":1}
true document other
true null
true nil
false inner.lua:9: inner fails
fail'

    check "a script that is applied may skip the document, which cannot be caught ($permissions)"
    inner "$permissions"
    outer 'pcall(d.apply, d, "inner", { mode = "skip" }) context:emit "more"'
    run rubric ./outer.lua --scripts mine --quiet "${allow[@]}" a.md
    expect_status 0
    expect_stdout ""
done

check "options of a script that is applied are checked as on the command line"
inner
outer 'show("plain") show("plain", { n = 5 }) show("plain", { n = "x" }) show("plain", { m = 1 }) show("plain", 3)'
applies
expect_stdout "true 1
true 5
false option 'n' of 'plain' is not an integer
false 'plain' has no option 'm'; did you mean 'n'?
false bad argument #3 to '?' (table expected, got number)"

check "what is not there, or is no script, is refused"
inner
outer 'show("gone") show(1) show()'
applies
expect_stdout "false no script 'gone'
false no script '1'
false bad argument #2 to '?' (string expected, got nil)"

check "a path is applied by trusted scripts only"
inner
outer 'show("./mine/plain.lua")'
applies
expect_stdout "false restricted scripts apply others by name, not by path"
applies --trust trusted
expect_stdout "true 1"

check "a function and a table of handlers are scripts too"
inner
outer 'show(function(document, settings, c) return document == d and type(settings) .. type(c) end)
  show(function(_, settings) return settings.x end, { x = 7 })
  show { heading = function(node) node.level = 3 end }
  show { nope = function() end }
  show(function() error "mine" end)
  context:emit(d:one("heading").level)'
applies
expect_stdout "true tabletable
true 7
true nil
false selector 'nope', column 1: 'nope' is neither a kind nor an HTML element; did you mean 'code'?
false outer.lua:15: mine
3"

done_testing
