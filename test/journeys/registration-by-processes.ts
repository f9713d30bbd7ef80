import { annexB, filing } from '@icms/deploy/demo/forms'
import { type Answer, applicant, operator, staff } from '@icms/deploy/demo/people'
import type { GatewayProcesses } from './gateway-processes.ts'
import type { MailSink } from './mail-sink.ts'
import { persistently, settled } from './persistently.ts'
import { attendance } from './registration.ts'

export const password = 'Correct-Horse-42'
/** A step may have to wait until a killed process has been started and its partitions are free, or for a mail in doubt. */
const stepMsMax = 100_000

export type Registered = {
  readonly applicationId: string
  readonly loginName: string
  readonly courtReference: string
  readonly caseNumber: string
}

/** Members of staff, each signed in at the process that serves their desk. */
export async function signInStaff({ originOf }: Pick<GatewayProcesses, 'originOf'>) {
  const signIn = (origin: string, id: string) => persistently(`${id} signed in`, () => staff(origin, id), stepMsMax)
  return {
    vetting: await signIn(originOf('vetting'), 'demo-vetting'),
    administrator: await signIn(originOf('vetting'), 'demo-judiciary-administrator'),
    helpCentre: await signIn(originOf('identity'), 'demo-help-centre'),
  }
}

type Place = {
  readonly gateway: Pick<GatewayProcesses, 'originOf' | 'operatorToken'>
  readonly mail: Pick<MailSink, 'find'>
  readonly staff: Awaited<ReturnType<typeof signInStaff>>
}

/**
 * One registration from the form to a linked case, each step at the process that hosts its edge. Every command keeps its
 * idempotency key until it is answered for good.
 */
export async function registerByProcesses({ gateway, mail, staff }: Place, n: number): Promise<Registered> {
  const { originOf, operatorToken } = gateway
  const step = (name: string, send: (once: string) => Promise<Answer>) =>
    settled(`${name} of registration ${n}`, () => send(`processes-${name}-${n}`), stepMsMax)

  const readCode = (to: string) => mail.find(to, /^Code: +(\S+)/m, stepMsMax)
  const person = applicant(originOf('intake-web'), readCode)
  const form = annexB(n, await persistently('terms', () => person.termsVersion(), stepMsMax))
  const { email } = form
  const applied = await step('apply', once => person.apply(form, once))
  const applicationId = applied.applicationId as string
  const statusIs = (status: string) =>
    persistently(
      `status ${status} of registration ${n}`,
      async () => {
        const { body } = await person.status(applicationId, email)
        if (body.status !== status) throw new Error(`it is ${JSON.stringify(body)}`)
      },
      stepMsMax,
    )
  await statusIs('VETTING')
  await step('vet', once => staff.vetting.approveForAuthentication(applicationId, undefined, once))
  await mail.find(email, /(Come not later than)/, stepMsMax)
  const attended = attendance(Date.now())
  await step('attend', once => staff.helpCentre.recordAttendance(applicationId, attended, once))
  await statusIs('AUTHENTICATED')
  await step('approve', once => staff.administrator.approve(applicationId, {}, once))
  await statusIs('APPROVED')

  const loginName = await mail.find(email, /Login name: +(.+)/, stepMsMax)
  const activationCode = await mail.find(email, /Activation code: +(.+)/, stepMsMax)
  const holder = applicant(originOf('accounts'))
  const activation = { loginName, activationCode, password, termsVersion: form.termsVersion }
  await step('activate', once => holder.activate(activation, once))
  await step('sign-in', () => holder.signIn(loginName, password))

  const { caseNumber } = form.cases[0]!
  const courtReference = `ref-${n}`
  const data = filing(loginName, caseNumber, Date.now(), { courtReference })
  const lodged = { type: 'FilingLodged', key: `foreign-${n}`, id: `filing-${n}`, source: '/court/dc', data }
  const courtSystem = operator(originOf('court-cases'), operatorToken)
  await persistently(`filing ${n}`, () => courtSystem.publish('court.filings.v1', [lodged]), stepMsMax)
  const atCases = applicant(originOf('case-linking'))
  // Behind one origin the session's cookie would have one name; here each process names it after its port.
  const session = holder.browser.cookies.get(`icms-${new URL(originOf('accounts')).port}`)
  atCases.browser.cookies.set(`icms-${new URL(originOf('case-linking')).port}`, session!)
  await persistently(
    `${caseNumber} of registration ${n} linked`,
    async () => {
      const { body } = await atCases.cases()
      if (!JSON.stringify(body).includes(caseNumber)) throw new Error(`the answer was ${JSON.stringify(body)}`)
    },
    stepMsMax,
  )
  return { applicationId, loginName, courtReference, caseNumber }
}
