import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import type { AnnexB, Reason } from '@icms/schemas/generated/common'
import { exampleOf } from '@icms/schemas/example-messages'
import { accountId, applicationId, hk } from './account-story.ts'

/** What other services hold of the holder in the tests, as their rows are. Every text that somebody wrote ends with `mark`. */
export function rowsOfHolder(mark = ''): Map<string, Readonly<Record<string, unknown>>> {
  const at = hk('2023-01-20T10:00')
  const example = exampleOf('intake-web.commands.v1', 'SubmitApplication').form
  const { name, personalRepresentative } = example
  const written = (text: string) => `${text}${mark}`
  const reason: Reason = { code: 'OTHER', textEn: written('One more page'), textZh: written('欠一頁') }
  const form: AnnexB = {
    ...example,
    salutation: written('Dr'),
    name: { surnameEn: written('CHAN'), givenNameEn: written('Tai Man'), nameZh: written('陳大文') },
    address: {
      ...example.address,
      lines: [written('Flat A'), written('123 Nathan Road')],
      postalCode: written('999077'),
    },
    reasons: written('Reasons given'),
    rightOfAudience: written('Leave of the court'),
    personalRepresentative: personalRepresentative && {
      ...personalRepresentative,
      name: { ...personalRepresentative.name, surnameEn: written('LEE') },
    },
    signature: written('Chan T. M.'),
  }
  const document = { mediaType: 'application/pdf', bytes: 1_200, sha256: 'sha-of-a-file', scan: 'CLEAN' }
  const attendance: AttendanceState = {
    ...{ applicationId, status: 'AUTHENTICATED', statusAt: at, invitedAt: at, deadline: at + 1, attendedAt: at },
    ...{ representativeAppointed: true, attendee: 'APPLICANT', documentsSeen: ['HKID'], recordedBy: 'staff-4' },
    ...{ note: 'a note of the Help Centre', missingReason: 'a note on papers', deadlineReason: 'a note on time' },
    ...{ reasons: [], bring: [], representativeBrings: [], documentsMissing: [], undelivered: null, refused: null },
  }
  const decision = { command: 'ApproveApplication', at, decidedBy: 'staff-9', role: 'judiciary-administrator' }
  const seen = { viewedBy: 'staff-3', role: 'vetting', documentId: null, day: '2023-01-20', lastAt: at }
  const ofCase = { caseId: 'case-1', caseNumber: 'DCPI 1234/2023', accountId }
  const mail = (subjectId: string, notice: string) => ({
    subjectId,
    notice,
    queuedAt: at,
    status: 'ACCEPTED',
    changedAt: at,
  })
  return new Map<string, Readonly<Record<string, unknown>>>([
    [`vetting/forms/${applicationId}`, form],
    [
      `vetting/applications/${applicationId}`,
      {
        ...{ applicationId, personId: 'person-1', status: 'APPROVED', statusAt: at, submittedAt: at, attendBy: null },
        identityDocument: { ...example.identityDocument, number: 'A12****(*)' },
        decisions: [{ ...decision, note: 'a note of vetting', weighing: 'a weighing' }],
        documents: [
          { ...document, documentId: 'copy', kind: 'HKID', fileName: written('card.pdf') },
          { ...document, documentId: 'writ', kind: 'NOTICE_OF_PROCEEDING', fileName: written('writ.pdf') },
        ],
        supplements: [
          {
            requestId: 'r',
            askedAt: at,
            reasons: [reason],
            overdueAt: null,
            answeredAt: at,
            text: written('Here'),
            documents: [],
          },
        ],
        enquiries: [
          { enquiryId: 'e', askedAt: at, text: written('Any news?'), answeredAt: at, answer: written('Very soon') },
        ],
        papers: [{ paperId: 'fax-1', channel: 'FAX', receivedAt: at, joinedAt: at, by: null }],
        purge: { at: hk('2023-02-01T10:00'), documentIds: ['copy'] },
        searchTerms: { document: 'a-keyed-hash' },
      },
    ],
    [
      'vetting/applications/application-0',
      {
        ...{ applicationId: 'application-0', personId: 'person-1', status: 'REJECTED', statusAt: at, submittedAt: at },
        ...{ rejectedAtStage: 'VETTING', name: { ...name, surnameEn: 'SOMEBODY-ELSE' } },
      },
    ],
    [
      `vetting/views/${applicationId}`,
      {
        applicationId,
        views: [
          { ...seen, part: 'DOCUMENT', documentId: 'writ', count: 1, lastAt: at - 1 },
          { ...seen, part: 'APPLICATION', count: 3 },
        ],
        earlier: 4,
      },
    ],
    [
      `intake-web/submissions/${applicationId}`,
      { applicationId, submittedAt: at, email: 'taiman@example.com', language: 'ZH_HANT', withdrawalRequestedAt: null },
    ],
    [`identity/attendances/${applicationId}`, attendance],
    ['email/mails/mail-1', mail(applicationId, 'N1')],
    [
      'notification/letters/letter-1',
      {
        ...{ subjectId: applicationId, notice: 'N2', status: 'SENT', requestedAt: at + 1, waitingSince: at + 1 },
        ...{ settledAt: at + 2, note: 'a note of the counter', name, address: example.address },
      },
    ],
    ['email/mails/mail-2', mail(accountId, 'N6')],
    ['email/mails/mail-3', mail('somebody-else', 'N4')],
    [
      `case-linking/links/case-1/${accountId}`,
      {
        ...ofCase,
        ...{ party: written('CHAN Tai Man'), role: 'PLAINTIFF', linkedAt: at, byRequest: false, filingId: 'filing-1' },
        disposedAt: null,
      },
    ],
    [
      'case-linking/requests/request-1',
      { ...ofCase, requestId: 'request-1', refusedAt: at, reasons: [reason], status: 'REFUSED' },
    ],
    [
      'case-linking/cases/case-1',
      {
        ...{ caseId: 'case-1', caseNumber: 'DCPI 1234/2023', disposedAt: null },
        history: [
          {
            at,
            event: 'RefuseLinkRequest',
            accountId,
            decidedBy: 'staff-7',
            role: 'court-support',
            note: 'a note of the court',
          },
          { at, event: 'CaseLinked', accountId: 'ZZZZZZZZ', decidedBy: null, role: null, note: null },
        ],
      },
    ],
  ])
}
