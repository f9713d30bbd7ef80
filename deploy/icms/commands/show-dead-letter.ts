import type { LetterStory } from '../../operations/dead-letter-story.ts'
import { type Command, exitCode } from '../command.ts'
import { recordText, whoText } from '../record-text.ts'
import { waitingText } from './dry-run-text.ts'

export const showLetter: Command = {
  name: 'dead-letters show',
  words: 'ID',
  summary: 'one dead letter: its input, its history, what waits behind it, what its replay put out',
  teaches: `
Also of one that was replayed or discarded, for a year. What a replay put out carries the id of the dead letter, so the way
leads from one to the other and back.`,
  examples: ['dead-letters show pff15e2x4p2f820qynzaks7n3w'],
  options: {
    'personal-data': { means: 'in clear, for whoever may; each person whose data is shown is told of it by an event' },
  },
  async run({ words, given, gateway, out }) {
    const path = `/dead-letters/${encodeURIComponent(words[0]!)}`
    out.answer(await gateway.get<LetterStory>(path, { personalData: given['personal-data'] === true }), lines)
    return exitCode.done
  },
}

const lines = ({ letter, input, history, queued, putOut }: LetterStory): string[] => [
  `${letter.deadLetterId}  ${letter.status}  ${letter.service}, partition ${letter.partition}  tried ${letter.attempts === 1 ? 'once' : `${letter.attempts} times`}`,
  `${letter.reason}: ${letter.cause}`,
  '',
  'Input',
  ...(input.kind === 'RECORD'
    ? recordText(input).map(indented)
    : [
        indented(
          `${input.at}  ${input.kind.toLowerCase()} ${input.name} of ${input.aggregate}  ${input.key}  ${input.outcome ?? ''}`,
        ),
      ]),
  ...Object.entries(input.headers).map(([name, value]) => `    ${name}: ${value}`),
  '',
  'History',
  ...history.map(({ at, what, actor, why }) =>
    indented(`${at}  ${what}  by ${whoText(actor)}${why ? `: ${why}` : ''}`),
  ),
  ...(letter.status === 'OPEN'
    ? ['', queued === null ? 'How much waits behind it is not known now' : `Behind it ${waitingText(queued)}`]
    : []),
  ...(putOut.length > 0 ? ['', 'Its replay put out', ...putOut.flatMap(recordText).map(indented)] : []),
]

const indented = (line: string) => `  ${line}`
