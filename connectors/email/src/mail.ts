import type { Aggregate, Context, Effect, EffectSettled, Row, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { evolveMail } from './evolve-mail.ts'
import { messageIdOf } from './message-id.ts'
import { failureOf, type SendingFailure } from './sending-outcome.ts'

export type MailInput = MessageOf<'EmailRequested' | 'RecordDeliveryReport'>
export type MailOutput = MessageOf<
  | 'EmailQueued'
  | 'EmailRetried'
  | 'EmailAccepted'
  | 'EmailDeferred'
  | 'EmailDelayed'
  | 'EmailBounced'
  | 'EmailInDoubt'
  | 'EmailAbandoned'
>

/** Kind of the effect that sends a mail; its request is a `MailState` with its letter. */
export const sendMail = 'send-mail'

const minuteMs = 60_000
/** Waits before the next attempts; the last one is kept to. All in all the attempts take about a day. */
export const retryDelaysMs: readonly number[] = [1, 5, 15, 60, 240].map(minutes => minutes * minuteMs)
export const attemptsMax = 10
/** How often a mail is sent again though it may have been taken (I3): under the same Message-ID, so that readers see one. */
export const doubtsMax = 2

/** A mail is sent once it was committed that it is to be; what comes of it is a fact of its own. */
function decide(
  input: MailInput | RuntimeInput,
  state: MailState | undefined,
  context: Context,
): readonly MailOutput[] {
  switch (input.type) {
    case 'EmailRequested': {
      if (state) return []
      const { notice, subjectId, applicationId, accountId, to, name, language, parameters } = input.data
      const mail = { emailId: context.key, at: context.at, messageId: messageIdOf(context.key) }
      return [
        {
          type: 'EmailQueued',
          data: { ...mail, notice, subjectId, applicationId, accountId, to, name, language, parameters },
        },
      ]
    }
    case 'RecordDeliveryReport':
      return reported(input, state, context)
    case 'TimerFired': {
      if (state?.status !== 'WAITING') return []
      return [{ type: 'EmailRetried', data: { emailId: context.key, at: context.at, attempt: state.attempt + 1 } }]
    }
    case 'EffectSettled':
      return state?.status === 'SENDING' && input.data.effect === effectIdOf(state)
        ? settled(input, state, context)
        : []
  }
}

function settled({ data }: EffectSettled, state: MailState, { at }: Context): readonly MailOutput[] {
  const { queuedAt, attempt, doubts } = state
  const mail = factOf(state, at)
  if (data.outcome === 'succeeded') return [{ type: 'EmailAccepted', data: mail }]
  const {
    kind,
    problem: reason,
    replyCode,
  }: SendingFailure = data.outcome === 'in-doubt'
    ? { kind: 'IN_DOUBT', problem: 'TIMED_OUT', replyCode: null }
    : failureOf(data.detail.code)
  const isLast = attempt >= attemptsMax
  const abandoned: MailOutput = {
    type: 'EmailAbandoned',
    data: { ...mail, queuedAt, reason: 'ATTEMPTS_USED_UP', replyCode },
  }
  const until = at + retryDelaysMs[Math.min(attempt, retryDelaysMs.length) - 1]!
  switch (kind) {
    case 'BOUNCED':
      return [{ type: 'EmailBounced', data: { ...mail, queuedAt, reason, replyCode } }]
    case 'DEFERRED':
      return isLast ? [abandoned] : [{ type: 'EmailDeferred', data: { ...mail, until, reason, replyCode } }]
    case 'IN_DOUBT': {
      if (!isLast && doubts < doubtsMax) return [{ type: 'EmailInDoubt', data: { ...mail, queuedAt, until } }]
      return [{ type: 'EmailInDoubt', data: { ...mail, queuedAt, until: null } }, abandoned]
    }
  }
}

/**
 * What a server that had taken the mail said of it later. A report of an attempt before the last one changes nothing: the
 * mail was sent again since, and that has reports of its own. It may come before we know that the mail was taken.
 */
function reported(
  { data: { attempt, action, statusCode } }: MessageOf<'RecordDeliveryReport'>,
  state: MailState | undefined,
  { at }: Context,
): readonly MailOutput[] {
  if (!state || state.status === 'BOUNCED' || attempt !== state.attempt) return []
  const mail = factOf(state, at)
  if (action === 'DELAYED') return [{ type: 'EmailDelayed', data: { ...mail, statusCode } }]
  if (action !== 'FAILED') return []
  const { queuedAt } = state
  return [{ type: 'EmailBounced', data: { ...mail, queuedAt, reason: 'RETURNED', replyCode: statusCode } }]
}

const factOf = ({ emailId, notice, subjectId, messageId, attempt }: MailState, at: number) => ({
  emailId,
  at,
  notice,
  subjectId,
  messageId,
  attempt,
})

const effectIdOf = ({ attempt }: MailState): string => `send-${attempt}`

const due = ({ status, retryAt }: MailState): readonly Timer[] =>
  status === 'WAITING' && retryAt !== null ? [{ name: 'retry', at: retryAt }] : []

const pending = (state: MailState): readonly Effect[] =>
  state.status === 'SENDING' ? [{ id: effectIdOf(state), kind: sendMail, request: { ...state } }] : []

/** `mails`, by id: where each mail is, without whom it is for. */
function rows(state: MailState, key: string): readonly Row[] {
  const { letter: _, ...data } = state
  const { status, changedAt, subjectId, queuedAt } = state
  const indexes = { status: { value: status, order: changedAt }, subject: { value: subjectId, order: queuedAt } }
  return [{ table: 'mails', id: key, data, indexes }]
}

/** One mail, from the wish that it be sent to the mail server's word on it. */
export const mail: Aggregate<MailState, MailInput, MailOutput> = {
  name: 'mail',
  state: 'icms.email.MailState',
  inputs: [
    {
      topic: 'notification.events.v1',
      types: ['EmailRequested'],
      key: (input: MessageOf<'EmailRequested'>) => input.data.emailId,
    },
    { topic: 'email.commands.v1', types: ['RecordDeliveryReport'] },
  ],
  outputs: [
    'EmailQueued',
    'EmailRetried',
    'EmailAccepted',
    'EmailDeferred',
    'EmailDelayed',
    'EmailBounced',
    'EmailInDoubt',
    'EmailAbandoned',
  ],
  decide,
  evolve: evolveMail,
  due,
  pending,
  rows,
  standing: ({ status }) => status,
}
