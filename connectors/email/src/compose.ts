import MailComposer from 'nodemailer/lib/mail-composer'
import type { RenderedMail } from './render.ts'
import { SendingFailed } from './sending-outcome.ts'

export type Composition = RenderedMail & {
  readonly from: string
  /** Envelope sender: where the mail, or a report on it, comes back to. */
  readonly returnTo: string
  readonly to: string
  readonly messageId: string
  /** The date that the mail bears, UTC ms: the same however often it is sent. */
  readonly date: number
}

export type Composed = { readonly envelope: { readonly from: string; readonly to: string }; readonly raw: Buffer }

/** Name beside the sender's address. */
const senderName = 'iCMS Registration 綜合法院案件管理系統註冊'

/**
 * The mail as bytes; the same mail always has the same ones. What the library made of the addresses is compared with
 * what was meant: a mail that would go to anybody else, or to several, is refused for good.
 */
export async function compose(composition: Composition): Promise<Composed> {
  const { from, returnTo, to, subject, text, html, messageId, date } = composition
  const message = new MailComposer({
    from: { name: senderName, address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    date: new Date(date),
    baseBoundary: messageId.replaceAll(/[^\w]/g, '-'),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'en-HK, zh-Hant-HK' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  }).compile()
  const made = message.getEnvelope()
  const isMeant = made.from === from && made.to.length === 1 && made.to[0] === to
  if (!isMeant) throw new SendingFailed({ kind: 'BOUNCED', problem: 'ADDRESS_INVALID', replyCode: null })
  return { envelope: { from: returnTo, to }, raw: await message.build() }
}
