import type { Aggregate, Context, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { EmailCodeRefusalReason } from '@icms/schemas/generated/intake-web-events-v1'
import type { EmailProofState } from '@icms/schemas/generated/intake-web-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import {
  type AbandonedOutput,
  erasureDue,
  erasureEffects,
  erasureTimer,
  erasureTimers,
  evolveAbandoned,
  takeErased,
} from './abandoned.ts'

export type EmailProofInput = MessageOf<'RequestEmailCode' | 'TryEmailCode' | 'ProveEmail'>
export type EmailProofOutput =
  | MessageOf<'EmailCodeIssued' | 'EmailCodeTried' | 'EmailCodeRefused' | 'EmailProven' | 'EmailProofEnded'>
  | AbandonedOutput

/**
 * How long a code is taken, how often it may be typed, how many are made at a time, and when the proof is erased. Its id
 * is of one day (`proof-id.ts`), and two days after its last code nobody asks for it any more.
 */
export const emailCodeLimits = {
  lifeMs: 15 * 60_000,
  triesMax: 5,
  codesMax: 5,
  erasedAfterMs: 48 * 3_600_000,
} as const
const { lifeMs, triesMax, codesMax } = emailCodeLimits

function decide(
  input: EmailProofInput | RuntimeInput,
  state: EmailProofState | undefined,
  context: Context,
): readonly EmailProofOutput[] {
  const { key: proofId, id, at } = context
  const live = state?.endedAt === null ? state : undefined
  const refused = (reason: EmailCodeRefusalReason): readonly EmailProofOutput[] => [
    { type: 'EmailCodeRefused', data: { proofId, at, reason } },
  ]
  switch (input.type) {
    case 'RequestEmailCode': {
      if (live && live.issued >= codesMax) return refused('TOO_MANY_CODES')
      const { email, language } = input.data
      return [{ type: 'EmailCodeIssued', data: { proofId, at, codeId: id, email, language, expiresAt: at + lifeMs } }]
    }
    case 'TryEmailCode': {
      if (!live || live.isProven) return refused('NONE_VALID')
      if (live.tries >= triesMax) return refused('TRIES_USED_UP')
      return [{ type: 'EmailCodeTried', data: { proofId, at, codeId: live.codeId, tries: live.tries + 1 } }]
    }
    case 'ProveEmail': {
      const { codeId } = input.data
      if (!live || live.isProven || live.codeId !== codeId) return refused('NONE_VALID')
      return [{ type: 'EmailProven', data: { proofId, at, codeId } }]
    }
    case 'TimerFired':
      if (input.data.name === erasureTimer) return erasureDue(state, context)
      return live ? [{ type: 'EmailProofEnded', data: { proofId, at } }] : []
    case 'EffectSettled':
      return takeErased(input, state, context)
  }
}

function evolve(state: EmailProofState | undefined, output: EmailProofOutput): EmailProofState | undefined {
  switch (output.type) {
    case 'EmailCodeIssued': {
      const { proofId, codeId, expiresAt } = output.data
      const issued = (state?.endedAt === null ? state.issued : 0) + 1
      return { proofId, codeId, issued, tries: 0, expiresAt, isProven: false, endedAt: null, erasing: 0 }
    }
    case 'EmailCodeTried':
      return state && { ...state, tries: output.data.tries }
    case 'EmailProven':
      return state && { ...state, isProven: true }
    case 'EmailProofEnded':
      return state && { ...state, endedAt: output.data.at }
    case 'AbandonedErasureDue':
    case 'AbandonedErased':
      return evolveAbandoned(state, output)
    default:
      return state
  }
}

const due = (state: EmailProofState): readonly Timer[] =>
  state.endedAt === null
    ? [{ name: 'code-ends', at: state.expiresAt }]
    : erasureTimers(state, emailCodeLimits.erasedAfterMs)

/**
 * Codes that prove one address on one day, by the keyed hash of both. A new code makes the one before void; five codes, each with
 * five tries, until the last one's time is over; then the address is erased. A code is used once.
 */
export const emailProof: Aggregate<EmailProofState, EmailProofInput, EmailProofOutput> = {
  name: 'email-proof',
  state: 'icms.intakeweb.EmailProofState',
  inputs: [{ topic: 'intake-web.commands.v1', types: ['RequestEmailCode', 'TryEmailCode', 'ProveEmail'] }],
  outputs: [
    'EmailCodeIssued',
    'EmailCodeTried',
    'EmailCodeRefused',
    'EmailProven',
    'EmailProofEnded',
    'AbandonedErasureDue',
    'AbandonedErased',
  ],
  decide,
  evolve,
  due,
  pending: state => erasureEffects(state.proofId, state),
}
