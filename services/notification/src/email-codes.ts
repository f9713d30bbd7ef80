import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { PersonName } from '@icms/schemas/generated/common'
import type { EmailCodesState } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { noticeFor } from './notice.ts'

export type EmailCodesInput = MessageOf<'EmailCodeIssued'>
export type EmailCodesOutput = MessageOf<'EmailRequested'>

const rememberedMax = 20

/** Nobody's name: what a stranger typed is not mailed to an address that is not proven to be theirs. */
const nobody: PersonName = { surnameEn: 'applicant', givenNameEn: null, nameZh: '申請人' }

/** A code is mailed to the address that it is to prove; only its ids are here. */
function decide(
  input: EmailCodesInput | RuntimeInput,
  state: EmailCodesState | undefined,
  context: Context,
): readonly EmailCodesOutput[] {
  if (input.type !== 'EmailCodeIssued') return []
  const { proofId, codeId, email: to, language, expiresAt } = input.data
  const notice = noticeFor('N24', context, { proofId, codeId, expiresAt: String(expiresAt) })
  if (state?.asked.includes(notice.emailId)) return []
  const about = { subjectId: proofId, applicationId: null, accountId: null, at: context.at }
  return [{ type: 'EmailRequested', data: { ...notice, ...about, to, name: nobody, language } }]
}

const evolve = (state: EmailCodesState | undefined, { data }: EmailCodesOutput): EmailCodesState => ({
  proofId: data.subjectId,
  asked: [...(state?.asked ?? []), data.emailId].slice(-rememberedMax),
})

/** Codes to one address, by the keyed hash of it. */
export const emailCodes: Aggregate<EmailCodesState, EmailCodesInput, EmailCodesOutput> = {
  name: 'email-codes',
  state: 'icms.notification.EmailCodesState',
  inputs: [{ topic: 'intake-web.events.v1', types: ['EmailCodeIssued'] }],
  outputs: ['EmailRequested'],
  decide,
  evolve,
}
