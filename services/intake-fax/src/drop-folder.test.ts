import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DropFolder, watchDropFolder } from './drop-folder.ts'
import type { FaxJob } from './fax-job.ts'
import { FaxRefusal, notNow } from './fax-refusal.ts'
import { faxIdOf, type ReceiveFax } from './receive-fax.ts'

/** As the real ones, a hundred times as fast. */
const times = { lookEveryMs: 20, unchangedMs: 300, sidecarMs: 50 }
let folder: string
let watching: DropFolder | undefined
let taken: FaxJob[]
let lines: string[]
let refuse: (job: FaxJob, content: Uint8Array) => Error | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icms-drop-'))
  for (const place of ['in', 'done', 'refused', 'elsewhere']) mkdirSync(join(folder, place))
  taken = []
  lines = []
  refuse = () => undefined
})
afterEach(async () => {
  await watching?.stop()
  watching = undefined
  rmSync(folder, { recursive: true, force: true })
})

const receiveFax: ReceiveFax = async (job, document) => {
  const refusal = refuse(job, (await document())!)
  if (refusal) throw refusal
  const duplicate = taken.some(({ jobId, gateway }) => jobId === job.jobId && gateway === job.gateway)
  if (!duplicate) taken.push(job)
  return { receipt: faxIdOf(job), acceptedAt: 0, duplicate }
}
const watch = () => {
  const log = (message: string, fields?: object) => void lines.push(JSON.stringify([message, fields]))
  watching = watchDropFolder(folder, { clock: systemClock(), log, receiveFax }, times)
  return watching
}
const at = (...parts: readonly string[]) => join(folder, ...parts)
const names = (place: string) =>
  readdirSync(at(place))
    .filter(name => place !== 'done' || !name.startsWith('.'))
    .toSorted()
/** As whoever drops files should: written elsewhere, then renamed into its place. */
function drop(name: string, content: string | Uint8Array = name) {
  writeFileSync(at('elsewhere', 'file'), content)
  renameSync(at('elsewhere', 'file'), at('in', name))
}
const sidecar = {
  ...{ gateway: 'gateway-1', jobId: 'job-1', callerNumber: '23456789', calledNumber: '25250000' },
  ...{
    receivedAt: '2026-03-02T10:15:00+08:00',
    pagesReceived: 2,
    pagesDeclared: 3,
    status: 'PARTIAL',
    continues: 'job-0',
  },
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 50_000, interval: 20 })

test('a file with what is said of it beside it is taken as that job, and both are moved', async () => {
  drop('a.json', JSON.stringify(sidecar))
  drop('a.tif')
  watch()
  await until(() => expect(names('done')).toEqual(['a.json', 'a.tif']))
  const { gateway, jobId, callerNumber, continues } = sidecar
  const receivedAt = Date.parse(sidecar.receivedAt)
  expect(taken).toMatchObject([{ gateway, jobId, callerNumber, continues, receivedAt, isPartial: true }])
  await until(() => expect(names('in')).toEqual([]))
})

test('the same file again is the same job, under another name another one', async () => {
  drop('b.tif', 'content')
  watch()
  await until(() => expect(names('done')).toEqual(['b.tif']))
  await until(() => expect(names('in')).toEqual([]))
  drop('b.tif', 'content')
  await until(() => expect(names('done')).toEqual(['b.tif', 'b~2.tif']))
  drop('c.tif', 'content')
  await until(() => expect(names('done')).toHaveLength(3))
  expect(taken.map(({ gateway }) => gateway)).toEqual(['drop-folder', 'drop-folder'])
})

test('names in Chinese, with spaces and in capitals are names like others; folders, links and other files are left alone', async () => {
  writeFileSync(at('elsewhere', 'real.tif'), 'secret')
  symlinkSync(at('elsewhere', 'real.tif'), at('in', 'link.tif'))
  mkdirSync(at('in', 'folder.tif'))
  drop('notes.txt')
  drop('.hidden.tif')
  for (const name of ['傳真 一.TIF', 'a b  c.Pdf', "it's; $(x).tiff"]) drop(name)
  const { troubles } = watch()
  await until(() => expect(names('done')).toEqual(['a b  c.Pdf', "it's; $(x).tiff", '傳真 一.TIF']))
  await until(() => expect(troubles()).toEqual(['drop folder: 1 files are neither .tif, .tiff nor .pdf']))
  await until(() => expect(names('in')).toEqual(['.hidden.tif', 'folder.tif', 'link.tif', 'notes.txt']))
  expect(lines.join()).not.toMatch(/傳真|a b/)
})

test('a file that is being written is left until it has not changed for long enough', async () => {
  writeFileSync(at('in', 'slow.tif'), 'a')
  watch()
  for (let i = 0; i < 12; i += 1) {
    await new Promise(resolve => setTimeout(resolve, 60))
    writeFileSync(at('in', 'slow.tif'), 'more', { flag: 'a' })
    expect(taken).toEqual([])
  }
  await until(() => expect(names('done')).toEqual(['slow.tif']))
  expect(readFileSync(at('done', 'slow.tif'), 'utf8')).toBe(`a${'more'.repeat(12)}`)
  // One that was written long before is complete.
  writeFileSync(at('in', 'old.tif'), 'old')
  utimesSync(at('in', 'old.tif'), 1, 1)
  await until(() => expect(names('done')).toContain('old.tif'))
})

test('what is refused lies beside its reason; nothing takes the place of another file', async () => {
  refuse = () => new FaxRefusal('UNREADABLE', 'it is no picture', '/NotifyFaxReceived/document')
  drop('x.tif', 'one')
  drop('x.json', JSON.stringify(sidecar))
  watch()
  await until(() => expect(names('refused')).toEqual(['x.json', 'x.tif', 'x.tif.reason.json']))
  expect(JSON.parse(readFileSync(at('refused', 'x.tif.reason.json'), 'utf8'))).toEqual({
    ...{ file: 'x.tif', code: 'UNREADABLE', message: 'it is no picture', where: '/NotifyFaxReceived/document' },
  })
  drop('x.tif', 'two')
  await until(() => expect(names('refused')).toContain('x~2.tif.reason.json'))
  await until(() => expect(names('in')).toEqual([]))
  expect(['x.tif', 'x~2.tif'].map(name => readFileSync(at('refused', name), 'utf8'))).toEqual(['one', 'two'])
})

test('what is said beside a file and is not in order keeps the file from being taken', async () => {
  drop('cut.json', '{"gateway":')
  drop('cut.tif')
  watch()
  await until(() => expect(names('refused')).toEqual(['cut.json', 'cut.tif', 'cut.tif.reason.json']))
  expect(JSON.parse(readFileSync(at('refused', 'cut.tif.reason.json'), 'utf8'))).toMatchObject({ code: 'INVALID' })
  expect(taken).toEqual([])
})

test('while nothing can be kept, or the folder cannot be written, files stay, and it is said', async () => {
  refuse = () => notNow('the fax cannot be kept just now', Object.assign(new Error('/secret/name'), { code: 'ENOSPC' }))
  drop('full.tif')
  const { troubles, stop } = watch()
  await until(() => expect(troubles().join()).toMatch(/1 files cannot be taken or moved \(NOT_NOW, ENOSPC\)/))
  expect(names('in')).toEqual(['full.tif'])
  await stop()
  refuse = () => undefined
  rmSync(at('done'), { recursive: true })
  writeFileSync(at('done'), 'a file in the way')
  const second = watch()
  await until(() => expect(second.troubles().join()).toMatch(/cannot be read or written \((EEXIST|ENOTDIR)\)/))
  rmSync(at('done'))
  await until(() => expect(names('done')).toEqual(['full.tif']))
  await until(() => expect(second.troubles()).toEqual([]))
  expect(lines.join()).not.toContain('secret')
})

test('what is said of a file follows it, where a process ended between the two; what is said of one to come does not', async () => {
  writeFileSync(at('done', 'y.tif'), 'taken before')
  drop('y.json', JSON.stringify(sidecar))
  linkSync(at('in', 'y.json'), at('done', 'y.json'))
  drop('z.json', JSON.stringify({ ...sidecar, jobId: 'job-2' }))
  writeFileSync(at('done', 'z.tif'), 'another of that name')
  watch()
  await until(() => expect(names('in')).toEqual(['z.json']))
  drop('z.tif')
  await until(() => expect(names('in')).toEqual([]))
  expect(names('done')).toEqual(['y.json', 'y.tif', 'z.json', 'z.tif', 'z~2.tif'])
  expect(taken).toMatchObject([{ jobId: 'job-2' }])
})

test('a file that comes under the name of one that is just being taken is neither lost nor taken for that one', async () => {
  let replaced = 0
  refuse = job => {
    // Renamed over the one that is in hand.
    if (replaced === taken.length && replaced++ < 5) drop('same.tif', `content ${replaced}`)
    return job.sha256 === '' ? new Error() : undefined
  }
  drop('same.tif', 'content 0')
  watch()
  await until(() => expect(taken).toHaveLength(6))
  await until(() => expect(names('in')).toEqual([]))
  expect(new Set(taken.map(({ sha256 }) => sha256)).size).toBe(6)
})

test('a thousand files at once are taken a few at a time', async () => {
  let [atOnce, most] = [0, 0]
  const counting: ReceiveFax = async (...given) => {
    atOnce += 1
    most = Math.max(most, atOnce)
    await new Promise(resolve => setTimeout(resolve, 1))
    atOnce -= 1
    return receiveFax(...given)
  }
  for (let i = 0; i < 1_000; i += 1) drop(`${i}.tif`)
  watching = watchDropFolder(folder, { clock: systemClock(), log: () => {}, receiveFax: counting }, times)
  await until(() => expect(names('in')).toEqual([]))
  expect(taken).toHaveLength(1_000)
  expect(names('done')).toHaveLength(1_000)
  expect(most).toBeLessThanOrEqual(4)
}, 60_000)
