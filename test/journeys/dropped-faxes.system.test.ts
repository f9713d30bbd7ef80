import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOperatedGateway } from '@icms/deploy/icms/operated-gateway'
import { makeTiff } from '@icms/paper/paper-kit'
import { deriveId } from '@icms/backbone/record'
import type { FaxPaperReceived, FaxReceived } from '@icms/schemas/generated/intake-fax-events-v1'
import { randomFrom } from '@icms/backbone/task-pump'
import { afterAll, expect, test } from 'vitest'
import { bareEnvironment } from '../stack/bare-environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-dropped-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const faxFolder = join(folder, 'faxes')
const environment = {
  ...{ ICMS_DATA_DIR: join(folder, 'data'), ICMS_FAX_FOLDER: faxFolder, ICMS_HTTP_PORT: '0', ICMS_LOG_LEVEL: 'info' },
}
const main = new URL('../../deploy/host/main.ts', import.meta.url).pathname
const names = (place: string) => readdirSync(join(faxFolder, place)).filter(name => !name.startsWith('.'))

const filesMax = 12
const rounds = 2

/** Every other file has something said beside it. */
async function drop() {
  for (const place of ['in', 'elsewhere']) mkdirSync(join(faxFolder, place), { recursive: true })
  const put = (name: string, content: string | Buffer) => {
    writeFileSync(join(faxFolder, 'elsewhere', name), content)
    renameSync(join(faxFolder, 'elsewhere', name), join(faxFolder, 'in', name))
  }
  for (let i = 0; i < filesMax; i += 1) {
    const said = { gateway: 'gateway-1', jobId: `job-${i}`, calledNumber: '25250000', pagesReceived: 1 }
    const time = { receivedAt: '2026-03-02T10:15:00+08:00', status: 'COMPLETE' }
    if (i % 2 === 0) put(`傳真 ${i}.json`, JSON.stringify({ ...said, ...time }))
    put(`傳真 ${i}.tif`, await makeTiff({ number: i, height: 200 }))
  }
}

/** Runs the gateway until faxes are being taken and a little longer, then kills it with -9. */
async function liveAndDie(lifeMs: number): Promise<void> {
  const child = spawn(process.execPath, [main], { env: { ...bareEnvironment(), ...environment } })
  const before = names('in').length
  const taking = () => names('in').length < before || child.exitCode !== null
  for (let waitedMs = 0; !taking() && waitedMs < 60_000; waitedMs += 10)
    await new Promise(resolve => setTimeout(resolve, 10))
  await new Promise(resolve => setTimeout(resolve, lifeMs))
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGKILL')
}

test('R32b, I1: a gateway that is killed with -9 while it takes dropped faxes loses none and takes none twice', async () => {
  await drop()
  const random = randomFrom(7)
  let cutShort = 0
  for (let round = 0; round < rounds && names('in').length > 4; round += 1) {
    await liveAndDie(random() * 150)
    if (names('in').length > 0) cutShort += 1
  }
  expect(cutShort).toBeGreaterThan(0)
  const { host, stop } = await startOperatedGateway(environment)
  await expect.poll(() => names('in'), { timeout: 60_000 }).toEqual([])
  const read = async (type: string) => {
    const all: unknown[] = []
    for await (const { value, headers } of host.backbone.read('intake-fax.events.v1'))
      if (headers.ce_type === `icms.intakefax.${type}`) {
        await host.backbone.codec.prepare([value!])
        all.push(host.backbone.codec.decode(value!))
      }
    return all
  }
  await expect.poll(async () => (await read('FaxPaperReceived')).length, { timeout: 90_000 }).toBe(filesMax)
  const received = (await read('FaxReceived')) as readonly FaxReceived[]
  expect(new Set(received.map(({ faxId }) => faxId)).size).toBe(filesMax)
  expect(received).toHaveLength(filesMax)
  const said = Array.from({ length: filesMax / 2 }, (_, i) => deriveId('fax', 'gateway-1', `job-${2 * i}`))
  expect(received.map(({ faxId }) => faxId)).toEqual(expect.arrayContaining(said))
  const papers = ((await read('FaxPaperReceived')) as readonly FaxPaperReceived[]).map(({ paper }) => paper)
  for (const { documents, isWhole } of papers) {
    expect(isWhole).toBe(true)
    for (const { subjectId, documentId, archiveId, pages } of documents)
      for (const id of [documentId, archiveId, ...pages.map(({ pictureId }) => pictureId)])
        expect(existsSync(join(environment.ICMS_DATA_DIR, 'documents', subjectId, id!))).toBe(true)
  }
  expect(names('done').filter(name => name.endsWith('.tif')).length).toBeGreaterThanOrEqual(filesMax)
  await stop()
}, 300_000)
