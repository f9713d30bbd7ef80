import { codeOf } from '@icms/paper/page-codes'
import { makeTiff } from '@icms/paper/paper-kit'
import { coverSheetCodeOf } from '@icms/schemas/cover-sheet-code'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { preparePaper } from './prepare-paper.ts'

function storeOf(original: Uint8Array) {
  const stored = new Map<string, Uint8Array>([['fax-1/original', original]])
  const store = {
    get: async (subject: string, id: string) => stored.get(`${subject}/${id}`),
    put: async (subject: string, id: string, content: Uint8Array) => void stored.set(`${subject}/${id}`, content),
  }
  const prepare = () =>
    preparePaper(store, { subject: 'fax-1', documentId: 'original', receivedAt: 1_772_417_700_000, title: 'A fax' })
  return { stored, prepare }
}

test('R32b: each page of a fax has its picture, and all of them one archive file; done again, it is the same', async () => {
  const { stored, prepare } = storeOf(await makeTiff({ number: 1 }, { number: 2, height: 2_200, yDpi: 196 }))
  const prepared = await prepare()
  expect(prepared.pages).toMatchObject([
    { page: 1, width: 1728, reference: null, damage: null },
    { page: 2, width: 1728, reference: null, damage: null },
  ])
  const files = new Map(stored)
  expect(files.size).toBe(4)
  const archive = Buffer.from(files.get(`fax-1/${prepared.archiveId}`)!)
  expect(archive.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await prepare()).toEqual(prepared)
  expect(stored).toEqual(files)
})

test('R32b: a cover sheet names its application', async () => {
  const applicationId = 'abc10def00ghjkmnpqrstvwxyz'
  const code = await sharp(Buffer.from(await codeOf(coverSheetCodeOf(applicationId))))
    .resize(420)
    .toBuffer()
  const sheet = await sharp({ create: { width: 1_728, height: 2_292, channels: 3, background: 'white' } })
    .composite([{ input: code, left: 600, top: 500 }])
    .tiff({ compression: 'lzw', xres: 8, yres: 8 })
    .toBuffer()
  const { prepare } = storeOf(sheet)
  expect((await prepare()).pages).toMatchObject([{ page: 1, reference: applicationId }])
})

test('what cannot be read at all is refused in words', async () => {
  await expect(storeOf(Buffer.from('no picture')).prepare()).rejects.toMatchObject({ code: 'UNREADABLE' })
})
