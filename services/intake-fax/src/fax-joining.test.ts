import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Call, createFaxOffice, faxIdOf, hourMs, receiveFax } from './fax-story.ts'

const jobsOf = (paper: { readonly documents: readonly { readonly sourceId: string }[] }) =>
  paper.documents.map(({ sourceId }) => sourceId)

test('R32b: a call that broke off waits for the one that completes it, and both are one paper', () => {
  const office = createFaxOffice()
  office.give(receiveFax('1', { isPartial: true }))
  office.prepareAll()
  expect(office.papers).toEqual([])
  office.give(receiveFax('2', { continues: '1' }), hourMs)
  office.prepareAll()
  expect(office.papers).toMatchObject([{ paperId: faxIdOf('1'), isWhole: true, continuesId: null }])
  expect(office.papers[0]!.documents.map(({ subjectId }) => subjectId)).toEqual([faxIdOf('1'), faxIdOf('2')])
  expect(office.faxes.get(faxIdOf('2'))!.state).toMatchObject({ status: 'PART', paperId: faxIdOf('1') })
})

test('R32b: without it, it is handed over as it is once the time is over', () => {
  const office = createFaxOffice()
  office.give(receiveFax('1', { isPartial: true }))
  office.prepareAll()
  office.advance(2 * hourMs - 1_001)
  expect(office.papers).toEqual([])
  office.advance(1_000)
  expect(office.papers).toMatchObject([{ paperId: faxIdOf('1'), isWhole: false }])
})

test('R32b: what comes after that is a paper of its own that names the first', () => {
  const office = createFaxOffice()
  office.give(receiveFax('1', { isPartial: true }))
  office.prepareAll()
  office.advance(3 * hourMs)
  office.give(receiveFax('2', { continues: '1' }))
  office.prepareAll()
  expect(office.papers).toMatchObject([
    { paperId: faxIdOf('1'), isWhole: false },
    { paperId: faxIdOf('2'), isWhole: false, continuesId: faxIdOf('1') },
  ])
})

test('R32b: what continues a fax that never comes waits as long, and is then a paper of its own', () => {
  const office = createFaxOffice()
  office.give(receiveFax('2', { continues: '1' }))
  office.prepareAll()
  expect(office.papers).toEqual([])
  office.advance(2 * hourMs + 1)
  office.prepareAll()
  expect(office.papers).toMatchObject([{ paperId: faxIdOf('2'), continuesId: faxIdOf('1') }])
  expect(office.faxes.get(faxIdOf('1'))!.state).toBeUndefined()
  // The first comes after all: late, but not lost.
  office.give(receiveFax('1'))
  office.prepareAll()
  expect(office.papers[1]).toMatchObject({ paperId: faxIdOf('1'), isWhole: true })
})

test('a fax that was whole takes nothing more, whichever came first', () => {
  for (const order of [
    ['1', '2'],
    ['2', '1'],
  ]) {
    const office = createFaxOffice()
    for (const job of order) office.give(receiveFax(job, job === '2' ? { continues: '1' } : {}))
    office.prepareAll()
    expect(new Map(office.papers.map(paper => [paper.paperId, paper.continuesId]))).toEqual(
      new Map([
        [faxIdOf('1'), null],
        [faxIdOf('2'), faxIdOf('1')],
      ]),
    )
  }
})

test('faxes that continue each other in a circle, or themselves, end as papers of their own', () => {
  const office = createFaxOffice()
  office.give(receiveFax('1', { continues: '2' }))
  office.give(receiveFax('2', { continues: '1' }))
  office.give(receiveFax('3', { continues: '3' }))
  office.prepareAll()
  expect(office.papers.map(({ paperId }) => paperId).toSorted()).toEqual(['1', '2', '3'].map(faxIdOf).toSorted())
})

test('a paper takes as many pages and calls as it may have; what is over is a paper of its own', () => {
  const office = createFaxOffice()
  office.give(receiveFax('0', { isPartial: true, pagesFound: 1_500 }))
  office.give(receiveFax('1', { continues: '0', pagesFound: 501 }))
  office.advance(3 * hourMs)
  office.prepareAll()
  expect(office.papers.map(jobsOf).toSorted()).toEqual([['0'], ['1']])
})

/** A chain of calls, all but the last broken off, in any order, each given once or more. */
const chain = fc.integer({ min: 2, max: 6 }).chain(length => {
  const jobs = Array.from({ length }, (_, i) => String(i))
  return fc.record({
    length: fc.constant(length),
    order: fc.shuffledSubarray(jobs, { minLength: length }),
    repeats: fc.array(fc.constantFrom(...jobs), { maxLength: 5 }),
    prepareAfter: fc.array(fc.boolean(), { minLength: length + 5, maxLength: length + 5 }),
    named: fc.boolean(),
  })
})

test('R32b: any order, any split and any repeats of a chain of calls give the same paper', () => {
  fc.assert(
    fc.property(chain, ({ length, order, repeats, prepareAfter, named }) => {
      const office = createFaxOffice()
      const callOf = (job: string): Call => ({
        isPartial: Number(job) < length - 1,
        senderId: named ? 'sender-1' : null,
        ...(job !== '0' && { continues: String(Number(job) - 1) }),
      })
      for (const [i, job] of [...order, ...repeats].entries()) {
        office.give(receiveFax(job, callOf(job)))
        if (prepareAfter[i]) office.prepareAll()
      }
      office.prepareAll()
      expect(office.papers.map(jobsOf)).toEqual([Array.from({ length }, (_, i) => String(i))])
      expect(office.papers[0]).toMatchObject({ paperId: faxIdOf('0'), isWhole: true, continuesId: null })
    }),
    { numRuns: 80 },
  )
})

/** Any faxes at all: jobs that name any others, in any order, with time passing in between. */
const jobNames = ['0', '1', '2', '3', '4']
const anyFax = fc.record({
  job: fc.constantFrom(...jobNames),
  continues: fc.option(fc.constantFrom(...jobNames), { nil: undefined }),
  isPartial: fc.boolean(),
  pass: fc.constantFrom(0, 0, hourMs, 3 * hourMs),
  prepares: fc.boolean(),
})

test('I1: whatever is given, every fax that was taken is in exactly one paper in the end', () => {
  fc.assert(
    fc.property(fc.array(anyFax, { maxLength: 12 }), given => {
      const office = createFaxOffice()
      for (const { job, continues, isPartial, pass, prepares } of given) {
        office.give(receiveFax(job, { isPartial, senderId: 'sender-1', ...(continues !== undefined && { continues }) }))
        if (prepares) office.prepareAll()
        office.advance(pass)
      }
      for (let i = 0; i < 8; i += 1) {
        office.prepareAll()
        office.advance(3 * hourMs)
      }
      const jobs = office.papers.flatMap(jobsOf)
      expect(jobs.toSorted()).toEqual([...new Set(given.map(({ job }) => job))].toSorted())
      for (const story of office.faxes.values()) expect(story.timers).toEqual([])
    }),
    { numRuns: 150 },
  )
})
