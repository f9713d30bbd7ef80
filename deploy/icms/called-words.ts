import { parseArgs } from 'node:util'
import { type Command, Failure, type Given } from './command.ts'
import { nearWords, orMeant } from '../operations/near-words.ts'

/** Options of every command. */
export const commonOptions = {
  json: { means: 'the answer as JSON, for other programs; what comes one by one as lines of JSON' },
  help: { means: 'what this command does, with examples' },
} as const

/** The command that begins these arguments, and the rest of them. Throws a `Failure` that says what is near. */
export function findCommand(
  args: readonly string[],
  commands: readonly Command[],
): { command: Command; rest: string[] } {
  const words = args.filter(arg => !arg.startsWith('-'))
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ')
    const command = commands.find(c => c.name === name)
    if (command) return { command, rest: withoutFirst(args, count) }
  }
  const [first = '', second = ''] = words
  const group = commands.filter(c => c.name.startsWith(`${first} `)).map(c => c.name)
  if (group.length > 0) {
    const near = nearWords(`${first} ${second}`, group)
    const what = second === '' ? `'${first}' needs one more word` : `there is no command '${first} ${second}'`
    throw new Failure('usage', `${what}: ${group.join(', ')}${second === '' ? '' : orMeant(near)}`)
  }
  const near = nearWords(first, [...new Set(commands.flatMap(c => [c.name, c.name.split(' ')[0]!]))])
  throw new Failure('usage', `there is no command '${first}'${orMeant(near)}\n'npm run icms -- help' lists them`)
}

/** Leaves the first words out and keeps options in their places. */
function withoutFirst(args: readonly string[], count: number): string[] {
  let left = count
  return args.filter(arg => arg.startsWith('-') || left-- <= 0)
}

/** Words and options of a call. Throws a `Failure` for what the command does not take. */
export function readCall(command: Command, args: readonly string[]): { words: readonly string[]; given: Given } {
  const known = { ...commonOptions, ...command.options } as Readonly<Record<string, { value?: string }>>
  refuseUnknown(command, args, Object.keys(known))
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    if (!values.help) refuseOtherWords(command, positionals)
    return { words: positionals, given: values as Given }
  } catch (error) {
    if (error instanceof Failure) throw error
    const [why] = (error as Error).message.split('\n')
    throw new Failure('usage', `${why}\nusage: ${usageOf(command)}`)
  }
}

function refuseUnknown(command: Command, args: readonly string[], known: readonly string[]): void {
  for (const arg of args) {
    if (arg === '--') return
    if (!arg.startsWith('-') || arg === '-') continue
    const name = arg.replace(/^--?/, '').split('=')[0]!
    if (arg.startsWith('--') && known.includes(name)) continue
    const near = nearWords(name, known).map(option => `--${option}`)
    const has = `'${command.name}' takes ${known.map(option => `--${option}`).join(', ')}`
    throw new Failure('usage', `there is no option '${arg.split('=')[0]}'${orMeant(near)}\n${has}`)
  }
}

function refuseOtherWords(command: Command, words: readonly string[]): void {
  const wanted = (command.words ?? '').split(' ').filter(Boolean)
  const least = wanted.filter(word => !word.startsWith('[')).length
  const most = wanted.at(-1)?.includes('…') ? Number.POSITIVE_INFINITY : wanted.length
  if (words.length >= least && words.length <= most) return
  const what =
    words.length < least
      ? `'${command.name}' needs ${wanted.slice(words.length, least).join(' and ')}`
      : `'${words[most]}' is one word too many`
  throw new Failure('usage', `${what}\nusage: ${usageOf(command)}`)
}

/** The call in one line. */
export const usageOf = ({ name, words, options = {} }: Command): string =>
  [
    `npm run icms -- ${name}`,
    ...(words ? [words] : []),
    ...Object.entries(options).map(([option, { value }]) => `[--${option}${value ? ` ${value}` : ''}]`),
  ].join(' ')
