--- Runs a writer in Lua: a table from kind to what is written around or for a node of it.
--
-- A handler is a pair of strings {before, after}, {enter = f, leave = f}, or a function(node, out,
-- context) that writes the whole node. A part of the tree without any handler goes to the format
-- that the writer extends, as a whole; blocks then have a blank line between them, as there. The
-- walk goes by links and does not recurse, but where a function asks for the children of its node.

local build = require "rubric.build"

local M = {}

local FIELDS = { extensions = true, extends = true, start = true, finish = true, escape = true, options = true }
local LEAVES = { heading = true, paragraph = true, code_block = true, raw_block = true, line_block = true, term = true, thematic_break = true }
local INLINES = {
  text = true, emph = true, strong = true, underline = true, strikeout = true, superscript = true, subscript = true, small_caps = true,
  quoted = true, code = true, math = true, link = true, image = true, line_break = true, footnote_reference = true, citation = true,
  raw_inline = true, span = true,
}
local CLOSE = { item = true, row = true, cell = true, table_section = true, term = true, definition = true } -- no blank line before these

local Out = {}
Out.__index = Out

local function new_out(writer, document, options)
  return setmetatable({
    parts = {}, prefixes = {}, prefix = "", at_start = true, is_empty = true, wants_blank = false,
    writer = writer, escape = writer.escape, format = writer.extends, noted = {},
    context = { document = document, options = options },
  }, Out)
end

local function put(out, s)
  out.parts[#out.parts + 1] = s
end

-- Writes what was only asked for: the blank line, and the prefix of a line.
local function begin_line(out)
  if out.wants_blank and not out.is_empty then put(out, (out.prefix:gsub("%s+$", "")) .. "\n") end
  out.wants_blank = false
  if out.prefix ~= "" then put(out, out.prefix) end
  out.at_start, out.is_empty = false, false
end

--- Bytes as they are; line ends in them get the prefix of `indent`.
function Out:raw(s)
  s = tostring(s)
  if s == "" then return self end
  if self.wants_blank and not self.at_start then
    put(self, "\n")
    self.at_start = true
  end
  if self.prefix == "" then
    if self.at_start then begin_line(self) end
    put(self, s)
    self.at_start = s:sub(-1) == "\n"
    return self
  end
  for line, ending in s:gmatch("([^\n]*)(\n?)") do
    if line == "" and ending == "" then break end
    if self.at_start and line ~= "" then begin_line(self) end
    if self.at_start and line == "" then put(self, (self.prefix:gsub("%s+$", ""))) end
    put(self, line .. ending)
    self.at_start, self.is_empty = ending ~= "", false
  end
  return self
end

--- Text, escaped as the writer says.
function Out:text(s)
  return self:raw(self.escape and self.escape(s) or s)
end

--- A line of its own.
function Out:line(...)
  if not self.at_start then self:raw("\n") end
  local line = table.concat({ ... })
  if line == "" and not self.wants_blank then
    begin_line(self)
  else
    self:raw(line)
  end
  put(self, "\n")
  self.at_start = true
  return self
end

--- A blank line before what comes next; two of them are one.
function Out:blank()
  self.wants_blank = true
  return self
end

--- What stands before each further line, besides what stood there already.
function Out:indent(prefix)
  self.prefixes[#self.prefixes + 1] = self.prefix
  self.prefix = self.prefix .. (prefix or "  ")
  return self
end

function Out:dedent()
  assert(#self.prefixes > 0, "dedent without indent")
  self.prefix = table.remove(self.prefixes)
  return self
end

-- Inlines that no handler is for: their text.
local function write_inline(out, node)
  local kind = node.kind
  if kind == "text" then
    out:text(node.literal)
  elseif kind == "code" or kind == "math" then
    out:text(node.literal)
  elseif kind == "line_break" then
    out:raw("\n")
  end
end

local function note(out, kind)
  if out.format or out.noted[kind] or kind == "document" or kind == "text" then return end
  out.noted[kind] = true
  out.context.document:report("note", ("the writer has no '%s'; its children are written"):format(kind), { code = "writer" })
end

-- Whether a node and all below it go to the format that the writer extends.
local function is_foreign(out, node)
  if not out.format or INLINES[node.kind] or node.kind == "document" then return false end
  return out.selector == nil or node:one(out.selector) == nil
end

local function write_foreign(out, node)
  out:raw((node:write(out.format, out.width):gsub("\n+$", "")))
  out:raw("\n")
end

local function call(out, node, f)
  local outer = out.began
  out.began = #out.parts + 1
  f(node, out, out.context)
  out.began = outer
end

local function part_blocks(out, node)
  if not out.format or INLINES[node.kind] or CLOSE[node.kind] or node.kind == "document" then return end
  if out.is_empty then return end
  local parent = node.parent
  local is_compact = parent and parent.kind == "item" and (node.compact or node.kind == "list")
  if not is_compact then out:blank() end
end

-- Enters a node; returns whether its children are to be walked.
local function enter(out, node)
  local handler = out.writer[node.kind]
  part_blocks(out, node)
  if type(handler) == "function" then
    call(out, node, handler)
    return false
  elseif handler then
    local before = handler.enter or handler[1]
    if type(before) == "function" then before(node, out, out.context) elseif before then out:raw(before) end
    return true
  elseif is_foreign(out, node) then
    write_foreign(out, node)
    return false
  end
  note(out, node.kind)
  if INLINES[node.kind] then write_inline(out, node) end
  return true
end

local function leave(out, node)
  local handler = out.writer[node.kind]
  if type(handler) == "table" then
    local after = handler.leave or handler[2]
    if type(after) == "function" then after(node, out, out.context) elseif after then out:raw(after) end
  elseif not handler and LEAVES[node.kind] and not out.at_start then
    out:raw("\n")
  end
end

-- Writes a node and what is below it, by links.
local function walk(out, root)
  local node = root
  while node do
    local down = enter(out, node) and node.first or nil
    if down then
      node = down
    else
      if type(out.writer[node.kind]) ~= "function" then leave(out, node) end
      while node and node ~= root and not node.next do
        node = node.parent
        leave(out, node)
      end
      if node == root then return end
      node = node.next
    end
  end
end

-- A function that wrote the text of its item wants what that text leaves out: deeper lists.
local function wrote_own_text(out, node)
  if node.kind ~= "item" or not out.began then return false end
  local own = node:text()
  local written = table.concat(out.parts, "", out.began)
  return own ~= "" and (written:find(own, 1, true) or out.escape and written:find(out.escape(own), 1, true)) ~= nil
end

--- Writes the children of a node.
function Out:children(node)
  local only_lists = wrote_own_text(self, node)
  for child in node:children() do
    if not only_lists or child.kind == "list" then walk(self, child) end
  end
  return self
end

--- What the children of a node would be written as, as a string.
function Out:capture(node)
  local inner = new_out(self.writer, self.context.document, self.context.options)
  inner.selector, inner.width, inner.context, inner.noted = self.selector, self.width, self.context, self.noted
  for child in node:children() do walk(inner, child) end
  return table.concat(inner.parts)
end

-- The selector of all that has a handler; raises for a name that is no kind.
local function handled(writer)
  local kinds = {}
  for key, handler in pairs(writer) do
    if not FIELDS[key] then
      local is_kind = type(key) == "string" and pcall(function() return build[key] ~= nil and build[key] or error() end)
      if not is_kind and key ~= "document" then error(("a writer has no '%s': it is no kind of node"):format(tostring(key)), 3) end
      if type(handler) ~= "function" and type(handler) ~= "table" then
        error(("'%s' of a writer is a pair of strings, {enter, leave} or a function"):format(key), 3)
      end
      kinds[#kinds + 1] = key
    end
  end
  table.sort(kinds)
  return #kinds > 0 and table.concat(kinds, ", ") or nil
end

--- Writes a document.
---@param document rubric.Document
---@param writer table handlers by kind, and start, finish, escape, extends
---@param options? table width
---@return string
function M.write(document, writer, options)
  local out = new_out(writer, document, options or {})
  out.selector = handled(writer)
  local width = options and options.width
  out.width = width and width > 0 and { width = width } or nil
  if writer.start then writer.start(document, out) end
  walk(out, document:root())
  if writer.finish then writer.finish(document, out) end
  return table.concat(out.parts)
end

return M
