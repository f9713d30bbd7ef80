import { hash } from 'node:crypto'
import { randomFrom } from '@icms/backbone/task-pump'

/** Draws by a seed. Each subject of a run draws from a place of its own, so that leaving one out changes no other. */
export function drawFrom(...seed: readonly (string | number)[]) {
  const random = randomFrom(hash('sha256', seed.join(' '), 'buffer').readUInt32LE())
  const upTo = (max: number) => Math.floor(random() * (max + 1))
  return {
    random,
    /** A whole number from 0 to `max`. */
    upTo,
    between: (min: number, max: number) => min + upTo(max - min),
    chance: (share: number) => random() < share,
    oneOf: <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!,
    bytes(length: number): Uint8Array {
      return Uint8Array.from({ length }, () => upTo(255))
    },
  }
}

export type Draw = ReturnType<typeof drawFrom>

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
