import { applicant, staff } from '@icms/deploy/demo/people'
import type { Gateway } from '../journeys/gateway.ts'
import { cookiesOf } from './chromium.ts'
import type { Filled, FilledName } from './filled-gateway.ts'
import type { Visitor } from './page-row.ts'

export type Session = ReturnType<typeof cookiesOf>

/** Signs a visitor in without a window; what is then kept opens any number of windows of the same visitor. */
export async function sessionOf(gateway: Gateway, filled: Filled, visitor: Visitor): Promise<Session> {
  const { browser } = await signIn(gateway, filled, visitor)
  return cookiesOf(browser.cookies, gateway.origin)
}

async function signIn(gateway: Gateway, filled: Filled, visitor: Visitor) {
  if (visitor.startsWith('demo-')) return staff(gateway.origin, visitor)
  const person = applicant(gateway.origin)
  const { browser } = person
  /** Sends a form that asks for a code, and then the code. */
  async function prove(path: string, fields: { readonly email: string } & Readonly<Record<string, string>>) {
    const form = await browser.get(path)
    let asked = form
    const emailProof = await gateway.nextEmailCode(
      fields.email,
      async () => (asked = await browser.submit(form, fields)),
    )
    return browser.submit(asked, { emailProof })
  }
  if (visitor === 'holder') {
    await person.signIn(filled.holder.loginName, filled.holder.password)
  } else if (visitor.startsWith('applicant ')) {
    const { applicationId: reference, email } = filled[visitor.slice('applicant '.length) as FilledName]
    await prove('/apply/return', { reference, email })
  } else if (visitor === 'drafter') {
    await prove('/apply/form', { email: 'drafter@example.com', _do: 'save' })
  }
  return person
}
