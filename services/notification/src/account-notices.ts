import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { AccountNoticesContact, AccountNoticesState } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { ask, evolveNotices, type Notice, type NoticeOutput, noticeFor } from './notice.ts'

export type AccountNoticesInput = MessageOf<'AccountCreated' | 'ActivationIssued' | 'CaseLinked' | 'LinkRefused'>

/**
 * What the holder of an account is written: N6 the login name, N7 the activation code, never in one mail (R7, R36a),
 * N15 a case linked or refused. The mail of N7 names the code; only its ids are here.
 */
function decide(
  input: AccountNoticesInput | RuntimeInput,
  state: AccountNoticesState | undefined,
  context: Context,
): readonly NoticeOutput[] {
  const request = requestFor(context)
  switch (input.type) {
    case 'AccountCreated': {
      if (state?.contact) return []
      const { loginName, email: to, name, language } = input.data
      const contact = { to, name, language }
      return [noticeFor('N6', context, { loginName }), ...(state?.held ?? [])].map(notice => request(notice, contact))
    }
    case 'ActivationIssued': {
      const { activationId, expiresAt } = input.data
      return ask(noticeFor('N7', context, { activationId, expiresAt: String(expiresAt) }), state, context, request)
    }
    case 'CaseLinked':
    case 'LinkRefused': {
      const outcome = input.type === 'CaseLinked' ? 'linked' : 'refused'
      return ask(noticeFor('N15', context, { outcome }, input.data.caseId), state, context, request)
    }
    default:
      return []
  }
}

const requestFor =
  ({ key, at }: Context) =>
  (notice: Notice, { to, name, language }: AccountNoticesContact): NoticeOutput => {
    const about = { subjectId: key, applicationId: null, accountId: key, at }
    return { type: 'EmailRequested', data: { ...notice, ...about, to, name, language } }
  }

const evolve = (state: AccountNoticesState | undefined, output: NoticeOutput): AccountNoticesState =>
  evolveNotices(state, output, ({ to, name, language }) => ({ to, name, language }))

/** Letters to the holder of one account. */
export const accountNotices: Aggregate<AccountNoticesState, AccountNoticesInput, NoticeOutput> = {
  name: 'account-notices',
  state: 'icms.notification.AccountNoticesState',
  inputs: [
    { topic: 'accounts.events.v1', types: ['AccountCreated', 'ActivationIssued'] },
    {
      topic: 'case-linking.events.v1',
      types: ['CaseLinked', 'LinkRefused'],
      key: (input: MessageOf<'CaseLinked' | 'LinkRefused'>) => input.data.accountId,
    },
  ],
  outputs: ['EmailRequested', 'NoticeHeld'],
  decide,
  evolve,
}
