import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes, writeBarcode } from 'zxing-wasm'
import { imageOf, type PagePixels, pixelsOf } from './page-pixels.ts'

let prepared: Promise<unknown> | undefined

/** The module comes from the package and not from the network, which is where it would look by itself. */
function prepare() {
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: wasmBinary() }, fireImmediately: true })
  return prepared
}

const wasmBinary = () =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/full/zxing_full.wasm')))).buffer

const codesMax = 8

/** What the QR codes on a page say, whichever way up it lies; none where there is none. */
export async function codesOn(page: PagePixels): Promise<readonly string[]> {
  await prepare()
  const found = await look(page)
  // Dust between the modules goes where it is blurred, which takes longer than all the rest: it is done for a code that was seen.
  const isSeen = found.texts.length === 0 && found.isDamaged
  return isSeen ? (await look(await pixelsOf(imageOf(page).median(3).blur(1.2)))).texts : found.texts
}

/** Codes are printed in black on white, so nothing is looked for the other way round. Smaller copies are looked at as well. */
async function look({ width, height, grey }: PagePixels) {
  // A portable graymap is a header before the dots: nothing has to be unfolded or made into colours.
  const graymap = Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), grey])
  const symbols = await readBarcodes(graymap, {
    ...{ formats: ['QRCode'], maxNumberOfSymbols: codesMax },
    ...{ tryHarder: true, tryInvert: false, returnErrors: true },
  })
  const texts = symbols.filter(({ isValid }) => isValid).map(({ text }) => text)
  return { texts: [...new Set(texts)], isDamaged: symbols.some(({ isValid }) => !isValid) }
}

/** A QR code as SVG, with the most of redundancy that there is: a third of it may be lost. */
export async function codeOf(text: string): Promise<string> {
  await prepare()
  const { svg, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=H', scale: 4 })
  if (error) throw new Error(`no QR code can be made of ${text.length} characters: ${error}`)
  return svg
}
