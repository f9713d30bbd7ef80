import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import type { EnvelopeReceived } from '@icms/schemas/generated/intake-post-events-v1'
import type { ControlNumbersAnswered } from '@icms/schemas/generated/intake-post-rekeyed-v1'
import type { EnvelopeState } from '@icms/schemas/generated/intake-post-state-v1'
import { blocksOf } from './control-numbers.ts'
import type { EnvelopeOutput } from './envelope.ts'
import { handedOn } from './envelope-pages.ts'
import { evolveEnvelope, numbersOf, pagesOf } from './envelope-state.ts'

type Decided = readonly Outgoing<EnvelopeOutput>[]

/** An envelope that is in order by itself: what it names is asked first, else its control numbers are. */
export function startOf(output: Extract<EnvelopeOutput, { readonly type: 'EnvelopeReceived' }>, at: number): Decided {
  const { paperId, attempt, rescanOf, paper } = output.data
  if (rescanOf !== null && rescanOf !== paperId)
    return [output, { type: 'AskRescan', key: rescanOf, data: { paperId: rescanOf, askedBy: paperId, attempt, at } }]
  const state = evolveEnvelope(undefined, output)!
  const problems = rescanOf === null ? [] : [rescanUnknown]
  if (problems.length > 0) return [output, refusalOf(state, problems, at)]
  return numbersOf(paper).length === 0
    ? [output, ...accepted(state, at)]
    : [output, ...claims(output.data, paperId, at)]
}

/** The rescan was answered: now the control numbers are asked for, whether that one is known or not, so that all is told at once. */
export function claimsOf(state: EnvelopeState, rootId: string, isKnown: boolean, { at }: Context): Decided {
  const { paperId, attempt, paper } = state
  const problems = isKnown ? [] : [rescanUnknown]
  const questioned: Outgoing<EnvelopeOutput> = {
    type: 'EnvelopeQuestioned',
    data: { paperId, at, attempt, blockId: null, problems },
  }
  if (!paper || numbersOf(paper).length === 0) return isKnown ? accepted(state, at) : [refusalOf(state, problems, at)]
  return [...(isKnown ? [] : [questioned]), ...claims({ paperId, attempt, paper }, rootId, at)]
}

function claims(
  { paperId, attempt, paper }: Pick<EnvelopeReceived, 'paperId' | 'attempt' | 'paper'>,
  rootId: string,
  at: number,
): Decided {
  return [...blocksOf(paper.source, numbersOf(paper))].map(([blockId, numbers]) => ({
    type: 'ClaimControlNumbers',
    key: blockId,
    data: { blockId, paperId, rootId, attempt, numbers, at },
  }))
}

/** One block answered. With the last of them the envelope is taken, or refused with all that is wrong. */
export function concluded(state: EnvelopeState, answer: ControlNumbersAnswered, { at }: Context): Decided {
  const { paperId, attempt } = state
  const problems = answer.repeated.map(repeatedNumber)
  const isLast = state.awaited.length === 1
  if (!isLast)
    return [{ type: 'EnvelopeQuestioned', data: { paperId, at, attempt, blockId: answer.blockId, problems } }]
  const all = [...state.problems, ...problems]
  if (all.length === 0) return accepted(state, at)
  const released = state.blocks.map(
    (blockId): Outgoing<EnvelopeOutput> => ({
      type: 'ReleaseControlNumbers',
      key: blockId,
      data: { blockId, paperId, attempt, at },
    }),
  )
  return [refusalOf(state, all, at), ...released]
}

function accepted(state: EnvelopeState, at: number): Decided {
  const { paperId, envelopeId, attempt } = state
  const taken = { paperId, at, envelopeId, attempt, pages: pagesOf(state) }
  return [{ type: 'EnvelopeAccepted', data: taken }, ...handedOn(state, at)]
}

function refusalOf(state: EnvelopeState, problems: readonly EnvelopeProblem[], at: number): Outgoing<EnvelopeOutput> {
  const { paperId, envelopeId, attempt, contentHash } = state
  return { type: 'EnvelopeRefused', data: { paperId, at, envelopeId, attempt, contentHash, problems } }
}

export const rescanUnknown: EnvelopeProblem = {
  code: 'RESCAN_UNKNOWN',
  where: '/rescanOf',
  message: 'no envelope with that id was taken; send that one first, or this one without rescanOf',
}

const repeatedNumber = (number: string): EnvelopeProblem => ({
  code: 'CONTROL_NUMBER_REPEATED',
  where: number,
  message:
    'another envelope has this control number; scan the paper under a number of its own, or name that envelope in rescanOf',
})
