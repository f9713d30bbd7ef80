import type { Aggregate } from '@icms/backbone/aggregate'
import type { PaperViewsState } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { withView } from '@icms/schemas/subject-views'

/** Who of the staff saw what of a paper: kept beside it, as the views of an application are (`application-views.ts`). */
export const paperViews: Aggregate<PaperViewsState, MessageOf<'RecordPaperView'>, MessageOf<'PaperViewed'>> = {
  name: 'paper-views',
  state: 'icms.vetting.PaperViewsState',
  inputs: [{ topic: 'vetting.commands.v1', types: ['RecordPaperView'] }],
  outputs: ['PaperViewed'],
  decide(input, _, { key: paperId, at, actor }) {
    if (input.type !== 'RecordPaperView' || actor.kind !== 'staff') return []
    const { part, documentId } = input.data
    const by = { viewedBy: actor.id, role: actor.role ?? null }
    return [{ type: 'PaperViewed', data: { paperId, at, ...by, part, documentId } }]
  },
  evolve(state, { data: { paperId, ...seen } }) {
    return { paperId, ...withView(state, seen) }
  },
  rows: state => [{ table: 'paper-views', id: state.paperId, data: { ...state } }],
}
