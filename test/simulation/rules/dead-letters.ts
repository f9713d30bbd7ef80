import { header } from '@icms/backbone/record'
import { linkOf, keyOfChain } from '@icms/backbone/audit-chain'
import type { MakeRule } from './rule.ts'

/** What cannot be read is set aside, alone, and holds its key in its service until somebody has decided on it. */
export const deadLetters: MakeRule = (violate, plan) => {
  const poisoned = new Set<string>()
  /** By service and key: the dead letters that are open. */
  const open = new Map<string, Set<string>>()
  const seen = new Set<string>()
  for (const { deed } of plan.acts) if (deed.by === 'poison') poisoned.add(`${deed.service} ${deed.key}`)

  return {
    see({ topic, type, id, key, data, record }) {
      if (type === 'DeadLetter' && topic.endsWith('.dead-letter.v1')) {
        const { deadLetterId, service, status, input, cause, reason } = data
        const at = `${service} ${input.key}`
        if (!poisoned.has(at)) violate('I1', `a dead letter of ${at}, ${reason}: ${cause}`)
        const letters = open.get(at) ?? new Set()
        open.set(at, letters)
        if (status !== 'OPEN') return void letters.delete(deadLetterId)
        letters.add(deadLetterId)
        seen.add(input.id ?? '')
        return
      }
      if (open.size === 0 || !topic.endsWith('.events.v1')) return
      const chain = linkOf(record.headers)?.chain
      const service = record.headers[header.source]?.split('/').at(-1)
      const holds = open.get(`${service} ${chain ? keyOfChain(chain) : key}`)
      if (holds && holds.size > 0) violate('I1', `${type} ${id} of ${key} though a dead letter holds its key`)
    },
    drained() {
      for (const [at, letters] of open)
        if (letters.size > 0) violate('L1', `${letters.size} dead letters of ${at} are still open`)
    },
  }
}
