import { writeSync } from 'node:fs'
import { system } from '@icms/backbone/actor'
import { systemClock } from '@icms/backbone/clock'
import { tally, tallyContracts } from '@icms/backbone/conformance/tally'
import { runService } from '@icms/backbone/host'
import { header, headersOf } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { openEmbedded } from './embedded-backbone.ts'

/**
 * A process that its test kills: it tells and tallies as fast as it can, and says line by line what it was told is
 * durable (`told`, `remembered` in which era) and what a follower has seen committed (`seen`). Arguments: data folder, first number to tell.
 */
const [, , dataDir, first] = process.argv
const keys = 6
const tellers = 3
const fullName = 'icms.conformance.Told'

/** At once, before anything else can happen: where whoever listens is slow, it waits. */
function say(line: string) {
  for (let rest = Buffer.from(`${line}\n`); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

const backbone = await openEmbedded({ dataDir: dataDir!, contracts: tallyContracts, partitions: 2 })
await backbone.follow('tally.events.v1', record => {
  if (record.headers[header.type]?.endsWith('.Tallied')) say(`seen ${record.headers[header.cause]}`)
})
const hosting = { backbone, place: tallyContracts.place, clock: systemClock(), reference: fixedReference() }
await runService(tally, { ...hosting, effects: {} })

async function tellFrom(number: number) {
  for (let n = number; ; n += tellers) {
    const key = `k${n % keys}`
    const headers = headersOf({ id: `in-${n}`, fullName, service: 'source', key, at: n, actor: system })
    const value = backbone.codec.encode(fullName, { verb: 'ADD', amount: 1, name: '', at: 0 })
    await backbone.publish([{ topic: 'source.events.v1', key, value, headers, at: n }])
    say(`told in-${n}`)
  }
}

async function rememberFrom(number: number) {
  const era = await backbone.edgeMemory.era()
  for (let n = number; ; n++) {
    await backbone.edgeMemory.remember(`name-${n}`, 3_600_000)
    say(`remembered name-${n} ${era}`)
  }
}
const telling = Array.from({ length: tellers }, (_, i) => tellFrom(Number(first) + i))
await Promise.all([...telling, rememberFrom(Number(first))])
