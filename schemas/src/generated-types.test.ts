import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AvroField, isUnion } from './avro-schema.ts'
import { allRecords, type CatalogueRecord } from './catalogue.ts'
import { anyValueOf } from './message-arbitrary.ts'

const repository = join(import.meta.dirname, '../..')
const samples = 3

/** A value as TypeScript would write it. */
const literal = (value: unknown): string => {
  if (Buffer.isBuffer(value)) return `Buffer.from('${value.toString('hex')}', 'hex')`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${JSON.stringify(name)}: ${literal(part)}`)
    .join(', ')} }`
}

const isNullable = ({ type }: AvroField): boolean => isUnion(type) && type.includes('null')

/** What the compiler must take: what the codec takes. What it must not: the same with one field missing or null. */
const statementsFor = ({ folder, name, schema }: CatalogueRecord, place: number): string[] => {
  const type = `R${place}.${name}`
  const values = fc.sample(anyValueOf(schema), { numRuns: samples, seed: 7 })
  const { ...first } = values[0]
  const without = (field: string) => Object.fromEntries(Object.entries(first).filter(([key]) => key !== field))
  const wrong = [
    { ...first, noSuchField: 1 },
    ...schema.fields.map(field => without(field.name)),
    ...schema.fields.filter(field => !isNullable(field)).map(field => ({ ...first, [field.name]: null })),
  ]
  const file = join(import.meta.dirname, 'generated', `${folder.replaceAll('.', '-')}.ts`)
  return [
    `import type * as R${place} from ${JSON.stringify(file)}`,
    ...values.map((value, run) => `export const right${place}_${run}: ${type} = ${literal(value)}`),
    ...wrong.map((value, run) => `// @ts-expect-error\nexport const wrong${place}_${run}: ${type} = ${literal(value)}`),
  ]
}

test('the generated types take exactly what the codecs take, says the compiler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'generated-types-'))
  try {
    writeFileSync(join(folder, 'values.mts'), allRecords().flatMap(statementsFor).join('\n'))
    const typeRoots = [join(repository, 'node_modules/@types')]
    const settings = {
      extends: join(repository, 'tsconfig.json'),
      compilerOptions: { typeRoots },
      files: ['values.mts'],
      include: [],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const compiler = spawnSync(join(repository, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' })
    expect(`${compiler.stdout}${compiler.stderr}`.slice(0, 5000)).toBe('')
    expect(compiler.status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
