import net from 'node:net'
import tls from 'node:tls'
import { Kafka, type KafkaConfig, type LogEntry, logLevel } from 'kafkajs'
import type { FullKafkaSettings } from './kafka-settings.ts'
import { type Cluster, createCluster } from './kafkajs-internals.ts'
import { servernameOf, trusting } from './trust.ts'

const keepAliveMs = 30_000

/** How kafkajs may tell its troubles: name of the part, message, and whatever it adds. */
export type KafkaLog = (level: 'error' | 'warn', message: string, extra: Readonly<Record<string, unknown>>) => void

/** Every connection of a process to the brokers comes from here, so that all can be cut at once. */
export type Connections = {
  readonly settings: FullKafkaSettings
  /** A connection of its own, connected when first used. */
  cluster(): Cluster
  /** For group membership and administration. */
  kafka(): Kafka
  /** Cuts every connection and allows no other: what kill -9 does to a process. */
  abandon(): void
}

export function createConnections(settings: FullKafkaSettings, log: KafkaLog = () => {}): Connections {
  const { tls: tlsOptions, sasl, ca } = settings
  const ssl = tlsOptions && trusting(ca, tlsOptions === true ? {} : tlsOptions)
  const sockets = new Set<net.Socket>()
  let abandoned = false

  let asked = Math.floor(Math.random() * settings.brokers.length)
  /** Each connection asks another broker first: one that is down is not everybody's first. */
  function brokers(): string[] {
    const first = asked++ % settings.brokers.length
    return [...settings.brokers.slice(first), ...settings.brokers.slice(0, first)]
  }

  const config = {
    clientId: `${settings.prefix}icms`,
    ...(ssl && { ssl }),
    // kafkajs keeps what it makes of it in this very object.
    ...(sasl && { sasl: { ...sasl } }),
    connectionTimeout: Math.min(5_000, settings.requestMs),
    requestTimeout: settings.requestMs,
    // Whoever meets an error here starts again with a new connection, so kafkajs tries a little only.
    retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 2 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry: LogEntry) => {
      const { message, timestamp: _timestamp, logger: _logger, ...extra } = entry.log
      log(entry.level <= logLevel.ERROR ? 'error' : 'warn', `${entry.namespace}: ${message}`, extra)
    },
    socketFactory: ({
      host,
      port,
      ssl,
      onConnect,
    }: {
      host: string
      port: number
      ssl?: tls.ConnectionOptions
      onConnect(): void
    }) => {
      if (abandoned) throw new Error('this process has abandoned its connections')
      const socket = ssl
        ? tls.connect({ host, port, ...servernameOf(host), ...ssl }, onConnect)
        : net.connect({ host, port }, onConnect)
      socket.setKeepAlive(true, keepAliveMs)
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket
    },
  } satisfies Omit<KafkaConfig, 'brokers'>

  return {
    settings,
    cluster: () => createCluster({ ...config, brokers: brokers() } as Parameters<typeof createCluster>[0]),
    kafka: () => new Kafka({ ...config, brokers: brokers() } as KafkaConfig),
    abandon() {
      abandoned = true
      for (const socket of sockets) socket.destroy()
    },
  }
}
