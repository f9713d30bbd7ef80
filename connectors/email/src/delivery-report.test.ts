import { expect, test } from 'vitest'
import { readReport } from './delivery-report.ts'
import { exchangeReport, gmailReport, outOfOffice, postfixReport } from './report-texts.ts'

const to = 'b-email-1-1-abc@bounces.court.example'
const read = (text: string) => readReport(Buffer.from(text))

test.each([
  ['Postfix', postfixReport(to), { action: 'FAILED', statusCode: '5.1.1' }],
  ['Postfix, late', postfixReport(to, 'delayed', '4.4.1'), { action: 'DELAYED', statusCode: '4.4.1' }],
  ['Exchange', exchangeReport(to), { action: 'FAILED', statusCode: '5.1.10' }],
  ['Gmail, given up', gmailReport(to), { action: 'FAILED', statusCode: '4.4.1' }],
  ['Gmail, late', gmailReport(to, 'delayed'), { action: 'DELAYED', statusCode: '4.4.1' }],
  [
    'a server whose fields are of addresses that are not ASCII',
    postfixReport(to).replace('message/delivery-status', 'message/global-delivery-status'),
    { action: 'FAILED', statusCode: '5.1.1' },
  ],
  ['a server that ends lines its own way', postfixReport(to).replaceAll('\r', ''), { action: 'FAILED' }],
  ['a server that makes up a status', postfixReport(to, 'failed', '5.1.1.1'), { action: 'FAILED', statusCode: null }],
])('what a report says is read from its fields, not its words: %s (R35b)', async (_, text, said) => {
  expect(await read(text)).toMatchObject({ kind: 'report', ...said })
})

test('of several recipients, one failure is a failure', async () => {
  const more = '\r\n\r\nFinal-Recipient: rfc822; b@example.com\r\nAction: failed\r\nStatus: 5.2.2\r\n'
  const text = postfixReport(to, 'delivered', '2.0.0').replace('\r\nRemote-MTA', `${more}Remote-MTA`)
  expect(await read(text)).toEqual({ kind: 'report', action: 'FAILED', statusCode: '5.2.2' })
})

test.each(['delivered', 'relayed', 'expanded'])('a report of success is nothing to act on: %s', async action => {
  expect(await read(postfixReport(to, action, '2.0.0'))).toEqual({ kind: 'arrived' })
})

test.each([
  ['out of office', outOfOffice(to), 'automatic'],
  ['a letter', outOfOffice(to).replace('Auto-Submitted: auto-replied\r\n', ''), 'letter'],
  ['a report that says nothing of a recipient', postfixReport(to).replace(/^Action: failed\r\n/m, ''), 'letter'],
  ['a report with an action of its own', postfixReport(to, 'pondered'), 'letter'],
  ['a report without its fields', postfixReport(to).replace('message/delivery-status', 'text/plain'), 'automatic'],
  [
    'a letter with a report in it',
    postfixReport(to)
      .replace('multipart/report', 'multipart/mixed')
      .replace(/^Auto.*\r\n/m, ''),
    'letter',
  ],
  ['nothing', '', 'letter'],
  ['bytes that are no mail', '\0\r\n\x80\xff: \r\n\r\n--\r\n'.repeat(50), 'letter'],
])('what is no report is not taken for one: %s', async (_, text, kind) => {
  expect(await read(text)).toEqual({ kind })
})

test('nothing of a report that was cut off anywhere makes the reader throw', async () => {
  const whole = exchangeReport(to)
  for (let at = 0; at < whole.length; at += 37) expect(await read(whole.slice(0, at))).toHaveProperty('kind')
})
