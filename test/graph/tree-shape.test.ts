import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { readSourceTree, resolveImport, root, type SourceFile } from './source-tree.ts'

const files = [...readSourceTree().values()]
const linesMax = 250
const saysNothing = /^(index|utils?|helpers?|types?|common|misc|lib)\.(test\.)?(ts|mjs)$/

test('the tree has five folders and no other', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(entry => entry.name)
  expect(folders.toSorted()).toEqual(['connectors', 'deploy', 'schemas', 'services', 'test'])
})

test('a file is named for what it holds', () => {
  expect(files.map(file => file.path).filter(path => saysNothing.test(basename(path)))).toEqual([])
})

test(`a file a person wrote has at most ${linesMax} lines`, () => {
  expect(files.filter(file => file.lines > linesMax).map(file => `${file.path}: ${file.lines} lines`)).toEqual([])
})

test('every test is in a file that a run picks up, or that one of those uses', () => {
  const used = new Set(files.flatMap(file => file.imports.map(({ from }) => resolveImport(file.path, from))))
  const holdsTests = ({ text }: SourceFile) => /\bfrom 'vitest'/.test(text) && /^\s*test\(/m.test(text)
  const lost = files.filter(file => holdsTests(file) && !file.isTest && !used.has(file.path))
  expect(lost.map(file => file.path)).toEqual([])
})
