/** A text that is JSON to every program alike, or why not: where in words, never what it says there. */
export type StrictJson = { readonly value: unknown } | { readonly why: string }

/** Deeper than anything that is sent; programs differ in what they do with more. */
const depthMax = 20

/**
 * Reads JSON as RFC 8259 and I-JSON (RFC 7493) have it: UTF-8 without a mark, no name twice in an object. Of a name that is
 * there twice programs take one or the other, so that what was signed could be read in two ways.
 */
export function parseStrictJson(bytes: Uint8Array): StrictJson {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { why: 'it begins with a byte order mark; write UTF-8 without one' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { why: 'it is not UTF-8' }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const place = /position (\d+)/.exec(String(error))?.[1]
    return { why: `it is not JSON${place ? ` at character ${place}` : ''}` }
  }
  const why = whyAmbiguous(text)
  return why ? { why } : { value }
}

/** Goes through the signs of a text that is JSON: names of each open object, and how deep it is. */
function whyAmbiguous(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  const sign = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const [token, colon] = found
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      if (open.length > depthMax) return `it is nested deeper than ${depthMax} at character ${found.index}`
    } else if (token === '}' || token === ']') open.pop()
    else if (colon) {
      const name = JSON.parse(token.slice(0, token.length - colon.length)) as string
      const names = open.at(-1)!
      if (names.has(name)) return `a name is there twice in one object at character ${found.index}`
      names.add(name)
    }
  }
  return undefined
}
