import { annexB } from '@icms/deploy/demo/forms'
import { fillAnnexB } from './annex-b-page.ts'
import { password } from './filled-gateway.ts'
import { click, type Page, press } from './chromium.ts'
import { at, type PageRow, row, typed } from './page-row.ts'

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

const askForCode = async (page: Page) => {
  const termsVersion = await page.inputValue('input[name=termsVersion]')
  await fillAnnexB(page, annexB(440_000 + Math.floor(Math.random() * 9_000), termsVersion))
  await press(page)
}

const newAddress = typed({ email: 'another@example.com' })
const openDetails = (page: Page) => click(page, 'main details > summary')

/** Pages of applicants and account holders, in every state that looks different. */
export const publicPages: readonly PageRow[] = [
  row('the front page', 'front/front.njk', 'anyone', at('/')),
  row('what applying is', 'apply/start.njk', 'anyone', at('/apply')),
  row('the form with more cases and a representative', 'apply/form.njk', 'anyone', at('/apply/form'), async page => {
    await click(page, 'button[name=_caseRows]')
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
  row('the status of one who is asked', 'apply/status.njk', 'applicant wanting', at('/apply/status')),
  row('what is asked for', 'apply/supplement.njk', 'applicant wanting', at('/apply/supplement')),
  row('an answer without anything', 'apply/supplement.njk', 'applicant wanting', at('/apply/supplement'), press),
  row('the question for a cover sheet', 'apply/cover-sheet-question.njk', 'anyone', at('/apply/cover-sheet')),
  row(
    'the question for a cover sheet, left empty',
    'apply/cover-sheet-question.njk',
    'anyone',
    at('/apply/cover-sheet'),
    press,
  ),
  row('the cover sheet', 'apply/cover-sheet.njk', 'applicant wanting', at('/apply/cover-sheet'), press),
  row('the wish to withdraw', 'apply/withdraw.njk', 'applicant waiting', at('/apply/withdraw')),
  row('an enquiry', 'apply/enquiry.njk', 'applicant unanswered', at('/apply/enquiry')),
  row('an enquiry without a question', 'apply/enquiry.njk', 'applicant unanswered', at('/apply/enquiry'), press),
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
  row('what is held about the holder', 'accounts/data.njk', 'holder', at('/account/data')),
  row('what is held, in full', 'accounts/data.njk', 'holder', at('/account/data'), typed({ password })),
  row('what is held, with a wrong password', 'accounts/data.njk', 'holder', at('/account/data'), press),
  row('the change of address', 'accounts/email.njk', 'holder', at('/account/email')),
  row('the change of address, with its code to come', 'accounts/email.njk', 'holder', at('/account/email'), newAddress),
  row('the change of password with mistakes', 'accounts/password.njk', 'holder', at('/account/password'), press),
  row('terms that were accepted', 'accounts/terms.njk', 'holder', at('/account/terms')),
  row('asking for a new code', 'accounts/activation-code.njk', 'anyone', at('/account/activation-code')),
  row('a page that is not there', 'web/problem.njk', 'anyone', at('/nowhere')),
]
