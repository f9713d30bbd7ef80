import { groupsOf } from '../../operations/letter-groups.ts'
import type { OpenLetter } from '../../operations/open-dead-letters.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode, Failure, type Given, textOf } from '../command.ts'
import type { Gateway } from '../gateway-client.ts'

export const letterReasons = ['CORE_THREW', 'UNREADABLE', 'KEY_MISSING', 'TOO_LARGE', 'REFUSED_BY_STORE', 'QUEUE_FULL']

/** Options by which dead letters are chosen. */
export const choosing = {
  service: { value: 'NAME', means: 'only those of this service' },
  reason: { value: 'KIND', means: `only those set aside for it: ${letterReasons.join(', ')}` },
  cause: { value: 'TEXT', means: 'only those whose cause has this text' },
} as const

export type OpenLetters = { readonly deadLetters: readonly OpenLetter[]; readonly rebuilding: readonly string[] }

/** Open dead letters that the options choose, oldest first. */
export function chosenLetters(gateway: Gateway, given: Given): Promise<OpenLetters> {
  const reason = textOf(given, 'reason')
  if (reason !== undefined && !letterReasons.includes(reason))
    throw new Failure('usage', `--reason is '${reason}'; it can be ${letterReasons.join(', ')}`)
  return gateway.get('/dead-letters', { service: textOf(given, 'service'), reason, cause: textOf(given, 'cause') })
}

export const listDeadLetters: Command = {
  name: 'dead-letters list',
  summary: 'inputs that could not be taken: why, where, and since when; --groups by cause',
  teaches: `
An input that a service cannot take is set aside with its cause, and holds its key in that service until it is replayed or
discarded. With --groups those of one cause are one line, ids in it left out (…), so that a fault that hit many is seen as one.`,
  examples: [
    'dead-letters list',
    'dead-letters list --groups',
    'dead-letters list --service vetting --reason CORE_THREW',
  ],
  options: { ...choosing, groups: { means: 'by service, reason and cause, the largest group first' } },
  async run({ given, gateway, out }) {
    const answer = await chosenLetters(gateway, given)
    for (const service of answer.rebuilding) out.note(`${service}: its read side is being rebuilt; ask again`)
    if (given.groups)
      out.answer({ groups: groupsOf(answer.deadLetters), rebuilding: answer.rebuilding }, ({ groups }) =>
        groups.length === 0
          ? ['none open']
          : columns([
              ['service', 'reason', 'open', 'oldest', 'cause'],
              ...groups.map(g => [g.service, g.reason, `${g.letters.length}`, timeOf(g.letters[0]!.at), g.cause]),
            ]),
      )
    else out.answer(answer, ({ deadLetters }) => (deadLetters.length === 0 ? ['none open'] : table(deadLetters)))
    return answer.rebuilding.length > 0 ? exitCode.notNow : exitCode.done
  },
}

const table = (letters: readonly OpenLetter[]) =>
  columns([
    ['dead letter', 'service', 'reason', 'since', 'tried', 'input', 'key', 'cause'],
    ...letters.map(l => [
      ...[l.deadLetterId, l.service, l.reason, timeOf(l.at), `${l.attempts}`, placeOf(l), l.key ?? '(no key)', l.cause],
    ]),
  ])

const timeOf = (at: number) => new Date(at).toISOString()

export const placeOf = ({ kind, topic, partition, offset }: OpenLetter) =>
  kind === 'RECORD' ? `${topic}/${partition}/${offset}` : kind.toLowerCase()
