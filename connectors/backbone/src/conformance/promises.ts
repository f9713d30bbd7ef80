import type { Ability, MakeRig } from './rig.ts'

/** One promise of the port: its title is a sentence, its scenario runs on any adapter that can play it. */
export type Promised = {
  readonly title: string
  readonly needs?: readonly Ability[]
  /** It empties or ends servers that rigs may share: nothing runs beside it. */
  readonly alone?: true
  readonly run: (makeRig: MakeRig) => Promise<void>
}
