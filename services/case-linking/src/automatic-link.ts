import type { Reference } from '@icms/backbone/reference'
import { linkTypesOf, noticesOf } from '@icms/reference-data/reference-view'
import { dayOf } from '@icms/schemas/calendar-day'
import { parseCaseNumber } from '@icms/schemas/case-number'
import { isEProceeding } from '@icms/schemas/e-proceeding'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountLink } from '@icms/schemas/generated/case-linking-state-v1'
import type { FilingRefusalReason, PartyRole } from '@icms/schemas/generated/common'

/**
 * Why a filing links nothing by itself; nothing when it does. It has to be lodged through iCMS (R40e), by a party who
 * acts in person (R15a), be of a type that links (R40f, A17) and in an e-proceeding on the day of filing (R2).
 * `held` is the link that the account has already: nobody is on both sides of a case.
 */
export function whyNoLink(
  filing: FilingConfirmed,
  held: AccountLink | undefined,
  reference: Reference,
): FilingRefusalReason | undefined {
  const day = dayOf(filing.filedAt)
  if (filing.lodgedVia !== 'ICMS') return 'NOT_LODGED_THROUGH_ICMS'
  if (filing.representation !== 'IN_PERSON') return 'NOT_ACTING_IN_PERSON'
  if (!linkTypesOf(reference, day).has(filing.documentType)) return 'DOCUMENT_TYPE_DOES_NOT_LINK'
  if (!isInEProceeding(filing, day, reference)) return 'NOT_AN_E_PROCEEDING'
  if (held && areOpposed(held.role, filing.role)) return 'ROLE_CONFLICT'
  return undefined
}

/** Whether the case is an e-proceeding on a day (R2). */
export function isInEProceeding(
  { caseNumber, venue }: Pick<FilingConfirmed, 'caseNumber' | 'venue'>,
  day: string,
  reference: Reference,
): boolean {
  const number = parseCaseNumber(caseNumber, Number(day.slice(0, 4)))
  if (!number.ok) return false
  return isEProceeding({ ...number.value, venue: number.value.venue ?? venue }, day, noticesOf(reference))
}

const bringing: readonly PartyRole[] = ['PLAINTIFF', 'CLAIMANT', 'APPLICANT', 'PETITIONER', 'APPELLANT', 'PROSECUTOR']
const answering: readonly PartyRole[] = ['DEFENDANT', 'RESPONDENT']

const areOpposed = (one: PartyRole, other: PartyRole): boolean =>
  (bringing.includes(one) && answering.includes(other)) || (answering.includes(one) && bringing.includes(other))
