#!/bin/bash
# The library as it is installed, used in each of the ways there are by a program of others.
. "$(dirname "$0")/../cli/lib.sh"
build=${RUBRIC_BUILD:-$root/build/release}
examples=$root/tests/embed
page=$root/tests/readme/article.html
work=$build/embed
stage=$work/stage
strict="-Wall -Wextra -pedantic -Werror"

rm -rf "$stage"
mkdir -p "$work"
cmake --install "$build" --prefix "$stage" >"$work/install.log" 2>&1
config=$(find "$stage" -name rubric.pc)
libraries=$(dirname "$(dirname "$config")")
export PKG_CONFIG_PATH=${config%/*}
rubric digest "$page" >"$work/expected.md"

# expect_digest PROGRAM: it prints what the verb does
expect_digest() {
    run "$1" <"$page"
    expect_status 0
    expect cmp "$out" "$work/expected.md"
}

# compile LANGUAGE… OUT FILE FLAGS…: with the flags of rubric.pc
compile() {
    # shellcheck disable=SC2046,SC2086
    run "$@" $strict $(pkg-config --cflags rubric)
    expect_status 0
}

# made LOG COMMAND…: a step of a build, which may take longer than `run` bears with
made() {
    local log=$work/$1.log
    shift
    "$@" >>"$log" 2>&1 || problem "failed: $*
$(tail -n 30 "$log")"
}

# shared FILE: compile it as C11 against the shared library, to ./program
shared() {
    # shellcheck disable=SC2046
    compile cc -std=c11 -pthread -o program "$1" \
        $(pkg-config --libs rubric) -Wl,-rpath,"$libraries"
}

check "the shared library has the name that programs ask for"
run readelf -d "$libraries/librubric.so"
expect_stdout_matches 'SONAME.*\[librubric\.so\.0\]$'
expect test "$(readlink "$libraries/librubric.so")" = librubric.so.0

check "pkg-config finds the shared library for C11"
shared "$examples/digest.c"
expect_digest ./program

check "the headers and the library serve C++17"
# shellcheck disable=SC2046
compile c++ -std=c++17 -o program -x c++ "$examples/digest.c" -x none \
    $(pkg-config --libs rubric) -Wl,-rpath,"$libraries"
expect_digest ./program

check "pkg-config tells what the static library needs"
# shellcheck disable=SC2046
compile cc -std=c11 -o program "$examples/digest.c" "$libraries/librubric.a" \
    $(pkg-config --static --libs-only-l rubric | sed 's/-lrubric//')
expect_digest ./program
run readelf -d program
expect_stdout_lacks librubric

check "find_package gives both libraries to a project of CMake"
rm -rf "$work/package" "$work/package.log"
made package cmake -G Ninja -S "$examples/consumer" -B "$work/package" -D CMAKE_PREFIX_PATH="$stage"
made package cmake --build "$work/package"
expect_digest "$work/package/digest_rubric"
expect_digest "$work/package/digest_static"

check "find_package refuses a version that is not this one"
sed 's/rubric 0\.1/rubric 0.2/' "$examples/consumer/CMakeLists.txt" >CMakeLists.txt
run cmake -G Ninja -S . -B build -D CMAKE_PREFIX_PATH="$stage"
expect_status 1
expect_stderr_contains "requested version \"0.2\""

check "add_subdirectory gives both, with the same names"
rm -f "$work/subdirectory.log"
made subdirectory cmake -G Ninja -S "$examples/consumer" -B "$work/subdirectory" \
    -D RUBRIC_SOURCE="$root" -D CMAKE_INSTALL_PREFIX="$PWD/prefix"
made subdirectory cmake --build "$work/subdirectory"
expect_digest "$work/subdirectory/digest_rubric"
expect_digest "$work/subdirectory/digest_static"

check "add_subdirectory brings no tests and installs nothing"
run cmake -L -N "$work/subdirectory"
expect_stdout_contains "RUBRIC_TESTS:BOOL=OFF"
expect_stdout_contains "RUBRIC_INSTALL:BOOL=OFF"
run cmake --install "$work/subdirectory" --prefix prefix
expect_no_file prefix

check "digest.c is as short as it says"
expect test "$(wc -l <"$examples/digest.c")" -le 40

check "host_function.c: scripts call a function of the host"
shared "$examples/host_function.c"
run ./program <<<'The *EU* and the UN met, not NATO.'
expect_status 0
expect_stdout "The *European Union* and the United Nations met, not NATO."

check "threads.c: eight threads share a program"
shared "$examples/threads.c"
run ./program <"$page"
expect_status 0
expect_stdout "8 threads made the same $(wc -c <"$work/expected.md") bytes"

check "arena.c: a host gives 32 MiB of its own, and no more"
shared "$examples/arena.c"
run ./program <"$page"
expect_status 0
expect_stdout "digest: ok
greedy: memory"

check "the program that is installed says its version"
run "$stage/bin/rubric" --version
expect_status 0
expect_stdout_contains "0.1.0"

check "the module that is installed is found by plain Lua"
LUA_CPATH="$(find "$stage" -path '*/lua/5.4/rubric.so' -printf '%h')/?.so"
export LUA_CPATH
run lua5.4 -e 'print(require("rubric").version)'
expect_stdout "0.1.0"

done_testing
