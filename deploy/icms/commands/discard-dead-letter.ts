import type { DryRun, Resolved } from '../../operations/dead-letters.ts'
import { type Command, exitCode, Failure, textOf } from '../command.ts'
import { confirm } from './confirming.ts'
import { dryRunText } from './dry-run-text.ts'
import { codeOf, resolvedText } from './resolved-text.ts'

export const discardLetter: Command = {
  name: 'dead-letters discard',
  words: 'ID…',
  summary: 'leaves inputs out for good, with a reason; what waits behind them drains',
  teaches: `
For what must not be taken: the service goes on as if it had never come. The dead letter stays on its topic for a year, with
who discarded it and why; it cannot be replayed any more. --dry-run shows what would drain behind it, and does nothing.`,
  examples: [
    'dead-letters discard pff15e2x4p2f820qynzaks7n3w --dry-run',
    'dead-letters discard pff15e2x4p2f820qynzaks7n3w --reason "sent twice by the court system" --yes',
  ],
  options: {
    reason: { value: 'TEXT', means: 'why; kept with it. Put no names of people there' },
    'dry-run': { means: 'shows what it would do, and does nothing' },
    yes: { means: 'without being asked' },
  },
  async run({ words, given, gateway, out }) {
    if (given['dry-run']) {
      for (const id of words) {
        const path = `/dead-letters/${encodeURIComponent(id)}/dry-run`
        out.item(await gateway.get<DryRun>(path, { action: 'discard' }), dryRunText)
      }
      return exitCode.done
    }
    const reason = textOf(given, 'reason')?.trim()
    if (!reason) throw new Failure('usage', 'say why with --reason TEXT: what is discarded is left out for good')
    await confirm(given, `Discard ${words.length === 1 ? words[0] : `${words.length} dead letters`} for good`)
    const outcomes: Resolved['outcome'][] = []
    for (const id of words) {
      const resolved = await gateway.post<Resolved>(`/dead-letters/${encodeURIComponent(id)}/discard`, { reason })
      out.item(resolved, r => [resolvedText(r)])
      outcomes.push(resolved.outcome)
    }
    return codeOf(outcomes)
  },
}
