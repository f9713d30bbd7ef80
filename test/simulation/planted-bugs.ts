import { connectorBugs, coreBugs } from './planted-core-bugs.ts'
import { paperBugs } from './planted-paper-bugs.ts'

/** A small change that breaks something: what stands in a file, once, and what stands there instead. */
export type PlantedBug = {
  readonly name: string
  readonly area: 'runtime' | 'core' | 'connector'
  readonly file: string
  readonly find: string
  readonly replace: string
}

const backbone = (name: string, file: string, find: string, replace: string): PlantedBug => ({
  ...{ name, area: 'runtime', file: `connectors/backbone/src/${file}.ts`, find, replace },
})

const runtimeBugs: readonly PlantedBug[] = [
  backbone(
    'the position is written before the outputs',
    'memory/memory-store',
    "    await process.probe('written', place)\n",
    "    for (const [key, value] of commit.states) if (value) kept.states.set(key, value)\n    await process.probe('written', place)\n",
  ),
  backbone(
    'a zombie is not fenced',
    'memory/memory-store',
    'if (kept.epoch !== epoch) throw new',
    'if (kept.epoch < 0) throw new',
  ),
  backbone(
    'a deadline overtakes a backlog',
    'timer-gate',
    'if (stopped || !waitingFor || !isPast(waitingFor)) return',
    'if (stopped || !waitingFor) return',
  ),
  backbone(
    'an input is decided before the deadlines that came before it',
    'stage-tools',
    'if (!aggregate.due) return true',
    'return true',
  ),
  backbone(
    'the tag compare is left out',
    'memory/memory-read-side',
    'if (task?.tag !== before) return false',
    'if (!task) return false',
  ),
  backbone(
    'a repeat is taken as new',
    'stage-record',
    'entry.outcomes.find(o => o.commandId === delivery.id)',
    "entry.outcomes.find(o => o.commandId === '')",
  ),
  backbone(
    'a repeat with another body is answered like the first',
    'edge',
    "if (outcome.body !== body) return { kind: 'conflict' }",
    '',
  ),
  backbone(
    'a dead letter does not hold its key',
    'dead-letters',
    'if (holdsKey) setHold(',
    'if (holdsKey && key === null) setHold(',
  ),
  backbone(
    'what is held drains in the wrong order',
    'dead-letters',
    'const place = front ? hold.first - 1 : hold.next',
    'front = true\n      const place = front ? hold.first - 1 : hold.next',
  ),
  backbone(
    'a queue of held inputs loses its last',
    'dead-letters',
    'const first = hold.first + 1\n',
    'const first = hold.next - hold.first > 2 ? hold.next : hold.first + 1\n',
  ),
  backbone(
    'a mail is sent before its start is committed',
    'effect-runner',
    '          asked.add(name)\n',
    '          asked.add(name)\n          launch(stateKey, entry, effect)\n',
  ),
  backbone(
    'what is in doubt is forgotten at a restart',
    'effect-runner',
    'else if (!opened) {',
    'else if (stopping) {',
  ),
  backbone(
    'the trail skips the event before',
    'deliver',
    'if (record.headers[header.chain]) chain = nextHead(chain, record)',
    'if (record.headers[header.chain] && records.length === 1) chain = nextHead(chain, record)',
  ),
  backbone(
    'timers stay as they were when the calendar changes',
    'task',
    'refresh(stateKey)\n      gate.moved()',
    'void stateKey\n      gate.moved()',
  ),
  backbone(
    'a data key is not written with the commit that uses it',
    'batch',
    '[...(fresh?.records() ?? []), ...records]',
    '[...(fresh?.records() ?? []).slice(1), ...records]',
  ),
  backbone(
    'two inputs of one batch share a place in the audit trail',
    'stage-record',
    'batch.put({ ...entry, state: delivered.state, chain: delivered.chain })',
    'batch.put({ ...entry, state: delivered.state })',
  ),
  backbone(
    'timers are not looked at again after they fired',
    'timer-gate',
    '    if (works.length > 0) fire(works)\n    else arm()',
    '    if (works.length > 0) fire(works.slice(0, 1))\n    else arm()',
  ),
]

export const plantedBugs: readonly PlantedBug[] = [...runtimeBugs, ...coreBugs, ...paperBugs, ...connectorBugs]
