import { FaxRefusal } from './fax-refusal.ts'
import { decodeXml, readXml, type XmlElement, XmlError } from './xml-reader.ts'

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const nextActor = 'http://schemas.xmlsoap.org/soap/actor/next'
const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
const security = `${wss}-wssecurity-secext-1.0.xsd`
const utility = `${wss}-wssecurity-utility-1.0.xsd`
const passwordDigest = `${wss}-username-token-profile-1.0#PasswordDigest`

/** What of a token is needed to prove it. */
export type UsernameToken = {
  readonly name: string
  readonly digest: string
  readonly nonce: Uint8Array
  readonly created: string
}

export type SoapRequest = { readonly token: UsernameToken; readonly body: XmlElement }

/** An envelope that SOAP itself answers with a fault of its own, before anything of ours is looked at. */
export class SoapError extends Error {
  readonly faultCode: 'VersionMismatch' | 'MustUnderstand'
  constructor(faultCode: SoapError['faultCode'], message: string) {
    super(message)
    this.name = 'SoapError'
    this.faultCode = faultCode
  }
}

/** Reads a SOAP 1.1 envelope with a UsernameToken and one element in its body. Throws `FaxRefusal`, `SoapError`. */
export function readEnvelope(bytes: Uint8Array, contentType: string | undefined): SoapRequest {
  const envelope = read(bytes, contentType)
  if (envelope.name !== 'Envelope') throw new FaxRefusal('INVALID', 'it is no SOAP envelope', `/${envelope.name}`)
  if (envelope.namespace !== soap11) throw new SoapError('VersionMismatch', `only SOAP 1.1 is spoken here (${soap11})`)
  const parts = envelope.children.filter(({ namespace }) => namespace === soap11)
  const bodies = parts.filter(({ name }) => name === 'Body')
  const header = parts.find(({ name }) => name === 'Header')
  const body = bodies[0]?.children[0]
  if (bodies.length !== 1 || bodies[0]!.children.length !== 1 || !body)
    throw new FaxRefusal('INVALID', 'an envelope has one Body with one element in it', '/Envelope/Body')
  for (const block of header?.children ?? []) {
    const attribute = (of: string) => block.attributes.find(a => a.namespace === soap11 && a.name === of)?.value.trim()
    const isForUs = [undefined, '', nextActor].includes(attribute('actor'))
    if (isForUs && ['1', 'true'].includes(attribute('mustUnderstand') ?? '') && !isSecurity(block))
      throw new SoapError('MustUnderstand', `the header ${block.name} is not understood here; only wsse:Security is`)
  }
  return { token: tokenOf(header), body }
}

const isSecurity = ({ namespace, name }: XmlElement) => namespace === security && name === 'Security'

function read(bytes: Uint8Array, contentType: string | undefined): XmlElement {
  try {
    return readXml(decodeXml(bytes, contentType))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw new FaxRefusal('INVALID', `the XML cannot be read: ${error.message}`, '/')
  }
}

const notAuthenticated = (why: string) =>
  new FaxRefusal('NOT_AUTHENTICATED', why, '/Envelope/Header/Security/UsernameToken')

function tokenOf(header: XmlElement | undefined): UsernameToken {
  const tokens = (header?.children ?? [])
    .filter(isSecurity)
    .flatMap(({ children }) =>
      children.filter(({ namespace, name }) => namespace === security && name === 'UsernameToken'),
    )
  const [token] = tokens
  if (!token || tokens.length > 1) throw notAuthenticated('one wsse:UsernameToken with PasswordDigest is needed')
  const partOf = (namespace: string, name: string) =>
    token.children.find(child => child.namespace === namespace && child.name === name)
  const password = partOf(security, 'Password')
  // A password in clear would be read by whoever stands in between, and tells nothing of when it was sent.
  if (password?.attributes.find(({ name }) => name === 'Type')?.value.trim() !== passwordDigest)
    throw notAuthenticated(`the Type of wsse:Password must be ${passwordDigest}`)
  const [name, nonce, created] = [partOf(security, 'Username'), partOf(security, 'Nonce'), partOf(utility, 'Created')]
  if (!name || !nonce || !created) throw notAuthenticated('the token needs wsse:Username, wsse:Nonce and wsu:Created')
  const digest = password.text.trim()
  return {
    name: name.text.trim(),
    digest,
    nonce: Buffer.from(nonce.text.trim(), 'base64'),
    created: created.text.trim(),
  }
}
