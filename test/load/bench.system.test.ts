import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, 'bench-command.ts')

function bench(...args: readonly string[]): Promise<{ code: number; out: string; errors: string }> {
  const { ICMS_BENCH_PEERS: _, ...env } = process.env
  return new Promise(resolve =>
    execFile(process.execPath, [program, ...args], { env }, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, out, errors }),
    ),
  )
}

test('a benchmark measures both parts of every ratio, and says meanwhile what it does', async () => {
  const { code, out, errors } = await bench('embedded', '--small', '--json')
  expect(errors).toContain('embedded: SQLite alone\n')
  expect(code, errors).toBe(0)
  const { small, results } = JSON.parse(out) as {
    small: boolean
    results: { name: string; figures: { ratio: number; measured: { value: number }; over: { value: number } }[] }[]
  }
  expect(small).toBe(true)
  expect(results.map(({ name }) => name)).toEqual(['embedded'])
  expect(results[0]!.figures.length).toBeGreaterThan(0)
  for (const { ratio, measured, over } of results[0]!.figures) {
    expect(measured.value).toBeGreaterThan(0)
    expect(over.value).toBeGreaterThan(0)
    expect(ratio).toBe(measured.value / over.value)
  }
})

test('a hop without a broker is decided and written', async () => {
  const { code, out, errors } = await bench('alone', '--small', '--json')
  expect(code, errors).toBe(0)
  const { results } = JSON.parse(out) as { results: { figures: { ratio: number }[] }[] }
  expect(results[0]!.figures.map(({ ratio }) => ratio > 1)).toEqual([true])
})

test('what cannot be measured here is named with what is missing, and fails whoever asked for it', async () => {
  const { code, errors } = await bench('peers', '--small')
  expect(errors).toBe(
    'peers: not measured: ICMS_BENCH_PEERS does not name the folder with drive.cjs and the peers that were built there\n',
  )
  expect(code).toBe(1)
})

test('a name that is none is refused with those that are', async () => {
  const { code, errors } = await bench('hops')
  expect(errors).toMatch(/no benchmark is called hops: there are peers, .*embedded/)
  expect(code).toBe(2)
})
