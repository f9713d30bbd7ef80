import { until } from '@icms/deploy/demo/people'
import { submittedWithLostKey } from '@icms/deploy/operations/lost-key'
import type { Gateway } from '../journeys/gateway.ts'

/** Vetting's dead letters in every state that a page shows, by what would become, or became, of each. */
export type FilledLetters = Readonly<Record<'lost' | 'mended' | 'replayed' | 'discarded' | 'unreadable', string>>

/**
 * Leaves messages that cannot be read: one that never can; some whose data key is lost, of which one was tried again in
 * vain, one has got it back, one was replayed since and one was discarded.
 */
export async function fillLetters(gateway: Gateway): Promise<FilledLetters> {
  const { backbone } = gateway.host
  const operator = gateway.operator()
  const open = async (key: string) =>
    (
      await until(
        async () => (await operator.deadLetters()).deadLetters.filter(l => l.service === 'vetting' && l.key === key),
        letters => letters.length === 1,
        `a dead letter of ${key}`,
      )
    )[0]!.deadLetterId

  const withoutKey = async () => {
    const { record, ...rest } = await submittedWithLostKey(backbone)
    await backbone.publish([{ ...record, at: gateway.clock.now() }])
    return { deadLetterId: await open(rest.applicationId), ...rest }
  }
  const [lost, mended, replayed, discarded] = await Promise.all([1, 2, 3, 4].map(withoutKey))
  await Promise.all([mended, replayed].map(one => one!.giveKey()))
  const withdrawal = { applicationId: lost!.applicationId, at: gateway.clock.now(), reason: null }
  await operator.publish('intake-web.events.v1', [
    { type: 'WithdrawalRequested', key: lost!.applicationId, data: withdrawal },
    {
      type: 'WithdrawalRequested',
      key: mended!.applicationId,
      data: { ...withdrawal, applicationId: mended!.applicationId },
    },
  ])
  await operator.resolve(lost!.deadLetterId, 'replay', 'To see whether the key is back.')
  await operator.resolve(replayed!.deadLetterId, 'replay', 'The key is back.')
  await operator.resolve(discarded!.deadLetterId, 'discard', 'Sent again by the applicant.')
  const poison = { topic: 'identity.events.v1', key: 'poison', value: Buffer.from('not Avro'), headers: {} }
  await backbone.publish([{ ...poison, at: gateway.clock.now() }])
  return {
    lost: lost!.deadLetterId,
    mended: mended!.deadLetterId,
    replayed: replayed!.deadLetterId,
    discarded: discarded!.deadLetterId,
    unreadable: await open('poison'),
  }
}
