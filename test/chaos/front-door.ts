import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { ServiceName } from '@icms/deploy/host/settings'

/** A process that does not answer within this is taken for away. */
const answerMsMax = 6_000
const awayMs = 3_000

const ways: readonly (readonly [prefix: RegExp, service: ServiceName, isPinned: boolean])[] = [
  // A sign-in of staff is kept by the process where it began.
  [/^\/(staff|oidc)\b/, 'vetting', true],
  [/^\/(apply|api\/v1\/applications)\b/, 'intake-web', false],
  [/^\/api\/v1\/(vetting|ops)\b/, 'vetting', false],
  [/^\/api\/v1\/identity\b/, 'identity', false],
  [/^\/api\/v1\/accounts\b/, 'accounts', false],
  [/^\/api\/v1\/cases\b/, 'case-linking', false],
]

type Listening = { readonly services: readonly ServiceName[]; readonly origin: string }

/** What processes behind it have to be told. */
export const settingsBehind = (port: number): Readonly<Record<string, string>> => ({
  ICMS_PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
  ICMS_TRUSTED_PROXIES: '127.0.0.1',
})

/** Everyone comes from an address of their own, or a few would have used up what one address may ask for. */
const someAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`

/**
 * One origin before all processes, as any load balancer is: each request goes to one of the processes of its service. Where
 * nobody listens it is sent to the other; where a process took it and does not answer, the client is told 504 and tries
 * again by itself.
 */
export async function openFrontDoor(port: number, processes: () => readonly Listening[]) {
  const awayUntil = new Map<string, number>()
  let turn = 0
  function candidates(path: string): readonly string[] {
    const [, service, isPinned] = ways.find(([prefix]) => prefix.test(path)) ?? []
    const origins = processes().flatMap(({ services, origin }) =>
      service && (services.length === 0 || services.includes(service)) ? [origin] : [],
    )
    const here = origins.filter(origin => (awayUntil.get(origin) ?? 0) < performance.now())
    const known = here.length > 0 ? here : origins
    return isPinned ? known : known.map((_, i) => known[(i + turn) % known.length]!)
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    turn++
    for (const origin of candidates(incoming.url ?? '/')) {
      const answer = await ask(origin, incoming, body)
      if (typeof answer !== 'string') return void outgoing.writeHead(answer.status, answer.headers).end(answer.body)
      awayUntil.set(origin, performance.now() + awayMs)
      if (answer === 'silent') return say(outgoing, 504)
    }
    say(outgoing, 503)
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(error => outgoing.destroy(error as Error))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Answer = { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: Buffer }

/** `nobody`: it was not taken. `silent`: it may have been. */
const ask = (origin: string, { method, url, headers }: IncomingMessage, body: Buffer) =>
  new Promise<Answer | 'nobody' | 'silent'>(resolve => {
    const forwarded = { ...headers, 'x-forwarded-for': someAddress() }
    const sent = request(origin + url, { method, headers: forwarded, agent: false, timeout: answerMsMax }, answer => {
      buffer(answer).then(
        whole => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: whole }),
        () => resolve('silent'),
      )
    })
    sent.on('timeout', () => sent.destroy(new Error('silent')))
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'nobody' : 'silent'))
    sent.end(body)
  })

const say = (outgoing: ServerResponse, status: number) =>
  void outgoing.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ status }))
