import { findings, isFact, type Judge, type Message, placeOf } from './evidence.ts'

type Graph = { readonly topic: string; readonly moves: Readonly<Record<string, readonly [from: string, to: string]>> }

/** What each event may follow, and where it leads; from several statuses they are parted by a stroke, `-` is none yet. */
const graphs: readonly Graph[] = [
  {
    topic: 'vetting.events.v1',
    moves: {
      ApplicationReceived: ['-', 'RECEIVED'],
      VettingStarted: ['RECEIVED', 'VETTING'],
      ApplicationVetted: ['VETTING', 'AUTH_PENDING'],
      ApplicationAuthenticated: ['AUTH_PENDING', 'AUTHENTICATED'],
      ApplicationApproved: ['AUTHENTICATED', 'APPROVED'],
      ApplicationRejected: ['RECEIVED|VETTING|AUTH_PENDING|AUTHENTICATED', 'REJECTED'],
    },
  },
  {
    topic: 'identity.events.v1',
    moves: {
      AuthenticationInvited: ['-', 'INVITED'],
      AttendanceRecorded: ['INVITED', 'ATTENDED'],
      IdentityAuthenticated: ['ATTENDED', 'AUTHENTICATED'],
      AttendanceWindowClosed: ['INVITED', 'CLOSED'],
    },
  },
  {
    topic: 'accounts.events.v1',
    moves: {
      AccountCreated: ['-', 'CREATED'],
      AccountActivated: ['CREATED', 'ACTIVE'],
      ActivationExpired: ['CREATED', 'EXPIRED'],
    },
  },
  {
    topic: 'email.events.v1',
    moves: {
      EmailQueued: ['-', 'SENDING'],
      EmailDeferred: ['SENDING', 'WAITING'],
      EmailInDoubt: ['SENDING', 'WAITING'],
      EmailRetried: ['WAITING', 'SENDING'],
      EmailAccepted: ['SENDING', 'ACCEPTED'],
      EmailBounced: ['SENDING', 'BOUNCED'],
      EmailAbandoned: ['SENDING|WAITING', 'ABANDONED'],
    },
  },
]

/** I6: applications, attendances, accounts and mails follow their graphs; and each event is there once. */
export const transitions: Judge = ({ messages }) => {
  const { found, wrong } = findings('I6')
  for (const { topic, moves } of graphs) {
    const status = new Map<string, string>()
    for (const { type, key } of messages.filter(message => message.topic === topic && message.type in moves)) {
      const id = String(key)
      const [from, to] = moves[type]!
      const before = status.get(id) ?? '-'
      if (!from.split('|').includes(before))
        wrong(`${type} of ${id} though it is ${before === '-' ? 'unknown' : before}`)
      status.set(id, to)
    }
  }

  const seen = new Map<string, Message>()
  for (const message of messages.filter(m => isFact(m) || m.topic.endsWith('.rekeyed.v1'))) {
    // What goes on under another key keeps its id, and goes to each aggregate by itself.
    const { ce_id: id, icms_for: aggregate = '' } = message.headers
    const name = `${message.topic} ${id} ${aggregate}`
    const other = seen.get(name)
    if (id === undefined) wrong(`the message at ${placeOf(message)} has no id`)
    else if (other) wrong(`event ${id} (${message.type}) is at ${placeOf(other)} and again at ${placeOf(message)}`)
    else seen.set(name, message)
  }
  return found
}
