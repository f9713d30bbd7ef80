import { hash } from 'node:crypto'
import type { HostContext } from '@icms/backbone/deployable'
import { createBodyRoom } from '@icms/paper-intake/body-room'
import {
  countFailedProof,
  machineActor,
  proveByDigest,
  rememberMachine,
  requireMachine,
} from '@icms/paper-intake/machine-gate'
import { allowSlowBody } from '@icms/web/body-pace'
import { httpLimits } from '@icms/web/http-limits'
import { ProblemError, problemOf } from '@icms/web/problem'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { faxLimits, type Receipt } from './fax-job.ts'
import { FaxRefusal, notNow } from './fax-refusal.ts'
import { readNotification } from './fax-request.ts'
import { wsdlAt } from './fax-wsdl.ts'
import type { ReceiveFax } from './receive-fax.ts'
import { createSoapAnswers, faultOf, type SoapAnswer } from './soap-answer.ts'
import { readEnvelope } from './soap-envelope.ts'
import type { StagedDocuments } from './staged-documents.ts'

/** Base64 of the largest document that may be inside, with line breaks, in an envelope; as UTF-16 it would be twice that. */
const envelopeBytesMax = 12 * 1024 * 1024

type Parts = {
  readonly context: Pick<HostContext, 'machines' | 'publicUrl'>
  readonly receiveFax: ReceiveFax
  readonly staged: StagedDocuments
}

/** `/fax`: the SOAP port of fax gateways, and where they put what is too large for it. */
export const faxEdge =
  (parts: Parts): FastifyPluginAsync =>
  async server => {
    const room = createBodyRoom()
    const wsdl = wsdlAt(parts.context.publicUrl)
    // Whatever it is called: bodies are looked at here, and nothing is unpacked.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    server.addHook('onRequest', async (request, reply) => {
      const { 'content-encoding': encoding, 'content-length': length, 'transfer-encoding': chunked } = request.headers
      if (encoding !== undefined && encoding !== 'identity') throw new ProblemError('wrong-media-type')
      if (length === undefined && chunked === undefined) return
      const bytesMax = request.routeOptions.bodyLimit ?? envelopeBytesMax
      const bytes = Number(length ?? bytesMax)
      if (bytes > bytesMax) throw new ProblemError('too-large')
      const leave = room.enter(bytes)
      for (const end of ['finish', 'close']) reply.raw.once(end, leave)
    })
    server.get('/', async (request, reply) => {
      const asks = Object.keys(request.query as object).some(name => name.toLowerCase() === 'wsdl')
      return asks ? reply.type('text/xml; charset=utf-8').send(wsdl) : reply.redirect('/fax?wsdl', 303)
    })
    declareNotification(server, parts, wsdl)
    declareDocuments(server, parts)
  }

/** `POST /fax`. Nothing is answered but by SOAP, whatever went wrong and wherever. */
function declareNotification(server: FastifyInstance, parts: Parts, wsdl: string): void {
  const answer = createSoapAnswers(wsdl)
  const send = (reply: FastifyReply, { status, xml }: SoapAnswer) =>
    reply.code(status).type('text/xml; charset=utf-8').send(xml)

  server.route({
    method: 'POST',
    url: '/',
    bodyLimit: envelopeBytesMax,
    config: { withoutToken: true, json: true },
    errorHandler(error, request, reply) {
      const refusal = refusalOf(error)
      const code = refusal instanceof FaxRefusal ? refusal.code : refusal.name
      request.log[code === 'NOT_NOW' ? 'error' : 'warn']({ code, err: refusal.cause }, 'a fax was not taken')
      if (code === 'NOT_NOW') reply.header('retry-after', 60)
      void send(reply, faultOf(refusal))
    },
    async handler(request, reply) {
      return send(reply, await answer(request.id, () => notified(request, parts)))
    },
  })
}

async function notified(request: FastifyRequest, { context, receiveFax, staged }: Parts): Promise<Receipt> {
  const { token, body } = readEnvelope(bodyOf(request), request.headers['content-type'])
  const proof = await proveByDigest(request, context.machines, token)
  if ('reason' in proof) {
    await countFailedProof(request)
    throw new FaxRefusal('NOT_AUTHENTICATED', proof.reason, '/Envelope/Header/Security/UsernameToken')
  }
  const { machine } = proof
  if (!machine.may.includes('fax')) throw new FaxRefusal('NOT_AUTHENTICATED', 'this machine may not send faxes')
  rememberMachine(request, machine)
  const { job, content } = readNotification(body)
  return receiveFax(job, async () => content ?? staged.get(machine.name, job.sha256), machineActor(request))
}

const bodyOf = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : new Uint8Array()

/** What is thrown on the way, in the words of the contract. */
function refusalOf(error: unknown): Error {
  if (error instanceof Error && ['FaxRefusal', 'SoapError'].includes(error.name)) return error
  const { kind } = problemOf(error)
  if (kind === 'too-large')
    return new FaxRefusal(
      'TOO_LARGE',
      `an envelope has at most ${envelopeBytesMax} bytes; a document of more than ${faxLimits.inlineBytesMax} is sent by PUT first`,
      '/',
    )
  if (kind === 'wrong-media-type')
    return new FaxRefusal('INVALID', 'send text/xml as it is: nothing is unpacked here', '/')
  if (kind === 'wrong-host' || kind === 'cross-site')
    return new FaxRefusal(
      'INVALID',
      'the request names another host or site than ours; see the address in the WSDL',
      '/',
    )
  if (kind === 'unreadable' || kind === 'wrong-shape')
    return new FaxRefusal('INVALID', 'the request cannot be read', '/')
  return notNow('the fax cannot be taken just now', error)
}

/** `PUT /fax/documents/{sha256}`: the bytes of a document that is too large to be inside of a notification. */
function declareDocuments(server: FastifyInstance, { context, staged }: Parts): void {
  server.route({
    method: 'PUT',
    url: '/documents/:sha256',
    bodyLimit: faxLimits.documentBytesMax,
    handlerTimeout: httpLimits.slowHandlerMsMax,
    config: { json: true },
    schema: { params: { type: 'object', properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } } } },
    // Who is known may send as slowly as a line is; nobody else's body is read.
    onRequest: [requireMachine(context.machines, 'fax'), async request => allowSlowBody(request)],
    async handler(request, reply) {
      const { sha256 } = request.params as { readonly sha256: string }
      const content = bodyOf(request)
      if (hash('sha256', content) !== sha256)
        throw new ProblemError('refused', { defects: [{ path: 'params.sha256', code: 'HASH_MISMATCH' }] })
      await staged.put(machineActor(request).id, sha256, content)
      return reply.code(201).send({ sha256, bytes: content.length })
    },
  })
}
