import type { Aggregate, Context, Row, RuntimeInput } from '@icms/backbone/aggregate'
import { calendarOf, currentTermsAt, noticesOf } from '@icms/reference-data/reference-view'
import { parseAnnexB } from '@icms/schemas/annex-b'
import type { SubmitApplication } from '@icms/schemas/generated/intake-web-commands-v1'
import type { ApplicationSubmitted, SubmissionRefused } from '@icms/schemas/generated/intake-web-events-v1'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { Defect } from '@icms/schemas/refusal'

export type SubmissionInput = { readonly type: 'SubmitApplication'; readonly data: SubmitApplication }

export type SubmissionOutput =
  | { readonly type: 'ApplicationSubmitted'; readonly data: ApplicationSubmitted }
  | { readonly type: 'SubmissionRefused'; readonly data: SubmissionRefused }

const decide = (
  input: SubmissionInput | RuntimeInput,
  state: SubmissionState | undefined,
  context: Context,
): readonly SubmissionOutput[] => {
  if (input.type !== 'SubmitApplication' || state) return []
  const { applicationId, personId, form, emailProvenAt, documents } = input.data
  const { at, reference } = context
  const checked = parseAnnexB(form, {
    receivedAt: at,
    calendar: calendarOf(reference),
    notices: noticesOf(reference),
    termsVersion: currentTermsAt(reference, at)?.version ?? '',
  })
  const defects: readonly Defect[] = [
    ...(form.channel === 'ONLINE' ? [] : [{ path: 'channel', code: 'NOT_ONE_OF' } as const]),
    ...(checked.ok ? [] : checked.defects),
    ...(emailProvenAt === null ? [{ path: 'email', code: 'EMAIL_NOT_PROVEN' } as const] : []),
  ]
  if (!checked.ok || defects.length > 0) {
    return [{ type: 'SubmissionRefused', data: { applicationId, at, defects } }]
  }
  const data = {
    applicationId,
    personId,
    channel: checked.value.channel,
    submittedAt: at,
    form: checked.value,
    documents,
  }
  return [{ type: 'ApplicationSubmitted', data }]
}

const evolve = (state: SubmissionState | undefined, output: SubmissionOutput): SubmissionState | undefined => {
  if (output.type !== 'ApplicationSubmitted') return state
  const { applicationId, submittedAt, form, documents } = output.data
  const { email, preferredLanguage: language } = form
  return { applicationId, submittedAt, email, language, documents, answered: [], withdrawalRequestedAt: null }
}

const rows = (state: SubmissionState): readonly Row[] => [
  { table: 'submissions', id: state.applicationId, data: { ...state } },
]

/**
 * One form submitted online, by the reference that the applicant gets (R32a). The form is checked again here, so that
 * nothing gets in which the rules of the moment do not allow, whatever the edge had seen; its address was proven by a code. A form that was refused may
 * be sent again under the same reference; one that was taken is not taken twice.
 */
export const submission: Aggregate<SubmissionState, SubmissionInput, SubmissionOutput> = {
  name: 'submission',
  state: 'icms.intakeweb.SubmissionState',
  inputs: [{ topic: 'intake-web.commands.v1', types: ['SubmitApplication'] }],
  outputs: ['ApplicationSubmitted', 'SubmissionRefused'],
  decide,
  evolve,
  rows,
}
