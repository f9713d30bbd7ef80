import { expect, test } from 'vitest'
import { createByteWriter } from './byte-writer.ts'

test('a short text survives wherever the buffer has to grow for it', () => {
  for (let before = 0; before < 130; before++)
    for (const text of ['', 'a', '漢', '漢字', 'ab漢', 'a'.repeat(62)]) {
      const w = createByteWriter(64)
      w.raw(Buffer.alloc(before, 1))
      w.varString(text)
      w.withLength(1, () => w.varString(text))
      const bytes = Buffer.byteLength(text)
      const string = Buffer.concat([Buffer.from([bytes * 2]), Buffer.from(text)])
      const expected = [Buffer.alloc(before, 1), string, Buffer.from([string.length * 2]), string]
      expect(Buffer.from(w.bytes())).toEqual(Buffer.concat(expected))
    }
})
