import { type Add, someTime } from './acts.ts'
import { dayMs, drawFrom } from './draw.ts'
import { dailyActs } from './daily-acts.ts'
import { type Envelope, envelopeActs } from './envelope-acts.ts'
import { faxActs } from './fax-acts.ts'
import type { OnPaper } from './on-paper.ts'
import { paperDeskActs } from './paper-desk-acts.ts'
import { applicationIdOf } from './people.ts'

/** Paper comes in every third seed, so that the others are not dearer for it. */
export const hasPaper = (seed: number): boolean => seed % 3 === 0

const daysMax = 40
/** Of those who apply online, the first, for whom paper comes too. */
const applicants = 5

/** A fax gateway, a mail room with its counter, and the clerks who find out where each paper belongs (R32b, R33). */
export function paperActs(seed: number, start: number, add: Add) {
  const applicationIds = Array.from({ length: applicants }, (_, number) => applicationIdOf(seed, number))
  const draw = drawFrom(seed, 'paper')
  const papers: OnPaper[] = []
  const envelopes: Envelope[] = []
  /** Of an application that goes on, or ended, or is none; or of two. */
  const sheets = (): readonly string[] => {
    if (!draw.chance(0.4)) return []
    const one = draw.chance(0.15) ? `application-${seed}-unknown` : draw.oneOf(applicationIds)
    return draw.chance(0.1) ? [one, draw.oneOf(applicationIds)] : [one]
  }
  const anyTime = () => someTime(draw, start + draw.upTo(daysMax) * dayMs)
  for (let faxes = draw.between(2, 4); faxes > 0; faxes--)
    papers.push(...faxActs(`${seed}-${papers.length}`, sheets(), draw, anyTime(), add))
  papers.push(...dailyActs(seed, start, add))
  let at = anyTime()
  for (let count = draw.between(2, 4); count > 0; count--) {
    // Those of one mail room come close together, so that they share numbers and name each other.
    at += draw.oneOf([0, 100, 5_000, dayMs])
    envelopes.push(envelopeActs(`${seed}-${envelopes.length}`, sheets(), envelopes, draw, at, add))
  }
  const all = [...papers, ...envelopes]
  const paperIds = all.map(({ paperId }) => paperId)
  for (const [number, paper] of all.entries())
    paperDeskActs(seed, number, paper, { applicationIds, paperIds }, drawFrom(seed, 'desk', number), add)
}
