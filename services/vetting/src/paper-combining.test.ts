import type { WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathering } from './paper-gathering.ts'
import type { PaperInput } from './paper-messages.ts'
import { leavesOf } from './paper-pages.ts'
import {
  administrator,
  arrived,
  clerk,
  command,
  dismiss,
  documentOf,
  faxReceived,
  join,
  joined,
  leaf,
  leavesIn,
  newPaper,
  note,
  pageOf,
  paperId,
  paperWith,
  receivedAt,
  soon,
  splitOff,
  taken,
  transcribe,
} from './paper-story.ts'

const otherId = 'fax-2'
const earlier = receivedAt - 86_400_000
const otherPages = [documentOf('original', [pageOf(1, { reference: 'app-7' }), pageOf(2)], { subjectId: otherId })]
const waitClock: WorkingDayClock = { countedFrom: earlier, workingDays: 1, ranOutAt: null }
const staff = { by: 'staff-3', role: 'vetting', note }
/** The pages of another fax, which came a day before. */
const given = {
  ...{ paperId, at: soon, otherId, receivedAt: earlier, subjects: [otherId], documents: otherPages },
  ...{ identityPages: [{ subjectId: otherId, documentId: 'original', page: 2 }], waitClock, ...staff },
}
const takePages: PaperInput = { type: 'TakePages', data: given }
const takeApart = command('TakeApartPaper', { otherId, note })
const combine = (into = otherId) => command('CombinePaper', { into, note })
const refusedAs = (reason: string) => [{ type: 'PaperCommandRefused', data: { reason } }]

const extended = () => {
  const told = arrived()
  told.input(takePages, soon)
  return told
}

test('two faxes of one application are put together by hand; the earlier receipt counts (R32b, R34a, A32)', () => {
  const told = extended()
  expect(leavesIn(told)).toHaveLength(5)
  expect(told.state).toMatchObject({
    ...{ status: 'UNASSIGNED', ownReceivedAt: receivedAt, combined: [{ otherId, receivedAt: earlier }] },
    ...{ paper: { receivedAt: earlier }, references: ['app-7'], identityPages: [{ subjectId: otherId, page: 2 }] },
  })
  // It has waited since the earlier one came.
  expect(told.state?.waitClock).toEqual(waitClock)
  expect(told.state?.history.at(-1)).toMatchObject({ event: 'PaperExtended', other: otherId, by: 'staff-3', note })
  // The application that is typed in from it was received then.
  told.input(transcribe, soon, clerk)
  const { name, identityDocument } = told.state!.typed!.form
  const outputs = told.input(command('CheckTranscription', { name, identityDocument }), soon, administrator)
  expect(outputs).toMatchObject([{}, { type: 'FilePaperApplication', data: { receivedAt: earlier } }])
})

test('whoever gives its pages keeps nothing but where they are, and has them again as they came when it is taken apart', () => {
  const giving = arrived()
  giving.input(command('MarkIdentityPages', { pages: [leaf(3)] }), soon, clerk)
  const before = giving.state!
  const [, taking] = giving.input(combine(), soon, clerk)
  expect(giving.state).toMatchObject({ status: 'RETURNED', combinedInto: otherId, identityPages: [], waitClock: null })
  expect([leavesIn(giving), giving.timers]).toEqual([[], []])
  const { data } = taking as unknown as { readonly data: Omit<typeof given, 'paperId'> }
  const having = arrived([documentOf('original', [pageOf(1)], { subjectId: otherId })])
  having.input({ type: 'TakePages', data: { ...data, paperId } }, soon)
  const [, back] = having.input(command('TakeApartPaper', { otherId: data.otherId, note }), soon + 1, clerk)
  expect(back).toMatchObject({ type: 'GiveBackPages', key: paperId, data: { obstacle: null } })
  expect(having.state).toMatchObject({ combined: [], ownReceivedAt: null, paper: { receivedAt } })
  const own = (back as unknown as { readonly data: object }).data
  giving.input({ type: 'GiveBackPages', data: { ...own, from: otherId } } as PaperInput, soon + 1)
  expect(giving.state).toMatchObject({ status: 'UNASSIGNED', combinedInto: null, paper: before.paper })
  expect(giving.state?.identityPages).toEqual(before.identityPages)
})

test('taken apart each has its own receipt again, whether it was the earlier or not, and waits (A32)', () => {
  const told = extended()
  told.input(join('app-1'), soon, clerk)
  told.input(taken('app-1'), soon)
  const [fact, back] = told.input(takeApart, soon, clerk)
  expect(fact).toMatchObject({ type: 'PaperTakenApart', data: { otherId, by: 'staff-3' } })
  expect(back).toMatchObject({ key: otherId, data: { from: paperId, waitClock: null, identityPages: [{ page: 2 }] } })
  expect(told.state).toMatchObject({ status: 'ASSIGNED', paper: { receivedAt }, references: [], identityPages: [] })
  expect(leavesIn(told)).toHaveLength(3)
  expect(told.input(takeApart, soon, clerk)).toMatchObject(refusedAs('NOT_COMBINED'))
})

test.each([
  ['is with an application', () => joined()],
  ['is being checked', () => told(transcribe)],
  ['is dismissed', () => told(dismiss)],
  ['is with a third itself', () => told(combine('fax-3'))],
  ['was never here', () => newPaper()],
])('where the other %s the pages come back, to the exceptions, with why (I1)', (_, other) => {
  const outputs = decided(other())
  expect(outputs).toMatchObject([
    { type: 'GiveBackPages', key: otherId, data: { documents: otherPages, waitClock, obstacle: 'OTHER_NOT_OPEN' } },
  ])
  const giving = arrived()
  giving.input(combine(), soon, clerk)
  const documents = [documentOf('original', [pageOf(1), pageOf(2), pageOf(3)])]
  const data = { paperId, at: soon, from: otherId, documents, identityPages: [], waitClock, obstacle: 'OTHER_NOT_OPEN' }
  giving.input({ type: 'GiveBackPages', data }, soon)
  expect(giving.state).toMatchObject({ status: 'EXCEPTION', reasons: ['OTHER_NOT_OPEN'], waitClock })
  expect(leavesIn(giving)).toHaveLength(3)
})

const told = (input: PaperInput) => {
  const story = arrived()
  story.input(input, soon, clerk)
  return story
}
/** What it decides, told once: it has no state in which to remember whom it refused. */
const decided = (story: ReturnType<typeof newPaper>) => {
  const papers = gathering()
  papers.states.set(paperId, story.state)
  papers.take(paperId, takePages)
  return papers.underway
}

test('what lies in files that others need, or has pages of others, is not given away before that is undone (I1)', () => {
  expect(arrived().input(combine(paperId), soon, clerk)).toMatchObject(refusedAs('SAME_PAPER'))
  expect(told(splitOff(2)).input(combine(), soon, clerk)).toMatchObject(refusedAs('HAS_PARTS'))
  expect(extended().input(combine('fax-3'), soon, clerk)).toMatchObject(refusedAs('HAS_OTHERS'))
  const part = newPaper()
  const paper = paperWith([documentOf('original', [pageOf(2)])])
  part.input(
    { type: 'TakePart', data: { paperId, at: soon, partOf: 'fax-0', paper, identityPages: [], waitClock } },
    soon,
  )
  expect(part.input(combine(), soon, clerk)).toMatchObject(refusedAs('IS_A_PART'))
  part.input(takePages, soon)
  expect(part.input(command('PutBackPaper', { note }), soon, clerk)).toMatchObject(refusedAs('HAS_OTHERS'))
  const pages = [{ subjectId: otherId, documentId: 'original', page: 1 }]
  expect(extended().input(command('SplitPaper', { pages, note }), soon, clerk)).toMatchObject(
    refusedAs('PAGES_OF_ANOTHER'),
  )
})

test('erased with the paper that has its pages is what is left of the other, under its own keys', () => {
  const having = extended()
  having.input(join('app-1'), soon, clerk)
  having.input(taken('app-1'), soon)
  const erasing = {
    paperId,
    applicationId: 'app-1',
    at: soon,
    decidedBy: 'staff-9',
    role: null,
    reason: 'ORDERED',
  } as const
  const outputs = having.input({ type: 'ErasePaper', data: erasing }, soon)
  expect(outputs).toMatchObject([{}, { type: 'ErasePaper', key: otherId, data: { applicationId: null } }])
  const giving = told(combine())
  giving.input({ type: 'ErasePaper', data: { ...erasing, applicationId: null } }, soon)
  expect(giving.effects).toMatchObject([{ kind: 'erase-subject' }])
})

test('a rescan of a paper that has pages of another inherits nothing by itself; those can be taken apart again', () => {
  const having = extended()
  const replaced: PaperInput = { type: 'ReplacePaper', data: { paperId, at: soon, replacedBy: 'scan-2' } }
  expect(having.input(replaced, soon)).toMatchObject([{}, { data: { obstacle: 'REPLACED_WAS_SPLIT' } }])
  expect(having.input(takeApart, soon, clerk)).toMatchObject([{ type: 'PaperTakenApart' }, {}])
})

type Act = {
  readonly who: number
  readonly other: number
  readonly what: 'combine' | 'apart' | 'split' | 'back' | 'dismiss' | 'deliver'
}
const acts = fc.array(
  fc.record<Act>({
    ...{ who: fc.nat(20), other: fc.nat(20) },
    what: fc.constantFrom('combine', 'combine', 'apart', 'split', 'back', 'dismiss', 'deliver', 'deliver'),
  }),
  { minLength: 10, maxLength: 50 },
)

test('whatever is put together, taken apart, split and dismissed, in whatever order it arrives: each page is in one place (I1)', () => {
  let combined = 0
  let apart = 0
  fc.assert(
    fc.property(acts, steps => {
      const papers = gathering()
      for (const of of ['fax-1', 'fax-2', 'fax-3']) {
        const documents = [documentOf('original', [pageOf(1), pageOf(2)], { subjectId: of })]
        const { data } = faxReceived(documents) as { readonly data: { readonly paper: object } }
        papers.take(of, { type: 'FaxPaperReceived', data: { ...data, paperId: of } } as PaperInput)
      }
      const all = papers.leaves()
      const wholes = ['fax-1', 'fax-2', 'fax-3']
      for (const { who, other, what } of steps) {
        const ids = papers.papers()
        const key = ids[who % ids.length]!
        const state = papers.states.get(key)
        const command = (type: string, more: object) =>
          papers.take(key, { type, data: { paperId: key, note: null, ...more } } as PaperInput)
        if (what === 'deliver') papers.deliver(who)
        else if (what === 'combine') command('CombinePaper', { into: wholes[other % 3] })
        else if (what === 'apart') {
          const having = ids.find(id => papers.states.get(id)!.combined.length > 0)
          if (having === undefined) continue
          const { otherId: of } = papers.states.get(having)!.combined[0]!
          apart += 1
          papers.take(having, { type: 'TakeApartPaper', data: { paperId: having, otherId: of, note: null } })
        } else if (what === 'split')
          command('SplitPaper', { pages: leavesOf(state?.paper.documents ?? []).slice(0, 1) })
        else if (what === 'back') command('PutBackPaper', {})
        else papers.take(key, { ...dismiss, data: { ...dismiss.data, paperId: key } } as PaperInput)
        expect(papers.leaves()).toEqual(all)
      }
      while (papers.underway.length > 0) papers.deliver(0)
      expect(papers.leaves()).toEqual(all)
      for (const [id, state] of papers.states) {
        combined += state!.combined.length
        // Whoever gave its pages is with the paper that says it has them.
        if (state!.combinedInto !== null)
          expect(papers.states.get(state!.combinedInto)?.combined.map(one => one.otherId)).toContain(id)
        for (const one of state!.combined) expect(papers.states.get(one.otherId)?.combinedInto).toBe(id)
      }
    }),
    { numRuns: 200 },
  )
  expect([combined > 30, apart > 30]).toEqual([true, true])
})
