import type { CalendarDay } from './calendar-day.ts'
import { parseCaseNumber } from './case-number.ts'
import { isEProceeding, type NoticeInForce } from './e-proceeding.ts'
import { type FormReader, type Received, readForm } from './form-reader.ts'
import type { CaseParty } from './generated/common.ts'
import { parseProse } from './normalised-text.ts'
import { accepted, type FormResult, type Result, refused } from './refusal.ts'

/** Grounds and roles that the form offers, in the order in which it does. */
export const groundChoices = {
  eligibility: ['ONGOING', 'NEW', 'PROSPECTIVE', 'OTHER_10C'],
  role: [
    'PLAINTIFF',
    'DEFENDANT',
    'CLAIMANT',
    'APPLICANT',
    'PETITIONER',
    'APPELLANT',
    'RESPONDENT',
    'THIRD_PARTY',
    'INTERVENER',
    'PROSECUTOR',
    'OTHER',
  ],
} as const

const casesMax = 20

/**
 * Reads the ground on which registration is asked for: party to e-proceedings that exist, acting in person (R10a,
 * R15a), prospective litigant without a case yet (R15b), or another person with reasons (R10c).
 */
export const readGround = (form: FormReader, today: CalendarDay, notices: readonly NoticeInForce[]) => {
  const eligibility = form.choice('eligibility', groundChoices.eligibility)
  const cases = form.parts('cases', casesMax, part => parseCaseParty(part, today, notices))
  const numbers = cases?.map(entry => entry?.caseNumber) ?? []
  if (eligibility === 'PROSPECTIVE' && numbers.length > 0) form.refuse('cases', 'NOT_WANTED')
  if (eligibility !== undefined && eligibility !== 'PROSPECTIVE' && cases?.length === 0) form.refuse('cases', 'MISSING')
  refuseRepeats(form, numbers, place => `cases.${place}.caseNumber`)

  const optedCases = form.texts('optedCases', casesMax, raw => canonicalNumber(raw, today))
  optedCases?.forEach((number, place) => {
    if (number !== undefined && !numbers.includes(number)) form.refuse(`optedCases.${place}`, 'OPTED_CASE_NOT_LISTED')
  })
  refuseRepeats(form, optedCases ?? [], place => `optedCases.${place}`)

  const other = eligibility === 'OTHER_10C'
  const unasked = eligibility === undefined ? () => undefined : form.unwanted
  return {
    eligibility,
    cases,
    actingInPerson: other ? form.flag('actingInPerson', null) : form.consent('actingInPerson'),
    reasons: other ? form.text('reasons', parseProse(20, 2000)) : unasked('reasons'),
    rightOfAudience: other ? form.text('rightOfAudience', parseProse(1, 2000)) : unasked('rightOfAudience'),
    optedCases,
  }
}

const refuseRepeats = (
  form: FormReader,
  values: readonly (string | undefined)[],
  pathOf: (place: number) => string,
): void => {
  values.forEach((value, place) => {
    if (value !== undefined && values.indexOf(value) < place) form.refuse(pathOf(place), 'REPEATED')
  })
}

const parseCaseParty = (
  received: Received,
  today: CalendarDay,
  notices: readonly NoticeInForce[],
): FormResult<CaseParty> => {
  const form = readForm(received, ['caseNumber', 'role'])
  return form.conclude<CaseParty>({
    caseNumber: form.text('caseNumber', raw => {
      const number = parseCaseNumber(raw, yearOf(today))
      if (!number.ok) return number
      return isEProceeding(number.value, today, notices)
        ? accepted(number.value.canonical)
        : refused('NOT_AN_E_PROCEEDING')
    }),
    role: form.choice('role', groundChoices.role),
  })
}

const canonicalNumber = (raw: string, today: CalendarDay): Result<string> => {
  const number = parseCaseNumber(raw, yearOf(today))
  return number.ok ? accepted(number.value.canonical) : number
}

const yearOf = (day: CalendarDay): number => Number(day.slice(0, 4))
