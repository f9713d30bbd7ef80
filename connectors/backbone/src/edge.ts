import { createHmac, createSecretKey } from 'node:crypto'
import type { Actor } from './actor.ts'
import type { Typed } from './aggregate.ts'
import { type Clock, pause } from './clock.ts'
import type { Backbone, Outcome } from './port.ts'
import { header, headersOf, type OutRecord } from './record.ts'
import type { Place } from './runtime.ts'

/** A command as an edge gives it. The same `id` is the same command, however often it is sent. */
export type Command = {
  readonly id: string
  readonly type: string
  readonly key: string
  readonly data: unknown
  readonly actor: Actor
  readonly trace?: string
}

/**
 * How a command ended. `decided`: what it put out; nothing where it no longer fitted. `conflict`: that id was used
 * with another body. `pending`: received and being processed; ask again with the same id.
 */
export type CommandResult =
  | { readonly kind: 'decided'; readonly outputs: readonly Typed[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'pending' }

export type CommandPort = {
  /** Sends a command and waits at most `waitMsMax` for its outcome. Throws `NotNow`: sent or not, the same id may be sent again. */
  send(service: string, command: Command, waitMsMax?: number): Promise<CommandResult>
  /** Makes commands durable, and waits for nothing that comes of them. Throws `NotNow`. */
  publish(service: string, commands: readonly Command[]): Promise<void>
}

/** An announcement may be missed: so the edge also asks, soon at first and then less and less often. */
const askAgainMsMin = 50
const askAgainMsMax = 1_000

/** `bodyKey`: secret of the deployment, so that a header's hash tells nothing about a body. */
export function createCommandPort(
  backbone: Backbone,
  place: (type: string) => Place,
  clock: Clock,
  bodyKey: Uint8Array,
): CommandPort {
  const { codec, readSide } = backbone
  const secret = createSecretKey(bodyKey)

  async function resultOf(outcome: Outcome, body: string): Promise<CommandResult> {
    if (outcome.body !== body) return { kind: 'conflict' }
    if (!outcome.outputs.every(o => codec.isPrepared(o.value))) await codec.prepare(outcome.outputs.map(o => o.value))
    return { kind: 'decided', outputs: outcome.outputs.map(o => ({ type: o.type, data: codec.decode(o.value) })) }
  }

  const bodyOf = ({ type, key, data }: Command): string =>
    createHmac('sha256', secret)
      .update(canonical([type, key, data]))
      .digest('base64url')

  async function recordOf(service: string, command: Command, body = bodyOf(command)): Promise<OutRecord> {
    const { topic, fullName } = place(command.type)
    await codec.prepareToEncode(fullName, command.data)
    const at = clock.now()
    const headers = { ...headersOf({ ...command, fullName, service, at }), [header.body]: body }
    return { topic, key: command.key, value: codec.encode(fullName, command.data), headers, at }
  }

  return {
    async publish(service, commands) {
      await backbone.publish(await Promise.all(commands.map(command => recordOf(service, command))))
    },

    async send(service, command, waitMsMax = 5_000) {
      const body = bodyOf(command)
      const earlier = await readSide.outcome(service, command.key, command.id)
      if (earlier) return resultOf(earlier, body)
      let announced: () => void = () => {}
      const unsubscribe = await readSide.onOutcome(service, command.id, () => announced())
      try {
        await backbone.publish([await recordOf(service, command, body)])
        let waiting = true
        const cancel = clock.after(waitMsMax, () => {
          waiting = false
          announced()
        })
        try {
          for (let askAgainMs = askAgainMsMin; ; askAgainMs = Math.min(2 * askAgainMs, askAgainMsMax)) {
            const outcome = await readSide.outcome(service, command.key, command.id)
            if (outcome) return await resultOf(outcome, body)
            if (!waiting) return { kind: 'pending' }
            await Promise.race([pause(clock, askAgainMs), new Promise<void>(resolve => (announced = resolve))])
          }
        } finally {
          cancel()
        }
      } finally {
        unsubscribe()
      }
    },
  }
}

/** JSON with sorted fields: the same content always has the same text. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value))

/** A replacer given to `JSON.stringify` takes twice as long. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const fields: Record<string, unknown> = {}
  for (const name of Object.keys(value).sort()) fields[name] = sorted((value as Record<string, unknown>)[name])
  return fields
}
