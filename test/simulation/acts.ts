import type { Actor } from '@icms/backbone/actor'
import { courtActs } from './court-acts.ts'
import { type Draw, dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import type { Facts } from './facts.ts'
import { holderActs } from './holder-acts.ts'
import { type Applicant, applicantOf } from './people.ts'
import { applicationActs } from './application-acts.ts'
import { officeActs } from './office-acts.ts'
import { hasPaper, paperActs } from './paper-acts.ts'

export type StoredFile = { readonly subjectId: string; readonly documentId: string; readonly content: string }

/** What somebody does. `data` is asked when it is done, for what only then is known; nothing when it cannot be done. */
export type Deed =
  | {
      readonly by: 'command'
      readonly service: string
      readonly type: string
      readonly key: string
      readonly actor: Actor
      readonly data: (facts: Facts, now: number) => object | undefined
      /** What is stored before it is sent, as the edge does. */
      readonly files?: readonly StoredFile[]
    }
  | { readonly by: 'repeat'; readonly of: number; readonly otherBody: boolean }
  | { readonly by: 'court'; readonly message: CourtMessage }
  | { readonly by: 'poison'; readonly service: string; readonly topic: string; readonly key: string }
  | { readonly by: 'operator'; readonly service: string; readonly key: string; readonly action: 'DISCARD' | 'REPLAY' }

/** A message of a court case system, under its own id and key. */
export type CourtMessage = {
  readonly type: 'FilingLodged' | 'CaseDisposed' | 'CaseReopened'
  readonly sourceId: string
  readonly foreignKey: string
  readonly data: (now: number) => object
  /** Bytes that nobody can read instead. */
  readonly isGarbled?: boolean
}

export type Act = { readonly id: number; readonly at: number; readonly deed: Deed }

/** Puts something on the plan; answers its place there. */
export type Add = (at: number, deed: Deed) => number

export const applicant: Actor = { kind: 'applicant', id: 'applicant' }
export const staff = (role: string): Actor => ({ kind: 'staff', id: `staff-${role}`, role })

/** A command on the plan, by the service that takes it. */
export const command = (
  service: string,
  type: string,
  key: string,
  actor: Actor,
  data: (facts: Facts, now: number) => object | undefined,
  files: readonly StoredFile[] = [],
): Deed => ({ by: 'command', service, type, key, actor, data, files })

/** What is said with something that has to be known for it. */
export const given = <T>(known: T | undefined, data: (known: T) => object): object | undefined =>
  known === undefined ? undefined : data(known)

/** Applicants go on coming until there is enough to do, with courts, the office and what is said twice. */
const actsMin = 200
/** So many acts of their own are too few in any plan. */
const ownActsMin = 130
const moreActs = 3
/** Days in which everything begins; what follows takes longer. */
const daysMax = 50

/** What everybody does, in the order in which it was thought of: each has a time of its own. */
export function actsOf(seed: number, start: number): Act[] {
  for (let own = ownActsMin; ; own += moreActs) {
    const acts = actsWith(own, seed, start)
    if (acts.length >= actsMin) return acts
  }
}

function actsWith(ownActs: number, seed: number, start: number): Act[] {
  const acts: Act[] = []
  const add: Add = (at, deed) => acts.push({ id: acts.length, at: Math.floor(at), deed }) - 1
  const all: { readonly who: Applicant; readonly submittedAt: number; readonly activatedAt: number | undefined }[] = []
  if (hasPaper(seed)) paperActs(seed, start, add)
  for (let number = 0; acts.length < ownActs; number++) {
    const draw = drawFrom(seed, 'acts', number)
    // One in five is made by somebody who made one before (A31).
    const person = number > 0 && draw.chance(0.2) ? draw.upTo(number - 1) : number
    const who = applicantOf(seed, number, person)
    const submittedAt = someTime(draw, start + draw.upTo(daysMax) * dayMs)
    const approvedAt = applicationActs(who, draw, submittedAt, add)
    const activatedAt = approvedAt === undefined ? undefined : holderActs(who, draw, approvedAt, add)
    all.push({ who, submittedAt, activatedAt })
  }
  courtActs(seed, all, add)
  officeActs(seed, all, start, add)
  repeats(seed, acts, add)
  return acts
}

/** Mostly in office hours, and now and then at any time of the day. */
export function someTime(draw: Draw, day: number): number {
  return day + (draw.chance(0.8) ? draw.upTo(9 * 60) * minuteMs : draw.upTo(16 * 60) * minuteMs) + draw.upTo(59_999)
}

/** People send the same once more, sooner or later; and now and then something else under the same id. */
function repeats(seed: number, acts: readonly Act[], add: Add) {
  const draw = drawFrom(seed, 'repeats')
  for (const { id, at, deed } of [...acts]) {
    if (deed.by !== 'command' || !draw.chance(0.12)) continue
    const otherBody = draw.chance(0.2)
    add(at + (otherBody ? 2 * hourMs : draw.oneOf([0, 50, 2_000, hourMs])), { by: 'repeat', of: id, otherBody })
  }
}
