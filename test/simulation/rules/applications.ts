import { hourMs } from '../draw.ts'
import type { Observed } from '../observation.ts'
import type { MakeRule } from './rule.ts'

type Status =
  | 'RECEIVED'
  | 'VETTING'
  | 'ON_HOLD'
  | 'SUPPLEMENT'
  | 'AUTH_PENDING'
  | 'AUTHENTICATED'
  | 'APPROVED'
  | 'ENDED'
const notFinal: readonly Status[] = ['RECEIVED', 'VETTING', 'ON_HOLD', 'SUPPLEMENT', 'AUTH_PENDING', 'AUTHENTICATED']

/** The transitions of 7.1 of the domain: from which statuses an event may be, and to which it leads. */
const moves: Readonly<Record<string, readonly [readonly Status[], Status]>> = {
  VettingStarted: [['RECEIVED'], 'VETTING'],
  SupplementRequested: [['RECEIVED', 'VETTING', 'AUTH_PENDING'], 'SUPPLEMENT'],
  SupplementReceived: [['SUPPLEMENT'], 'VETTING'],
  SupplementReopened: [['VETTING'], 'SUPPLEMENT'],
  ApplicationHeld: [['RECEIVED', 'VETTING'], 'ON_HOLD'],
  ApplicationReleased: [['ON_HOLD'], 'VETTING'],
  ApplicationVetted: [['VETTING'], 'AUTH_PENDING'],
  ApplicationAuthenticated: [['AUTH_PENDING'], 'AUTHENTICATED'],
  ApplicationApproved: [['AUTHENTICATED'], 'APPROVED'],
  ApplicationRejected: [notFinal, 'ENDED'],
  ApplicationWithdrawn: [notFinal, 'ENDED'],
}

type Application = {
  status: Status
  readonly personId: string
  isDuplicate?: boolean
  /** Paper that was the latest answer to a question. */
  answer?: string | null
  /** The input that took it out again: it has to ask anew. */
  reopenedBy?: string | undefined
}

/** Every application follows the graph, a person has one at a time, and an approval makes one account (I1, I2, I6, A31). */
export const applications: MakeRule = violate => {
  const known = new Map<string, Application>()
  const submitted = new Set<string>()
  const refusedAsForms = new Set<string>()
  /** By person: the application or account that has it, and until when one had it. */
  const holders = new Map<string, Set<string>>()
  const freedAt = new Map<string, number>()
  const accounts = new Map<string, { readonly accountId: string; readonly personId: string }>()
  const logins = new Map<string, string>()

  const holdersOf = (personId: string) => {
    const found = holders.get(personId) ?? new Set()
    holders.set(personId, found)
    return found
  }
  const free = (personId: string, who: string, now: number) => {
    if (holdersOf(personId).delete(who)) freedAt.set(personId, now)
  }

  function move(event: Observed) {
    const { type, key, data, now } = event
    const application = known.get(key)
    const [from, to] = moves[type] ?? []
    if (!from || !to) return
    if (!application) return violate('I6', `${type} of ${key}, which was never received`)
    if (!from.includes(application.status)) return violate('I6', `${type} of ${key} though it is ${application.status}`)
    application.status = to
    if (type === 'SupplementReceived') application.answer = data.paperId
    if (type === 'SupplementReopened') application.reopenedBy = undefined
    const { personId } = application
    if (type === 'VettingStarted') {
      const others = [...holdersOf(personId)]
      if (others.length > 0) violate('A31', `${key} is vetted though its person has ${others.join(' and ')}`)
      holdersOf(personId).add(key)
    }
    if (type !== 'ApplicationRejected' || data.stage !== 'DUPLICATE')
      return void (to === 'ENDED' && free(personId, key, now))
    application.isDuplicate = true
    // What the person had may have been released a moment ago; and one that was set aside at once has its person too.
    const others = [...known].filter(([id, other]) => id !== key && other.personId === personId)
    const wasHeld =
      holdersOf(personId).size > 0 ||
      now - (freedAt.get(personId) ?? Number.NEGATIVE_INFINITY) < 12 * hourMs ||
      others.some(([, other]) => notFinal.includes(other.status))
    if (!wasHeld) violate('A31', `${key} is rejected as a duplicate though its person has nothing else`)
  }

  /** What was taken as an answer and is taken out again is none: the answer is awaited as before (R34d). */
  function followAnswer({ type, key, data, cause }: Observed) {
    const application = known.get(key)
    if (!application) return
    if (application.reopenedBy !== undefined && application.reopenedBy !== cause)
      violate('I6', `the answer of ${key} was taken out and is not awaited`)
    if (type === 'PaperRemoved' && application.status === 'VETTING' && application.answer === data.paperId)
      application.reopenedBy = cause
  }

  return {
    see(event) {
      const { topic, type, key, data, now } = event
      // Online by the applicant, or from a paper by staff (R32b).
      if (type === 'ApplicationSubmitted' || type === 'FilePaperApplication') submitted.add(key)
      if (type === 'SubmissionRefused') refusedAsForms.add(key)
      if (type === 'ApplicationReceived') {
        if (known.has(key)) violate('I6', `${key} is received twice`)
        if (!submitted.has(key)) violate('I6', `${key} is received though nobody submitted it`)
        known.set(key, { status: 'RECEIVED', personId: data.personId })
      }
      if (topic === 'vetting.events.v1') {
        move(event)
        followAnswer(event)
      }
      if (type === 'AccountCreated') {
        const { applicationId, accountId, personId, loginName } = data
        if (known.get(applicationId)?.status !== 'APPROVED')
          violate('I2', `account ${accountId} of ${applicationId}, not approved`)
        if (accounts.has(applicationId)) violate('I2', `a second account of ${applicationId}`)
        if (logins.has(loginName)) violate('I2', `login name ${loginName} is given twice`)
        logins.set(loginName, accountId)
        accounts.set(applicationId, { accountId, personId })
        holdersOf(personId).add(accountId)
        holdersOf(personId).delete(applicationId)
      }
      if (type === 'AccountTerminated' || type === 'AccountDeactivated') free(data.personId, key, now)
      if (type === 'AccountRestored') holdersOf(data.personId).add(key)
    },
    answered({ type, key, result }) {
      if (type !== 'SubmitApplication' || result.kind !== 'decided') return
      for (const output of result.outputs)
        if (output.type === 'ApplicationSubmitted' && !submitted.has(key))
          violate('I1', `${key} was acknowledged and is not on the topic`)
    },
    drained() {
      for (const key of submitted) {
        const application = known.get(key)
        if (!application) violate('I1', `${key} was submitted and never received`)
        if (application?.status === 'RECEIVED') violate('L1', `${key} is received and neither vetted nor rejected`)
        if (application?.reopenedBy !== undefined)
          violate('I6', `the answer of ${key} was taken out and is not awaited`)
        if (application?.status === 'APPROVED' && !accounts.has(key))
          violate('I2', `${key} is approved and has no account`)
      }
    },
  }
}
