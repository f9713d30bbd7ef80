import { createConnection } from 'node:net'
import { BackboneError } from '@icms/backbone/errors'
import { deriveId } from '@icms/backbone/record'
import { afterEach, expect, test } from 'vitest'
import { type Answered, type ListenerPorts, type ReportListener, startReportListener } from './report-listener.ts'
import { exchangeReport, gmailReport, outOfOffice, postfixReport } from './report-texts.ts'
import { createReturnAddresses } from './return-address.ts'
import { talk } from './smtp-dialogue.ts'

const addresses = createReturnAddresses('bounces.court.example', Buffer.alloc(32, 1))
const attempt = { emailId: deriveId('email', 'N3'), attempt: 2 }
const to = addresses.of(attempt)

let listener: ReportListener
let recorded: unknown[]
let counted: Answered[]
afterEach(() => listener.stop())

async function listen(ports: Partial<ListenerPorts> = {}) {
  recorded = []
  counted = []
  const record: ListenerPorts['record'] = async (about, { action, statusCode }) =>
    void recorded.push({ ...about, action, statusCode })
  const count = (answered: Answered) => void counted.push(answered)
  const limits = { ...ports.limits }
  listener = await startReportListener({ host: '127.0.0.1', port: 0 }, { addresses, record, count, ...ports, limits })
}
/** The replies to the dialogue of one mail: to its recipient, and to what it says. */
async function tell(text: string, { sender = '', recipient = to } = {}) {
  const envelope = ['EHLO mx.example', `MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`]
  const said = await talk(listener.port, [...envelope, 'DATA', `${text.replace(/^\./gm, '..')}\r\n.`, 'QUIT'])
  const replies = said.split('\r\n').filter(line => /^\d{3} /.test(line))
  return { toRecipient: replies[3], toMail: replies[5] }
}

test.each([
  ['Postfix', postfixReport(to), { action: 'FAILED', statusCode: '5.1.1' }],
  ['Exchange', exchangeReport(to), { action: 'FAILED', statusCode: '5.1.10' }],
  ['Gmail', gmailReport(to, 'delayed'), { action: 'DELAYED', statusCode: '4.4.1' }],
])('a report as %s writes it is recorded for its attempt, then acknowledged (R35b)', async (_, text, said) => {
  await listen()
  expect((await tell(text)).toMail).toMatch(/^250 2\.0\.0/)
  expect(recorded).toEqual([{ ...attempt, ...said }])
  expect(counted).toEqual(['report'])
})

test('it is acknowledged only when it is durable, and put off while it cannot be', async () => {
  let release = () => {}
  const durable = new Promise<void>(resolve => (release = resolve))
  await listen({ record: () => durable })
  const told = tell(postfixReport(to))
  expect(await Promise.race([told, new Promise(resolve => setTimeout(resolve, 100, 'waiting'))])).toBe('waiting')
  release()
  expect((await told).toMail).toMatch(/^250 /)
  await listener.stop()
  await listen({ record: () => Promise.reject(new BackboneError('NotNow', 'the broker cannot be reached')) })
  expect((await tell(postfixReport(to))).toMail).toMatch(/^451 4\.3\.0/)
  expect(counted).toEqual(['not-now'])
})

test('who makes up an address learns at once that nobody has it', async () => {
  await listen()
  for (const recipient of [to.replace('-2-', '-1-'), 'postmaster@bounces.court.example', to.replace('court', 'x')])
    expect((await tell(postfixReport(recipient), { recipient })).toRecipient).toMatch(/^550 5\.1\.1/)
  expect([recorded, counted]).toEqual([[], Array.from({ length: 3 }, () => 'unknown-address')])
})

test('letters and automatic answers are refused within the dialogue: nothing is ever mailed back', async () => {
  await listen()
  expect((await tell('Subject: hello', { sender: 'taiman@example.com' })).toRecipient).toMatch(/^550 5\.7\.1/)
  expect((await tell(outOfOffice(to))).toMail).toMatch(/^554 5\.6\.0/)
  expect((await tell('Subject: hello\r\n\r\nhello')).toMail).toMatch(/^554 5\.6\.0/)
  expect([recorded, counted]).toEqual([[], ['letter', 'automatic', 'letter']])
})

test('a report of success is taken and changes nothing', async () => {
  await listen()
  expect((await tell(postfixReport(to, 'delivered', '2.0.0'))).toMail).toMatch(/^250 /)
  expect([recorded, counted]).toEqual([[], ['arrived']])
})

test('what is too large is refused, announced or not, and what follows it is taken', async () => {
  await listen({ limits: { reportBytesMax: 20_000 } })
  const large = `${postfixReport(to)}${'x'.repeat(70)}\r\n`.concat(`${'y'.repeat(70)}\r\n`.repeat(500))
  expect((await tell(large)).toMail).toMatch(/^552 5\.3\.4/)
  const announced = await talk(listener.port, ['EHLO mx.example', 'MAIL FROM:<> SIZE=20001', 'QUIT'])
  expect(announced).toMatch(/^552 /m)
  expect((await tell(postfixReport(to))).toMail).toMatch(/^250 /)
  expect(counted).toEqual(['too-large', 'report'])
})

test('whoever is silent, or talks for ever, is hung up on', async () => {
  await listen({ limits: { silenceMsMax: 150, connectionMsMax: 400 } })
  const heldFor = (speak: boolean) =>
    new Promise<number>(resolve => {
      const begun = performance.now()
      const socket = createConnection(listener.port, '127.0.0.1')
      socket.on('error', () => {})
      const speaking = setInterval(() => speak && socket.write('N'), 50)
      socket.resume().on('close', () => {
        clearInterval(speaking)
        resolve(performance.now() - begun)
      })
    })
  const [silent, slow] = await Promise.all([heldFor(false), heldFor(true)])
  expect(silent).toBeLessThan(390)
  expect(slow).toBeGreaterThan(300)
  expect(slow).toBeLessThan(2_000)
})

test('one address does not keep all others out', async () => {
  await listen({ limits: { clientsOfAddressMax: 2 } })
  const held = [1, 2].map(() => createConnection(listener.port, '127.0.0.1').on('error', () => {}))
  await Promise.all(held.map(socket => new Promise(resolve => socket.once('data', resolve))))
  expect(await talk(listener.port, ['EHLO mx.example', 'QUIT'])).toMatch(/^421 .*too many connections/m)
  const [one, other] = held
  one!.destroy()
  await new Promise(resolve => setTimeout(resolve, 50))
  expect((await tell(postfixReport(to))).toMail).toMatch(/^250 /)
  other!.destroy()
})
