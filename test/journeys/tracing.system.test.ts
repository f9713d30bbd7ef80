import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { header, type InRecord } from '@icms/backbone/record'
import { traceIdOf } from '@icms/backbone/tracing'
import { accepted, until } from '@icms/deploy/demo/people'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from './gateway.ts'
import { apply } from './registration.ts'

type Span = { readonly name: string; readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string }

/** A collector: takes OTLP over HTTP and keeps the spans. */
async function startCollector() {
  const spans: Span[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = JSON.parse(Buffer.concat(chunks).toString()) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
      }
      spans.push(...sent.resourceSpans.flatMap(r => r.scopeSpans.flatMap(s => s.spans)))
      response.setHeader('content-type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, stop: () => server.close() }
}

let gateway: Gateway
let collector: Awaited<ReturnType<typeof startCollector>>
beforeEach(async () => {
  collector = await startCollector()
})
afterEach(async () => {
  await gateway?.stop()
  collector.stop()
})

/** The committed records of a topic that are of this type. */
async function recordsOf(topic: string, type: string): Promise<InRecord[]> {
  const found: InRecord[] = []
  for await (const record of gateway.host.backbone.read(topic))
    if (record.headers[header.type]?.endsWith(`.${type}`)) found.push(record)
  return found
}

const traceIn = (record: InRecord | undefined) => traceIdOf(record?.headers[header.trace])

/** The trace of the one message of a type; waits for it. */
async function traceOn(topic: string, type: string, nth = 0): Promise<string | undefined> {
  const found = await until(
    () => recordsOf(topic, type),
    records => records.length > nth,
    `${type} on ${topic}`,
  )
  return traceIn(found[nth])
}

test('a request is one trace over all services that it leads to, call on the mail server included', async () => {
  gateway = await startGateway({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  const applied = await apply(gateway, 410_000)
  const submitted = await traceOn('intake-web.events.v1', 'ApplicationSubmitted')
  expect(submitted).toMatch(/^[0-9a-f]{32}$/)
  await gateway.mail(applied.email, /was received/)
  expect(await traceOn('vetting.events.v1', 'ApplicationReceived')).toBe(submitted)
  const mailed = await until(
    () => recordsOf('email.events.v1', 'EmailAccepted'),
    records => records.some(record => traceIn(record) === submitted),
    'the mail of the receipt',
  )
  expect(mailed.filter(record => traceIn(record) === submitted)).toHaveLength(1)

  const officer = await gateway.staff('demo-vetting')
  accepted(await officer.approveForAuthentication(applied.applicationId))
  const approved = await traceOn('vetting.events.v1', 'ApplicationVetted')
  expect(approved).not.toBe(submitted)
  expect(await traceOn('identity.events.v1', 'AuthenticationInvited')).toBe(approved)

  const wanted = [
    'POST /api/v1/applications',
    'sends SubmitApplication',
    'submission decides SubmitApplication',
    'application decides ApplicationSubmitted',
    'mail decides EmailRequested',
    'email calls send-mail',
    'mail decides EffectSettled',
  ]
  const spans = await until(
    async () => collector.spans.filter(span => span.traceId === submitted),
    found => wanted.every(name => found.some(span => span.name === name)),
    'the spans of the submission',
  )
  const ids = new Set(spans.map(span => span.spanId))
  const roots = spans.filter(span => !span.parentSpanId || !ids.has(span.parentSpanId))
  expect(roots.map(span => span.name)).toEqual(['POST /api/v1/applications'])
  const parents = new Map(spans.map(span => [span.spanId, span]))
  const parentOf = (name: string) => parents.get(spans.find(span => span.name === name)!.parentSpanId!)!.name
  expect(parentOf('sends SubmitApplication')).toBe('POST /api/v1/applications')
  expect(parentOf('submission decides SubmitApplication')).toBe('sends SubmitApplication')
  expect(parentOf('mail decides EffectSettled')).toBe('email calls send-mail')
  const [received] = await recordsOf('vetting.events.v1', 'ApplicationReceived')
  const [, , spanId] = received!.headers[header.trace]!.split('-')
  expect(parents.get(spanId!)!.name).toBe('application decides ApplicationSubmitted')
}, 120_000)

test('without a collector the trace of whoever calls is carried on all the same, through the bridge too', async () => {
  gateway = await startGateway()
  const applied = await apply(gateway, 420_000)
  const officer = await gateway.staff('demo-vetting')
  const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const path = `/api/v1/vetting/applications/${applied.applicationId}/approval-for-authentication`
  const headers = { traceparent: trace, 'idempotency-key': `traced-${applied.applicationId}` }
  const answer = await officer.browser.json('POST', path, { note: 'Everything is there.' }, headers)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  await gateway.mail(applied.email, /Come not later than/)
  for (const [topic, type] of [
    ['vetting.commands.v1', 'ApproveForAuthentication'],
    ['vetting.events.v1', 'ApplicationVetted'],
    ['identity.events.v1', 'AuthenticationInvited'],
  ] as const)
    expect([type, await traceOn(topic, type)]).toEqual([type, traceIdOf(trace)])
  expect(collector.spans).toEqual([])

  const { publish } = gateway.host.backbone
  const value = Buffer.from('<not avro>')
  const court = (traceparent: string, id: string) => ({
    ...{ topic: 'court.filings.v1', key: id, value, at: gateway.clock.now() },
    headers: { ce_id: id, ce_source: '/court/dc', traceparent },
  })
  await publish([court(trace, 'one'), court('Chan Tai Man', 'two')])
  const replies = await until(
    () => recordsOf('court.replies.v1', 'FilingAnswered'),
    records => records.length === 2,
    'answers to both',
  )
  const traces = replies.map(record => record.headers[header.trace])
  expect(traces).toContain(trace)
  expect(traces.every(text => /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(text ?? ''))).toBe(true)
}, 120_000)
