import type { Row } from '@icms/backbone/aggregate'
import { asBuffer } from '@icms/backbone/framing'
import type { Outcome, ReadSideChanges, RowChange } from '@icms/backbone/port'

const outcomeSeconds = 7 * 24 * 3_600

/** A name of an index and a value in it: both may hold any text. */
export const indexName = (table: string, index: string, value: string) => JSON.stringify([table, index, value])

/**
 * Changes as the flat arguments of the scripts `show` and `page`. `channels`: what the channels of their outcomes begin with;
 * empty where these are told to nobody.
 */
export function argumentsOf(changes: ReadSideChanges, channels: string): (string | number)[] {
  const args: (string | number)[] = []
  for (const change of changes.rows) pushRow(args, change)
  if (changes.outcomes.length > 0) args.push('o', outcomeSeconds, channels, changes.outcomes.length)
  for (const outcome of changes.outcomes) args.push(outcome.commandId, encodeOutcome(outcome))
  return args
}

function pushRow(args: (string | number)[], { before, after }: RowChange) {
  const wanted = after ? indexesOf(after) : []
  if (before)
    for (const { name } of indexesOf(before)) if (!wanted.some(w => w.name === name)) args.push('x', name, before.id)
  if (after) {
    args.push('h', after.table, after.id, JSON.stringify(after))
    for (const { name, order } of wanted) args.push('z', name, order, after.id)
  } else if (before) args.push('d', before.table, before.id)
}

function indexesOf(row: Row) {
  return Object.entries(row.indexes ?? {}).map(([index, { value, order }]) => ({
    name: indexName(row.table, index, value),
    order: String(order),
  }))
}

function encodeOutcome({ commandId, body, outputs }: Outcome): string {
  return JSON.stringify({
    commandId,
    body,
    outputs: outputs.map(o => ({ type: o.type, value: asBuffer(o.value).toString('base64') })),
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
