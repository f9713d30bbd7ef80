import { factsBy, findings, type Judge, type Message } from './evidence.ts'

const dayMs = 86_400_000
const hongKongMs = 8 * 3_600_000

/** Last instant of the day in Hong Kong that lies so many days after that of an instant. */
const endOfDayAfter = (at: number, days: number) =>
  (Math.floor((at + hongKongMs) / dayMs) + 1 + days) * dayMs - hongKongMs - 1

/** Working days that are counted may lie so far apart, holidays included. */
const workingDaysSpanMax = (workingDays: number) => workingDays + 14

/**
 * I4: what was promised for an instant happens then, once, and not to what came in time: the end of an invitation (R35b),
 * of an activation code (A8), the targets of vetting (R34a, R37), and the next attempt of a mail. How late it was decided
 * is no part of a message; that is seen by what is still waiting.
 */
export const deadlines: Judge = ({ messages, now }) => {
  const { found, wrong, waiting } = findings('I4')
  const of = (type: string, field: string) => factsBy(messages, [type], field)

  const attended = of('AttendanceRecorded', 'applicationId')
  const undelivered = of('InvitationUndelivered', 'applicationId')
  const closed = of('AttendanceWindowClosed', 'applicationId')
  for (const [id, [invited]] of of('AuthenticationInvited', 'applicationId')) {
    const right = endOfDayAfter(invited!.data.at, 30)
    if (invited!.data.deadline !== right) wrong(`the invitation of ${id} names ${invited!.data.deadline}, not ${right}`)
    const ends = closed.get(id) ?? []
    const isOpen = attended.has(id) || undelivered.has(id)
    once(`the invitation of ${id} ends`, ends, !isOpen && now > right)
    if (attended.has(id) && ends.length > 0) wrong(`the invitation of ${id} ended though it was attended`)
    if (ends[0] && ends[0].data.at !== right) wrong(`the invitation of ${id} ended at ${ends[0].data.at}, not ${right}`)
  }

  const activated = of('AccountActivated', 'accountId')
  const expired = of('ActivationExpired', 'activationId')
  for (const [id, [issued]] of of('ActivationIssued', 'activationId')) {
    const { accountId, expiresAt, at } = issued!.data
    if (expiresAt !== endOfDayAfter(at, 30)) wrong(`the code of account ${accountId} is good until ${expiresAt}`)
    const ends = expired.get(id) ?? []
    once(`the code of account ${accountId} expires`, ends, !activated.has(accountId) && now > expiresAt + 1)
    if (activated.has(accountId) && ends.length > 0)
      wrong(`the code of account ${accountId} expired though it was used`)
    if (ends[0] && ends[0].data.at !== expiresAt + 1)
      wrong(`the code of account ${accountId} expired at ${ends[0].data.at}`)
  }

  const answered = factsBy(messages, ['ApplicationVetted', 'ApplicationRejected'], 'applicationId')
  for (const [type, days] of [
    ['VettingTargetMissed', 3],
    ['EnquiryDue', 7],
  ] as const) {
    const missed = of(type, 'applicationId')
    for (const [id, [started]] of of('VettingStarted', 'applicationId')) {
      const { at } = started!.data
      const found = missed.get(id) ?? []
      const isLongOver = now > endOfDayAfter(at, workingDaysSpanMax(days))
      once(`${type} of ${id}`, found, !answered.has(id) && isLongOver)
      if (found[0] && found[0].data.at < endOfDayAfter(at, days)) wrong(`${type} of ${id} came at ${found[0].data.at}`)
    }
  }

  const retryAt = new Map<string, number | null>()
  for (const { topic, type, data } of messages) {
    if (topic !== 'email.events.v1') continue
    if (type === 'EmailDeferred' || type === 'EmailInDoubt') retryAt.set(data.emailId, data.until)
    const due = retryAt.get(data?.emailId)
    if (type === 'EmailRetried' && data.at !== due)
      wrong(`mail ${data.emailId} was sent again at ${data.at}, not at ${due}`)
  }
  return found

  function once(what: string, events: readonly Message[], isDue: boolean) {
    if (events.length > 1) wrong(`${what} ${events.length} times`)
    if (isDue && events.length === 0) waiting(`${what}: not yet, though it is past`)
    for (const { data } of events) if (data.at > now) wrong(`${what} at ${data.at}, before its time`)
  }
}
