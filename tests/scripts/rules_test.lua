local rubric, rules, test = require "rubric", require "rubric.rules", require "rubric.test"

local function run(yaml, markdown, lang)
  local document <close> = assert(rubric.read(markdown, "markdown"))
  document.meta.lang = lang
  rules.run(assert(rules.read(yaml)), document)
  local found = {}
  for _, layer in ipairs(document:layers()) do
    for span in document:spans(layer) do found[#found + 1] = layer .. "/" .. span.label .. ":" .. span:text() end
  end
  return found
end

local function message(yaml)
  local set, text = rules.read(yaml, "r.yaml")
  test.falsy(set)
  return text
end

test("phrases are found across markup and become spans of the layer", function()
  test.equal(run("rules: [{phrases: [United Nations], label: body, layer: entity}]", "the United *Nations* met"), { "entity/body:United Nations" })
end)

test("data of a phrase goes to its span", function()
  local document <close> = assert(rubric.read("the UN met", "markdown"))
  rules.run(assert(rules.read("rules: [{phrases: [{text: UN, data: {wikidata: Q1}}], label: body}]")), document)
  for span in document:spans("tag") do test.equal(span.data.wikidata, "Q1") end
end)

test("a set stands for each of its entries", function()
  test.equal(run('sets: {months: [May, June]}\nrules: [{phrases: ["{months} 2024"], label: date}]', "in June 2024"), { "tag/date:June 2024" })
end)

test("a pattern is a Lua pattern over the text of a block", function()
  test.equal(run("rules: [{pattern: '%d%d%d%d%-%d%d', label: date}]", "on 2024-03 x"), { "tag/date:2024-03" })
  test.equal(run([[rules: [{regex: '\b\d{4}-\d\d\b', label: date}] ]], "on 2024-03 or 12024-03 x"), { "tag/date:2024-03" })
end)

test("scope and except choose where", function()
  test.equal(run("rules: [{phrases: [cat], scope: heading, label: x}]", "# cat\n\ncat\n"), { "tag/x:cat" })
  test.equal(run("rules: [{phrases: [cat], except: code, label: x}]", "cat `cat`"), { "tag/x:cat" })
  test.equal(run("rules: [{pattern: cat, except: code, label: x}]", "cat `cat`"), { "tag/x:cat" })
end)

test("a rule of another language is silent", function()
  test.equal(run("rules: [{phrases: [cat], lang: fr, label: x}]", "cat", "en"), {})
  test.equal(#run("rules: [{phrases: [cat], lang: [fr, en], label: x}]", "cat", "en"), 1)
end)

test("a rule that is off is silent, its mistakes are told", function()
  test.equal(run("rules: [{phrases: [cat], enabled: false}]", "cat"), {})
end)

test("the policy of a layer settles overlaps", function()
  local two = "rules: [{phrases: [New York], label: a, layer: e, score: 1}, {phrases: [York], label: b, layer: e, score: 2}]\npolicy: {e: %s}"
  test.equal(run(two:format("longest"), "New York"), { "e/a:New York" })
  test.equal(run(two:format("score"), "New York"), { "e/b:York" })
  test.equal(#run(two:format("all"), "New York"), 2)
end)

test("a substitution tells what to write", function()
  local document <close> = assert(rubric.read("we utilize it", "markdown"))
  rules.run(assert(rules.read("rules: [{id: plain, substitute: {utilize: use}}]")), document)
  for span in document:spans("tag") do test.equal({ span.rule, span.data.fix }, { "plain", "use" }) end
end)

test("Lua tables are rules too", function()
  local document <close> = assert(rubric.read("a cat", "markdown"))
  test.equal(rules.run(rules.compile { { phrases = { "cat" }, label = "x" } }, document), 1)
  test.error(function() rules.compile { { phrase = { "cat" } } } end, "did you mean 'phrases'")
end)

test("a wrong key is told with its place and the nearest one", function()
  test.equal(message("rules:\n  - id: a\n    phrsaes: [x]\n"), "r.yaml:3:5: a rule has no key 'phrsaes'; did you mean 'phrases'?")
end)

test("what is not there yet says so", function()
  test.equal(message("rules:\n  - phrases: [x]\n  - tokens: '[a]'\n"), "r.yaml:3:5: 'tokens' is not there yet")
end)

test("other mistakes are told with their place", function()
  test.match(message("rules:\n  - id: a\n"), "^r.yaml:2:5: a rule needs one of")
  test.match(message("rules:\n  - phrases: x\n"), "^r.yaml:2:5: 'phrases' is a list, not a string")
  test.match(message("rules:\n  - phrases: [x]\n    fold: smrat\n"), "^r.yaml:3:5: 'smrat' is no fold; did you mean 'smart'")
  test.match(message("rules:\n  - phrases: ['{months}']\n"), "there is no set 'months'")
  test.match(message("rules:\n  - regex: 'a(b'\n"), "column 4: .*missing closing parenthesis")
  test.match(message("rules:\n  - phrases: [x]\n    pattern: x\n"), "one of 'phrases' and 'pattern'")
  test.match(message("rules: [\n"), "^r.yaml:%d+:%d+: ")
  test.match(message("ruels: []\n"), "^r.yaml:1:1: a file of rules has no key 'ruels'; did you mean 'rules'")
  test.match(message("policy: {tag: longst}\n"), "did you mean 'longest'")
end)

test("an empty file has no rules", function()
  test.equal(run("", "cat"), {})
end)

test.finish()
