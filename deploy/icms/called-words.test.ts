import { expect, test } from 'vitest'
import { findCommand, readCall, usageOf } from './called-words.ts'
import { commands } from './commands.ts'

const read = (text: string) => {
  const { command, rest } = findCommand(text.split(' '), commands)
  return { name: command.name, ...readCall(command, rest) }
}

test('options stand before, between and after words, with a space or an equals sign', () => {
  const wanted = { name: 'tail', words: ['vetting.events.v1'], given: { key: 'a', limit: '5', json: true } }
  expect(read('tail vetting.events.v1 --key a --limit=5 --json')).toMatchObject(wanted)
  expect(read('tail --key a --limit=5 --json vetting.events.v1')).toMatchObject(wanted)
  expect(read('dead-letters --json list')).toMatchObject({
    name: 'dead-letters list',
    words: [],
    given: { json: true },
  })
})

test.each([
  ['tail', 'needs TOPIC'],
  ['tail a b', "'b' is one word too many"],
  ['tail a --key', 'argument missing'],
  ['tail a --follow=yes', 'does not take an argument'],
  ['tail a -k b', "there is no option '-k'"],
  ['tail a --limmit 5', 'did you mean --limit?'],
  ['dead-letters', 'needs one more word: dead-letters list'],
  ['dead-letters repaly x', 'did you mean dead-letters replay'],
  ['teil a', 'did you mean tail?'],
])('%s is refused: %s', (text, why) => {
  expect(() => read(text)).toThrow(why)
})

test('every command has its own name, a summary of one line, something to teach and an example that it takes', () => {
  expect(new Set(commands.map(c => c.name)).size).toBe(commands.length)
  for (const command of commands) {
    expect(command.summary).not.toContain('\n')
    expect(command.teaches.trim().length).toBeGreaterThan(40)
    expect(usageOf(command)).toContain(command.name)
    for (const example of command.examples) {
      const args = (example.replace(/ < .*/, '').match(/"[^"]*"|\S+/g) ?? []).map(word => word.replaceAll('"', ''))
      const found = findCommand(args, commands)
      expect(found.command).toBe(command)
      expect(() => readCall(command, found.rest)).not.toThrow()
    }
  }
})
