/**
 * Limits of every request. A route may set its own body limit, or let who is known send slowly; nothing else is looser
 * anywhere.
 */
export const httpLimits = {
  bodyBytesMax: 256 * 1024,
  headerBytesMax: 16 * 1024,
  pathParameterLengthMax: 200,
  connectionsMax: 2_000,
  /** Until the headers are in. */
  headersMsMax: 15_000,
  /** Until the whole request is in; see `body-pace.ts`. */
  requestMsMax: 30_000,
  /** Of who may take longer: in each while at least so much, which is 64 kbit/s. */
  paceMs: 15_000,
  paceBytesMin: 120_000,
  /** Until a handler has answered. */
  handlerMsMax: 30_000,
  /** The same where the body may be slow, its reading included: 30 MB at 256 kbit/s are 16 minutes. */
  slowHandlerMsMax: 1_800_000,
  /** Between requests of one connection. */
  idleConnectionMsMax: 65_000,
} as const

/** For the logger that is passed in (`redact: { paths, remove: true }`): what may hold a secret or a person. */
export const redactedLogPaths = [
  'req',
  'res',
  'headers',
  'body',
  'cookies',
  'password',
  '*.password',
  'email',
  '*.email',
]
