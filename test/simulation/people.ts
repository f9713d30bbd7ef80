import type { SuppliedDocument } from '@icms/schemas/generated/common'
import type { SubmitApplication } from '@icms/schemas/generated/intake-web-commands-v1'
import { caseIdOf } from '@icms/schemas/case-number'
import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { deriveId } from '@icms/backbone/record'
import { hkidOf } from '@icms/deploy/demo/forms'
import { drawFrom } from './draw.ts'

export const termsVersion = '2023-01'

/** Types of case that were e-proceedings all through the time of the simulation, and one that is none. */
const prefixes = ['DCCJ', 'DCPI', 'DCTC'] as const
export const noEProceeding = 'HCA 77/2023'

export const applicationIdOf = (seed: number, number: number): string => `application-${seed}-${number}`

/** One application and all that follows from who makes it. A person may make several. */
export type Applicant = ReturnType<typeof applicantOf>

export function applicantOf(
  seed: number,
  number: number,
  person: number,
  applicationId = applicationIdOf(seed, number),
) {
  const draw = drawFrom(seed, 'applicant', number)
  const eligibility = draw.oneOf(['ONGOING', 'ONGOING', 'NEW', 'PROSPECTIVE', 'PROSPECTIVE'] as const)
  const caseNumber = `${draw.oneOf(prefixes)} ${1 + draw.upTo(5)}/2023`
  const representative = draw.chance(0.2)
  const opts = eligibility !== 'PROSPECTIVE' && draw.chance(0.6)
  const accountId = drawRegistrantId(applicationId, 1)
  const caseId = caseIdOf(caseNumber)
  return {
    number,
    applicationId,
    personId: `person-${seed}-${person}`,
    proofId: `proof-${seed}-${number}`,
    person,
    eligibility,
    caseNumber,
    caseId,
    representative,
    opts,
    accountId,
    loginName: printLoginName(accountId),
    requestId: deriveId('link-request', accountId, caseId),
    email: `applicant-${number}@example.com`,
  }
}

const identity = (n: number) => ({ kind: 'HKID' as const, number: hkidOf(n), issuingCountry: null })

/** The form as the edge hands it on; a wanting one has no consent to the terms. */
export function submissionOf(applicant: Applicant, emailProvenAt: number, wanting: boolean): SubmitApplication {
  const { applicationId, personId, person, eligibility, caseNumber, opts, email } = applicant
  const cases = eligibility === 'PROSPECTIVE' ? [] : [{ caseNumber, role: 'PLAINTIFF' as const }]
  return {
    applicationId,
    personId,
    form: {
      channel: 'ONLINE',
      salutation: 'Ms',
      name: { surnameEn: 'CHAN', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
      identityDocument: identity(100_000 + person),
      dateOfBirth: '1985-06-15',
      address: {
        lines: ['Flat A, 12/F, Block 3', '123 Nathan Road'],
        country: 'HK',
        district: 'YAU_TSIM_MONG',
        region: 'KOWLOON',
        postalCode: null,
      },
      phone: '+85291234567',
      fax: null,
      email,
      preferredLanguage: 'EN',
      eligibility,
      cases,
      actingInPerson: true,
      reasons: null,
      rightOfAudience: null,
      optedCases: opts ? [caseNumber] : [],
      emailPerMessage: false,
      personalRepresentative: applicant.representative
        ? {
            name: { surnameEn: 'LEE', givenNameEn: null, nameZh: null },
            identityDocument: identity(7),
            phone: '+85261234567',
          }
        : null,
      declarationMade: true,
      termsVersion: wanting ? '1999-01' : termsVersion,
      personalDataConsent: true,
      signature: null,
      signedOn: null,
    },
    emailProvenAt,
    documents: handedInBy(applicationId),
  }
}

/** With half of all applications comes a copy of the identity document, and something that is no such copy. */
export const handedInBy = (applicationId: string): readonly SuppliedDocument[] =>
  drawFrom(applicationId, 'documents').chance(0.5)
    ? [documentOf(`hkid-of-${applicationId}`, 'HKID'), documentOf(`notice-to-${applicationId}`, 'NOTICE_OF_PROCEEDING')]
    : []

/** With a third of the answers another copy; what is handed in again is another document. */
export const answeredWith = (applicationId: string, at: number): readonly SuppliedDocument[] =>
  drawFrom(applicationId, 'answer', at).chance(0.35)
    ? [documentOf(`answer-${at}-of-${applicationId}`, 'APPLICANT_ID_COPY')]
    : []

const documentOf = (documentId: string, kind: string): SuppliedDocument => ({
  ...{ documentId, kind, fileName: 'scan.pdf', mediaType: 'application/pdf', bytes: 10 },
  ...{ sha256: `hash-of-${documentId}`, scan: 'CLEAN' },
})

/** The files of documents, as they are stored before the message that names them. */
export const filesOf = (subjectId: string, documents: readonly SuppliedDocument[]) =>
  documents.map(({ documentId }) => ({ subjectId, documentId, content: documentId }))
