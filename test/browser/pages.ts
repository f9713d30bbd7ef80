import { annexB } from '@icms/deploy/demo/forms'
import { fillAnnexB } from './annex-b-page.ts'
import type { Page } from './chromium.ts'
import { press } from './chromium.ts'
import type { Filled } from './filled-gateway.ts'

/** Whose window a page is seen in: nobody's, an applicant's, that of somebody who saved a form, a member of staff's or an account holder's. */
export type Visitor = 'anyone' | 'drafter' | 'holder' | `applicant ${keyof Filled}` | `demo-${string}`

export type PageRow = {
  /** What the page is, as the end of a sentence. */
  readonly page: string
  /** Its template, in the folders of views. */
  readonly view: string
  readonly visitor: Visitor
  readonly path: (filled: Filled) => string
  /** What is done on the page of the path to come to the one that is meant. */
  readonly then?: (page: Page) => Promise<unknown>
}

const at = (path: string) => () => path
const vetting =
  (of: keyof Filled, step = '') =>
  (filled: Filled) =>
    `/desk/vetting/${filled[of].applicationId}${step}`
const identity =
  (of: keyof Filled, step = '') =>
  (filled: Filled) =>
    `/desk/identity/${filled[of].applicationId}${step}`
const audited = (of: keyof Filled) => (filled: Filled) => `/ops/audit?id=${filled[of].applicationId}`
const staff = {
  vetting: 'demo-vetting',
  administrator: 'demo-judiciary-administrator',
  helpCentre: 'demo-help-centre',
  auditor: 'demo-auditor',
  support: 'demo-court-support',
  icms: 'demo-administrator',
  operations: 'demo-operations',
  postroom: 'demo-operations-personal-data',
} as const

const typed = (fields: Readonly<Record<string, string>>) => async (page: Page) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`main [name="${name}"]`, value)
  await press(page)
}

const ticked = (name: string, value: string) => async (page: Page) => {
  await page.check(`input[name="${name}"][value="${value}"]`)
  await press(page)
}

const row = (
  page: string,
  view: string,
  visitor: Visitor,
  path: PageRow['path'],
  then?: (page: Page) => Promise<unknown>,
): PageRow => ({ page, view, visitor, path, ...(then && { then }) })

const everyMistake = typed({
  'name.surnameEn': '陳',
  'identityDocument.number': 'A123456(4)',
  'dateOfBirth@day': '31',
  'dateOfBirth@month': '2',
  'dateOfBirth@year': '1985',
  phone: '123',
  email: 'nobody',
  'cases.0.caseNumber': 'XYZ 12/2023',
  'personalRepresentative.phone': '12',
})

const account = () => (filled: Filled) => `/desk/accounts?find=${filled.holder.loginName}`
const suspension = (page: Page) => page.click('main a[href$="/suspend"]')
const newAddress = typed({ email: 'another@example.com' })
const askForCode = async (page: Page) => {
  const termsVersion = await page.inputValue('input[name=termsVersion]')
  await fillAnnexB(page, annexB(440_000 + Math.floor(Math.random() * 9_000), termsVersion))
  await press(page)
}

const openDetails = (page: Page) => page.click('main details > summary')
const readMail = (page: Page) => page.click('tbody a >> nth=0')

/** Every page, in every state that looks different. */
export const pages: readonly PageRow[] = [
  row('the front page', 'front/front.njk', 'anyone', at('/')),
  row('what applying is', 'apply/start.njk', 'anyone', at('/apply')),
  row('the form with more cases and a representative', 'apply/form.njk', 'anyone', at('/apply/form'), async page => {
    await page.click('button[name=_caseRows]')
    await openDetails(page)
  }),
  row('the form with every mistake named', 'apply/form.njk', 'anyone', at('/apply/form'), async page => {
    await openDetails(page)
    await everyMistake(page)
  }),
  row('the question for the code', 'apply/email-code.njk', 'anyone', at('/apply/form'), askForCode),
  row('the question for the code, left empty', 'apply/email-code.njk', 'anyone', at('/apply/form'), async page => {
    await askForCode(page)
    await press(page)
  }),
  row('a form that is saved', 'apply/saved.njk', 'drafter', at('/apply/saved')),
  row('a saved form, gone on with', 'apply/form.njk', 'drafter', at('/apply/form')),
  row('the documents of a saved form', 'apply/documents.njk', 'drafter', at('/apply/documents')),
  row('a document that cannot be taken', 'apply/documents.njk', 'drafter', at('/apply/documents'), press),
  row('a saved form that was deleted', 'apply/discarded.njk', 'anyone', at('/apply/discarded')),
  row('the question for a saved form', 'apply/return.njk', 'anyone', at('/apply/return')),
  row('the question for a saved form, left empty', 'apply/return.njk', 'anyone', at('/apply/return'), press),
  row(
    'the acknowledgement',
    'apply/received.njk',
    'applicant waiting',
    f => `/apply/received/${f.waiting.applicationId}`,
  ),
  row('the question for reference and email', 'apply/find.njk', 'anyone', at('/apply/status')),
  row('the question, left empty', 'apply/find.njk', 'anyone', at('/apply/status'), press),
  row(
    'the answer to a reference that is not known',
    'apply/find.njk',
    'anyone',
    at('/apply/status'),
    typed({ reference: 'ABCD-EFGH', email: 'nobody@example.com' }),
  ),
  row('the status of one who waits', 'apply/status.njk', 'applicant waiting', at('/apply/status')),
  row('the status of one who is to come', 'apply/status.njk', 'applicant invited', at('/apply/status')),
  row('the status of one who came', 'apply/status.njk', 'applicant authenticated', at('/apply/status')),
  row('the status of one rejected', 'apply/status.njk', 'applicant rejected', at('/apply/status')),
  row('the status of one who never came', 'apply/status.njk', 'applicant lapsed', at('/apply/status')),
  row('the status of one approved', 'apply/status.njk', 'applicant approved', at('/apply/status')),

  row('activation', 'accounts/activate.njk', 'anyone', at('/account/activate')),
  row('activation with mistakes', 'accounts/activate.njk', 'anyone', at('/account/activate'), press),
  row('sign-in', 'accounts/sign-in.njk', 'anyone', at('/account/sign-in')),
  row('sign-in after activation', 'accounts/sign-in.njk', 'anyone', at('/account/sign-in?notice=activated')),
  row('sign-in after signing out', 'accounts/sign-in.njk', 'anyone', at('/account/sign-in?notice=signed-out')),
  row(
    'sign-in that was refused',
    'accounts/sign-in.njk',
    'anyone',
    at('/account/sign-in'),
    typed({ loginName: 'nobody', password: 'wrong' }),
  ),
  row('the account', 'accounts/profile.njk', 'holder', at('/account')),
  row('the cases of the account', 'cases/cases.njk', 'holder', at('/cases')),

  row('the account, once its language was saved', 'accounts/profile.njk', 'holder', at('/account?done=language')),
  row('the change of address', 'accounts/email.njk', 'holder', at('/account/email')),
  row('the change of address, with its code to come', 'accounts/email.njk', 'holder', at('/account/email'), newAddress),
  row('the change of password with mistakes', 'accounts/password.njk', 'holder', at('/account/password'), press),
  row('terms that were accepted', 'accounts/terms.njk', 'holder', at('/account/terms')),
  row('asking for a new code', 'accounts/activation-code.njk', 'anyone', at('/account/activation-code')),
  row('the desk of accounts', 'accounts/desk.njk', staff.helpCentre, at('/desk/accounts?find=nobody')),
  row('an account at the desk', 'accounts/desk-account.njk', staff.administrator, account()),
  row('an account as the Help Centre sees it', 'accounts/desk-account.njk', staff.helpCentre, account()),
  row('a decision on an account', 'accounts/desk-decision.njk', staff.administrator, account(), suspension),
  row('the desk of cases', 'cases/desk.njk', staff.support, at('/desk/cases')),
  row('a case at the desk', 'cases/desk-case.njk', staff.support, at('/desk/cases?find=DCPI%201234/2023')),
  row('a link to decide', 'cases/desk-decision.njk', staff.support, f => `${f.holder.asked}/link`, press),
  row('a link to refuse', 'cases/desk-decision.njk', staff.support, f => `${f.holder.asked}/refusal`),
  row('closures', 'reference/reference.njk', staff.icms, at('/desk/reference/closure'), press),
  row('implementation notices', 'reference/reference.njk', staff.auditor, at('/desk/reference/notice')),
  row('contact details', 'reference/reference.njk', staff.icms, at('/desk/reference/contact')),
  row('versions of the terms', 'reference/reference.njk', staff.icms, at('/desk/reference/terms')),

  row('staff sign-in', 'web/demonstration-sign-in.njk', 'anyone', at('/staff/sign-in?returnTo=/desk/vetting')),
  row('the end of a session', 'web/signed-out.njk', 'anyone', at('/staff/signed-out')),
  row('the worklist', 'vetting/worklist.njk', staff.vetting, at('/desk/vetting')),
  row('a worklist of the invited', 'vetting/worklist.njk', staff.vetting, at('/desk/vetting?status=AUTH_PENDING')),
  row('the Judiciary Administrator’s worklist', 'vetting/worklist.njk', staff.administrator, at('/desk/vetting')),
  row('an application to vet', 'vetting/application.njk', staff.vetting, vetting('waiting')),
  row('an application as auditors see it', 'vetting/application.njk', staff.auditor, vetting('waiting')),
  row('an application just vetted', 'vetting/application.njk', staff.vetting, vetting('invited', '?done=AUTH_PENDING')),
  row('an application to approve', 'vetting/application.njk', staff.administrator, vetting('authenticated')),
  row('a rejected application', 'vetting/application.njk', staff.vetting, vetting('rejected')),
  row('a rejection', 'vetting/reasons.njk', staff.vetting, vetting('waiting', '/reject')),
  row('a rejection without a reason', 'vetting/reasons.njk', staff.vetting, vetting('waiting', '/reject'), press),
  row(
    'a rejection that comes too late',
    'vetting/reasons.njk',
    staff.vetting,
    vetting('rejected', '/reject'),
    ticked('reasonCodes[]', 'NOT_ELIGIBLE'),
  ),
  row(
    'a worklist of what was asked for',
    'vetting/worklist.njk',
    staff.vetting,
    at('/desk/vetting?status=SUPPLEMENT_REQUESTED'),
  ),
  row(
    'an application with documents that waits for an answer',
    'vetting/application.njk',
    staff.vetting,
    vetting('wanting'),
  ),
  row('an application that is set aside', 'vetting/application.njk', staff.vetting, vetting('held', '?done=ON_HOLD')),
  row('a withdrawn application', 'vetting/application.njk', staff.auditor, vetting('withdrawn')),
  row(
    'a request for supplementary information',
    'vetting/reasons.njk',
    staff.vetting,
    vetting('waiting', '/supplement'),
  ),
  row('a hold without a reason', 'vetting/why.njk', staff.vetting, vetting('waiting', '/hold'), press),
  row('a release', 'vetting/why.njk', staff.vetting, vetting('held', '/release')),
  row('a corrected address with mistakes', 'vetting/why.njk', staff.vetting, vetting('wanting', '/email'), press),
  row('a search', 'vetting/search.njk', staff.vetting, at('/desk/vetting/search')),
  row(
    'a search that finds',
    'vetting/search.njk',
    staff.vetting,
    at('/desk/vetting/search'),
    typed({ text: 'Chan Siu Ming' }),
  ),
  row(
    'a search that finds nothing',
    'vetting/search.njk',
    staff.vetting,
    at('/desk/vetting/search'),
    typed({ text: 'Nobody' }),
  ),
  row('invitations to send again', 'identity/worklist.njk', staff.helpCentre, at('/desk/identity?status=UNDELIVERED')),
  row('an invitation to send again', 'identity/attendance.njk', staff.helpCentre, identity('undelivered')),
  row(
    'an attendance at which something was wanting',
    'identity/attendance.njk',
    staff.helpCentre,
    identity('wantingAgain'),
  ),
  row('an attendance entered after the lapse', 'identity/attendance.njk', staff.administrator, identity('lapsed')),
  row('who is awaited', 'identity/worklist.njk', staff.helpCentre, at('/desk/identity')),
  row('who never came', 'identity/worklist.njk', staff.helpCentre, at('/desk/identity?status=LAPSED')),
  row('an attendance to record', 'identity/attendance.njk', staff.helpCentre, identity('invited')),
  row('an attendance without documents', 'identity/attendance.njk', staff.helpCentre, identity('invited'), press),
  row(
    'an attendance recorded',
    'identity/attendance.njk',
    staff.helpCentre,
    identity('authenticated', '?done=AUTHENTICATED'),
  ),
  row('an attendance that failed', 'identity/attendance.njk', staff.helpCentre, identity('failed')),
  row('a failure to record', 'identity/failure.njk', staff.helpCentre, identity('invited', '/failure')),
  row('a failure without a reason', 'identity/failure.njk', staff.helpCentre, identity('invited', '/failure'), press),
  row(
    'a failure that comes too late',
    'identity/failure.njk',
    staff.helpCentre,
    identity('failed', '/failure'),
    ticked('reasonCodes[]', 'IDENTITY_NOT_ESTABLISHED'),
  ),
  row('operations with a message that cannot be read', 'ops/ops.njk', staff.operations, at('/ops')),
  row('the audit trail before an id is named', 'ops/audit.njk', staff.auditor, at('/ops/audit')),
  row('the audit trail of an application', 'ops/audit.njk', staff.auditor, audited('authenticated')),
  row('the mailbox', 'mail/list.njk', staff.postroom, at('/mail')),
  row('a mail', 'mail/mail.njk', staff.postroom, at('/mail'), readMail),
  row('a page that is not there', 'web/problem.njk', 'anyone', at('/nowhere')),
  row('a page that is not for this member of staff', 'web/problem.njk', staff.vetting, at('/ops')),
]
