import { click, type Page, press } from './chromium.ts'
import type { Filled } from './filled-gateway.ts'
import { at, identity, type PageRow, printed, row, staff, ticked, typed, vetting } from './page-row.ts'

const paper = (paperId: string, step = '') => at(`/desk/vetting/papers/${paperId}${step}`)
const reading = async (page: Page) => {
  await page.check('input[name="identityDocument.kind"][value="HKID"]')
  await typed({ 'name.surnameEn': 'Chan', 'identityDocument.number': 'A123456(3)' })(page)
}
const account = () => (filled: Filled) => `/desk/accounts?find=${filled.holder.loginName}`
const suspension = (page: Page) => click(page, 'main a[href$="/suspend"]')
const cancelLetter = (page: Page) => click(page, 'form[action$=cancellation] button')
const readMail = (page: Page) => click(page, 'tbody a >> nth=0')

/** A picture of one dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==',
  'base64',
)

/** Hands in a page on the Wednesday of the week before, at ten. */
async function handIn(page: Page) {
  const field = (part: string) => page.locator(`[name="handedInOn@${part}"]`)
  const [year, month, day] = await Promise.all(['year', 'month', 'day'].map(part => field(part).inputValue()))
  const on = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - 7))
  on.setUTCDate(on.getUTCDate() + 3 - on.getUTCDay())
  await field('year').fill(String(on.getUTCFullYear()))
  await field('month').fill(String(on.getUTCMonth() + 1))
  await field('day').fill(String(on.getUTCDate()))
  await page.fill('[name=handedInTime]', '10:00')
  await page.check('[name=form][value=ANNEX_B]')
  await page.setInputFiles('[name=files]', { name: 'scan.png', mimeType: 'image/png', buffer: dot })
  await press(page)
  await page.waitForURL('**/desk/counter/receipts/*')
}

/** Pages of staff but of operations, in every state that looks different. */
export const deskPages: readonly PageRow[] = [
  row('the desk of accounts', 'accounts/desk.njk', staff.helpCentre, at('/desk/accounts?find=nobody')),
  row('an account at the desk', 'accounts/desk-account.njk', staff.administrator, account()),
  row('an account as the Help Centre sees it', 'accounts/desk-account.njk', staff.helpCentre, account()),
  row('a decision on an account', 'accounts/desk-decision.njk', staff.administrator, account(), suspension),
  row('the desk of cases', 'cases/desk.njk', staff.support, at('/desk/cases')),
  row('a case at the desk', 'cases/desk-case.njk', staff.support, at('/desk/cases?find=DCPI%201234/2023')),
  row('a link to decide', 'cases/desk-decision.njk', staff.support, f => `${f.holder.asked}/link`, press),
  row('a link to refuse', 'cases/desk-decision.njk', staff.support, f => `${f.holder.asked}/refusal`),
  row('closures', 'reference/reference.njk', staff.icms, at('/desk/reference/closure'), press),
  row('general holidays', 'reference/reference.njk', staff.icms, at('/desk/reference/holiday')),
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
  row('enquiries', 'vetting/worklist.njk', staff.vetting, at('/desk/vetting?status=ENQUIRY')),
  row('an answer to an enquiry', 'vetting/why.njk', staff.vetting, vetting('waiting', '/enquiry')),
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
  row('the counter', 'counter/takings.njk', staff.counter, at('/desk/counter')),
  row('the counter as auditors see it', 'counter/takings.njk', staff.auditor, at('/desk/counter')),
  row('what is handed in at the counter', 'counter/new.njk', staff.counter, at('/desk/counter/new')),
  row(
    'what is handed in at the counter without anything',
    'counter/new.njk',
    staff.counter,
    at('/desk/counter/new'),
    press,
  ),
  row('a receipt of the counter', 'counter/receipt.njk', staff.counter, at('/desk/counter/new'), handIn),
  row('days of fax and mail rooms', 'counter/reconciliation.njk', staff.counter, at('/desk/counter/reconciliation')),
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
  row('the worklist of paper', 'vetting/papers.njk', staff.vetting, at('/desk/vetting/papers')),
  row(
    'paper that is an exception',
    'vetting/papers.njk',
    staff.administrator,
    at('/desk/vetting/papers?view=EXCEPTION'),
  ),
  row('paper that is overdue', 'vetting/papers.njk', staff.vetting, at('/desk/vetting/papers?view=OVERDUE')),
  row('a paper', 'vetting/paper.njk', staff.vetting, paper('paper-lost')),
  row('a paper as auditors see it', 'vetting/paper.njk', staff.auditor, paper('paper-dismissed', '?page=2')),
  row(
    'a paper that waits for another person',
    'vetting/paper.njk',
    staff.vetting,
    paper('paper-typed', '?done=PaperTyped'),
  ),
  row('a paper to join', 'vetting/paper-step.njk', staff.vetting, paper('paper-dark', '/join'), press),
  row('pages to split off', 'vetting/paper-step.njk', staff.vetting, paper('paper-dark', '/split'), press),
  row(
    'paper of which nothing can come',
    'vetting/paper-step.njk',
    staff.vetting,
    paper('paper-dark', '/dismiss'),
    press,
  ),
  row('a paper to type in', 'vetting/paper-typing.njk', staff.vetting, paper('paper-dark', '/transcribe')),
  row('a paper to check', 'vetting/paper-check.njk', staff.secondVetting, paper('paper-typed', '/check')),
  row('a check by who typed it in', 'vetting/paper-check.njk', staff.vetting, paper('paper-typed', '/check'), reading),
  row('what may be erased', 'web/erasures.njk', staff.administrator, at('/desk/vetting/erasures')),
  row(
    'nothing that may be erased',
    'web/erasures.njk',
    staff.administrator,
    at('/desk/accounts/erasures?sought=nobody'),
  ),
  row('an application to erase', 'web/erase.njk', staff.administrator, vetting('lapsed', '', 'erasures/')),
  row('an erasure without a reason', 'web/erase.njk', staff.administrator, vetting('lapsed', '', 'erasures/'), press),
  row(
    'an application that must be kept still',
    'web/erase.njk',
    staff.administrator,
    vetting('rejected', '', 'erasures/'),
  ),
  row('a page of what was erased', 'web/problem.njk', staff.vetting, vetting('erased')),
  row('letters to print', 'letters/worklist.njk', staff.counter, at('/desk/print')),
  row('letters that were sent', 'letters/worklist.njk', staff.vetting, at('/desk/print?status=SENT')),
  row('letters that were cancelled', 'letters/worklist.njk', staff.counter, at('/desk/print?status=CANCELLED&kind=N4')),
  row('no letter without an address', 'letters/worklist.njk', staff.counter, at('/desk/print?status=NO_ADDRESS')),
  row('no letter that is overdue', 'letters/worklist.njk', staff.counter, at('/desk/print?status=OVERDUE')),
  row('a letter to print', 'letters/letters.njk', staff.counter, printed('waiting')),
  row('a letter to print, as auditors see it', 'letters/letters.njk', staff.auditor, printed('waiting')),
  row('a letter that was sent', 'letters/letters.njk', staff.counter, printed('sent')),
  row('an answer to who sent paper', 'letters/letters.njk', staff.counter, printed('answer')),
  row('a letter that was cancelled', 'letters/letters.njk', staff.counter, printed('cancelled')),
  row('a letter cancelled without a reason', 'letters/letters.njk', staff.counter, printed('waiting'), cancelLetter),
  row('the mailbox', 'mail/list.njk', staff.postroom, at('/mail')),
  row('a mail', 'mail/mail.njk', staff.postroom, at('/mail'), readMail),
  row('a page that is not for this member of staff', 'web/problem.njk', staff.vetting, at('/ops')),
]
