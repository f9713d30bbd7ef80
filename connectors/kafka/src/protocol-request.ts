import { type ByteWriter, createByteWriter } from './byte-writer.ts'
import type { Broker } from './kafkajs-internals.ts'

/** A request of Kafka's protocol with an answer. Headers are those of versions before the flexible ones. */
export type ProtocolRequest<T> = {
  readonly apiKey: number
  readonly apiVersion: number
  readonly apiName: string
  /** A likely size of the body. */
  readonly likelyBytes: number
  write(w: ByteWriter): void
  read(payload: Buffer): T & { readonly throttleMs: number }
  /** The least that is waited for the answer; the connection's own time-out holds where it is longer. */
  readonly timeoutMs: number
}

/**
 * Sends a request on kafkajs' connection to a broker, in one buffer. kafkajs' own way copies each request twice into
 * zeroed memory of the next power of two, and decodes record by record into objects of its own. It has two connections to
 * each broker: one for fetches, which wait there, and one for all else, the `common` one.
 */
export async function ask<T>(broker: Broker, request: ProtocolRequest<T>, by: 'own' | 'common' = 'own'): Promise<T> {
  const { apiKey, apiVersion, apiName, timeoutMs } = request
  const spoken = broker.versions?.[apiKey]
  if (spoken && (apiVersion < spoken.minVersion || apiVersion > spoken.maxVersion))
    throw new Error(
      `the broker speaks ${apiName} ${spoken.minVersion} to ${spoken.maxVersion}, ${apiVersion} is needed`,
    )
  const { connectionPool } = broker
  const connection = await (by === 'own'
    ? connectionPool.getConnectionByRequest({ request: { apiKey } })
    : connectionPool.getConnection())
  if (connection.sasl && !connection.isAuthenticated()) await connection.authenticate()
  connection.failIfNotConnected()
  const correlationId = connection.nextCorrelationId()
  const frame = frameOf(request, correlationId, connection.clientId)
  const { payload } = await new Promise<{ payload: Buffer }>((resolve, reject) =>
    connection.requestQueue.push({
      entry: { apiKey, apiVersion, apiName, correlationId, resolve, reject },
      expectResponse: true,
      requestTimeout: timeoutMs,
      sendRequest: () => void connection.socket.write(frame),
    }),
  )
  const answer = request.read(payload)
  connection.requestQueue.maybeThrottle(answer.throttleMs)
  return answer
}

function frameOf(request: ProtocolRequest<unknown>, correlationId: number, clientId: string): Buffer {
  const w = createByteWriter(request.likelyBytes + 64)
  w.int32(0)
  w.int16(request.apiKey)
  w.int16(request.apiVersion)
  w.int32(correlationId)
  w.string(clientId)
  request.write(w)
  w.patchInt32(0, w.length - 4)
  return w.bytes()
}
