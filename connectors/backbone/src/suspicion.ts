import { heldOf, identityOf, type Work } from './work.ts'

/** A batch is halved after it has failed this often without being fenced. */
const failuresMax = 2

/**
 * What a partition remembers of failed batches while its task is closed and opened again: batches get smaller until the
 * culprit stands alone; then it is named and set aside.
 */
export function createSuspicion() {
  let sizeMax = Number.POSITIVE_INFINITY
  let failures = 0
  let culprit: string | undefined
  let error: unknown
  return {
    get sizeMax() {
      return sizeMax
    },
    get error() {
      return error
    },
    isCulprit: (work: Work) => culprit !== undefined && nameOf(work) === culprit,
    /** `inputs`: how many the batch had; a queue that drains is one piece of work with several. */
    failed(staged: readonly Work[], inputs: number, cause: unknown) {
      error = cause
      if (++failures < failuresMax) return
      failures = 0
      if (inputs <= 1) culprit = staged[0] && nameOf(staged[0])
      else sizeMax = Math.max(1, Math.floor(inputs / 2))
    },
    passed(staged: readonly Work[]) {
      failures = 0
      sizeMax = sizeMax < 1_000_000 ? sizeMax * 2 : Number.POSITIVE_INFINITY
      if (culprit !== undefined && staged.some(work => nameOf(work) === culprit)) culprit = undefined
    },
  }
}

export type Suspicion = ReturnType<typeof createSuspicion>

function nameOf(work: Work): string {
  if (work.kind === 'start') return `start/${work.aggregate}/${work.key}/${work.effect}`
  return work.kind === 'drain' ? `drain/${work.key}` : identityOf(heldOf(work))
}
