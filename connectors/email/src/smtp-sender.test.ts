import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import PostalMime from 'postal-mime'
import { defaultPolicy } from '@icms/schemas/policy'
import { afterEach, describe, expect, test } from 'vitest'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { type Behaviour, reply, type StandIn, startStandIn } from './mail-server-stand-in.ts'
import { requestedAt, toSend } from './requested-mail.ts'
import { createReturnAddresses } from './return-address.ts'
import { failureOf } from './sending-outcome.ts'
import { createSmtpSender } from './smtp-sender.ts'

const rendering = {
  policy: defaultPolicy,
  publicUrl: 'https://icms.example',
  activationCodeOf: () => 'AAAAA-BBBBB',
  emailCodeOf: () => 'AAAA-BBBB',
  helpCentre: defaultHelpCentre,
}
const limits = { connectMsMax: 400, silenceMsMax: 400 }
let standIn: StandIn | undefined
afterEach(async () => {
  await standIn?.stop()
  standIn = undefined
})

function sendTo(smtpUrl: string, mail = toSend(), signal = new AbortController().signal) {
  const send = createSmtpSender({ smtpUrl, from: 'icms@court.example', rendering, limits })
  return send(mail, { signal, id: 'send-1', key: 'email-1' })
}

/** How a server that behaves like this made the sending fail. */
async function failureWith(behaviour: Behaviour) {
  standIn = await startStandIn(behaviour)
  return failureAt(standIn.url)
}
const failureAt = async (url: string, ...rest: [ReturnType<typeof toSend>?, AbortSignal?]) =>
  failureOf(
    await sendTo(url, ...rest).then(
      () => expect.unreachable('it was sent'),
      error => error.code,
    ),
  )

test('a mail goes to its one recipient, in both languages, with its Message-ID and its own date (chapter 9)', async () => {
  standIn = await startStandIn()
  expect(await sendTo(standIn.url)).toEqual({ replyCode: '250' })
  const [{ from, to, raw }] = standIn.taken as [StandIn['taken'][0]]
  expect([from, to]).toEqual(['icms@court.example', ['taiman@example.com']])
  const mail = await PostalMime.parse(raw)
  expect(mail).toMatchObject({
    messageId: '<email-1@icms-registration.invalid>',
    date: new Date(requestedAt).toISOString(),
    from: { address: 'icms@court.example' },
    to: [{ address: 'taiman@example.com' }],
  })
  expect(mail.subject).toMatch(/received \/ 已收到/)
  for (const body of [mail.text, mail.html]) expect(body).toMatch(/application-1[\s\S]*陳大文/)
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
})

test('a mail that is sent again is the same, byte for byte (I3)', async () => {
  standIn = await startStandIn()
  await sendTo(standIn.url)
  await sendTo(standIn.url)
  expect(standIn.taken[1]).toEqual(standIn.taken[0])
})

test('each attempt comes back to an address of its own, and is the same mail (I3)', async () => {
  standIn = await startStandIn()
  const returnAddresses = createReturnAddresses('bounces.court.example', Buffer.alloc(32))
  const send = createSmtpSender({ smtpUrl: standIn.url, from: 'icms@court.example', returnAddresses, rendering })
  for (const attempt of [1, 2])
    await send({ ...toSend(), attempt }, { signal: new AbortController().signal, id: 'send-1', key: 'email-1' })
  const [one, two] = standIn.taken
  expect(standIn.taken.map(({ from }) => returnAddresses.read(from))).toEqual([
    { emailId: 'email-1', attempt: 1 },
    { emailId: 'email-1', attempt: 2 },
  ])
  expect(two!.raw).toBe(one!.raw)
  expect(one!.raw).not.toContain('bounces.court.example')
})

describe('what a server says is told as what it is', () => {
  const at = (step: keyof Behaviour, code: number, text: string): Behaviour => ({ [step]: () => reply(code, text) })
  test.each<[string, Behaviour, ReturnType<typeof failureOf>]>([
    [
      'an unknown recipient bounces',
      at('recipient', 550, '5.1.1 nobody'),
      { kind: 'BOUNCED', problem: 'RECIPIENT_REFUSED', replyCode: '550 5.1.1' },
    ],
    [
      'a full mailbox is tried again',
      at('recipient', 452, '4.2.2 full'),
      { kind: 'DEFERRED', problem: 'SERVER_BUSY', replyCode: '452 4.2.2' },
    ],
    [
      'a refused sender bounces',
      at('sender', 553, '5.7.1 no'),
      { kind: 'BOUNCED', problem: 'MESSAGE_REFUSED', replyCode: '553 5.7.1' },
    ],
    [
      'a refused mail bounces',
      at('mail', 554, '5.6.0 no'),
      { kind: 'BOUNCED', problem: 'MESSAGE_REFUSED', replyCode: '554 5.6.0' },
    ],
    [
      'a mail that is put off is tried again',
      at('mail', 451, '4.3.0 later'),
      { kind: 'DEFERRED', problem: 'SERVER_BUSY', replyCode: '451 4.3.0' },
    ],
    [
      'a server that will not talk to us is tried again',
      at('greet', 554, '5.3.2 no'),
      { kind: 'DEFERRED', problem: 'SERVER_BUSY', replyCode: '554 5.3.2' },
    ],
    [
      'no reply to the mail leaves it in doubt',
      { mail: () => 'never' },
      { kind: 'IN_DOUBT', problem: 'TIMED_OUT', replyCode: null },
    ],
    [
      'a line that breaks after the mail leaves it in doubt',
      { mail: () => 'hang-up' },
      { kind: 'IN_DOUBT', problem: 'SERVER_UNREACHABLE', replyCode: null },
    ],
  ])('%s', async (_, behaviour, failure) => {
    expect(await failureWith(behaviour)).toEqual(failure)
  })
})

test('a server that is not there is tried again', async () => {
  standIn = await startStandIn()
  const { url } = standIn
  await standIn.stop()
  standIn = undefined
  expect(await failureAt(url)).toMatchObject({ kind: 'DEFERRED', problem: 'SERVER_UNREACHABLE' })
})

test('a server that says nothing is given up in time, and the mail is not in doubt', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const url = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`
  expect(await failureAt(url)).toMatchObject({ kind: 'DEFERRED', problem: 'TIMED_OUT' })
  mute.close()
})

test('a call that is given up ends at once, in doubt where the mail was on its way', async () => {
  const call = new AbortController()
  standIn = await startStandIn({
    mail: () => {
      call.abort()
      return 'never'
    },
  })
  expect(await failureAt(standIn.url, toSend(), call.signal)).toMatchObject({ kind: 'IN_DOUBT' })
  expect(await failureAt(standIn.url, toSend(), call.signal)).toMatchObject({ kind: 'DEFERRED' })
})

test('a server that asks who we are is told, and a wrong password is for operators to mend', async () => {
  standIn = await startStandIn()
  await sendTo(standIn.url.replace('//', '//gateway:right@'))
  expect(standIn.taken).toHaveLength(1)
  expect(await failureAt(standIn.url.replace('//', '//gateway:wrong@'))).toMatchObject({
    kind: 'DEFERRED',
    replyCode: expect.stringMatching(/^535/),
  })
})

test.each([
  'a@example.com, b@evil.example',
  'a@example.com;b@evil.example',
  'a@example.com\r\nBcc: b@evil.example',
  '"a b" <a@example.com>',
  'a@example.com (b@evil.example)',
  'group: a@example.com, b@evil.example;',
  'a@[127.0.0.1]',
  '',
])('%j is no address of one person: nothing is sent and the mail bounces', async to => {
  standIn = await startStandIn()
  expect(await failureAt(standIn.url, toSend({ to }))).toEqual({
    kind: 'BOUNCED',
    problem: 'ADDRESS_INVALID',
    replyCode: null,
  })
  expect(standIn.taken).toEqual([])
})

test('neither a name nor a reason adds a header or a recipient', async () => {
  standIn = await startStandIn()
  const name = { surnameEn: 'CHAN\r\nBcc: b@evil.example', givenNameEn: null, nameZh: null }
  await sendTo(
    standIn.url,
    toSend({ name, notice: 'N4', parameters: { stage: 'VETTING', reasonsEn: '\r\n.\r\nQUIT\r\nBcc: b@evil.example' } }),
  )
  expect(standIn.taken).toHaveLength(1)
  expect(standIn.taken[0]!.to).toEqual(['taiman@example.com'])
  const mail = await PostalMime.parse(standIn.taken[0]!.raw)
  expect(mail.bcc).toBeUndefined()
})

test('a sender’s address that is not one is refused at the start', () => {
  const wrong = { smtpUrl: 'smtp://127.0.0.1:25', from: 'iCMS <icms@court.example>, x@example.com', rendering }
  expect(() => createSmtpSender(wrong)).toThrow('one plain email address')
})
