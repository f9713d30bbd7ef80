import { factsBy, findings, type Judge } from './evidence.ts'

/**
 * I5: a filing that its account confirmed is linked, kept or refused once; a link has a filing that was accepted, and the
 * reverse, whatever came first; whom nobody knows is refused; and what is linked is an account that is active and open.
 */
export const linksOnce: Judge = ({ messages, filings }) => {
  const { found, wrong, waiting } = findings('I5')
  const outcomes = factsBy(messages, ['CaseLinked', 'LinkKept', 'LinkRefused'], 'filingId')
  const confirmed = factsBy(messages, ['FilingConfirmed'], 'filingId')
  for (const [id, confirmations] of confirmed) {
    if (confirmations.length > 1) wrong(`filing ${id} was confirmed ${confirmations.length} times`)
    const count = outcomes.get(id)?.length ?? 0
    if (count === 0) waiting(`filing ${id} is confirmed, and its case has not said what comes of it`)
    if (count > 1)
      wrong(
        `filing ${id} came to ${outcomes
          .get(id)!
          .map(outcome => outcome.type)
          .join(' and ')}`,
      )
  }
  for (const id of outcomes.keys())
    if (!confirmed.has(id)) wrong(`filing ${id} linked something and was never confirmed`)

  const activated = factsBy(messages, ['AccountActivated'], 'accountId')
  const closed = factsBy(messages, ['AccountTerminated', 'AccountDeactivated'], 'accountId')
  const linked = new Map<string, number>()
  for (const [accountId, links] of factsBy(messages, ['CaseLinked'], 'accountId')) {
    if (!activated.has(accountId)) wrong(`account ${accountId} is linked and was never activated`)
    if (closed.has(accountId)) wrong(`account ${accountId} is linked though it was closed`)
    for (const { data } of links) linked.set(linkOf(data), (linked.get(linkOf(data)) ?? 0) + 1)
  }
  for (const [link, count] of linked) if (count > 1) wrong(`${link} was linked ${count} times`)

  const loginOf = new Map<string, string>()
  for (const [accountId, [created]] of factsBy(messages, ['AccountCreated'], 'accountId'))
    loginOf.set(created!.data.loginName, accountId)
  const answers = factsBy(messages, ['FilingAnswered'], 'sourceId')
  const wanted = new Set<string>()
  for (const { sourceId, loginName, isOfAccount, caseNumber } of filings) {
    const [answer] = answers.get(sourceId) ?? []
    if (!answer) continue
    const { outcome, reason } = answer.data
    if (isOfAccount !== (outcome === 'ACCEPTED'))
      wrong(`filing ${sourceId} of ${isOfAccount ? 'an active account' : 'nobody'} was ${outcome} (${reason})`)
    const link = linkOf({ accountId: loginOf.get(loginName) ?? loginName, caseNumber })
    wanted.add(link)
    if (outcome === 'ACCEPTED' && !linked.has(link)) wrong(`filing ${sourceId} was accepted, and ${link} is not linked`)
  }
  for (const link of linked.keys()) if (!wanted.has(link)) wrong(`${link} is linked without a filing`)
  return found
}

const linkOf = ({ accountId, caseNumber }: { readonly accountId: string; readonly caseNumber: string }) =>
  `account ${accountId} in ${caseNumber}`
