import { type EdgeMemory, refuseBeyondLimits } from '@icms/backbone/edge-memory'
import { randomId, systemEntropy } from '@icms/backbone/entropy'
import type { Names } from './names.ts'
import type { RedisConnection } from './redis-connection.ts'

/**
 * KEYS: the era, a name. ARGV: the era to begin where there is none, or where this is another server or another run of it
 * than the one that the era began at: what comes back from a snapshot or a replica may lack the last moments. Returns
 * the era, and whether the name is there.
 */
const look = `
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
local held = redis.call('HMGET', KEYS[1], 'era', 'run')
if not held[1] or held[2] ~= run then
  held[1] = ARGV[1]
  redis.call('HSET', KEYS[1], 'era', held[1], 'run', run)
end
return { held[1], redis.call('EXISTS', KEYS[2]) }
`

/** KEYS: the name. ARGV: ms. */
const remember = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) end
return 1
`

/** KEYS: the name. ARGV: ms. Returns the count, and the ms until its window ends. */
const count = `
local counted = redis.call('INCR', KEYS[1])
if counted == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { counted, redis.call('PTTL', KEYS[1]) }
`

/** What edges remember, in Redis: keys that expire, one round trip for each call. Times go by Redis' own clock. */
export function createRedisEdgeMemory(redis: RedisConnection, names: Names): EdgeMemory {
  const run = (script: string, keys: readonly string[], argument: string | number) =>
    redis.ask(client => client.eval(script, keys.length, ...keys, argument))
  const rememberedKey = (name: string) => names.edgeMemory(`remembered:${name}`)

  async function lookFor(name: string) {
    const keys = [names.edgeMemory('era'), rememberedKey(name)]
    const [era, found] = (await run(look, keys, randomId(systemEntropy))) as [string, number]
    return { era, isThere: found === 1 }
  }

  return {
    era: async () => (await lookFor('')).era,
    async remember(name, forMs) {
      refuseBeyondLimits(name, forMs)
      await run(remember, [rememberedKey(name)], forMs)
    },
    async isRemembered(name, known) {
      const { era, isThere } = await lookFor(name)
      return era !== known || isThere
    },
    async count(name, windowMs) {
      refuseBeyondLimits(name, windowMs)
      const key = names.edgeMemory(`counted:${name}`)
      const [counted, resetsInMs] = (await run(count, [key], windowMs)) as [number, number]
      return { count: counted, resetsInMs: Math.max(1, resetsInMs) }
    },
  }
}
