import { caseIdOf, parseCaseNumber } from '@icms/schemas/case-number'
import { readReference } from '@icms/schemas/application-reference'
import { parseLoginName, printLoginName } from '@icms/schemas/registrant-id'

const idLengthMax = 200
const hongKongMs = 8 * 3_600_000

/**
 * The ids that something typed may stand for, itself first: a reference in groups, a login name however it was spaced, a
 * case number in any spelling. Nothing for what is empty or too long to be an id.
 */
export function idsOf(typed: string, now: number): readonly string[] {
  const plain = typed.trim()
  if (plain === '' || plain.length > idLengthMax) return []
  const registrant = parseLoginName(plain)
  const caseNumber = parseCaseNumber(plain, new Date(now + hongKongMs).getUTCFullYear())
  const others = [
    readReference(plain),
    ...(registrant.ok ? [registrant.value, printLoginName(registrant.value)] : []),
    ...(caseNumber.ok ? [caseIdOf(caseNumber.value.canonical)] : []),
  ]
  return [...new Set([plain, ...others.filter(id => id !== undefined)])]
}
