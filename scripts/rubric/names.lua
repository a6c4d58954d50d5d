--- People, places and organizations in text with Latin letters, by lists, titles, endings and what
-- stands around a run of capitalised words. No model: what nothing speaks for stays unnamed.

local text = require "rubric.text"

local M = {}

local function set(words)
  local entries = {}
  for word in words:gmatch("%S+") do entries[word] = true end
  return entries
end

-- Words before a person's name; they are no part of it.
local TITLES = set [[
    Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Dame Lord Lady Madam President
    Vice-President Vice Prime Minister Premier Chancellor Foreign Finance Defence Defense Interior
    Secretary Senator Sen Sen. Rep Rep. Representative Congressman Congresswoman Governor Gov Gov. Mayor
    General Gen Gen. Colonel Col Col. Major Maj. Captain Capt Capt. Lieutenant Lt Lt. Sergeant Sgt Sgt.
    Admiral Judge Justice King Queen Prince Princess Pope Father Sister Bishop Archbishop Cardinal Rabbi
    Imam Sheikh Ayatollah Prophet Saint CEO Chairman Chairwoman Director Coach Officer Detective
    Inspector Attorney Ambassador Herr Frau Monsieur Madame Señor Señora Dott. Chief Former Deputy
    Acting
  ]]
local OFFICES = set [[
    President Prime Minister Premier Chancellor Foreign Finance Defence Defense Interior Secretary Vice
    Chief Deputy Former Acting Attorney General
  ]]

local SPLITTERS = set [[
    Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. President Prime Minister Chancellor Senator Governor Mayor Secretary
    Judge Captain Colonel Sergeant Professor Congressman Ambassador
  ]] -- with these a name begins, whatever stands before

-- Last words of the names of organizations, and first ones of "… of X".
local ORGANIZATION_ENDS = set [[
    Inc Inc. Ltd Ltd. LLC Corp Corp. Corporation Co Co. Company Companies PLC plc GmbH AG SA Group
    Holdings Partners Associates Federation Union Association Organization Organisation Committee
    Commission Council Agency Authority Ministry Department Bureau Office University College Institute
    School Academy Party Bank Mutual Insurance Re Fund Foundation Trust Society Club League Team Army
    Navy Police Court Congress Parliament Senate Assembly Board Alliance Coalition Front Movement
    Brigade Brigades Corps Guard Force Forces Marines Service Services Systems Technologies Technology
    Solutions Software Networks Network Media News Times Post Journal Herald Tribune Gazette Press
    Magazine Radio Television TV Records Studios Pictures Entertainment Airlines Airways Motors
    Industries Laboratories Labs Pharmaceuticals Energy Oil Electric Telecom Communications Hospital
    Clinic Church Center Centre Museum Library Orchestra Band Restaurant FC United Rangers Giants
    Yankees Lakers Administration Government Initiative Network
  ]]
local ORGANIZATION_STARTS = set [[
    University Ministry Department Bank Bureau Institute College Federation Union Association
    Organization Organisation Council Church Academy Court House Board Society Office School Chamber
    Confederation Party Committee Commission League Embassy
  ]]

-- Last and first words of the names of places.
local PLACE_ENDS = set [[
    River Lake Sea Ocean Bay Gulf Strait Straits Channel Canal Island Islands Isle Peninsula Mountain
    Mountains Mount Hill Hills Valley Desert Forest Beach Coast County Province District Region State
    Republic Kingdom City Town Village Street St Road Rd Avenue Ave Blvd Boulevard Lane Square Park
    Gardens Bridge Airport Station Stadium Hotel Building Tower Falls Creek Heights Springs Harbor
    Harbour Port Chowk Nagar Plaza Mall Camp Base
  ]]
local PLACE_STARTS = set [[
    Lake Mount Mt Mt. Port Fort Cape San Santa Santo Saint St St. Los Las El Rio Gulf Republic Kingdom State City Island Isle Bay Sea Strait
    Province New North South East West
  ]]
local PLACE_OF = set "Gulf Republic Kingdom State City Island Isle Bay Sea Strait Province"

-- Last words of names that are none of the three.
local OTHER_ENDS = set [[
    Accord Convention Treaty Agreement Protocol Act Law Code War Wars Day Week Month Festival Cup Games
    Prize Award Awards Championship Conference Summit Amendment Bible Revolution Project Program
    Programme Plan Report Edition Version Series Show Movie Christmas Easter Ramadan Thanksgiving Bill
    Constitution Declaration Theory Model System Method Problem Test Phase Chapter Section Figure Table
    Part Volume Page Strategy Policy Deal Crisis Age Era Century
  ]]

local CALENDAR = set [[
    January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue
    Tues Wed Thu Thur Fri Sat Sun Jan. Feb. Aug. Sept. Oct. Nov. Dec.
  ]]

-- Capitalised words that are no names: nationalities, languages, faiths, and what is shouted.
local NO_NAMES = set [[
    I I'm I'll I've I'd American British English French German Italian Spanish Portuguese Dutch Russian
    Chinese Japanese Korean Indian Pakistani Iraqi Iranian Israeli Palestinian Arab Arabic Muslim
    Muslims Islamic Islam Christian Christians Christianity Jewish Jews Jew Hindu Buddhist Catholic
    Catholics Protestant Shiite Shia Sunni Sunnis European African Asian Mexican Canadian Australian
    Turkish Syrian Egyptian Saudi Afghan Cuban Latin Greek Roman Polish Swedish Swiss Irish Scottish
    Welsh Iraqis Americans Israelis Palestinians Arabs Kurdish Kurds Kurd Lebanese Iranians Indians
    Germans Russians Argentinian Brazilian God Lord Internet Web Republican Democrat Democratic
    Republicans Democrats Mr Mrs Ms Dr OK Ok TV CD DVD PC USB PDF FAQ CEO CFO PM AM LOL OMG WTF RT FYI
    ASAP DIY GPS HIV AIDS DNA IQ ID IP IT HR PR VP PhD BBQ ATM SUV RV UFO Q A B C D E F G H J K L M N O
    P R S T U V W X Y Z II III IV VI VII VIII IX XI XII Note Re Fwd Subject Attachment Cc Thanks Thank
    Hi Hello Hey Dear Yes No Please Sincerely Regards Best Well Oh Wow Great Good Happy New Sorry
    Facebook Twitter Photo Video Image Source Read More See Also
  ]]

local PLACE_BEFORE = set "in at from to near into toward towards outside across around throughout visit visited visiting inside via"
local PERSON_AFTER = set [[
    said says told asked added argued replied wrote explained warned noted insisted thinks believes
    claimed who whose tweeted joked admitted confirmed
  ]]
local PERSON_BEFORE = set "said says by told asked with thanks hi hello dear hey"
local JOINERS = set "of the and for & de la le du des del da di von van der den bin al el y"

-- Marks behind which a capital says nothing.
local STARTERS = set ". ! ? : ; \" “ ” • * … - –"

local function is_capital(word) return word:find("^%u") ~= nil or word:find("^\195[\128-\158]") ~= nil end

local function is_acronym(word) return #word >= 2 and #word <= 6 and word:find("^%u[%u%d&]*%u$") ~= nil end

local function is_abbreviation(word)
  local stopped = word .. "."
  return #word == 1 and is_capital(word) or TITLES[stopped] or CALENDAR[stopped] or ORGANIZATION_ENDS[stopped]
end

-- What is known of a form, once each.
local function form_of(terms, word, class)
  local form = terms.forms[word]
  if form then return form end
  local bare = word:gsub("'s$", ""):gsub("’s$", "")
  form = { bare = bare, is_word = class == "word", is_possessive = #bare < #word }
  form.is_capital = form.is_word and is_capital(word)
  if form.is_word and not form.is_capital then terms.lower[word] = true end
  if form.is_capital then
    form.lower = text.lower(bare)
    form.is_stop = text.is_stopword(bare, terms.options)
  end
  terms.forms[word] = form
  return form
end

-- A token with what later questions need; abbreviations keep their stop.
local function read_tokens(content, terms)
  local tokens, previous = {}, nil
  local found = text.analyze(content)
  for at, piece in ipairs(found.text) do
    local first, last = found.first[at], found.last[at]
    if piece == "." and previous and previous.last + 1 == first and is_abbreviation(previous.text) then
      previous.text, previous.last = previous.text .. ".", last
    else
      local form = form_of(terms, piece, found.class[at])
      previous = {
        text = piece, first = first, last = last, starts = previous == nil or STARTERS[previous.text] or false,
        bare = form.bare, is_capital = form.is_capital, is_possessive = form.is_possessive,
        is_word = form.is_word, is_stop = form.is_stop, lower = form.lower or piece,
      }
      tokens[#tokens + 1] = previous
    end
  end
  return tokens
end

-- Blocks in capitals throughout, or with a capital on each word, say nothing by their capitals.
local function is_shouted(tokens)
  local words, capitals = 0, 0
  for _, token in ipairs(tokens) do
    if token.is_word and #token.text > 3 then
      words = words + 1
      if token.is_capital then capitals = capitals + 1 end
    end
  end
  return words >= 4 and capitals / words > 0.8
end

-- Where phrases of a set begin in a text: last byte by first.
local function index_hits(phrases, content)
  local hits = {}
  for hit in phrases:scan(content) do hits[hit.first] = hit.last end
  return hits
end

-- The end of the run of capitalised words that begins at a token.
local function run_end(tokens, from)
  local last, at = from, from + 1
  while tokens[at] do
    local token, before = tokens[at], tokens[at - 1]
    if before.is_possessive then break end
    if token.is_word and token.is_capital and not CALENDAR[token.text] then
      last = at
    elseif token.text == "-" and tokens[at + 1] and tokens[at + 1].is_capital and tokens[at + 1].first == before.last + 2 then
      last = at -- a hyphen inside a name
    elseif not JOINERS[token.text] or token.text == "and" or not (tokens[at + 1] and (tokens[at + 1].is_capital or JOINERS[tokens[at + 1].text])) then
      break
    end
    at = at + 1
  end
  return last
end

local function common(token, terms)
  return token.is_stop or terms.lower[token.lower] or #token.bare == 1
end

-- Takes words off the start of a run that are capitalised only because a sentence begins.
local function strip_start(tokens, from, to, terms)
  while from <= to do
    local token = tokens[from]
    local is_common = token.is_stop or token.starts and from < to and terms.lower[token.lower]
    if TITLES[token.text] or not (is_common or JOINERS[token.text] or CALENDAR[token.text]) then return from end
    from = from + 1
  end
  return from
end

-- A run splits at "of", "for", "the" where neither side asks for the other.
local function joint(tokens, from, to)
  for at = from, to do
    local word = tokens[at].text
    if (word == "of" or word == "for" or word == "the" or word == "&") and at > from then
      local head, before = tokens[from].bare, tokens[at - 1].bare
      local is_organization = ORGANIZATION_STARTS[head] or ORGANIZATION_STARTS[before] or ORGANIZATION_ENDS[before]
      if not (is_organization or PLACE_OF[before] or word == "&" or OTHER_ENDS[before]) then return at end
    end
  end
end

local function new_run(tokens, from, to, content)
  local first, last = tokens[from].first, tokens[to].last
  local run = { tokens = tokens, from = from, to = to, first = first, last = last }
  run.text = content:sub(first, last):gsub("'s$", ""):gsub("’s$", "")
  run.last = first + #run.text - 1
  run.head, run.tail = tokens[from].bare, tokens[to].bare
  run.size = to - from + 1
  return run
end

-- By what the run itself says: its label, or "other" for a name that is none of ours.
local function label_by_form(run, lists)
  local head, tail = run.head, run.tail
  local place, given = lists.places[run.first], lists.given[run.first]
  if lists.organizations[run.first] == run.last then return "organization" end
  if place == run.last then return "location" end
  if OTHER_ENDS[tail] then return "other" end
  if run.size > 1 and ORGANIZATION_ENDS[tail] then return "organization" end
  for at = run.from, run.to - 1 do
    local word = run.tokens[at].bare
    if run.tokens[at + 1].text == "of" or run.tokens[at + 1].text == "for" then
      if PLACE_OF[word] and at == run.from then return "location" end
      if ORGANIZATION_STARTS[word] or ORGANIZATION_ENDS[word] then return "organization" end
      if OTHER_ENDS[word] then return "other" end
    end
  end
  if run.size > 1 and PLACE_ENDS[tail] then return "location" end
  if given and run.size <= 4 then return "person" end
  if run.size > 1 and run.size <= 3 and PLACE_STARTS[head] then return "location" end
end

-- By what stands around it.
local function label_by_company(run, tokens, terms)
  local before, after = tokens[run.from - 1], tokens[run.to + 1]
  local previous = before and text.lower(before.text) or ""
  local is_last_known = terms.people[run.text]
  if is_last_known then return is_last_known end
  if after and PERSON_AFTER[after.text] and run.size <= 3 and not is_acronym(run.tail) then return "person" end
  if run.size <= 3 and PLACE_BEFORE[previous] and not is_acronym(run.tail) and not common(tokens[run.from], terms) then return "location" end
  if run.size == 1 and is_acronym(run.tail) and not NO_NAMES[run.tail] and #run.tail >= 3 then return "organization" end
  if PERSON_BEFORE[previous] and run.size <= 3 and run.size > 1 then return "person" end
end

-- Two or three words that no sentence has in lower case, and nothing else to say: likely a person.
local function label_by_chance(run, tokens, terms)
  if run.size < 2 or run.size > 3 or run.shouted then return nil end
  for at = run.from, run.to do
    if NO_NAMES[tokens[at].bare] or common(tokens[at], terms) or not tokens[at].bare:find("^%u%l+$") and #tokens[at].bare > 2 then return nil end
  end
  return not tokens[run.from].starts and "person" or nil
end

-- The parts of names that later stand alone.
local function remember(terms, run, label)
  terms.people[run.text] = terms.people[run.text] or label
  if label == "person" and run.size > 1 then
    terms.people[run.tail] = terms.people[run.tail] or label
  elseif label == "location" and run.size > 2 and PLACE_OF[run.head] then
    terms.people[run.tail] = terms.people[run.tail] or label
  end
end

-- Skips the titles before a name: index of the first word behind them, and whether there were any.
local function behind_titles(tokens, from, to)
  local at = from
  while at <= to and TITLES[tokens[at].text] do at = at + 1 end
  return at, at > from
end

local function add(found, run, label)
  found[#found + 1] = { first = run.first, last = run.last, label = label, text = run.text, run = run }
end

-- Where a title stands inside a run: what is before it is a name of its own.
local function title_inside(tokens, from, to)
  for at = from + 1, to - 1 do
    if SPLITTERS[tokens[at].text] and not TITLES[tokens[at - 1].text] then return at end
  end
end

local function judge_run(state, from, to)
  local tokens, terms = state.tokens, state.terms
  from = strip_start(tokens, from, to, terms)
  if from > to then return end
  local title = title_inside(tokens, from, to)
  if title then
    judge_run(state, from, title - 1)
    from = title
  end
  local split = joint(tokens, from, to)
  if split then
    judge_run(state, from, split - 1)
    local rest = split + 1
    while rest <= to and not tokens[rest].is_capital do rest = rest + 1 end
    if rest <= to then judge_run(state, rest, to) end
    return
  end
  local whole = new_run(tokens, from, to, state.content)
  local label = label_by_form(whole, state)
  if label == "organization" or label == "location" and whole.size == 1 then
    add(state.found, whole, label)
    remember(terms, whole, label)
    return
  end
  local start, has_title = behind_titles(tokens, from, to)
  if has_title and start > to then return end
  local run = start > from and new_run(tokens, start, to, state.content) or whole
  if has_title and run.size <= 4 and not OFFICES[run.head] then label = "person" end
  if start > from and not label then label = label_by_form(run, state) end
  local known = state.organizations[run.first] or state.places[run.first]
  if label == "other" and known and known < run.last then
    state.found[#state.found + 1] = {
      first = run.first, last = known, label = state.organizations[run.first] and "organization" or "location", text = state.content:sub(run.first, known),
    }
    return
  end
  if label == "other" then return end
  local is_single = run.size == 1 and (NO_NAMES[run.text] or CALENDAR[run.text])
  if is_single and label ~= "organization" then return end
  label = label or label_by_company(run, tokens, terms)
  run.shouted = state.shouted
  if not label and run.size == 1 and (tokens[from].starts or common(tokens[start], terms)) then
    state.open[#state.open + 1] = run
    return
  end
  label = label or label_by_chance(run, tokens, terms)
  if label then
    add(state.found, run, label)
    remember(terms, run, label)
  else
    state.open[#state.open + 1] = run
  end
end

--- What is known of a whole document, for `find`.
---@param lists table phrase sets given, places, organizations
---@param lang string code of the language, for its stop words
function M.new_terms(lists, lang)
  return { lists = lists, options = { language = lang }, lower = {}, people = {}, forms = {} }
end

--- The names in a text: list of {first, last, label, text}, and the runs that nothing was known of.
---@param content string
function M.find(content, terms)
  local state = { content = content, terms = terms, found = {}, open = {}, tokens = read_tokens(content, terms) }
  state.shouted = is_shouted(state.tokens)
  for name, phrases in pairs(terms.lists) do state[name] = index_hits(phrases, content) end
  local at = 1
  while at <= #state.tokens do
    local token = state.tokens[at]
    if token.is_capital and not CALENDAR[token.text] then
      local last = run_end(state.tokens, at)
      judge_run(state, at, last)
      at = last + 1
    else
      at = at + 1
    end
  end
  return state
end

--- What later text made known of runs that were open: names alone, and companions of known ones.
function M.settle(state)
  local by_token = {}
  for _, entity in ipairs(state.found) do
    if entity.run then by_token[entity.run.to] = entity.label end
  end
  for _, run in ipairs(state.open) do
    local label = state.terms.people[run.text]
    local joined = state.tokens[run.from - 1]
    if not label and joined and joined.text == "and" and run.size > 1 then label = by_token[run.from - 2] end
    if label then
      add(state.found, run, label)
    end
  end
  table.sort(state.found, function(a, b) return a.first < b.first end)
  return state.found
end

return M
