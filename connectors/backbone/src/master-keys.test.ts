import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemEntropy } from './entropy.ts'
import { createMasterKeys } from './master-keys.ts'

const [older, newer] = [randomBytes(32), randomBytes(32)]
const made = { subjectId: 'a-1', id: 'k1', bytes: randomBytes(32) }

test('the newest wraps, any unwraps, and what an older one wrapped is wrapped again', () => {
  const before = createMasterKeys([older], systemEntropy).wrap(made)
  const both = createMasterKeys([newer, older], systemEntropy)
  expect(both.unwrap(before)).toEqual(made.bytes)
  const again = both.rewrap(before)
  expect(again.masterKeyId).toBe(both.newestId)
  expect(createMasterKeys([newer], systemEntropy).unwrap(again)).toEqual(made.bytes)
})

test('a master key that was not given is named, and what to do', () => {
  const wrapped = createMasterKeys([older], systemEntropy).wrap(made)
  const other = createMasterKeys([newer], systemEntropy)
  expect(() => other.unwrap(wrapped)).toThrow(expect.objectContaining({ code: 'Incompatible' }))
  expect(() => other.unwrap(wrapped)).toThrow(new RegExp(`${wrapped.masterKeyId}.*give it too`))
})

test('a wrapped key put under another subject or id does not open', () => {
  const masters = createMasterKeys([older], systemEntropy)
  const wrapped = masters.wrap(made)
  expect(() => masters.unwrap({ ...wrapped, subjectId: 'a-2' })).toThrow()
  expect(() => masters.unwrap({ ...wrapped, keyId: 'k2' })).toThrow()
})

test('a master key has 32 bytes, and there is one', () => {
  expect(() => createMasterKeys([], systemEntropy)).toThrow('needs a master key')
  expect(() => createMasterKeys([randomBytes(16)], systemEntropy)).toThrow('16 bytes')
})
