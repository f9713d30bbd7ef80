import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { ContactState } from '@icms/schemas/generated/reference-data-state-v1'
import type { ReferenceRefusalReason } from '@icms/schemas/generated/reference-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { isDay } from './entry-content.ts'
import { recorderOf } from './entry.ts'

type ContactOutput = MessageOf<'ContactDetailsRecorded' | 'ReferenceEntryRefused'>
type ContactInput = MessageOf<'RecordContactDetails'>

const textLengthMax = 300

function decide(
  input: ContactInput | RuntimeInput,
  state: ContactState | undefined,
  context: Context,
): readonly ContactOutput[] {
  if (input.type !== 'RecordContactDetails') return []
  const { entryId, effectiveFrom, details } = input.data
  const { at } = context
  const reason = whyNot(input, state)
  if (reason) return [{ type: 'ReferenceEntryRefused', data: { entryId, at, reason } }]
  if (state) return []
  const recorded = { entryId, effectiveFrom, recordedAt: at, recordedBy: recorderOf(context), details }
  return [{ type: 'ContactDetailsRecorded', data: recorded }]
}

function whyNot({ data }: ContactInput, state: ContactState | undefined): ReferenceRefusalReason | undefined {
  const { effectiveFrom, details } = data
  if (state) {
    const isSame = state.effectiveFrom === effectiveFrom && textOf(state.details) === textOf(details)
    return isSame ? undefined : 'ID_IN_USE'
  }
  if (!isDay(effectiveFrom)) return 'INVALID_DATE'
  const { telephone, fax, ...texts } = details
  const all = [...Object.values(texts), telephone ?? '-', fax ?? '-']
  const isSound = all.every(t => t.trim() !== '' && t.length <= textLengthMax)
  return isSound ? undefined : 'INVALID_CONTENT'
}

const textOf = ({ addressEn, addressZh, hoursEn, hoursZh, telephone, fax }: ContactState['details']): string =>
  JSON.stringify([addressEn, addressZh, hoursEn, hoursZh, telephone, fax])

/** Contact details that notices tell people, each entry recorded once and never edited, as every reference entry. */
export const contact: Aggregate<ContactState, ContactInput, ContactOutput> = {
  name: 'contact',
  state: 'icms.reference.ContactState',
  inputs: [{ topic: 'reference-data.commands.v1', types: ['RecordContactDetails'] }],
  outputs: ['ContactDetailsRecorded', 'ReferenceEntryRefused'],
  decide,
  evolve(state, output) {
    if (output.type !== 'ContactDetailsRecorded') return state
    const { entryId, effectiveFrom, details } = output.data
    return { entryId, effectiveFrom, details }
  },
}
