import { expect } from 'vitest'
import { headersOf, type OutRecord } from '../record.ts'
import { eventually, morning, type Process, seen } from './kit.ts'
import type { Rig } from './rig.ts'
import type { Told } from './tally.ts'

export const breaking = (name: string): Told => ({ verb: 'BREAK', amount: 1, name, at: 0 })
/** What caused the tallies of a key, in their order. */
export const causes = async (rig: Rig, process: Process, key: string) =>
  (await seen(rig, process)).filter(s => s.type === 'Tallied' && s.key === key).map(s => s.cause)

export type Letter = {
  deadLetterId: string
  reason: string
  cause: string
  key: string | null
  attempts: number
  partition: number
  topic: string
  offset: number
}

export async function openLetters(process: Process): Promise<Letter[]> {
  const found = await process.backbone.readSide.list('tally', {
    table: 'dead-letters',
    index: 'status',
    value: 'OPEN',
    limit: 100,
  })
  if (found.state !== 'ready') throw new Error('rebuilding')
  return found.found.rows.map(r => r.data as unknown as Letter)
}

/** What an operator's tool writes: to the dead letter's own partition. */
export function resolution(
  process: Process,
  letter: Letter,
  action: 'REPLAY' | 'DISCARD',
  partition: number,
  id = `${action}-${letter.deadLetterId}-${letter.attempts}`,
): OutRecord {
  const fullName = 'icms.backbone.ResolveDeadLetter'
  const key = letter.deadLetterId
  const value = process.backbone.codec.encode(fullName, { deadLetterId: key, action, reason: 'a test' })
  const headers = headersOf({
    id,
    fullName,
    service: 'operations',
    key,
    at: morning,
    actor: { kind: 'staff', id: 'ops-1', role: 'operations' },
  })
  return { topic: 'tally.replays.v1', key, value, headers, at: morning, partition }
}

export const oneLetter = (process: Process) =>
  eventually(async () => {
    const letters = await openLetters(process)
    expect(letters.length).toBe(1)
    return letters[0]!
  })
