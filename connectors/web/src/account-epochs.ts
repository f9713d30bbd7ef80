import { unlessErased } from '@icms/backbone/errors'
import type { ReadSide } from '@icms/backbone/port'
import { rebuilding } from './problem.ts'
import type { Sessions } from './sessions.ts'

/**
 * Keeps sessions of account holders to what the account's row says: they are good while the account is active, and void
 * from the moment that it is closed. Every edge that lets account holders in calls it, for each may run by itself.
 */
export function keepToAccountEpochs(sessions: Sessions, readSide: ReadSide): void {
  sessions.readEpochsFrom('account', async accountId => {
    const answer = await unlessErased(readSide.get('accounts', 'accounts', accountId))
    if (answer?.state === 'rebuilding') throw rebuilding()
    const epoch = answer?.found?.data.sessionEpoch
    return typeof epoch === 'number' ? epoch : Number.POSITIVE_INFINITY
  })
}
