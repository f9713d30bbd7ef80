import { annexB } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import type { Gateway } from './gateway.ts'

const password = 'Correct-Horse-42'

/** Applies online and waits until vetting has it. */
export async function apply(gateway: Gateway, n: number, rest: Readonly<Record<string, unknown>> = {}) {
  const person = gateway.applicant()
  const form = annexB(n, await person.termsVersion(), rest)
  const { applicationId } = accepted(await person.apply(form)) as { applicationId: string }
  await statusIs(gateway, applicationId, form.email, 'VETTING')
  return { person, form, applicationId, email: form.email }
}

export type Applied = Awaited<ReturnType<typeof apply>>

export async function statusIs(gateway: Gateway, applicationId: string, email: string, status: string) {
  const { body } = await until(
    () => gateway.applicant().status(applicationId, email),
    a => a.body.status === status,
    `status ${status}`,
  )
  return body
}

/** Vetted, authenticated at the Help Centre and approved by the Judiciary Administrator. */
export async function approve(gateway: Gateway, { applicationId, email }: Applied) {
  const vetting = await gateway.staff('demo-vetting')
  const helpCentre = await gateway.staff('demo-help-centre')
  const administrator = await gateway.staff('demo-judiciary-administrator')
  accepted(await vetting.approveForAuthentication(applicationId))
  await gateway.mail(email, /Come not later than/)
  accepted(await helpCentre.recordAttendance(applicationId, attendance(gateway.clock.now())))
  await statusIs(gateway, applicationId, email, 'AUTHENTICATED')
  accepted(await administrator.approve(applicationId))
}

/** Proves the address and asks about the application (R37). */
export async function enquire(
  gateway: Gateway,
  { person, applicationId, email }: Applied,
  question: string,
): Promise<void> {
  const send = async (path: string, body: object) => {
    const once = { 'idempotency-key': `enquiry-${path.replaceAll('/', '-')}-${applicationId}` }
    const { status } = await person.browser.json('POST', `/api/v1/applications/${path}`, body, once)
    if (status >= 300) throw new Error(`${path} was answered ${status}`)
  }
  const emailProof = await gateway.nextEmailCode(email, () => send('email-codes', { email }))
  await send('sessions', { applicationId, email, emailProof })
  await send('application/enquiry', { question })
}

export const attendance = (attendedAt: number) => ({
  attendedAt: new Date(attendedAt).toISOString(),
  attendee: 'APPLICANT',
  documentsSeen: ['HKID', 'NOTICE_OF_PROCEEDING'],
})

/** Reads login name and code from the two mails, activates and signs in. */
export async function activate(gateway: Gateway, { person, email, form }: Applied) {
  const loginName = found(/Login name: +(.+)/.exec((await gateway.mail(email, /Login name/)).text))
  const activationCode = found(/Activation code: +(.+)/.exec((await gateway.mail(email, /Activation code/)).text))
  accepted(await person.activate({ loginName, activationCode, password, termsVersion: form.termsVersion }))
  accepted(
    await until(
      () => person.signIn(loginName, password),
      a => a.status < 300,
      'sign-in',
    ),
  )
  return { loginName, password }
}

function found(match: RegExpExecArray | null): string {
  if (!match?.[1]) throw new Error('the mail does not say it')
  return match[1].trim()
}
