# Counts the TAP of every test in a log of ctest and shows the output of those that failed.
# Prints "passed failed programs" on standard output, the rest on standard error.

function show(    i) {
    print "---- " name " (" preset "): " verdict > "/dev/stderr"
    for (i = 1; i <= lines; i++)
        if (bad[i] || line[i] !~ /^ok / && (lines <= 200 || i > lines - 100))
            print line[i] > "/dev/stderr"
}

/^[0-9]+\/[0-9]+ Testing: / {
    name = $3
    programs++
    lines = ok = not_ok = planned = 0
    split("", line); split("", bad)
    state = "head"
    next
}
state == "head" && /^-----/ { state = "output"; next }
state == "end" && /^Test [A-Z].*\.$/ {
    verdict = $0
    extra = 0
    if (ok + not_ok == 0) { extra = 1; verdict = verdict " No TAP was printed." }
    else if ($0 != "Test Passed." && not_ok == 0) extra = 1
    else if (ok + not_ok < planned) {
        extra = planned - ok - not_ok
        verdict = verdict " " extra " planned cases did not run."
    }
    if (not_ok + extra > 0) show()
    passed += ok
    failed += not_ok + extra
    state = ""
    next
}
state == "output" && /^<end of output>/ { state = "end"; next }
state == "output" {
    line[++lines] = $0
    if ($0 ~ /^ok( |$)/) ok++
    else if ($0 ~ /^not ok( |$)/) { not_ok++; bad[lines] = 1 }
    else if (lines > 1 && bad[lines - 1] && $0 ~ /^[ #]/) bad[lines] = 1
    else if ($0 ~ /^1\.\.[0-9]+/) planned += substr($0, 4) + 0
}
END { print passed + 0, failed + 0, programs + 0 }
