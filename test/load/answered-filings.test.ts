import type { InRecord } from '@icms/backbone/record'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { answeredFilings } from './answered-filings.ts'

async function answers() {
  const hear: ((record: InRecord) => void)[] = []
  const answered = await answeredFilings({
    codec: { peek: () => ({ reason: 'ACCOUNT_CLOSED' }) },
    async follow(_, handle) {
      hear.push(handle)
      return { caughtUp: async () => {}, stop: async () => {} }
    },
  })
  const say = (type: string) =>
    hear[type === 'DeadLetter' ? 1 : 0]!({
      ...{ topic: 'accounts.events.v1', partition: 0, offset: 0, key: 'account-1', at: 0, value: new Uint8Array(1) },
      headers: { ce_type: type === 'DeadLetter' ? 'icms.backbone.DeadLetter' : contracts.place(type).fullName },
    })
  return { ...answered, say }
}

test('filings that were answered before it began do not count', async () => {
  const { say, caughtUp, confirmed } = await answers()
  say('FilingConfirmed')
  say('FilingRefused')
  await caughtUp()
  say('FilingConfirmed')
  await confirmed(1, 1_000)
  await expect(confirmed(2, 20)).rejects.toThrow('2 filings confirmed: not within 0.02 s; 1 were')
})

test.each(['FilingRefused', 'FilingParked', 'DeadLetter'])(
  'an answer that is another is told at once (%s)',
  async type => {
    const { say, caughtUp, confirmed } = await answers()
    await caughtUp()
    say(type)
    await expect(confirmed(1, 1_000)).rejects.toThrow(`a filing was not confirmed: ${type} {"reason":"ACCOUNT_CLOSED"}`)
  },
)
