import sharp, { type Sharp } from 'sharp'

/** A page in shades of grey, dot by dot, without padding: what programs look at. It is decoded once for all of them. */
export type PagePixels = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

export async function pixelsOf(picture: Uint8Array | Sharp): Promise<PagePixels> {
  const image = picture instanceof Uint8Array ? sharp(picture).flatten({ background: 'white' }) : picture
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  if (info.channels !== 1) throw new Error(`a page in grey has one channel, not ${info.channels}`)
  return { width: info.width, height: info.height, grey: data }
}

export const imageOf = ({ width, height, grey }: PagePixels): Sharp =>
  sharp(grey, { raw: { width, height, channels: 1 } })
