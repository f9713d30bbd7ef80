import type { Row } from './aggregate.ts'
import type { Codec } from './codec.ts'
import type { ReadSide } from './port.ts'

/** The read side as pages see it: rows in clear. Of a subject that was erased a row says `erased` and nothing else. */
export function withOpenRows(readSide: ReadSide, codec: Pick<Codec, 'open' | 'prepareToOpen'>): ReadSide {
  async function opened(rows: readonly Row[]): Promise<Row[]> {
    await codec.prepareToOpen(rows.map(row => row.data))
    return rows.map(row => ({ ...row, data: codec.open(row.data) }))
  }
  return {
    outcome: (...args) => readSide.outcome(...args),
    onOutcome: (...args) => readSide.onOutcome(...args),
    async get(...args) {
      const answer = await readSide.get(...args)
      if (answer.state !== 'ready' || !answer.found) return answer
      const [found] = await opened([answer.found])
      return { ...answer, found }
    },
    async list(...args) {
      const answer = await readSide.list(...args)
      if (answer.state !== 'ready') return answer
      return { ...answer, found: { ...answer.found, rows: await opened(answer.found.rows) } }
    },
  }
}
