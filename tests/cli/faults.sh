# Every call of the system that the program makes to read and write fails once, in each way: what
# is written is whole or not there, the exit code and a message tell, and nothing is left behind.
. "$(dirname "$0")/lib.sh"

library=${RUBRIC_BUILD:-$root/build/release}/tests/cli/libfaults.so
ways=(EIO SHORT EINTR KILL)
[ -z "${RUBRIC_THOROUGH:-}" ] || ways+=(ENOSPC EMFILE EACCES EROFS EXDEV)
log=$scratch/fault

make_inputs() {
    mkdir docs docs/deep
    printf '# One\n\nThe [first](http://a/) one.\n' >docs/a.md
    printf '# Two\n\nThe *second*.\n' >docs/b.md
    printf -- '- three\n' >docs/deep/c.md
    printf '{"id":1,"text":"# R","format":"markdown"}\n{"id":2,"path":"docs/b.md"}\n' >records
    printf 'return { link = function(node) node.url = "http://b/" end }\n' >change.lua
}

# work: the command of a scenario, its output in ./stdout and below ./out
work() {
    case $1 in
        one) rubric convert -t html docs/a.md -o out/a.html ;;
        many) rubric convert -j 2 -t html docs -o out/ ;;
        printed) rubric convert -t html docs/a.md ;;
        joined) rubric convert --join -t html docs/a.md docs/b.md -o out/all.html ;;
        changed) rubric convert -s ./change.lua --in-place docs/a.md ;;
        records) rubric convert --records records ;;
    esac >stdout 2>stderr
}

# differs: files of the case that are neither as before nor as they should be
differs() {
    (cd "$1" && find out docs -type f ! -name '.*.tmp' 2>/dev/null) | while read -r file; do
        cmp -s "$1/$file" "$2/$file" || cmp -s "$1/$file" "$3/$file" || echo "$file"
    done
}

# try SCENARIO N WAY: 1 when there was no N-th call
try() {
    local case_folder=$PWD/$1-try expected=$PWD/$1-expected before=$PWD/before code
    rm -rf "$case_folder" "$log"
    cp -r before "$case_folder"
    (cd "$case_folder" && LD_PRELOAD=$library RUBRIC_FAULT="$2:$3" RUBRIC_FAULT_LOG=$log \
        work "$1")
    code=$?
    [ -e "$log" ] || return 1
    local what="$1, call $2 ($(head -n 1 "$log")) $3"
    [ "$code" -lt 124 ] || [ "$3" = KILL ] || problem "$what: status $code"
    local odd
    odd=$(differs "$case_folder" "$expected" "$before")
    if [ "$1" = joined ] && [ "$code" = 3 ] && grep -q '</p>$' "$case_folder/out/all.html"; then
        odd='' # the other document is done, and said to be alone
    fi
    [ -z "$odd" ] || problem "$what: half written: $odd"
    [ "$3" != KILL ] || return 0 # which leaves its unfinished file
    odd=$(find "$case_folder" -name '*.tmp')
    [ -z "$odd" ] || problem "$what: left behind: $odd"
    if [ "$code" = 0 ]; then
        diff -r "$case_folder/out" "$expected/out" >/dev/null 2>&1 ||
            [ ! -e "$expected/out" ] || problem "$what: said 0, but out is not complete"
        cmp -s "$case_folder/stdout" "$expected/stdout" ||
            problem "$what: said 0, but what it printed is not complete"
    else
        case $3 in
            EINTR | SHORT) problem "$what: status $code: $(cat "$case_folder/stderr")" ;;
        esac
        [ -s "$case_folder/stderr" ] || grep -q '"ok":false' "$case_folder/stdout" ||
            problem "$what: status $code without a message"
    fi
    return 0
}

for scenario in one many printed joined changed records; do
    check "the scenario '$scenario' withstands each failure of the system"
    mkdir before
    (cd before && make_inputs)
    cp -r before "$scenario-expected"
    (cd "$scenario-expected" && work "$scenario") || problem "it does not work without failures"
    for way in "${ways[@]}"; do
        for ((n = 1; n < 400; n++)); do
            try "$scenario" "$n" "$way" || break
        done
        [ "$n" -gt 3 ] || problem "$way: no calls were seen"
    done
done

done_testing
