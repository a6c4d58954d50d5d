#!/usr/bin/env bash
# The scripts that the manual shows run as they stand, and so do the plugins of the tree.
. "$(dirname "$0")/lib.sh"

check "shout.lua changes the text of every heading"
cat >shout.lua <<'LUA'
local text = require "rubric.text"
return { heading = function(node) node:map_text(text.upper) end }
LUA
printf '# Straße *über*\n\nstays\n' >a.md
run rubric convert -s shout.lua a.md
expect_status 0
expect_stdout '# STRASSE *ÜBER*

stays'

check "secure_links.lua changes the address of every link"
cat >secure_links.lua <<'LUA'
return { link = function(node) node.url = node.url:gsub("^http:", "https:") end }
LUA
printf 'See [a](http://x.example/) and [b](ftp://y.example/).\n' >a.md
run rubric convert -s secure_links.lua a.md
expect_status 0
expect_stdout 'See [a](https://x.example/) and [b](ftp://y.example/).'

check "lead.lua is a summarizer in five lines, with an option"
cat >lead.lua <<'LUA'
return { name = "lead", version = "1.0", api = 1, options = { sentences = { type = "integer", default = 3 } },
  transform = function(document, options)
    local kept = {}
    for sentence in document:sentences() do
      kept[#kept + 1] = sentence:text()
      if #kept == options.sentences then break end
    end
    document.meta.summary = table.concat(kept, " ")
  end }
LUA
printf 'One is here. Two is here. Three is here.\n' >a.md
run rubric ./lead.lua --sentences 2 a.md
expect_status 0
expect_stdout_contains 'summary: One is here. Two is here.'
run rubric convert -s 'lead.lua{sentences=1}' -t json a.md
expect_stdout_contains '"summary":"One is here."'

check "companies.lua tags phrases from a file beside the script, whatever markup stands inside"
cat >companies.lua <<'LUA'
local phrases = require "rubric.phrases"
return { name = "companies", version = "1.0", api = 1,
  prepare = function() return phrases.compile(require("rubric").data("companies.txt")) end,
  transform = function(document, options, context)
    for hit in context.shared:scan(document, { except = "code, link" }) do document:tag(hit, "company") end
  end }
LUA
printf 'Harbour Mutual\nVeles Re\n' >companies.txt
# shellcheck disable=SC2016 # the backticks are Markdown
printf 'Harbour *Mutual*, `Veles Re` and Veles Re.\n' >a.md
run rubric ./companies.lua --json a.md
expect_status 0
expect_stdout_contains '"label":"company","text":"Harbour Mutual","begin":0,"end":14'
expect_stdout_contains '"text":"Veles Re","begin":29,"end":37'

check "chunks.lua emits pieces with their heading path"
cat >chunks.lua <<'LUA'
return function(document, options, context)
  for section in document:sections() do
    for chunk in section:chunks{ words = options.words or 500 } do
      context:emit{ path = section:path(), text = chunk:text(), first = chunk.first, last = chunk.last }
    end
  end
end
LUA
printf '# A\n\none two\n\n## B\n\nthree\n' >a.md
run rubric ./chunks.lua a.md
expect_status 0
expect_stdout_contains '"path":["A"]'
expect_stdout_contains '"path":["A","B"]'
expect_stdout_contains '"text":"B\n\nthree"'

check "gemtext.lua is a writer"
cat >gemtext.lua <<'LUA'
return { name = "gemtext", version = "1.0", api = 1, writer = {
  extensions = { "gmi" }, extends = "text",
  heading = function(node, out) out:line(("#"):rep(math.min(node.level, 3)), " ", node:text()) end,
  item = function(node, out) out:line("* ", node:text()); out:children(node) end,
  code_block = function(node, out) out:line("```"); out:raw(node.literal); out:line("```") end,
} }
LUA
printf '#### Deep\n\npara *one*\n\n```\ncode\n```\n' >a.md
run rubric convert -t ./gemtext.lua a.md
expect_status 0
expect_stdout_contains '### Deep'
expect_stdout_contains 'para one'
expect_stdout_contains 'code'

check "the gemtext plugin of the tree writes links as lines"
printf '# A\n\nSee [b](http://c).\n\n- d\n' >a.md
run rubric convert -t "$root/plugins/gemtext.lua" a.md
expect_status 0
expect_stdout_contains '=> http://c b'
expect_stdout_contains '* d'

done_testing
