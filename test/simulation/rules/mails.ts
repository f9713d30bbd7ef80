import type { Observed } from '../observation.ts'
import { aheadMsMax, type MakeRule } from './rule.ts'

/** Which notice each fact asks for (9 of the domain); a fact asks for one mail. */
const noticeOf = ({ type, data }: Observed): string | undefined => {
  switch (type) {
    case 'ApplicationSubmitted':
    case 'ApplicationTranscribed':
      return 'N1'
    case 'SupplementRequested':
      return 'N2'
    case 'AuthenticationInvited':
      return 'N3'
    case 'ApplicationRejected':
      return data.stage === 'NO_SHOW' ? 'N5' : 'N4'
    case 'ApplicationWithdrawn':
      return 'N23'
    case 'AccountCreated':
      return 'N6'
    case 'ActivationIssued':
      return 'N7'
    case 'EmailCodeIssued':
      return 'N24'
    case 'CaseLinked':
    case 'LinkRefused':
      return 'N15'
    case 'DeactivationNoticeDue':
      return 'N12'
    case 'AccountDeactivated':
      return 'N13'
    case 'AccountTerminated':
      return data.prospectiveUntil === null ? 'N19' : 'N14'
    case 'EmailChanged':
      return 'N26'
    case 'PaperDismissed':
      return data.answer === null ? undefined : 'N29'
  }
}

/** From these on somebody can be written to. */
const beginnings: readonly string[] = [
  'ApplicationSubmitted',
  'ApplicationTranscribed',
  'AccountCreated',
  'EmailCodeIssued',
  'PaperDismissed',
]

type Mail = { readonly messageId: string; status: string; attempt: number; doubts: number; until: number | undefined }

/** Every fact that is to be written is written once; every mail ends, in as many copies as there were doubts (I3). */
export const mails: MakeRule = (violate, plan) => {
  const wanted = new Map<string, number>()
  const asked = new Map<string, number>()
  const requested = new Set<string>()
  const letters = new Set<string>()
  const sending = new Map<string, Mail>()
  /** Accounts, applications and papers that notices can go to. */
  const reachable = new Set<string>()
  const add = (to: Map<string, number>, what: string) => to.set(what, (to.get(what) ?? 0) + 1)

  function want(event: Observed) {
    const notice = noticeOf(event)
    if (!notice) return
    const { data, key, type } = event
    const subject = event.topic === 'case-linking.events.v1' ? data.accountId : key
    if (beginnings.includes(type)) reachable.add(subject)
    add(wanted, `${subject} ${notice}`)
  }

  function follow(mail: Mail | undefined, { type, key, data, at, now }: Observed) {
    if (!mail) return violate('I3', `${type} of ${key}, which was never queued`)
    if (
      mail.status === 'BOUNCED' ||
      (mail.status !== 'SENDING' &&
        type !== 'EmailBounced' &&
        type !== 'EmailRetried' &&
        type !== 'EmailAbandoned' &&
        type !== 'EmailDelayed')
    )
      violate('I3', `${type} of ${key} though it is ${mail.status}`)
    switch (type) {
      case 'EmailRetried':
        if (mail.status !== 'WAITING') violate('I3', `${key} is sent again though it is ${mail.status}`)
        if (at !== mail.until || now < at - aheadMsMax(plan))
          violate('I4', `${key} is sent again at ${at}, not at ${mail.until}`)
        if (data.attempt !== mail.attempt + 1) violate('I3', `${key}: attempt ${data.attempt} after ${mail.attempt}`)
        return Object.assign(mail, { status: 'SENDING', attempt: data.attempt })
      case 'EmailDeferred':
        return Object.assign(mail, { status: 'WAITING', until: data.until })
      case 'EmailInDoubt':
        return Object.assign(mail, { status: 'WAITING', until: data.until, doubts: mail.doubts + 1 })
      case 'EmailAccepted':
        return Object.assign(mail, { status: 'ACCEPTED' })
      case 'EmailBounced':
        return Object.assign(mail, { status: 'BOUNCED' })
      case 'EmailAbandoned':
        return Object.assign(mail, { status: 'ABANDONED' })
    }
  }

  return {
    see(event) {
      const { topic, type, key, data } = event
      if (type === 'EmailRequested') {
        const { emailId, subjectId, notice } = data
        if (requested.has(emailId)) violate('I3', `mail ${emailId} is asked for twice`)
        requested.add(emailId)
        add(asked, `${subjectId} ${notice}`)
      } else if (type === 'LetterRequested') {
        // Who gave no address of mail on paper is written on paper (R32b).
        const { letterId, subjectId, notice, insteadOf } = data
        if (requested.has(letterId) || letters.has(letterId)) violate('I3', `letter ${letterId} is asked for twice`)
        letters.add(letterId)
        // One that goes out instead of a mail is of the notice that was asked for then.
        if (insteadOf === null) add(asked, `${subjectId} ${notice}`)
      } else if (topic.endsWith('.events.v1')) want(event)
      if (topic !== 'email.events.v1') return
      if (type !== 'EmailQueued') return void follow(sending.get(key), event)
      if (!requested.has(key)) violate('I3', `mail ${key} is queued and nobody asked for it`)
      if (sending.has(key)) violate('I3', `mail ${key} is queued twice`)
      sending.set(key, { messageId: data.messageId, status: 'SENDING', attempt: 1, doubts: 0, until: undefined })
    },
    drained({ copies }) {
      for (const [what, count] of wanted) {
        const [subject = '', notice] = what.split(' ')
        // An applicant whose filing names no account is nobody's to write to.
        if (!reachable.has(subject)) continue
        const found = asked.get(what) ?? 0
        if (
          notice === 'N15' || notice === 'N12' || notice === 'N14' || notice === 'N19' ? found < count : found !== count
        )
          violate('I3', `${count} of ${notice} to ${subject} are wanted, and ${found} were asked for`)
      }
      for (const emailId of requested) {
        const mail = sending.get(emailId)
        if (!mail) violate('I3', `mail ${emailId} is asked for and was never queued`)
        else if (mail.status === 'SENDING' || mail.status === 'WAITING')
          violate('L1', `mail ${emailId} is still ${mail.status}`)
      }
      const taken = new Map<string, number>()
      for (const { messageId } of copies) add(taken, messageId)
      for (const [emailId, { messageId, status, doubts }] of sending) {
        const count = taken.get(messageId) ?? 0
        if (count > 1 + doubts) violate('I3', `${count} copies of mail ${emailId} with ${doubts} doubts`)
        if (status === 'ACCEPTED' && count === 0) violate('I3', `mail ${emailId} is said to be accepted and was not`)
      }
      for (const messageId of taken.keys())
        if (![...sending.values()].some(mail => mail.messageId === messageId))
          violate('I3', `${messageId} was sent and never queued`)
    },
  }
}
