import type { PagePixels } from './page-pixels.ts'

/** Points of the small picture along each side, and waves that are looked at: 16 by 16 make 256 bits. */
const points = 64
const waves = 16
/** Edges of scanned paper differ from scan to scan: what lies there says nothing of the page. */
const marginShare = 0.03
const shadesMin = 3
/** What a point is compared with: those around it, so far each way, and so much of contrast where there is hardly any. */
const aroundPoints = 6
const contrastMin = 2

/** Cosines of each wave at each point: those of the discrete cosine transform (DCT-II). */
const cosines = Array.from({ length: waves }, (_, wave) =>
  Float64Array.from({ length: points }, (_, point) => Math.cos(((2 * point + 1) * wave * Math.PI) / (2 * points))),
)

/**
 * A hash of what a page looks like: the signs of its 256 longest waves, as 64 hexadecimal digits, where every part of the page
 * has the same contrast. So what was written into a form counts as much as its frames and headings, and lines that a fax machine
 * loses or thickens count little. The same page seen again, by another machine, at another resolution or a little askew, has
 * nearly the same one. Undefined for a page with nothing on it, since all of these look alike.
 */
export async function pageHashOf(page: PagePixels): Promise<string | undefined> {
  // Most who compare hashes make none, and need nothing that reads pictures.
  const { imageOf } = await import('./page-pixels.ts')
  const { width, height } = page
  const x = Math.round(width * marginShare)
  const y = Math.round(height * marginShare)
  const small = await imageOf(page)
    .extract({ left: x, top: y, width: Math.max(1, width - 2 * x), height: Math.max(1, height - 2 * y) })
    .resize(points, points, { fit: 'fill', kernel: 'cubic' })
    .blur(1.2)
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  if (small.reduce((a, b) => Math.max(a, b)) - small.reduce((a, b) => Math.min(a, b)) < shadesMin) return undefined
  const strengths = wavesOf(evenOf(small))
  // The first says how dark the page is and nothing else.
  const median = strengths.slice(1).toSorted()[(waves * waves - 1) >> 1]!
  const hash = Buffer.alloc((waves * waves) / 8)
  for (const [bit, strength] of strengths.entries()) if (strength > median) hash[bit >> 3]! |= 1 << (bit & 7)
  return hash.toString('hex')
}

/** Each point by how it differs from those around it, in terms of how these differ among themselves. */
function evenOf(small: Uint8Array): Float64Array {
  const even = new Float64Array(points * points)
  for (let y = 0; y < points; y++)
    for (let x = 0; x < points; x++) {
      let [count, sum, squares] = [0, 0, 0]
      for (let j = Math.max(0, y - aroundPoints); j <= Math.min(points - 1, y + aroundPoints); j++)
        for (let i = Math.max(0, x - aroundPoints); i <= Math.min(points - 1, x + aroundPoints); i++) {
          const shade = small[j * points + i]!
          count += 1
          sum += shade
          squares += shade * shade
        }
      const mean = sum / count
      const contrast = Math.sqrt(Math.max(0, squares / count - mean * mean))
      even[y * points + x] = (small[y * points + x]! - mean) / (contrast + contrastMin)
    }
  return even
}

function wavesOf(small: Float64Array): Float64Array {
  const rows = new Float64Array(waves * points)
  for (let wave = 0; wave < waves; wave++)
    for (let row = 0; row < points; row++) {
      let sum = 0
      for (let point = 0; point < points; point++) sum += small[row * points + point]! * cosines[wave]![point]!
      rows[wave * points + row] = sum
    }
  const strengths = new Float64Array(waves * waves)
  for (let across = 0; across < waves; across++)
    for (let down = 0; down < waves; down++) {
      let sum = 0
      for (let row = 0; row < points; row++) sum += rows[across * points + row]! * cosines[down]![row]!
      strengths[down * waves + across] = sum
    }
  return strengths
}

/** In how many of 256 bits two hashes differ: some 128 where pages have nothing to do with each other. */
export function hashDistance(a: string, b: string): number {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')]
  let distance = 0
  for (const [i, byte] of left.entries())
    for (let differing = byte ^ right[i]!; differing; differing >>= 1) distance += differing & 1
  return distance
}
