import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AccountRow, readAccount } from '@icms/accounts/held-account-row'
import { system } from '@icms/backbone/actor'
import { headersOf } from '@icms/backbone/record'
import { currentTermsAt } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { activationCodeOf } from '@icms/schemas/activation-code'
import { contracts } from '@icms/schemas/contracts'
import type { MessageOf } from '@icms/schemas/message-of'
import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { createFormBrowser, type FormBrowser, sendTo } from '@icms/web/form-browser'
import { accepted, applicant, staff } from '../demo/people.ts'
import type { Host } from './host.ts'
import { readSecrets } from './secrets.ts'
import type { Settings } from './settings.ts'

const password = 'Harbour-view-9'

/** An operator who has signed in; `readPath` is for operators only. */
export const operatorAt = async ({ url }: Host) => ({
  browser: (await staff(url, 'demo-operations')).browser,
  readPath: '/api/v1/ops/dead-letters',
  signOut: async (browser: FormBrowser) => browser.submit(await browser.get('/ops'), {}, '/staff/sign-out'),
})

/** The holder of a new account who has signed in; `readPath` is for account holders only. */
export async function holderAt(host: Host, settings: Settings) {
  const account = await approvedAccount(host)
  const { version: termsVersion } = currentTermsAt(seededReference, Date.now())!
  const activationCode = activationCodeOf(
    readSecrets(settings)('activation-code'),
    account.accountId,
    account.activation!.activationId,
  )
  const person = applicant(host.url)
  accepted(await person.activate({ loginName: account.loginName, activationCode, password, termsVersion }))
  accepted(await person.signIn(account.loginName, password))
  return {
    browser: person.browser,
    readPath: '/api/v1/accounts/me',
    signOut: async (browser: FormBrowser) => browser.submit(await browser.get('/account'), {}, '/account/sign-out'),
  }
}

/** A browser at a host, with what another has for cookies. */
export function withCookiesOf(cookies: ReadonlyMap<string, string>, { url }: Host): FormBrowser {
  const browser = createFormBrowser(url, sendTo(url))
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** As vetting would state it. */
async function approvedAccount({ backbone }: Host): Promise<AccountRow> {
  const applicationId = randomUUID()
  const registrantId = drawRegistrantId(applicationId, 1)
  const { topic, fullName } = contracts.place('ApplicationApproved')
  const at = Date.now()
  const data: MessageOf<'ApplicationApproved'>['data'] = {
    applicationId,
    at,
    registrantId,
    personId: 'person-1',
    conditional: false,
    attempt: 1,
    name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
    email: 'taiman@example.com',
    language: 'ZH_HANT',
    emailPerMessage: false,
    optedCases: [],
    referenceVersion: 1,
  }
  const headers = headersOf({ id: randomUUID(), fullName, service: 'test', key: applicationId, at, actor: system })
  await backbone.codec.prepareToEncode(fullName, data)
  const value = backbone.codec.encode(fullName, data)
  await backbone.publish([{ topic, key: applicationId, value, headers, at }])
  for (let n = 0; n < 500; n += 1) {
    const account = await readAccount(backbone.readSide, registrantId)
    if (account?.activation) return account
    await sleep(20)
  }
  throw new Error(`no account ${printLoginName(registrantId)} within ten seconds`)
}
