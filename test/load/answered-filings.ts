import type { Backbone } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import { contracts } from '@icms/schemas/contracts'
import { untilTrue } from './paced.ts'

const confirmedType = contracts.place('FilingConfirmed').fullName
const others = [
  ...['FilingRefused', 'FilingParked'].map(type => contracts.place(type).fullName),
  'icms.backbone.DeadLetter',
]

/** Characters of an answer that are told. */
const toldMax = 500

/** What the accounts service answers to filings from now on: all of them are to be confirmed, and none set aside. */
export async function answeredFilings({
  follow,
  codec,
}: Pick<Backbone, 'follow'> & { readonly codec: Pick<Backbone['codec'], 'peek'> }) {
  let isCounting = false
  let confirmed = 0
  /** The first answer that is another, as it is on the topic. */
  let other: string | undefined
  const followings = await Promise.all(
    ['accounts.events.v1', 'accounts.dead-letter.v1'].map(topic => follow(topic, see)),
  )

  function see({ headers, value }: InRecord) {
    const type = headers.ce_type
    if (!isCounting || !type || !value) return
    if (type === confirmedType) confirmed++
    else if (others.includes(type))
      other ??= `${type.slice(type.lastIndexOf('.') + 1)} ${JSON.stringify(codec.peek(value)).slice(0, toldMax)}`
  }

  return {
    /** What was answered before does not count. */
    async caughtUp() {
      await Promise.all(followings.map(one => one.caughtUp()))
      isCounting = true
    },
    /** Waits until so many are confirmed. Throws at once when one is answered otherwise, and after `msMax`. */
    async confirmed(count: number, msMax: number) {
      const isDone = () => {
        if (other) throw new Error(`a filing was not confirmed: ${other}`)
        return confirmed >= count
      }
      await untilTrue(`${count} filings confirmed`, isDone, msMax).catch((error: Error) => {
        throw new Error(`${error.message}; ${confirmed} were`, { cause: error })
      })
    },
    async stop() {
      await Promise.all(followings.map(one => one.stop()))
    },
  }
}
