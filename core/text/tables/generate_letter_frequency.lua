-- SPDX-License-Identifier: MIT
-- Writes letter_frequency.c: how rare the letters of a language are, for guessing encodings.
--
-- Run by hand in this folder: lua5.4 generate_letter_frequency.lua > letter_frequency.c
-- origin: made by hand for rubric. Alphabets carry rounded shares from general knowledge of each
--   language (for Latin alphabets: of the letters outside of ASCII only, with quotes where usual); characters of Chinese,
--   Japanese and Korean stand in about the order in which they are learnt as frequent.
-- licence: MIT, as the rest of the tree

-- Letters with their weights.
local alphabets = {
  en = "’50 “15 ”15 –10 —4 …3 ‘3 é5 £4 €1 •1 è1 ñ1 ö1 ü1",
  de = "ä56 ö30 ü65 ß30 é1 „8 “8 –6",
  fr = "é190 è35 ê25 à50 â6 ç9 î5 ï1 ô6 ù6 û5 ë1 œ2 ’90 «8 »8",
  es = "ó80 í70 á50 é43 ñ31 ú17 ü1",
  ca = "à40 è25 é35 í25 ï5 ò25 ó40 ú10 ü2 ç8 ·8",
  pt = "ã70 ç55 é45 á45 í35 ó30 ê35 õ20 ú15 â12 à12 ô6 ü1",
  it = "è45 à42 ù16 ò16 ì11 é8 ó1 ’70 “6 ”6",
  nl = "ë60 é40 ï25 ö10 ü8 è8 ê3 ó4 á2 ç1 ’40 ‘25",
  sv = "ä180 å134 ö130 é6 ü1",
  da = "å100 æ90 ø90 é5 ö2 ä1",
  fi = "ä360 ö44 å2 é1",
  is = "á180 ð170 í157 ó99 é65 ö77 ú61 ý23 þ87 æ87",
  pl = "ł209 ą99 ę103 ó85 ś66 ż70 ć40 ń20 ź7",
  cs = "á220 í316 ě165 ř121 č95 š81 ž99 é133 ý107 ů69 ú10 ň8 ť4 ď2 ó3",
  sk = "á180 í110 ý90 é85 č100 š82 ž74 ú85 ť55 ľ35 ô15 ň12 ď10 ä6 ó6 ĺ1 ŕ1",
  hu = "é320 á340 ö110 ő95 ó105 ü60 í62 ú26 ű18",
  ro = "ă200 î105 ș110 ț105 ş110 ţ105 â65",
  hr = "č110 š100 ž60 ć85 đ20",
  tr = "ı511 ü185 ş178 ç116 ğ113 ö78 â3 î1 û1",
  lt = "ė160 ų120 š120 į60 ž95 ą70 ū45 č45 ę25",
  lv = "ā390 ī170 ē160 š90 ū70 ņ60 ļ55 ž25 č10 ģ8 ķ10",
  et = "ä105 õ95 ü75 ö30 š1 ž1",
  ru = "о110 е85 а80 и74 н67 т63 с55 р47 в45 л43 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 "
    .. "ч14 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ф3 ъ1 ё1",
  uk = "о94 а83 н68 и61 і57 в54 т53 е50 р45 с42 к37 у34 д34 л36 м30 п30 я25 з23 ь18 г16 б17 "
    .. "ч14 й14 х12 ц8 ю8 ж9 ї6 є6 ш7 щ5 ф4 ґ1",
  bg = "а118 и90 о88 е84 т77 н67 р52 с50 в43 л37 д33 к31 п28 м26 я21 г17 з22 у15 ъ19 б15 ч14 "
    .. "й7 ж9 ц8 щ6 ш4 х6 ю1 ф3",
  sr = "а115 и97 о90 е88 н55 р53 с48 т43 у43 д37 к35 в37 л34 м37 п29 ј50 з17 г17 б15 ч10 ш10 "
    .. "ц8 ж6 њ7 љ5 х6 ћ6 ф3 ђ2 џ1",
  el = "α100 ο78 ι70 ε67 τ85 σ43 ς43 ν72 η43 υ38 ρ49 π45 κ43 μ38 λ33 ω18 δ20 γ20 χ13 θ13 φ10 "
    .. "β8 ξ5 ζ4 ψ2 ά20 έ20 ή16 ί27 ό21 ύ12 ώ9 ϊ1 ϋ1 ΐ1",
  he = "י110 ה109 ו104 ל74 א63 ר56 ת50 ב47 מ46 ם26 ש44 נ29 ן14 ע32 ד26 ק21 ח25 כ27 ך8 פ17 ף3 "
    .. "ט12 ס15 ג12 ז13 צ12 ץ1",
  ar = "ا125 ل118 ي65 م63 و59 ن58 ر50 ت50 ب39 ه30 ة28 ع35 د32 س28 ف27 ق23 ك20 ح20 أ22 ج13 ش11 "
    .. "ص10 ى10 خ9 إ10 ط9 ض6 ز6 ذ8 ئ3 ء4 ث5 غ4 ظ2 ؤ1 آ1 ،9 ؟1 ـ1 ً2",
  fa = "ا140 ي95 ر68 د66 ن65 ه58 م52 ت50 و50 س32 ش30 ب39 ز22 ک30 ك30 گ11 ل30 ع13 خ14 ف14 ق10 ح11 "
    .. "پ9 چ4 ژ1 ج11 آ11 ط6 ص7 ض4 غ3 ذ2 ث2 ظ2 ئ3 أ1 ء1 ،9 ‌25 ؟1",
  th = "า88 น67 ร69 อ59 ก55 เ47 ง45 ่46 ั35 ย34 ว36 ล38 ม38 ท33 ี32 ต31 ส30 ด28 ้37 ค28 ิ34 "
    .. "บ24 ป23 พ16 แ19 ะ20 ห23 ข19 ไ16 จ20 ช16 ใ13 ื15 ็11 ำ10 โ12 ุ15 ู12 ์12 ซ6 ถ9 ธ6 ผ8 ณ7 ญ4 "
    .. "ศ6 ษ5 ภ6 ฟ3 ึ7 ๆ2 ฯ1 ฐ2 ฉ2 ฝ1 ฏ1 ฎ1",
}

-- Characters in order of how frequent they are.
local rankings = {
  zh_hans = "，的。一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自"
    .. "之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理"
    .. "心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间"
    .. "由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世"
    .. "位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神"
    .. "总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决"
    .. "治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该"
    .. "交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔令台组织团党织林石京满级转集周改流始究"
    .. "息息士候众历落亲极热历史节查越调包请找早足收影响备校推近护照夫办球站往视谈怕断选村喜晚标具青"
    .. "州县银商店线根单连服议号价音支写农除江河深般技术参八九六七百千零费环境保障居未首称评负责整房"
    .. "局城市研究续增际经验供需持病医院、；：！？“”《》（）",
  zh_hant = "，的。一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自"
    .. "之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理"
    .. "心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間"
    .. "由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世"
    .. "位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神"
    .. "總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決"
    .. "治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該"
    .. "交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運筆令台組織團黨林石京滿級轉集周改流始究息"
    .. "士眾歷落親極熱史節查越調包請找早足收影響備校推近護照夫辦球站往視談怕斷選村喜晚標具青州縣銀商"
    .. "店線根單連服議號價音支寫農除江河深般技參八九六七百千費環境障居未首稱評負責整房局城研續增際驗"
    .. "供需持病醫灣臺您裡週啦嗎吧呢、；：！？「」《》（）",
  ja = "の、い。にるとしはをがてたなでっかれらりもさうこあまきくすけどんせだよわえそやおめみつちろほ"
    .. "ンーょじゃばスルイトラリッアド゛クシプレジコタテフバマム・グカサキメニュロパビデブエオダハ"
    .. "ナウチェポミモゲずべごびゅ「」ねげざぎむへぶひふゆぐ日一国会人年大十二本中長出三同時政事自行社"
    .. "見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実"
    .. "円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七"
    .. "成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百"
    .. "派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集"
    .. "在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙"
    .. "果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空"
    .. "職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足",
  ko = "이다는의가을에고하지은기사도를로자인시한리대어서나아정일부해들수스그제전과라만보원주장여상구"
    .. "있안소게공면조트동까선우거생무비진성와적국유미니연개회신내관위방중교년발계경화오세당용터되문물"
    .. "각마모실재분치때말며할으결요야명양체업후초출야데외했것던산르식행금건바저단학법천입반민래없양표"
    .. "울강최현남더본같람하프드레음간심차특통권작영호노파였많불직난된월가러예임등김박길두집키매포타크"
    .. "린알및너살운목버합망복설온속종투즈려네희려토족력감변점였노달손늘순않못습처즉활상받판확별목",
}

-- What is not named has this share of all; of what is named, the n-th has 1 / (n + FLATTEN).
local FLATTEN = 20
local UNIT = 8 -- a cost is in eighths of a bit

local function cost(share) return math.min(255, math.floor(-math.log(share, 2) * UNIT + 0.5)) end

local function alphabet_costs(text)
  local weights, sum = {}, 0
  for letter, weight in text:gmatch "(%D+)(%d+)%s*" do
    local code_point = utf8.codepoint(letter)
    assert(utf8.len(letter) == 1 and not weights[code_point], letter)
    weights[code_point] = tonumber(weight)
    sum = sum + tonumber(weight)
  end
  local costs = {}
  for code_point, weight in pairs(weights) do costs[code_point] = cost(weight / sum) end
  return costs
end

local function ranking_costs(text)
  local ranks, count, sum = {}, 0, 0
  for _, code_point in utf8.codes(text) do
    if not ranks[code_point] then
      count = count + 1
      ranks[code_point] = count
      sum = sum + 1 / (count + FLATTEN)
    end
  end
  local costs = {}
  for code_point, rank in pairs(ranks) do costs[code_point] = cost(0.8 / (rank + FLATTEN) / sum) end
  return costs
end

local function sorted_keys(table_)
  local keys = {}
  for key in pairs(table_) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local profiles = {}
for name, text in pairs(alphabets) do profiles[name] = alphabet_costs(text) end
for name, text in pairs(rankings) do profiles[name] = ranking_costs(text) end

print "// SPDX-License-Identifier: MIT"
print "// Generated by generate_letter_frequency.lua from shares given there; do not edit."
print "// origin: made by hand for rubric"
print "// licence: MIT"
print '#include "letter_frequency.h"\n'
local names = sorted_keys(profiles)
for _, name in ipairs(names) do
  print(("static const rubric_letter_cost %s[] = {"):format(name))
  local line = "   "
  for _, code_point in ipairs(sorted_keys(profiles[name])) do
    local cell = (" {0x%04X, %d},"):format(code_point, profiles[name][code_point])
    if #line + #cell > 100 then
      print(line)
      line = "   "
    end
    line = line .. cell
  end
  print(line .. "\n};\n")
end
print "#define PROFILE(letters) {letters, sizeof letters / sizeof *letters}\n"
print "const rubric_profile rubric_profiles[] = {"
for _, name in ipairs(names) do
  print(("    [RUBRIC_PROFILE_%s] = PROFILE(%s),"):format(name:upper(), name))
end
print "};"
