import type { Actor } from '@icms/backbone/actor'
import { deriveId } from '@icms/backbone/record'
import type { PaperSender } from '@icms/schemas/generated/common'
import { type Add, command } from './acts.ts'
import { vettingActs } from './application-acts.ts'
import { type Draw, dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import { holderActs } from './holder-acts.ts'
import type { OnPaper } from './on-paper.ts'
import { type Applicant, applicantOf, submissionOf } from './people.ts'

const clerk: Actor = { kind: 'staff', id: 'staff-vetting', role: 'vetting' }
const secondClerk: Actor = { ...clerk, id: 'staff-vetting-2' }

/** Persons and applications of papers are numbered from here on: more than come online. */
const paperFirst = 1_000

/** What clerks do with a paper once it is on their list, in order, out of order, or twice. */
export function paperDeskActs(
  seed: number,
  number: number,
  paper: OnPaper,
  { applicationIds, paperIds }: { readonly applicationIds: readonly string[]; readonly paperIds: readonly string[] },
  draw: Draw,
  add: Add,
) {
  const { paperId, leaves } = paper
  const note = null
  let at = paper.at + draw.oneOf([minuteMs, 3 * hourMs, 5 * hourMs, 2 * dayMs]) + draw.upTo(30) * minuteMs
  const act = (of: string, type: string, data: object, who = clerk) =>
    add(
      at,
      command('vetting', type, of, who, () => ({ paperId: of, ...data })),
    )
  const later = () => {
    at += draw.oneOf([2_000, hourMs, 2 * dayMs])
  }
  const join = (of: string) => {
    act(of, 'JoinPaper', { applicationId: draw.oneOf(applicationIds), note })
    later()
    if (draw.chance(0.5)) act(of, 'TakeOutPaper', { note })
    later()
    if (draw.chance(0.3)) act(of, 'JoinPaper', { applicationId: draw.oneOf(applicationIds), note })
  }
  const dismiss = (of: string) => {
    const as = draw.oneOf(['NOT_FOR_US', 'UNREADABLE'])
    act(of, 'DismissPaper', { as, reasons: ['OTHER_OFFICE'], note, sender: senderOf(seed, number), retentionDays: 365 })
    later()
    if (draw.chance(0.5)) act(of, 'ReopenPaper', { note })
  }
  /** Any other gives its pages to this one, also one that is elsewhere by then, or gives to this one meanwhile. */
  const combine = () => {
    const other = draw.oneOf(paperIds)
    act(other, 'CombinePaper', { into: paperId, note })
    later()
    if (draw.chance(0.4)) act(paperId, 'TakeApartPaper', { otherId: other, note })
    if (draw.chance(0.7)) return transcribe()
    later()
    return join(paperId)
  }
  /** A part of a part, which goes back before or after that one does. */
  const splitAgain = (of: string) => {
    const splitting = act(of, 'SplitPaper', { pages: leaves.slice(-1), note })
    const partId = deriveId('part', of, `act-${seed}-${splitting}`)
    const backAt = at + draw.oneOf([minuteMs, 3 * dayMs])
    add(
      backAt,
      command('vetting', 'PutBackPaper', partId, clerk, () => ({ paperId: partId, note })),
    )
  }
  const split = () => {
    const splitting = act(paperId, 'SplitPaper', { pages: leaves.slice(-draw.between(1, 2)), note })
    const partId = deriveId('part', paperId, `act-${seed}-${splitting}`)
    later()
    draw.oneOf([join, dismiss, splitAgain, splitAgain])(partId)
    later()
    if (draw.chance(0.6)) act(partId, 'PutBackPaper', { note })
  }
  switch (draw.upTo(12)) {
    case 0:
    case 1:
    case 2:
      transcribe()
      return
    case 3:
    case 4:
      return join(paperId)
    case 5:
    case 6:
    case 7:
      split()
      later()
      return draw.chance(0.5) ? join(paperId) : undefined
    case 8:
      return dismiss(paperId)
    case 9:
    case 10:
    case 11:
      return combine()
  }

  /** Two clerks save at once, or one after the other; who sends the form goes on from the first, the last, or from nothing. */
  function saveHalfway(name: { readonly surnameEn: string }): string | null {
    if (draw.chance(0.5)) return null
    const saved = (basedOn: string | null, who: Actor) => {
      const saving = act(paperId, 'SaveTranscription', { form: JSON.stringify(name), basedOn }, who)
      return deriveId('typing', paperId, `act-${seed}-${saving}`)
    }
    const first = saved(null, clerk)
    at += draw.oneOf([0, 2_000, hourMs])
    if (draw.chance(0.5)) saved(draw.chance(0.5) ? first : null, secondClerk)
    later()
    return draw.chance(0.7) ? first : null
  }

  /** A form is typed in and checked, and goes on as any application does. */
  function transcribe() {
    const form = paperFormOf(seed, number, paper)
    const { name, identityDocument } = form.data
    act(paperId, 'TranscribePaper', {
      personId: form.who.personId,
      form: form.data,
      basedOn: saveHalfway(form.data.name),
    })
    later()
    const isOther = draw.chance(0.15)
    const read = { name, identityDocument: isOther ? { ...identityDocument, number: 'G123456(A)' } : identityDocument }
    const checking = act(paperId, 'CheckTranscription', read, draw.chance(0.9) ? secondClerk : clerk)
    const applicationId = deriveId('application', paperId, `act-${seed}-${checking}`)
    const who = applicantOf(seed, form.who.number, form.who.person, applicationId)
    at += minuteMs
    const email = { applicationId, email: who.email, note: 'by telephone' }
    if (form.data.email === '' && draw.chance(0.8))
      add(
        at,
        command('vetting', 'CorrectEmail', applicationId, clerk, () => email),
      )
    const approvedAt = vettingActs(who, draw, at, add)
    if (approvedAt !== undefined) holderActs(who, draw, approvedAt, add)
  }
}

/** Who stands on the paper, to be written by letter or by mail; on every third nobody does. */
function senderOf(seed: number, number: number): PaperSender | null {
  const draw = drawFrom(seed, 'sender', number)
  if (draw.chance(0.33)) return null
  const address = { lines: ['1 Example Road'], country: 'HK', district: null, region: null, postalCode: null }
  const email = draw.chance(0.5) ? `sender-${number}@example.com` : null
  return { name: `Sender ${number}`, address, email, language: draw.oneOf(['EN', 'ZH_HANT']) }
}

/** Who wrote the form, and what is on it; every fifth is of somebody who applied online. */
function paperFormOf(seed: number, number: number, { channel, receivedAt }: OnPaper) {
  const draw = drawFrom(seed, 'form', number)
  const person = draw.chance(0.2) ? draw.upTo(3) : paperFirst + number
  const who: Applicant = applicantOf(seed, paperFirst + number, person)
  const { form } = submissionOf(who, receivedAt, draw.chance(0.05))
  const signedOn = new Date(receivedAt - dayMs).toISOString().slice(0, 10)
  const email = draw.chance(0.5) ? form.email : ''
  return { who, data: { ...form, channel, email, signature: 'CHAN Siu Ming', signedOn } }
}
