import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { type CameBack, readReport } from './delivery-report.ts'
import type { Attempt, ReturnAddresses } from './return-address.ts'
import { MailTooLarge, wholeOf } from './whole-mail.ts'

export type ListenerSettings = {
  readonly host: string
  readonly port: number
  /** For STARTTLS, in PEM; none is offered without. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
}

/** How something that came back was answered, for operators to count. */
export type Answered = CameBack['kind'] | 'unknown-address' | 'too-large' | 'not-now'

export type ListenerPorts = {
  readonly addresses: ReturnAddresses
  /** Resolves when what the report says is durable. */
  record(attempt: Attempt, report: CameBack & { kind: 'report' }): Promise<void>
  count(answered: Answered): void
  readonly limits?: Partial<typeof listenerLimits>
}

export type ReportListener = { readonly port: number; stop(): Promise<void> }

/** Of what comes back: a report is small. Times are milliseconds of machine time. */
export const listenerLimits = {
  reportBytesMax: 512_000,
  clientsMax: 50,
  clientsOfAddressMax: 10,
  silenceMsMax: 30_000,
  connectionMsMax: 180_000,
}

const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })
const refusals = {
  noAddress: reply(550, '5.1.1 nobody has this address'),
  notNull: reply(550, '5.7.1 this address takes delivery status reports only; nobody reads it'),
  noReport: reply(554, '5.6.0 this is no delivery status report; nobody reads this address'),
  tooLarge: reply(552, '5.3.4 a report has at most 512000 bytes'),
  notNow: reply(451, '4.3.0 it cannot be recorded now, try again later'),
  tooMany: reply(421, '4.7.0 too many connections of one address'),
} as const

/**
 * A mail server that takes reports on our mails and nothing else. It sends nothing, so that nothing can go round; it says
 * yes only when what it was told is durable, and refuses within the dialogue, where the sender learns of it at once.
 */
export async function startReportListener(
  { host, port, tls }: ListenerSettings,
  { addresses, record, count, limits: own }: ListenerPorts,
): Promise<ReportListener> {
  const limits = { ...listenerLimits, ...own }

  function refuse(refusal: keyof typeof refusals, answered: Answered, answer: (error: Error) => void) {
    count(answered)
    answer(refusals[refusal])
  }

  async function take(stream: SMTPServerDataStream, to: string, answer: (error?: Error | null, text?: string) => void) {
    try {
      const attempt = addresses.read(to)
      const cameBack = await readReport(await wholeOf(stream, limits.reportBytesMax))
      if (!attempt) return refuse('noAddress', 'unknown-address', answer)
      if (cameBack.kind === 'letter' || cameBack.kind === 'automatic') return refuse('noReport', cameBack.kind, answer)
      if (cameBack.kind === 'report') await record(attempt, cameBack)
      count(cameBack.kind)
      answer(null, '2.0.0 recorded')
    } catch (error) {
      if (error instanceof MailTooLarge) return refuse('tooLarge', 'too-large', answer)
      refuse('notNow', 'not-now', answer)
    }
  }

  const connectionOf = ({ id }: SMTPServerSession) => [...server.connections].find(connection => connection.id === id)

  const server = new SMTPServer({
    name: addresses.domain,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...tls,
    authOptional: true,
    disableReverseLookup: true,
    size: limits.reportBytesMax,
    maxClients: limits.clientsMax,
    maxRecipients: 1,
    socketTimeout: limits.silenceMsMax,
    closeTimeout: 1_000,
    onConnect(session, callback) {
      const { remoteAddress } = session
      const others = [...server.connections].filter(connection => connection.remoteAddress === remoteAddress)
      if (others.length > limits.clientsOfAddressMax) return callback(refusals.tooMany)
      // However slowly somebody talks: a report is said in less.
      setTimeout(() => connectionOf(session)?.close(), limits.connectionMsMax).unref()
      callback()
    },
    onRcptTo({ address }, { envelope }, callback) {
      if (!addresses.read(address)) return refuse('noAddress', 'unknown-address', callback)
      if (envelope.mailFrom && envelope.mailFrom.address !== '') return refuse('notNull', 'letter', callback)
      callback()
    },
    onData: (stream, { envelope }, callback) => void take(stream, envelope.rcptTo[0]!.address, callback),
  })
  // What goes wrong on one connection is that client's to notice.
  server.on('error', () => {})
  server.listen(port, host)
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
