import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { mail } from './mail.ts'
import { requested, requestedAt } from './requested-mail.ts'
import { SendingFailed, type SendingFailure } from './sending-outcome.ts'

const minuteMs = 60_000
const messageId = '<email-1@icms-registration.invalid>'

function newStory() {
  const story = storyOf(mail, { key: 'email-1', contracts })
  story.input(requested(), requestedAt)
  return story
}
const failure = (
  kind: SendingFailure['kind'],
  problem: SendingFailure['problem'],
  replyCode: string | null = null,
) => ({
  code: new SendingFailed({ kind, problem, replyCode }).code,
})

test('a mail that was asked for is sent, with all that it takes to write it', () => {
  const story = newStory()
  const { name, parameters } = requested().data
  expect(story.effects).toMatchObject([
    {
      id: 'send-1',
      kind: 'send-mail',
      request: {
        messageId,
        notice: 'N1',
        queuedAt: requestedAt,
        letter: { to: 'taiman@example.com', name, parameters },
      },
    },
  ])
})

test('a mail that is asked for again is the same mail', () => {
  expect(newStory().input(requested(), requestedAt + 1)).toEqual([])
})

test('once the server took it, what it said and whom it was for is forgotten (I7)', () => {
  const story = newStory()
  const at = requestedAt + 1
  const data = { emailId: 'email-1', at, notice: 'N1', subjectId: 'application-1', messageId, attempt: 1 }
  expect(story.settle('send-1', 'succeeded', at)).toEqual([{ type: 'EmailAccepted', data }])
  expect(story.effects).toEqual([])
  expect(JSON.stringify(story.state)).not.toMatch(/CHAN|taiman/)
  expect(story.rows).toMatchObject([{ table: 'mails', id: 'email-1', data: { status: 'ACCEPTED' } }])
})

test('rows never show whom a mail is for (I7)', () => {
  expect(JSON.stringify(newStory().rows)).not.toMatch(/CHAN|taiman/)
})

test('a mail that was not taken is sent again after 1, 5, 15, 60 and then 240 minutes, ten times in all', () => {
  const story = newStory()
  const waits: number[] = []
  let at = requestedAt
  for (let attempt = 1; attempt < 10; attempt++) {
    const [deferred] = story.settle(`send-${attempt}`, 'failed', at, failure('DEFERRED', 'SERVER_BUSY', '451 4.3.0'))
    expect(deferred).toMatchObject({
      type: 'EmailDeferred',
      data: { reason: 'SERVER_BUSY', replyCode: '451 4.3.0', attempt },
    })
    expect(story.effects).toEqual([])
    const next = story.timers[0]!.at
    waits.push((next - at) / minuteMs)
    at = next
    expect(story.advanceTo(at)).toMatchObject([{ type: 'EmailRetried', data: { attempt: attempt + 1 } }])
  }
  expect(waits).toEqual([1, 5, 15, 60, 240, 240, 240, 240, 240])
  const last = story.settle('send-10', 'failed', at, failure('DEFERRED', 'SERVER_UNREACHABLE'))
  expect(last).toMatchObject([{ type: 'EmailAbandoned', data: { reason: 'ATTEMPTS_USED_UP', attempt: 10 } }])
  expect([...story.timers, ...story.effects]).toEqual([])
})

test('a mail that was refused for good bounces and is not sent again', () => {
  const story = newStory()
  const bounced = story.settle('send-1', 'failed', requestedAt, failure('BOUNCED', 'RECIPIENT_REFUSED', '550 5.1.1'))
  expect(bounced).toMatchObject([
    { type: 'EmailBounced', data: { reason: 'RECIPIENT_REFUSED', replyCode: '550 5.1.1' } },
  ])
  expect([...story.timers, ...story.effects]).toEqual([])
  expect(story.state).toMatchObject({ status: 'BOUNCED', letter: null })
})

test.each([
  ['the process died while it was sent', 'in-doubt', { code: 'RESTARTED' }],
  ['the line broke after it was handed over', 'failed', failure('IN_DOUBT', 'SERVER_UNREACHABLE')],
] as const)('a mail is sent again with the same Message-ID where %s, twice at most (I3)', (_, outcome, detail) => {
  const story = newStory()
  for (const attempt of [1, 2]) {
    const at = story.state!.changedAt + 1
    expect(story.settle(`send-${attempt}`, outcome, at, detail)).toMatchObject([
      { type: 'EmailInDoubt', data: { messageId } },
    ])
    story.advanceTo(story.timers[0]!.at)
    expect(story.effects).toMatchObject([{ id: `send-${attempt + 1}`, request: { messageId } }])
  }
  const last = story.settle('send-3', outcome, story.state!.changedAt + 1, detail)
  expect(last).toMatchObject([
    { type: 'EmailInDoubt', data: { until: null } },
    { type: 'EmailAbandoned', data: { reason: 'ATTEMPTS_USED_UP' } },
  ])
  expect([...story.timers, ...story.effects]).toEqual([])
})

test('a doubt among refusals does not lift the limit on attempts', () => {
  const story = newStory()
  for (let attempt = 1; attempt < 10; attempt++) {
    story.settle(`send-${attempt}`, 'failed', story.state!.changedAt, failure('DEFERRED', 'SERVER_BUSY'))
    story.advanceTo(story.timers[0]!.at)
  }
  const last = story.settle('send-10', 'in-doubt', story.state!.changedAt + 1)
  expect(last.map(o => o.type)).toEqual(['EmailInDoubt', 'EmailAbandoned'])
})

const report = (change: Partial<MessageOf<'RecordDeliveryReport'>['data']> = {}) =>
  ({
    type: 'RecordDeliveryReport',
    data: { emailId: 'email-1', attempt: 1, action: 'FAILED', statusCode: '5.1.1', ...change },
  }) as const

test('a mail that was taken and comes back has bounced, once, however often that is reported (R35b)', () => {
  const story = newStory()
  story.settle('send-1', 'succeeded', requestedAt + 1)
  const [bounced, ...more] = story.input(report(), requestedAt + 2)
  expect(bounced).toMatchObject({
    type: 'EmailBounced',
    data: { subjectId: 'application-1', reason: 'RETURNED', replyCode: '5.1.1', attempt: 1, queuedAt: requestedAt },
  })
  expect(more).toEqual([])
  expect(story.rows).toMatchObject([{ data: { status: 'BOUNCED' } }])
  for (const again of [report(), report({ statusCode: '5.2.2' }), report({ action: 'DELAYED' })])
    expect(story.input(again, requestedAt + 3)).toEqual([])
})

test('a report may come before we know that the mail was taken: what is learnt of the call then changes nothing', () => {
  const story = newStory()
  expect(story.input(report(), requestedAt + 1)).toMatchObject([{ type: 'EmailBounced' }])
  expect([...story.timers, ...story.effects]).toEqual([])
  expect(story.state).toMatchObject({ status: 'BOUNCED', letter: null })
})

test('a mail in doubt that comes back is not sent again', () => {
  const story = newStory()
  story.settle('send-1', 'in-doubt', requestedAt + 1)
  expect(story.input(report(), requestedAt + 2)).toMatchObject([{ type: 'EmailBounced' }])
  expect([...story.timers, ...story.effects]).toEqual([])
})

test('a report of an attempt before the last says nothing of the mail that was sent again', () => {
  const story = newStory()
  story.settle('send-1', 'in-doubt', requestedAt + 1)
  story.advanceTo(story.timers[0]!.at)
  const { changedAt } = story.state!
  expect(story.input(report(), changedAt + 1)).toEqual([])
  story.settle('send-2', 'succeeded', changedAt + 2)
  expect(story.input(report(), changedAt + 3)).toEqual([])
  expect(story.input(report({ attempt: 3 }), changedAt + 3)).toEqual([])
  expect(story.state).toMatchObject({ status: 'ACCEPTED' })
  expect(story.input(report({ attempt: 2 }), changedAt + 4)).toMatchObject([
    { type: 'EmailBounced', data: { attempt: 2 } },
  ])
})

test('that a mail is late is noted and changes nothing', () => {
  const story = newStory()
  story.settle('send-1', 'succeeded', requestedAt + 1)
  const before = story.state
  expect(story.input(report({ action: 'DELAYED', statusCode: '4.4.1' }), requestedAt + 2)).toMatchObject([
    { type: 'EmailDelayed', data: { statusCode: '4.4.1', attempt: 1 } },
  ])
  expect(story.state).toEqual(before)
  expect(story.input(report({ action: 'UNKNOWN' }), requestedAt + 3)).toEqual([])
})

test('a report on a mail that nobody asked for decides nothing', () => {
  expect(storyOf(mail, { key: 'email-2', contracts }).input(report({ emailId: 'email-2' }), requestedAt)).toEqual([])
})

test('an error of our own is tried again like a server that is busy', () => {
  const [deferred] = newStory().settle('send-1', 'failed', requestedAt, { code: 'FAILED', message: 'TypeError' })
  expect(deferred).toMatchObject({ type: 'EmailDeferred', data: { reason: 'UNKNOWN', replyCode: null } })
})
