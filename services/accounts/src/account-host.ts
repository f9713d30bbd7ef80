import { currentTermsAt } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { activationCodeOf } from '@icms/schemas/activation-code'
import type { FormBrowser } from '@icms/web/form-browser'
import { countingWork } from '@icms/reference-data/counted-work'
import { createTestHost, type TestHostOptions } from '@icms/reference-data/test-host'
import { accountId, applicationId, approved, loginName } from './account-story.ts'
import { type AccountRow, readAccount } from './held-account-row.ts'
import { accountsWith } from './main.ts'
import type { PasswordHashing } from './password-hashing.ts'
import { predictablePasswordHashing } from './predictable-password-hashing.ts'

/** What the tests of the edge use: a host with one approved account, a way to wait, and what its holder types. */
export const password = 'Harbour-view-9'

export async function createAccountHost(
  hashing: PasswordHashing = predictablePasswordHashing,
  options: TestHostOptions = {},
) {
  const counting = countingWork(accountsWith(hashing))
  const host = await createTestHost([counting.deployable], options)
  const { readSide } = host.context.backbone

  async function accountOnce(fits: (account: AccountRow) => boolean): Promise<AccountRow> {
    for (let n = 0; n < 200; n += 1) {
      const account = await readAccount(readSide, accountId)
      if (account && fits(account)) return account
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    throw new Error('the account did not come to be as expected within two seconds')
  }

  await host.tell('ApplicationApproved', applicationId, approved().data)
  const { activation } = await accountOnce(account => account.activation !== null)
  const activationCode = activationCodeOf(host.context.secret('activation-code'), accountId, activation!.activationId)
  const { version: termsVersion } = currentTermsAt(seededReference, host.clock.now())!
  const filled = { loginName, activationCode, password, termsVersion }

  return {
    ...host,
    /** What the edge asks of the world while something runs. */
    workOf: counting.workOf,
    accountOnce,
    filled,
    /** Sends JSON under a key of its own, from a browser of its own unless one is given. */
    post: (path: string, body: unknown, { browser = host.newBrowser(), key = crypto.randomUUID() as string } = {}) =>
      browser.json('POST', path, body, { 'idempotency-key': key }),
    async activated(): Promise<void> {
      await host
        .newBrowser('198.51.100.1')
        .json('POST', '/api/v1/accounts/activation', filled, { 'idempotency-key': 'the-first' })
      await accountOnce(account => account.status === 'ACTIVE')
    },
    async signedIn(): Promise<FormBrowser> {
      const browser = host.newBrowser()
      await browser.json('POST', '/api/v1/accounts/sessions', { loginName, password })
      return browser
    },
  }
}
