import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { HostingProcess } from '../journeys/hosting-process.ts'
import type { Stack } from '../stack/stack.ts'
import type { Fault } from './faults.ts'
import type { Mailbox, MailMode } from './mailbox.ts'

type Victims = {
  readonly processes: readonly HostingProcess[]
  readonly stack: Stack
  readonly mailbox: Mailbox
  readonly say: (line: string) => void
}

/**
 * Does what a plan of faults says, each at its time. What is hurt again while it is still being mended is left alone, and
 * that is said. `mended` resolves when everything runs again; it throws what could not be started.
 */
export function inflictor({ processes, stack, mailbox, say }: Victims) {
  const counts: Record<Fault['kind'], number> = {
    ...{ kill: 0, zombie: 0, broker: 0, registry: 0, redis: 0, flush: 0 },
    ...{ refusing: 0, stalling: 0, dropping: 0 },
  }
  const mending = new Map<unknown, Promise<void>>()
  const failures: Error[] = []

  function blowOf(fault: Fault): Blow {
    switch (fault.kind) {
      case 'kill':
        return killing(processes, processes[fault.victim]!)
      case 'zombie':
        return freezing(processes, processes[fault.victim]!, fault.lastsMs)
      case 'broker':
      case 'registry':
      case 'redis': {
        const server = stack[fault.kind]!
        return { what: server, name: `kill -9 of the ${fault.kind}`, act: () => server.restart() }
      }
      case 'flush':
        return { what: stack.redis, name: 'FLUSHALL', act: () => flush(stack.redisUrl!) }
      default:
        return misbehaving(mailbox, fault.kind, fault.lastsMs)
    }
  }

  function inflict(fault: Fault): void {
    const { what, name, act } = blowOf(fault)
    if (mending.has(what)) {
      say(`${name}: not now, it is still being mended`)
      return
    }
    counts[fault.kind]++
    say(name)
    const done = act()
      .catch((error: Error) => void failures.push(error))
      .finally(() => mending.delete(what))
    mending.set(what, done)
  }

  return {
    counts,
    async run(faults: readonly Fault[], startedAt: number): Promise<void> {
      for (const fault of faults) {
        await sleep(Math.max(0, startedAt + fault.at - performance.now()))
        inflict(fault)
      }
    },
    async mended(): Promise<void> {
      await Promise.all(mending.values())
      if (failures[0]) throw failures[0]
    },
  }
}

/** `act` hurts it and mends it again. */
type Blow = { readonly what: unknown; readonly name: string; readonly act: () => Promise<void> }

const secondsOf = (ms: number) => `${(ms / 1000).toFixed(1)} s`

const killing = (processes: readonly HostingProcess[], victim: HostingProcess): Blow => ({
  what: victim,
  name: `kill -9 of ${nameOf(processes, victim)}`,
  async act() {
    await victim.kill()
    await victim.start()
  },
})

const freezing = (processes: readonly HostingProcess[], victim: HostingProcess, lastsMs: number): Blow => ({
  what: victim,
  name: `SIGSTOP of ${nameOf(processes, victim)} for ${secondsOf(lastsMs)}`,
  async act() {
    victim.freeze()
    await sleep(lastsMs)
    victim.thaw()
  },
})

const misbehaving = (mailbox: Mailbox, mode: MailMode, lastsMs: number): Blow => ({
  what: mailbox,
  name: `the mail server is ${mode} for ${secondsOf(lastsMs)}`,
  async act() {
    mailbox.mode = mode
    await sleep(lastsMs)
    mailbox.mode = 'taking'
  },
})

/** A service's name, and which of its processes it is. */
export function nameOf(processes: readonly HostingProcess[], process: HostingProcess): string {
  const service = process.services.join('+')
  const same = processes.filter(({ services }) => services.join('+') === service)
  return `${service} ${same.indexOf(process) + 1}`
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    await redis.flushall()
  } finally {
    redis.disconnect()
  }
}
