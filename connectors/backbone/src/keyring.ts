import { createSecretKey, type KeyObject } from 'node:crypto'
import { type Actor, system } from './actor.ts'
import { base32 } from './base32.ts'
import { type Clock, pause } from './clock.ts'
import { type Entropy, randomId } from './entropy.ts'
import { BackboneError, isBackboneError } from './errors.ts'
import { createKeyTable } from './key-table.ts'
import { keyringTopic } from './keyring-topic.ts'
import { createMasterKeys, type WrappedKey } from './master-keys.ts'
import type { DataKey } from './personal-text.ts'
import type { Backbone, Following } from './port.ts'
import { headersOf, type InRecord, type OutRecord } from './record.ts'

/** Keys made while a batch is decided. They are written with it, and used by others once it was taken. */
export type FreshKeys = {
  /** Nothing for a subject that was erased. */
  keyFor(subjectId: string): DataKey | undefined
  records(): readonly OutRecord[]
  taken(): void
}

export type KeyringStatus = {
  /** Id of the master key that wraps what is new. */
  readonly newest: string
  /** Data keys by the master key that wraps them; one that is not `given` here cannot be read. */
  readonly masterKeys: readonly { readonly id: string; readonly given: boolean; readonly dataKeys: number }[]
  readonly erasedSubjects: number
}

/**
 * Data keys by subject (an application, an account, a case). A subject may have several, made by processes that did not
 * know of each other; each text names its own. A subject that was erased has none, and never gets one again.
 */
export type Keyring = {
  /** Reads the topic and follows it. Resolves when all that can be read is known; after `NotNow` ask again. Throws `Incompatible` where a master key is missing. */
  open(backbone: KeyringBackbone, clock: Clock): Promise<void>
  keyFor(subjectId: string): DataKey | undefined
  find(keyId: string): KeyObject | undefined
  knows(keyId: string): boolean
  isErased(subjectId: string): boolean
  erasedCount(): number
  /** Resolves when every key and every erasure that was durable before the call is known. */
  caughtUp(): Promise<void>
  /** Makes the key of a subject that has none, and resolves when it is durable. Throws `NotNow`. */
  ensure(subjectId: string): Promise<void>
  /** `made` is told how to take back each key that is made. */
  fresh(made: (undo: () => void) => void): FreshKeys
  /** Erases a subject: whatever was or will be written of it can be read by nobody. Answers how many keys went. */
  erase(subjectId: string, actor: Actor): Promise<number>
  /** Wraps keys that an older master key wraps with the newest, at most `keysMax`. Answers how many; 0 when all are. */
  rewrap(actor: Actor, keysMax: number): Promise<number>
  status(): KeyringStatus
  readonly entropy: Entropy
  stop(): Promise<void>
}

type KeyringBackbone = Pick<Backbone, 'codec' | 'follow' | 'publish'>

const names = { dataKey: 'icms.backbone.DataKey', erased: 'icms.backbone.SubjectErased' } as const
const keyBytes = 32
const keyIdBytes = 10
const retryMs = 200
/** Records of one publication while keys are wrapped again. */
const rewrapBatch = 500

/** `masterKeyBytes`: 32 bytes each, the newest first; older ones only unwrap. Throws where one has another length. */
export function createKeyring(masterKeyBytes: readonly Uint8Array[], entropy: Entropy): Keyring {
  const masters = createMasterKeys(masterKeyBytes, entropy)
  const table = createKeyTable(masters)
  const making = new Map<string, Promise<void>>()
  let on: { readonly backbone: KeyringBackbone; readonly clock: Clock } | undefined
  let following: Following | undefined
  let order: Promise<void> = Promise.resolve()
  let isRead = false

  function opened() {
    if (!on || !following) throw new Error('the keyring is not open')
    return { ...on, following }
  }

  /** One record of the topic. What cannot be read, or is not what its key says, is nobody's key. */
  async function learn({ key, value }: InRecord) {
    if (key === null) return
    if (!value) return table.forget(key)
    const { codec } = on!.backbone
    await untilReachable(() => codec.prepare([value]))
    const name = codec.nameOf(value)
    if (name === names.dataKey) {
      const entry = codec.decode(value) as WrappedKey
      if (entry.keyId === key) table.learn(entry)
    } else if (name === names.erased) {
      const { subjectId } = codec.decode(value) as { subjectId: string }
      if (key === erasedKey(subjectId)) table.erase(subjectId)
    }
    if (isRead && table.leftOver().length > 0) await takeAwayLeftOver(system)
  }

  async function untilReachable(ask: () => Promise<void>) {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        if (!isBackboneError(error, 'NotNow')) throw error
        await pause(on!.clock, retryMs)
      }
    }
  }

  function make(subjectId: string): { subjectId: string; id: string; bytes: Uint8Array; key: KeyObject } {
    const bytes = entropy.bytes(keyBytes)
    return { subjectId, id: base32(entropy.bytes(keyIdBytes)), bytes, key: createSecretKey(bytes) }
  }

  function about(key: string, fullName: string, actor: Actor) {
    const at = opened().clock.now()
    const headers = headersOf({ id: randomId(entropy), fullName, service: 'keyring', key, at, actor })
    return { topic: keyringTopic, key, headers, at }
  }

  const recordOf = (entry: WrappedKey, actor: Actor): OutRecord => ({
    ...about(entry.keyId, names.dataKey, actor),
    value: opened().backbone.codec.encode(names.dataKey, entry),
  })

  async function publishKey(subjectId: string) {
    const made = make(subjectId)
    const entry = masters.wrap(made)
    await opened().backbone.publish([recordOf(entry, system)])
    table.learn(entry, made.key)
  }

  /** A key may reach the topic after its subject was erased: by a commit under way, or wrapped again meanwhile. */
  async function takeAwayLeftOver(actor: Actor) {
    const ids = table.leftOver()
    if (ids.length === 0) return
    await opened().backbone.publish(ids.map(id => ({ ...about(id, names.dataKey, actor), value: null })))
    for (const id of ids) table.forget(id)
  }

  const keyring: Keyring = {
    entropy,
    async open(backbone, clock) {
      on = { backbone, clock }
      following ??= await backbone.follow(keyringTopic, record => {
        order = order.then(() => learn(record)).catch(() => {})
      })
      // A process that was killed in a transaction holds back what comes after it until its task is opened again, which
      // comes later: what must be known by then is waited for when it is.
      await following.caughtUp('readable')
      await order
      const missing = keyring.status().masterKeys.filter(master => !master.given)
      if (missing.length > 0)
        throw new BackboneError(
          'Incompatible',
          `master keys are missing: ${missing.map(m => `${m.id} wraps ${m.dataKeys} data keys`).join(', ')}; given is ${masters.ids.join(', ')}. Give the older ones too, behind the newest`,
        )
      isRead = true
      await takeAwayLeftOver(system)
    },
    keyFor: table.keyFor,
    find: table.find,
    knows: table.knows,
    isErased: table.isErased,
    erasedCount: table.erasedCount,
    async caughtUp() {
      await opened().following.caughtUp()
      await order
    },
    ensure(subjectId) {
      if (table.isErased(subjectId) || table.keyFor(subjectId)) return Promise.resolve()
      const before = making.get(subjectId)
      if (before) return before
      const made = publishKey(subjectId).finally(() => making.delete(subjectId))
      making.set(subjectId, made)
      return made
    },
    fresh(isMade) {
      const made = new Map<string, ReturnType<typeof make>>()
      let wrapped: readonly { readonly entry: WrappedKey; readonly key: KeyObject }[] = []
      return {
        keyFor(subjectId) {
          if (table.isErased(subjectId)) return undefined
          const known = table.keyFor(subjectId) ?? made.get(subjectId)
          if (known) return known
          const one = make(subjectId)
          made.set(subjectId, one)
          isMade(() => made.delete(subjectId))
          return one
        },
        records() {
          wrapped = [...made.values()].map(one => ({ entry: masters.wrap(one), key: one.key }))
          return wrapped.map(({ entry }) => recordOf(entry, system))
        },
        taken() {
          for (const { entry, key } of wrapped) table.learn(entry, key)
        },
      }
    },
    async erase(subjectId, actor) {
      await keyring.caughtUp()
      const count = table.countOf(subjectId)
      const value = opened().backbone.codec.encode(names.erased, { subjectId })
      // First that it is erased, then its keys: whoever finds a key gone finds out why.
      await opened().backbone.publish([{ ...about(erasedKey(subjectId), names.erased, actor), value }])
      table.erase(subjectId)
      await takeAwayLeftOver(actor)
      return count
    },
    async rewrap(actor, keysMax) {
      await keyring.caughtUp()
      const ids = table.notWrappedBy(masters.newestId).slice(0, keysMax)
      let count = 0
      for (let from = 0; from < ids.length; from += rewrapBatch) {
        const known = ids.slice(from, from + rewrapBatch).map(table.entryOf)
        const again = known.filter(entry => entry !== undefined).map(masters.rewrap)
        await opened().backbone.publish(again.map(entry => recordOf(entry, actor)))
        for (const entry of again) table.learn(entry)
        count += again.length
      }
      return count
    },
    status() {
      const counts = table.countByMasterKey()
      const ids = [...new Set([...masters.ids, ...counts.keys()])]
      return {
        newest: masters.newestId,
        masterKeys: ids.map(id => ({ id, given: masters.knows(id), dataKeys: counts.get(id) ?? 0 })),
        erasedSubjects: table.erasedCount(),
      }
    },
    async stop() {
      await following?.stop()
    },
  }
  return keyring
}

const erasedKey = (subjectId: string) => `erased/${subjectId}`
