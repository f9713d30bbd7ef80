import { commonOptions, usageOf } from './called-words.ts'
import type { Command, Option } from './command.ts'
import { columns } from './columns.ts'

const settings = `It talks to the gateway that runs here, or at ICMS_PUBLIC_ORIGIN, and is let in by the same ICMS_DATA_DIR or ICMS_SECRET
as the gateway has. ICMS_OPERATOR names who works with it (a staff id), for the audit trail. Personal data is masked;
whoever was given ICMS_OPERATOR_PERSONAL_DATA asks for it with --personal-data, and that is recorded.

Ends with 0 done, 1 refused, failed or something found wrong, 2 called wrongly, 3 nobody answers or not yet: try again,
4 not allowed.`

/** Every command in one line each. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map(c => [`  ${c.name}${c.words ? ` ${c.words}` : ''}`, c.summary])
  return `npm run icms -- COMMAND        what operators do with topics, on either backbone

${columns([...lines, ['  help [COMMAND]', 'this, or what a command does, with examples']]).join('\n')}

  --json                         ${commonOptions.json.means}

${settings}
`
}

/** What there is to know of one command. */
export function lesson(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions } as Readonly<Record<string, Option>>)
  const lines = options.map(([name, { value, means }]) => [`  --${name}${value ? ` ${value}` : ''}`, means])
  const example = command.examples.map(text => `  npm run icms -- ${text}`)
  return `${usageOf(command)}

${command.teaches.trim()}

${columns(lines).join('\n')}

${command.examples.length === 1 ? 'For example' : 'Examples'}
${example.join('\n')}
`
}
