import type { HeldKey } from '../../operations/open-dead-letters.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode } from '../command.ts'

export const held: Command = {
  name: 'held',
  summary: 'keys that wait behind a dead letter, and how much waits there',
  teaches: `
A dead letter holds its key in its service: what comes later for that key waits, in order, until the dead letter is replayed
or discarded, then drains. Other keys and other services go on.`,
  examples: ['held'],
  async run({ gateway, out }) {
    out.answer(await gateway.get<HeldKey[]>('/held-keys'), keys =>
      keys.length === 0
        ? ['no key is held']
        : columns([
            ['service', 'key', 'waits behind', 'waiting'],
            ...keys.map(k => [k.service, k.key, k.deadLetterId ?? '(draining)', `${k.queued}`]),
          ]),
    )
    return exitCode.done
  },
}
