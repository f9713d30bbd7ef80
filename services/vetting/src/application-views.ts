import type { Aggregate } from '@icms/backbone/aggregate'
import type { ApplicationViewsState } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { withView } from '@icms/schemas/subject-views'

/**
 * Who of the staff saw what of an application. It is not kept with the application: a view changes nothing of it, and
 * many views must not push the outcomes of its decisions out of what is remembered of repeats.
 */
export const applicationViews: Aggregate<
  ApplicationViewsState,
  MessageOf<'RecordApplicationView'>,
  MessageOf<'ApplicationViewed'>
> = {
  name: 'application-views',
  state: 'icms.vetting.ApplicationViewsState',
  inputs: [{ topic: 'vetting.commands.v1', types: ['RecordApplicationView'] }],
  outputs: ['ApplicationViewed'],
  decide(input, _, { key: applicationId, at, actor }) {
    if (input.type !== 'RecordApplicationView' || actor.kind !== 'staff') return []
    const { part, documentId } = input.data
    const by = { viewedBy: actor.id, role: actor.role ?? null }
    return [{ type: 'ApplicationViewed', data: { applicationId, at, ...by, part, documentId } }]
  },
  evolve(state, { data: { applicationId, ...seen } }) {
    return { applicationId, ...withView(state, seen) }
  },
  rows: state => [{ table: 'views', id: state.applicationId, data: { ...state } }],
}
