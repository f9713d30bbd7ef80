import { afterEach, expect, test } from 'vitest'
import { groupsOf } from '../letter-groups.ts'
import { dryRun, letter, record, startLetters, story } from './letter-kit.ts'

let kit: Awaited<ReturnType<typeof startLetters>>
afterEach(() => kit.server.close())

const one = { open: [letter()], stories: [story(letter())], runs: [dryRun(letter())] }
const replay = '/ops/dead-letters/letter-1/replay'
const discard = '/ops/dead-letters/letter-1/discard'

test('before a replay the page shows what it would put out, set and call, and what would follow', async () => {
  kit = await startLetters(one)
  const { body } = await (await kit.staffBrowser('demo-operations')).get(`${replay}?lang=en`)
  for (const text of [
    ...['The message would be taken', 'ApplicationVetted', 'vetting.events.v1, application-1', 'purge'],
    ...['set: vetting-target, 2026-11-23 09:00:00.000', 'Messages: 7; all would be taken'],
  ])
    expect(body).toContain(text)
  expect(kit.said).toEqual([])
  expect(kit.seen).toEqual([{ kind: 'application', id: 'application-1' }])
})

test('a dry run that fails tells the cause, and that what waits goes on waiting', async () => {
  const failure = {
    deadLetterId: 'letter-1',
    reason: 'CORE_THREW',
    cause: 'still no such day',
    kind: 'RECORD',
  } as const
  kit = await startLetters({ ...one, runs: [dryRun(letter(), { outcome: 'FAILS', failure, outputs: [] })] })
  const { body } = await (await kit.staffBrowser('demo-operations')).get(`${replay}?lang=en`)
  for (const text of ['It would fail again', 'still no such day', 'Messages: 7; they would go on waiting'])
    expect(body).toContain(text)
})

test('a dry run says which of those that wait would be set aside next', async () => {
  const failure = { deadLetterId: 'other', reason: 'CORE_THREW', cause: 'another cause', kind: 'RECORD' } as const
  kit = await startLetters({ ...one, runs: [dryRun(letter(), { behind: { queued: 7, tried: 3, failure } })] })
  const { body } = await (await kit.staffBrowser('demo-operations')).get(`${replay}?lang=en`)
  expect(body).toContain('Messages: 7; number 3 would be set aside in its turn: another cause')
})

test('a replay that was looked at is done once, in the name of who asked, and its page says what became of it', async () => {
  kit = await startLetters(one)
  const browser = await kit.staffBrowser('demo-operations')
  const form = await browser.get(`${replay}?lang=en`)
  const sent = { reason: 'mended', 'looked?': 'yes' }
  const after = await browser.submit(form, sent)
  expect(after.url).toMatch(/\/ops\/dead-letters\/letter-1\?done=REPLAYED$/)
  expect(after.body).toContain('Replayed: the message was taken.')
  const actor = { kind: 'staff', id: 'demo-operations', role: 'operations' }
  expect(kit.said).toEqual([{ id: 'letter-1', action: 'REPLAY', reason: 'mended', actor }])
  const again = await browser.submit(form, sent)
  expect(again.body).toContain('was not done twice')
  expect(kit.said).toHaveLength(1)
})

test('without having looked at it nothing is done', async () => {
  kit = await startLetters(one)
  const browser = await kit.staffBrowser('demo-operations')
  const refused = await browser.submit(await browser.get(`${replay}?lang=en`), { reason: 'mended' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('I have looked at what it would do')
  expect(refused.body).toContain('mended')
  expect(kit.said).toEqual([])
})

test('a discard needs a reason, since it cannot be undone', async () => {
  kit = await startLetters({
    ...one,
    outcome: 'DISCARDED',
    runs: [dryRun(letter(), { outcome: 'LEFT_OUT', outputs: [] })],
  })
  const browser = await kit.staffBrowser('demo-operations')
  const form = await browser.get(`${discard}?lang=en`)
  expect(form.body).toContain('The message would be left out')
  const refused = await browser.submit(form, { 'looked?': 'yes' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('href="#reason"')
  expect(kit.said).toEqual([])
  const after = await browser.submit(refused, { reason: 'a test of the court', 'looked?': 'yes' })
  expect(after.body).toContain('Discarded: its key goes on.')
  expect(kit.said).toMatchObject([{ action: 'DISCARD', reason: 'a test of the court' }])
})

test('what was tried meanwhile is looked at again before anything is done', async () => {
  kit = await startLetters({ ...one, open: [letter({ attempts: 2 })] })
  const browser = await kit.staffBrowser('demo-operations')
  const answer = await browser.submit(await browser.get(`${replay}?lang=en`), { 'looked?': 'yes' })
  expect(answer.status).toBe(409)
  expect(answer.body).toContain('it was tried again meanwhile')
  expect(kit.said).toEqual([])
})

test.each([
  ['FAILED_AGAIN', 'it failed again'],
  ['BEING_PROCESSED', 'not done yet'],
  ['ALREADY_DISCARDED', 'it was not open any more'],
] as const)('a replay that ended as %s is told as what it is', async (outcome, text) => {
  kit = await startLetters({ ...one, outcome })
  const browser = await kit.staffBrowser('demo-operations')
  expect((await browser.submit(await browser.get(`${replay}?lang=en`), { 'looked?': 'yes' })).body).toContain(text)
})

test('of one that ended its own page tells; of none there is none', async () => {
  kit = await startLetters({ stories: [story(letter(), { status: 'DISCARDED' })] })
  const browser = await kit.staffBrowser('demo-operations')
  expect((await browser.get(`${replay}?lang=en`)).body).toContain('Discarded')
  expect((await browser.get('/ops/dead-letters/none/replay')).status).toBe(404)
})

test('a word on a dead letter that never was says that there is none', async () => {
  kit = await startLetters(one)
  const browser = await kit.staffBrowser('demo-operations')
  const form = await browser.get(replay)
  const never = replay.replace('letter-1', 'never')
  const sent = { ...form, body: form.body.replaceAll(replay, never) }
  expect((await browser.submit(sent, { 'looked?': 'yes' }, never)).status).toBe(404)
  expect(kit.said).toEqual([])
})

test('who may only look is refused the act, though the form’s token is in order', async () => {
  kit = await startLetters(one)
  for (const staff of ['demo-auditor', 'demo-operations-personal-data', 'demo-administrator']) {
    const browser = await kit.staffBrowser(staff)
    const page = await browser.get('/ops/dead-letters/letter-1')
    const form = { ...page, body: page.body.replaceAll('/staff/sign-out', replay) }
    expect((await browser.submit(form, { seen: '1', 'looked?': 'yes' }, replay)).status).toBe(403)
  }
  expect(kit.said).toEqual([])
})

const group = [letter({ at: 1_000 }), letter({ deadLetterId: 'letter-2', at: 2_000 })]
const groupPath = `/ops/dead-letters/replay?group=${groupsOf(group)[0]!.groupId}`

test('a whole group is replayed from the oldest, after a dry run of that one', async () => {
  kit = await startLetters({ open: group.toReversed(), runs: [dryRun(group[0]!, { outputs: [record(9)] })] })
  const browser = await kit.staffBrowser('demo-operations')
  const form = await browser.get(`${groupPath}&lang=en`)
  for (const text of ['There are 2 now.', 'The message would be taken', 'letter-1']) expect(form.body).toContain(text)
  const after = await browser.submit(form, { reason: 'mended', 'looked?': 'yes' })
  expect(after.body).toContain('Replayed: 2. Failed again: 0.')
  expect(kit.said.map(({ id, reason }) => [id, reason])).toEqual([
    ['letter-1', 'mended'],
    ['letter-2', 'mended'],
  ])
  await browser.submit(form, { 'looked?': 'yes' })
  expect(kit.said).toHaveLength(2)
})

test('those of a group that were tried since the page was shown are left', async () => {
  kit = await startLetters({ open: group, runs: [dryRun(group[0]!)] })
  const browser = await kit.staffBrowser('demo-operations')
  await browser.submit(await browser.get(groupPath), { seen: '1500', 'looked?': 'yes' })
  expect(kit.said.map(({ id }) => id)).toEqual(['letter-1'])
})

test('a group that is done with, or only looked at, is not replayed', async () => {
  kit = await startLetters({ open: group, runs: [dryRun(group[0]!)] })
  expect((await (await kit.staffBrowser('demo-auditor')).get(groupPath)).status).toBe(403)
  const browser = await kit.staffBrowser('demo-operations')
  const gone = await browser.get('/ops/dead-letters/replay?group=gone&lang=en')
  expect(gone.body).toContain('None of this cause is open any more.')
})
