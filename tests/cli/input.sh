# Inputs that are not what they should be: a message, the right exit code, the others still done.
. "$(dirname "$0")/lib.sh"

check "a file that is not there fails, and the others are done"
echo "A text." >a.md
run rubric convert -t text gone.md a.md
expect_status 3
expect_stdout "A text."
expect_stderr_contains "gone.md: error: no such file"
expect_stderr_contains "rubric: 1 of 2 documents failed"

check "a folder without documents fails with the formats there are, and the others are done"
mkdir empty
touch empty/picture.png
echo "A text." >a.md
run rubric convert -t text empty a.md
expect_status 3
expect_stdout "A text."
expect_stderr_matches "^empty: error: no documents in 'empty' \(formats: markdown, html, text"

check "a file without permission fails, and the others are done"
echo "secret" >locked.md
echo "A text." >a.md
chmod 000 locked.md
if [ "$(id -u)" != 0 ]; then
    run rubric convert -t text locked.md a.md
elif command -v setpriv >/dev/null; then # root may read anything, so be somebody else
    chmod 755 "$scratch" . && chmod 644 a.md
    cp "$program" "$scratch/as-nobody" && chmod 755 "$scratch/as-nobody"
    run setpriv --reuid 65534 --clear-groups "$scratch/as-nobody" convert -t text locked.md a.md
fi
expect_status 3
expect_stdout "A text."
expect_stderr_contains "locked.md: error: no permission"

check "a FIFO is not waited for"
mkfifo pipe.md
run rubric convert pipe.md
expect_status 3
expect_stderr "pipe.md: error: not a regular file; '-' reads from standard input"

check "an empty file is an empty document"
: >empty.md
: >empty.html
: >empty.txt
for file in empty.md empty.html empty.txt; do
    run rubric convert -t text "$file"
    expect_status 0
    expect_stdout ""
    expect_stderr ""
done

check "files of one byte are documents"
for byte in a '<' '\0' '\377' '#' '-' '\n'; do
    for extension in md html txt; do
        printf "$byte" >"one.$extension"
        run rubric convert "one.$extension"
        expect_status 0
    done
done

check "NUL bytes do no harm"
printf 'one\0two\n\nthree\n' >nul.md
run rubric convert -t text nul.md
expect_status 0
expect_stdout_contains "three"

check "a file that nothing is known of and that looks binary asks for --from"
printf 'GIF89a\0\0\1\0' >picture
run rubric convert picture
expect_status 3
expect_stderr "picture: error: cannot tell its format; say it with --from"
run rubric convert -f text picture
expect_status 0

check "UTF-16 with a mark is read, in either byte order"
printf '\377\376H\0\344\0l\0l\0o\0' >little.txt
printf '\376\377\0H\0\344\0l\0l\0o' >big.txt
for file in little.txt big.txt; do
    run rubric convert -t text "$file"
    expect_status 0
    expect_stdout "Hällo"
done

check "Latin-1 without a mark is read as windows-1252"
printf 'Caf\351 \200 5\n' >latin.txt
run rubric convert -t text latin.txt
expect_status 0
expect_stdout "Café € 5"

check "--charset overrides what bytes say"
printf 'C\345\256\n' >cyrillic.txt
run rubric convert -t text --charset iso-8859-5 cyrillic.txt
expect_status 0
expect_stdout "Cх"$'\u040e'

check "an unknown charset is refused by name"
echo text >a.txt
run rubric convert --charset klingon a.txt
expect_status 3
expect_stderr_contains "klingon"
run rubric convert --charset shift-jiss a.txt
expect_status 3
expect_stderr_contains "unknown charset 'shift-jiss'; did you mean 'shift-jis'?"

check "bytes that are not UTF-8 in the middle are replaced and reported with their place"
printf '\357\273\277Gr\303\274\303\237e an \377 alle\n' >broken.md
run rubric convert -t text broken.md
expect_status 0
expect_stdout "Grüße an "$'\ufffd'" alle"
expect_stderr_matches '^broken.md:1:[0-9]+: warning: '

check "a few broken bytes among UTF-8 without a mark are damage, not another encoding"
printf 'Gr\303\274\303\237e an \377 alle, \342\202\254\n' >broken.txt
run rubric convert -t text broken.txt
expect_status 0
expect_stdout "Grüße an "$'\ufffd'" alle, €"

check "pages in East Asian encodings are read as they declare"
printf '<meta charset=Shift_JIS><p>\223\372\226\173\214\352</p>' >sjis.html
printf '<meta charset=big5><p>\272\176\246\162</p>' >big5.html
printf '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><p>\272\272\327\326</p>' >gb.html
printf '<p>\033$BF|K\\\033(B</p>' >jis.html
printf '<?xml version="1.0" encoding="euc-kr"?><html><body><p>\307\321\261\333</p></body></html>' >kr.html
run rubric convert -t text sjis.html big5.html gb.html jis.html kr.html
expect_status 0
expect_stdout_contains "日本語"
expect_stdout_contains "漢字"
expect_stdout_contains "汉字"
expect_stdout_contains "日本"
expect_stdout_contains "한글"
expect_stderr ""

check "--charset takes every label of the standard"
printf '\306\374\313\334\n' >euc.txt
run rubric convert -t text --charset x-euc-jp euc.txt
expect_status 0
expect_stdout "日本"

check "what an East Asian encoding cannot hold is reported with its place in the bytes"
printf '<meta charset=Shift_JIS><p>\223\372 \375 \376</p>' >damaged.html
run rubric convert -t text damaged.html
expect_status 0
expect_stdout "日 "$'\ufffd'" "$'\ufffd'
expect_stderr_matches "2 places are not valid shift_jis, the first at byte 30; it reads as U\+FFFD"

check "bytes are believed before a declaration that they refute, and that is said"
printf '<meta charset=iso-8859-1><p>\303\204rger \303\274ber \303\226l im M\303\244rz</p>' >lie.html
run rubric convert -t text lie.html
expect_status 0
expect_stdout "Ärger über Öl im März"
expect_stderr_matches "warning: the charset is said to be windows-1252, but the bytes are read as utf-8"
printf '<meta charset=utf-8><p>caf\351 cr\350me br\373l\351e</p>' >lie.html
run rubric convert -t text lie.html
expect_status 0
expect_stdout "café crème brûlée"
expect_stderr_matches "warning: the charset is said to be utf-8, but the bytes are read as windows-1252"

check "a charset that nobody knows is said, with what was taken for it"
printf '<meta charset=x-nonsense><p>caf\351 cr\350me</p>' >odd.html
run rubric convert -t text odd.html
expect_status 0
expect_stdout "café crème"
expect_stderr_matches "warning: charset 'x-nonsense' is not known, so it is read as windows-1252"

check "front matter that is not YAML is an error with its place"
printf -- '---\ntitle: [open\n---\n\nThe body.\n' >bad.md
run rubric convert -t text bad.md
expect_status 3
expect_stdout ""
expect_stderr_matches "^bad.md:[23]:[0-9]+: error: front matter: .*option 'lenient'"
expect_stderr_matches '^ +\| *\^$'

check "read leniently it is reported with its place, and the body is read"
printf -- '---\ntitle: [open\n---\n\nThe body.\n' >bad.md
run rubric convert --from-option lenient -t text bad.md
expect_status 0
expect_stdout "The body."
expect_stderr_matches '^bad.md:[23]:[0-9]+: warning: .*\[front-matter\]$'
expect_stderr_matches '^ +\| *\^$'

check "--diagnostics=short leaves the line out, json is for programs, --quiet says nothing"
printf -- '---\ntitle: [open\n---\n\nThe body.\n' >bad.md
run rubric convert --from-option lenient --diagnostics=short bad.md
expect "[" "$(wc -l <"$err")" = 1 "]"
run rubric convert --from-option lenient --diagnostics json bad.md
expect_stderr_matches '^\{"file":"bad.md","level":"warning","message":".*","rule":"front-matter","line":[23],'
run rubric convert --from-option lenient --quiet bad.md
expect_status 0
expect_stderr ""

check "messages have colors only when asked for, away from a terminal"
printf -- '---\ntitle: [open\n---\n' >bad.md
run rubric convert bad.md
expect_stderr_lacks $'\033'
run rubric convert --color bad.md
expect_stderr_contains $'\033['

check "what stands in a file cannot steer a terminal"
printf -- '---\ntitle: [\033]0;owned\007\n---\n' >bad.md
run rubric convert bad.md
expect_stderr_lacks $'\033'

check "folders are walked in sorted order, without hidden files and without circles"
mkdir -p all/b/c
echo two >all/b/two.md
echo three >all/b/c/three.txt
echo one >all/a.md
echo hidden >all/.hidden.md
echo other >all/picture.png
ln -s .. all/b/up
run rubric convert -t text all
expect_status 0
expect_stdout "one

three

two"

check "standard input is read when no input is named, and as -"
run rubric convert -t text <<<'Some *text*'
expect_status 0
expect_stdout "Some *text*"
run rubric convert -f markdown -t text - <<<'Some *text*'
expect_status 0
expect_stdout "Some text"

check "standard input cannot be named twice"
run rubric convert - -
expect_status 2
expect_stderr_contains "standard input '-' is named more than once"

check "a file of 100 MB ends politely within its limits"
yes 'All work and no play makes Jack a dull boy.' | head -c 100000000 >big.txt
run rubric convert --limit-memory 64MiB -o big.md big.txt
expect_status 3
expect_stderr_contains "big.txt: error: the memory limit"
run rubric convert -t text -o big.md big.txt
expect "[" "$status" = 0 -o "$status" = 3 "]"
[ "$status" = 0 ] || expect_no_file big.md
expect "[" -z "$(find . -name '.*.tmp')" "]"
rm -f big.*

done_testing
