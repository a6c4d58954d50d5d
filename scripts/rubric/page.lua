--- What a page says of itself: title, dates, authors, site, language, from its head, its JSON-LD
-- and its markup, the surest first.

local date = require "rubric.date"
local pattern = require "rubric.pattern"
local text = require "rubric.text"
local url = require "rubric.url"
local words = require "rubric.words"

local M = {}

-- Names of meta elements, the surest first. Open Graph (ogp.me), Dublin Core, Schema.org, and what
-- publishers made up.
local TITLE = { "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
  "headline", "title" }
local DATE = { "article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued",
  "dc.date", "dcterms.created", "dcterms.date", "dc.date.created", "pubdate", "publishdate", "publish-date",
  "publication_date", "publicationdate", "parsely-pub-date", "sailthru.date", "article.published", "published",
  "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "datecreated", "ptime",
  "bt:pubdate", "citation_date", "citation_publication_date", "created", "release_date", "rbpubdate", "shareaholic:article_published_time" }
local UPDATED = { "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
  "last-modified", "lastmod", "article.updated", "updated", "revised", "modified", "shareaholic:article_modified_time" }
local AUTHOR = { "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
  "citation_author", "article.author", "authors", "creator", "twitter:creator:name", "cxenseparse:author" }
local SITE = { "og:site_name", "application-name", "publisher", "dc.publisher", "cre", "twitter:site", "source" }

-- Types of JSON-LD that are about the text itself (Schema.org, CreativeWork).
local ARTICLE_TYPES = { Article = true, NewsArticle = true, BlogPosting = true, Report = true, ScholarlyArticle = true,
  TechArticle = true, SocialMediaPosting = true, ReportageNewsArticle = true, OpinionNewsArticle = true,
  AnalysisNewsArticle = true, BackgroundNewsArticle = true, ReviewNewsArticle = true, Review = true, WebPage = true,
  LiveBlogPosting = true, Recipe = true, HowTo = true, Posting = true }

--- The contents of meta elements by lower-case name, each a list in document order.
local function meta_by_name(head)
  local by_name = {}
  for _, pair in ipairs(head and head.meta or {}) do
    local name = pair.name:lower()
    by_name[name] = by_name[name] or {}
    table.insert(by_name[name], pair.content)
  end
  return by_name
end

local function first_of(by_name, names)
  for _, name in ipairs(names) do
    for _, content in ipairs(by_name[name] or {}) do
      if content ~= "" then return content end
    end
  end
end

local function is_article(thing)
  local kinds = thing["@type"]
  if type(kinds) == "string" then return ARTICLE_TYPES[kinds] end
  for _, kind in ipairs(type(kinds) == "table" and kinds or {}) do
    if ARTICLE_TYPES[kind] then return true end
  end
end

-- The first object about an article in what JSON-LD gave: objects, lists and graphs of them.
local function find_article(value, depth)
  if type(value) ~= "table" or depth > 6 then return nil end
  if value[1] ~= nil then
    local page
    for _, item in ipairs(value) do
      local found = find_article(item, depth + 1)
      if found and found["@type"] ~= "WebPage" then return found end
      page = page or found
    end
    return page
  end
  if is_article(value) then return value end
  return find_article(value["@graph"], depth + 1) or find_article(value.mainEntity, depth + 1)
end

local function linked_article(head)
  return find_article(head and head.json_ld or {}, 0) or {}
end

local function string_of(value)
  if type(value) == "table" then value = value.name or value["@value"] or value[1] end
  if type(value) == "string" and value ~= "" then return text.squeeze(text.unescape(value)) end
end

local SEPARATORS = { " | ", " :: ", " » ", " — ", " – ", " - ", " · ", " « " }

-- How much of the shorter one's words the other has too, from 0 to 1.
local function likeness(a, b)
  local seen, size, other, shared = {}, 0, 0, 0
  for word in text.words(text.fold_case(a)) do
    size = size + (seen[word] and 0 or 1)
    seen[word] = true
  end
  for word in text.words(text.fold_case(b)) do
    other = other + 1
    shared = shared + (seen[word] and 1 or 0)
  end
  return math.min(size, other) > 0 and shared / math.min(size, other) or 0
end

local function same_name(a, b)
  return a and b and text.fold_case(a):gsub("[%s%p]+", "") == text.fold_case(b):gsub("[%s%p]+", "")
end

--- A title without the name of the site behind or before a separator.
---@param title string
---@param site? string
---@param host? string
---@return string
function M.without_site(title, site, host)
  title = text.squeeze(title)
  for _, separator in ipairs(SEPARATORS) do
    local parts = text.split(title, separator)
    local first, last = parts[1], parts[#parts]
    if #parts > 1 then
      local function is_site(part)
        local squeezed = text.fold_case(part):gsub("[%s%p]+", "")
        return same_name(part, site) or (host and #squeezed > 3 and host:gsub("%p", ""):find(squeezed, 1, true))
      end
      if is_site(last) or (text.length(last, "words") <= 3 and #title - #last >= 25 and not site) then
        return M.without_site(title:sub(1, #title - #last - #separator), site, host)
      end
      if is_site(first) then return title:sub(#first + #separator + 1) end
    end
  end
  return title
end

-- Headings that may be the title, with their level.
local function headings_of(document, level)
  local found = {}
  for heading in document:select("heading[level=" .. level .. "]") do
    local heading_text = text.squeeze(heading:text())
    if #heading_text >= 3 and #heading_text <= 300 then found[#found + 1] = heading_text end
    if #found >= 12 then break end
  end
  return found
end

-- The heading that says what the title of the page says; what people read above the text.
local function heading_like(document, given, site)
  for level = 1, 2 do
    local best, most
    for _, heading in ipairs(headings_of(document, level)) do
      local value = given and likeness(heading, given) or 1
      if not same_name(heading, site) and text.length(heading, "words") > 1 and value >= 0.5 and (not most or value > most) then
        best, most = heading, value
      end
    end
    if best then return best end
  end
end

local function find_title(document, head, by_name, article, site)
  local host = url.host(document.url or "")
  local given = first_of(by_name, TITLE) or string_of(article.headline) or (head and head.title)
  given = given and given ~= "" and M.without_site(text.unescape(given), site, host) or nil
  return heading_like(document, given, site) or given or headings_of(document, 1)[1] or headings_of(document, 2)[1]
end

-- Words that stand around names of authors, in lower case.
local BYLINE_WORDS = words.set("byline-words.txt")

-- Words of a byline that are no part of a name.
local function is_name_word(word)
  return not BYLINE_WORDS[text.lower(word)]
end

--- The names in a byline: "By Anna Blum and Otto Gray, BBC News" gives two.
---@param byline string
---@return string[]
function M.names(byline)
  local s = text.squeeze(text.unescape(byline)):gsub("%b()", ""):gsub("<[^>]*>", "")
  s = s:gsub("^[Bb][Yy]:?%s+", ""):gsub("^[Vv]on:?%s+", ""):gsub("^[Pp]ar:?%s+", ""):gsub("^[Pp]or:?%s+", "")
    :gsub("^[Aa]uthors?:?%s+", ""):gsub("^[Ww]ritten by:?%s+", ""):gsub("^[Pp]osted by:?%s+", ""):gsub("^[Aa]utor:?%s+", "")
    :gsub("^[Tt]ext:%s+", ""):gsub("^글%s+", "")
  s = pattern.gsub(s, "%s*[|·•–—/].*$", ""):gsub("%s+and%s+", ", "):gsub("%s+&%s+", ", "):gsub("%s+und%s+", ", "):gsub("%s+et%s+", ", ")
    :gsub(";", ","):gsub("%s+기자.*$", ""):gsub("%s+[Oo]n%s+%u%l+%s+%d.*$", "")
  local names = {}
  for part in s:gmatch("[^,]+") do
    local name = text.trim(part):gsub("%s+%S+@%S+$", "")
    local count, known = 0, true
    for word in name:gmatch("%S+") do
      count = count + 1
      known = known and is_name_word(word)
    end
    local looks_like_name = count >= 1 and count <= 5 and not name:find("[%d@:/]") and #name <= 60 and known
    if looks_like_name and name ~= "" then names[#names + 1] = name end
  end
  return names
end

local function add_names(list, seen, value)
  if type(value) == "table" and value[1] ~= nil then
    for _, item in ipairs(value) do add_names(list, seen, item) end
    return
  end
  local name = string_of(value)
  if not name or name:find("://", 1, true) then return end
  for _, one in ipairs(M.names(name)) do
    local key = text.lower(one)
    if not seen[key] then
      seen[key] = true
      list[#list + 1] = one
    end
  end
end

-- Where pages mark the names of their authors, the surest first.
local AUTHOR_PLACES = { "[@itemprop~=author] [@itemprop~=name]", "[@itemprop~=author]", "[@rel~=author]", "a[@rel~=author]",
  ".author-name", ".author_name", ".byline__name", ".byline-name", ".article-author", ".article__author", ".post-author",
  ".entry-author", ".author .fn", ".byline .author", ".author", ".byline", ".by-line", ".p-author", "[@class*=byline]", "[@class*=author]" }

local function find_authors(document, by_name, article)
  local names, seen = {}, {}
  add_names(names, seen, article.author)
  if #names == 0 then
    for _, key in ipairs(AUTHOR) do
      for _, content in ipairs(by_name[key] or {}) do add_names(names, seen, content) end
      if #names > 0 then break end
    end
  end
  for _, place in ipairs(#names == 0 and AUTHOR_PLACES or {}) do
    for node in document:select(place) do
      local found = node:text()
      local in_comment = node:closest("form, [@class*=comment], [@id*=comment], [@class*=reply]")
      if #found <= 120 and not in_comment then add_names(names, seen, (found:match("^[^\n]*"))) end
      if #names > 0 then break end
    end
    if #names > 0 then break end
  end
  return names
end

local DATE_PLACES = { "[@itemprop~=datePublished]", "time[@pubdate]", "time.published", "time.entry-date", ".published", ".dateline",
  "time[@datetime]", ".date", ".post-date", ".entry-date", ".article-date", ".timestamp", ".pubdate", "[@class*=date]", "[@class*=time]", "[@id*=date]" }

local function date_at(document, places, order)
  for _, place in ipairs(places) do
    local seen = 0
    for node in document:select(place) do
      seen = seen + 1
      if seen > 4 then break end
      local attributes = node.attributes
      local found = attributes.datetime or attributes.content or node:text():sub(1, 120)
      local parsed = date.parse(found, { order = order })
      if parsed then return parsed end
    end
  end
end

-- Numeric dates are month first only where English is written as in the United States.
local function order_of(document, lang)
  local host = url.parse(document.url or "").host or ""
  if lang == "en-us" or lang == "en" and not host:find("%.uk$") and not host:find("%.au$") then return "mdy" end
  return "dmy"
end

local function date_in_url(address)
  local year, month, day = (address or ""):match("/(20%d%d)[/-]?(%d%d)[/-]?(%d%d)[/%-_%.]")
  return year and date.parse(year .. "-" .. month .. "-" .. day)
end

local function find_dates(document, by_name, article, order)
  local function parse(value)
    value = string_of(value)
    return value and date.parse(value, { order = order })
  end
  local published = parse(article.datePublished) or parse(first_of(by_name, DATE)) or parse(article.dateCreated)
    or date_at(document, DATE_PLACES, order) or date_in_url(document.url)
  local updated = parse(article.dateModified) or parse(first_of(by_name, UPDATED)) or date_at(document, { "[@itemprop~=dateModified]", "time.updated" }, order)
  return published or updated, updated
end

--- Read what the page says into the metadata of the document.
---@param document rubric.Document
function M.describe(document)
  local head = document.head ~= require("rubric").null and document.head or nil
  local by_name, article = meta_by_name(head), linked_article(head)
  local meta = document.meta
  for _, link in ipairs(head and head.links or {}) do
    if link.rel == "canonical" and link.href:find("^https?://") and not document.url then document.url = link.href end
  end
  local site = string_of(first_of(by_name, SITE)) or string_of(article.publisher)
  site = site and site:gsub("^@", "")
  local lang = meta.lang or (head and head.lang) or first_of(by_name, { "content-language", "og:locale", "dc.language" })
  lang = type(lang) == "string" and text.lower(lang):gsub("_", "-"):match("^%a[%w-]*") or ""
  local title = find_title(document, head, by_name, article, site)
  local published, updated = find_dates(document, by_name, article, order_of(document, lang))
  local authors = find_authors(document, by_name, article)
  document.meta = require("rubric").map()
  meta = document.meta
  meta.title = title
  meta.author = #authors > 0 and authors or nil
  meta.date = published
  meta.updated = updated ~= published and updated or nil
  meta.lang = lang ~= "" and lang:match("^%a+") or nil
  meta.site = site
  meta.url = document.url
  meta.description = string_of(first_of(by_name, { "og:description", "description", "twitter:description" }))
  meta.image = string_of(first_of(by_name, { "og:image", "twitter:image" }))
end

return M
