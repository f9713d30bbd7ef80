import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const tree = mkdtempSync(join(tmpdir(), 'icms-launch-'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const root = { name: 'tree', version: '1.0.0' }
const writeLockfile = (note: string) =>
  writeFileSync(
    join(tree, 'package-lock.json'),
    JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages: { '': { ...root, license: note } } }),
  )
mkdirSync(join(tree, 'deploy/bin'), { recursive: true })
for (const file of ['install.mjs', 'launch.mjs'])
  cpSync(join(import.meta.dirname, file), join(tree, 'deploy/bin', file))
writeFileSync(join(tree, 'package.json'), JSON.stringify(root))
writeFileSync(join(tree, 'start.mjs'), "import { launch } from './deploy/bin/launch.mjs'\nawait launch('program.ts')\n")
writeFileSync(
  join(tree, 'program.ts'),
  `const [what, code]: string[] = process.argv.slice(2)
process.on('SIGTERM', () => process.exit(7))
console.log('program', what)
if (what === 'end') process.exit(Number(code))
setInterval(() => {}, 1000)
`,
)

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [join(tree, 'start.mjs'), ...args], { cwd: tree, stdio: ['ignore', 'pipe', 'inherit'] })

const runToEnd = async (...args: string[]) => {
  const child = start(...args)
  let printed = ''
  child.stdout?.on('data', data => {
    printed += String(data)
  })
  const [code] = await once(child, 'close')
  return { code, printed }
}

test('a fresh tree is installed once, and again only when its lockfile changes', { timeout: 90_000 }, async () => {
  writeLockfile('first')
  const first = await runToEnd('end', '0')
  expect(first.printed).toMatch(/no packages yet: installing them[\s\S]*packages installed in \d+ s\nprogram end\n$/)
  // npm makes no folder for a tree without packages: give it what an install of some leaves behind.
  mkdirSync(join(tree, 'node_modules'), { recursive: true })
  writeFileSync(join(tree, 'node_modules', '.package-lock.json'), '{}')
  expect((await runToEnd('end', '0')).printed).toBe('program end\n')
  await new Promise(resolve => setTimeout(resolve, 20))
  writeLockfile('second')
  expect((await runToEnd('end', '0')).printed).toMatch(/not those of package-lock.json: installing/)
  expect((await runToEnd('end', '0')).printed).toBe('program end\n')
})

test('of two commands at once one installs and the other waits; one that died while it installed holds nobody up', {
  timeout: 90_000,
}, async () => {
  mkdirSync(join(tree, '.cache'), { recursive: true })
  writeFileSync(join(tree, '.cache', 'installing'), '4194305')
  await new Promise(resolve => setTimeout(resolve, 20))
  writeLockfile('third')
  const both = await Promise.all([runToEnd('end', '0'), runToEnd('end', '0')])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const printed = both.map(run => run.printed)
  expect(printed.filter(text => text.includes('packages installed in'))).toHaveLength(1)
  expect(printed.filter(text => /process \d+ is installing the packages: waiting for it/.test(text))).toHaveLength(1)
})

test('exit codes and signals pass through', async () => {
  mkdirSync(join(tree, 'node_modules'), { recursive: true })
  writeFileSync(join(tree, 'node_modules', '.package-lock.json'), '{}')
  expect((await runToEnd('end', '3')).code).toBe(3)
  const child = start('wait')
  const ended = once(child, 'exit')
  if (child.stdout) await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect(await ended).toEqual([7, null])
})
