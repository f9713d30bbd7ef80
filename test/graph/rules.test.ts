import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules, rulesIn, rulesTable, testsOfRules } from './rules.ts'
import { readSourceTree, root } from './source-tree.ts'

const files = [...readSourceTree().values()]

test('a title cites single rules, parts and ranges', () => {
  expect(rulesIn('lapses 30 days after the notification (R35b)')).toEqual(['R35b'])
  expect(rulesIn('a prospective litigant (R15a–b)')).toEqual(['R15a', 'R15b'])
  expect(rulesIn('from the form to the decision (R35–R39)')).toEqual(['R39'])
  expect(rulesIn('R2 is not R29, and A31 is none')).toEqual(['R2', 'R29'])
})

test('every rule that is built is proved by a test that cites it', () => {
  const tests = testsOfRules(files)
  expect(rules.filter(({ id, built }) => built && !tests.has(id)).map(({ id }) => id)).toEqual([])
})

test('the table in services/README.md says where each rule is proved', () => {
  const readme = readFileSync(join(root, 'services/README.md'), 'utf8')
  expect(readme, 'print the table with: node test/graph/print-rules.ts').toContain(rulesTable(files))
})
