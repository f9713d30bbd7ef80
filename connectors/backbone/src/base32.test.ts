import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { base32, base32Of16 } from './base32.ts'

test('sixteen bytes as a text become the same letters as bytes', () => {
  for (let i = 0; i < 1_000; i++) {
    const text = `part ${i}`
    const bytes = hash('sha256', text, 'buffer').subarray(0, 16)
    expect(base32Of16(hash('sha256', text, 'binary'))).toBe(base32(bytes))
  }
})

test('what was written stays known by the same ids', () => {
  expect(base32(Buffer.from('00ff10', 'hex'))).toBe('03zh0')
  expect(base32Of16('\xff'.repeat(16))).toBe('zzzzzzzzzzzzzzzzzzzzzzzzzw')
})
