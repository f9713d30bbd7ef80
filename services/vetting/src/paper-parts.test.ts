import type { Outgoing } from '@icms/backbone/aggregate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paper } from './paper.ts'
import { contextOf, gathering, nameOf } from './paper-gathering.ts'
import type { PaperInput } from './paper-messages.ts'
import { leavesOf } from './paper-pages.ts'
import {
  arrived,
  clerk,
  dismiss,
  command,
  documentOf,
  faxReceived,
  joined,
  leaf,
  leavesIn,
  note,
  pageOf,
  paperId,
  receivedAt,
  soon,
  splitOff,
} from './paper-story.ts'

test('pages are split off, become a paper of their own, and are put back', () => {
  const told = arrived()
  const [, part] = told.input(splitOff(2), soon, clerk)
  expect(part).toMatchObject({
    type: 'TakePart',
    data: { partOf: paperId, paper: { documents: [{ pages: [{ page: 2 }] }] } },
  })
  expect(leavesIn(told)).toEqual([leaf(1), leaf(3)])
  const { partId } = told.state!.parts[0]!
  const documents = [documentOf('original', [pageOf(2)])]
  const back = { paperId, at: soon, partId, documents, identityPages: [] }
  told.input({ type: 'TakeBackPart', data: back }, soon)
  expect(leavesIn(told)).toEqual([leaf(1), leaf(2), leaf(3)])
  expect(told.state!.parts).toEqual([{ partId, isOut: false }])
})

test('a part that names an application goes there by itself (R32b)', () => {
  const told = arrived([documentOf('original', [pageOf(1, { reference: 'app-1' }), pageOf(2, { reference: 'app-2' })])])
  expect(told.state?.status).toBe('EXCEPTION')
  const [, part] = told.input(splitOff(2), soon, clerk)
  expect(told.state?.references).toEqual(['app-1'])
  const input = part as PaperInput & Outgoing
  const outputs = paper.decide(input, undefined, { ...contextOf(input.key!), id: 'take-1' })
  expect(outputs).toMatchObject([
    { type: 'PaperReceived' },
    { type: 'PaperOffered' },
    { type: 'OfferPaper', key: 'app-2' },
  ])
})

test('neither all pages are split off nor pages that are not there', () => {
  expect(arrived().input(splitOff(1, 2, 3), soon, clerk)).toMatchObject([{ data: { reason: 'NO_PAGES_LEFT' } }])
  expect(arrived().input(splitOff(4), soon, clerk)).toMatchObject([{ data: { reason: 'NO_SUCH_PAGES' } }])
  expect(arrived().input(command('PutBackPaper', { note }), soon, clerk)).toMatchObject([
    { data: { reason: 'NOT_A_PART' } },
  ])
})

test('a part that is with an application leaves it when it is put back', () => {
  const told = joined('app-1')
  const part = { ...told.state!, partOf: 'fax-0' }
  const outputs = paper.decide(command('PutBackPaper', { note }), part, { ...contextOf(paperId), id: 'back-1' })
  expect(outputs).toMatchObject([
    { type: 'PaperPutBack', data: { to: 'fax-0' } },
    { type: 'TakeBackPart', key: 'fax-0' },
    { type: 'ReleasePaper', key: 'app-1' },
  ])
})

type Act = { readonly who: number; readonly what: 'split' | 'back' | 'dismiss' | 'deliver'; readonly bits: number }
const acts = fc.array(
  fc.record<Act>({
    who: fc.nat(20),
    what: fc.constantFrom('split', 'split', 'back', 'dismiss', 'deliver'),
    bits: fc.nat(2 ** 12),
  }),
  { minLength: 15, maxLength: 60 },
)

test('whatever is split, put back and dismissed, in whatever order it arrives: each page is in one place (I1)', () => {
  const documents = [
    documentOf('original', [pageOf(1), pageOf(2), pageOf(3), pageOf(4)]),
    documentOf('second', [pageOf(1), pageOf(2), pageOf(3)], { subjectId: 'fax-2' }),
    documentOf('third', [pageOf(1)]),
  ]
  const all = leavesOf(documents).map(nameOf).toSorted()
  let splits = 0
  let returns = 0
  fc.assert(
    fc.property(acts, told => {
      const papers = gathering()
      papers.take(paperId, faxReceived(documents))
      for (const { who, what, bits } of told) {
        const ids = papers.papers()
        const key = ids[who % ids.length]!
        const here = leavesOf(papers.states.get(key)?.paper.documents ?? [])
        const pages = here.filter((_, place) => bits & (1 << place))
        if (what === 'deliver') papers.deliver(who)
        else if (what === 'split') papers.take(key, { type: 'SplitPaper', data: { paperId: key, pages, note: null } })
        else if (what === 'back') papers.take(key, { type: 'PutBackPaper', data: { paperId: key, note: null } })
        else papers.take(key, { ...dismiss, data: { ...dismiss.data, paperId: key } } as PaperInput)
        expect(papers.leaves()).toEqual(all)
      }
      splits += papers.papers().length - 1
      while (papers.underway.length > 0) papers.deliver(0)
      for (const key of papers.papers().toReversed())
        papers.take(key, { type: 'PutBackPaper', data: { paperId: key, note: null } })
      while (papers.underway.length > 0) papers.deliver(0)
      expect(papers.leaves()).toEqual(all)
      const whole = papers.states.get(paperId)!
      returns += whole.parts.length
      // All that was split off is back with the whole.
      expect(leavesOf(whole.paper.documents).map(nameOf).toSorted()).toEqual(all)
      expect(whole.parts.every(({ isOut }) => !isOut)).toBe(true)
    }),
    { numRuns: 200 },
  )
  expect([splits > 100, returns > 100]).toEqual([true, true])
})

test('what a machine read goes with its page, and comes back with it', () => {
  const field = (page: number | null) => ({ name: `f${page}`, value: 'CHAN', confidence: 0.9, page })
  const told = arrived([documentOf('original', [pageOf(1), pageOf(2)], { fields: [field(1), field(2), field(null)] })])
  const [, part] = told.input(splitOff(2), receivedAt + 1, clerk)
  const { documents } = (
    part as unknown as { readonly data: { readonly paper: { readonly documents: [{ fields: unknown[] }] } } }
  ).data.paper
  expect(documents[0].fields).toEqual([field(2)])
  expect(told.state!.paper.documents[0]!.fields).toEqual([field(1), field(null)])
})
