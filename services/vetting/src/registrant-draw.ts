import type { Context } from '@icms/backbone/aggregate'
import type { RegistrantIdTaken } from '@icms/schemas/generated/accounts-events-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { drawRegistrantId } from '@icms/schemas/registrant-id'
import type { ApplicationOutput } from './application-messages.ts'

/** Draws of one application. Of some 10^12 ids so many in a row are never taken: then something else is broken. */
const drawsMax = 20

/** The approval with the first registrant id that the application draws (R36a, R39). */
export const drawFirst = (state: ApplicationState, { at, reference }: Context): ApplicationOutput => ({
  type: 'ApplicationApproved',
  data: { ...accountOf(state, 1), at, referenceVersion: reference.version },
})

/** The next draw, when the one before was taken by another application. */
export const drawAgain = (
  state: ApplicationState | undefined,
  taken: RegistrantIdTaken,
  at: number,
): readonly ApplicationOutput[] => {
  if (!state || state.registrantId !== taken.registrantId) return []
  if (state.attempt >= drawsMax) throw new Error(`${drawsMax} registrant ids in a row were taken`)
  return [{ type: 'RegistrantIdAssigned', data: { ...accountOf(state, state.attempt + 1), at } }]
}

/** All that is said of the account that is to be created. */
const accountOf = ({ applicationId, personId, form }: ApplicationState, attempt: number) => ({
  applicationId,
  registrantId: drawRegistrantId(applicationId, attempt),
  attempt,
  personId,
  conditional: form.eligibility === 'PROSPECTIVE',
  name: form.name,
  email: form.email,
  language: form.preferredLanguage,
  emailPerMessage: form.emailPerMessage,
  optedCases: form.optedCases,
})
