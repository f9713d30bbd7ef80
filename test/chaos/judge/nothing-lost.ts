import { factsBy, findings, isForeign, type Judge, placeOf, type Told } from './evidence.ts'

/** The fact that each acknowledgement promises, and the field that names what it is of. */
const promised: Readonly<Record<Told['what'], readonly [types: readonly string[], field: string]>> = {
  SubmitApplication: [['ApplicationSubmitted', 'SubmissionRefused'], 'applicationId'],
  ApproveForAuthentication: [['ApplicationVetted'], 'applicationId'],
  RecordAttendance: [['AttendanceRecorded'], 'applicationId'],
  ApproveApplication: [['ApplicationApproved'], 'applicationId'],
  ActivateAccount: [['AccountActivated'], 'loginName'],
}

/**
 * I1: what was acknowledged is there, once; what was submitted is known to vetting and has a status; what a court was told
 * is on its topic is answered; and every message of ours can be read.
 */
export const nothingLost: Judge = ({ messages, told, filings, now }) => {
  const { found, wrong, waiting } = findings('I1')
  for (const [what, [types, field]] of Object.entries(promised)) {
    const facts = factsBy(messages, types, field)
    for (const { id } of told.filter(each => each.what === what)) {
      const count = facts.get(id)?.length ?? 0
      if (count === 0) waiting(`${what} of ${id} was acknowledged, and no ${types.join(' or ')} is on a topic`)
      if (count > 1) wrong(`${what} of ${id} has ${count} facts: ${facts.get(id)!.map(placeOf).join(', ')}`)
    }
  }

  const received = factsBy(messages, ['ApplicationReceived'], 'applicationId')
  const begun = factsBy(messages, ['VettingStarted', 'ApplicationRejected'], 'applicationId')
  for (const id of factsBy(messages, ['ApplicationSubmitted'], 'applicationId').keys()) {
    if (!received.has(id)) waiting(`application ${id} was submitted and never received`)
    else if (!begun.has(id)) waiting(`application ${id} was received and is neither vetted nor rejected`)
  }

  const answers = factsBy(messages, ['FilingAnswered'], 'sourceId')
  // Who files before the account is known may be right in the end: it is answered when that is sure.
  const parked = factsBy(messages, ['FilingParked'], 'sourceId')
  for (const { sourceId, source } of filings) {
    if (parked.get(sourceId)?.some(({ data }) => data.until > now) && !answers.has(sourceId)) continue
    const own = (answers.get(sourceId) ?? []).filter(answer => answer.data.source === source)
    if (own.length === 0) waiting(`filing ${sourceId} of ${source} is on its topic and was never answered`)
    if (own.length > 1) wrong(`filing ${sourceId} of ${source} was answered ${own.length} times`)
  }
  for (const id of answers.keys())
    if (!filings.some(filing => filing.sourceId === id)) wrong(`filing ${id} was answered and nobody filed it`)

  for (const message of messages)
    if (message.value && message.type === '' && !isForeign(message.topic) && !isRuntimeOwn(message.key))
      wrong(`the message at ${placeOf(message)} cannot be read by its schema`)
  return found
}

/** What an adapter notes for itself in a changelog is in a form of its own. */
const isRuntimeOwn = (key: Buffer | null) => key?.toString().startsWith('~') ?? false
