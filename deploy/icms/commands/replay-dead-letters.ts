import type { DryRun, Resolved } from '../../operations/dead-letters.ts'
import { type Called, type Command, countOf, exitCode, Failure, textOf } from '../command.ts'
import { confirm } from './confirming.ts'
import { dryRunText } from './dry-run-text.ts'
import { choosing, chosenLetters } from './list-dead-letters.ts'
import { codeOf, resolvedText } from './resolved-text.ts'

export const replayLetters: Command = {
  name: 'dead-letters replay',
  words: '[ID…]',
  summary: 'takes inputs again, with their own ids and times; --dry-run shows what it would do',
  teaches: `
With IDs those, otherwise those that --service, --reason and --cause choose, the oldest first. Only the service that set an
input aside sees it again; what waits behind it drains in order. One that fails again stays as it was, with the new cause.
Repeated, it does nothing twice. --dry-run decides it with the real core over the present state and does nothing.
With IDs, --reason is why you do it, and is kept in the history; put no names of people there. Ends with 1 where one failed
again or was ended before.`,
  examples: [
    'dead-letters replay pff15e2x4p2f820qynzaks7n3w --dry-run',
    'dead-letters replay pff15e2x4p2f820qynzaks7n3w --reason "the schema is registered now"',
    'dead-letters replay --service vetting --reason CORE_THREW --limit 10 --yes',
  ],
  options: {
    'dry-run': { means: 'shows what each would put out, or why it would fail again, and does nothing' },
    service: choosing.service,
    reason: { value: 'TEXT', means: `with IDs: why. Without: ${choosing.reason.means}` },
    cause: choosing.cause,
    limit: { value: 'N', means: 'without IDs: at most so many, 100 unless said otherwise' },
    yes: { means: 'without being asked' },
  },
  async run(called) {
    const { given, words, out, gateway } = called
    const ids = words.length > 0 ? named(called) : await chosen(called)
    if (ids.length === 0) {
      out.note('none open')
      return exitCode.done
    }
    if (given['dry-run']) {
      const runs: DryRun[] = []
      for (const id of ids) {
        const run = await gateway.get<DryRun>(`/dead-letters/${encodeURIComponent(id)}/dry-run`)
        out.item(run, dryRunText)
        runs.push(run)
      }
      return runs.some(r => r.outcome !== 'TAKEN') ? exitCode.wrong : exitCode.done
    }
    if (words.length === 0) await confirm(given, `Replay ${ids.length} dead letters`)
    const reason = words.length > 0 ? textOf(given, 'reason') : undefined
    const outcomes: Resolved['outcome'][] = []
    for (const [i, id] of ids.entries()) {
      const resolved = await gateway.post<Resolved>(`/dead-letters/${encodeURIComponent(id)}/replay`, { reason })
      out.item(resolved, r => [`${ids.length > 1 ? `${i + 1} of ${ids.length}  ` : ''}${resolvedText(r)}`])
      outcomes.push(resolved.outcome)
    }
    return codeOf(outcomes)
  },
}

function named({ words, given }: Called): readonly string[] {
  for (const option of ['service', 'cause', 'limit'])
    if (given[option] !== undefined)
      throw new Failure('usage', `--${option} chooses dead letters, and IDs are given already`)
  return words
}

async function chosen({ given, gateway, out }: Called): Promise<readonly string[]> {
  if (!['service', 'reason', 'cause'].some(option => given[option] !== undefined))
    throw new Failure('usage', `which? Give IDs ('dead-letters list'), or choose by --service, --reason and --cause`)
  const limit = countOf(given, 'limit', 100)
  const { deadLetters, rebuilding } = await chosenLetters(gateway, given)
  for (const service of rebuilding)
    out.note(`${service}: its read side is being rebuilt; its dead letters are left out`)
  if (deadLetters.length > limit) out.note(`the oldest ${limit} of ${deadLetters.length}; --limit takes more`)
  return deadLetters.slice(0, limit).map(l => l.deadLetterId)
}
