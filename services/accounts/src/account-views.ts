import type { Aggregate } from '@icms/backbone/aggregate'
import type { AccountViewsState } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { withView } from '@icms/schemas/subject-views'

/**
 * Who of the staff saw what of an account. It is not kept with the account: a view changes nothing of it, and
 * many views must not push the outcomes of its decisions out of what is remembered of repeats.
 */
export const accountViews: Aggregate<AccountViewsState, MessageOf<'RecordAccountView'>, MessageOf<'AccountViewed'>> = {
  name: 'account-views',
  state: 'icms.accounts.AccountViewsState',
  inputs: [{ topic: 'accounts.commands.v1', types: ['RecordAccountView'] }],
  outputs: ['AccountViewed'],
  decide(input, _, { key: accountId, at, actor }) {
    if (input.type !== 'RecordAccountView' || actor.kind !== 'staff') return []
    const { part, documentId } = input.data
    const by = { viewedBy: actor.id, role: actor.role ?? null }
    return [{ type: 'AccountViewed', data: { accountId, at, ...by, part, documentId } }]
  },
  evolve(state, { data: { accountId, ...seen } }) {
    return { accountId, ...withView(state, seen) }
  },
  rows: state => [{ table: 'views', id: state.accountId, data: { ...state } }],
}
