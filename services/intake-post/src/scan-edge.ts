import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HostContext } from '@icms/backbone/deployable'
import { machineActor, requireMachine } from '@icms/paper-intake/machine-gate'
import dailySchema from '@icms/schemas/daily-reconciliation.schema.json' with { type: 'json' }
import envelopeSchema from '@icms/schemas/scan-envelope.schema.json' with { type: 'json' }
import outcomeSchema from '@icms/schemas/scan-outcome.schema.json' with { type: 'json' }
import { allowSlowBody } from '@icms/web/body-pace'
import { httpLimits } from '@icms/web/http-limits'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { envelopeLimits, problem } from './envelope-limits.ts'
import { createOutcomes, refusedOutcome } from './outcome.ts'
import { paperIdOf } from './paper-of-manifest.ts'
import type { createReceiver, Received } from './receive-envelope.ts'

type ById = { Params: { envelopeId: string } }

/** Where bodies lie while they are looked at: beside the folder of the mail room where there is one, since a data folder may be memory. */
export const incomingOf = ({ scan, dataDir }: Pick<HostContext, 'scan' | 'dataDir'>): string =>
  join(scan?.folder ?? dataDir, 'scan-incoming')

/** Bodies of a process that was killed: none is taken for so long. */
const leftMsMin = 24 * 3_600_000

/** Deletes what a process that was killed left. */
export async function clearIncoming(context: Pick<HostContext, 'scan' | 'dataDir'>): Promise<void> {
  const folder = incomingOf(context)
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > leftMsMin) await rm(join(folder, name), { force: true })
  }
}

/** Envelopes that are taken at a time by HTTP: each may lie on the disk with 200 MiB. */
const atOnceMax = 4

const idForm = /^[A-Za-z0-9-]{8,64}$/

const schemas: Readonly<Record<string, object>> = {
  'scan-envelope': envelopeSchema,
  'scan-outcome': outcomeSchema,
  'daily-reconciliation': dailySchema,
}

const statusOf = ({ outcome, isConflict }: Received): number => {
  if (isConflict) return 409
  if (outcome.outcome === 'PENDING') return 202
  if (outcome.outcome === 'REFUSED') return 422
  return outcome.duplicate ? 200 : 201
}

/** `/scan`: machines of the mail room send envelopes and ask what became of them. It only translates. */
export function declareScanEdge(
  server: FastifyInstance,
  context: HostContext,
  receive: ReturnType<typeof createReceiver>,
): void {
  const outcomes = createOutcomes(context)
  const incoming = incomingOf(context)
  const ofMachine = requireMachine(context.machines, 'scan')
  let taking = 0

  declareOperations(server)
  server.get<{ Params: { name: string } }>('/scan/schemas/:name', async (request, reply) => {
    const schema = schemas[request.params.name.replace(/\.schema\.json$/, '')]
    if (!schema) throw new ProblemError('not-found')
    return reply.type('application/schema+json').send(JSON.stringify(schema, null, 2))
  })

  server.get<ById>('/scan/envelopes/:envelopeId', { onRequest: ofMachine }, async (request, reply) => {
    const { envelopeId } = request.params
    const row = idForm.test(envelopeId) ? await outcomes.rowOf(paperIdOf(envelopeId)) : undefined
    if (!row) throw new ProblemError('not-found')
    return reply.send(await outcomes.of(row, false))
  })

  server.register(async scope => {
    // Only here is a body left as it comes: it goes to the disk.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    const ofEnvelope = { onRequest: ofMachine, handlerTimeout: httpLimits.slowHandlerMsMax }
    scope.put<ById>('/scan/envelopes/:envelopeId', ofEnvelope, async (request, reply) => {
      const { envelopeId } = request.params
      if (!idForm.test(envelopeId))
        throw new ProblemError('wrong-shape', { defects: [{ path: 'envelopeId', code: 'WRONG_SHAPE' }] })
      if (request.headers['content-encoding'] !== undefined) throw new ProblemError('wrong-media-type')
      if (taking >= atOnceMax) throw new ProblemError('not-now', { retryAfterSeconds: 10 })
      const { status, outcome } = await takeBody(request, envelopeId)
      return reply.code(status).send(outcome)
    })
  })

  /** The answer is sent when nothing of the body is left on the disk. */
  async function takeBody(request: FastifyRequest, envelopeId: string) {
    const file = join(incoming, `${randomUUID()}.zip`)
    taking++
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      allowSlowBody(request)
      if (await keep(request.body as Readable | undefined, file)) {
        const received = await receive({ envelopeId, file, actor: machineActor(request) })
        return { status: statusOf(received), outcome: received.outcome }
      }
      const why = `it has more than ${envelopeLimits.zippedBytesMax} bytes; send two envelopes`
      const outcome = refusedOutcome(envelopeId, context.clock.now(), [problem('TOO_LARGE', null, why)])
      return { status: 413, outcome }
    } finally {
      taking--
      await rm(file, { force: true })
    }
  }
}

/** Writes a body to the disk, and no more than an envelope may have. False where there was more. */
async function keep(body: Readable | undefined, file: string): Promise<boolean> {
  let bytes = 0
  const limited = async function* (source: AsyncIterable<Buffer>) {
    for await (const piece of source) {
      bytes += piece.length
      if (bytes > envelopeLimits.zippedBytesMax) return
      yield piece
    }
  }
  const sink = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  if (body) await pipeline(body, limited, sink)
  else
    await new Promise<void>((resolve, reject) =>
      sink.end((error?: Error | null) => (error ? reject(error) : resolve())),
    )
  return bytes <= envelopeLimits.zippedBytesMax
}

function declareOperations(server: FastifyInstance): void {
  const params = {
    type: 'object',
    required: ['envelopeId'],
    properties: { envelopeId: { type: 'string', minLength: 8, maxLength: 64 } },
  }
  const outcome = { ...outcomeSchema, description: 'What became of it, by the schema scan-outcome' }
  server.web.operations.push(
    {
      id: 'putScanEnvelope',
      method: 'PUT',
      path: '/scan/envelopes/:envelopeId',
      summary: 'Sends a scan envelope (application/zip, at most 200 MiB); the same again is answered alike (R32b)',
      access: 'public',
      idempotent: false,
      params,
      answers: { 200: outcome, 201: outcome, 202: outcome, 409: outcome, 422: outcome },
    },
    {
      id: 'getScanOutcome',
      method: 'GET',
      path: '/scan/envelopes/:envelopeId',
      summary: 'What became of a scan envelope',
      access: 'public',
      idempotent: false,
      params,
      answers: { 200: outcome },
    },
  )
}
