import { filing } from '@icms/deploy/demo/forms'
import { type Add, type CourtMessage, command, staff } from './acts.ts'
import { reason } from './application-acts.ts'
import { type Draw, dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import { type Applicant, noEProceeding } from './people.ts'

type Party = { readonly who: Applicant; readonly submittedAt: number; readonly activatedAt: number | undefined }

/** Filings of everybody, news of their cases in any order, and what court support staff do (R40, R16). */
export function courtActs(seed: number, parties: readonly Party[], add: Add) {
  const draw = drawFrom(seed, 'court')
  let messages = 0
  const send = (at: number, message: Omit<CourtMessage, 'sourceId' | 'foreignKey'>) => {
    const sourceId = `c-${messages++}`
    const told: CourtMessage = { ...message, sourceId, foreignKey: `f-${draw.upTo(5)}` }
    add(at, { by: 'court', message: told })
    if (draw.chance(0.2)) add(at + draw.oneOf([0, 100, hourMs]), { by: 'court', message: told })
  }
  for (const { who, submittedAt, activatedAt } of parties) {
    const from = activatedAt ?? submittedAt + 5 * dayMs
    for (let filings = draw.between(1, 3); filings > 0; filings--) {
      const at = from + draw.oneOf([-2 * hourMs, 2_000, hourMs, 3 * dayMs, 12 * dayMs, 31 * dayMs, 40 * dayMs])
      const late = draw.chance(0.2) ? draw.oneOf([hourMs, 20 * hourMs, 3 * dayMs]) : 0
      const filing = filingOf(who, draw, at)
      send(at + late, { type: 'FilingLodged', data: () => filing, isGarbled: draw.chance(0.03) })
    }
    if (activatedAt === undefined) continue
    if (who.opts) staffActs(who, draw, from + draw.between(1, 10) * dayMs, add)
    if (draw.chance(0.6)) caseEnds(who, draw, from + draw.between(2, 45) * dayMs, send)
  }
}

type Send = (at: number, message: Omit<CourtMessage, 'sourceId' | 'foreignKey'>) => void

function caseEnds({ caseNumber }: Applicant, draw: Draw, at: number, send: Send) {
  const about = (of: number) => ({ courtReference: `ref-${of}`, caseNumber, court: null })
  send(at, { type: 'CaseDisposed', data: () => ({ ...about(at), disposedAt: at - hourMs }) })
  if (!draw.chance(0.35)) return
  // What happened earlier may be told later.
  const reopenedAt = at + draw.between(1, 9) * dayMs
  const toldAt = draw.chance(0.3) ? at - minuteMs : reopenedAt
  send(toldAt, { type: 'CaseReopened', data: () => ({ ...about(at + 1), reopenedAt: Math.min(reopenedAt, toldAt) }) })
  if (draw.chance(0.5))
    send(reopenedAt + 10 * dayMs, {
      type: 'CaseDisposed',
      data: () => ({ ...about(at + 2), disposedAt: reopenedAt + 9 * dayMs }),
    })
}

function filingOf({ loginName, caseNumber }: Applicant, draw: Draw, filedAt: number): object {
  const right = filing(loginName, caseNumber, filedAt, { courtReference: `ref-${filedAt}` })
  if (!draw.chance(0.35)) return right
  return {
    ...right,
    ...draw.oneOf<object>([
      { caseNumber: 'ABCD 1/2023' },
      { caseNumber: noEProceeding },
      { loginName: loginName.slice(0, -1) + (loginName.endsWith('2') ? '3' : '2') },
      { documentType: 'LETTER' },
      { lodgedVia: 'COUNTER' },
      { representation: 'SOLICITOR' },
      { caseNumber: caseNumber.toLowerCase().replace(' ', ' 0') },
      { role: 'DEFENDANT' },
    ]),
  }
}

function staffActs({ accountId, caseId, requestId }: Applicant, draw: Draw, at: number, add: Add) {
  const asked = { caseId, accountId, requestId, note: null }
  const support = staff('court-support')
  add(
    at,
    draw.chance(0.7)
      ? command('case-linking', 'LinkAccount', caseId, support, () => ({ ...asked, role: 'PLAINTIFF', party: null }))
      : command('case-linking', 'RefuseLinkRequest', caseId, support, () => ({ ...asked, reasons: [reason] })),
  )
}
