--- Leaves the text of a page and its metadata, and takes out the rest: menus, sharing buttons,
-- advertisements, photo credits, related links, comments, footers, copyright lines.
--
-- On a page: clutter goes by element, role and class; then every paragraph gives points to what it
-- stands in, as in Readability (Arc90 2009, Mozilla's readability.js), and the container with most
-- of them is kept, with neighbours that look like it (link density: Kohlschütter et al. 2010). On
-- copied text: title, dates, byline and copyright are read off the lines around the text. In both,
-- lines that are labels, credits or repeated go last.

local date = require "rubric.date"
local lines = require "rubric.lines"
local page = require "rubric.page"
local pattern = require "rubric.pattern"
local text = require "rubric.text"
local words = require "rubric.words"

-- Weights and limits, in bytes of text where nothing else is said.
local SHORT_PARAGRAPH = 25 -- shorter ones give no points
local POINTS_PER = 100 -- a paragraph gives a point for so many bytes, at most 3
local CONTENT_BONUS, CLUTTER_MALUS = 25, 25 -- for words in class and id
local SIBLING_SHARE = 0.2 -- a neighbour with this share of the best score stays
local DENSE_LINKS = 0.5 -- more of the text in links than this: a menu or list of links
local WHOLE_PAGE_SHARE = 0.4 -- clutter that holds more of the text than this is the page itself

local CLUTTER, CONTENT = words.set("clutter.txt"), words.set("content.txt")

-- Elements and roles that are never text.
local NEVER = "nav, form, button, select, textarea, dialog, noscript, menu, option, [@role=navigation], [@role=banner], "
  .. "[@role=contentinfo], [@role=search], [@role=dialog], [@role=alert], [@role=menu], [@role=toolbar], [@role=complementary], "
  .. "[@hidden], [@aria-hidden=true], [@aria-modal=true], [@style*='display:none'], [@style*='display: none'], "
  .. "[@style*='visibility:hidden'], aside, footer, label"

-- The words of a class or id: what stands between marks and capitals, in lower case.
local function name_words(name)
  local found = {}
  name = name:gsub("(%l)(%u)", "%1 %2"):lower()
  for word in name:gmatch("[%a]+") do found[#found + 1] = word end
  return found
end

local known_names = {} -- weight by class and id, because most repeat

-- Above zero: likely content; below: likely clutter.
local function name_weight(node)
  local attributes = node.attributes
  local name = (attributes.class or "") .. " " .. (attributes.id or "")
  if name == " " then return 0 end
  local weight = known_names[name]
  if weight then return weight end
  weight = 0
  for _, word in ipairs(name_words(name)) do
    if CONTENT[word] then weight = weight + 1 end
    if CLUTTER[word] then weight = weight - 1.5 end
  end
  known_names[name] = weight
  return weight
end

local function link_text(node)
  local sum = 0
  for link in node:select("link, a") do sum = sum + #link:text() end
  return sum
end

local function link_density(node)
  local size = #node:text()
  return size > 0 and math.min(1, link_text(node) / size) or 0
end

-- Bytes in paragraphs of a node: what the whole page has decides what is too much to drop.
local function paragraph_text(node)
  local sum = 0
  for block in node:select("paragraph") do
    local size = #block:text()
    if size >= 80 then sum = sum + size end
  end
  return sum
end

local function collect(iterator)
  local list = {}
  for node in iterator do list[#list + 1] = node end
  return list
end

local function is_attached(node)
  local ok, parent = pcall(function() return node.parent end)
  return ok and parent ~= nil
end

local function drop_never(document, whole)
  for _, node in ipairs(collect(document:select(NEVER))) do
    if is_attached(node) and paragraph_text(node) < WHOLE_PAGE_SHARE * whole then node:remove() end
  end
end

local function drop_by_name(document, whole)
  for _, node in ipairs(collect(document:blocks())) do
    if is_attached(node) and name_weight(node) <= -1 and node.element ~= "body" and node.kind ~= "heading" then
      if paragraph_text(node) < WHOLE_PAGE_SHARE * whole then node:remove() end
    end
  end
end

-- Points of a paragraph: one, one a comma, one a hundred bytes, less for links.
local function points_of(block)
  local content = block:text()
  if #content < SHORT_PARAGRAPH then return 0 end
  local _, commas = pattern.gsub(content, "[,、，،]", "")
  local density = link_text(block) / #content
  return (1 + commas + math.min(3, #content / POINTS_PER)) * (1 - math.min(1, density))
end

-- Every paragraph gives points to its parent, half to the grandparent, a third of that above.
local function score_containers(document)
  local scores, order = {}, {}
  for block in document:text_blocks() do
    local points = (block.kind == "paragraph" or block.kind == "code_block") and points_of(block) or 0
    if points > 0 then
      local level = 0
      for container in block:ancestors() do
        if level > 4 then break end
        if not scores[container] then
          local weight = name_weight(container)
          scores[container] = weight > 0 and CONTENT_BONUS or weight < 0 and -CLUTTER_MALUS or 0
          if container.element == "article" or container.element == "main" then scores[container] = scores[container] + CONTENT_BONUS end
          order[#order + 1] = container
        end
        local divider = level == 0 and 1 or level == 1 and 2 or level * 3
        scores[container] = scores[container] + points / divider
        level = level + 1
      end
    end
  end
  return scores, order
end

local function best_container(scores, order)
  local best, most
  for _, container in ipairs(order) do
    local score = scores[container] * (1 - link_density(container))
    scores[container] = score
    if not most or score > most then best, most = container, score end
  end
  return best
end

-- A container whose parent has nearly all the rest of the text too is a part of the text.
local function widen(best, scores)
  local parent = best.parent
  while parent and parent.kind ~= "document" and scores[parent] do
    local inside, around = paragraph_text(best), paragraph_text(parent)
    if around <= inside * 1.15 or scores[parent] < scores[best] * 0.75 then break end
    if link_density(parent) > 0.3 then break end
    best, parent = parent, parent.parent
  end
  return best
end

-- Boxes that look alike belong together: texts are cut in two by an advertisement.
local function is_twin(node, other)
  local class = other.attributes.class
  return node.element == other.element and node.kind == other.kind and node.attributes.class == class
    and (class or "") ~= "" and paragraph_text(node) >= 80 and link_density(node) < 0.25
end

local function is_good_sibling(node, best, scores)
  if node == best then return true end
  if scores[node] and scores[node] >= math.max(10, scores[best] * SIBLING_SHARE) then return true end
  if node.kind == "paragraph" then
    local content = node:text()
    local density = link_density(node)
    if #content > 80 then return density < 0.25 end
    return #content > 0 and density == 0 and pattern.find(content, "[.!?。]['\"”’]?$") ~= nil
  end
  if node.kind == "heading" or node.kind == "block_quote" or node.kind == "list" then return link_density(node) < 0.25 end
  return is_twin(node, best)
end

-- Keeps the container and good neighbours, and takes out all else, level by level to the root.
local function keep_only(best, scores)
  for sibling in best.parent:children() do
    if not is_good_sibling(sibling, best, scores) then sibling:remove() end
  end
  local node = best.parent
  while node.parent do
    for sibling in node.parent:children() do
      if sibling ~= node and not is_twin(sibling, node) then sibling:remove() end
    end
    node = node.parent
  end
end

-- Inside the text: lists and boxes of links, and boxes with hardly any text.
local function drop_link_boxes(document)
  for _, node in ipairs(collect(document:select("list, div, table, section, figure, definition_list"))) do
    if is_attached(node) then
      local content = node:text()
      local density = link_density(node)
      local is_box = density > DENSE_LINKS and #content < 2500
      local is_weak = name_weight(node) < 0 and density > 0.2
      if #content > 0 and (is_box and paragraph_text(node) < 400 or is_weak and #content < 1000) then node:remove() end
    end
  end
end

local function same_words(a, b)
  local function plain(s) return (text.fold_case(s):gsub("[%s%p]+", "")) end
  return a ~= nil and b ~= nil and plain(a) == plain(b)
end

-- Takes out a heading or line that only says the title again.
local function drop_title(document, title)
  local seen = 0
  for block in document:text_blocks() do
    seen = seen + 1
    if seen > 6 then return end
    if same_words(block:text(), title) then
      block:remove()
      return
    end
  end
end

local function remember_line(document, kind, content)
  local meta = document.meta
  if kind == "byline" and not meta.author then
    local byline = lines.byline(content)
    local names = byline and page.names(byline) or {}
    if #names > 0 then meta.author = names end
  elseif kind == "copyright" and not meta.site then
    meta.site = lines.holder(content)
  elseif kind == "date" and not meta.date then
    local dates = date.all(content)
    meta.date, meta.updated = dates[1], dates[2]
  end
end

-- What stands below a heading such as "Most read": up to the next heading.
local function drop_below(heading)
  local node = heading.next
  while node and node.kind ~= "heading" do
    local following = node.next
    if link_density(node) > 0.2 or #node:text() < 200 then node:remove() end
    node = following
  end
end

-- Takes out lines that are labels, credits, copyright or repeated, and learns from them.
local function drop_lines(document)
  local seen = {}
  for block in document:text_blocks() do
    local content = block:text()
    local key = text.fold_case(text.squeeze(content))
    local kind = block.kind ~= "code_block" and lines.kind(content) or nil
    local has_image = block:one("image") ~= nil
    local in_table = block:closest("cell") ~= nil
    if (kind == "label" or kind == "sharing") and block.kind == "heading" then drop_below(block) end
    if kind and not (kind == "label" and (has_image or in_table)) and not (kind == "date" and in_table) then
      remember_line(document, kind, content)
      block:remove()
    elseif #key > 20 and seen[key] and not in_table then
      block:remove()
    end
    seen[key] = true
  end
end

-- Containers that hold nothing any more.
local function drop_empty(document)
  local dropped = true
  while dropped do
    dropped = false
    for _, node in ipairs(collect(document:select("div, list, item, block_quote, figure, caption, table, section, definition_list, definition"))) do
      if is_attached(node) and not node.first then
        node:remove()
        dropped = true
      end
    end
  end
end

-- Headings that nothing follows before the next one as high.
local function drop_lonely_headings(document)
  local blocks = collect(document:text_blocks())
  local last = blocks[#blocks]
  while last and last.kind == "heading" do
    last:remove()
    blocks[#blocks] = nil
    last = blocks[#blocks]
  end
end

-- What the user says the text is, and nothing around it.
local function keep_selected(document, selector)
  local kept = {}
  for _, node in ipairs(collect(document:select(selector))) do
    kept[node] = true
    for ancestor in node:ancestors() do kept[ancestor] = kept[ancestor] or "around" end
  end
  for _, node in ipairs(collect(document:blocks())) do
    if is_attached(node) and not kept[node] then
      local inside = false
      for ancestor in node:ancestors() do inside = inside or kept[ancestor] == true end
      if not inside then node:remove() end
    end
  end
end

local function clean_page(document, options)
  page.describe(document)
  if options.keep then return keep_selected(document, options.keep) end
  local whole = paragraph_text(document:root())
  drop_never(document, whole)
  drop_by_name(document, whole)
  local scores, order = score_containers(document)
  local best = best_container(scores, order)
  if best and best.parent then
    best = widen(best, scores)
    if best.parent then keep_only(best, scores) end
  end
  drop_link_boxes(document)
  drop_title(document, document.meta.title)
end

-- A title is the first line, when it is short, ends as no sentence, and text follows.
local function take_title(document)
  local blocks = collect(document:text_blocks())
  local first = blocks[1]
  if document.meta.title or not first or #blocks < 2 then return end
  local line = text.squeeze(first:text())
  local ends_sentence = pattern.find(line, "[.。:;,]$") ~= nil
  if #line >= 3 and #line <= 160 and not ends_sentence and not lines.kind(line) then
    document.meta.title = line
    first:remove()
  end
end

local function clean_text(document)
  local heading = document:one("heading[level=1]")
  if heading and not document.meta.title then
    document.meta.title = text.squeeze(heading:text())
    heading:remove()
  end
  take_title(document)
end

return {
  name = "clean", version = "1.0", api = 1,
  description = "Leaves the text of a page, with its title, dates, authors, site and language", license = "MIT",
  examples = { "rubric clean article.html", "rubric clean -t text article.txt" },
  options = {
    keep = { type = "selector", help = "the text is what this selects, nothing else is judged" },
    drop = { type = "selector", help = "what to take out besides" },
    images = { type = "boolean", default = true, help = "leave images in the text" },
  },
  uses = { "language" },

  ---@param document rubric.Document
  transform = function(document, options)
    if options.drop then
      for _, node in ipairs(collect(document:select(options.drop))) do node:remove() end
    end
    if document.format == "html" then clean_page(document, options) else clean_text(document) end
    drop_lines(document)
    if not options.images then
      for _, image in ipairs(collect(document:select("image"))) do image:remove() end
    end
    drop_lonely_headings(document)
    drop_empty(document)
    if not document.meta.lang then document:apply("language") end
  end,
}
