import { expect, test } from 'vitest'
import { plantedBugs } from './planted-bugs.ts'
import { simulateOptions } from './simulate-options.ts'

const { name } = plantedBugs[0]!

test.each([
  [[], { run: 'many', from: 1, count: 100, bug: undefined }],
  [['--seeds', '1000', '--from', '7'], { run: 'many', from: 7, count: 1000, bug: undefined }],
  [['--seed', '17'], { run: 'one', seed: 17, keep: undefined, history: false, bug: undefined }],
  [['--seed', '17', '--keep', '3,5-6', '--history'], { run: 'one', seed: 17, keep: new Set([3, 5, 6]), history: true }],
  [['--planted'], { run: 'planted', count: 200, bug: undefined }],
  [['--planted', '--bug', name, '--seeds', '5'], { run: 'planted', count: 5, bug: name }],
  [['--help', '--seed', 'x'], { run: 'help' }],
])('reads %j', (args, asked) => {
  expect(simulateOptions(args)).toMatchObject(asked)
})

test.each([
  [['--seeds', '0'], "--seeds is a number from 1 to 999999999; '0' is none"],
  [['--seed', '1e3'], "'1e3' is none"],
  [['--seed', '17', '--keep', '3-x'], "'3-x' is neither"],
  [['--seed', '17', '--keep', '1-999999999'], 'no plan has an act or a fault 999999999'],
  [['--seed', '17', '--seeds', '5'], '--seeds does not go with --seed'],
  [['--keep', '3'], '--keep does not go with many seeds: name one by --seed'],
  [['--planted', '--history'], '--history does not go with --planted'],
  [['--bug', 'none such'], "no bug is called 'none such'"],
  [['--sedes', '5'], '--sedes'],
  [['1000'], '1000'],
])('refuses %j and says why', (args, why) => {
  expect(() => simulateOptions(args)).toThrow(why)
})
