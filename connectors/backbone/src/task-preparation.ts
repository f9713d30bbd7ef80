import type { Batch } from './batch.ts'
import { pause } from './clock.ts'
import { BackboneError, isBackboneError } from './errors.ts'
import type { InRecord } from './record.ts'
import type { Runtime } from './runtime.ts'
import { topicsOf } from './service.ts'
import type { Stager } from './stage.ts'
import type { Work } from './work.ts'

const retryMs = 200
/** Inputs of one held key that drain in one commit. */
export const drainInputsMax = 200

/**
 * Makes the bytes of a batch readable before it is decided, dead letters and queued inputs included; mostly they are, and
 * nothing is waited for. Waits for as long as the registry is away, and throws `Closed` when the task is closed meanwhile.
 */
export function createPreparation(
  { service, codec, clock }: Runtime,
  { dead }: Stager,
  on: { isClosed(): boolean; waits(isWaiting: boolean): void },
) {
  const { replays } = topicsOf(service.name)

  async function prepareReplay(batch: Batch, record: InRecord) {
    try {
      const { deadLetterId } = codec.decode(record.value!) as { deadLetterId: string }
      await codec.prepare([dead.valueOf(batch, deadLetterId)])
    } catch (error) {
      if (isBackboneError(error, 'NotNow')) throw error
    }
  }

  function valuesOf(batch: Batch, works: readonly Work[]): (Uint8Array | null)[] {
    const values: (Uint8Array | null)[] = []
    for (const work of works)
      if (work.kind === 'record') values.push(work.record.value)
      else if (work.kind === 'drain') values.push(...dead.queuedValues(batch, work.key, drainInputsMax))
    return values
  }

  const isReplay = (work: Work): work is Extract<Work, { kind: 'record' }> =>
    work.kind === 'record' && work.record.topic === replays

  async function prepare(batch: Batch, works: readonly Work[], values: readonly (Uint8Array | null)[]) {
    for (;;) {
      try {
        await codec.prepare(values)
        for (const work of works) if (isReplay(work)) await prepareReplay(batch, work.record)
        on.waits(false)
        return
      } catch (error) {
        if (!isBackboneError(error, 'NotNow')) throw error
        if (on.isClosed())
          throw new BackboneError('Closed', 'the task was closed while it waited for the schema registry')
        on.waits(true)
        await pause(clock, retryMs)
      }
    }
  }

  return (batch: Batch, works: readonly Work[]): undefined | Promise<void> => {
    const values = valuesOf(batch, works)
    if (!values.every(codec.isPrepared) || works.some(isReplay)) return prepare(batch, works, values)
    on.waits(false)
  }
}
