import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { itemOf, makeEnvelope } from '@icms/intake-post/envelope-kit'
import { makeTiff } from '@icms/paper/paper-kit'
import sharp from 'sharp'
import { hasProgram } from '../stack/programs.ts'
import { putEnvelope, sendFax, zipOfEnvelope } from '../journeys/paper-machines.ts'
import type { Bench, Benchmark } from './benchmark.ts'
import type { Figure } from './figures.ts'
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts'
import { handedOver, untilHandedOver } from './handed-over.ts'
import { group3Of, type Paper, pdfOf, scan, standard } from './paper-kinds.ts'

const megabyte = 1_000_000
/** As many senders as calls that are prepared at a time, so that none waits for another. */
const atOnce = 2
const envelopePages = 500
const pagesOfItem = 50
const sampleMs = 200
/** A quarter of a sheet, so that the long run takes minutes: what stays of a page does not depend on its height. */
const short = { count: 10, height: 275 } as const
const unlimited = { ICMS_HTTP_REQUESTS_PER_MINUTE: '1000000' }

/** Faxes and scans through a whole gateway on the embedded backbone, beside sharp alone. */
export const paper: Benchmark = {
  measures:
    'pages of faxes and scans from SOAP and PUT to what vetting is told, and their memory; to decoding and coding the same pages by sharp alone',
  needs: () => (hasProgram('tiffcp') ? undefined : 'tiffcp (Debian: libtiff-tools), which makes facsimiles in Group 3'),
  async run(bench) {
    const { isSmall, progress } = bench
    const dataDir = mkdtempSync(join(tmpdir(), 'icms-load-paper-'))
    const program = await startGatewayProcess({ environment: unlimited }, [], { ICMS_DATA_DIR: dataDir })
    const place = { program, dataDir, progress }
    const figures: Figure[] = []
    try {
      const two = { count: 2, width: 1_728, xDpi: 204 }
      const sheets = isSmall ? 4 : 100
      const kinds: readonly Paper[] = [
        { what: 'faxes, standard resolution, Group 4', send: 'fax', ...standard, ...two, papers: sheets },
        { what: 'faxes, fine resolution, Group 4', send: 'fax', ...two, height: 2_200, yDpi: 196, papers: sheets },
        { what: 'faxes, fine, Group 3', send: 'fax', ...two, height: 2_200, yDpi: 196, papers: sheets, isGroup3: true },
        { what: 'scans, TIFF, 300 dpi', send: 'scan', ...scan, count: 2, papers: sheets },
        { what: 'scans, PDF, 300 dpi', send: 'scan', ...scan, count: 2, papers: sheets, isPdf: true },
      ]
      for (const kind of kinds) figures.push(...(await measureKind(place, kind)))
      figures.push(await measureEnvelope(place, isSmall ? 20 : envelopePages))
      figures.push(await measureLongRun(place, isSmall ? [20, 60] : [1_000, 10_000]))
      return figures
    } finally {
      await program.kill()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

type Place = { readonly program: GatewayProcess; readonly dataDir: string } & Pick<Bench, 'progress'>

let made = 0

/** A paper of its own each time, so that none is a repeat. */
async function contentOf({ count, width, height, xDpi, yDpi, isPdf, isGroup3 }: Paper): Promise<Buffer> {
  const first = made
  made += count
  const pages = Array.from({ length: count }, (_, i) => ({ number: first + i, width, height, xDpi, yDpi }))
  const tiff = await makeTiff(...pages)
  if (isPdf) return pdfOf(tiff)
  return isGroup3 ? group3Of(tiff) : tiff
}

async function send({ program, dataDir }: Place, how: Paper['send'], contents: readonly Buffer[], pages: number) {
  const id = `BENCH-${++made}`
  if (how === 'fax') return void (await sendFax(program.origin, { jobId: id, content: contents[0]!, pages }))
  const isPdf = contents[0]!.subarray(0, 5).toString() === '%PDF-'
  const [ending, mediaType] = isPdf ? (['pdf', 'application/pdf'] as const) : (['tif', 'image/tiff'] as const)
  const files = contents.map((content, i) => ({ name: `${i}.${ending}`, content, isStored: true }))
  const items = files.map(({ name, content }) => itemOf(String(100_000 + ++made), name, content, { mediaType, pages }))
  const envelope = await makeEnvelope(id, [], { items })
  await putEnvelope(program.origin, id, await zipOfEnvelope({ ...envelope, files }, dataDir))
}

async function measureKind(place: Place, kind: Paper): Promise<Figure[]> {
  const { program, dataDir, progress } = place
  progress(kind.what)
  const contents: Buffer[] = []
  for (let i = 0; i < kind.papers; i++) contents.push(await contentOf(kind))
  const [before, micros, startedAt] = [handedOver(dataDir), await program.cpuMicros(), performance.now()]
  let next = 0
  const lane = async () => {
    while (next < contents.length) await send(place, kind.send, [contents[next++]!], kind.count)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  await untilHandedOver(dataDir, before + kind.papers)
  const seconds = (performance.now() - startedAt) / 1_000
  const pages = kind.papers * kind.count
  const perCore = pages / (((await program.cpuMicros()) - micros) / 1e6)
  const alone = await sharpAlone(kind.isPdf ? await contentsAsTiff(kind) : contents, kind.count)
  const over = (what: string, value: number) => ({ what: `sharp alone, ${what}`, value, unit: 'pages/s' })
  return [
    {
      what: kind.what,
      measured: { value: pages / seconds, unit: 'pages/s' },
      over: over('one by one', alone.perSecond),
    },
    {
      what: '… per core that the gateway used',
      measured: { value: perCore, unit: 'pages/s' },
      over: over('per core', alone.perCore),
    },
  ]
}

/** sharp draws no PDF: the same pages as pictures. */
const contentsAsTiff = async (kind: Paper) => [await contentOf({ ...kind, isPdf: false })]

/** Each page decoded and coded as a PNG: the least that showing it takes. */
async function sharpAlone(files: readonly Buffer[], count: number) {
  const [startedAt, used] = [performance.now(), process.cpuUsage()]
  for (const file of files)
    for (let page = 0; page < count; page++) await sharp(file, { page }).greyscale().png().toBuffer()
  const { user, system } = process.cpuUsage(used)
  const pages = files.length * count
  return { perSecond: (pages / (performance.now() - startedAt)) * 1_000, perCore: pages / ((user + system) / 1e6) }
}

/** The most that the process occupies while one large envelope is taken and prepared. */
async function measureEnvelope(place: Place, pages: number): Promise<Figure> {
  const { program, dataDir, progress } = place
  progress(`an envelope of ${pages} pages`)
  const kind: Paper = { what: '', send: 'scan', ...scan, count: Math.min(pages, pagesOfItem), papers: 1 }
  const contents: Buffer[] = []
  for (let i = 0; i < pages / kind.count; i++) contents.push(await contentOf(kind))
  const [before, heap] = [handedOver(dataDir), await program.bytes()]
  const idle = await program.residentBytes()
  let most = idle
  const look = async () => {
    const now = await program.residentBytes().catch(() => 0)
    most = Math.max(most, now)
  }
  const sampling = setInterval(() => void look(), sampleMs)
  try {
    await send(place, 'scan', contents, kind.count)
    await untilHandedOver(dataDir, before + 1)
  } finally {
    clearInterval(sampling)
  }
  const left = (await program.bytes()) - heap
  progress(`after it, ${(left / megabyte).toFixed(1)} MB more are in use than before`)
  return {
    what: `most memory (resident) while an envelope of ${pages} pages is taken`,
    measured: { value: most / megabyte, unit: 'MB' },
    over: { what: 'before it', value: idle / megabyte, unit: 'MB' },
  }
}

/** Memory after garbage was collected, early and late: what grows with the pages that went through would show. */
async function measureLongRun(place: Place, [early, late]: readonly [number, number]): Promise<Figure> {
  const { program, dataDir, progress } = place
  const kind: Paper = { what: '', send: 'fax', ...standard, ...short, papers: 0 }
  const bytes: number[] = []
  let sent = 0
  const before = handedOver(dataDir)
  for (const pages of [early, late]) {
    while (sent < pages) {
      await Promise.all(
        Array.from({ length: atOnce }, async () => send(place, 'fax', [await contentOf(kind)], kind.count)),
      )
      sent += atOnce * kind.count
      if (sent % 500 === 0) progress(`${sent} pages`)
      // No backlog is built up: it would be measured too.
      if (sent % 100 === 0) await untilHandedOver(dataDir, before + sent / kind.count)
    }
    await untilHandedOver(dataDir, before + sent / kind.count)
    bytes.push(await program.bytes())
  }
  return {
    what: `memory in use after ${late.toLocaleString('en')} pages`,
    measured: { value: bytes[1]! / megabyte, unit: 'MB' },
    over: { what: `after ${early.toLocaleString('en')}`, value: bytes[0]! / megabyte, unit: 'MB' },
  }
}
