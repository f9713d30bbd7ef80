import { type Add, given, command, staff } from './acts.ts'
import { reason } from './application-acts.ts'
import { type Draw, dayMs, hourMs, minuteMs } from './draw.ts'
import type { Facts } from './facts.ts'
import { type Applicant, termsVersion } from './people.ts'

/** What holders do with their accounts, and what is done to them; answers when the account was activated, if it was. */
export function holderActs(who: Applicant, draw: Draw, approvedAt: number, add: Add): number | undefined {
  const { accountId } = who
  const holder = { kind: 'account', id: accountId } as const
  const account = (type: string, data: (facts: Facts) => object | undefined) =>
    command('accounts', type, accountId, holder, facts => {
      const rest = data(facts)
      return rest && { accountId, ...rest }
    })
  const decide = (type: string) =>
    command('accounts', type, accountId, staff('judiciary-administrator'), () => ({ accountId, reason, note: null }))
  if (draw.chance(0.1)) return undefined
  let at = approvedAt + draw.oneOf([hourMs, dayMs, 10 * dayMs, 29 * dayMs, 33 * dayMs])
  if (draw.chance(0.2))
    add(
      at - 30 * minuteMs,
      account('ReissueActivation', () => ({})),
    )
  for (let tries = draw.oneOf([0, 0, 1, 5]); tries >= 0; tries--)
    add(
      at - tries * minuteMs,
      account('TryActivation', () => ({})),
    )
  const passwordHash = 'a-hash-of-a-password'
  const activate = account('ActivateAccount', facts =>
    given(facts.activation(accountId), activationId => ({ activationId, termsVersion, passwordHash })),
  )
  add(at + minuteMs, activate)
  if (draw.chance(0.15)) add(at + 2 * minuteMs, activate)
  const activatedAt = at + minuteMs
  at += draw.oneOf([hourMs, 3 * dayMs])
  add(
    at,
    account('TrySignIn', () => ({})),
  )
  add(
    at + minuteMs,
    account('ConfirmSignIn', facts => given(facts.signInAttempt(accountId), attempt => ({ attempt }))),
  )
  if (draw.chance(0.2))
    add(
      at + hourMs,
      account('ChangeLanguage', () => ({ language: 'ZH_HANT' })),
    )
  if (draw.chance(0.3)) {
    add(
      at + 2 * hourMs,
      account('ProposeEmailChange', () => ({ email: `new-${who.number}@example.com` })),
    )
    add(
      at + 2 * hourMs + 10 * minuteMs,
      account('ConfirmEmailChange', facts => given(facts.emailChange(accountId), changeId => ({ changeId }))),
    )
  }
  if (draw.chance(0.15)) {
    add(at + dayMs, decide('SuspendAccount'))
    if (draw.chance(0.8)) add(at + draw.between(2, 5) * dayMs, decide('ReinstateAccount'))
  }
  if (draw.chance(0.12)) {
    const endsAt = at + draw.between(1, 20) * dayMs
    add(endsAt, decide(draw.oneOf(['TerminateAccount', 'DeactivateAccount'])))
    if (draw.chance(0.4)) add(endsAt + dayMs, decide('RestoreAccount'))
    const erasure = { reason: 'ASKED_BY_THE_PERSON', retentionDays: 10 }
    for (const days of [9, 12])
      add(
        endsAt + days * dayMs,
        command('accounts', 'EraseAccount', accountId, staff('judiciary-administrator'), () => {
          return { accountId, ...erasure }
        }),
      )
  }
  if (draw.chance(0.3)) add(at + 34 * dayMs, decide('RestoreAccount'))
  if (draw.chance(0.1)) add(at + 60 * dayMs, decide('KeepAccountOpen'))
  return activatedAt
}
