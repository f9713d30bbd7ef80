import { type Clock, pause } from '@icms/backbone/clock'
import type { EffectHandler } from '@icms/backbone/runtime'
import { type SendingFailure, SendingFailed } from '@icms/email/sending-outcome'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import { dayMs, drawFrom, hourMs } from './draw.ts'

/** A mail that the server took: it may have taken the same one before. */
export type Copy = {
  readonly emailId: string
  readonly messageId: string
  readonly attempt: number
  readonly at: number
}

export type MailWorld = {
  readonly seed: number
  readonly clock: Clock
  readonly isAway: () => boolean
  /** Called when the mail server is asked to send, whatever becomes of it. */
  readonly asked: (mail: MailState) => void
  /** Called when a mail that had been taken came back. */
  readonly cameBack: (mail: MailState, inMs: number) => void
}

/** A mail server that is slow, busy, refuses, or takes a mail and does not say so: by the seed, for each attempt alike. */
export function createMailServer({ seed, clock, isAway, asked, cameBack }: MailWorld) {
  const copies: Copy[] = []
  const failed = (kind: SendingFailure['kind'], problem: SendingFailure['problem'], replyCode: string | null) =>
    new SendingFailed({ kind, problem, replyCode })

  const send: EffectHandler = async (request, { signal }) => {
    const mail = request as MailState
    const { emailId, messageId, attempt } = mail
    const draw = drawFrom(seed, 'mail', emailId, attempt)
    asked(mail)
    const take = () => copies.push({ emailId, messageId, attempt, at: clock.now() })
    await pause(clock, draw.upTo(3_000))
    if (isAway()) throw failed('DEFERRED', 'SERVER_UNREACHABLE', null)
    switch (draw.upTo(19)) {
      case 0:
      case 1:
        throw failed('DEFERRED', 'SERVER_BUSY', '451')
      case 2:
        throw failed('BOUNCED', 'RECIPIENT_REFUSED', '550 5.1.1')
      case 3:
        take()
        throw failed('IN_DOUBT', 'TIMED_OUT', null)
      case 4:
        throw failed('IN_DOUBT', 'TIMED_OUT', null)
      case 5:
        // Longer than a call may take: what comes of it comes too late.
        if (draw.chance(0.5)) take()
        await pause(clock, 70_000)
        if (signal.aborted) throw failed('IN_DOUBT', 'TIMED_OUT', null)
        throw new Error('a call goes on though its time is over')
      default:
        take()
        if (draw.chance(0.05)) cameBack(mail, draw.oneOf([1_000, hourMs, dayMs]))
        return { replyCode: '250' }
    }
  }
  return { send, copies }
}
