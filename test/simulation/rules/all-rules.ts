import { exactlyOnce } from './exactly-once.ts'
import type { MakeRule, Rule, Violate } from './rule.ts'
import type { Plan } from '../plan.ts'

const makeRules: readonly MakeRule[] = [exactlyOnce]

export const allRules = (violate: Violate, plan: Plan): readonly Rule[] => makeRules.map(make => make(violate, plan))
