import { setTimeout as sleep } from 'node:timers/promises'
import type { DecodedRecord } from '../../operations/decoded-record.ts'
import type { Tail } from '../../operations/tail.ts'
import { type Command, countOf, exitCode, Failure, textOf } from '../command.ts'
import { recordText } from '../record-text.ts'

const pollMs = 1_000
const shownMax = 10_000

export const tail: Command = {
  name: 'tail',
  words: 'TOPIC',
  summary: 'messages of a topic, decoded; --follow goes on with what comes',
  teaches: `
Shows the last messages in order of time, decoded, with personal data masked (•••). What was erased says [erased]; what
cannot be read says why. With --follow it goes on until Ctrl-C; then each partition is in order, and several are mixed.
With --json each message is one line of JSON.`,
  examples: [
    'tail vetting.events.v1',
    'tail court.filings.v1 --from start --limit 5',
    'tail accounts.events.v1 --key K7MP4TXQ --follow',
    'tail vetting.events.v1 --id 0h5tx6ngfbffv8xecmqrywkn70 --json',
  ],
  options: {
    key: { value: 'KEY', means: 'only messages of this key' },
    id: {
      value: 'ID',
      means: 'only messages that name it: as their own id, their cause, their key or their dead letter',
    },
    from: { value: 'start|end', means: 'the first of them or the last; the last unless said otherwise' },
    limit: { value: 'N', means: 'at most so many, 100 unless said otherwise' },
    follow: { means: 'go on with what comes' },
    'personal-data': { means: 'in clear, for whoever may; each person whose data is shown is told of it by an event' },
  },
  async run({ words, given, gateway, out }) {
    const from = textOf(given, 'from') ?? 'end'
    if (from !== 'start' && from !== 'end') throw new Failure('usage', `--from is '${from}'; it can be start or end`)
    const path = `/topics/${encodeURIComponent(words[0]!)}/tail`
    const wanted = { key: textOf(given, 'key'), id: textOf(given, 'id'), personalData: given['personal-data'] === true }
    const limit = countOf(given, 'limit', 100)
    if (limit > shownMax) throw new Failure('usage', `--limit is at most ${shownMax}; --follow goes on from there`)
    const show = ({ records }: Tail) => {
      for (const record of records) out.item<DecodedRecord>(record, recordText)
      return records.length
    }
    // Before the first is shown: who has seen what was looked for may end it at once.
    if (given.follow) process.once('SIGINT', () => process.exit(exitCode.done))
    let found = await gateway.get<Tail>(path, { ...wanted, from, limit })
    if (show(found) === 0 && !given.follow) out.note('nothing')
    if (!given.follow) return exitCode.done
    for (;;) {
      const after = Object.entries(found.next)
        .map(([partition, next]) => `${partition}:${next}`)
        .join(',')
      found = await gateway.get<Tail>(path, { ...wanted, after, limit: 1_000 })
      if (show(found) === 0) await sleep(pollMs)
    }
  },
}
