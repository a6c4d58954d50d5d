#!/bin/sh
# luacheck is clean, file by file; prints TAP.
count=0 failed=0
for file in $(find bindings/lua/api scripts plugins tests -name '*.lua' -not -path 'scripts/types/*' |
    LC_ALL=C sort); do
    count=$((count + 1))
    if output=$(luacheck --no-color --quiet "$file" 2>&1); then
        echo "ok $count - $file is clean for luacheck"
    else
        failed=1
        echo "not ok $count - $file is clean for luacheck"
        printf '%s\n' "$output" | sed 's/^/#   /'
    fi
done
echo "1..$count"
exit $failed
