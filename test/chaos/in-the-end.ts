import { setTimeout as sleep } from 'node:timers/promises'
import type { Evidence, Violation } from './judge/evidence.ts'
import { judge } from './judge/verdict.ts'

/** A look is work, which what drains has to wait for. */
const pauseMs = 3_000
/** The bound of L1. Generous: it is a machine that others work on, too. */
const drainMsMax = 240_000

/**
 * Looks again until nothing is waiting any more of what counts, or something is wrong for good, or the time is over.
 * Topics are read one after another, so only what is the same in two looks is judged. Answers what was seen last, and all
 * that is wrong with it.
 */
export async function inTheEnd(
  look: () => Promise<Evidence>,
  counts: (violation: Violation) => boolean = () => true,
): Promise<{ readonly evidence: Evidence; readonly violations: readonly Violation[] }> {
  const until = performance.now() + drainMsMax
  let evidence = await look()
  for (;;) {
    await sleep(pauseMs)
    const before = evidence
    evidence = await look()
    const isOver = performance.now() > until
    if (!isOver && evidence.messages.length !== before.messages.length) continue
    const violations = judge(evidence)
    const isWrong = violations.some(({ isWaiting }) => !isWaiting)
    const isWaiting = violations.some(violation => violation.isWaiting && counts(violation))
    if (isWrong || !isWaiting || isOver) return { evidence, violations }
  }
}
