#!/bin/bash
# The Debian packages: what is in them, and what they need. Built without optimization, which what
# is looked at here does not depend on.
. "$(dirname "$0")/../cli/lib.sh"
build=${RUBRIC_BUILD:-$root/build/release}/embed/packages
log=$build.log
mkdir -p "$build"
rm -rf "$build/packages"
{ cd "$root" && cmake --preset package -B "$build" -D CMAKE_BUILD_TYPE=None &&
    cmake --build "$build" && cd "$build" && cpack -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip; } \
    >"$log" 2>&1 || { cat "$log"; exit 1; }
architecture=$(dpkg --print-architecture)
libraries=usr/lib/$(cc -print-multiarch)
version=$(sed -n 's/^project(rubric VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")

# package NAME: look at it: its files are what is printed, its fields in ./control
package() {
    local file=$build/packages/$1_${version}_$architecture.deb
    dpkg-deb -f "$file" >control
    dpkg-deb -I "$file" shlibs >shlibs 2>&1
    run bash -c "set -o pipefail; dpkg-deb --fsys-tarfile '$file' | tar t | sed 's,^\./,,'"
    expect_status 0
    expect_field Maintainer '.* <.*@.*>'
    expect_field Architecture "$architecture"
    expect_field Description 'Lua-scriptable document processing (.*)'
    expect_stdout_contains "usr/share/doc/$1/copyright"
}

# expect_field NAME REGEX: the whole of a control field
expect_field() {
    grep -qx "$1: $2" control || problem "field $1 is not '$2':
$(shown control)"
}

# expect_depends NAME…: at least on these, some with (VERSION)
expect_depends() {
    local name
    for name in "$@"; do
        grep '^Depends: ' control | grep -qE "(: |, )$name( \(|,|\$)" ||
            problem "it does not depend on $name:
$(grep '^Depends: ' control)"
    done
}

# expect_no_depends NAME
expect_no_depends() {
    ! grep '^Depends: ' control | grep -qF "$1" || problem "it depends on $1"
}

# What both the program and the library stand on.
shared="libc6 libgumbo1 libpcre2-8-0 libstemmer0d libutf8proc2 libyaml-0-2"

check "rubric holds the program, what is written about it, and descriptions for editors"
package rubric
for file in usr/bin/rubric usr/share/doc/rubric/README.md usr/share/doc/rubric/markdown.md \
    usr/share/rubric/api/document.lua usr/share/rubric/document.schema.json; do
    expect_stdout_contains $file
done
expect_stdout_lacks usr/lib
expect_stdout_lacks usr/include
# shellcheck disable=SC2086
expect_depends $shared liblua5.4-0
expect_no_depends librubric

check "librubric0 holds the library, which tells what is linked to it"
package librubric0
expect_stdout_contains "$libraries/librubric.so.$version"
expect_stdout_matches "^$libraries/librubric\.so\.0\$"
expect_stdout_lacks usr/bin
expect_stdout_lacks usr/include
# shellcheck disable=SC2086
expect_depends $shared liblua5.4-0
expect grep -qx "librubric 0 librubric0 (>= $version)" shlibs

check "librubric-dev holds what programs are built with"
package librubric-dev
for file in usr/include/rubric/engine.h "$libraries/librubric.a" "$libraries/pkgconfig/rubric.pc" \
    "$libraries/cmake/rubric/rubricConfig.cmake"; do
    expect_stdout_contains "$file"
done
expect_stdout_matches "^$libraries/librubric\.so\$"
expect_stdout_lacks usr/bin
expect_depends "librubric0 \(= $version\)" liblua5.4-dev libutf8proc-dev libyaml-dev libgumbo-dev \
    libstemmer-dev libpcre2-dev

check "lua-rubric holds the module, which brings no Lua"
package lua-rubric
expect_stdout_contains "$libraries/lua/5.4/rubric.so"
# shellcheck disable=SC2086
expect_depends $shared
expect_no_depends lua
expect_field Recommends lua5.4

check "no two packages hold the same file"
for file in "$build"/packages/*.deb; do
    dpkg-deb --fsys-tarfile "$file" | tar t | grep -v '/$'
done | sort >names
run uniq -d names
expect_stdout ""

check "there are these four packages"
run bash -c "cd '$build/packages' && printf '%s\n' *.deb | LC_ALL=C sort"
expect_stdout "$(printf "%s_${version}_$architecture.deb\n" librubric-dev librubric0 lua-rubric rubric)"

done_testing
