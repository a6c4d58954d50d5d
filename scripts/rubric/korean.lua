--- Korean words without the particles and endings that are written onto them.
--
-- A particle is taken off when at least two syllables stay: 바이러스가, 바이러스를 and 바이러스에서
-- are one word. No dictionary: a noun that ends like a particle loses its end as well, every time.

local M = {}

local SYLLABLE = 3 -- bytes of a Hangul syllable in UTF-8
local LONGEST = 3 -- syllables in a particle

-- Case particles, auxiliary particles and the commonest endings of 하다, 되다 and 이다
-- (Korean Wikipedia, 조사; written for rubric).
local PARTICLES = {}
for particle in ([[
  은 는 이 가 을 를 의 에 에서 으로 로 와 과 도 만 까지 부터 에게 께서 한테 라고 이라고 에는 에도 에서는 으로는 로는 에서도 으로도
  이나 나 보다 처럼 란 이란 라는 이라는 마다 조차 밖에 대로 만큼 하고 이며 며 이고 으로써 로써 으로서 로서 에게서 에게는
  했다 됐다 한다 된다 하는 되는 한 할 하고 되고 하면 이다 였다 했던 됐던 하며 되며 하기 되기 해야 하지 되지
]]):gmatch("%S+") do PARTICLES[particle] = true end

--- The word and the particle that was taken off it.
---@param word string
---@return string stem
---@return string particle empty when there is none
function M.split(word)
  if word:byte(-1) and word:byte(-1) < 128 then return word, "" end
  for count = LONGEST, 1, -1 do
    local size = count * SYLLABLE
    if #word - size >= 2 * SYLLABLE and PARTICLES[word:sub(-size)] then return word:sub(1, -size - 1), word:sub(-size) end
  end
  return word, ""
end

---@param word string
---@return string
function M.stem(word)
  return (M.split(word))
end

return M
