import { randomFrom } from './paper-kit.ts'

const [width, height] = [1_200, 1_697]
const black = 'fill="black"'

/** Test kit: a form as SVG, with headings and boxes that are the same for everybody, and what one person wrote in it by hand. */
export function filledInForm(person: number): Buffer {
  const draw = randomFrom(person)
  const lines = Array.from({ length: 18 }, (_, line) => {
    const top = 180 + line * 80
    const heading = `<rect x="90" y="${top}" width="${110 + ((line * 37) % 120)}" height="11" ${black}/>`
    const box = `<rect x="380" y="${top - 14}" width="730" height="42" fill="none" stroke="black" stroke-width="2"/>`
    return `${heading}${box}${draw() < 0.12 ? '' : handwriting(draw, top)}`
  })
  const title = `<rect x="90" y="70" width="560" height="26" ${black}/><rect x="90" y="112" width="380" height="14" ${black}/>`
  const size = `width="${width}" height="${height}"`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="white"/>${title}${lines.join('')}</svg>`,
  )
}

function handwriting(draw: () => number, top: number): string {
  const strokes: string[] = []
  const end = 480 + draw() * 560
  for (let x = 400; x < end; x += 24 + draw() * 30) {
    const curve = `q ${draw() * 16} ${draw() * 24 - 12} ${draw() * 26} ${draw() * 10 - 5}`
    const place = `${x} ${top - 6 + draw() * 22}`
    strokes.push(`<path d="M${place} ${curve}" stroke="black" stroke-width="${3 + draw() * 2}" fill="none"/>`)
  }
  return strokes.join('')
}
