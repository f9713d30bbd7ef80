import { expect, test } from 'vitest'
import { importsOf, packageFolder, resolveImport } from './source-tree.ts'

test('an import is found however it is written', () => {
  const text = `
import type { A } from './a.ts'
import {
  b,
  c as d,
} from 'b'
import './e.ts'
export { f } from '../f.ts'
// import { no } from 'comment'
/* import { no } from 'comment' */
const g = await import('g')
const h = require('h')
`
  expect(importsOf(text)).toEqual([
    { from: './a.ts', isType: true, names: ['A'] },
    { from: 'b', isType: false, names: ['b', 'c'] },
    { from: '../f.ts', isType: false, names: ['f'] },
    { from: './e.ts', isType: false, names: [] },
    { from: 'g', isType: false, names: [] },
    { from: 'h', isType: false, names: [] },
  ])
})

test('an import is led to its file by way of the exports of its package', () => {
  const file = 'services/vetting/src/person.ts'
  expect(resolveImport(file, './service.ts')).toBe('services/vetting/src/service.ts')
  expect(resolveImport(file, '@icms/backbone/memory/plan')).toBe('connectors/backbone/src/memory/plan.ts')
  expect(resolveImport(file, '@icms/test/stack/programs')).toBe('test/stack/programs.ts')
  expect(resolveImport(file, 'kafkajs')).toBeUndefined()
  expect(packageFolder(file)).toBe('services/vetting')
  expect(packageFolder('schemas/src/hkid.ts')).toBe('schemas')
})
