/**
 * Why a server does not let us in, and what to do, for operators; undefined for what may pass by itself. Waiting does
 * not help against these: the settings, a certificate or an account must change.
 */
export function whyRefused(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { name, type = '', code } = at as Refusal
    const message = withoutPlaces(at.message)
    const why = whyNoTrust(typeof code === 'string' ? code : '', message) ?? whyNoLogin(type || name, message)
    if (why) return why
  }
  return undefined
}

type Refusal = Error & { readonly code?: unknown; readonly type?: string }

/** OpenSSL tells an alert with the places in its own source. */
const withoutPlaces = (message: string) => /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? message

const notTrusted =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_(UNTRUSTED|SIGNATURE_FAILURE))$/
const notValid = /^(CERT_|INVALID_CA$|PATH_LENGTH_EXCEEDED$|INVALID_PURPOSE$)/
const wantsOurs = /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|CERTIFICATE_UNKNOWN)$/

function whyNoTrust(code: string, message: string): string | undefined {
  if (notTrusted.test(code))
    return `its certificate is not trusted (${message}): name the file of the CA that signed it in ICMS_KAFKA_CA_FILE`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is for another name (${message}): address it by a name of the certificate`
  if (notValid.test(code)) return `its certificate is not valid (${message})`
  if (wantsOurs.test(code))
    return `it does not take our certificate (${message}): see ICMS_KAFKA_CERTIFICATE_FILE and ICMS_KAFKA_KEY_FILE`
  if (/wrong version number|ERR_SSL_PACKET_LENGTH/i.test(`${code} ${message}`))
    return 'it does not speak TLS at this port: address the port that does, or set TLS off'
  return undefined
}

/** kafkajs has the same name for a connection that broke while it logged in. */
const broke = /connection|socket|closed|timed? ?out/i

function whyNoLogin(kind: string, message: string): string | undefined {
  if (kind === 'UNSUPPORTED_SASL_MECHANISM' || (kind === 'KafkaJSSASLAuthenticationError' && !broke.test(message)))
    return `it refuses the login (${message}): check ICMS_KAFKA_USER, ICMS_KAFKA_PASSWORD and ICMS_KAFKA_SASL`
  if (/^(WRONGPASS|NOAUTH|NOPERM|ERR (AUTH|invalid password))/.test(message))
    return `it refuses the login (${message}): check user and password in ICMS_REDIS_URL`
  return undefined
}
