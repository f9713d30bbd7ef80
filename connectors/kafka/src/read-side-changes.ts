import type { Row } from '@icms/backbone/aggregate'
import type { Outcome, ReadSideChanges, RowChange } from '@icms/backbone/port'

const outcomeSeconds = 7 * 24 * 3_600

/** A name of an index and a value in it: both may hold any text. */
export const indexName = (table: string, index: string, value: string) => JSON.stringify([table, index, value])

/** Changes as the flat arguments of the scripts `show` and `page`. */
export function argumentsOf(changes: ReadSideChanges, channel: (commandId: string) => string): (string | number)[] {
  const args: (string | number)[] = []
  for (const change of changes.rows) pushRow(args, change)
  for (const outcome of changes.outcomes)
    args.push('o', outcome.commandId, encodeOutcome(outcome), outcomeSeconds, channel(outcome.commandId))
  return args
}

function pushRow(args: (string | number)[], { before, after }: RowChange) {
  const kept = new Set(after ? indexesOf(after).map(i => i.name) : [])
  if (before) for (const { name } of indexesOf(before)) if (!kept.has(name)) args.push('x', name, before.id)
  if (after) {
    args.push('h', after.table, after.id, JSON.stringify(after))
    for (const { name, order } of indexesOf(after)) args.push('z', name, String(order), after.id)
  } else if (before) args.push('d', before.table, before.id)
}

function indexesOf(row: Row) {
  return Object.entries(row.indexes ?? {}).map(([index, { value, order }]) => ({
    name: indexName(row.table, index, value),
    order,
  }))
}

function encodeOutcome({ commandId, body, outputs }: Outcome): string {
  return JSON.stringify({
    commandId,
    body,
    outputs: outputs.map(o => ({ type: o.type, value: Buffer.from(o.value).toString('base64') })),
  })
}

export function decodeOutcome(text: string): Outcome {
  const { commandId, body, outputs } = JSON.parse(text) as {
    commandId: string
    body: string
    outputs: { type: string; value: string }[]
  }
  return { commandId, body, outputs: outputs.map(o => ({ type: o.type, value: Buffer.from(o.value, 'base64') })) }
}
