import { randomUUID } from 'node:crypto'
import { ProblemError } from '@icms/web/problem'
import { type Mailbox, readMail } from './mailbox-reading.ts'
import { failureOf } from './sending-outcome.ts'
import { defaultSmtpLimits, deliver } from './smtp-delivery.ts'

/** Lets a mail of the built-in mailbox come back, so that what follows a bounce can be tried. */
export type ReturnMail = (mailbox: Mailbox, id: string) => Promise<void>

/**
 * Sends a report on a mail to the address that it is to come back to, as the server of an unknown recipient would, by
 * SMTP. Throws `not-found` for an id that no mail has, and for a mail whose address is not ours any more; `not-now` while
 * the report cannot be recorded.
 */
export const returnMailBy =
  (listening: () => { readonly host: string; readonly port: number }): ReturnMail =>
  async (mailbox, id) => {
    const mail = await readMail(mailbox, id)
    if (mail.returnPath === '') throw new ProblemError('not-found')
    const raw = Buffer.from(reportOn(mail.returnPath, mail.to).replaceAll('\n', '\r\n'))
    const envelope = { from: '', to: mail.returnPath }
    const { host, port } = listening()
    const url = `smtp://${host.includes(':') ? `[${host}]` : host}:${port}?ignoreTLS=true`
    const signal = AbortSignal.timeout(defaultSmtpLimits.silenceMsMax)
    await deliver(url, { envelope, raw }, defaultSmtpLimits, signal).catch(error => {
      if (failureOf(error.code).kind === 'BOUNCED') throw new ProblemError('not-found')
      throw new ProblemError('not-now', { retryAfterSeconds: 5, cause: error })
    })
  }

function reportOn(returnPath: string, recipient: string): string {
  const boundary = `report-${randomUUID()}`
  return `From: <postmaster@mailbox.icms-registration.invalid>
To: <${returnPath}>
Subject: Undelivered mail
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"

--${boundary}
Content-Type: text/plain; charset=us-ascii

Nobody has this address.
--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; mailbox.icms-registration.invalid

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1
--${boundary}--
`
}
