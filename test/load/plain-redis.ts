import { Redis } from 'ioredis'

const scanned = 1_000

/** Every write that Redis holds under a prefix, as the plainest client would make it: one command for a field, a member or a text. */
async function* writesUnder(redis: Redis, prefix: string): AsyncIterable<string[][]> {
  for await (const keys of redis.scanStream({ match: `{${prefix}*`, count: scanned }) as AsyncIterable<string[]>) {
    const types = await answers<string>(
      redis,
      keys.map(key => ['type', key]),
    )
    const readable = keys.flatMap((key, i) => (types[i]! in reading ? [{ key, how: reading[types[i]!]! }] : []))
    const contents = await answers<string | Record<string, string> | string[]>(
      redis,
      readable.map(({ key, how }) => how(key)),
    )
    const writes = readable.flatMap(({ key }, i) => writesOf(key, contents[i]!))
    for (let from = 0; from < writes.length; from += scanned) yield writes.slice(from, from + scanned)
  }
}

const reading: Readonly<Record<string, (key: string) => string[]>> = {
  hash: key => ['hgetall', key],
  zset: key => ['zrange', key, '0', '-1', 'WITHSCORES'],
  string: key => ['get', key],
}

function writesOf(key: string, content: string | Record<string, string> | string[]): string[][] {
  if (typeof content === 'string') return [['set', key, content]]
  if (Array.isArray(content)) return pairs(content).map(([member, score]) => ['zadd', key, score, member])
  return Object.entries(content).map(([field, value]) => ['hset', key, field, value])
}

async function answers<T>(redis: Redis, commands: string[][]): Promise<T[]> {
  return ((await redis.pipeline(commands).exec()) ?? []).map(([error, answer]) => {
    if (error) throw error
    return answer as T
  })
}

const pairs = (flat: readonly string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!])

/**
 * Writes all that is under a prefix once more, to another database of the same Redis, in pipelines. Resolves with how many
 * commands that were, and the ms that the writing alone took.
 */
export async function writeAgainPlainly(url: string, prefix: string): Promise<{ commands: number; ms: number }> {
  const from = new Redis(url)
  const to = new Redis(url, { db: 1 })
  let commands = 0
  let ms = 0
  try {
    await to.flushdb()
    for await (const writes of writesUnder(from, prefix)) {
      const startedAt = performance.now()
      await to.pipeline(writes).exec()
      ms += performance.now() - startedAt
      commands += writes.length
    }
    await to.flushdb()
    return { commands, ms }
  } finally {
    from.disconnect()
    to.disconnect()
  }
}

export async function flushEverything(url: string): Promise<void> {
  const redis = new Redis(url)
  await redis.flushall()
  redis.disconnect()
}
