import { setTimeout as sleep } from 'node:timers/promises'
import { annexB } from '@icms/deploy/demo/forms'
import { type Answer, applicant } from '@icms/deploy/demo/people'
import type { Account } from './account.ts'
import type { Told } from './judge/evidence.ts'
import type { Mailbox } from './mailbox.ts'
import { staffMember } from './staff.ts'

const pauseMs = 300
/** Answers that settle nothing: being processed, not now, nobody there, signed out. */
const unsettled: readonly number[] = [202, 401, 403, 429, 502, 503, 504]

/** Where somebody stops by will, so that there are deadlines which pass: of every six people three. */
const stops = [undefined, 'at submitting', undefined, 'at the invitation', undefined, 'at the approval'] as const

/** The gateway said no for good, to what is right. */
class Refusal extends Error {}

type Place = {
  readonly origin: string
  readonly mailbox: Mailbox
  readonly account: Account
  /** Nobody waits on after it is aborted. */
  readonly patience: AbortSignal
  /** Tells the people of one run from those of another. */
  readonly run: string
}

/**
 * People who apply, are vetted, prove who they are, are approved and activate, each by the JSON API and by the mails
 * that come. Every request keeps its idempotency key until it is answered for good.
 */
export function openOffice(place: Place) {
  const { origin, mailbox, account, patience, run } = place
  const vetting = staffMember(origin, 'demo-vetting')
  const helpCentre = staffMember(origin, 'demo-help-centre')
  const administrator = staffMember(origin, 'demo-judiciary-administrator')

  async function patiently<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        const { message } = error as Error
        if (error instanceof Refusal) throw new Refusal(`${what}: ${message}`)
        if (patience.aborted) throw new Error(`${what}: ${message}`)
        await sleep(pauseMs)
      }
    }
  }
  const settled = (what: string, send: () => Promise<Answer>) =>
    patiently(what, async () => {
      const answer = await send()
      if (unsettled.includes(answer.status)) throw new Error(`answered ${answer.status}`)
      if (answer.status >= 300) throw new Refusal(`answered ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    })
  const mailed = (to: string, wanted: RegExp) =>
    patiently(`a mail to ${to} that says ${wanted}`, async () => {
      const found = mailbox.find(to, wanted)
      if (found === undefined) throw new Error('it did not come')
      return found
    })

  async function register(n: number): Promise<void> {
    const stop = stops[n % stops.length]
    const person = applicant(origin, to => mailed(to, /^Code: +(\S+)/m))
    const form = personal(n, run, await patiently('the form', () => person.termsVersion()))
    const { email } = form
    keepSecret(account, n, form)
    const done = (what: Told['what'], id: string) => account.told.push({ what, id })
    const once = (step: string) => `chaos-${run}-${step}-${n}`

    const applied = await settled(`applying as ${n}`, () => person.apply(form, once('apply')))
    const id = applied.applicationId as string
    done('SubmitApplication', id)
    const statusIs = (wanted: string) =>
      patiently(`status ${wanted} of ${id}`, async () => {
        const { status, body } = await person.status(id, email)
        if (body.status !== wanted) throw new Error(`it is ${status} ${body.status}`)
      })
    await statusIs('VETTING')
    if (stop === 'at submitting') return
    await settled(`vetting ${id}`, () => vetting(m => m.approveForAuthentication(id, undefined, once('vet'))))
    done('ApproveForAuthentication', id)
    await mailed(email, /(Come not later than)/)
    if (stop === 'at the invitation') return
    const seen = attendanceAt(Date.now())
    await settled(`attendance of ${id}`, () => helpCentre(m => m.recordAttendance(id, seen, once('attend'))))
    done('RecordAttendance', id)
    await statusIs('AUTHENTICATED')
    await settled(`approving ${id}`, () => administrator(m => m.approve(id, {}, once('approve'))))
    done('ApproveApplication', id)
    if (stop === 'at the approval') return
    const loginName = await mailed(email, /Login name: +(.+)/)
    const activationCode = await mailed(email, /Activation code: +(.+)/)
    const password = `Correct-Horse-${n}-${run}`
    account.secrets.push(
      { whose: `activation code of ${n}`, text: activationCode },
      { whose: `password of ${n}`, text: password },
    )
    const activation = { loginName, activationCode, password, termsVersion: form.termsVersion }
    await settled(`activating ${loginName}`, () => person.activate(activation, once('activate')))
    done('ActivateAccount', loginName)
    account.active.push({ loginName, caseNumber: form.cases[0]!.caseNumber })
  }

  return {
    /** One person's whole way, or as far as it goes; never throws. */
    async visit(n: number): Promise<void> {
      account.begun++
      await register(n).catch((error: Error) => {
        const list = error instanceof Refusal ? account.refused : account.gaveUp
        list.push(error.message)
      })
    },
  }
}

/** Every text of it is found nowhere else. */
function personal(n: number, run: string, termsVersion: string) {
  const name = { surnameEn: 'Chan', givenNameEn: `Siu Ming ${letters(n)}`, nameZh: null }
  const address = { lines: [`Flat ${n}, Tower of ${run}`, '123 Nathan Road'], country: 'HK', district: 'YAU_TSIM_MONG' }
  return annexB(n, termsVersion, {
    name,
    address,
    phone: `9${String(n).padStart(7, '0').slice(-7)}`,
    email: `chaos-${n}-${run}@example.com`,
  })
}

/** A name has letters only. */
const letters = (n: number) => [...String(n)].map(digit => 'abcdefghij'[Number(digit)]).join('')

function keepSecret(account: Account, n: number, form: ReturnType<typeof personal>) {
  const { name, identityDocument, address, email } = form as unknown as {
    name: { surnameEn: string; givenNameEn: string }
    identityDocument: { number: string }
    address: { lines: readonly string[] }
    email: string
  }
  const texts = {
    'given name': name.givenNameEn,
    'identity document': identityDocument.number,
    address: address.lines[0]!,
    email,
  }
  for (const [what, text] of Object.entries(texts)) account.secrets.push({ whose: `${what} of ${n}`, text })
}

const attendanceAt = (at: number) => ({
  attendedAt: new Date(at).toISOString(),
  attendee: 'APPLICANT',
  documentsSeen: ['HKID', 'NOTICE_OF_PROCEEDING'],
})
