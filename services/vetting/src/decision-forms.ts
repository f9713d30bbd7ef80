import { parseEmailAddress } from '@icms/schemas/email-address'
import { type Received, readForm } from '@icms/schemas/form-reader'
import { parseProse } from '@icms/schemas/normalised-text'
import { supplementReasons, vettingReasons } from '@icms/schemas/reason-words'
import { accepted, type FormResult, refused } from '@icms/schemas/refusal'
import { parseStatedReasons } from '@icms/schemas/stated-reasons'

/** Codes of reasons that staff choose from. */
export const rejectionCodes = Object.keys(vettingReasons)
export const supplementCodes = Object.keys(supplementReasons)

const itemsMax = 30
const prose = parseProse(1, 2_000)
const parseCode = (raw: string) => (/^\w{1,60}$/.test(raw) ? accepted(raw) : refused('NOT_ONE_OF'))
const parseStaffId = (raw: string) => (/^[\w.:@/-]{1,100}$/.test(raw) ? accepted(raw) : refused('WRONG_SHAPE'))

export const parseRejection = (received: Received) => parseStatedReasons(received, rejectionCodes)

export const parseSupplementRequest = (received: Received) => parseStatedReasons(received, supplementCodes)

/** What was found in order, and a note, which is needed where something was not. */
export function parseVettingApproval(
  received: Received,
): FormResult<{ readonly checked: readonly string[]; readonly note: string | null }> {
  const form = readForm(received, ['checked', 'note'])
  return form.conclude<{ readonly checked: readonly string[]; readonly note: string | null }>({
    checked: form.texts('checked', itemsMax, parseCode),
    note: form.optionalText('note', prose),
  })
}

/** The Judiciary Administrator's approval, with how reasons under R10c were weighed. */
export function parseFinalApproval(
  received: Received,
): FormResult<{ readonly weighing: string | null; readonly note: string | null }> {
  const form = readForm(received, ['weighing', 'note'])
  return form.conclude<{ readonly weighing: string | null; readonly note: string | null }>({
    weighing: form.optionalText('weighing', prose),
    note: form.optionalText('note', prose),
  })
}

/** Why an application is set aside, or gone on with. */
export function parseWhy(received: Received): FormResult<{ readonly note: string }> {
  const form = readForm(received, ['note'])
  return form.conclude<{ readonly note: string }>({ note: form.text('note', prose) })
}

/** The right address of mail, and how it was learnt. */
export function parseEmailCorrection(
  received: Received,
): FormResult<{ readonly email: string; readonly note: string }> {
  const form = readForm(received, ['email', 'note'])
  return form.conclude<{ readonly email: string; readonly note: string }>({
    email: form.text('email', parseEmailAddress),
    note: form.text('note', prose),
  })
}

/** What the applicant is told who enquired (R37). */
export function parseEnquiryAnswer(
  received: Received,
): FormResult<{ readonly answer: string; readonly note: string | null }> {
  const form = readForm(received, ['answer', 'note'])
  return form.conclude<{ readonly answer: string; readonly note: string | null }>({
    answer: form.text('answer', prose),
    note: form.optionalText('note', prose),
  })
}

/** Who is to see to an application; nobody named means whoever asks. */
export function parseAssignment(received: Received): FormResult<{ readonly assignee: string | null }> {
  const form = readForm(received, ['assignee'])
  return form.conclude<{ readonly assignee: string | null }>({
    assignee: form.optionalText('assignee', parseStaffId),
  })
}

/** A step that needs no words. */
export const parseNothing = (received: Received): FormResult<object> => readForm(received, []).conclude<object>({})
