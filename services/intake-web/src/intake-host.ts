import { createTestHost, type TestHost } from '@icms/web/test-host'
import { deployable } from './main.ts'

/** What the tests of the edge are told with: a host, a form in JSON and on the page, what vetting states. For tests only. */
export const api = '/api/v1/applications'
export const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
export const email = 'siu.ming@example.com'

export const form = {
  name: { surnameEn: 'Chan', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
  identityDocument: { kind: 'HKID', number: 'Ａ１２３４５６（３）' },
  address: { lines: ['Flat A, 5/F', '1 Example Street'], country: 'HK', district: 'WAN_CHAI' },
  phone: '9123 4567',
  email,
  preferredLanguage: 'EN',
  eligibility: 'ONGOING',
  cases: [{ caseNumber: 'dcpi 0123/2023', role: 'PLAINTIFF' }],
  actingInPerson: true,
  declarationMade: true,
  termsVersion: '2023-01',
  personalDataConsent: true,
}

export const pageFields = {
  'name.surnameEn': 'Chan',
  'identityDocument.kind': 'HKID',
  'identityDocument.number': 'A123456(3)',
  'address.lines.0': '1 Example Street',
  'address.country': 'HK',
  'address.district': 'WAN_CHAI',
  phone: '9123 4567',
  email,
  preferredLanguage: 'ZH_HANT',
  eligibility: 'ONGOING',
  'cases.0.caseNumber': 'DCPI 123/2023',
  'cases.0.role': 'PLAINTIFF',
  'cases.0.opted?': 'yes',
  'actingInPerson?': 'yes',
  'declarationMade?': 'yes',
  termsVersion: '2023-01',
  'personalDataConsent?': 'yes',
}

export type IntakeHost = TestHost & {
  /** Submits the form and gives its reference. */
  readonly submitted: (name: string) => Promise<string>
  readonly vettingStates: (applicationId: string, status: string, more?: object) => void
}

export async function createIntakeHost(): Promise<IntakeHost> {
  const vettingRows = new Map<string, Readonly<Record<string, unknown>>>()
  const host = await createTestHost([deployable], { rowsOfOthers: vettingRows })
  return {
    ...host,
    async submitted(name) {
      const { status, body } = await host.newBrowser().json('POST', api, form, key(name))
      if (status !== 201) throw new Error(`the form was answered ${status}: ${body}`)
      return JSON.parse(body).applicationId
    },
    vettingStates(applicationId, status, more = {}) {
      const at = host.clock.now()
      const row = { applicationId, status, at, deadline: null, mayEnquireSince: null, reasons: [], ...more }
      vettingRows.set(`vetting/statuses/${applicationId}`, row)
      vettingRows.set(`vetting/applications/${applicationId}`, {
        eligibility: 'ONGOING',
        identityDocument: { kind: 'HKID' },
        representativeAppointed: false,
      })
    },
  }
}
