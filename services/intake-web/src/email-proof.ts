import type { Aggregate, Context, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { EmailCodeRefusalReason } from '@icms/schemas/generated/intake-web-events-v1'
import type { EmailProofState } from '@icms/schemas/generated/intake-web-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'

export type EmailProofInput = MessageOf<'RequestEmailCode' | 'TryEmailCode' | 'ProveEmail'>
export type EmailProofOutput = MessageOf<
  'EmailCodeIssued' | 'EmailCodeTried' | 'EmailCodeRefused' | 'EmailProven' | 'EmailProofEnded'
>

/** How long a code is taken, how often it may be typed, and how many are made at a time. */
export const emailCodeLimits = { lifeMs: 15 * 60_000, triesMax: 5, codesMax: 5 } as const
const { lifeMs, triesMax, codesMax } = emailCodeLimits

function decide(
  input: EmailProofInput | RuntimeInput,
  state: EmailProofState | undefined,
  { key: proofId, id, at }: Context,
): readonly EmailProofOutput[] {
  const refused = (reason: EmailCodeRefusalReason): readonly EmailProofOutput[] => [
    { type: 'EmailCodeRefused', data: { proofId, at, reason } },
  ]
  switch (input.type) {
    case 'RequestEmailCode': {
      if (state && state.issued >= codesMax) return refused('TOO_MANY_CODES')
      const { email, language } = input.data
      return [{ type: 'EmailCodeIssued', data: { proofId, at, codeId: id, email, language, expiresAt: at + lifeMs } }]
    }
    case 'TryEmailCode': {
      if (!state || state.isProven) return refused('NONE_VALID')
      if (state.tries >= triesMax) return refused('TRIES_USED_UP')
      return [{ type: 'EmailCodeTried', data: { proofId, at, codeId: state.codeId, tries: state.tries + 1 } }]
    }
    case 'ProveEmail': {
      const { codeId } = input.data
      if (!state || state.isProven || state.codeId !== codeId) return refused('NONE_VALID')
      return [{ type: 'EmailProven', data: { proofId, at, codeId } }]
    }
    case 'TimerFired':
      return state ? [{ type: 'EmailProofEnded', data: { proofId, at } }] : []
    default:
      return []
  }
}

function evolve(state: EmailProofState | undefined, output: EmailProofOutput): EmailProofState | undefined {
  switch (output.type) {
    case 'EmailCodeIssued': {
      const { proofId, codeId, expiresAt } = output.data
      return { proofId, codeId, issued: (state?.issued ?? 0) + 1, tries: 0, expiresAt, isProven: false }
    }
    case 'EmailCodeTried':
      return state && { ...state, tries: output.data.tries }
    case 'EmailProven':
      return state && { ...state, isProven: true }
    case 'EmailProofEnded':
      return undefined
    default:
      return state
  }
}

const due = ({ expiresAt }: EmailProofState): readonly Timer[] => [{ name: 'code-ends', at: expiresAt }]

/**
 * Codes that prove one address, by the keyed hash of it. A new code makes the one before void; five codes, each with
 * five tries, until the last one's time is over, and then nothing is kept. A code is used once.
 */
export const emailProof: Aggregate<EmailProofState, EmailProofInput, EmailProofOutput> = {
  name: 'email-proof',
  state: 'icms.intakeweb.EmailProofState',
  inputs: [{ topic: 'intake-web.commands.v1', types: ['RequestEmailCode', 'TryEmailCode', 'ProveEmail'] }],
  outputs: ['EmailCodeIssued', 'EmailCodeTried', 'EmailCodeRefused', 'EmailProven', 'EmailProofEnded'],
  decide,
  evolve,
  due,
}
