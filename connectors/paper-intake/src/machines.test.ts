import { expect, test } from 'vitest'
import { machineByDigest, machineByPassword, parseMachines } from './machines.ts'

const password = 'correct-horse-battery-staple'
const machine = { name: 'fax-1', passwords: [password], may: ['fax'] }
const textOf = (...machines: unknown[]) => JSON.stringify({ machines })

test('a file names machines, with two passwords while they are changed', () => {
  const changing = { ...machine, passwords: [password, `${password}-2`] }
  expect(parseMachines(textOf(changing))).toEqual({ machines: [changing], mistakes: [] })
})

test('every mistake in the file is named at once by where it is, and no password is told', () => {
  const { machines, mistakes } = parseMachines(
    textOf(
      machine,
      { ...machine, passwords: ['too short'] },
      { name: 'Fax 2', passwords: [], may: ['print'], secret: 'hidden-secret' },
      null,
    ),
  )
  expect(machines).toEqual([])
  expect(mistakes.map(mistake => mistake.split(' ')[0])).toEqual([
    'machines[1].passwords',
    'machines[2].secret',
    'machines[2].name',
    'machines[2].passwords',
    'machines[2].may',
    'machines[3].name',
    'machines[3].passwords',
    'machines[3].may',
    'machines[1].name',
  ])
  expect(mistakes.join()).not.toMatch(/too short|hidden-secret/)
  for (const text of ['', '[]', '{"machines":{}}', '{"machines":['])
    expect(parseMachines(text).mistakes).toEqual([expect.stringMatching(/^must be JSON such as/)])
})

test('a machine is known by any of its passwords, and by none of another', () => {
  const machines = parseMachines(textOf(machine, { ...machine, name: 'fax-2', passwords: [`${password}-2`] })).machines
  expect(machineByPassword(machines, 'fax-1', password)?.name).toBe('fax-1')
  for (const [name, given] of [
    ['fax-1', `${password}-2`],
    ['fax-3', password],
    ['', ''],
    ['fax-1', ''],
  ] as const)
    expect(machineByPassword(machines, name, given)).toBeUndefined()
})

test('the digest is that of the profile: SHA-1 over the decoded nonce, created and the password', () => {
  // The values of a token that another implementation made.
  const token = {
    name: 'fax-1',
    nonce: Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64'),
    created: '2010-09-16T07:50:45Z',
    digest: 'tuOSpGlFlIXsozq4HFNeeGeFLEI=',
  }
  const machines = [{ name: 'fax-1', passwords: ['userpassword'], may: ['fax'] as const }]
  expect(machineByDigest(machines, token)?.name).toBe('fax-1')
  expect(machineByDigest(machines, { ...token, created: '2010-09-16T07:50:46Z' })).toBeUndefined()
})
