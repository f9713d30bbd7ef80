import type { Context, Outgoing } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { calendarOf, currentTermsAt, noticesOf } from '@icms/reference-data/reference-view'
import { type AnnexBContext, parseAnnexB } from '@icms/schemas/annex-b'
import type { AnnexB } from '@icms/schemas/generated/common'
import type { PaperState, PaperTyping } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { Reference } from '@icms/backbone/reference'
import type { PaperOutput } from './paper-messages.ts'
import type { Wanting } from './paper-placing.ts'

type Outputs = readonly Outgoing<PaperOutput>[]
type Typed = Pick<PaperTyping, 'form' | 'personId'>

/** What a form on paper is checked against: the rules of the moment at which it was received, not at which it is typed in. */
export const paperFormContext = (receivedAt: number, reference: Reference): AnnexBContext => ({
  receivedAt,
  calendar: calendarOf(reference),
  notices: noticesOf(reference),
  termsVersion: currentTermsAt(reference, receivedAt)?.version ?? '',
})

/** True for a form that the rules take, and that says itself how it came. */
export const isFormInOrder = (form: AnnexB, { paper }: PaperState, { reference }: Context): boolean =>
  form.channel === paper.channel && parseAnnexB(form, paperFormContext(paper.receivedAt, reference)).ok

/** What of a paper is typed in so far is kept as it is. Its id is of this decision: nobody goes on from what they have not seen. */
export const save = (
  { form, basedOn }: MessageOf<'SaveTranscription'>['data'],
  { by, role }: Wanting & { readonly by: string },
  { key: paperId, id, at }: Context,
): Outputs => [
  {
    type: 'TranscriptionSaved',
    data: { paperId, at, savedId: deriveId('typing', paperId, id), basedOn, form, by, role },
  },
]

/** True where somebody saved something that whoever sends this has not seen: neither overwrites the other. */
export const isSavedMeanwhile = (basedOn: string | null, { saved }: PaperState): boolean =>
  saved !== null && saved.savedId !== basedOn

/** What was typed in is checked by a second person first, where that is the policy (R32b). */
export const transcribe = (
  { form, personId }: Typed,
  state: PaperState,
  { by, role }: Wanting & { readonly by: string },
  context: Context,
  isChecked: boolean,
): Outputs => {
  const { key: paperId, at } = context
  if (isChecked) return [{ type: 'PaperTyped', data: { paperId, at, personId, form, by, role } }]
  return file({ form, personId }, state, { by, role, note: null }, context)
}

/**
 * An application comes of what was typed in. Its reference is drawn from the paper and this decision: a paper that was
 * taken out of an application that ended may become another one. It counts as received when the paper was (A32).
 */
const file = (
  { form, personId }: Typed,
  { paper }: PaperState,
  { by, role, note }: Wanting,
  { key: paperId, id, at }: Context,
): Outputs => {
  const applicationId = deriveId('application', paperId, id)
  const { channel, receivedAt } = paper
  return [
    { type: 'PaperOffered', data: { paperId, at, applicationId, isNew: true, by, role, note } },
    {
      type: 'FilePaperApplication',
      key: applicationId,
      data: { applicationId, paperId, at, personId, channel, receivedAt, form, by, role },
    },
  ]
}

/** The second person reads whose form it is: both agree, or it is to be typed in again with both readings shown. */
export const check = (
  { name, identityDocument }: MessageOf<'CheckTranscription'>['data'],
  state: PaperState & { readonly typed: PaperTyping },
  { by, role }: Wanting & { readonly by: string },
  context: Context,
): Outputs => {
  const { typed } = state
  const first = typed.form
  const isSame =
    name.surnameEn === first.name.surnameEn &&
    name.givenNameEn === first.name.givenNameEn &&
    name.nameZh === first.name.nameZh &&
    identityDocument.kind === first.identityDocument.kind &&
    identityDocument.number === first.identityDocument.number &&
    identityDocument.issuingCountry === first.identityDocument.issuingCountry
  if (isSame) return file(typed, state, { by, role, note: null }, context)
  const { key: paperId, at } = context
  return [{ type: 'PaperCheckDiffered', data: { paperId, at, name, identityDocument, by, role } }]
}
