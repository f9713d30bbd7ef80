import { paperLimits } from './paper-limits.ts'

/** Quarters of a circle, clockwise, by which a picture is turned. */
export const turns = [0, 90, 180, 270] as const

export type Turn = (typeof turns)[number]

/** A picture turned for showing, in the form that it has. Pages are scanned upside down. */
export async function turnedPicture(picture: Uint8Array, turn: Turn): Promise<Uint8Array> {
  if (turn === 0) return picture
  const { default: sharp } = await import('sharp')
  return sharp(picture, { limitInputPixels: paperLimits.pagePixelsMax }).rotate(turn).toBuffer()
}

/** Media type of a picture as pages are stored. */
export const pictureTypeOf = (picture: Uint8Array): 'image/png' | 'image/jpeg' =>
  picture[0] === 0x89 ? 'image/png' : 'image/jpeg'
