import { type Policy, type PolicyName, policyNames, policyTable } from '@icms/schemas/policy'

const prefix = 'ICMS_POLICY_'

/** The variable of one setting: `attendanceDays` is `ICMS_POLICY_ATTENDANCE_DAYS`. */
export const policyVariable = (name: PolicyName): string =>
  `${prefix}${name.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`

/** Reads the deployment's own values by the given readers, which name mistakes; what is not set has its default. */
export function readPolicy(environment: Readonly<Record<string, unknown>>, { whole, flag, wrong }: Readers): Policy {
  const known = policyNames.map(policyVariable)
  for (const variable of Object.keys(environment))
    if (variable.startsWith(prefix) && !known.includes(variable))
      wrong(variable, `is no setting; there are ${known.join(', ')}`)
  const entries = policyNames.map(name => {
    const setting = policyTable[name]
    const variable = policyVariable(name)
    return [
      name,
      'min' in setting
        ? whole(variable, setting.otherwise, setting.min, setting.max)
        : flag(variable, setting.otherwise),
    ]
  })
  return Object.fromEntries(entries)
}

type Readers = {
  readonly whole: (variable: string, otherwise: number, min: number, max: number) => number
  readonly flag: (variable: string, otherwise: boolean) => boolean
  readonly wrong: (variable: string, what: string) => void
}
