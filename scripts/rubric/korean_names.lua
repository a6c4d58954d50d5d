--- Dates, times and quantities in Korean by numbers and counters; places by a list; people by the
-- titles behind their names; organizations by their endings. Particles are no part of a name.

local text = require "rubric.text"

local M = {}

local KOREAN = { language = "ko" }

-- The word without its particles, as it is written: a stem is in lower case.
local function stem_of(word) return word:sub(1, #text.stem(word, KOREAN)) end

local function set(words)
  local entries = {}
  for word in words:gmatch("%S+") do entries[word] = true end
  return entries
end

-- Counters and what a number before them is. Longest first is by size in bytes.
local LABELS = {}
for label, units in pairs {
  date = "년 월 일 개월 년대 년도 세기 분기 주 주일 주년 개년 연도 달 월께 일께",
  time = "시 분 초 시간 시께 시쯤",
  quantity = [[
    명 개 점 위 원 달러 살 세 번 회 차 차례 대 권 장 편 배 층 곳 건 가지
    마리 팀 인 승 패 호 평 도 도시 국 개국 척 채 통 벌 켤레 병 잔 그루 송이
    자루 봉지 판 줄 쪽 페이지 면 종 종류 등 학년 반 조 급 단계 단 퍼센트 프로
    포인트 킬로미터 킬로그램 킬로 미터 센티미터 밀리미터 그램 톤 리터 헥타르 에이커
    마일 인치 유로 엔 위안 파운드 표 석 골 득점 안타 홈런 타점 이닝 경기 라운드
    게임 세트 위권 여명 km kg cm mm m2 m g % ℃ p kw mw gb
    mb tb 명분 세대 가구 개소 군데 부 회분 부작 회째 번째 개사 개교 개팀
    명당 선 강 연승 연패 관왕 집 과목 교시 매 박 끼 주먹 모금 모 입 명씩 개씩
  ]],
} do
  for unit in units:gmatch("%S+") do LABELS[unit] = label end
end
local LONGEST_UNIT = 15

local SCALE = set "만 억 천 백 조 십 여 몇 수"
local BEFORE = {
  date = { "지난 ", "오는 ", "매년 ", "올해 ", "지난해 ", "내년 ", "다음달 ", "지난달 ", "이달 ", "서기 ", "기원전 ", "같은 해 " },
  time = { "오전 ", "오후 ", "새벽 ", "밤 ", "낮 ", "저녁 ", "아침 ", "전반 ", "후반 " },
  quantity = { "제", "$" },
}
local AFTER = {
  date = { " 전", " 후", "전", "간", "째", "여간", "여", "대", " 만", " 간", "후", "말", "초", " 초", " 말" },
  time = { " 전", "전", "여", "간", "대", " 후", " 동안" },
  quantity = {},
}

-- Words that are a date or a time by themselves, without a particle.
local WORDS = {}
for label, list in pairs {
  date = [[
    이날 오늘 어제 내일 지난해 올해 내년 작년 전날 다음날 이달 이튿날 모레 그저께
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 하루 이틀 사흘 나흘 닷새 열흘
    나흘간 사흘간 이틀간 하루종일 주말 연말 연초 상반기 하반기 지난달 다음달 내달
    올여름 올겨울 올봄 올가을 최근 당시 현재 이번주 다음주 지난주 당일 매일 매년
    전년 올 봄 여름 가을 겨울 크리스마스 추석 설날 평일 휴일 금년
  ]],
  time = "오전 오후 새벽 밤 저녁 아침 정오 자정 한밤중 심야",
  quantity = [[하나 둘 셋 한명 두명 첫 첫번째 두번째 세번째 첫째 둘째 셋째 한번 두번 한개 두개 세개 한마디 절반 여섯 다섯 수십 수백 수천 수만]],
} do
  for word in list:gmatch("%S+") do WORDS[word] = label end
end
local NATIVE = set "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 스무 서너 두세 몇 첫"
local NATIVE_UNITS = set [[명 개 번 살 가지 마리 사람 달 시간 곳 대 권 장 편 배 팀 차례 해 쌍 벌 잔 병 주 분 채 척 시 번째 선수 청년 사람 딸 아들 아이 남자 여자 골 경기 작품 나라 건 판]]

local TITLES = set [[
    대표 의원 장관 감독 씨 기자 대통령 교수 총리 위원장 회장 사장 후보 시장 지사
    총재 부장 검사 판사 변호사 박사 선수 배우 작가 국장 차관 실장 소장 원장 총장
    이사장 대변인 비서관 부회장 부사장 전무 상무 팀장 코치 PD 아나운서 앵커 의장
    청장 군수 구청장 도지사 교육감 목사 스님 신부 추기경 교황 왕 여왕 전 대사
    본부장 센터장 연구원 사무총장 부총리 수석 경위 대령 소령 중령 대위 양 군 옹
    여사
  ]]
local ORGANIZATION_ENDS = {}
for ending in ([[
    당 대학교 대학 은행 협회 위원회 연합회 연맹 공사 공단 재단 연구원 연구소 법원
    검찰청 경찰청 경찰서 그룹 전자 중공업 자동차 신문 일보 방송 뉴스 병원 학교
    고등학교 초등학교 중학교 외교부 국방부 교육부 법무부 통일부 환경부 국토부 복지부
    노동부 재정부 증권 보험 카드 건설 항공 통신 텔레콤 노조 조합 국회 법인 학회
    센터 경찰 검찰 청와대 구단 시청 구청 도청 군청 의회 총국 협의회 시민연대 연대
    엔터테인먼트 기획 제작사
  ]]):gmatch("%S+") do ORGANIZATION_ENDS[#ORGANIZATION_ENDS + 1] = ending end
local NOT_ORGANIZATION = set [[
    마당 식당 성당 해당 일당 담당 상당 부당 정당 여당 야당 배당 할당 타당 강당
    황당 당당 적당 가당 사당 명당 서당 학교 병원 은행 대학 신문 방송 뉴스 자동차
    전자 보험 카드 건설 항공 통신 기획 연대 센터 재단 조합 의회 협회 그룹 노조
  ]]

-- The counter behind a number: its end and label. Blanks between are one at most.
local function unit_at(content, at)
  local from = content:sub(at, at) == " " and at + 1 or at
  for size = LONGEST_UNIT, 1, -1 do
    local unit = content:sub(from, from + size - 1)
    local label = #unit == size and (LABELS[unit] or LABELS[unit:lower()]) or nil
    if label and not (from > at and label == "quantity" and size <= 1) then return from + size, label end
  end
end

-- Behind the digits at `at`: scales like 만 and further digits, as in 744만4천82.
local function number_end(content, at)
  local ends = content:match("^%d[%d,.]*()", at)
  while content:sub(ends - 1, ends - 1):find("[,.]") do ends = ends - 1 end
  while SCALE[content:sub(ends, ends + 2)] do
    ends = ends + 3
    local more = content:match("^ ?%d[%d,]*()", ends)
    if more and SCALE[content:sub(more, more + 2)] or more and content:sub(ends, ends) ~= " " then ends = more end
  end
  local tilde = content:match("^[~∼-]%d[%d,.]*()", ends)
  return tilde or ends
end

local function with_before(content, first, label)
  for _, prefix in ipairs(BEFORE[label]) do
    local size = #prefix
    if first > size and content:sub(first - size, first - 1) == prefix then return first - size end
  end
  return first
end

local function with_after(content, last, label)
  for _, suffix in ipairs(AFTER[label]) do
    if content:sub(last + 1, last + #suffix) == suffix and not content:find("^[가-힣]", last + #suffix + 1) then return last + #suffix end
  end
  return last
end

local function add_number(found, content, at)
  local ends = number_end(content, at)
  local behind, label = unit_at(content, ends)
  local previous = found[#found]
  local first, last = at, (behind or ends) - 1
  label = label or "quantity"
  if label == "quantity" and not behind and content:find("^%a", ends) then return ends end
  first = with_before(content, first, label)
  last = with_after(content, last, label)
  local gap = previous and content:sub(previous.last + 1, first - 1)
  if previous and previous.label == label and label ~= "quantity" and (gap == " " or gap == "") then
    previous.last = last
    previous.text = content:sub(previous.first, last)
  elseif not previous or first > previous.last then
    found[#found + 1] = { first = first, last = last, label = label, text = content:sub(first, last) }
  end
  return last + 1
end

-- Numbers with counters: 9월 3일, 오후 8시 30분, 615만1천554표.
local function find_numbers(content)
  local found, at = {}, 1
  while true do
    local first = content:find("%d", at)
    if not first then return found end
    local before = first > 1 and content:sub(first - 1, first - 1) or " "
    if before:find("[%a._]") then
      at = content:match("^[%w._]+()", first)
    else
      at = math.max(first + 1, add_number(found, content, first))
    end
  end
end

-- Words that are dates, times or amounts without a digit.
local function find_words(content)
  local found, previous = {}, nil
  for piece, class, first, last in text.tokens(content) do
    local token = { text = piece, class = class, first = first, last = last }
    if class == "word" then
      local stem = stem_of(token.text)
      local word = WORDS[token.text] and token.text or WORDS[stem] and stem
      if not word and previous and NATIVE[previous.text] and previous.last + 2 == token.first then
        local unit = NATIVE_UNITS[token.text] and token.text or NATIVE_UNITS[stem] and stem
        if unit then found[#found + 1] = { first = previous.first, last = token.first + #unit - 1, label = unit == "시간" and "time" or "quantity" } end
      elseif word then
        found[#found + 1] = { first = token.first, last = token.first + #word - 1, label = WORDS[word] }
      end
    end
    previous = token
  end
  for _, entity in ipairs(found) do entity.text = content:sub(entity.first, entity.last) end
  return found
end

--- Dates, times and quantities: list of {first, last, label, text}.
function M.amounts(content)
  local numbers, list = find_numbers(content), {}
  local at = 1
  for _, entity in ipairs(find_words(content)) do
    while numbers[at] and numbers[at].last < entity.first do
      list[#list + 1] = numbers[at]
      at = at + 1
    end
    if not numbers[at] or numbers[at].first > entity.last then list[#list + 1] = entity end
  end
  for i = at, #numbers do list[#list + 1] = numbers[i] end
  return list
end

local function ends_as_organization(word)
  if NOT_ORGANIZATION[word] then return false end
  for _, ending in ipairs(ORGANIZATION_ENDS) do
    if #word > #ending + 2 and word:sub(-#ending) == ending or word == ending and #word > 6 then return true end
  end
  return false
end

local function label_of(token, stem, after, places)
  if places[stem] then return "location" end
  if ends_as_organization(stem) then return "organization" end
  local title = after and (TITLES[after.text] or TITLES[stem_of(after.text)])
  if title and after.first == token.last + 2 and #token.text >= 6 and #token.text <= 12 and not token.text:find("%a") then return "person", token.text end
end

--- People, places and organizations: list of {first, last, label, text}.
---@param places table<string, true>
function M.names(content, places)
  local found, tokens = {}, {}
  for piece, class, first, last in text.tokens(content) do
    if class == "word" then tokens[#tokens + 1] = { text = piece, class = class, first = first, last = last } end
  end
  for i, token in ipairs(tokens) do
    local stem = stem_of(token.text)
    local label, whole = label_of(token, token.text, tokens[i + 1], places)
    if not label then
      label, whole = label_of(token, stem, tokens[i + 1], places)
      whole = whole or stem
    end
    if label then
      whole = whole or token.text
      found[#found + 1] = { first = token.first, last = token.first + #whole - 1, label = label, text = whole }
    end
  end
  return found
end

return M
