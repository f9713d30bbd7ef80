import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import { isActivationCode } from '@icms/schemas/activation-code'
import { emailCodeOf } from '@icms/schemas/email-code'
import type { Language } from '@icms/schemas/generated/common'
import type { EmailCodeRefused, EmailCodeTried, EmailProven } from '@icms/schemas/generated/intake-web-events-v1'
import { idempotencyConflict, ProblemError } from '@icms/web/problem'
import { proofIdOf } from './proof-id.ts'

export type EmailCodes = ReturnType<typeof createEmailCodes>

/** Codes that prove an address, for pages and JSON alike. `email` is in canonical form everywhere. */
export function createEmailCodes({ commands, secret }: Pick<HostContext, 'commands' | 'secret'>) {
  const idKey = secret('email-proof')
  const codeKey = secret('email-code')

  async function send(id: string, type: 'RequestEmailCode' | 'TryEmailCode' | 'ProveEmail', email: string, rest = {}) {
    const proofId = proofIdOf(email, idKey)
    const actor = { kind: 'applicant', id: proofId } as const
    const result = await commands.send('intake-web', { id, type, key: proofId, data: { proofId, ...rest }, actor })
    if (result.kind === 'conflict') throw idempotencyConflict()
    if (result.kind === 'pending') throw new ProblemError('not-now', { retryAfterSeconds: 5 })
    return { proofId, output: result.outputs[0] }
  }

  return {
    /** Has a code mailed; the same whatever the address. Throws `too-many-requests` after five codes at a time. */
    async request(email: string, language: Language, commandId: string): Promise<void> {
      const id = deriveId('email-code', commandId)
      const { output } = await send(id, 'RequestEmailCode', email, { email, language })
      const refusal = output?.type === 'EmailCodeRefused' && (output.data as EmailCodeRefused)
      if (refusal) throw new ProblemError('too-many-requests', { retryAfterSeconds: 15 * 60 })
    },
    /**
     * When the address was proven by this code; undefined when it was not, whatever the reason. Another guess is another
     * try, which is counted before the code is looked at; the same request again is the same try.
     */
    async prove(email: string, typed: string, commandId: string): Promise<number | undefined> {
      const tried = await send(deriveId('email-try', commandId, typed.slice(0, 100)), 'TryEmailCode', email)
      if (tried.output?.type !== 'EmailCodeTried') return undefined
      const { codeId } = tried.output.data as EmailCodeTried
      if (!isActivationCode(typed, emailCodeOf(codeKey, tried.proofId, codeId))) return undefined
      const proven = await send(deriveId('email-proof', commandId, codeId), 'ProveEmail', email, { codeId })
      return proven.output?.type === 'EmailProven' ? (proven.output.data as EmailProven).at : undefined
    },
  }
}
