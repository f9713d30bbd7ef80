import type { Evidence, Message, Violation } from './evidence.ts'

type Doctoring = (history: Evidence) => Evidence

const messagesOf =
  (change: (messages: Message[]) => readonly Message[]): Doctoring =>
  history => ({
    ...history,
    messages: change([...history.messages]),
  })
const find = (messages: readonly Message[], type: string) => messages.findIndex(message => message.type === type)
export const without = (type: string) => messagesOf(all => all.filter((_, i) => i !== find(all, type)))
const changed = (type: string, how: (message: Message) => Partial<Message>) =>
  messagesOf(all => all.map((message, i) => (i === find(all, type) ? { ...message, ...how(message) } : message)))
/** One of its own, at the end of its topic. */
const another = (type: string, data: object = {}, headers: Record<string, string> = {}) =>
  messagesOf(all => {
    const like = all[find(all, type)]!
    const offset = all.filter(({ topic }) => topic === like.topic).length
    const own = { ...like.headers, ce_id: 'another', ...headers }
    return [...all, { ...like, offset, data: { ...like.data, ...data }, headers: own }]
  })
const data = (change: object) => (message: Message) => ({ data: { ...message.data, ...change } })
const says =
  (text: string) =>
  ({ value }: Message) => ({ value: Buffer.concat([value!, Buffer.from(text)]) })

/** One thing wrong in each: what notices, what it is, how it comes to be, and words of what is said. */
export const broken: readonly (readonly [Violation['invariant'], string, Doctoring, RegExp])[] = [
  [
    'I1',
    'a submission that was acknowledged is lost',
    without('ApplicationSubmitted'),
    /SubmitApplication of registered/,
  ],
  [
    'I1',
    'a submission never comes to vetting',
    without('ApplicationReceived'),
    /registered was submitted and never rec/,
  ],
  ['I1', 'a filing is never answered', without('FilingAnswered'), /filing 1 .* never answered/],
  ['I1', 'a filing is answered twice', another('FilingAnswered'), /filing 1 .* answered 2 times/],
  ['I1', 'an approval has two facts', another('ApplicationApproved'), /ApproveApplication of registered has 2 facts/],
  ['I1', 'a message cannot be read', changed('EmailQueued', () => ({ type: '', data: undefined })), /cannot be read/],
  [
    'I2',
    'an approved application has no account',
    without('AccountCreated'),
    /registered is approved and has no account/,
  ],
  [
    'I2',
    'an account is doubled',
    another('AccountCreated', { accountId: 'ACCOUNT2', loginName: 'x', personId: 'y' }),
    /has 2 acc/,
  ],
  [
    'I2',
    'an account comes of nothing',
    changed('AccountCreated', data({ applicationId: 'absent' })),
    /absent, which nobody app/,
  ],
  [
    'I2',
    'a login name is given twice',
    another('AccountCreated', { applicationId: 'absent' }),
    /loginName ACCO-UNT1-9 is/,
  ],
  ['I3', 'a mail never ends', without('EmailAccepted'), /mail mail-1 is neither accepted/],
  ['I3', 'a mail ends twice', another('EmailAccepted'), /mail-1 ended 2 times/],
  [
    'I3',
    'a mail comes more often than it was in doubt',
    h => ({ ...h, mails: [...h.mails, h.mails[0]!] }),
    /came 3 times; 2/,
  ],
  ['I3', 'a mail comes that nobody wished for', without('EmailRequested'), /that nobody wished for/],
  ['I3', 'a mail that was accepted never came', h => ({ ...h, mails: [] }), /accepted and never came/],
  [
    'I3',
    'copies differ',
    h => ({ ...h, mails: [h.mails[0]!, { ...h.mails[1]!, text: 'Go' }] }),
    /differ in what they say/,
  ],
  ['I4', 'an invitation ends before its day', changed('AttendanceWindowClosed', data({ at: 1 })), /absent ended at 1/],
  [
    'I4',
    'an invitation that was attended ends',
    another('AttendanceWindowClosed', { applicationId: 'registered' }),
    /though it was att/,
  ],
  ['I4', 'an invitation never ends', without('AttendanceWindowClosed'), /absent ends: not yet/],
  ['I4', 'an invitation ends twice', another('AttendanceWindowClosed'), /absent ends 2 times/],
  [
    'I4',
    'an invitation names another day',
    changed('AuthenticationInvited', data({ deadline: 5 })),
    /registered names 5/,
  ],
  ['I4', 'a target is not noticed', without('VettingTargetMissed'), /VettingTargetMissed of waiting: not yet/],
  [
    'I4',
    'a target is early',
    changed('EnquiryDue', ({ data: d }) => ({ data: { ...d, at: d.at - 9 * 86_400_000 } })),
    /EnquiryDue/,
  ],
  [
    'I4',
    'a code that was used expires',
    another('ActivationIssued', { activationId: 'b', expiresAt: 9 }),
    /is good until 9/,
  ],
  ['I4', 'a mail is sent again too early', changed('EmailRetried', data({ at: 7 })), /mail-1 was sent again at 7/],
  ['I5', 'a confirmed filing comes to nothing', without('CaseLinked'), /filing-1 is confirmed, and its case has not/],
  ['I5', 'a case is linked twice', another('CaseLinked', { filingId: 'filing-9' }), /was linked 2 times/],
  ['I5', 'a filing comes to two things', another('CaseLinked'), /filing-1 came to CaseLinked and CaseLinked/],
  [
    'I5',
    'nobody is accepted',
    messagesOf(all =>
      all.map(m => (m.type === 'FilingAnswered' ? { ...m, data: { ...m.data, outcome: 'ACCEPTED' } } : m)),
    ),
    /filing 2 of nobody was ACCEPTED/,
  ],
  [
    'I5',
    'a holder is refused',
    changed('FilingAnswered', data({ outcome: 'REFUSED' })),
    /filing 1 of an active account was REFUSED/,
  ],
  [
    'I5',
    'a link has no filing',
    changed('CaseLinked', data({ caseNumber: 'DCCJ 9/2023' })),
    /DCCJ 9\/2023 is linked without/,
  ],
  [
    'I5',
    'an account is linked that was never active',
    without('AccountActivated'),
    /ACCOUNT1 is linked and was never act/,
  ],
  [
    'I6',
    'a step is left out',
    without('ApplicationVetted'),
    /ApplicationAuthenticated of registered though it is VETTING/,
  ],
  [
    'I6',
    'a step is taken twice',
    another('ApplicationApproved'),
    /ApplicationApproved of registered though it is APPROVED/,
  ],
  [
    'I6',
    'an event is there twice',
    messagesOf(all => [...all, { ...all[0]!, offset: 9 }]),
    /is at intake-web.events.v1\/0\/0 and again/,
  ],
  ['I7', 'a value tells a name', changed('EmailQueued', says('to Siu Ming')), /EmailQueued at .* tells the name of 1/],
  [
    'I7',
    'a key tells a name',
    changed('EmailQueued', () => ({ key: Buffer.from('Siu Ming') })),
    /the key at email.* tells/,
  ],
  [
    'I7',
    'a header tells a name',
    another('EmailQueued', {}, { ce_subject: 'Siu Ming' }),
    /header ce_subject at .* tells/,
  ],
  [
    'I7',
    'a log tells a name',
    h => ({ ...h, printed: [{ name: 'vetting', text: 'hello Siu Ming' }] }),
    /vetting printed the name/,
  ],
  [
    'I8',
    'an event was changed',
    changed('ApplicationVetted', says(' ')),
    /the event before .* is missing, or is not as it was/,
  ],
  ['I8', 'an event was removed', without('ApplicationVetted'), /the event before .* is missing/],
  ['I8', 'an event was inserted', another('ApplicationVetted'), /has no place of its own/],
  [
    'I8',
    'the last event was cut off',
    without('FilingConfirmed'),
    /account\/ACCOUNT1: the state names event 4.* ends with 3/,
  ],
  [
    'I8',
    'the last event was changed',
    changed('FilingConfirmed', says(' ')),
    /account\/ACCOUNT1: the state names event 4/,
  ],
  ['I8', 'all events were removed', without('CaseLinked'), /case\/case-1 has none of the 1 events/],
  ['I8', 'an event names nobody', another('EmailQueued', {}, { icms_actor: '' }), /names no actor/],
  ['L1', 'a task has not read all', another('IdentityAuthenticated'), /vetting has read identity.events.v1\/0 to/],
  [
    'L1',
    'a dead letter is open',
    changed('DeadLetter', data({ deadLetterId: 'other' })),
    /dead letter other .* is open/,
  ],
]
