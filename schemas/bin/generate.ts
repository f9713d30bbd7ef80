import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

// node schemas/bin/generate.ts           writes src/generated from avro
// node schemas/bin/generate.ts --check   fails when src/generated is not what it would write

const avroFolder = join(import.meta.dirname, '../avro')
const generatedFolder = join(import.meta.dirname, '../src/generated')

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(join(generatedFolder, file), 'utf8')
  } catch {
    return undefined
  }
}

const run = (checkOnly: boolean): string[] => {
  const wanted = generatedFiles(avroFolder)
  mkdirSync(generatedFolder, { recursive: true })
  const stale = [...wanted].filter(([file, content]) => contentOf(file) !== content).map(([file]) => file)
  const left = readdirSync(generatedFolder).filter(file => !wanted.has(file))
  if (checkOnly) return [...stale, ...left]
  for (const file of stale) writeFileSync(join(generatedFolder, file), wanted.get(file)!)
  for (const file of left) rmSync(join(generatedFolder, file))
  console.log(`${wanted.size} files in schemas/src/generated, ${stale.length} written, ${left.length} removed`)
  return []
}

try {
  const stale = run(process.argv.includes('--check'))
  for (const file of stale) {
    console.error(`schemas/src/generated/${file} is stale: run 'node schemas/bin/generate.ts'`)
  }
  process.exitCode = stale.length > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
