import { expect, test } from 'vitest'
import { at, envelopeStory, pagesOfTwo, receive, refuse } from './envelope-story.ts'
import { paperIdOf } from './paper-of-manifest.ts'

const types = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)

test('R32b: an envelope is taken once its control numbers are its own, prepared and handed on', () => {
  const told = envelopeStory()
  expect(types(told.input(receive(), at))).toEqual(['EnvelopeReceived', 'ClaimControlNumbers'])
  expect(told.rows).toMatchObject([{ table: 'envelopes', data: { outcome: 'PENDING', pages: 4 } }])
  expect(told.answered()).toMatchObject([{ type: 'EnvelopeAccepted', data: { pages: 4 } }])
  expect(told.rows).toMatchObject([
    { data: { outcome: 'ACCEPTED' }, indexes: { day: { value: 'mail-room/2026-11-23' } } },
  ])
  const [effect] = told.effects
  expect(effect).toMatchObject({
    kind: 'prepare-pages',
    request: { documents: [{ documentId: 'd-0', pages: 2 }, { documentId: 'd-1' }] },
  })
  expect(types(told.settle(effect!.id, 'succeeded', at + 2, { documents: [pagesOfTwo('d-0')] }))).toEqual([
    'PaperPagesPrepared',
  ])
  const last = told.settle(told.effects[0]!.id, 'succeeded', at + 3, { documents: [pagesOfTwo('d-1')] })
  expect(last).toMatchObject([
    { type: 'PaperPagesPrepared' },
    {
      type: 'ScannedPaperReceived',
      data: {
        paper: {
          receivedAt: at - 3_600_000,
          documents: [{ archiveId: 'd-0-archive', pages: [{ page: 1 }, { page: 2 }] }, { archiveId: 'd-1-archive' }],
        },
        replaces: null,
      },
    },
  ])
  expect([told.effects, told.state?.paper]).toEqual([[], null])
})

test('what is stored is named for as long as the envelope is known: originals, pictures, archives, the signed manifest', () => {
  const told = envelopeStory()
  told.input(receive(), at)
  told.answered()
  const { documentIds } = told.rows[0]!.data as { documentIds: readonly string[] }
  expect(documentIds).toEqual(expect.arrayContaining(['m', 's', 'd-0', 'd-1']))
  expect(documentIds).toHaveLength(2 + 2 * (1 + 1 + 2))
})

test('a control number of another envelope refuses this one, with all that are, and gives back the rest', () => {
  const told = envelopeStory()
  told.input(receive('ENV-00000001', ['100001', '100102', '100203']), at)
  const outputs = told.answered(['100001', '100203'])
  expect(types(outputs)).toEqual([
    'EnvelopeQuestioned',
    'EnvelopeQuestioned',
    'EnvelopeRefused',
    ...Array(3).fill('ReleaseControlNumbers'),
  ])
  const problems = ['100001', '100203'].map(where => ({ code: 'CONTROL_NUMBER_REPEATED', where }))
  expect(outputs[2]).toMatchObject({ data: { problems } })
  expect(told.rows).toMatchObject([{ data: { outcome: 'REFUSED', problems, documentIds: [] } }])
})

test('the same again changes nothing, by its zip or by its manifest; other content is a conflict that leaves it as it is', () => {
  const told = envelopeStory()
  told.input(receive(), at)
  told.answered()
  expect(told.input(receive(), at + 2)).toEqual([])
  expect(told.input(receive(undefined, undefined, { contentHash: 'zipped-again' }), at + 3)).toEqual([])
  const other = { contentHash: 'hash-2', manifestHash: 'manifest-2' }
  expect(told.input(receive(undefined, undefined, other), at + 4)).toMatchObject([
    { type: 'EnvelopeConflictRefused', data: { problems: [{ code: 'ENVELOPE_CONFLICT' }] } },
  ])
  expect(told.input(refuse('ZIP_UNREADABLE', 'hash-3'), at + 5)).toMatchObject([
    {
      type: 'EnvelopeConflictRefused',
      data: { problems: [{ code: 'ENVELOPE_CONFLICT' }, { code: 'ZIP_UNREADABLE' }] },
    },
  ])
  expect(told.rows).toMatchObject([{ data: { outcome: 'ACCEPTED', contentHash: 'hash-1' } }])
})

test('a refused envelope may come corrected, or as it was once the reason is gone', () => {
  const told = envelopeStory()
  expect(types(told.input(refuse('KEY_UNKNOWN'), at))).toEqual(['EnvelopeRefused'])
  expect(told.input(refuse('KEY_UNKNOWN'), at + 1)).toEqual([])
  expect(types(told.input(refuse('HASH_MISMATCH', 'hash-2'), at + 2))).toEqual(['EnvelopeRefused'])
  expect(types(told.input(receive(), at + 3))).toEqual(['EnvelopeReceived', 'ClaimControlNumbers'])
  told.answered([], at + 4)
  expect(told.rows).toMatchObject([{ data: { outcome: 'ACCEPTED', attempt: 3 } }])
})

test('a rescan asks for the envelope whose place it takes, and uses its numbers again', () => {
  const first = envelopeStory()
  first.input(receive(), at)
  first.answered()
  const rescan = receive('ENV-00000002', ['100001'], { rescanOf: paperIdOf('ENV-00000001') })
  const told = envelopeStory('ENV-00000002')
  const [, ask] = told.input(rescan, at + 1)
  expect(ask).toMatchObject({ type: 'AskRescan', key: paperIdOf('ENV-00000001') })
  const [answer] = first.input(ask as never, at + 2)
  expect(answer).toMatchObject({ type: 'RescanAnswered', data: { isKnown: true, rootId: paperIdOf('ENV-00000001') } })
  expect(told.input(answer as never, at + 3)).toMatchObject([
    { type: 'ClaimControlNumbers', data: { rootId: paperIdOf('ENV-00000001') } },
  ])
  told.answered([], at + 4)
  const outputs = told.settle(told.effects[0]!.id, 'succeeded', at + 5, { documents: [pagesOfTwo('d-0')] })
  expect(outputs.at(-1)).toMatchObject({ type: 'ScannedPaperReceived', data: { replaces: paperIdOf('ENV-00000001') } })
})

test('a rescan of what never came, or was refused, is told so together with its repeated numbers', () => {
  const never = envelopeStory('ENV-00000009')
  const told = envelopeStory('ENV-00000002')
  const [, ask] = told.input(receive('ENV-00000002', ['100001'], { rescanOf: paperIdOf('ENV-00000009') }), at)
  const [answer] = never.input(ask as never, at + 1)
  expect([never.rows, answer]).toMatchObject([[], { data: { isKnown: false } }])
  expect(types(told.input(answer as never, at + 2))).toEqual(['EnvelopeQuestioned', 'ClaimControlNumbers'])
  expect(told.answered(['100001'], at + 3)[0]).toMatchObject({
    type: 'EnvelopeRefused',
    data: { problems: [{ code: 'RESCAN_UNKNOWN' }, { code: 'CONTROL_NUMBER_REPEATED', where: '100001' }] },
  })
  // What was asked for before it came may come now.
  expect(types(never.input(receive('ENV-00000009', ['100009']), at + 4))[0]).toBe('EnvelopeReceived')
})

test('a preparation that fails is tried again later and later; after five tries the pages are handed on, each told to be missing', () => {
  const told = envelopeStory()
  told.input(receive('ENV-00000001', ['100001']), at)
  told.answered()
  for (const [i, minutes] of [0.5, 1, 2, 4].entries()) {
    const when = told.timers[0]?.at ?? at + 2
    told.advanceTo(when)
    expect(told.settle(told.effects[0]!.id, 'failed', when + 1, { code: 'ENOSPC' })).toMatchObject([
      { type: 'PaperPreparationFailed', data: { tries: i + 1, code: 'ENOSPC' } },
    ])
    expect(told.effects).toEqual([])
    expect(told.timers).toMatchObject([{ name: 'prepare', at: when + 1 + minutes * 60_000 }])
  }
  told.advanceTo(told.timers[0]!.at)
  const outputs = told.settle(told.effects[0]!.id, 'in-doubt', at + 3_600_000, { code: 'TIMED_OUT' })
  const pages = [1, 2].map(page => ({
    page,
    pictureId: null,
    damage: expect.stringContaining('could not be prepared'),
  }))
  expect(outputs.at(-1)).toMatchObject({ type: 'ScannedPaperReceived', data: { paper: { documents: [{ pages }] } } })
})

test('a restart while pages are prepared counts as no failure', () => {
  const told = envelopeStory()
  told.input(receive('ENV-00000001', ['100001']), at)
  told.answered()
  const before = told.effects[0]!.id
  told.settle(before, 'in-doubt', at + 2, { code: 'RESTARTED' })
  expect([told.state?.tries, told.effects.length, told.effects[0]?.id === before]).toEqual([0, 1, false])
})

test('R32b: what is handed in without control numbers is taken at once', () => {
  const told = envelopeStory()
  const { type, data } = receive('ENV-00000001', ['100001'], { applicationId: 'app-1' })
  const documents = data.paper.documents.map(document => ({ ...document, controlNumber: null }))
  const outputs = told.input(
    { type, data: { ...data, paper: { ...data.paper, documents, channel: 'HAND', source: 'counter' } } },
    at,
  )
  expect(types(outputs)).toEqual(['EnvelopeReceived', 'EnvelopeAccepted'])
  expect(
    told.settle(told.effects[0]!.id, 'succeeded', at + 1, { documents: [pagesOfTwo('d-0')] }).at(-1),
  ).toMatchObject({
    data: { applicationId: 'app-1', paper: { channel: 'HAND' } },
  })
})

test('R32b: a clerk enters what was handed in within office hours, not ahead of now and not long ago', () => {
  const refusalAt = (receivedAt: string) => {
    const { type, data } = receive('ENV-00000001', [])
    const paper = { ...data.paper, source: 'counter', channel: 'HAND', receivedAt: Date.parse(receivedAt) } as const
    return envelopeStory().input({ type, data: { ...data, paper } }, at)
  }
  for (const [when, code] of [
    ['2026-11-22T10:00:00+08:00', 'OUTSIDE_OFFICE_HOURS'],
    ['2026-11-23T08:30:00+08:00', 'OUTSIDE_OFFICE_HOURS'],
    ['2026-11-20T17:31:00+08:00', 'OUTSIDE_OFFICE_HOURS'],
    ['2026-11-23T11:00:00+08:00', 'DATE_AFTER_RECEIPT'],
    ['2026-10-01T10:00:00+08:00', 'DATE_AFTER_RECEIPT'],
  ])
    expect(refusalAt(when!), when).toMatchObject([{ type: 'EnvelopeRefused', data: { problems: [{ code }] } }])
  expect(types(refusalAt('2026-11-20T17:30:00+08:00'))[0]).toBe('EnvelopeReceived')
})
