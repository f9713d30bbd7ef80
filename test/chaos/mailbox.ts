import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Mail } from './judge/evidence.ts'

/**
 * How the mail server behaves now. `refusing`: it puts off whoever comes. `stalling`: it takes no mail and says nothing.
 * `dropping`: it hangs up after DATA, and has taken every second of these mails.
 */
export type MailMode = 'taking' | 'refusing' | 'stalling' | 'dropping'

/** A real SMTP server outside of the gateway, with everybody's mailbox. */
export interface Mailbox {
  readonly url: string
  mode: MailMode
  /** Every copy, in the order in which they were taken. */
  mails(): readonly Mail[]
  /** First group of what matches a mail to this address, or undefined while there is none. */
  find(to: string, wanted: RegExp): string | undefined
  stop(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const taken: Mail[] = []
  const byAddress = new Map<string, Mail[]>()
  let dropped = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onMailFrom: (_, __, callback) => {
      if (mailbox.mode !== 'refusing') return callback()
      callback(Object.assign(new Error('4.3.2 come again later'), { responseCode: 451 }))
    },
    onData: (stream, session, callback) => void receive(stream, session, callback),
  })
  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, callback: (e?: Error) => void) {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    } catch (error) {
      // A client that was killed in the midst of a mail has sent none.
      return callback(error as Error)
    }
    const { mode } = mailbox
    if (mode === 'stalling') return
    if (mode !== 'dropping' || dropped++ % 2 === 0) await take(session, Buffer.concat(chunks).toString('utf8'))
    if (mode === 'dropping') hangUp(session)
    else callback()
  }
  const hangUp = ({ id }: SMTPServerSession) =>
    [...server.connections].find(connection => connection.id === id)?.close()
  async function take({ envelope }: SMTPServerSession, raw: string) {
    const { messageId = '', text = '' } = await PostalMime.parse(raw)
    const mail = { to: envelope.rcptTo.map(({ address }) => address).join(), messageId, text }
    taken.push(mail)
    byAddress.set(mail.to, [...(byAddress.get(mail.to) ?? []), mail])
  }
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mode: 'taking',
    mails: () => [...taken],
    find(to, wanted) {
      for (const { text } of byAddress.get(to) ?? []) {
        const found = wanted.exec(text)?.[1]
        if (found) return found.trim()
      }
      return undefined
    },
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
  return mailbox
}
