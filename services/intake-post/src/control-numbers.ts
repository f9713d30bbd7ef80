import type { Aggregate, Outgoing } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { ControlNumbersState } from '@icms/schemas/generated/intake-post-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'

export type ControlNumbersInput = MessageOf<'ClaimControlNumbers' | 'ReleaseControlNumbers'>
export type ControlNumbersOutput = MessageOf<'ControlNumbersAnswered' | 'ControlNumbersReleased'>

/** Claims whose answers are remembered: as many papers as have numbers in a block of a hundred, and as many again. */
const answeredMax = 200
/** Digits that a block leaves out. Numbers of an envelope follow each other, so it has few blocks. */
const digitsOfBlock = 2

/** The block that a control number of a supplier is in. `0001234` and `1234` are two numbers, as they are printed. */
export const blockOf = (supplier: string, number: string): string =>
  deriveId('control-numbers', supplier, number.slice(0, -digitsOfBlock))

/** Control numbers of a supplier by their blocks. */
export const blocksOf = (supplier: string, numbers: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  Map.groupBy(numbers, number => blockOf(supplier, number))

const decide = (
  input: ControlNumbersInput | { readonly type: 'TimerFired' | 'EffectSettled' },
  state: ControlNumbersState | undefined,
  { at }: { readonly at: number },
): readonly Outgoing<ControlNumbersOutput>[] => {
  switch (input.type) {
    case 'ClaimControlNumbers': {
      const { blockId, paperId, rootId, attempt, numbers } = input.data
      if (state?.answered.includes(answerOf(paperId, attempt))) return []
      const taken = new Set(state?.used.filter(used => used.rootId !== rootId).map(({ number }) => number))
      const [repeated, granted] = [numbers.filter(n => taken.has(n)), numbers.filter(n => !taken.has(n))]
      const data = { paperId, blockId, rootId, attempt, granted, repeated, at }
      return [{ type: 'ControlNumbersAnswered', key: paperId, data }]
    }
    case 'ReleaseControlNumbers': {
      const { blockId, paperId, attempt } = input.data
      if (!state?.used.some(({ paperIds }) => paperIds.includes(paperId))) return []
      return [{ type: 'ControlNumbersReleased', data: { blockId, paperId, attempt, at } }]
    }
    default:
      return []
  }
}

const answerOf = (paperId: string, attempt: number) => `${paperId}/${attempt}`

const evolve = (state: ControlNumbersState | undefined, output: ControlNumbersOutput): ControlNumbersState => {
  const { blockId, paperId, attempt } = output.data
  const block = state ?? { blockId, used: [], answered: [] }
  if (output.type === 'ControlNumbersReleased') {
    const used = block.used
      .map(entry => ({ ...entry, paperIds: entry.paperIds.filter(id => id !== paperId) }))
      .filter(({ paperIds }) => paperIds.length > 0)
    return { ...block, used }
  }
  const { granted, rootId } = output.data
  const used = block.used.map(entry =>
    granted.includes(entry.number) ? { ...entry, paperIds: [...new Set([...entry.paperIds, paperId])] } : entry,
  )
  const known = new Set(used.map(({ number }) => number))
  const added = granted.filter(n => !known.has(n)).map(number => ({ number, rootId, paperIds: [paperId] }))
  const answered = [...block.answered, answerOf(paperId, attempt)].slice(-answeredMax)
  return { ...block, used: [...used, ...added], answered }
}

/**
 * A hundred control numbers of a supplier: grants each to one envelope for ever, and to the rescans that take its place.
 * An envelope of 500 items asks six of these blocks, not 500. What a refused envelope had is free again. Nobody else
 * decides it, and no index is looked at for it.
 */
export const controlNumbers: Aggregate<ControlNumbersState, ControlNumbersInput, ControlNumbersOutput> = {
  name: 'control-numbers',
  state: 'icms.intakepost.ControlNumbersState',
  inputs: [{ topic: 'intake-post.rekeyed.v1', types: ['ClaimControlNumbers', 'ReleaseControlNumbers'] }],
  outputs: ['ControlNumbersAnswered', 'ControlNumbersReleased'],
  decide,
  evolve,
}
