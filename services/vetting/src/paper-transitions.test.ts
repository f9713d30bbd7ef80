import type { PaperStatus } from '@icms/schemas/generated/vetting-state-v1'
import { expect, test } from 'vitest'
import {
  administrator,
  arrived,
  checkAs,
  command,
  dismiss,
  dismissal,
  documentOf,
  faxReceived,
  join,
  joined,
  leaf,
  newPaper,
  note,
  notTaken,
  pageOf,
  paperId,
  paperWith,
  type PaperStory,
  receivedAt,
  reopen,
  saveTyping,
  secondClerk,
  soon,
  splitOff,
  takeOut,
  taken,
  transcribe,
} from './paper-story.ts'
import type { PaperInput } from './paper-messages.ts'

const after = (told: PaperStory, ...inputs: readonly PaperInput[]): PaperStory => {
  for (const input of inputs) told.input(input, soon, secondClerk)
  return told
}
const part = { ...paperWith([documentOf('original', [pageOf(2), pageOf(5)])]) }
const takePart: PaperInput = {
  type: 'TakePart',
  data: { paperId, at: receivedAt, partOf: 'fax-0', paper: part, identityPages: [], waitClock: null },
}
const replaced: PaperInput = { type: 'ReplacePaper', data: { paperId, at: soon, replacedBy: 'scan-2' } }
const putBack = command('PutBackPaper', { note })
const combine = command('CombinePaper', { into: 'fax-9', note })
const given = {
  ...{ paperId, at: soon, from: 'fax-9', documents: [documentOf('original', [pageOf(1)])], identityPages: [] },
  ...{ waitClock: null, obstacle: null },
}
const unreadable = dismissal({ as: 'UNREADABLE', reasons: ['BLACK'] })

/** A story for each place in which a paper can be; a part differs where it can be put back. */
const places = {
  NONE: () => newPaper(),
  UNASSIGNED: () => arrived(),
  'UNASSIGNED, a part': () => after(newPaper(), takePart),
  JOINING: () => after(arrived(), join('app-1')),
  CHECKING: () => {
    const told = arrived()
    told.input(transcribe, soon, administrator)
    return told
  },
  ASSIGNED: () => joined('app-1'),
  EXCEPTION: () =>
    arrived([documentOf('original', [pageOf(1, { reference: 'app-1' }), pageOf(2, { reference: 'app-2' })])]),
  NOT_FOR_US: () => after(arrived(), dismiss),
  UNREADABLE: () => after(arrived(), unreadable),
  REPLACED: () => after(arrived(), replaced),
  RETURNED: () => after(newPaper(), takePart, putBack),
  'RETURNED, with another': () => after(arrived(), combine),
} as const satisfies Record<string, () => PaperStory>
type Place = keyof typeof places

const open = ['UNASSIGNED', 'UNASSIGNED, a part', 'EXCEPTION'] as const
const lead = (to: PaperStatus, ...from: readonly Place[]): Partial<Record<Place, PaperStatus>> =>
  Object.fromEntries(from.map(place => [place, to]))

const back = { partId: 'p-1', at: soon, documents: [documentOf('other', [pageOf(9)])], identityPages: [] }
const erasing = { applicationId: 'app-1', at: soon, decidedBy: 'staff-9', role: null, reason: 'ORDERED' } as const

/** Every input, and the status that it leads to from each place where it leads anywhere. */
const graph: readonly (readonly [string, PaperInput, Partial<Record<Place, PaperStatus>>])[] = [
  ['FaxPaperReceived', faxReceived(), { NONE: 'UNASSIGNED' }],
  ['TakePart', takePart, { NONE: 'UNASSIGNED', RETURNED: 'UNASSIGNED' }],
  ['JoinPaper', join('app-9'), lead('JOINING', ...open, 'CHECKING', 'ASSIGNED')],
  ['PaperTaken', taken('app-1'), { JOINING: 'ASSIGNED' }],
  ['PaperNotTaken', notTaken('app-1'), { JOINING: 'UNASSIGNED' }],
  ['TakeOutPaper', takeOut, { ASSIGNED: 'UNASSIGNED' }],
  ['SplitPaper', splitOff(2), {}],
  ['PutBackPaper', putBack, { 'UNASSIGNED, a part': 'RETURNED' }],
  ['TakeBackPart', { type: 'TakeBackPart', data: { paperId, ...back } }, {}],
  ['CombinePaper', combine, lead('RETURNED', 'UNASSIGNED', 'EXCEPTION')],
  ['TakeApartPaper', command('TakeApartPaper', { otherId: 'fax-9', note }), {}],
  ['GiveBackPages', { type: 'GiveBackPages', data: given }, { 'RETURNED, with another': 'UNASSIGNED' }],
  ['DismissPaper', dismiss, lead('NOT_FOR_US', ...open)],
  ['ReopenPaper', reopen, lead('UNASSIGNED', 'NOT_FOR_US', 'UNREADABLE', 'CHECKING')],
  ['SaveTranscription', saveTyping('{}'), {}],
  ['TranscribePaper', transcribe, lead('CHECKING', ...open)],
  ['CheckTranscription', checkAs(), { CHECKING: 'JOINING' }],
  [
    'CheckTranscription that differs',
    checkAs({ name: { surnameEn: 'WONG', givenNameEn: null, nameZh: null } }),
    { CHECKING: 'UNASSIGNED' },
  ],
  ['SetPaperAssignee', command('SetPaperAssignee', { assignee: 'staff-5' }), {}],
  ['MarkIdentityPages', command('MarkIdentityPages', { pages: [leaf(2)] }), {}],
  ['ReplacePaper', replaced, lead('REPLACED', ...open, 'JOINING', 'CHECKING', 'ASSIGNED', 'NOT_FOR_US', 'UNREADABLE')],
  ['SettlePaper', { type: 'SettlePaper', data: { paperId, applicationId: 'app-1', at: soon } }, {}],
  ['NotePartGone', { type: 'NotePartGone', data: { paperId, partId: 'p-1', at: soon } }, {}],
  ['ErasePaper', { type: 'ErasePaper', data: { paperId, ...erasing } }, {}],
  ['ErasePaperKept', command('ErasePaperKept', { reason: 'ORDERED', retentionDays: 0 }), {}],
]

const pairs = graph.flatMap(([name, input, leads]) =>
  (Object.keys(places) as Place[]).map(place => [name, place, leads[place] ?? 'no other status', input] as const),
)

test.each(pairs)('%s of paper that is %s leads to %s (I1)', (_, place, expected, input) => {
  const told = places[place]()
  const before = told.state?.status
  told.input(input, soon, secondClerk)
  expect(told.state?.status).toBe(expected === 'no other status' ? before : expected)
})

test.each(Object.keys(places) as Place[])('paper that is %s keeps it however much time passes', place => {
  const told = places[place]()
  const before = told.state?.status
  told.advanceTo(soon + 4_000 * 86_400_000)
  expect(told.state?.status).toBe(before)
})
