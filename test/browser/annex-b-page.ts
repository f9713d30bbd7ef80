import type { annexB } from '@icms/deploy/demo/forms'
import type { Page } from './chromium.ts'

type Form = Omit<ReturnType<typeof annexB>, 'preferredLanguage' | 'eligibility'> & {
  readonly preferredLanguage: string
  readonly eligibility: string
}

/** The fields of the form that are typed, by the names that the page gives them. */
export const typedFields = (form: Form): Readonly<Record<string, string>> => ({
  salutation: form.salutation,
  'name.surnameEn': form.name.surnameEn,
  'name.givenNameEn': form.name.givenNameEn,
  'name.nameZh': form.name.nameZh,
  'identityDocument.number': form.identityDocument.number,
  'dateOfBirth@day': String(Number(form.dateOfBirth.slice(8))),
  'dateOfBirth@month': String(Number(form.dateOfBirth.slice(5, 7))),
  'dateOfBirth@year': form.dateOfBirth.slice(0, 4),
  ...Object.fromEntries(form.address.lines.map((line, i) => [`address.lines.${i}`, line])),
  phone: form.phone,
  email: form.email,
  'cases.0.caseNumber': form.cases[0]!.caseNumber,
})

/** The fields that are chosen in a list. */
export const selectedFields = (form: Form): Readonly<Record<string, string>> => ({
  'address.district': form.address.district,
  'address.country': form.address.country,
  'cases.0.role': form.cases[0]!.role,
})

/** The circles and boxes that are marked. */
export const markedFields = (form: Form): readonly (readonly [name: string, value: string])[] => [
  ['identityDocument.kind', form.identityDocument.kind],
  ['preferredLanguage', form.preferredLanguage],
  ['eligibility', form.eligibility],
  ['actingInPerson?', 'yes'],
  ['declarationMade?', 'yes'],
  ['termsVersion', form.termsVersion],
  ['personalDataConsent?', 'yes'],
]

/** Fills in Annex B on its page, with the mouse or without. */
export async function fillAnnexB(page: Page, form: Form): Promise<void> {
  for (const [name, value] of Object.entries(typedFields(form))) await page.fill(`[name="${name}"]`, value)
  for (const [name, value] of Object.entries(selectedFields(form)))
    await page.selectOption(`select[name="${name}"]`, value)
  for (const [name, value] of markedFields(form)) await page.check(`input[name="${name}"][value="${value}"]`)
}
