import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demonstrationKeyFiles, demonstrationKeySet, readPrivateKey } from '@icms/intake-post/demonstration-keys'
import { makeEnvelope, zipped } from '@icms/intake-post/envelope-kit'
import { bareEnvironment } from '@icms/test/stack/bare-environment'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'icms-scan-'))
const dataDir = join(folder, 'data')
const scan = join(folder, 'scan')
const at = (...parts: readonly string[]) => join(scan, ...parts)
const listed = (name: string) => readdirSync(at(name)).toSorted()
const running: { kill(signal: NodeJS.Signals): void }[] = []

beforeAll(async () => {
  await demonstrationKeySet(dataDir)
  mkdirSync(at('in'), { recursive: true })
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function host() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...bareEnvironment(), ICMS_HTTP_PORT: '0', ICMS_DATA_DIR: dataDir, ICMS_SCAN_FOLDER: scan },
  })
  running.push(child)
  const ended = once(child, 'exit')
  let said = ''
  child.stdout.on('data', data => (said += String(data)))
  child.stderr.on('data', data => (said += String(data)))
  await expect.poll(() => said, { timeout: 60_000 }).toContain('ready in')
  return { child, ended }
}

async function drop(envelopeId: string, numbers: readonly string[], change?: (zip: Buffer) => Buffer) {
  const zip = await zipped(
    // What is on the pages does not matter here.
    await makeEnvelope(envelopeId, numbers, {}, { height: 200 }),
    readPrivateKey(demonstrationKeyFiles(dataDir).privateKey),
  )
  writeFileSync(at(`${envelopeId}.part`), change ? change(zip) : zip)
  renameSync(at(`${envelopeId}.part`), at('in', `${envelopeId}.zip`))
}

const outcomeOf = (envelopeId: string) => JSON.parse(readFileSync(at('out', `${envelopeId}.json`), 'utf8'))

test('R32b: envelopes in the folder are each taken once and answered, also when the process is killed in the middle', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `ENV-FOLDER-${100 + i}`)
  for (const [i, id] of ids.entries()) await drop(id, [`${500_000 + i * 10}`, `${500_001 + i * 10}`])
  const first = await host()
  await expect.poll(() => listed('out').length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(2)
  first.child.kill('SIGKILL')
  await first.ended
  expect(listed('done').length).toBeLessThan(ids.length)
  const second = await host()
  await expect.poll(() => listed('done'), { timeout: 60_000 }).toEqual(ids.map(id => `${id}.zip`))
  for (const id of ids)
    expect(outcomeOf(id)).toMatchObject({ envelopeId: id, outcome: 'ACCEPTED', duplicate: false, pagesAccepted: 2 })
  expect([listed('in'), listed('refused')]).toEqual([[], []])

  await drop('ENV-FOLDER-100', ['500000', '500001'])
  await drop('ENV-FOLDER-200', ['500000'])
  await drop('not an id', ['500900'])
  // Half of a file that is still being written is let be.
  const half = await zipped(
    await makeEnvelope('ENV-FOLDER-300', ['500910']),
    readPrivateKey(demonstrationKeyFiles(dataDir).privateKey),
  )
  writeFileSync(at('in', 'ENV-FOLDER-300.zip'), half.subarray(0, 900))
  await expect.poll(() => listed('refused'), { timeout: 30_000 }).toEqual(['ENV-FOLDER-200.zip', 'not an id.zip'])
  expect(outcomeOf('ENV-FOLDER-200').problems).toMatchObject([{ code: 'CONTROL_NUMBER_REPEATED', where: '500000' }])
  expect(outcomeOf('not an id').problems).toMatchObject([{ code: 'ID_MISMATCH' }])
  await expect.poll(() => outcomeOf('ENV-FOLDER-100').duplicate, { timeout: 30_000 }).toBe(true)
  expect(listed('in')).toEqual(['ENV-FOLDER-300.zip'])
  writeFileSync(at('in', 'ENV-FOLDER-300.zip'), half)
  await expect.poll(() => listed('done').includes('ENV-FOLDER-300.zip'), { timeout: 30_000 }).toBe(true)
  second.child.kill('SIGTERM')
  await second.ended
}, 240_000)
