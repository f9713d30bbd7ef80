import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { systemClock } from '@icms/backbone/clock'
import { tally, tallyContracts } from '@icms/backbone/conformance/tally'
import { runService } from '@icms/backbone/host'
import { header } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { randomFrom } from '@icms/backbone/task-pump'
import { expect, test } from 'vitest'
import { openIn, temporaryFolder, until } from './test-kit.ts'

const rounds = 4
const perRound = 100_000
const script = new URL('./host-under-kill.ts', import.meta.url).pathname

/** Runs the host for a while, kills it with -9, and answers all whole lines that it had said. */
async function liveAndDie(folder: string, first: number, lifeMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await until(() => said.includes('told') || child.exitCode !== null, 20_000)
  await new Promise(resolve => setTimeout(resolve, lifeMs))
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGKILL')
  return said.split('\n').slice(0, -1)
}

test('a host that is killed with -9 at any moment loses nothing that it acknowledged and repeats nothing', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  const random = randomFrom(11)
  const said: string[] = []
  for (let round = 0; round < rounds; round++)
    said.push(...(await liveAndDie(folder, round * perRound, 20 + random() * 250)))
  const told = said.filter(line => line.startsWith('told ')).map(line => line.slice(5))
  const seen = new Set(said.filter(line => line.startsWith('seen ')).map(line => line.slice(5)))
  expect(told.length).toBeGreaterThan(rounds)

  const backbone = await openIn(folder, { partitions: 2 })
  const running = await runService(tally, {
    backbone,
    place: tallyContracts.place,
    clock: systemClock(),
    reference: fixedReference(),
    effects: {},
  })
  await until(async () => {
    const { open, lag } = await running.status()
    return open.length === 2 && lag.every(l => l.lag === 0)
  })
  const inputs: { key: string; id: string }[] = []
  for await (const record of backbone.read('source.events.v1'))
    inputs.push({ key: record.key!, id: record.headers[header.id]! })
  const tallied: { key: string; id: string }[] = []
  for await (const record of backbone.read('tally.events.v1'))
    tallied.push({ key: record.key!, id: record.headers[header.cause]! })
  const remembered = said.filter(line => line.startsWith('remembered ')).map(line => line.split(' '))
  expect(remembered.length).toBeGreaterThan(rounds)
  expect(new Set(remembered.map(([, , era]) => era))).toEqual(new Set([await backbone.edgeMemory.era()]))
  for (const [, name, era] of remembered) expect(await backbone.edgeMemory.isRemembered(name!, era!), name).toBe(true)
  expect(await backbone.edgeMemory.isRemembered('name-never', remembered[0]![2]!)).toBe(false)
  await backbone.close()

  const ids = new Set(inputs.map(i => i.id))
  expect(told.filter(id => !ids.has(id))).toEqual([])
  expect(tallied).toEqual(inputs)
  expect([...seen].filter(id => !ids.has(id))).toEqual([])
  rmSync(folder, { recursive: true })
})
