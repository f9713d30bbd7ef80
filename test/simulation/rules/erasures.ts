import { endOfDayAfter } from '../calendar.ts'
import { hourMs } from '../draw.ts'
import type { MakeRule } from './rule.ts'

/** What has ended is erased when somebody decided so after it was kept long enough, and then it is (R3). */
export const erasures: MakeRule = (violate, plan) => {
  const wanted = new Map<string, number>()
  const done = new Set<string>()
  const daysOf = (key: string, stage: string | undefined) =>
    stage === 'WITHDRAWN' ? 5 : key.startsWith('application') ? 20 : 10
  const keptUntil = new Map<string, number>()

  return {
    see({ type, key, data, at, now }) {
      switch (type) {
        case 'ApplicationRejected':
        case 'ApplicationWithdrawn':
        case 'AccountTerminated':
        case 'AccountDeactivated': {
          const days = daysOf(key, type === 'ApplicationWithdrawn' ? 'WITHDRAWN' : undefined)
          return void keptUntil.set(key, endOfDayAfter(at, days))
        }
        case 'AccountRestored':
          return void keptUntil.delete(key)
        case 'ApplicationErasureDecided':
        case 'AccountErasureDecided': {
          // The application of an account goes with it.
          const until = data.retentionDays === null ? 0 : (keptUntil.get(key) ?? Number.POSITIVE_INFINITY)
          if (at <= until) violate('R3', `${key} is erased at ${at}, before ${until}`)
          return void wanted.set(key, now)
        }
        case 'ApplicationErased':
        case 'AccountErased':
          if (!wanted.has(key)) violate('R3', `${key} is erased though nobody decided that`)
          return void (data.isErased && done.add(key))
      }
    },
    drained() {
      for (const [key, since] of wanted)
        if (!done.has(key) && since < plan.horizon - hourMs) violate('L1', `${key} is to be erased and was not`)
    },
  }
}
