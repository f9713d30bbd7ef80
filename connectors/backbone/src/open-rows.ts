import type { Row } from './aggregate.ts'
import type { Codec } from './codec.ts'
import type { ReadSide } from './port.ts'

/** The read side as pages see it: rows in clear. Of a subject that was erased a row says `erased` and nothing else. */
export function withOpenRows(readSide: ReadSide, codec: Pick<Codec, 'open'>): ReadSide {
  const opened = async (row: Row): Promise<Row> => ({ ...row, data: (await codec.open(row.data)) ?? { erased: true } })
  return {
    outcome: (...args) => readSide.outcome(...args),
    onOutcome: (...args) => readSide.onOutcome(...args),
    async get(...args) {
      const answer = await readSide.get(...args)
      return answer.state === 'ready' && answer.found ? { ...answer, found: await opened(answer.found) } : answer
    },
    async list(...args) {
      const answer = await readSide.list(...args)
      if (answer.state !== 'ready') return answer
      return { ...answer, found: { ...answer.found, rows: await Promise.all(answer.found.rows.map(opened)) } }
    },
  }
}
