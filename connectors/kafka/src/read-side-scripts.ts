/**
 * What Redis holds of a task, all under its name `{service.partition}`:
 *
 *   name:meta                hash: owner (fencing token), tag (last commit shown), gen (what queries read), building, pages
 *   name:old                 set of generations to be removed
 *   name:g:GEN:keys          set of the keys of a generation
 *   name:g:GEN:rows:TABLE    hash of rows as JSON by id
 *   name:g:GEN:index:...     sorted set of row ids by order
 *   name:outcome:COMMAND     how a command ended, expiring
 *
 * Each script is one atomic step; KEYS[1] is the meta key, KEYS[2] the name.
 */

/**
 * Changes are flat argument lists: a letter, then what it needs. Outcomes stand together: how long they are kept, what their
 * channels begin with (empty where they are told to nobody), how many they are, and then an id and a text for each.
 */
const applyChanges = `
local function apply(gen, from)
  local base = KEYS[2] .. ':g:' .. gen .. ':'
  local registry = base .. 'keys'
  local added = {}
  local function forget(key)
    if redis.call('EXISTS', key) == 1 then return end
    redis.call('SREM', registry, key)
    added[key] = nil
  end
  local i = from
  local last = #ARGV
  while i <= last do
    local op = ARGV[i]
    if op == 'h' then
      local key = base .. 'rows:' .. ARGV[i+1]
      if redis.call('HSET', key, ARGV[i+2], ARGV[i+3]) == 1 then added[key] = true end
      i = i + 4
    elseif op == 'd' then
      local key = base .. 'rows:' .. ARGV[i+1]
      if redis.call('HDEL', key, ARGV[i+2]) == 1 then forget(key) end
      i = i + 3
    elseif op == 'z' then
      local key = base .. 'index:' .. ARGV[i+1]
      if redis.call('ZADD', key, ARGV[i+2], ARGV[i+3]) == 1 then added[key] = true end
      i = i + 4
    elseif op == 'x' then
      local key = base .. 'index:' .. ARGV[i+1]
      if redis.call('ZREM', key, ARGV[i+2]) == 1 then forget(key) end
      i = i + 3
    else
      local outcomes = KEYS[2] .. ':outcome:'
      local seconds, channels = ARGV[i+1], ARGV[i+2]
      local after = i + 4 + 2 * ARGV[i+3]
      for at = i + 4, after - 1, 2 do
        redis.call('SETEX', outcomes .. ARGV[at], seconds, ARGV[at+1])
        if channels ~= '' then redis.call('PUBLISH', channels .. ARGV[at], '') end
      end
      i = after
    end
  end
  -- Some at a time: what a call takes comes off a stack of some thousands of places.
  local keys = {}
  for key in pairs(added) do
    keys[#keys+1] = key
    if #keys == 500 then
      redis.call('SADD', registry, unpack(keys))
      keys = {}
    end
  end
  if #keys > 0 then redis.call('SADD', registry, unpack(keys)) end
end
`

/** owner, tag: takes the read side over as it is, if it is exactly what the changelog says. 1 or 0. */
const adopt = `
local m = redis.call('HMGET', KEYS[1], 'owner', 'tag', 'gen')
if not m[3] or m[2] ~= ARGV[2] or tonumber(m[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'owner', ARGV[1])
redis.call('HDEL', KEYS[1], 'building')
return 1
`

/** owner, tag before, tag after, changes. 1, or 0 where it is not the one that comes next. */
const show = `${applyChanges}
local m = redis.call('HMGET', KEYS[1], 'owner', 'tag', 'gen')
if m[1] ~= ARGV[1] or m[2] ~= ARGV[2] or not m[3] then return 0 end
apply(m[3], 4)
redis.call('HSET', KEYS[1], 'tag', ARGV[3])
return 1
`

/** owner, generation, owner that was seen before ownership was proved. Queries answer 'rebuilding' from here on. 1 or 0. */
const begin = `
local m = redis.call('HMGET', KEYS[1], 'owner', 'gen', 'building')
if m[1] and tonumber(m[1]) >= tonumber(ARGV[1]) and m[1] ~= ARGV[3] then return 0 end
if m[2] then redis.call('SADD', KEYS[2] .. ':old', m[2]) end
if m[3] then redis.call('SADD', KEYS[2] .. ':old', m[3]) end
redis.call('HDEL', KEYS[1], 'tag', 'gen')
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'building', ARGV[2], 'pages', 0)
return 1
`

/** owner, generation, changes: a page of all that there is, or what a commit changed meanwhile. 1 or 0. */
const page = `${applyChanges}
local m = redis.call('HMGET', KEYS[1], 'owner', 'building')
if m[1] ~= ARGV[1] or m[2] ~= ARGV[2] then return 0 end
apply(ARGV[2], 3)
redis.call('HINCRBY', KEYS[1], 'pages', 1)
return 1
`

/** owner, generation, tag, pages: the generation is complete as of this tag, unless one of its pages was lost. 1 or 0. */
const finish = `
local m = redis.call('HMGET', KEYS[1], 'owner', 'building', 'pages')
if m[1] ~= ARGV[1] or m[2] ~= ARGV[2] or m[3] ~= ARGV[4] then return 0 end
redis.call('HDEL', KEYS[1], 'building', 'pages')
redis.call('HSET', KEYS[1], 'gen', ARGV[2], 'tag', ARGV[3])
return 1
`

/** generation, count: unlinks some keys of it. Returns how many are left, 0 when it is gone. */
const collect = `
local registry = KEYS[2] .. ':g:' .. ARGV[1] .. ':keys'
local m = redis.call('HMGET', KEYS[1], 'gen', 'building')
if m[1] == ARGV[1] or m[2] == ARGV[1] then return 0 end
for _, key in ipairs(redis.call('SPOP', registry, ARGV[2])) do redis.call('UNLINK', key) end
local left = redis.call('SCARD', registry)
if left == 0 then redis.call('SREM', KEYS[2] .. ':old', ARGV[1]) end
return left
`

/** table, id. The row as JSON, false where there is none, nothing at all while it is being rebuilt. */
const get = `
local gen = redis.call('HGET', KEYS[1], 'gen')
if not gen then return {} end
return { redis.call('HGET', KEYS[2] .. ':g:' .. gen .. ':rows:' .. ARGV[1], ARGV[2]) }
`

/**
 * table, index, limit, direction (1 or -1), order and id to go on after (empty at the start). Returns ids, orders and
 * rows, or nothing while it is being rebuilt. Where the page begins is found by laying a mark into the index and taking
 * it out again: the row that ended the page before may be gone.
 */
const list = `
local gen = redis.call('HGET', KEYS[1], 'gen')
if not gen then return {} end
local base = KEYS[2] .. ':g:' .. gen .. ':'
local key = base .. 'index:' .. ARGV[2]
local limit = tonumber(ARGV[3])
local first = 0
local last = -1
if ARGV[6] then
  local mark = ARGV[6] .. string.char(0)
  local there = redis.call('EXISTS', key) == 1
  if there then
    redis.call('ZADD', key, ARGV[5], mark)
    first = redis.call('ZRANK', key, mark)
    redis.call('ZREM', key, mark)
    last = first - 1
    local same = redis.call('ZSCORE', key, ARGV[6])
    if same and tonumber(same) == tonumber(ARGV[5]) then last = last - 1 end
  end
end
local found
if ARGV[4] == '1' then
  found = redis.call('ZRANGE', key, first, first + limit - 1, 'WITHSCORES')
elseif ARGV[6] and last < 0 then
  found = {}
elseif ARGV[6] then
  found = redis.call('ZRANGE', key, math.max(0, last - limit + 1), last, 'WITHSCORES')
else
  found = redis.call('ZRANGE', key, -limit, -1, 'WITHSCORES')
end
local ids, orders = {}, {}
for i = 1, #found, 2 do
  ids[#ids+1] = found[i]
  orders[#orders+1] = found[i+1]
end
local rows = {}
if #ids > 0 then rows = redis.call('HMGET', base .. 'rows:' .. ARGV[1], unpack(ids)) end
return { ids, orders, rows }
`

export const readSideScripts = { adopt, show, begin, page, finish, collect, get, list } as const
export type ReadSideScript = keyof typeof readSideScripts
