import { dayMs } from '../draw.ts'
import { endOfDayAfter, endOfDayMonthsAfter } from '../calendar.ts'
import type { Observed } from '../observation.ts'
import { aheadMsMax, type MakeRule } from './rule.ts'

type Status = 'CREATED' | 'EXPIRED' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED'
type Account = {
  status: Status
  prospectiveUntil: number | null
  activatedAt: number | undefined
  activation: { readonly id: string; readonly expiresAt: number } | undefined
  /** Cases that it is linked to, as it was told: when each was disposed of. */
  readonly cases: Map<string, number | null>
  dueAt: number | undefined
  noticedAt: number | undefined
  scheduledAt: number | undefined
}

/** From which statuses an event may be, and to which it leads (7.2 of the domain). */
const moves: Readonly<Record<string, readonly [readonly Status[], Status]>> = {
  AccountActivated: [['CREATED'], 'ACTIVE'],
  ActivationExpired: [['CREATED'], 'EXPIRED'],
  AccountSuspended: [['ACTIVE'], 'SUSPENDED'],
  AccountReinstated: [['SUSPENDED'], 'ACTIVE'],
  AccountTerminated: [['CREATED', 'EXPIRED', 'ACTIVE', 'SUSPENDED'], 'CLOSED'],
  AccountDeactivated: [['CREATED', 'EXPIRED', 'ACTIVE', 'SUSPENDED'], 'CLOSED'],
  AccountRestored: [['CLOSED'], 'ACTIVE'],
}

/** The life of an account and its dates: the code's 30 days, the prospective period, the three months (R15, R16, R36). */
export const accounts: MakeRule = (violate, plan) => {
  const known = new Map<string, Account>()
  const conditional = new Map<string, boolean>()

  function create({ key, data, at }: Observed) {
    const { applicationId, prospectiveUntil } = data
    const right = conditional.get(applicationId) ? endOfDayAfter(at, 30) : null
    if (prospectiveUntil !== right)
      violate('I4', `account ${key} is prospective until ${prospectiveUntil}, not ${right} (R15c)`)
    const nothing = { activatedAt: undefined, activation: undefined, dueAt: undefined, noticedAt: undefined }
    known.set(key, { status: 'CREATED', prospectiveUntil, cases: new Map(), scheduledAt: undefined, ...nothing })
  }

  function issue(account: Account, { key, data, at }: Observed) {
    const { activationId: id, expiresAt } = data
    const right = Math.min(endOfDayAfter(at, 30), account.prospectiveUntil ?? Number.POSITIVE_INFINITY)
    if (expiresAt !== right) violate('I4', `the code of ${key} is good until ${expiresAt}, not ${right} (A8)`)
    if (account.status === 'EXPIRED') account.status = 'CREATED'
    account.activation = { id, expiresAt }
  }

  function end(account: Account, { type, key, data, at, now }: Observed) {
    const { code } = data.reason
    if (code === 'PROSPECTIVE_PERIOD_ENDED') {
      const { prospectiveUntil } = account
      if (prospectiveUntil === null) return violate('I4', `${key} ends for want of a case though it has one (R15d)`)
      if (at < prospectiveUntil + dayMs || now < prospectiveUntil + dayMs - aheadMsMax(plan))
        violate('I4', `${key} ends at ${at}, before ${prospectiveUntil} and the day of grace (R15d)`)
    }
    if (code !== 'LAST_CASE_DISPOSED') return
    const disposals = [...account.cases.values()]
    if (disposals.length === 0 || disposals.includes(null))
      return violate('I4', `${key} is de-activated though a case of it goes on (R16a)`)
    const threeMonths = endOfDayMonthsAfter(Math.max(...disposals.map(Number)), 3)
    if (at < threeMonths || now < threeMonths - aheadMsMax(plan))
      violate('I4', `${key} is de-activated at ${at}, before ${threeMonths} (R16a)`)
    if (account.noticedAt === undefined || at < account.noticedAt + 7 * dayMs)
      violate('I4', `${key} is de-activated though it was not told seven days before (R16b)`)
    if (type !== 'AccountDeactivated') violate('I6', `${key} ends by ${type} after its last case`)
  }

  function move(account: Account, event: Observed) {
    const { type, key, data, at } = event
    const [from, to] = moves[type] ?? []
    if (!from || !to) return
    if (!from.includes(account.status)) violate('I6', `${type} of ${key} though it is ${account.status}`)
    if (type === 'AccountActivated') {
      if (!account.activation || at > account.activation.expiresAt)
        violate('I4', `${key} is activated at ${at} by a code that was over (R36b)`)
      account.activatedAt = at
    }
    if (type === 'ActivationExpired' && at !== (account.activation?.expiresAt ?? 0) + 1)
      violate('I4', `the code of ${key} expires at ${at}, not after ${account.activation?.expiresAt} (A8)`)
    if (to === 'CLOSED') {
      end(account, event)
      account.dueAt = undefined
    }
    if (type === 'AccountRestored' && data.life < 1) violate('I5', `${key} is restored into life ${data.life}`)
    account.status = to
  }

  return {
    see(event) {
      const { topic, type, key, data, at } = event
      if (type === 'ApplicationApproved') conditional.set(key, data.conditional)
      if (topic !== 'accounts.events.v1') return
      if (type === 'AccountCreated') return create(event)
      const account = known.get(key)
      if (!account) return
      move(account, event)
      switch (type) {
        case 'ActivationIssued':
          return issue(account, event)
        case 'ProspectivePeriodMet':
          account.prospectiveUntil = null
          return
        case 'CaseStandingNoted':
          return void account.cases.set(data.caseId, data.disposedAt)
        case 'DeactivationScheduled':
          Object.assign(account, { dueAt: data.dueAt, scheduledAt: at, noticedAt: undefined })
          return
        case 'DeactivationNoticed':
          account.noticedAt = at
          return
        case 'DeactivationNoticeBounced':
          account.noticedAt = undefined
          return
        case 'DeactivationCancelled':
          account.dueAt = undefined
          return
      }
    },
    drained() {
      const over = plan.horizon - dayMs
      for (const [key, { status, activation, prospectiveUntil, dueAt, noticedAt }] of known) {
        if (status === 'CLOSED') continue
        if (prospectiveUntil !== null && prospectiveUntil + dayMs < over)
          violate('I4', `${key} has no case after its period and goes on (R15d)`)
        if (status === 'CREATED' && prospectiveUntil === null && activation && activation.expiresAt < over)
          violate('I4', `the code of ${key} is over since ${activation.expiresAt} and nobody was told (A8)`)
        if (dueAt !== undefined && noticedAt !== undefined && Math.max(dueAt, noticedAt + 7 * dayMs) < over)
          violate('I4', `${key} was told that it ends at ${dueAt} and goes on (R16a)`)
      }
    },
  }
}
