import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pictureTypeOf, turnedPicture } from './turn-picture.ts'

test.each(['png', 'jpeg'] as const)('a picture is turned by a quarter, and stays %s', async format => {
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'white' } })
    .toFormat(format)
    .toBuffer()
  const turned = await turnedPicture(picture, 90)
  expect(await sharp(turned).metadata()).toMatchObject({ width: 20, height: 40, format })
  expect([pictureTypeOf(picture), pictureTypeOf(turned)]).toEqual([`image/${format}`, `image/${format}`])
  expect(await turnedPicture(picture, 0)).toBe(picture)
})
