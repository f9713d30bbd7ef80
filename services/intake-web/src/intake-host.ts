import type { HostContext } from '@icms/backbone/deployable'
import { emailCodeOf } from '@icms/schemas/email-code'
import type { EmailCodeIssued } from '@icms/schemas/generated/intake-web-events-v1'
import { countingWork } from '@icms/reference-data/counted-work'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
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
  /** The code that was made last for that address, as its mail would show it; waits until it is made. */
  readonly codeFor: (address: string) => Promise<string>
  /** Has a code made, and gives it. */
  readonly newCodeFor: (address: string) => Promise<string>
  /** Submits the form and gives its reference. */
  readonly submitted: (name: string) => Promise<string>
  /** What the edge asks of the world while something runs. */
  readonly workOf: (act: () => Promise<unknown>) => Promise<readonly string[]>
  readonly vettingStates: (applicationId: string, status: string, more?: object) => void
}

export async function createIntakeHost(context: Partial<HostContext> = {}): Promise<IntakeHost> {
  const vettingRows = new Map<string, Readonly<Record<string, unknown>>>()
  const counting = countingWork(deployable)
  const host = await createTestHost([counting.deployable], { rowsOfOthers: vettingRows, context })
  const issuedTo = async (address: string) => {
    let last: EmailCodeIssued | undefined
    for await (const { value } of host.context.backbone.read('intake-web.events.v1')) {
      const data = host.context.backbone.codec.decode(value!) as EmailCodeIssued
      if (data.email === address && data.codeId) last = data
    }
    return last
  }
  const codeFor = async (address: string) => {
    const issued = await issuedTo(address)
    if (!issued) throw new Error(`no code was made for ${address}`)
    return emailCodeOf(host.context.secret('email-code'), issued.proofId, issued.codeId)
  }
  let asked = 0
  const newCodeFor = async (address: string) => {
    // Codes are few at a time, and tests ask for many.
    if (asked++ % 4 === 3) host.clock.advanceTo(host.clock.now() + 16 * 60_000)
    const { status, body } = await host
      .newBrowser(`10.0.0.${asked}`)
      .json('POST', `${api}/email-codes`, { email: address }, key(`code-${asked}`))
    if (status !== 202) throw new Error(`a code was answered ${status}: ${body}`)
    return codeFor(address)
  }
  return {
    ...host,
    workOf: counting.workOf,
    codeFor,
    newCodeFor,
    async submitted(name) {
      const emailProof = await newCodeFor(form.email)
      const { status, body } = await host.newBrowser().json('POST', api, { ...form, emailProof }, key(name))
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
