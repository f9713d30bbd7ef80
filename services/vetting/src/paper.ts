import type { Aggregate, Context, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { takeOwnPages, takePages } from './paper-combining.ts'
import { decidePaper } from './paper-decision.ts'
import { deletions, eraseWith, notePartGone, takeDeleted } from './paper-erasure.ts'
import { compareEffects, takeCompared } from './paper-likeness.ts'
import type { PaperInput, PaperOutput } from './paper-messages.ts'
import { becomePart, takeBack } from './paper-parts.ts'
import { arrive, giveWay, inherit, settle, takePlace, takeRefusal } from './paper-placing.ts'
import { paperRows } from './paper-rows.ts'
import { evolvePaper } from './paper-state.ts'
import { waitRanOut, waitTimers } from './paper-waiting.ts'

const decide = (
  input: PaperInput | RuntimeInput,
  state: PaperState | undefined,
  context: Context,
  policy: Policy,
): readonly Outgoing<PaperOutput>[] => {
  switch (input.type) {
    case 'FaxPaperReceived':
      return state ? [] : arrive(input.data, context)
    case 'ScannedPaperReceived':
      return state ? [] : arrive(input.data, context)
    case 'PaperTaken':
      return takePlace(input.data, state, context)
    case 'PaperNotTaken':
      return takeRefusal(input.data, state, context)
    case 'SettlePaper':
      return settle(input.data, state, context)
    case 'TakePart':
      return becomePart(input.data, state, context)
    case 'TakeBackPart':
      return takeBack(input.data, state, context)
    case 'TakePages':
      return takePages(input.data, state, context)
    case 'GiveBackPages':
      return takeOwnPages(input.data, state, context)
    case 'NotePartGone':
      return notePartGone(input.data, state, context)
    case 'ReplacePaper':
      return giveWay(input.data, state, context)
    case 'PaperPlaceGiven':
      return inherit(input.data, state, context)
    case 'ErasePaper':
      return eraseWith(input.data, state, context)
    case 'EffectSettled':
      return state ? [...takeCompared(input, state, context), ...takeDeleted(input, state, context)] : []
    case 'TimerFired':
      return state ? waitRanOut(state, context) : []
    default:
      return decidePaper(input, state, context, policy)
  }
}

const partsUnder = (policy: Policy): Pick<Aggregate<PaperState, PaperInput, PaperOutput>, 'decide' | 'evolve'> => ({
  decide: (input, state, context) => decide(input, state, context, policy),
  evolve: (state, output) => evolvePaper(state, output, policy),
})

/**
 * One paper, by fax, by post or by hand (R32b), or a part that was split off from one: where its pages belong is decided
 * here and nowhere else. An application is asked before it gets a paper. Each page is in one paper at any time (I1).
 */
export const paper: Aggregate<PaperState, PaperInput, PaperOutput> = {
  name: 'paper',
  state: 'icms.vetting.PaperState',
  inputs: [
    { topic: 'intake-fax.events.v1', types: ['FaxPaperReceived'] },
    { topic: 'intake-post.events.v1', types: ['ScannedPaperReceived'] },
    {
      topic: 'vetting.commands.v1',
      types: [
        'JoinPaper',
        'TakeOutPaper',
        'SplitPaper',
        'PutBackPaper',
        'CombinePaper',
        'TakeApartPaper',
        'DismissPaper',
        'ReopenPaper',
        'TranscribePaper',
        'SaveTranscription',
        'CheckTranscription',
        'SetPaperAssignee',
        'MarkIdentityPages',
        'ErasePaperKept',
      ],
    },
    {
      topic: 'vetting.rekeyed.v1',
      types: [
        'PaperTaken',
        'PaperNotTaken',
        'SettlePaper',
        'TakePart',
        'TakeBackPart',
        'TakePages',
        'GiveBackPages',
        'NotePartGone',
        'ReplacePaper',
        'PaperPlaceGiven',
        'ErasePaper',
      ],
    },
  ],
  outputs: [
    'PaperReceived',
    'PaperOffered',
    'PaperAssigned',
    'PaperNotAssigned',
    'PaperSetAside',
    'PaperTakenOut',
    'PaperTyped',
    'TranscriptionSaved',
    'PaperCheckDiffered',
    'PaperDismissed',
    'PaperReopened',
    'PaperSplit',
    'PaperPutBack',
    'PaperRejoined',
    'PaperPutTogether',
    'PaperExtended',
    'PaperTakenApart',
    'PaperSeparated',
    'PaperReplaced',
    'PaperOverdue',
    'PaperCommandRefused',
    'PaperAssigneeChanged',
    'PaperCompared',
    'IdentityPagesMarked',
    'IdentityPagesPurged',
    'PaperErasureDecided',
    'PaperErased',
    'PaperPartGone',
    'OfferPaper',
    'FilePaperApplication',
    'ReleasePaper',
    'TakePart',
    'TakeBackPart',
    'TakePages',
    'GiveBackPages',
    'NotePartGone',
    'ReplacePaper',
    'PaperPlaceGiven',
    'ErasePaper',
  ],
  targets: ['PaperOverdue'],
  ...partsUnder(defaultPolicy),
  due: waitTimers,
  pending: state => [...compareEffects(state), ...deletions(state)],
  rows: paperRows,
  standing: ({ status }) => status,
}

export const paperUnder = (policy: Policy): typeof paper => ({ ...paper, ...partsUnder(policy) })
