import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictureOfPage } from './page-picture.ts'
import { directoriesOnly, inCircle, makeTiff, withField } from './paper-kit.ts'
import { PaperError } from './paper-limits.ts'
import { tag } from './tiff-directory.ts'
import { openTiff } from './tiff-pages.ts'

const three = await makeTiff({ number: 1 }, { number: 2, height: 2200, yDpi: 196 }, { number: 3 })

test('pages of standard and of fine resolution are told apart by their lines an inch', () => {
  expect(openTiff(three).pages).toMatchObject([
    { width: 1728, height: 1100, xDpi: 204, yDpi: 98 },
    { width: 1728, height: 2200, xDpi: 204, yDpi: 196 },
    { width: 1728, height: 1100, xDpi: 204, yDpi: 98 },
  ])
})

test('a resolution that is nonsense is taken from the width of a facsimile and its lines', async () => {
  const odd = await makeTiff({ number: 1, xDpi: 1, yDpi: 0 }, { number: 2, height: 2200, xDpi: 9_000, yDpi: 9_000 })
  expect(openTiff(odd).pages).toMatchObject([
    { xDpi: 204, yDpi: 98 },
    { xDpi: 204, yDpi: 196 },
  ])
  expect(openTiff(await makeTiff({ number: 1, width: 800, xDpi: 0 })).pages).toMatchObject([{ xDpi: 200, yDpi: 200 }])
})

test.each([
  ['says more pixels than a page may have', tag.height, 65_535, 'TOO_LARGE', /1728 by 65535 pixels/],
  ['says no height', tag.height, 0, 'UNREADABLE', /page 1 says no size/],
])('a page that %s is refused by its header', async (_, field, value, code, why) => {
  const lying = withField(await makeTiff({ number: 1 }), field, value)
  expect(() => openTiff(lying)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(why) }))
})

test('pages whose chain leads into a circle are read once, and the last is marked', () => {
  const { pages } = openTiff(inCircle(three))
  expect(pages.map(page => page.damage)).toEqual([undefined, undefined, expect.stringMatching(/read before/)])
})

test('more pages than a document may have are refused', () => {
  expect(() => openTiff(directoriesOnly(2_001))).toThrow(expect.objectContaining({ code: 'TOO_MANY_PAGES' }))
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['eight bytes', Buffer.from('II*\0\0\0\0\0')],
  ['a BigTIFF', Buffer.from('II+\0\b\0\0\0')],
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n')],
])('%s is not a facsimile, and why is said', (_, bytes) => {
  expect(() => openTiff(bytes)).toThrow(PaperError)
})

test('wherever a file is cut off, the pages before that are whole and the cut one is marked', async () => {
  const small = { width: 216, height: 140 }
  const file = await makeTiff({ number: 1, ...small }, { number: 2, ...small, height: 280 }, { number: 3, ...small })
  const whole = openTiff(file)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: file.length }), async length => {
      const cut = file.subarray(0, length)
      let opened: ReturnType<typeof openTiff>
      try {
        opened = openTiff(cut)
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNREADABLE' })
        return
      }
      const damaged = opened.pages.findIndex(page => page.damage)
      const undamaged = damaged < 0 ? opened.pages.length : damaged
      for (let i = 0; i < undamaged; i++) expect(Buffer.from(opened.page(i))).toEqual(Buffer.from(whole.page(i)))
      if (length < file.length - 1) expect(damaged).toBe(opened.pages.length - 1)
      for (const [i, page] of opened.pages.entries()) await pictureOfPage(opened.page(i), page)
    }),
    { numRuns: 100 },
  )
})

test('bytes that were changed anywhere are read, or refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(three.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }),
      async changes => {
        const changed = Buffer.from(three)
        for (const [at, byte] of changes) changed[at] = byte
        try {
          openTiff(changed)
        } catch (error) {
          expect(error).toBeInstanceOf(PaperError)
        }
      },
    ),
    { numRuns: 500 },
  )
})
