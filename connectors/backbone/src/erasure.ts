import { type Actor, system } from './actor.ts'
import type { Effect } from './aggregate.ts'
import { type Clock, pause } from './clock.ts'
import type { Documents } from './documents.ts'
import { BackboneError } from './errors.ts'
import type { Keyring } from './keyring.ts'
import type { EffectHandler } from './runtime.ts'

/** Calendar days that is kept what has ended, by how it ended, before a person may have it erased. */
export type Retention = {
  readonly rejected: number
  readonly lapsed: number
  readonly withdrawn: number
  readonly account: number
}

const kinds = { erase: 'erase-subject', purge: 'purge-documents' } as const

/** Wants a subject erased, on behalf of whoever decided it. Each attempt has a number; any may be made twice. */
export const eraseSubject = (subjectId: string, attempt: number, actor: Actor = system): Effect => ({
  id: `erase-${attempt}`,
  kind: kinds.erase,
  request: { subjectId, actor },
})

/** Wants the files of documents deleted that are kept no longer than necessary; it answers with `isDeleted`. */
export const purgeDocuments = (subjectId: string, documentIds: readonly string[], attempt: number): Effect => ({
  id: `purge-${attempt}`,
  kind: kinds.purge,
  request: { subjectId, documentIds },
})

type Ports = {
  readonly keyring: Pick<Keyring, 'erase'>
  readonly documents: Documents
  readonly clock: Clock
  /** Without it what should be purged is kept. */
  readonly purges: boolean
}

const againMs = 2_000

/**
 * Carries out what cores want erased, for all services alike: files first, then keys. Both may be done again, so what
 * fails is tried until the call's time is over, and what is in doubt is begun anew.
 */
export function erasureEffects({ keyring, documents, clock, purges }: Ports): Record<string, EffectHandler> {
  const { store } = documents

  async function untilDone(signal: AbortSignal, attempt: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        await pause(clock, againMs)
        if (signal.aborted) throw new BackboneError('NotNow', 'what is to be erased cannot be reached', error)
      }
    }
  }

  return {
    [kinds.erase]: async ({ subjectId, actor }, { signal }) => {
      await untilDone(signal, async () => {
        await store.deleteSubject(subjectId as string)
        await keyring.erase(subjectId as string, actor as Actor)
      })
      return {}
    },
    [kinds.purge]: async ({ subjectId, documentIds }, { signal }) => {
      if (!purges) return { isDeleted: false }
      await untilDone(signal, async () => {
        for (const id of documentIds as readonly string[]) await store.delete(subjectId as string, id)
      })
      return { isDeleted: true }
    },
  }
}
