# Functions for tests of the program; each script of tests/cli begins with
#
#     . "$(dirname "$0")/lib.sh"
#
# and then, for each case:
#
#     check "says which verbs there are"          names the case, in a fresh empty folder
#     run rubric help                             keeps $status, the files out and err
#     expect_status 0
#     expect_stdout_contains "digest"
#
# A case passes when each of its expectations holds. Standard input of `run` is empty unless it
# is redirected (`run … <<<text`) or a pipe ends in it. `done_testing` at the end prints the plan.
# "$root" is the top of the tree.
set -u
shopt -s lastpipe # `printf … | run rubric` runs in this shell, so that $status stays
exec </dev/null
unset RUBRIC_PATH XDG_CONFIG_HOME # scripts of who runs the tests are none of theirs
case ${LC_ALL:-} in # what a case says in \u escapes is UTF-8, wherever it runs
    *.UTF-8) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${RUBRIC:-$root/build/release/rubric}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/home"
export HOME=$scratch/home
ln -s "$program" "$scratch/bin/rubric"
PATH=$scratch/bin:$PATH
case_count=0 case_name='' case_problems='' failed_count=0 status=0
out=$scratch/stdout err=$scratch/stderr

end_case() {
    [ -n "$case_name" ] || return 0
    if [ -z "$case_problems" ]; then
        echo "ok $case_count - $case_name"
    else
        echo "not ok $case_count - $case_name"
        printf '%s' "$case_problems" | sed 's/^/#   /'
        failed_count=$((failed_count + 1))
    fi
}

# check NAME: begin a case
check() {
    end_case
    case_count=$((case_count + 1)) case_name=$1 case_problems=''
    cd "$(mktemp -d "$scratch/case.XXXXXX")" || exit 1
}

problem() {
    case_problems+=$1$'\n'
}

# run COMMAND…: keep its output, errors and status; more than 60 seconds is a failure
run() {
    last_command=$*
    timeout 60 "$@" >"$out" 2>"$err"
    status=$?
    [ "$status" != 124 ] || problem "took more than 60 seconds: $last_command"
    [ "$status" -lt 132 ] || [ "$status" = 141 ] || problem "crashed with $status: $last_command"
}

# shown FILE: its first lines, for a failure
shown() {
    head -c 2000 "$1" | head -n 20 | sed 's/^/  | /'
}

expect_status() {
    [ "$status" = "$1" ] || problem "status $status, expected $1: $last_command
$(shown "$err")"
}

# expect_stdout TEXT: exactly, but for line ends at the end
expect_stdout() {
    [ "$(cat "$out")" = "$1" ] || problem "standard output of $last_command is
$(shown "$out")
expected
$(printf '%s\n' "$1" | sed 's/^/  | /')"
}

expect_stderr() {
    [ "$(cat "$err")" = "$1" ] || problem "standard error of $last_command is
$(shown "$err")
expected
$(printf '%s\n' "$1" | sed 's/^/  | /')"
}

# expect_file_contains FILE TEXT: a fixed string on one line
expect_file_contains() {
    grep -qF -e "$2" "$1" 2>/dev/null || problem "'$2' is not in $(basename "$1") of $last_command
$(shown "$1" 2>&1)"
}

expect_stdout_contains() { expect_file_contains "$out" "$1"; }
expect_stderr_contains() { expect_file_contains "$err" "$1"; }

expect_stdout_lacks() {
    ! grep -qF -e "$1" "$out" || problem "'$1' is in standard output of $last_command"
}

expect_stderr_lacks() {
    ! grep -qF -e "$1" "$err" || problem "'$1' is in standard error of $last_command"
}

# expect_stdout_matches REGEX: extended, one line
expect_stdout_matches() {
    grep -qE -e "$1" "$out" || problem "no line of standard output matches '$1'
$(shown "$out")"
}

expect_stderr_matches() {
    grep -qE -e "$1" "$err" || problem "no line of standard error matches '$1'
$(shown "$err")"
}

expect_no_file() { [ ! -e "$1" ] || problem "$1 is there after $last_command"; }
expect_file() { [ -e "$1" ] || problem "$1 is not there after $last_command"; }

# expect COMMAND…: any condition
expect() {
    "$@" >/dev/null 2>&1 || problem "not true: $*"
}

done_testing() {
    end_case
    echo "1..$case_count"
    [ "$failed_count" = 0 ]
    exit
}
