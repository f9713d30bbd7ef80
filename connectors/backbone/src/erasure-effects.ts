import type { Actor } from './actor.ts'
import { type Clock, pause } from './clock.ts'
import type { Documents } from './documents.ts'
import { erasureKinds } from './erasure.ts'
import { BackboneError } from './errors.ts'
import type { Keyring } from './keyring.ts'
import type { EffectHandler } from './runtime.ts'

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
    [erasureKinds.erase]: async ({ subjectId, actor, others = [] }, { signal }) => {
      // The one whose key protects what is known of the rest goes last: while it is there, all can be done again.
      const subjects = [...(others as readonly string[]).filter(other => other !== subjectId), subjectId as string]
      await untilDone(signal, async () => {
        for (const subject of subjects) {
          await store.deleteSubject(subject)
          await keyring.erase(subject, actor as Actor)
        }
      })
      return {}
    },
    [erasureKinds.purge]: async ({ subjectId, documentIds }, { signal }) => {
      if (!purges) return { isDeleted: false }
      await untilDone(signal, async () => {
        for (const id of documentIds as readonly string[]) await store.delete(subjectId as string, id)
      })
      return { isDeleted: true }
    },
  }
}
