import { header } from '@icms/backbone/record'
import { inputTopicsOf } from '@icms/backbone/service'
import { serviceNames } from '@icms/schemas/contracts'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect } from 'vitest'
import { until } from '../demo/people.ts'
import { loadDeployable } from '../host/deployables.ts'
import type { LetterStory } from '../operations/dead-letter-story.ts'
import type { Audited } from '../operations/audit.ts'
import type { DryRun } from '../operations/dead-letters.ts'
import { submittedWithLostKey } from '../operations/lost-key.ts'
import type { OpenLetter } from '../operations/open-dead-letters.ts'
import type { TimelineEntry } from '../operations/timeline.ts'
import type { TopicSummary } from '../operations/topic-summaries.ts'
import type { OperatedGateway } from './operated-gateway.ts'

/** What an operator does with the tool, on either backbone: each says what it proves. */

const read = async <T>({ icms }: OperatedGateway, ...words: readonly string[]): Promise<T> => {
  const { code, out, aside } = await icms(...words, '--json')
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${aside}`)
  return JSON.parse(out) as T
}

/** Tasks that were just opened say for a while that they do not know yet. */
export const isReady = (gateway: OperatedGateway) =>
  until(
    async () =>
      [await gateway.icms('dead-letters', 'list'), await gateway.icms('tail', 'reference.events.v1')] as const,
    ([letters, reference]) => letters.code === 0 && reference.out.length > 10_000,
    'a gateway that is ready',
    60_000,
  )

const openOf = (gateway: OperatedGateway, key: string, count: number): Promise<readonly OpenLetter[]> =>
  until(
    async () =>
      (await read<{ deadLetters: OpenLetter[] }>(gateway, 'dead-letters', 'list')).deadLetters.filter(
        l => l.key === key,
      ),
    letters => letters.length === count,
    `${count} dead letters of ${key}`,
    60_000,
  )

/** A dead letter is found, understood by a dry run, mended and replayed; then everything says where it came from. */
export async function findsOutAndReplays(gateway: OperatedGateway) {
  const { icms, host } = gateway
  const { applicationId, record, giveKey } = await submittedWithLostKey(host.backbone)
  await host.backbone.publish([record])
  // Three services read it, and each sets it aside by itself.
  const letters = await openOf(gateway, applicationId, 3)
  const { deadLetterId: id } = letters.find(l => l.service === 'vetting')!
  const grouped = await icms('dead-letters', 'list', '--groups', '--service', 'vetting')
  expect(grouped.out).toMatch(/vetting +UNREADABLE +1 .*which the keyring does not have/)
  expect((await icms('held')).out).toMatch(new RegExp(`vetting +${applicationId} +${id} +0`))

  const failing = await icms('dead-letters', 'replay', id, '--dry-run')
  expect(failing).toMatchObject({ code: 1, out: expect.stringContaining('would fail again') })
  const failed = await icms('dead-letters', 'replay', id, '--reason', 'to see')
  expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('failed again, for the 2. time: UNREADABLE') })

  await giveKey()
  const passing = await icms('dead-letters', 'replay', id, '--dry-run')
  expect(passing).toMatchObject({ code: 0, out: expect.stringContaining('would be taken') })
  expect(passing.out).toMatch(/ApplicationReceived.*"surnameEn":"•••".*timer enquiry of application.*Nothing was done/s)
  const foreseen = (await read<DryRun>(gateway, 'dead-letters', 'replay', id, '--dry-run')).outputs.map(o => o.id)
  expect((await read<LetterStory>(gateway, 'dead-letters', 'show', id)).letter).toMatchObject({ status: 'OPEN' })

  const replayed = await icms('dead-letters', 'replay', id, '--reason', 'the key is back')
  expect(replayed).toMatchObject({ code: 0, out: expect.stringContaining(`${id}  replayed`) })
  const again = await icms('dead-letters', 'replay', id)
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('replayed already by staff command-line/ops-7') })

  const story = await read<LetterStory>(gateway, 'dead-letters', 'show', id)
  expect(story.putOut.map(o => o.id)).toEqual(foreseen)
  const shown = await icms('dead-letters', 'show', id)
  expect(shown.out).toMatch(/OPENED.*REPLAY_ASKED.*to see.*FAILED_AGAIN.*the key is back.*REPLAYED.*put out/s)
  const entries = await read<TimelineEntry[]>(gateway, 'timeline', applicationId)
  const received = entries.find(e => e.type === 'ApplicationReceived')
  expect(received).toMatchObject({ deadLetter: id, because: { type: 'ApplicationSubmitted' } })
  const told = entries.filter(e => e.type === 'DeadLetter' || e.type === 'ResolveDeadLetter')
  expect(told.length).toBeGreaterThanOrEqual(7)
  const found = await icms('search', id)
  expect(found.out).toMatch(/vetting\.events\.v1 +ApplicationReceived +dead letter/)

  const rest = await icms('dead-letters', 'replay', '--cause', 'the keyring does not have', '--yes')
  expect(rest).toMatchObject({ code: 0, out: expect.stringContaining('2 of 2') })
  expect(await icms('dead-letters', 'list')).toMatchObject({ code: 0, out: 'none open\n' })
}

/** The other messages of the key wait, and are taken in order once the dead letter was discarded. */
export async function discardsAndDrains(gateway: OperatedGateway) {
  const { icms, host } = gateway
  const { applicationId, record } = await submittedWithLostKey(host.backbone)
  const { record: other, giveKey } = await submittedWithLostKey(host.backbone, applicationId)
  await giveKey()
  await host.backbone.publish([record, other])
  const letters = await openOf(gateway, applicationId, 3)
  const { deadLetterId: id } = letters.find(l => l.service === 'vetting')!
  await until(
    async () => (await icms('held')).out,
    out => new RegExp(`vetting +${applicationId} .* 1\n`).test(out),
    'a waiting message',
  )

  const unsaid = await icms('dead-letters', 'discard', id, '--yes')
  expect(unsaid).toMatchObject({ code: 2, aside: expect.stringContaining('--reason') })
  const unsure = await icms('dead-letters', 'discard', id, '--reason', 'sent twice')
  expect(unsure).toMatchObject({ code: 2, aside: expect.stringContaining('--yes') })
  const dry = await icms('dead-letters', 'discard', id, '--dry-run')
  expect(dry.out).toMatch(/would be left out.*waits 1 input of its key; all would be taken/s)

  const discarded = await icms('dead-letters', 'discard', id, '--reason', 'sent twice', '--yes')
  expect(discarded).toMatchObject({ code: 0, out: `${id}  discarded\n` })
  const took = async () => {
    const causes = []
    for await (const { key, headers } of host.backbone.read('vetting.events.v1'))
      if (key === applicationId && headers[header.type]?.endsWith('.ApplicationReceived'))
        causes.push(headers[header.cause])
    return causes
  }
  expect(await until(took, causes => causes.length > 0, 'what waited')).toEqual([other.headers[header.id]])
  const replayed = await icms('dead-letters', 'replay', id)
  expect(replayed).toMatchObject({ code: 1, out: expect.stringContaining('discarded already') })
  for (const { deadLetterId } of letters)
    if (deadLetterId !== id) await icms('dead-letters', 'discard', deadLetterId, '--reason', 'sent twice', '--yes')
}

const patience = { timeout: 60_000, interval: 500 }

/** Topics with their lag; the first and the last messages, by key, by id, going on; in clear for whoever may. */
export async function looksAtTopics(gateway: OperatedGateway) {
  const { icms, icmsWith } = gateway
  const topic = 'reference.events.v1'
  const readersOf = async (of: string) =>
    (await read<TopicSummary[]>(gateway, 'topics')).find(one => one.topic === of)!.readers
  // A broker is told every second or so how far its readers are.
  await expect.poll(() => readersOf('vetting.commands.v1'), patience).toMatchObject([{ service: 'vetting', lag: 0 }])
  expect(await readersOf('court.filings.v1')).toMatchObject([{ service: 'court-cases' }])
  const ofVetting = async () => (await icms('topics', '--service', 'vetting')).out
  await expect.poll(ofVetting, patience).toMatch(/^identity\.events\.v1 +\d+ +vetting 0$/m)

  const lines = async (...words: readonly string[]) =>
    (await icms('tail', ...words, '--json')).out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as { key: string; id: string; offset: number })
  const first = await lines(topic, '--from', 'start', '--limit', '3')
  const last = await lines(topic, '--limit', '3')
  expect([first.length, last.length]).toEqual([3, 3])
  expect(Math.max(...first.map(r => r.offset))).toBeLessThan(Math.min(...last.map(r => r.offset)))
  const { key, id } = last[0]!
  expect((await lines(topic, '--key', key)).every(r => r.key === key)).toBe(true)
  expect((await lines(topic, '--id', id)).map(r => r.id)).toEqual([id])

  const unknown = await icms('tail', 'veting.events.v1')
  expect(unknown).toMatchObject({ code: 1, aside: expect.stringContaining('did you mean vetting.events.v1') })
  const unallowed = await icmsWith({ ICMS_OPERATOR_PERSONAL_DATA: '' }, 'tail', topic, '--personal-data')
  expect(unallowed).toMatchObject({ code: 4, aside: expect.stringContaining('ICMS_OPERATOR_PERSONAL_DATA') })
}

export const everyInput = async () => {
  const declared = await Promise.all(
    serviceNames.map(async s => inputTopicsOf((await loadDeployable(s, defaultPolicy)).service)),
  )
  return [...new Set(declared.flat())]
}

/** Unreadable bytes, a schema that never existed, a key with nothing and nothing with a key, on every topic that anybody reads. */
export async function survivesPoison(gateway: OperatedGateway) {
  const { icms, host } = gateway
  const inputs = await everyInput()
  const others = ['court.filings.v1', 'court.cases.v1', 'reference.events.v1', 'keyring.v1', 'vetting.dead-letter.v1']
  const at = Date.now()
  const values = [Buffer.from('<not avro>'), Buffer.from([0, 0x7f, 0xff, 0xff, 0xf0, 1, 2]), Buffer.alloc(0)]
  for (const topic of [...inputs, ...others])
    await host.backbone.publish(
      values.map((value, i) => ({ topic, key: `poison-${i}`, value, headers: { ce_id: `${topic}-${i}` }, at })),
    )
  const { applicationId, record, giveKey } = await submittedWithLostKey(host.backbone)
  await giveKey()
  await host.backbone.publish([record])

  // One of a key is set aside at a time; the others of its key wait behind it.
  const services = new Set<string>()
  const poisoned = new Set<string>()
  for (;;) {
    const { deadLetters } = await read<{ deadLetters: OpenLetter[] }>(gateway, 'dead-letters', 'list')
    if (deadLetters.length === 0 && poisoned.size === inputs.length * values.length) break
    for (const { deadLetterId, service, topic, key, reason, cause } of deadLetters) {
      expect([reason, cause]).toEqual([
        'UNREADABLE',
        expect.stringMatching(/not framed|schema id \d+ is not in the registry/),
      ])
      services.add(service)
      poisoned.add(`${topic} ${key}`)
      const discarded = await icms('dead-letters', 'discard', deadLetterId, '--reason', 'poison', '--yes')
      expect(discarded).toMatchObject({ code: 0 })
    }
  }
  expect([...services].toSorted()).toEqual(serviceNames.toSorted())
  const took = async () =>
    (await icms('tail', 'vetting.events.v1', '--key', applicationId)).out.match(/ApplicationReceived/g)
  expect((await until(took, Boolean, 'the application'))!.length).toBe(1)
  expect(await icms('held')).toMatchObject({ out: 'no key is held\n' })
  // The audit trail says of each that it belongs to no chain.
  const audited = JSON.parse((await icms('audit', 'verify', '--json')).out) as Audited
  const inserted = audited.faults.filter(f => f.key.startsWith('poison-'))
  expect(new Set(inserted.map(f => f.problem))).toEqual(new Set(['INSERTED']))
  // Courts are answered: what cannot be read is refused, once each.
  const refused = async () =>
    (await icms('tail', 'court.replies.v1')).out.match(/"sourceId":"court\.\w+\.v1-\d".*?"outcome":"REFUSED"/g) ?? []
  const answers = await until(refused, all => all.length >= 6, 'answers to courts')
  expect([answers.length, new Set(answers).size]).toEqual([6, 6])
  expect((await icms('tail', 'keyring.v1', '--key', 'poison-0')).out).toMatch(/not framed/)
}
