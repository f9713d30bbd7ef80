import { expect, test } from 'vitest'
import {
  arrived,
  clerk,
  dismiss,
  dismissal,
  documentOf,
  faxReceived,
  join,
  joined,
  newPaper,
  note,
  notTaken,
  pageOf,
  paperId,
  receivedAt,
  reopen,
  scanReceived,
  soon,
  takeOut,
  taken,
  transcribe,
} from './paper-story.ts'

const typesOf = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)
const withSheet = (...references: readonly (string | null)[]) => [
  documentOf(
    'original',
    references.map((reference, i) => pageOf(i + 1, { reference })),
  ),
]

test('paper that says nothing of where it belongs waits to be typed in (R32b)', () => {
  const told = newPaper()
  expect(typesOf(told.input(faxReceived(), receivedAt))).toEqual(['PaperReceived'])
  expect(told.state).toMatchObject({ status: 'UNASSIGNED', references: [], subjects: [paperId] })
})

test('a cover sheet joins paper by itself to the application that it names (R32b)', () => {
  const told = newPaper()
  const outputs = told.input(faxReceived(withSheet('app-1', null, 'app-1')), receivedAt)
  expect(outputs).toMatchObject([
    { type: 'PaperReceived' },
    { type: 'PaperOffered', data: { applicationId: 'app-1', by: null, isNew: false } },
    { type: 'OfferPaper', key: 'app-1', data: { receivedAt, by: null } },
  ])
  expect(told.state?.status).toBe('JOINING')
  told.input(taken('app-1'), soon)
  expect(told.state).toMatchObject({ status: 'ASSIGNED', applicationId: 'app-1', offer: null })
})

test('what a clerk said at the counter counts as a cover sheet does (R33)', () => {
  const told = newPaper()
  told.input(scanReceived({ applicationId: 'app-7' }), receivedAt)
  expect(told.state).toMatchObject({ status: 'JOINING', offer: { applicationId: 'app-7', by: null } })
})

test('pages that name different applications are for a person (R32b)', () => {
  const told = newPaper()
  told.input(faxReceived(withSheet('app-1', 'app-2')), receivedAt)
  expect(told.state).toMatchObject({
    status: 'EXCEPTION',
    reasons: ['DIFFERENT_APPLICATIONS'],
    references: ['app-1', 'app-2'],
  })
})

test('an application that does not take it leaves the paper with staff, and tells why (R32b)', () => {
  const told = newPaper()
  told.input(faxReceived(withSheet('app-1')), receivedAt)
  told.input(notTaken('app-1'), soon)
  expect(told.state).toMatchObject({
    status: 'EXCEPTION',
    reasons: ['APPLICATION_ENDED'],
    refusedBy: { applicationId: 'app-1' },
  })
})

test('forms that nobody can type in yet, and paper without a page to be seen, stay visible (R32b)', () => {
  const annexC = newPaper()
  annexC.input(scanReceived({}, [documentOf('original', [pageOf(1)], { form: 'ANNEX_C' })]), receivedAt)
  expect(annexC.state).toMatchObject({ status: 'EXCEPTION', reasons: ['FORM_NOT_SUPPORTED_YET'] })
  const dark = newPaper()
  dark.input(faxReceived([documentOf('original', [pageOf(1, { pictureId: null, damage: 'no picture' })])]), receivedAt)
  expect(dark.state).toMatchObject({ status: 'EXCEPTION', reasons: ['NO_PAGE_READABLE'] })
})

test('staff move paper to another application: it leaves the one only when the other has it', () => {
  const told = joined('app-1')
  expect(typesOf(told.input(join('app-2'), soon, clerk))).toEqual(['PaperOffered', 'OfferPaper'])
  expect(told.state).toMatchObject({ status: 'JOINING', applicationId: 'app-1' })
  expect(told.input(taken('app-2'), soon)).toMatchObject([
    { type: 'PaperAssigned' },
    { type: 'ReleasePaper', key: 'app-1', data: { paperId } },
  ])
  expect(told.state).toMatchObject({ status: 'ASSIGNED', applicationId: 'app-2' })
})

test('where the other does not take it, it stays where it was', () => {
  const told = joined('app-1')
  told.input(join('app-2'), soon, clerk)
  told.input(notTaken('app-2'), soon)
  expect(told.state).toMatchObject({
    status: 'ASSIGNED',
    applicationId: 'app-1',
    refusedBy: { applicationId: 'app-2', reason: 'APPLICATION_ENDED' },
  })
})

test('joining is undone, and who did what stays on record', () => {
  const told = joined('app-1')
  expect(told.input(takeOut, soon, clerk)).toMatchObject([
    { type: 'PaperTakenOut', data: { applicationId: 'app-1', by: 'staff-3', role: 'vetting', note } },
    { type: 'ReleasePaper', key: 'app-1' },
  ])
  expect(told.state).toMatchObject({ status: 'UNASSIGNED', applicationId: null })
  expect(told.state?.history.map(({ event, by, other }) => [event, by, other])).toEqual([
    ['PaperReceived', null, null],
    ['PaperOffered', 'staff-3', 'app-1'],
    ['PaperAssigned', null, 'app-1'],
    ['PaperTakenOut', 'staff-3', 'app-1'],
  ])
})

test('paper is dismissed with a reason, and looked at again', () => {
  const told = arrived()
  const without = dismissal({ as: 'UNREADABLE', reasons: [] })
  expect(told.input(without, soon, clerk)).toMatchObject([{ data: { reason: 'NO_REASONS' } }])
  told.input(dismiss, soon, clerk)
  expect(told.state).toMatchObject({ status: 'NOT_FOR_US', reasons: ['OTHER_OFFICE'] })
  told.input(reopen, soon, clerk)
  expect(told.state).toMatchObject({ status: 'UNASSIGNED', reasons: [] })
})

test('a rescan takes the place of the paper: it inherits the application, and the paper stays visible', () => {
  const old = joined('app-1')
  const replaced = old.input({ type: 'ReplacePaper', data: { paperId, at: soon, replacedBy: 'scan-2' } }, soon)
  expect(replaced).toMatchObject([
    { type: 'PaperReplaced' },
    { type: 'PaperPlaceGiven', key: 'scan-2', data: { applicationId: 'app-1', obstacle: null } },
  ])
  expect(old.state).toMatchObject({ status: 'REPLACED', replacedBy: 'scan-2', applicationId: 'app-1' })
  expect(old.input(takeOut, soon, clerk)).toMatchObject([{ type: 'PaperCommandRefused' }])

  const again = newPaper()
  expect(typesOf(again.input(scanReceived({ replaces: 'scan-1' }), receivedAt))).toEqual([
    'PaperReceived',
    'ReplacePaper',
  ])
  const place = { paperId, at: soon, replaces: 'scan-1', applicationId: 'app-1', obstacle: null }
  again.input({ type: 'PaperPlaceGiven', data: place }, soon)
  expect(again.state).toMatchObject({ status: 'JOINING', offer: { applicationId: 'app-1', by: null } })
})

test('a rescan of what was split is for a person; one that was asked to join meanwhile is where it was asked to be', () => {
  const again = newPaper()
  again.input(scanReceived({ replaces: 'scan-1' }), receivedAt)
  const obstacle = { paperId, at: soon, replaces: 'scan-1', applicationId: 'app-1', obstacle: 'REPLACED_WAS_SPLIT' }
  again.input({ type: 'PaperPlaceGiven', data: obstacle }, soon)
  expect(again.state).toMatchObject({ status: 'EXCEPTION', reasons: ['REPLACED_WAS_SPLIT'] })

  const old = arrived()
  old.input(join('app-1'), soon, clerk)
  old.input({ type: 'ReplacePaper', data: { paperId, at: soon, replacedBy: 'scan-2' } }, soon)
  old.input(taken('app-1'), soon)
  expect(old.state).toMatchObject({ status: 'REPLACED', applicationId: 'app-1', offer: null })
})

test('paper is compared with others once; what was found is shown and decides nothing', () => {
  const told = arrived()
  const [wanted] = told.effects
  expect(wanted).toMatchObject({ kind: 'compare-paper', request: { paperId } })
  told.settle(wanted!.id, 'failed', soon)
  const likenesses = [{ paperId: 'scan-9', because: 'SAME_PAGE', distance: 4 }]
  told.settle(told.effects[0]!.id, 'succeeded', soon, { likenesses })
  expect(told.state).toMatchObject({ status: 'UNASSIGNED', likenesses, comparedAt: soon })
  expect(told.effects).toEqual([])
})

test('what completes a fax that was handed over, or most likely does, is shown with it; a person joins it (R32b)', () => {
  const told = newPaper()
  const { data } = faxReceived() as Extract<ReturnType<typeof faxReceived>, { readonly type: 'FaxPaperReceived' }>
  const paper = { ...data.paper, continuesId: 'fax-0', likelyWith: 'fax-9' }
  told.input({ type: 'FaxPaperReceived', data: { ...data, paper } }, receivedAt)
  told.settle('compare-1', 'succeeded', soon, { likenesses: [] })
  expect(told.state).toMatchObject({
    status: 'UNASSIGNED',
    likenesses: [
      { paperId: 'fax-0', because: 'LIKELY_CONTINUES' },
      { paperId: 'fax-9', because: 'LIKELY_CONTINUES' },
    ],
  })
})

test('what was refused changes nothing and says why', () => {
  const told = joined('app-1')
  const before = told.state
  expect(told.input(join('app-1'), soon, clerk)).toMatchObject([{ data: { reason: 'ALREADY_THERE' } }])
  expect(told.input(transcribe, soon, clerk)).toMatchObject([{ data: { reason: 'NOT_OPEN' } }])
  expect(told.state).toEqual(before)
  expect(newPaper().input(takeOut, soon, clerk)).toMatchObject([{ data: { reason: 'NO_SUCH_PAPER' } }])
})
