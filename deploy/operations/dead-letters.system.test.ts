import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator, until } from '../demo/people.ts'
import { type Host, startHost } from '../host/host.ts'
import { readSecrets } from '../host/secrets.ts'
import { readSettings } from '../host/settings.ts'
import { submittedWithLostKey } from './lost-key.ts'
import { operatorTokenOf } from './operator-token.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'icms-letters-'))
const settings = readSettings({ ICMS_DATA_DIR: dataDir, ICMS_HTTP_PORT: '0' })
let host: Host
let ops: ReturnType<typeof operator>

beforeAll(async () => {
  host = await startHost(settings, { clock: systemClock(), logger: pino({ level: 'fatal' }) })
  ops = operator(host.url, operatorTokenOf(readSecrets(settings)), 'ops-7')
}, 60_000)
afterAll(async () => {
  await host?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const lettersOf = (key: string, count: number) =>
  until(
    async () => (await ops.deadLetters()).deadLetters.filter(l => l.key === key),
    letters => letters.length === count,
    `${count} dead letters of ${key}`,
  )

const summaryOf = (outputs: readonly { topic: string; type?: string; cause?: string; deadLetter?: string }[]) =>
  outputs.map(({ topic, type, cause, deadLetter }) => ({ topic, type, cause, deadLetter }))

test('a dry run says what a replay would do before it is done; the replay does that, and knows its dead letter', async () => {
  const { applicationId, id, record, giveKey } = await submittedWithLostKey(host.backbone)
  await host.backbone.publish([record])
  // The same input of three services: each has its own dead letter of it.
  const letters = await lettersOf(applicationId, 3)
  const { deadLetterId } = letters.find(l => l.service === 'vetting')!
  const cause = expect.stringContaining('which the keyring does not have')

  expect(await ops.dryRun(deadLetterId)).toMatchObject({ outcome: 'FAILS', failure: { cause }, outputs: [] })
  expect(await ops.resolve(deadLetterId, 'replay', 'to see')).toMatchObject({
    outcome: 'FAILED_AGAIN',
    attempts: 2,
    cause,
  })
  await giveKey()
  const run = await ops.dryRun(deadLetterId)
  const came = { cause: id, deadLetter: deadLetterId }
  const expected = [
    { topic: 'vetting.events.v1', type: 'ApplicationReceived', ...came },
    { topic: 'vetting.rekeyed.v1', type: 'ClaimPerson', ...came },
  ]
  expect(run).toMatchObject({ outcome: 'TAKEN', failure: null })
  expect(summaryOf(run.outputs)).toEqual(expected)
  expect(run.timers.set).toEqual([expect.objectContaining({ aggregate: 'application', name: 'enquiry' })])
  expect(run.effects).toEqual([expect.objectContaining({ kind: 'hash-search-terms' })])
  expect(JSON.stringify(run)).toContain('"surnameEn":"•••"')
  // Nothing was done.
  expect((await ops.deadLetter(deadLetterId)).letter).toMatchObject({ status: 'OPEN', attempts: 2 })

  const by = 'staff;id=command-line/ops-7;role=operations'
  expect(await ops.resolve(deadLetterId, 'replay', 'the key is back')).toMatchObject({ outcome: 'REPLAYED', by })
  const story = await ops.deadLetter(deadLetterId)
  expect(summaryOf(story.putOut)).toEqual(expected)
  expect(story.putOut.map(({ id: output }) => output)).toEqual(run.outputs.map(({ id: output }) => output))
  expect(story.history.map(({ what, actor, why }) => [what, actor.split(';')[1], why])).toEqual([
    ['OPENED', 'id=gateway', cause],
    ['REPLAY_ASKED', 'id=command-line/ops-7', 'to see'],
    ['FAILED_AGAIN', 'id=gateway', cause],
    ['REPLAY_ASKED', 'id=command-line/ops-7', 'the key is back'],
    ['REPLAYED', 'id=command-line/ops-7', ''],
  ])
  const entries = await ops.timeline(applicationId)
  expect(entries.find(e => e.type === 'ApplicationReceived')).toMatchObject({
    deadLetter: deadLetterId,
    because: { type: 'ApplicationSubmitted' },
  })
}, 60_000)

test('what was replayed or discarded already is left as it is, and what was never there is said to be so', async () => {
  const { applicationId, record } = await submittedWithLostKey(host.backbone)
  await host.backbone.publish([record])
  const [letter] = await lettersOf(applicationId, 3)
  const { deadLetterId } = letter!
  await expect(ops.resolve(deadLetterId, 'discard')).rejects.toThrow('a discard needs a reason')
  expect(await ops.dryRun(deadLetterId, 'discard')).toMatchObject({ outcome: 'LEFT_OUT', outputs: [] })
  expect(await ops.resolve(deadLetterId, 'discard', 'a test')).toMatchObject({ outcome: 'DISCARDED' })
  const again = { outcome: 'ALREADY_DISCARDED', by: 'staff;id=command-line/ops-7;role=operations' }
  expect(await ops.resolve(deadLetterId, 'replay', 'again')).toMatchObject(again)
  await expect(ops.dryRun(deadLetterId)).rejects.toThrow('already discarded by')
  await expect(ops.resolve('no-such-letter', 'replay')).rejects.toThrow("there is no dead letter 'no-such-letter'")
  await expect(ops.deadLetter('no-such-letter')).rejects.toThrow("there is no dead letter 'no-such-letter'")
}, 60_000)
