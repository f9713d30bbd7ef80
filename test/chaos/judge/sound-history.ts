import { createHash } from 'node:crypto'
import type { Evidence, Message } from './evidence.ts'

const dayMs = 86_400_000
const begunAt = Date.parse('2023-03-01T10:00:00+08:00')
const endOfDay30 = Date.parse('2023-03-31T23:59:59.999+08:00')

// biome-ignore lint/suspicious/noExplicitAny: tests write what no schema checks.
type Data = any

/**
 * What a small run leaves that broke nothing: one person registered and had a filing linked, one did not attend, one
 * was never vetted; a mail was in doubt once. Written by hand, and chained by the words of the backbone's README.
 */
export function soundHistory(): Evidence {
  const messages: Message[] = []
  const ends = new Map<string, number>()
  const heads = new Map<string, { readonly count: number; readonly hash: Buffer }>()

  function write(topic: string, key: string, type: string, data: Data, headers: Record<string, string> = {}): Message {
    const offset = ends.get(topic) ?? 0
    ends.set(topic, offset + 1)
    const value = Buffer.from(JSON.stringify({ type, data }))
    const message = {
      topic,
      partition: 0,
      offset,
      key: Buffer.from(key),
      value,
      headers,
      at: data.at ?? begunAt,
      type,
      data,
    }
    messages.push(message)
    return message
  }

  function event(service: string, aggregate: string, key: string, type: string, data: Data): void {
    const topic = `${service}.events.v1`
    const chain = `${aggregate}/${key}`
    const head = heads.get(`${service} ${chain}`)
    const count = (head?.count ?? 0) + 1
    const at = data.at ?? begunAt
    const headers = {
      ce_id: `event-${messages.length}`,
      ce_type: `icms.test.${type}`,
      ce_time: new Date(at).toISOString(),
      icms_actor: 'system;id=gateway',
      icms_cause: 'input',
      icms_chain: `${count};${head?.hash.toString('base64url') ?? ''};${chain}`,
    }
    const { value } = write(topic, key, type, data, headers)
    const covered = [topic, key, String(at), ...Object.values(headers)]
    const hash = createHash('sha256').update(JSON.stringify(covered)).update(value!).digest()
    heads.set(`${service} ${chain}`, { count, hash })
  }

  const vetting = (applicationId: string, type: string, data: object = {}) =>
    event('vetting', 'application', applicationId, type, { applicationId, at: begunAt, ...data })
  const identity = (applicationId: string, type: string, data: object = {}) =>
    event('identity', 'attendance', applicationId, type, { applicationId, at: begunAt, ...data })
  const account = (type: string, data: object = {}) =>
    event('accounts', 'account', 'ACCOUNT1', type, {
      accountId: 'ACCOUNT1',
      loginName: 'ACCO-UNT1-9',
      at: begunAt,
      ...data,
    })
  const mail = (type: string, data: object = {}) =>
    event('email', 'mail', 'mail-1', type, { emailId: 'mail-1', messageId: '<mail-1@court>', at: begunAt, ...data })

  for (const id of ['registered', 'absent', 'waiting']) {
    event('intake-web', 'submission', id, 'ApplicationSubmitted', { applicationId: id, at: begunAt })
    vetting(id, 'ApplicationReceived')
    vetting(id, 'VettingStarted')
    if (id === 'waiting') continue
    vetting(id, 'ApplicationVetted')
    identity(id, 'AuthenticationInvited', { deadline: endOfDay30 })
  }
  identity('registered', 'AttendanceRecorded')
  identity('registered', 'IdentityAuthenticated')
  vetting('registered', 'ApplicationAuthenticated')
  vetting('registered', 'ApplicationApproved')
  identity('absent', 'AttendanceWindowClosed', { at: endOfDay30 })
  vetting('absent', 'ApplicationRejected', { at: endOfDay30 })
  vetting('waiting', 'VettingTargetMissed', { at: begunAt + 6 * dayMs })
  vetting('waiting', 'EnquiryDue', { at: begunAt + 12 * dayMs })
  account('AccountCreated', { applicationId: 'registered', personId: 'person-1' })
  account('ActivationIssued', { activationId: 'code-1', expiresAt: endOfDay30 })
  account('AccountActivated')
  account('FilingConfirmed', { filingId: 'filing-1' })
  const link = { caseId: 'case-1', caseNumber: 'DCCJ 1/2023', accountId: 'ACCOUNT1', filingId: 'filing-1', at: begunAt }
  event('case-linking', 'case', 'case-1', 'CaseLinked', link)
  for (const [sourceId, outcome] of [
    ['1', 'ACCEPTED'],
    ['2', 'REFUSED'],
  ] as const) {
    const answer = { source: '/court', sourceId, outcome, reason: null, at: begunAt }
    const headers = { ce_id: `answer-${sourceId}`, icms_actor: 'court;id=/court' }
    write('court.replies.v1', `reference-${sourceId}`, 'FilingAnswered', answer, headers)
  }
  event('notification', 'correspondence', 'registered', 'EmailRequested', { emailId: 'mail-1', at: begunAt })
  mail('EmailQueued')
  mail('EmailInDoubt', { until: begunAt + 60_000 })
  mail('EmailRetried', { at: begunAt + 60_000 })
  mail('EmailAccepted', { at: begunAt + 61_000 })
  write('vetting.dead-letter.v1', 'absent', 'DeadLetter', {
    deadLetterId: 'dead-1',
    status: 'OPEN',
    reason: '',
    cause: '',
  })
  write('vetting.dead-letter.v1', 'absent', 'DeadLetter', { deadLetterId: 'dead-1', status: 'REPLAYED' })

  for (const [name, chain] of heads) {
    const [service, key] = name.split(' ')
    write(`${service}.state.v1`, `state/${key}`, 'KeyState', { chain })
  }
  const positions = { 'intake-web.events.v1': 3, 'identity.events.v1': ends.get('identity.events.v1')! }
  write('vetting.state.v1', 'position', 'TaskPosition', { positions })

  const filed = { source: '/court', caseNumber: 'DCCJ 1/2023' }
  return {
    messages,
    mails: [1, 2].map(() => ({ to: 'a@example.com', messageId: '<mail-1@court>', text: 'Come' })),
    told: [
      { what: 'SubmitApplication', id: 'registered' },
      { what: 'ApproveApplication', id: 'registered' },
      { what: 'ActivateAccount', id: 'ACCO-UNT1-9' },
    ],
    filings: [
      { ...filed, sourceId: '1', courtReference: 'reference-1', loginName: 'ACCO-UNT1-9', isOfAccount: true },
      { ...filed, sourceId: '2', courtReference: 'reference-2', loginName: 'ZZZZ-ZZZZ-Z', isOfAccount: false },
    ],
    secrets: [{ whose: 'name of 1', text: 'Siu Ming' }],
    printed: [{ name: 'vetting', text: 'ready\n' }],
    now: begunAt + 45 * dayMs,
  }
}
