import type { Server } from 'soap'
import type { Receipt } from './fax-job.ts'
import { FaxRefusal, notNow } from './fax-refusal.ts'
import { faxNamespace } from './fax-request.ts'
import { xmlText } from './fax-wsdl.ts'
import { SoapError } from './soap-envelope.ts'

export type SoapAnswer = { readonly status: number; readonly xml: string }

const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
const requestHeader = 'icms-request'

/**
 * Answers by the WSDL with the `soap` package. It is given an envelope that we write ourselves, with ids only: what came in has
 * been read before, since that package reads without limits, unfolds what is packed and checks nothing by the schema.
 */
export function createSoapAnswers(wsdl: string) {
  /** By request: what is to be done, while the package asks for it. */
  const asked = new Map<string, () => Promise<Receipt>>()
  const refused = new Map<string, unknown>()

  async function NotifyFaxReceived(_: unknown, _callback: unknown, _headers: unknown, request: unknown) {
    const id = (request as { headers: Record<string, string> }).headers[requestHeader]!
    try {
      const { receipt, acceptedAt, duplicate } = await asked.get(id)!()
      return { receipt, acceptedAt: new Date(acceptedAt).toISOString(), duplicate }
    } catch (error) {
      refused.set(id, error)
      throw error
    }
  }
  const services = { FaxIntake: { FaxIntakePort: { NotifyFaxReceived } } }
  /** Loaded with the first call: it brings a hundred files with it. */
  async function start(): Promise<Server> {
    const { createServerless } = await import('soap')
    const ready = Promise.withResolvers<Server>()
    // It is there before it has read the WSDL, and tells here when it has.
    const callback = (error: unknown, server: Server) => (error ? ready.reject(error) : ready.resolve(server))
    const created = createServerless({ path: '/fax', services, xml: wsdl, suppressStack: true, callback })
    const [server] = await Promise.all([ready.promise, created])
    return server
  }
  let server: Promise<Server> | undefined
  const envelope = `<soap:Envelope xmlns:soap="${envelopeNamespace}"><soap:Body><NotifyFaxReceived xmlns="${faxNamespace}"/></soap:Body></soap:Envelope>`

  return async (requestId: string, act: () => Promise<Receipt>): Promise<SoapAnswer> => {
    asked.set(requestId, act)
    try {
      server ??= start().catch(error => {
        server = undefined
        throw error
      })
      const { body } = await (await server).processRequest(envelope, { headers: { [requestHeader]: requestId } })
      if (refused.has(requestId)) throw refused.get(requestId)
      return { status: 200, xml: body }
    } finally {
      asked.delete(requestId)
      refused.delete(requestId)
    }
  }
}

/** A fault as SOAP 1.1 wants it, with HTTP 500: one of SOAP's own, or `FaxRefused` with code, message and place. */
export function faultOf(error: unknown): SoapAnswer {
  if (error instanceof SoapError) return fault(error.faultCode, error.message, '')
  const { code, message, where } =
    error instanceof FaxRefusal ? error : notNow('the fax cannot be taken just now', error)
  const place = where === undefined ? '' : `<where>${xmlText(where)}</where>`
  const detail = `<FaxRefused xmlns="${faxNamespace}"><code>${code}</code><message>${xmlText(message)}</message>${place}</FaxRefused>`
  return fault(code === 'NOT_NOW' ? 'Server' : 'Client', `${code}: ${message}`, `<detail>${detail}</detail>`)
}

const fault = (code: string, text: string, detail: string): SoapAnswer => ({
  status: 500,
  xml:
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${envelopeNamespace}"><soap:Body><soap:Fault>` +
    `<faultcode>soap:${code}</faultcode><faultstring>${xmlText(text)}</faultstring>${detail}` +
    '</soap:Fault></soap:Body></soap:Envelope>',
})
