import type { CommitStep } from '@icms/backbone/probe'
import { commitSteps } from '@icms/backbone/probe'
import { inputTopicsOf } from '@icms/backbone/service'
import { notification } from '@icms/notification/service'
import { type Act, actsOf } from './acts.ts'
import { type Draw, dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import { hasPaper } from './paper-acts.ts'
import { servicesOf } from './simulated-gateway.ts'

/** What goes wrong: in one process, or to what all share. */
export type Fault = { readonly id: number; readonly at: number } & (
  | { readonly what: 'crash'; readonly process: number; readonly step: CommitStep; readonly downMs: number }
  | {
      readonly what: 'sleep'
      readonly process: number
      readonly step: CommitStep
      readonly asleepMs: number
      readonly service?: string
    }
  | { readonly what: 'broker' | 'read-side' | 'registry' | 'mail-server' | 'all-processes'; readonly awayMs: number }
  | { readonly what: 'flush' }
  | { readonly what: 'stall'; readonly service: string; readonly topic: string; readonly awayMs: number }
)

/** All that will happen in a run, of which any part may be left out. */
export type Plan = {
  readonly seed: number
  readonly start: number
  /** When nothing new happens any more: faults are over, and deadlines run out until `horizon`. */
  readonly quietAt: number
  readonly horizon: number
  readonly partitions: number
  readonly processes: number
  /** Whether faxes and envelopes come in; without, their intakes do not run. */
  readonly hasPaper: boolean
  readonly isEncrypted: boolean
  readonly delayMsMax: number
  /** How far the clock of each process is off, which is less than publishers are given. */
  readonly skewsMs: readonly number[]
  readonly acts: readonly Act[]
  readonly faults: readonly Fault[]
}

/** Days before holidays and at ordinary times, in Hong Kong's morning. */
const starts = ['2023-01-16', '2023-03-27', '2023-06-12', '2023-09-18', '2023-12-11', '2024-01-29', '2024-03-18']

const processes = 2
const skewMsMax = 2_000

export function planFrom(seed: number): Plan {
  const draw = drawFrom(seed, 'plan')
  const start = Date.parse(`${draw.oneOf(starts)}T08:00:00+08:00`)
  const acts = actsOf(seed, start)
  const last = Math.max(...acts.map(act => act.at))
  const quietAt = last + 8 * dayMs
  return {
    seed,
    start,
    quietAt,
    horizon: quietAt + 260 * dayMs,
    partitions: draw.between(1, 3),
    processes,
    hasPaper: hasPaper(seed),
    isEncrypted: seed % 10 === 0,
    delayMsMax: draw.oneOf([0, 20, 500, 30_000, 30 * minuteMs]),
    skewsMs: Array.from({ length: processes }, () => (draw.chance(0.5) ? 0 : draw.between(-skewMsMax, skewMsMax))),
    acts,
    faults: faultsOf(seed, acts, quietAt),
  }
}

/** Faults come when something happens: at rest they would show nothing. */
function faultsOf(seed: number, acts: readonly Act[], quietAt: number): Fault[] {
  const draw = drawFrom(seed, 'faults')
  const count = draw.chance(0.1) ? 0 : draw.between(4, 16)
  const first = acts.length
  // What changes quickly shows what is out of step.
  const bursts = acts.filter(({ deed }) => deed.by === 'command' && deed.type === 'AssignApplication')
  const faults = Array.from({ length: count }, (_, i): Fault => {
    const isBurst = draw.chance(0.3) && bursts.length > 0
    const about = isBurst ? draw.oneOf(bursts).at - draw.upTo(3_000) : draw.oneOf(acts).at + draw.upTo(2_000)
    const at = Math.min(about, quietAt - 6 * dayMs)
    return { id: first + i, at, ...faultOf(draw) }
  })
  if (count === 0) return faults
  faults.push({ id: faults.length + first, ...stallOf(seed, draw, acts, quietAt) })
  const firsts = bursts.filter((act, i) => act.at - (bursts[i - 1]?.at ?? 0) > hourMs)
  if (firsts.length === 0) return faults
  // One that sleeps through a burst shows what it had committed when others have committed more.
  const asleep = { step: 'committed', asleepMs: draw.between(200_000, 5 * minuteMs), service: 'vetting' } as const
  const at = draw.oneOf(firsts).at - 500
  return [...faults, { id: first + faults.length, at, what: 'sleep', process: draw.upTo(processes - 1), ...asleep }]
}

/** What services hear of others comes by several topics: one of them stalls, so that they hear the end before the beginning. */
function stallOf(seed: number, draw: Draw, acts: readonly Act[], quietAt: number) {
  const beginnings = acts.filter(({ deed }) => deed.by === 'command' && deed.type === 'SubmitApplication')
  const service = draw.chance(0.5) ? notification : draw.oneOf(servicesOf(hasPaper(seed)))
  const topics = service === notification ? ['intake-web.events.v1'] : inputTopicsOf(service)
  const at = Math.min(draw.oneOf(beginnings).at - draw.upTo(2_000), quietAt - 6 * dayMs)
  const awayMs = draw.oneOf([draw.between(minuteMs, hourMs), draw.between(hourMs, 30 * hourMs)])
  return { at, what: 'stall', service: service.name, topic: draw.oneOf(topics), awayMs } as const
}

type Kind<F> = F extends Fault ? Omit<F, 'id' | 'at'> : never

function faultOf(draw: Draw): Kind<Fault> {
  const process = draw.upTo(processes - 1)
  const step = draw.oneOf(commitSteps)
  const short = draw.between(100, 5 * minuteMs)
  switch (draw.upTo(11)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return { what: 'crash', process, step, downMs: draw.oneOf([100, short, draw.upTo(60) * hourMs]) }
    case 4:
    case 5:
      return {
        what: 'sleep',
        process,
        step: draw.chance(0.5) ? 'committed' : step,
        asleepMs: draw.between(11_000, 5 * minuteMs),
      }
    case 6:
      return { what: 'broker', awayMs: short }
    case 7:
      return { what: 'read-side', awayMs: short }
    case 8:
      return { what: 'registry', awayMs: short }
    case 9:
      return { what: 'mail-server', awayMs: draw.between(minuteMs, 8 * hourMs) }
    case 10:
      return { what: 'all-processes', awayMs: draw.oneOf([short, draw.upTo(5) * dayMs]) }
    default:
      return { what: 'flush' }
  }
}
