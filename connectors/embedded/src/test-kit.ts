import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tallyContracts } from '@icms/backbone/conformance/tally'
import type { OpenTask, ReadSideChanges, TaskOpener, TaskStore } from '@icms/backbone/port'
import type { InRecord, OutRecord } from '@icms/backbone/record'
import { type EmbeddedSettings, openEmbedded } from './embedded-backbone.ts'

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'icms-embedded-'))

export const openIn = (dataDir: string, more: Partial<EmbeddedSettings> = {}) =>
  openEmbedded({ dataDir, contracts: tallyContracts, ...more })

export const record = (key: string, text: string, topic = 'in'): OutRecord => ({
  topic,
  key,
  value: Buffer.from(text),
  headers: {},
  at: 1,
})

/** The least runtime there can be: it commits what `decide` makes of a batch, and its positions beside it. */
export function plainTask(
  decide: (records: readonly InRecord[]) => { records?: OutRecord[] } & Partial<ReadSideChanges>,
  all: () => ReadSideChanges[] = () => [],
): TaskOpener {
  return async (store: TaskStore, restored): Promise<OpenTask> => {
    const positions = new Map<string, number>()
    for (const [key, value] of restored) positions.set(key, Number(Buffer.from(value).toString()))
    return {
      positions,
      async received(records) {
        const { topic, offset } = records.at(-1)!
        const next = offset + 1
        await store.commit({
          records: [],
          rows: [],
          outcomes: [],
          ...decide(records),
          states: new Map([[topic, Buffer.from(String(next))]]),
        })
        positions.set(topic, next)
      },
      passed() {},
      readSide: all,
      close: async () => {},
    }
  }
}

export async function until(look: () => boolean | Promise<boolean>, timeoutMs = 10_000) {
  for (const end = performance.now() + timeoutMs; !(await look()); ) {
    if (performance.now() > end) throw new Error(`not so within ${timeoutMs} ms: ${look}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
