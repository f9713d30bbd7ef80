import type { Audited, TrailEvent } from '../../operations/audit.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode } from '../command.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'follows the chain of every key: ends with 1 where events were changed, removed or inserted',
  teaches: `
Every event names the hash of the one before of its key, and the state that of the last. This reads all of them and names
each event that does not fit.`,
  examples: ['audit verify'],
  async run({ gateway, out }) {
    const audited = await gateway.get<Audited>('/audit')
    out.answer(audited, ({ topics, faults }) => [
      ...columns(topics.map(t => [t.topic, `${t.events} events`, `${t.chains} chains`])),
      ...(faults.length === 0
        ? ['every chain fits']
        : columns(faults.map(f => [f.problem, f.place, f.key, f.eventId]))),
    ])
    return audited.faults.length === 0 ? exitCode.done : exitCode.wrong
  },
}

type Trail = { readonly events: readonly TrailEvent[]; readonly faults: readonly unknown[] }

export const auditTrail: Command = {
  name: 'audit trail',
  words: 'ID',
  summary: 'every event of an application, account, case or mail: who, when, and whether it fits',
  teaches: `
Only events whose chain it is, each with its number. That somebody saw the trail of a person is an event of it. Ends with 1
where one does not fit.`,
  examples: ['audit trail 0h5tx6ngfbffv8xecmqrywkn70'],
  async run({ words, gateway, out }) {
    const trail = await gateway.get<Trail>(`/audit/${encodeURIComponent(words[0]!)}`)
    out.answer(trail, ({ events }) =>
      events.length === 0
        ? ['nothing']
        : columns(events.map(e => [e.at, e.type ?? '?', e.actor ?? '', String(e.number ?? '-'), e.problem ?? 'fits'])),
    )
    return trail.faults.length === 0 ? exitCode.done : exitCode.wrong
  },
}
