import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import { isActivationCode } from '@icms/schemas/activation-code'
import { emailCodeOf } from '@icms/schemas/email-code'
import type { Language } from '@icms/schemas/generated/common'
import type { EmailCodeRefused, EmailCodeTried, EmailProven } from '@icms/schemas/generated/intake-web-events-v1'
import { ProblemError } from '@icms/web/problem'
import { settleCommand } from '@icms/web/sent-command'
import { emailCodeLimits } from './email-proof.ts'
import { proofIdOf } from './proof-id.ts'

export type EmailCodes = ReturnType<typeof createEmailCodes>

/** Codes that prove an address, for pages and JSON alike. `email` is in canonical form everywhere. */
export function createEmailCodes({ commands, secret, clock }: Pick<HostContext, 'commands' | 'secret' | 'clock'>) {
  const idKey = secret('email-proof')
  const codeKey = secret('email-code')

  /** Of today, and of the day of a code that is still good: shortly after midnight that is another. */
  function proofIdsOf(email: string): readonly string[] {
    const now = clock.now()
    return [...new Set([now, now - emailCodeLimits.lifeMs].map(at => proofIdOf(email, at, idKey)))]
  }

  async function send(
    id: string,
    type: 'RequestEmailCode' | 'TryEmailCode' | 'ProveEmail',
    proofId: string,
    rest = {},
  ) {
    const actor = { kind: 'applicant', id: proofId } as const
    const told = await settleCommand(commands, 'intake-web', {
      id,
      type,
      key: proofId,
      data: { proofId, ...rest },
      actor,
    })
    return told[0]
  }

  async function proveUnder(proofId: string, typed: string, commandId: string): Promise<number | undefined> {
    const tryId = deriveId('email-try', commandId, proofId, typed.slice(0, 100))
    const tried = await send(tryId, 'TryEmailCode', proofId)
    const codeId = tried?.type === 'EmailCodeTried' ? (tried.data as EmailCodeTried).codeId : undefined
    // Compared where there is none, too: how long it takes tells nobody whether a code was sent.
    const isRight = isActivationCode(typed, emailCodeOf(codeKey, proofId, codeId ?? ''))
    if (codeId === undefined || !isRight) return undefined
    const proven = await send(deriveId('email-proof', commandId, codeId), 'ProveEmail', proofId, { codeId })
    return proven?.type === 'EmailProven' ? (proven.data as EmailProven).at : undefined
  }

  return {
    /** Has a code mailed; the same whatever the address. Throws `too-many-requests` after five codes at a time. */
    async request(email: string, language: Language, commandId: string): Promise<void> {
      const id = deriveId('email-code', commandId)
      const [today] = proofIdsOf(email)
      const output = await send(id, 'RequestEmailCode', today!, { email, language })
      const refusal = output?.type === 'EmailCodeRefused' && (output.data as EmailCodeRefused)
      if (refusal) throw new ProblemError('too-many-requests', { retryAfterSeconds: 15 * 60 })
    },
    /**
     * When the address was proven by this code; undefined when it was not, whatever the reason. Another guess is another
     * try, which is counted before the code is looked at; the same request again is the same try.
     */
    async prove(email: string, typed: string, commandId: string): Promise<number | undefined> {
      for (const proofId of proofIdsOf(email)) {
        const at = await proveUnder(proofId, typed, commandId)
        if (at !== undefined) return at
      }
      return undefined
    },
  }
}
