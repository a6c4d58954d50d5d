# Where scripts and modules are found: the first folder that has one wins.
. "$(dirname "$0")/lib.sh"

# place FOLDER: a module and a script there that say where they are from
place() {
    mkdir -p "$1"
    printf 'return "module of %s"\n' "$1" >"$1/mine_module.lua"
    printf 'return function(d, o, c) c:emit("script of %s") end\n' "$1" >"$1/mine.lua"
}

require_script() {
    mkdir -p beside
    printf 'return function(d, o, c) c:emit(require("mine_module")) end\n' >beside/use.lua
    echo a >a.md
}

check "modules are found beside the script, by --scripts, in ./plugins, RUBRIC_PATH, the configuration"
require_script
place "$HOME/.config/rubric/plugins"
place path
place plugins
place option
place beside
for level in restricted isolated trusted; do
    export RUBRIC_PATH=path
    for folder in beside option plugins path "$HOME/.config/rubric/plugins"; do
        run rubric ./beside/use.lua --trust "$level" --scripts option a.md
        expect_status 0
        expect_stdout "module of $folder"
        mv "$folder/mine_module.lua" "$folder/kept"
    done
    run rubric ./beside/use.lua --trust "$level" a.md
    expect_status 3
    expect_stderr_contains "module 'mine_module' not found"
    for folder in beside option plugins path "$HOME/.config/rubric/plugins"; do
        mv "$folder/kept" "$folder/mine_module.lua"
    done
    unset RUBRIC_PATH
done
rm -r "$HOME/.config"

check "XDG_CONFIG_HOME says where the configuration is, unless it is relative"
place "$HOME/.config/rubric/plugins"
place configured/rubric/plugins
echo a >a.md
run env XDG_CONFIG_HOME="$PWD/configured" rubric mine a.md
expect_status 0
expect_stdout "script of configured/rubric/plugins"
run env XDG_CONFIG_HOME=configured rubric mine a.md
expect_stdout "script of $HOME/.config/rubric/plugins"
rm -r "$HOME/.config"
run env -u HOME rubric mine a.md
expect_status 2

check "scripts of ./plugins are verbs, but never in place of one of the program"
mkdir plugins
printf 'return { name = "mine", api = 1, description = "Is mine",
  transform = function(d, o, c) c:emit("mine") end }
' >plugins/mine.lua
cp plugins/mine.lua plugins/convert.lua
echo a >a.md
run rubric mine a.md
expect_status 0
expect_stdout mine
run rubric help
expect_stdout_matches '^  mine +Is mine$'
run rubric convert a.md
expect_stdout a

check "a module that is planted there is restricted as any other"
mkdir plugins
echo 'return tostring(io)' >plugins/planted.lua
echo 'return function(d, o, c) c:emit(require("planted")) end' >use.lua
echo a >a.md
run rubric ./use.lua a.md
expect_status 0
expect_stdout nil

check "C modules are for trusted scripts alone"
echo 'return function(d, o, c) c:emit(tostring(pcall(require, "lpeg"))) end' >use.lua
echo a >a.md
run rubric ./use.lua a.md
expect_status 0
expect_stdout false

done_testing
