import { createSecretKey, type KeyObject } from 'node:crypto'
import { type Actor, system } from './actor.ts'
import { base32 } from './base32.ts'
import { type Clock, pause } from './clock.ts'
import type { Codec } from './codec.ts'
import { type Entropy, randomId } from './entropy.ts'
import { isBackboneError } from './errors.ts'
import { createKeyTable } from './key-table.ts'
import { createMasterKeys, type WrappedKey } from './master-keys.ts'
import type { DataKey } from './personal-text.ts'
import type { Backbone } from './port.ts'
import { headersOf, type OutRecord } from './record.ts'

/** The compacted topic that holds every data key, wrapped by a master key, under the key's id. */
export const keyringTopic = 'keyring.v1'

/** Keys made while a batch is decided. They are written with it, and known to others once it was taken. */
export type FreshKeys = {
  keyFor(subjectId: string): DataKey
  records(): readonly OutRecord[]
  taken(): void
}

/**
 * Data keys by subject (an application, an account, a case). A subject may have several, made by processes that did not
 * know of each other; each text names its own. A key that is not there any more was erased, and its texts with it.
 */
export type Keyring = {
  /** Reads the topic and follows it. Resolves when all that was written before is known. */
  open(backbone: Pick<Backbone, 'codec' | 'follow' | 'publish'>, clock: Clock): Promise<void>
  keyFor(subjectId: string): DataKey | undefined
  find(keyId: string): KeyObject | undefined
  /** Resolves when every key that was durable before the call is known. */
  caughtUp(): Promise<void>
  /** Makes the key of a subject that has none, and resolves when it is durable. Throws `NotNow`. */
  ensure(subjectId: string): Promise<void>
  fresh(): FreshKeys
  /** Erases a subject: whatever was encrypted for it can be read by nobody. Answers how many keys went. */
  erase(subjectId: string, actor: Actor): Promise<number>
  /** Wraps every key that an older master key wraps with the newest. Answers how many. */
  rewrap(actor: Actor): Promise<number>
  readonly entropy: Entropy
  stop(): Promise<void>
}

const dataKey = 'icms.backbone.DataKey'
const keyBytes = 32
const keyIdBytes = 10
/** Records of one publication while keys are wrapped again. */
const rewrapBatch = 500

/** `masterKeys`: 32 bytes each, the newest first; older ones only unwrap. Throws where one has another length. */
export function createKeyring(masterKeyBytes: readonly Uint8Array[], entropy: Entropy): Keyring {
  const masters = createMasterKeys(masterKeyBytes, entropy)
  const table = createKeyTable(masters)
  let backbone: Pick<Backbone, 'codec' | 'follow' | 'publish'> | undefined
  let clock: Clock | undefined
  let following: { caughtUp(): Promise<void>; stop(): Promise<void> } | undefined
  let order: Promise<void> = Promise.resolve()

  function opened() {
    if (!backbone || !clock || !following) throw new Error('the keyring is not open')
    return { backbone, clock, following }
  }

  async function learn(codec: Codec, keyId: string | null, value: Uint8Array | null) {
    if (keyId === null) return
    if (!value) return table.forget(keyId)
    for (;;) {
      try {
        await codec.prepare([value])
        return table.learn(codec.decode(value) as WrappedKey)
      } catch (error) {
        if (!isBackboneError(error, 'NotNow')) throw error
        await pause(clock!, 200)
      }
    }
  }

  function make(subjectId: string): { subjectId: string; id: string; bytes: Uint8Array; key: KeyObject } {
    const bytes = entropy.bytes(keyBytes)
    return { subjectId, id: base32(entropy.bytes(keyIdBytes)), bytes, key: createSecretKey(bytes) }
  }

  function about(keyId: string, actor: Actor) {
    const at = opened().clock.now()
    const headers = headersOf({ id: randomId(entropy), fullName: dataKey, service: 'keyring', key: keyId, at, actor })
    return { topic: keyringTopic, key: keyId, headers, at }
  }

  const recordOf = (entry: WrappedKey, actor: Actor): OutRecord => ({
    ...about(entry.keyId, actor),
    value: opened().backbone.codec.encode(dataKey, entry),
  })

  const keyring: Keyring = {
    entropy,
    async open(on, at) {
      backbone = on
      clock = at
      following = await on.follow(keyringTopic, ({ key, value }) => {
        order = order.then(() => learn(on.codec, key, value)).catch(() => {})
      })
      await keyring.caughtUp()
    },
    keyFor: table.keyFor,
    find: table.find,
    async caughtUp() {
      await opened().following.caughtUp()
      await order
    },
    async ensure(subjectId) {
      if (table.keyFor(subjectId)) return
      const made = make(subjectId)
      const entry = masters.wrap(made)
      await opened().backbone.publish([recordOf(entry, system)])
      table.learn(entry)
    },
    fresh() {
      const made = new Map<string, ReturnType<typeof make>>()
      let entries: readonly WrappedKey[] = []
      return {
        keyFor(subjectId) {
          const known = table.keyFor(subjectId) ?? made.get(subjectId)
          if (known) return known
          const one = make(subjectId)
          made.set(subjectId, one)
          return one
        },
        records() {
          entries = [...made.values()].map(masters.wrap)
          return entries.map(entry => recordOf(entry, system))
        },
        taken() {
          for (const entry of entries) table.learn(entry)
        },
      }
    },
    async erase(subjectId, actor) {
      await keyring.caughtUp()
      const ids = table.idsOf(subjectId)
      if (ids.length === 0) return 0
      await opened().backbone.publish(ids.map(id => ({ ...about(id, actor), value: null })))
      for (const id of ids) table.forget(id)
      return ids.length
    },
    async rewrap(actor) {
      await keyring.caughtUp()
      const old = table.entries().filter(entry => entry.masterKeyId !== masters.newestId)
      for (let from = 0; from < old.length; from += rewrapBatch) {
        const again = old.slice(from, from + rewrapBatch).map(masters.rewrap)
        await opened().backbone.publish(again.map(entry => recordOf(entry, actor)))
        for (const entry of again) table.learn(entry)
      }
      return old.length
    },
    async stop() {
      await following?.stop()
    },
  }
  return keyring
}
