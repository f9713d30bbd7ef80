import { factsBy, findings, type Judge, type Mail } from './evidence.ts'

const ends = ['EmailAccepted', 'EmailBounced', 'EmailAbandoned']

/**
 * I3: each wish for a mail ends accepted, bounced or given up, once; what was accepted came; nobody got a mail that was
 * not wished for; and of one Message-ID there are no more copies than one and one for each doubt, all saying the same.
 */
export const mailsEnd: Judge = ({ messages, mails }) => {
  const { found, wrong, waiting } = findings('I3')
  const wished = factsBy(messages, ['EmailRequested'], 'emailId')
  const ended = factsBy(messages, ends, 'emailId')
  const queued = factsBy(messages, ['EmailQueued'], 'emailId')
  const doubts = factsBy(messages, ['EmailInDoubt'], 'emailId')
  for (const [id, wishes] of wished) {
    if (wishes.length > 1) wrong(`mail ${id} is wished for ${wishes.length} times`)
    const count = ended.get(id)?.length ?? 0
    if (count === 0) waiting(`mail ${id} is neither accepted nor bounced nor given up`)
    if (count > 1)
      wrong(
        `mail ${id} ended ${count} times: ${ended
          .get(id)!
          .map(end => end.type)
          .join(', ')}`,
      )
  }

  const copies = new Map<string, Mail[]>()
  for (const mail of mails) copies.set(mail.messageId, [...(copies.get(mail.messageId) ?? []), mail])
  const idOf = new Map<string, string>()
  for (const [id, [queuedOnce]] of queued) idOf.set(bare(queuedOnce!.data.messageId), id)
  for (const [messageId, same] of copies) {
    const id = idOf.get(bare(messageId))
    if (id === undefined || !wished.has(id)) {
      wrong(`a mail ${messageId} came that nobody wished for`)
      continue
    }
    const most = 1 + (doubts.get(id)?.length ?? 0)
    if (same.length > most) wrong(`mail ${id} came ${same.length} times; ${most} is the most that its doubts allow`)
    if (new Set(same.map(({ to, text }) => `${to}\n${text}`)).size > 1)
      wrong(`the copies of mail ${id} differ in what they say or in whom they are for`)
  }
  const came = new Set([...copies.keys()].map(messageId => idOf.get(bare(messageId))))
  for (const [id, ends] of ended)
    if (ends.some(end => end.type === 'EmailAccepted') && !came.has(id)) wrong(`mail ${id} was accepted and never came`)
  return found
}

const bare = (messageId: string) => messageId.replace(/^<|>$/g, '')
