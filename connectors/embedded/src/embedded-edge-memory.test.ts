import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { manualClock } from '@icms/backbone/manual-clock'
import { expect, onTestFinished, test } from 'vitest'
import { openForReading, openForWriting } from './database.ts'
import { createEmbeddedEdgeMemory } from './embedded-edge-memory.ts'
import { openIn, record, temporaryFolder } from './test-kit.ts'
import type { Writer } from './writer.ts'
import type { Part } from './written-parts.ts'

const hourMs = 3_600_000

function folder() {
  const name = temporaryFolder()
  onTestFinished(() => rmSync(name, { recursive: true }))
  return name
}

/** A memory whose writer keeps what it is given, until it is let go or refused. */
function memoryOverWriter() {
  const file = join(folder(), 'icms.sqlite')
  openForWriting(file).close()
  const db = openForReading(file)
  onTestFinished(() => db.close())
  const written: Part[] = []
  let answer = Promise.withResolvers<never>()
  const write = (part: Part) => {
    written.push(part)
    return answer.promise
  }
  const writer = { write } as Partial<Writer> as Writer
  const clock = manualClock(0)
  const { edgeMemory } = createEmbeddedEdgeMemory(db, writer, { clock, alive: () => {} })
  return {
    memory: edgeMemory,
    clock,
    written,
    async refuse() {
      const { reject } = answer
      answer = Promise.withResolvers()
      reject(new Error('the disk is full'))
      await new Promise(setImmediate)
    },
  }
}

test('a file of the version before is given what it lacks, keeps what it has, and has one era from then on', async () => {
  const dataDir = folder()
  const made = await openIn(dataDir)
  await made.publish([record('k', 'kept')])
  await made.close()
  const file = new DatabaseSync(join(dataDir, 'icms.sqlite'))
  file.exec("DROP TABLE remembered; DROP TABLE counted; DELETE FROM deployment WHERE name = 'era'")
  file.exec('PRAGMA user_version = 1')
  file.close()

  const eras: string[] = []
  for (const count of [1, 2]) {
    const backbone = await openIn(dataDir)
    eras.push(await backbone.edgeMemory.era())
    expect(await backbone.edgeMemory.count('tries', hourMs)).toMatchObject({ count })
    const texts: string[] = []
    for await (const { value } of backbone.read('in')) texts.push(Buffer.from(value!).toString())
    expect(texts).toEqual(['kept'])
    await backbone.close()
  }
  expect(new Set(eras).size).toBe(1)
  const other = await openIn(folder())
  expect(eras).not.toContain(await other.edgeMemory.era())
  await other.close()
})

test('a count does not wait for the disk, and many of one name are written as one', async () => {
  const { memory, written } = memoryOverWriter()
  for (let n = 1; n <= 1_000; n++) expect(await memory.count('tries', hourMs)).toMatchObject({ count: n })
  expect(written).toEqual([{ kind: 'count', name: 'tries', count: 1, until: hourMs, now: 0 }])
})

test('while the disk is full counts go on, and are written when it is not', async () => {
  const { memory, written, refuse } = memoryOverWriter()
  for (let n = 1; n <= 3; n++) await memory.count('tries', hourMs)
  await refuse()
  expect(await memory.count('tries', hourMs)).toMatchObject({ count: 4 })
  expect(written.at(-1)).toMatchObject({ kind: 'count', count: 4 })
})

test('more names than can wait for the disk are not now, until some have had their time', async () => {
  const { memory, clock } = memoryOverWriter()
  for (let n = 0; n < 10_000; n++) await memory.count(`tries ${n}`, hourMs)
  await expect(memory.count('one more', hourMs)).rejects.toMatchObject({ code: 'NotNow' })
  expect(await memory.count('tries 7', hourMs)).toMatchObject({ count: 2 })
  clock.advanceTo(hourMs)
  expect(await memory.count('one more', hourMs)).toMatchObject({ count: 1 })
})

test('what was counted by a clock that has been set back since holds nobody up', async () => {
  const dataDir = folder()
  const later = await openIn(dataDir, { clock: manualClock(1_000 * hourMs) })
  for (const count of [1, 2]) expect(await later.edgeMemory.count('tries', hourMs)).toMatchObject({ count })
  await later.close()
  const before = await openIn(dataDir, { clock: manualClock(hourMs) })
  expect(await before.edgeMemory.count('tries', hourMs)).toEqual({ count: 1, resetsInMs: hourMs })
  await before.close()
})

test('a memory that was closed says so', async () => {
  const backbone = await openIn(folder())
  const { edgeMemory: memory } = backbone
  const era = await memory.era()
  await backbone.close()
  const asked = [
    () => memory.era(),
    () => memory.isRemembered('a', era),
    () => memory.remember('a', 1),
    () => memory.count('a', 1),
  ]
  for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'Closed' })
})
