import { findCommand, readCall } from './called-words.ts'
import { type Command, type ExitCode, exitCode, Failure } from './command.ts'
import { commands } from './commands.ts'
import { createGateway } from './gateway-client.ts'
import { lesson, overview } from './help-text.ts'
import { createOutput, type Writing } from './output.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Runs one call of the tool. Whatever goes wrong is one line aside and a code; nothing is thrown. */
export async function runCommand(
  args: readonly string[],
  environment: Environment,
  writing: Writing,
): Promise<ExitCode> {
  try {
    return await dispatch(args, environment, writing)
  } catch (error) {
    writing.aside(`${(error as Error).message}\n`)
    return error instanceof Failure ? error.code : exitCode.wrong
  }
}

async function dispatch(args: readonly string[], environment: Environment, writing: Writing): Promise<ExitCode> {
  const [first, ...rest] = args
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') return help(first, rest, writing)
  const { command, rest: own } = findCommand(args, commands)
  const { words, given } = readCall(command, own)
  if (given.help) return teach([command], writing)
  const out = createOutput(given.json === true, writing)
  return command.run({ words, given, out, gateway: createGateway(environment) })
}

function help(asked: string | undefined, words: readonly string[], writing: Writing): ExitCode {
  const [first] = words
  if (asked !== 'help' || first === undefined) {
    writing.out(overview(commands))
    return asked === undefined ? exitCode.usage : exitCode.done
  }
  const ofGroup = commands.filter(c => c.name === first || c.name.startsWith(`${first} `))
  return teach(words.length === 1 && ofGroup.length > 0 ? ofGroup : [findCommand(words, commands).command], writing)
}

function teach(taught: readonly Command[], writing: Writing): ExitCode {
  writing.out(taught.map(lesson).join('\n\n'))
  return exitCode.done
}
