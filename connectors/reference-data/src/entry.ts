import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { RecordReferenceEntry } from '@icms/schemas/generated/reference-data-commands-v1'
import type { EntryState } from '@icms/schemas/generated/reference-data-state-v1'
import type {
  ReferenceEntryRecorded,
  ReferenceEntryRefused,
  ReferenceRefusalReason,
} from '@icms/schemas/generated/reference-events-v1'
import { isDay, isSameContent, isSound } from './entry-content.ts'

export type EntryInput = { readonly type: 'RecordReferenceEntry'; readonly data: RecordReferenceEntry }

export type EntryOutput =
  | { readonly type: 'ReferenceEntryRecorded'; readonly data: ReferenceEntryRecorded }
  | { readonly type: 'ReferenceEntryRefused'; readonly data: ReferenceEntryRefused }

const decide = (
  input: EntryInput | RuntimeInput,
  state: EntryState | undefined,
  context: Context,
): readonly EntryOutput[] => {
  if (input.type !== 'RecordReferenceEntry') return []
  const { entryId, effectiveFrom, content } = input.data
  const refusal = refusalOf(input.data, state)
  if (refusal) return [{ type: 'ReferenceEntryRefused', data: { entryId, at: context.at, reason: refusal } }]
  if (state) return []
  return [
    {
      type: 'ReferenceEntryRecorded',
      data: { entryId, effectiveFrom, recordedAt: context.at, content, recordedBy: recorderOf(context) },
    },
  ]
}

/** The member of staff who records an entry; nobody for what a deployment starts with. */
export const recorderOf = ({ actor }: Context): string | null => (actor.kind === 'staff' ? actor.id : null)

const evolve = (state: EntryState | undefined, output: EntryOutput): EntryState | undefined => {
  if (output.type !== 'ReferenceEntryRecorded') return state
  const { entryId, effectiveFrom, content } = output.data
  return { entryId, effectiveFrom, content }
}

const refusalOf = (
  { effectiveFrom, content }: RecordReferenceEntry,
  state: EntryState | undefined,
): ReferenceRefusalReason | undefined => {
  if (state) {
    const isSame = state.effectiveFrom === effectiveFrom && isSameContent(state.content, content)
    return isSame ? undefined : 'ID_IN_USE'
  }
  if (!isDay(effectiveFrom)) return 'INVALID_DATE'
  return isSound(content) ? undefined : 'INVALID_CONTENT'
}

/**
 * One entry of reference data, by its id. It is recorded once and never edited: the same entry again changes nothing,
 * another content under its id is refused. What has changed is a new entry with a later effective date.
 */
export const entry: Aggregate<EntryState, EntryInput, EntryOutput> = {
  name: 'entry',
  state: 'icms.reference.EntryState',
  inputs: [{ topic: 'reference-data.commands.v1', types: ['RecordReferenceEntry'] }],
  outputs: ['ReferenceEntryRecorded', 'ReferenceEntryRefused'],
  decide,
  evolve,
}
