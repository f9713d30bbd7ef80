import type { AdapterFactory, AdapterPayload } from 'oidc-provider'

type Entry = { readonly payload: AdapterPayload; readonly untilMs: number }

const entriesMax = 5_000

/**
 * What the built-in issuer remembers between the steps of a sign-in: in memory, at most 5,000 entries (the oldest go
 * first). It follows the machine's clock, as the issuer itself does.
 */
export function createIssuerMemory(): AdapterFactory {
  const entries = new Map<string, Entry>()
  const live = (entry: Entry | undefined) => (entry && entry.untilMs > Date.now() ? entry.payload : undefined)
  const findBy = (model: string, field: 'uid' | 'userCode', value: string) =>
    live([...entries].find(([key, { payload }]) => key.startsWith(`${model}:`) && payload[field] === value)?.[1])

  return model => {
    const keyOf = (id: string) => `${model}:${id}`
    return {
      async upsert(id, payload, expiresInSeconds) {
        entries.delete(keyOf(id))
        entries.set(keyOf(id), { payload, untilMs: Date.now() + (expiresInSeconds ?? 3_600) * 1_000 })
        const [oldest] = entries.keys()
        if (entries.size > entriesMax && oldest !== undefined) entries.delete(oldest)
      },
      find: async id => live(entries.get(keyOf(id))),
      findByUid: async uid => findBy(model, 'uid', uid),
      findByUserCode: async userCode => findBy(model, 'userCode', userCode),
      async consume(id) {
        const entry = entries.get(keyOf(id))
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1_000)
      },
      async destroy(id) {
        entries.delete(keyOf(id))
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
      },
    }
  }
}
