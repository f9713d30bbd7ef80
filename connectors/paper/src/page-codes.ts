import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { prepareZXingModule, readBarcodes, writeBarcode } from 'zxing-wasm'

let prepared: Promise<unknown> | undefined

/** The module comes from the package and not from the network, which is where it would look by itself. */
function prepare() {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/full/zxing_full.wasm')))
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true })
  return prepared
}

const codesMax = 8

/** What the QR codes on a page say, whichever way up it lies; none where there is none. */
export async function codesOn(picture: Uint8Array): Promise<readonly string[]> {
  await prepare()
  const read = async (image: Sharp) => {
    const { data, info } = await image
      .greyscale()
      .ensureAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const pixels = {
      data: new Uint8ClampedArray(data),
      width: info.width,
      height: info.height,
      colorSpace: 'srgb' as const,
    }
    const found = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: codesMax })
    return [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text))]
  }
  const found = await read(sharp(picture))
  // Dust between the modules, and what a fax at standard resolution leaves of them, goes where it is blurred.
  return found.length > 0 ? found : read(sharp(picture).median(3).blur(1.2))
}

/** A QR code as SVG, with the most of redundancy that there is: a third of it may be lost. */
export async function codeOf(text: string): Promise<string> {
  await prepare()
  const { svg, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=H', scale: 4 })
  if (error) throw new Error(`no QR code can be made of ${text.length} characters: ${error}`)
  return svg
}
