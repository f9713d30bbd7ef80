import { factsBy, findings, type Judge } from './evidence.ts'

/** I2: an approved application has one account and no other has any; a login name and a person are of one account. */
export const accountsOnce: Judge = ({ messages }) => {
  const { found, wrong, waiting } = findings('I2')
  const approved = factsBy(messages, ['ApplicationApproved'], 'applicationId')
  const created = factsBy(messages, ['AccountCreated'], 'applicationId')
  for (const [id, approvals] of approved) {
    if (approvals.length > 1) wrong(`application ${id} was approved ${approvals.length} times`)
    if (!created.has(id)) waiting(`application ${id} is approved and has no account`)
  }
  for (const [id, accounts] of created) {
    if (!approved.has(id)) wrong(`an account was made of application ${id}, which nobody approved`)
    if (accounts.length > 1) wrong(`application ${id} has ${accounts.length} accounts: ${accountsIn(accounts)}`)
  }
  for (const field of ['loginName', 'accountId', 'personId'])
    for (const [name, accounts] of factsBy(messages, ['AccountCreated'], field))
      if (accounts.length > 1) wrong(`${field} ${name} is that of ${accounts.length} accounts: ${accountsIn(accounts)}`)
  return found
}

const accountsIn = (messages: readonly { readonly data: { readonly accountId: string } }[]) =>
  messages.map(({ data }) => data.accountId).join(', ')
