import { accepted, until } from '@icms/deploy/demo/people'
import { makeTiff } from '@icms/paper/paper-kit'
import type { Gateway } from './gateway.ts'
import { hongKong, sendFax } from './paper-machines.ts'

type Body = Record<string, unknown>
export type Sender = Readonly<Record<'name' | 'address' | 'email' | 'language', unknown>>

const preparedMsMax = 60_000

/** A facsimile of two pages, drawn by numbers from `number` on; resolves with the receipt, which is the paper's id. */
export async function fax({ clock, origin }: Gateway, jobId: string, number = 1): Promise<string> {
  const now = clock.now()
  const content = await makeTiff({ number }, { number: number + 1, height: 2200, yDpi: 196 })
  return (await sendFax(origin, { jobId, content, pages: 2, receivedAt: hongKong(now - 60_000) }, now)).receipt
}

/** Waits until paper is on vetting's worklist. */
export const isWithVetting = async (gateway: Gateway, paperId: string) => {
  const officer = await gateway.staff('demo-vetting')
  return until(
    () => officer.get(`/api/v1/vetting/papers/${paperId}`),
    ({ body }) => body.status === 'UNASSIGNED',
    `paper ${paperId} with vetting`,
    preparedMsMax,
  )
}

/** Vetting says that it is for another office, and who sent it, as that stands on it. Answers what the desk answers. */
export async function dismiss(gateway: Gateway, paperId: string, sender: Partial<Sender>, key = 'dismissed') {
  const { browser } = await gateway.staff('demo-vetting')
  const body = { as: 'NOT_FOR_US', reasonCodes: ['OTHER_OFFICE'], sender }
  const id = { 'idempotency-key': `${key}-${paperId}` }
  const answer = await browser.json('POST', `/api/v1/vetting/papers/${paperId}/dismiss`, body, id)
  return { status: answer.status, body: JSON.parse(answer.body) as Body }
}

/** The answer to its sender, once the desk of letters has it. */
export async function answerByLetter(gateway: Gateway, paperId: string, status = 'WAITING'): Promise<Body> {
  const clerk = await gateway.staff('demo-counter')
  const found = await until(
    async () => {
      const { body } = await clerk.get(`/api/v1/letters?kind=N29&status=${status}`)
      return (body.letters as Body[]).find(one => one.paperId === paperId)
    },
    Boolean,
    `a letter that is ${status}, about paper ${paperId}`,
  )
  return found!
}

/** A fax that is not for us, whose sender is to be written a letter; resolves with its id. */
export async function faxAnswered(gateway: Gateway, jobId: string, sender: Partial<Sender>): Promise<string> {
  const paperId = await fax(gateway, jobId)
  await isWithVetting(gateway, paperId)
  accepted(await dismiss(gateway, paperId, sender))
  await answerByLetter(gateway, paperId)
  return paperId
}
