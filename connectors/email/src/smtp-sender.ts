import type { EffectHandler } from '@icms/backbone/runtime'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import { compose } from './compose.ts'
import { settingAddress } from './mail-address.ts'
import type { Rendering } from './notice-words.ts'
import { renderMail } from './render.ts'
import type { ReturnAddresses } from './return-address.ts'
import { SendingFailed } from './sending-outcome.ts'
import { defaultSmtpLimits, deliver, type SmtpLimits } from './smtp-delivery.ts'

export type SmtpSending = {
  /** `smtp://host:port`, `smtps://…`, with user and password where the server asks for them. */
  readonly smtpUrl: string
  /** Address that mails come from. */
  readonly from: string
  /** Where reports on mails are taken; without it they go to where mails come from. */
  readonly returnAddresses?: ReturnAddresses | undefined
  readonly rendering: Rendering
  readonly limits?: SmtpLimits
}

/**
 * The handler of `send-mail` effects: writes the mail and hands it to the mail server. Throws `SendingFailed`, whose
 * code says what the core has to know. Throws at once where the sender's address is not one.
 */
export function createSmtpSender(sending: SmtpSending): EffectHandler {
  const { smtpUrl, from, returnAddresses, rendering, limits = defaultSmtpLimits } = sending
  const sender = settingAddress('the address that mails come from', from)
  return async (request, { signal }) => {
    const { emailId, attempt, letter, notice, messageId, queuedAt } = request as MailState
    if (!letter) throw new Error('a mail that was settled is not sent again')
    const to = parseEmailAddress(letter.to)
    if (!to.ok) throw new SendingFailed({ kind: 'BOUNCED', problem: 'ADDRESS_INVALID', replyCode: null })
    const rendered = renderMail(notice, letter, rendering)
    const returnTo = returnAddresses?.of({ emailId, attempt }) ?? sender
    const mail = await compose({ ...rendered, from: sender, returnTo, to: to.value, messageId, date: queuedAt })
    return { replyCode: await deliver(smtpUrl, mail, limits, signal) }
  }
}
