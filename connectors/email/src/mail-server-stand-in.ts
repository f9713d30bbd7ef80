import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** How the server of a test behaves. */
export type Behaviour = {
  readonly greet?: () => Error | undefined
  readonly sender?: () => Error | undefined
  readonly recipient?: () => Error | undefined
  /**
   * Called with the whole mail; `undefined` takes it, `never` gives no reply, `take-and-be-silent` takes it and gives no
   * reply, `hang-up` breaks the line.
   */
  readonly mail?: () => Error | undefined | 'never' | 'take-and-be-silent' | 'hang-up'
}

export const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })

export type StandIn = {
  readonly url: string
  readonly taken: { readonly from: string; readonly to: readonly string[]; readonly raw: string }[]
  stop(): Promise<void>
}

/** A real SMTP server on a free port of loopback, for tests, that takes, puts off, refuses, is silent or hangs up. */
export async function startStandIn(behaviour: Behaviour = {}): Promise<StandIn> {
  const taken: { from: string; to: string[]; raw: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onConnect: (_, callback) => callback(behaviour.greet?.()),
    onAuth: ({ password }, _, callback) =>
      password === 'right' ? callback(null, { user: 'gateway' }) : callback(reply(535, '5.7.8 no')),
    onMailFrom: (_, __, callback) => callback(behaviour.sender?.()),
    onRcptTo: (_, __, callback) => callback(behaviour.recipient?.()),
    onData: (stream, session, callback) => void receive(stream, session, callback),
  })
  async function receive(
    stream: SMTPServerDataStream,
    { id, envelope }: SMTPServerSession,
    callback: (e?: Error | null) => void,
  ) {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    } catch (error) {
      // A client that was killed in the midst of a mail has sent none.
      return callback(error as Error)
    }
    const verdict = behaviour.mail?.()
    if (verdict === 'never') return
    if (verdict === 'hang-up') return [...server.connections].find(c => c.id === id)?.close()
    if (verdict instanceof Error) return callback(verdict)
    const from = envelope.mailFrom ? envelope.mailFrom.address : ''
    taken.push({ from, to: envelope.rcptTo.map(r => r.address), raw: Buffer.concat(chunks).toString('utf8') })
    if (verdict !== 'take-and-be-silent') callback()
  }
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
