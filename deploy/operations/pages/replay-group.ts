import type { Actor } from '@icms/backbone/actor'
import { isBackboneError } from '@icms/backbone/errors'
import type { OpenLetter } from '../open-dead-letters.ts'
import type { Operations } from '../operations.ts'

/** What became of the dead letters of a group. `left`: not tried, or asked for and not known yet. */
export type GroupReplayed = { readonly replayed: number; readonly failed: number; readonly left: number }

export type GroupLimits = {
  /** Replays of one request. */
  readonly lettersMax: number
  /** Where so many in a row fail again, the cause is not mended: the rest is left alone. */
  readonly failuresMax: number
  readonly msMax: number
}

/** A request ends well before it may last no longer. */
export const groupLimits: GroupLimits = { lettersMax: 200, failuresMax: 3, msMax: 15_000 }

/** Replays dead letters one after the other in the order given, to a limit. */
export async function replayGroup(
  letters: Pick<Operations['letters'], 'resolve'>,
  group: readonly OpenLetter[],
  word: { readonly reason: string | undefined; readonly actor: Actor },
  { lettersMax, failuresMax, msMax }: GroupLimits = groupLimits,
): Promise<GroupReplayed> {
  const end = performance.now() + msMax
  let replayed = 0
  let failed = 0
  let inARow = 0
  for (const { deadLetterId } of group.slice(0, lettersMax)) {
    const msLeft = Math.floor(end - performance.now())
    if (msLeft <= 0 || inARow >= failuresMax) break
    const wanted = { ...word, waitMsMax: Math.min(5_000, msLeft) }
    const outcome = await letters.resolve(deadLetterId, 'REPLAY', wanted).then(done => done.outcome, notNow)
    if (outcome === undefined) break
    if (outcome === 'FAILED_AGAIN') failed += 1
    else if (outcome !== 'BEING_PROCESSED') replayed += 1
    inARow = outcome === 'FAILED_AGAIN' ? inARow + 1 : 0
  }
  return { replayed, failed, left: group.length - replayed - failed }
}

/** What was done so far is told; the rest is left for another time. */
function notNow(error: unknown): undefined {
  if (!isBackboneError(error, 'NotNow')) throw error
}
