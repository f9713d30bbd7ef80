import { setTimeout as sleep } from 'node:timers/promises'
import { BackboneError } from '@icms/backbone/errors'

/** Whoever asks for probes and metrics gives up before a broker that hangs is given up. */
const answerMsMax = 2_000

/** The answer, or `NotNow` after two seconds of the machine's time: a probe must say what hangs, not hang too. */
export function promptly<T>(asked: Promise<T>, what: string): Promise<T> {
  const giveUp = new AbortController()
  const late = sleep(answerMsMax, undefined, { signal: giveUp.signal, ref: false }).then(() => {
    throw new BackboneError('NotNow', `${what} does not answer within ${answerMsMax / 1_000} s`)
  })
  return Promise.race([asked, late]).finally(() => giveUp.abort())
}
