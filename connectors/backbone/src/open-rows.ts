import type { Row } from './aggregate.ts'
import type { Codec } from './codec.ts'
import { BackboneError } from './errors.ts'
import type { ReadSide } from './port.ts'

/**
 * The read side as pages see it: rows in clear. This is the one place that knows what becomes of a subject that was
 * erased: a list leaves it out, for it is no work of anybody any more, and who asks for it by its id meets `Erased`.
 */
export function withOpenRows(readSide: ReadSide, codec: Pick<Codec, 'open' | 'prepareToOpen'>): ReadSide {
  async function opened(rows: readonly Row[]): Promise<Row[]> {
    await codec.prepareToOpen(rows.map(row => row.data))
    return rows.map(row => ({ ...row, data: codec.open(row.data) })).filter(row => row.data.erased !== true)
  }
  return {
    outcome: (...args) => readSide.outcome(...args),
    onOutcome: (...args) => readSide.onOutcome(...args),
    async get(...args) {
      const answer = await readSide.get(...args)
      if (answer.state !== 'ready' || !answer.found) return answer
      const [found] = await opened([answer.found])
      if (!found) throw new BackboneError('Erased', `${args[1]} of a subject that was erased`)
      return { ...answer, found }
    },
    async list(...args) {
      const answer = await readSide.list(...args)
      if (answer.state !== 'ready') return answer
      return { ...answer, found: { ...answer.found, rows: await opened(answer.found.rows) } }
    },
  }
}
