import type { Context } from '@icms/backbone/aggregate'
import { dayOf } from '@icms/schemas/calendar-day'
import { caseIdOf, parseCaseNumber } from '@icms/schemas/case-number'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { ReceiveFiling } from '@icms/schemas/generated/court-cases-commands-v1'
import type { FilingLodged } from '@icms/schemas/generated/court-cases-events-v1'
import { foldFullWidth, lengthOf, properText } from '@icms/schemas/normalised-text'
import { parseLoginName, printLoginName } from '@icms/schemas/registrant-id'

/** How far a court system's clock may be ahead of ours. */
const clockSkewMsMax = 5 * 60_000
const filedAtMin = Date.parse('2000-01-01T00:00:00Z')

const documentTypeForm = /^[A-Z][A-Z0-9_]{0,59}$/
const venueForm = /^[A-Z0-9]{1,10}$/
const partyLengthMax = 200
const referenceLengthMax = 100

type Checked =
  | { readonly ok: true; readonly value: FilingLodged }
  | { readonly ok: false; readonly reason: FilingRefusalReason }

/**
 * A filing as we tell it on: one spelling of the case number, of the login name and of codes, with our opaque case id.
 * Otherwise the first thing that is wrong with it. Whether it links anything is for its account and its case to say.
 */
export function canonicalFiling(filing: ReceiveFiling, context: Context): Checked {
  const number = parseCaseNumber(filing.caseNumber, Number(dayOf(context.at).slice(0, 4)))
  if (!number.ok) return { ok: false, reason: 'INVALID_CASE_NUMBER' }
  const accountId = accountOf(filing)
  if (accountId === undefined) return { ok: false, reason: 'INVALID_LOGIN_NAME' }
  const party = properText(filing.party)
  const documentType = codeOf(filing.documentType)
  const venue = filing.venue === null ? null : codeOf(filing.venue)
  const isSound =
    party.ok &&
    lengthOf(party.value) <= partyLengthMax &&
    documentTypeForm.test(documentType) &&
    (venue === null || venueForm.test(venue)) &&
    isReference(filing.courtReference) &&
    filing.role !== 'UNKNOWN' &&
    isTimely(filing.filedAt, context.at)
  if (!isSound) return { ok: false, reason: 'INVALID_FILING' }
  const { canonical, court } = number.value
  return {
    ok: true,
    value: {
      caseId: caseIdOf(canonical),
      caseNumber: canonical,
      filingId: context.key,
      deliveryId: context.key,
      at: context.at,
      court,
      venue: number.value.venue ?? venue,
      accountId,
      loginName: printLoginName(accountId),
      party: party.value,
      role: filing.role,
      representation: filing.representation,
      documentType,
      lodgedVia: filing.lodgedVia,
      filedAt: filing.filedAt,
      source: filing.source,
      sourceId: filing.sourceId,
      courtReference: filing.courtReference,
      referenceVersion: context.reference.version,
    },
  }
}

/** The account that is meant: of a login name, or an account id; where both are given they have to agree. */
export function accountOf({
  loginName,
  accountId,
}: Pick<ReceiveFiling, 'loginName' | 'accountId'>): string | undefined {
  const given = loginName ?? (accountId === null ? null : spelledAsLoginName(accountId))
  if (given === null) return undefined
  const parsed = parseLoginName(given)
  if (!parsed.ok || (accountId !== null && accountId !== parsed.value)) return undefined
  return parsed.value
}

// An account id of an individual is what its login name says without the check character.
const spelledAsLoginName = (accountId: string): string =>
  accountId.length === 8 ? printLoginName(accountId) : accountId

/** True of an instant that a court system may have had by now. */
export const isTimely = (instant: number, now: number): boolean =>
  instant >= filedAtMin && instant <= now + clockSkewMsMax

const codeOf = (text: string): string => foldFullWidth(text.slice(0, 100)).trim().toUpperCase()

export const isReference = (text: string): boolean => text.trim() !== '' && lengthOf(text) <= referenceLengthMax
