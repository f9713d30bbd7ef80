import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Clock } from '@icms/backbone/clock'
import type { Entropy } from '@icms/backbone/entropy'
import { SMTPServer, type SMTPServerEnvelope, type SMTPServerDataStream } from 'smtp-server'
import { type MailFolder, openMailFolder } from './mail-folder.ts'
import { MailTooLarge, wholeOf } from './whole-mail.ts'

/** Of nobody (RFC 2606). */
export const mailboxDomain = 'mailbox.icms-registration.invalid'
/** Largest mail that is taken, and how many connections at a time. */
const mailBytesMax = 1_000_000
const clientsMax = 20

export type BuiltInMailbox = MailFolder & {
  /** Where to send mails to. */
  readonly smtpUrl: string
  stop(): Promise<void>
}

export type MailboxPorts = {
  readonly folder: string
  readonly clock: Clock
  readonly entropy: Entropy
  /** A free port of loopback unless said otherwise: whoever reaches it can fill the folder. */
  readonly listening?: { readonly host: string; readonly port: number }
}

const onLoopback = { host: '127.0.0.1', port: 0 }

/**
 * A mail server of our own for a deployment that has none: it takes every mail over real SMTP, answers when the mail is
 * on disk, and sends nothing on. People read it on a page.
 */
export async function startBuiltInMailbox({
  folder,
  clock,
  entropy,
  listening = onLoopback,
}: MailboxPorts): Promise<BuiltInMailbox> {
  const mails = openMailFolder(folder, { clock, entropy })
  async function take(
    stream: SMTPServerDataStream,
    { mailFrom, rcptTo }: SMTPServerEnvelope,
    answer: (error?: Error | null, message?: string) => void,
  ) {
    try {
      const to = rcptTo.map(({ address }) => address).join(', ')
      await mails.store({ to, from: mailFrom ? mailFrom.address : '' }, await wholeOf(stream, mailBytesMax))
      answer(null, 'stored')
    } catch (error) {
      answer(refusal(error))
    }
  }
  const server = new SMTPServer({
    name: mailboxDomain,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: mailBytesMax,
    maxClients: clientsMax,
    maxRecipients: 1,
    closeTimeout: 1_000,
    onData: (stream, { envelope }, callback) => void take(stream, envelope, callback),
  })
  // What goes wrong on one connection is that client's to notice.
  server.on('error', () => {})
  server.listen(listening.port, listening.host)
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    ...mails,
    smtpUrl: `smtp://${listening.host}:${port}`,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

const refusal = (error: unknown): Error =>
  error instanceof MailTooLarge
    ? Object.assign(new Error(`a mail has at most ${mailBytesMax} bytes`), { responseCode: 552 })
    : Object.assign(new Error('the mail could not be stored'), { responseCode: 451 })
