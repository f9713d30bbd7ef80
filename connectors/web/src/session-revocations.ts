import type { Clock } from '@icms/backbone/clock'
import type { SessionKind } from './sessions.ts'

/** Which sessions ended before their time. Answers from where every instance sees them; throws when it cannot know. */
export interface SessionRevocations {
  /** Sessions of the subject that started under a lower epoch are void; 0 when none was ever revoked. */
  epochOf(kind: SessionKind, subject: string): Promise<number>
  isEnded(sessionId: string): Promise<boolean>
  /** Ends one session; need not be remembered after `untilMs` (UTC ms), when it would be over anyway. */
  end(sessionId: string, untilMs: number): Promise<void>
}

export type LocalRevocations = SessionRevocations & {
  /** Ends every session that the subject has. */
  revoke(kind: SessionKind, subject: string): void
}

/** Revocations of one process, forgotten with it: for hosts whose sessions end with the process too, and for tests. */
export function createLocalRevocations(clock: Pick<Clock, 'now'>): LocalRevocations {
  const epochs = new Map<string, number>()
  const ended = new Map<string, number>()
  return {
    epochOf: async (kind, subject) => epochs.get(`${kind}:${subject}`) ?? 0,
    isEnded: async sessionId => ended.has(sessionId),
    async end(sessionId, untilMs) {
      for (const [id, until] of ended) if (until <= clock.now()) ended.delete(id)
      ended.set(sessionId, untilMs)
    },
    revoke(kind, subject) {
      const key = `${kind}:${subject}`
      epochs.set(key, (epochs.get(key) ?? 0) + 1)
    },
  }
}
