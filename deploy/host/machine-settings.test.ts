import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMachines } from './machine-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-machines-'))
afterAll(() => rmSync(folder, { recursive: true }))
const onLoopback = { host: '127.0.0.1' }
const read = (file: string | undefined, web: Parameters<typeof readMachines>[1] = onLoopback) => {
  const mistakes: string[] = []
  return { machines: readMachines(file, web, why => void mistakes.push(why)), mistakes }
}
const machine = { name: 'fax-1', passwords: ['correct-horse-battery-staple'], may: ['fax'] }

test('demonstration machines are let in on loopback only, and by no file', () => {
  const names = (web?: Parameters<typeof readMachines>[1]) => read(undefined, web).machines.map(({ name }) => name)
  expect(names()).toEqual(['demo-fax-gateway', 'demo-scan-station'])
  expect(names({ host: '0.0.0.0' })).toEqual([])
  expect(names({ host: '127.0.0.1', publicOrigin: 'https://icms.example.hk' })).toEqual([])
})

test('a file that everybody can read, that is not there, or that is wrong is named', () => {
  const file = join(folder, 'machines.json')
  writeFileSync(file, JSON.stringify({ machines: [machine] }), { mode: 0o640 })
  expect(read(file, { host: '0.0.0.0' })).toEqual({ machines: [machine], mistakes: [] })
  chmodSync(file, 0o644)
  expect(read(file).mistakes).toEqual([expect.stringContaining('chmod 640')])
  expect(read(join(folder, 'none')).mistakes).toEqual([expect.stringContaining('cannot be read (ENOENT)')])
  writeFileSync(file, '{}')
  chmodSync(file, 0o600)
  expect(read(file).mistakes).toEqual([expect.stringContaining('must be JSON such as')])
})
