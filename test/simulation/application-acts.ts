import { documentsToBring } from '@icms/schemas/attendance-documents'
import { type Add, given, applicant, command, staff } from './acts.ts'
import { endOfDayAfter } from './calendar.ts'
import { type Draw, dayMs, hourMs, minuteMs } from './draw.ts'
import type { Facts } from './facts.ts'
import { answeredWith, type Applicant, filesOf, handedInBy, submissionOf } from './people.ts'

export const reason = { code: 'DOCUMENTS_NOT_IN_ORDER', textEn: 'Please look again.', textZh: null }

const documentsOf = ({ eligibility }: Applicant) =>
  documentsToBring({ eligibility, identityDocument: { kind: 'HKID' } }, 'APPLICANT')

/** An application from the proof of the address to the Judiciary Administrator's word; answers when that was a yes. */
export function applicationActs(who: Applicant, draw: Draw, submittedAt: number, add: Add): number | undefined {
  const { applicationId: key } = who
  proofActs(who, draw, submittedAt, add)
  const submit = (at: number, wanting: boolean) => {
    const data = () => submissionOf(who, submittedAt, wanting)
    add(at, command('intake-web', 'SubmitApplication', key, applicant, data, filesOf(key, handedInBy(key))))
  }
  if (draw.chance(0.1)) submit(submittedAt - 2 * minuteMs, true)
  submit(submittedAt, false)
  if (draw.chance(0.06))
    add(
      submittedAt + draw.upTo(40 * 24) * hourMs,
      command('intake-web', 'RequestWithdrawal', key, applicant, () => ({ applicationId: key, reason: null })),
    )
  return vettingActs(who, draw, submittedAt, add)
}

/** From the receipt of an application, however it came, to the Judiciary Administrator's word. */
export function vettingActs(who: Applicant, draw: Draw, submittedAt: number, add: Add): number | undefined {
  const { applicationId: key } = who
  const vet = (type: string, data: (facts: Facts) => object | undefined) =>
    command('vetting', type, key, staff('vetting'), facts => {
      const rest = data(facts)
      return rest && { applicationId: key, ...rest }
    })
  let at = submittedAt + draw.oneOf([hourMs, dayMs, 3 * dayMs, 6 * dayMs, 12 * dayMs]) + draw.upTo(5 * hourMs)
  if (draw.chance(0.3))
    add(
      at - 20 * minuteMs,
      vet('AssignApplication', () => ({ assignee: null })),
    )
  if (draw.chance(0.25)) {
    add(
      at,
      vet('HoldApplication', () => ({ note: 'waits for a colleague' })),
    )
    at += draw.oneOf([hourMs, dayMs, 4 * dayMs])
    add(
      at,
      vet('ReleaseApplication', () => ({ note: 'goes on' })),
    )
    at += draw.oneOf([hourMs, 2 * dayMs, 5 * dayMs])
  }
  if (draw.chance(0.3)) {
    add(
      at,
      vet('RequestSupplement', () => ({ reasons: [reason], note: null })),
    )
    if (draw.chance(0.3))
      add(
        at + hourMs,
        vet('CorrectEmail', () => ({ email: `second-${who.number}@example.com`, note: 'by telephone' })),
      )
    at += draw.oneOf([hourMs, 2 * dayMs, 6 * dayMs, 35 * dayMs])
    add(at, supplement(key, at))
    at += draw.oneOf([hourMs, 2 * dayMs, 5 * dayMs])
  }
  if (draw.chance(0.08)) {
    add(
      at,
      vet('RejectApplication', () => ({ reasons: [reason], note: null })),
    )
    return undefined
  }
  add(
    at,
    vet('ApproveForAuthentication', () => ({ note: 'in order', checked: [] })),
  )
  return attendanceActs(who, draw, at, add, vet)
}

/** The answer to what was asked last, once that is known. */
function supplement(applicationId: string, at: number) {
  const documents = answeredWith(applicationId, at)
  const data = (facts: Facts) =>
    given(facts.supplementAsked(applicationId), requestId => ({
      ...{ applicationId, requestId, text: 'Here it is.', documents },
    }))
  return command('intake-web', 'SupplySupplement', applicationId, applicant, data, filesOf(applicationId, documents))
}

function proofActs({ proofId, email, applicationId }: Applicant, draw: Draw, submittedAt: number, add: Add) {
  const proof = (type: string, data: (facts: Facts) => object | undefined) =>
    command('intake-web', type, proofId, applicant, data)
  const at = submittedAt - 30 * minuteMs
  add(
    at,
    proof('RequestEmailCode', () => ({ proofId, email, language: 'EN' })),
  )
  for (let tries = draw.upTo(2); tries >= 0; tries--)
    add(
      at + (3 - tries) * minuteMs,
      proof('TryEmailCode', () => ({ proofId })),
    )
  add(
    at + 5 * minuteMs,
    proof('ProveEmail', facts => given(facts.emailCode(proofId), codeId => ({ proofId, codeId }))),
  )
  if (draw.chance(0.5))
    add(
      at + 10 * minuteMs,
      command('intake-web', 'SaveDraft', applicationId, applicant, () => {
        return { applicationId, email, language: 'EN', emailProvenAt: at, form: '{}' }
      }),
    )
}

type Vet = (type: string, data: (facts: Facts) => object | undefined) => ReturnType<typeof command>

function attendanceActs(who: Applicant, draw: Draw, vettedAt: number, add: Add, vet: Vet): number | undefined {
  const { applicationId } = who
  const help = (type: string, data: (now: number) => object) =>
    command('identity', type, applicationId, staff('help-centre'), (_, now) => ({ applicationId, ...data(now) }))
  const attendance = { attendee: 'APPLICANT', documentsSeen: documentsOf(who), note: null, missingReason: null }
  // With days to spare, on the last day, seconds before its end, or after it.
  let at = vettedAt + draw.oneOf([2 * hourMs, 2 * dayMs, 10 * dayMs, 29 * dayMs, 30 * dayMs, 31 * dayMs])
  if (draw.chance(0.2)) at = endOfDayAfter(vettedAt, 30) - 20_000 + draw.upTo(40_000)
  if (draw.chance(0.3))
    add(
      at,
      help('InviteAgain', () => ({})),
    )
  if (draw.chance(0.15)) {
    const failed = { reasons: [reason], note: null, supplement: draw.chance(0.7), attendBy: null, attendByReason: null }
    add(
      at,
      help('FailAuthentication', now => ({ attendedAt: now - minuteMs, attendee: 'APPLICANT', ...failed })),
    )
    at += dayMs
    add(at, supplement(applicationId, at))
    at += draw.oneOf([hourMs, 5 * dayMs])
    add(
      at,
      vet('ApproveForAuthentication', () => ({ note: 'in order now', checked: [] })),
    )
    at += draw.oneOf([hourMs, 2 * dayMs])
  }
  if (draw.chance(0.15)) return undefined
  add(
    at,
    help('RecordAttendance', now => ({ attendedAt: now - minuteMs, ...attendance })),
  )
  at += draw.oneOf([hourMs, dayMs, 4 * dayMs])
  const administrator = staff('judiciary-administrator')
  if (draw.chance(0.08)) {
    const rejected = () => ({ applicationId, reasons: [reason], note: null })
    add(at, command('vetting', 'RejectApplication', applicationId, administrator, rejected))
    return undefined
  }
  const approved = () => ({ applicationId, note: null, weighing: null })
  add(at, command('vetting', 'ApproveApplication', applicationId, administrator, approved))
  return at
}
