import { parseAddress } from './address.ts'
import { readGround } from './annex-b-ground.ts'
import { addDays, type CalendarDay, dayOf, parseCalendarDay } from './calendar-day.ts'
import type { NoticeInForce } from './e-proceeding.ts'
import { parseEmailAddress } from './email-address.ts'
import { isReceived, type Received, readForm } from './form-reader.ts'
import type { AnnexB, PersonalRepresentative } from './generated/common.ts'
import { parseIdentityDocument } from './identity-document.ts'
import { parseProse } from './normalised-text.ts'
import { parsePersonName } from './person-name.ts'
import { parsePhone } from './phone.ts'
import { accepted, type Defect, type FormResult, type Result, refused } from './refusal.ts'
import { type Calendar, isOfficeOpen } from './working-day.ts'

/** What a form is checked against. */
export type AnnexBContext = {
  /** When it was received, UTC milliseconds. */
  readonly receivedAt: number
  readonly calendar: Calendar
  readonly notices: readonly NoticeInForce[]
  /** Version of the terms that is in force (R29). */
  readonly termsVersion: string
}

/** Choices of the form, in the order in which they are offered. */
export const annexBChoices = {
  channel: ['ONLINE', 'FAX', 'POST', 'HAND'],
  preferredLanguage: ['EN', 'ZH_HANT'],
} as const

const fieldNames: readonly (keyof AnnexB)[] = [
  'channel',
  'salutation',
  'name',
  'identityDocument',
  'dateOfBirth',
  'address',
  'phone',
  'fax',
  'email',
  'preferredLanguage',
  'eligibility',
  'cases',
  'actingInPerson',
  'reasons',
  'rightOfAudience',
  'optedCases',
  'emailPerMessage',
  'personalRepresentative',
  'declarationMade',
  'termsVersion',
  'personalDataConsent',
  'signature',
  'signedOn',
]

/** Every mistake of a form as it was received; none when it is in order. Never throws. */
export const findDefects = (received: unknown, context: AnnexBContext): readonly Defect[] => {
  const result = parseAnnexB(received, context)
  return result.ok ? [] : result.defects
}

/**
 * Checks and normalises the application form of an individual (R32, Annex B): the form, or every mistake at once. A form on
 * paper may lack the email, which is empty then: it is asked for by letter (R34d), for the notices need it (R34b, R36a).
 */
export const parseAnnexB = (received: unknown, context: AnnexBContext): FormResult<AnnexB> => {
  if (!isReceived(received)) return { ok: false, code: 'WRONG_SHAPE', defects: [{ path: '', code: 'WRONG_SHAPE' }] }
  const today = dayOf(context.receivedAt)
  const form = readForm(received, fieldNames)
  const channel = form.choice('channel', annexBChoices.channel)
  if (channel === 'HAND' && !isOfficeOpen(context.receivedAt, context.calendar)) {
    form.refuse('channel', 'OUTSIDE_OFFICE_HOURS')
  }
  const onPaper = channel !== undefined && channel !== 'ONLINE'
  return form.conclude<AnnexB>({
    channel,
    salutation: form.optionalText('salutation', parseProse(1, 20)),
    name: form.part('name', parsePersonName),
    identityDocument: form.part('identityDocument', parseIdentityDocument),
    dateOfBirth: form.optionalText('dateOfBirth', raw => parseDayUntil(raw, addDays(today, -1), 'DATE_NOT_PAST')),
    address: form.part('address', parseAddress),
    phone: form.text('phone', parsePhone),
    fax: form.optionalText('fax', parsePhone),
    email: onPaper ? orEmpty(form.optionalText('email', parseEmailAddress)) : form.text('email', parseEmailAddress),
    preferredLanguage: form.choice('preferredLanguage', annexBChoices.preferredLanguage),
    ...readGround(form, today, context.notices),
    emailPerMessage: form.flag('emailPerMessage', false),
    personalRepresentative: form.optionalPart('personalRepresentative', parseRepresentative),
    declarationMade: form.consent('declarationMade'),
    termsVersion: form.text('termsVersion', raw =>
      raw === context.termsVersion ? accepted(raw) : refused('TERMS_NOT_CURRENT'),
    ),
    personalDataConsent: form.consent('personalDataConsent'),
    signature: onPaper ? form.text('signature', parseProse(1, 80)) : form.unwanted('signature'),
    signedOn: onPaper
      ? form.text('signedOn', raw => parseDayUntil(raw, today, 'DATE_AFTER_RECEIPT'))
      : form.unwanted('signedOn'),
  })
}

const orEmpty = (text: string | null | undefined): string | undefined => (text === null ? '' : text)

const parseRepresentative = (received: Received): FormResult<PersonalRepresentative> => {
  const form = readForm(received, ['name', 'identityDocument', 'phone'])
  return form.conclude<PersonalRepresentative>({
    name: form.part('name', parsePersonName),
    identityDocument: form.part('identityDocument', parseIdentityDocument),
    phone: form.text('phone', parsePhone),
  })
}

const parseDayUntil = (
  raw: string,
  last: CalendarDay,
  late: 'DATE_NOT_PAST' | 'DATE_AFTER_RECEIPT',
): Result<CalendarDay> => {
  const day = parseCalendarDay(raw)
  return day.ok && day.value > last ? refused(late) : day
}
