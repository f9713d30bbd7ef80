import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { commits } from './commits.ts'
import { contractsOverTime } from './contracts-over-time.ts'
import { deadLetters } from './dead-letters.ts'
import { edgeMemory } from './edge-memory.ts'
import { effects } from './effects.ts'
import { makeTallyRig } from './kit.ts'
import { operators } from './operators.ts'
import { operationsEvents } from './operations-events.ts'
import { order } from './order.ts'
import { ownership } from './ownership.ts'
import { personalData } from './personal-data.ts'
import { poison } from './poison.ts'
import type { Promised } from './promises.ts'
import { readSide } from './read-side.ts'
import type { Ability, MakeRig } from './rig.ts'
import { traces } from './traces.ts'
import { timers } from './timers.ts'
import { whatLasts } from './what-lasts.ts'

const promises: Readonly<Record<string, readonly Promised[]>> = {
  commits,
  ownership,
  order,
  timers,
  commands,
  effects,
  'dead letters': deadLetters,
  'what operators do': operators,
  poison,
  'what operations are told': operationsEvents,
  'what is followed': traces,
  'contracts over time': contractsOverTime,
  'personal data': personalData,
  'the read side': readSide,
  'the edge memory': edgeMemory,
  'what lasts': whatLasts,
}

/**
 * Holds an adapter to every promise of the port. `abilities` says what it can be asked for, or why a promise does not
 * concern it; the reasons are tested too, so that none is left out in silence. Most scenarios wait more than they work,
 * so they run beside each other, but for those that hurt what all of them may share.
 */
export function describeConformance(
  name: string,
  makeRig: MakeRig,
  abilities: Readonly<Record<Ability, true | string>>,
  { timeoutMs = 60_000 }: { readonly timeoutMs?: number } = {},
) {
  const canBeAsked = ({ needs = [] }: Promised) => needs.every(ability => abilities[ability] === true)
  const hold = ({ title, run }: Promised) => test(title, () => run(makeRig), timeoutMs)
  describe(`the backbone on ${name}`, { concurrent: true }, () => {
    for (const [theme, list] of Object.entries(promises))
      describe(theme, () => list.filter(promise => !promise.alone && canBeAsked(promise)).forEach(hold))
    test('says what it cannot be asked for, and why', async () => {
      const rig = await makeTallyRig(makeRig)
      expect(rig.can).toEqual(abilities)
      for (const reason of Object.values(abilities)) expect(reason === true || reason.length > 20).toBe(true)
      await rig.stop()
    })
  })
  describe(`the backbone on ${name}, nothing beside it`, () =>
    Object.values(promises)
      .flat()
      .filter(promise => promise.alone && canBeAsked(promise))
      .forEach(hold))
}
