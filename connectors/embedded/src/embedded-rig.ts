import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ability, InstanceOptions, MakeRig } from '@icms/backbone/conformance/rig'
import { manualClock } from '@icms/backbone/manual-clock'
import { openForReading, openForWriting } from './database.ts'
import { type EmbeddedBackbone, openEmbedded } from './embedded-backbone.ts'
import { createEmbeddedLog, type LooseRecord } from './embedded-log.ts'
import { createTransactions } from './transaction.ts'

export const embeddedAbilities: Readonly<Record<Ability, true | string>> = {
  'several-instances': 'a data folder has one holder: another process takes over by starting after that one has died',
  'separate-read-side':
    'rows are in the same file and the same transaction as decisions: they cannot be lost or away alone',
  'broker-restart': 'there is no broker: the log lives and dies with the process, and its deaths are tried as kills',
  'registry-outage': 'schemas are in the same file: whoever can read a message can read its schema',
  compaction: 'states are kept in a table, by key: there is nothing to compact',
}

/**
 * The embedded adapter under test, in a temporary folder. Instances share the file, so that zombies can be tried; one
 * that sleeps inside a transaction is killed when another starts, since the file's lock lets nobody in before.
 */
export const makeEmbeddedRig: MakeRig = async needs => {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-embedded-'))
  const file = join(dataDir, 'icms.sqlite')
  const clock = manualClock(needs.start ?? Date.UTC(2023, 0, 1))
  const partitions = needs.partitions ?? 4
  const instances = new Set<EmbeddedBackbone>()

  async function open(options: InstanceOptions = {}) {
    for (const instance of instances) if (instance.isPaused()) await instance.kill()
    const backbone = await openEmbedded({
      dataDir,
      partitions,
      clock,
      contracts: needs.contracts,
      topics: needs.topics,
      shareFolder: true,
      ...options,
    })
    instances.add(backbone)
    return backbone
  }
  const made = openForWriting(file)
  const transactions = createTransactions(made)
  transactions.write(needs.topics.map(topic => ({ kind: 'topic', partitions, ...topic })))
  transactions.commit()
  made.close()

  /** Writes beside every instance; they see it when they look at the file again. */
  function write(records: readonly LooseRecord[], taken: boolean) {
    const db = openForWriting(file)
    try {
      const log = createEmbeddedLog(db, partitions, () => {
        throw new Error('the topics of a rig are made when it is')
      })
      const transactions = createTransactions(db)
      transactions.write([{ kind: 'publish', records: records.map(log.rowOf) }])
      if (taken) transactions.commit()
      else transactions.rollback()
    } finally {
      db.close()
    }
  }

  const never = (what: string) => async () => {
    throw new Error(`the embedded rig cannot ${what}`)
  }
  return {
    name: 'embedded',
    clock,
    partitions,
    can: embeddedAbilities,
    async instance(options = {}) {
      const backbone = await open(options)
      return { backbone, kill: () => backbone.kill(), close: () => backbone.close() }
    },
    async records(topic) {
      const db = openForReading(file)
      try {
        const log = createEmbeddedLog(db, partitions, never('write here') as never)
        return Array.from({ length: log.count(topic) }, (_, p) => log.read(topic, p, 0, 1_000_000).records).flat()
      } finally {
        db.close()
      }
    },
    write: async records => write(records, true),
    writeAborted: async (_topic, records) => write(records, false),
    flushReadSide: never('empty its read side alone'),
    readSideAway: never('take its read side away'),
    registryAway: never('take its schemas away'),
    restartBroker: never('restart a broker'),
    compact: async () => {},
    async stop() {
      await Promise.all([...instances].map(instance => instance.kill()))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
