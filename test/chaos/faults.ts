import { type Draw, drawFrom } from '../simulation/draw.ts'

/** `at` and `lastsMs` count from the beginning of the faults; which process is meant by `victim` is its place among all. */
export type Fault =
  | { readonly kind: 'kill'; readonly at: number; readonly victim: number }
  | { readonly kind: 'zombie'; readonly at: number; readonly victim: number; readonly lastsMs: number }
  | { readonly kind: 'broker' | 'registry' | 'redis' | 'flush'; readonly at: number }
  | { readonly kind: 'refusing' | 'stalling' | 'dropping'; readonly at: number; readonly lastsMs: number }

type Kind = Fault['kind']

/** What every minute has, in an order that is drawn. */
const ofEachMinute: readonly Kind[] = [
  ...(['kill', 'kill', 'kill', 'kill', 'kill', 'zombie', 'zombie', 'broker', 'registry', 'redis', 'flush'] as const),
  ...(['refusing', 'stalling', 'dropping'] as const),
]
const minuteMs = 60_000
/** The last fault of a minute still has time to be felt. */
const spacingMs = minuteMs / (ofEachMinute.length + 1)
const zombieMs = [8_000, 12_000] as const
const mailMs = [3_000, 6_000] as const

/** The faults of so many minutes, in the order of their time: the same seed and number of processes draw the same. */
export function drawFaults(seed: string, minutes: number, processes: number): readonly Fault[] {
  const draw = drawFrom('chaos', seed)
  const faults: Fault[] = []
  let victims: number[] = []
  // Everyone is hurt once before anyone is a second time.
  const nextVictim = () => {
    if (victims.length === 0) victims = shuffled(draw, [...Array(processes).keys()])
    return victims.pop()!
  }
  for (let minute = 0; minute < minutes; minute++) {
    // A process is found to be gone after some seconds: it is a zombie only if it wakes while the minute goes on.
    const kinds = shuffled(draw, ofEachMinute)
    for (const [place, kind] of kinds.entries()) {
      const at = Math.round(minute * minuteMs + (place + draw.random()) * spacingMs)
      faults.push(faultOf(kind, at, draw, nextVictim))
    }
  }
  return faults.filter(({ at }) => at < minutes * minuteMs)
}

function faultOf(kind: Kind, at: number, draw: Draw, nextVictim: () => number): Fault {
  switch (kind) {
    case 'kill':
      return { kind, at, victim: nextVictim() }
    case 'zombie':
      return { kind, at, victim: nextVictim(), lastsMs: draw.between(...zombieMs) }
    case 'refusing':
    case 'stalling':
    case 'dropping':
      return { kind, at, lastsMs: draw.between(...mailMs) }
    default:
      return { kind, at }
  }
}

function shuffled<T>(draw: Draw, list: readonly T[]): T[] {
  const left = [...list]
  return list.map(() => left.splice(draw.upTo(left.length - 1), 1)[0]!)
}
