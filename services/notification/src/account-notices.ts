import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { AccountNoticesContact, AccountNoticesState } from '@icms/schemas/generated/notification-state-v1'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { MessageOf } from '@icms/schemas/message-of'
import { type AccountFact, noticeOfFact } from './account-notices-words.ts'
import { ask, evolveNotices, type Notice, type NoticeOutput, noticeFor } from './notice.ts'

type LinkFact = MessageOf<'CaseLinked' | 'LinkRefused' | 'LinkRequestRefused'>
type ContactFact = MessageOf<'AccountCreated' | 'EmailChangeProposed' | 'EmailChanged' | 'LanguageChanged'>

export type AccountNoticesInput = ContactFact | AccountFact | LinkFact
export type AccountNoticesOutput = NoticeOutput | MessageOf<'ContactChanged'>

/**
 * What the holder of an account is written: N6 the login name, N7 the activation code, never in one mail (R7, R36a); N13
 * to N15, N19 and N20 what became of the account, its cases and the terms; N25 and N26 a change of address. The mails of
 * codes name them; only their ids are here.
 */
function decide(
  input: AccountNoticesInput | RuntimeInput,
  state: AccountNoticesState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountNoticesOutput[] {
  const request = requestFor(context)
  switch (input.type) {
    case 'TimerFired':
    case 'EffectSettled':
      return []
    case 'AccountCreated': {
      if (state?.contact) return []
      const { loginName, email: to, name, language, prospectiveUntil } = input.data
      const contact = { to, name, language }
      const period = prospectiveUntil === null ? {} : { prospectiveUntil: String(prospectiveUntil) }
      const approved = noticeFor('N6', context, { loginName, ...period })
      return [approved, ...(state?.held ?? [])].map(notice => request(notice, contact))
    }
    case 'EmailChangeProposed': {
      const { changeId, expiresAt, email } = input.data
      const code = noticeFor('N25', context, { changeId, expiresAt: String(expiresAt) })
      return askAt(email, code, state, context)
    }
    case 'EmailChanged': {
      const { email, previousEmail } = input.data
      const told = askAt(previousEmail, noticeFor('N26', context, {}), state, context)
      return told.length === 0 ? [] : [...told, changeOf({ ...state!.contact!, to: email }, context)]
    }
    case 'LanguageChanged': {
      const { language } = input.data
      if (!state?.contact || state.contact.language === language) return []
      return [changeOf({ ...state.contact, language }, context)]
    }
    default: {
      const notice = noticeOfFact(input, context, policy)
      return notice ? ask(notice, state, context, request) : []
    }
  }
}

/** Asks for a mail to another address than the holder's. It is known by then that the holder has one. */
function askAt(
  to: string,
  notice: Notice,
  state: AccountNoticesState | undefined,
  context: Context,
): readonly NoticeOutput[] {
  const request = requestFor(context)
  return state?.contact ? ask(notice, state, context, (one, contact) => request(one, { ...contact, to })) : []
}

const changeOf = (
  { to, name, language }: AccountNoticesContact,
  { key, at }: Context,
): MessageOf<'ContactChanged'> => ({
  type: 'ContactChanged',
  data: { subjectId: key, at, to, name, language },
})

const requestFor =
  ({ key, at }: Context) =>
  (notice: Notice, { to, name, language }: AccountNoticesContact): NoticeOutput => {
    const about = { subjectId: key, applicationId: null, accountId: key, at }
    return { type: 'EmailRequested', data: { ...notice, ...about, to, name, language } }
  }

function evolve(state: AccountNoticesState | undefined, output: AccountNoticesOutput): AccountNoticesState {
  if (output.type !== 'ContactChanged')
    return evolveNotices(state, output, ({ to, name, language }) => ({ to, name, language }))
  const { subjectId, to, name, language } = output.data
  return { ...(state ?? { subjectId, held: [], asked: [] }), contact: { to, name, language } }
}

const decideUnder =
  (policy: Policy): Aggregate<AccountNoticesState, AccountNoticesInput, AccountNoticesOutput>['decide'] =>
  (input, state, context) =>
    decide(input, state, context, policy)

/** Letters to the holder of one account. */
export const accountNotices: Aggregate<AccountNoticesState, AccountNoticesInput, AccountNoticesOutput> = {
  name: 'account-notices',
  state: 'icms.notification.AccountNoticesState',
  inputs: [
    {
      topic: 'accounts.events.v1',
      types: [
        'AccountCreated',
        'ActivationIssued',
        'AccountDeactivated',
        'AccountTerminated',
        'AccountSuspended',
        'AccountReinstated',
        'AccountRestored',
        'TermsChanged',
        'DeactivationNoticeDue',
        'DeactivationCancelled',
        'EmailChangeProposed',
        'EmailChanged',
        'LanguageChanged',
      ],
    },
    {
      topic: 'case-linking.events.v1',
      types: ['CaseLinked', 'LinkRefused', 'LinkRequestRefused'],
      key: (input: LinkFact) => input.data.accountId,
    },
  ],
  outputs: ['EmailRequested', 'NoticeHeld', 'ContactChanged'],
  decide: decideUnder(defaultPolicy),
  evolve,
}

export const accountNoticesUnder = (policy: Policy): typeof accountNotices => ({
  ...accountNotices,
  decide: decideUnder(policy),
})
