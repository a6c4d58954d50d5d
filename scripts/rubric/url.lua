--- Addresses (RFC 3986): taking apart, resolving against a base, comparing.

local M = {}

--- The parts of an address; what is not there is nil.
---@param address string
---@return { scheme?: string, host?: string, port?: integer, path: string, query?: string, fragment?: string }
function M.parse(address)
  local parts = {}
  local rest = address
  rest = rest:gsub("#(.*)$", function(fragment) parts.fragment = fragment return "" end)
  rest = rest:gsub("%?(.*)$", function(query) parts.query = query return "" end)
  rest = rest:gsub("^(%a[%w+.-]*):", function(scheme) parts.scheme = scheme:lower() return "" end)
  rest = rest:gsub("^//([^/]*)", function(authority)
    local host, port = authority:gsub("^.*@", ""):match("^(.-):?(%d*)$")
    parts.host = host:lower()
    parts.port = tonumber(port)
    return ""
  end)
  parts.path = rest
  return parts
end

--- The host of an address without `www.`; nil when it has none.
---@param address string
---@return string?
function M.host(address)
  local host = M.parse(address).host
  return host and (host:gsub("^www%.", ""))
end

-- Takes `.` and `..` out of a path (RFC 3986, section 5.2.4).
local function remove_dots(path)
  local out = {}
  local is_folder = path:match("/%.?%.?$") ~= nil
  for part in path:gmatch("[^/]+") do
    if part == ".." then out[#out] = nil elseif part ~= "." then out[#out + 1] = part end
  end
  return "/" .. table.concat(out, "/") .. (is_folder and #out > 0 and "/" or "")
end

local function build(parts)
  return (parts.scheme and parts.scheme .. ":" or "") .. (parts.host and "//" .. parts.host or "")
    .. (parts.port and ":" .. parts.port or "") .. parts.path .. (parts.query and "?" .. parts.query or "")
    .. (parts.fragment and "#" .. parts.fragment or "")
end

--- An address as seen from a base (RFC 3986, section 5.2).
---@param base string
---@param address string
---@return string
function M.resolve(base, address)
  local to, from = M.parse(address), M.parse(base)
  if to.scheme or not from.scheme then return address end
  to.scheme = from.scheme
  if not to.host then
    to.host, to.port = from.host, from.port
    if to.path == "" then
      to.path = from.path
      to.query = to.query or from.query
    elseif to.path:sub(1, 1) ~= "/" then
      to.path = (from.path:match("^.*/") or "/") .. to.path
    end
  end
  to.path = remove_dots(to.path)
  return build(to)
end

--- The same address without what makes no difference: case of scheme and host, standard port, fragment.
---@param address string
---@return string
function M.normalize(address)
  local parts = M.parse(address)
  if parts.scheme == "http" and parts.port == 80 or parts.scheme == "https" and parts.port == 443 then parts.port = nil end
  parts.fragment = nil
  if parts.host and parts.path == "" then parts.path = "/" end
  return build(parts)
end

return M
