import { caseIdOf } from '@icms/schemas/case-number'
import type { Observed } from '../observation.ts'
import type { MakeRule } from './rule.ts'

/** Types that link by themselves, of those that the simulation files (A17). */
const linkingTypes = ['WRIT']
const eProceeding = /^DC(CJ|PI|TC) [1-9]\d*\/2023$/
const canonical = (text: string) => text.toUpperCase().replace(/^([A-Z]+)\s*0*(\d+)\s*\/\s*(\d+)$/, '$1 $2/$3')

type Filed = { readonly key: string; readonly data: Observed['data']; readonly isGarbled: boolean }
type Life = { activatedAt: number | undefined; suspendedAt: number | undefined; isClosed: boolean; everClosed: boolean }

/**
 * Every message of a court is answered once, however often it came; accepted is what may link and does (R2, R40), and
 * nothing links an account that was closed (I5).
 */
export const filings: MakeRule = violate => {
  const filed = new Map<string, Filed>()
  const answers = new Map<string, Observed>()
  const lives = new Map<string, Life>()
  /** By account and case: the life in which it is linked, and the one in which its access ended. */
  const linked = new Map<string, number>()
  const ended = new Map<string, number>()
  const everLinked = new Set<string>()
  const closing = new Map<string, number>()
  /** When holders were told that they may use the services. */
  const toldActive = new Map<string, number>()
  const loginNames = new Set<string>()

  function live(accountId: string): Life {
    const found = lives.get(accountId) ?? {
      activatedAt: undefined,
      suspendedAt: undefined,
      isClosed: false,
      everClosed: false,
    }
    lives.set(accountId, found)
    return found
  }

  /** Why a filing can never be accepted, by what it says and by when its account was active. */
  function whyNever({ data }: Filed): string | undefined {
    const number = canonical(data.caseNumber)
    if (!eProceeding.test(number)) return 'is in no e-proceeding (R2)'
    if (data.lodgedVia !== 'ICMS') return 'did not come through iCMS (R40e)'
    if (data.representation !== 'IN_PERSON') return 'is by a solicitor (R15a)'
    if (!linkingTypes.includes(data.documentType)) return 'is of a type that does not link (R40f)'
    const accountId = data.loginName.replaceAll('-', '').slice(0, 8)
    const { activatedAt } = live(accountId)
    if (!loginNames.has(data.loginName)) return 'names nobody'
    if (activatedAt === undefined) return 'is of an account that was never active (R36b)'
    if (data.filedAt < activatedAt) return 'was made before the activation (R36b)'
    if (!everLinked.has(`${accountId} ${caseIdOf(number)}`)) return 'linked nothing'
    return undefined
  }

  /** Where all was right, and nothing ever happened to its account, a filing is accepted. */
  function mustBeAccepted({ data }: Filed): boolean {
    const accountId = data.loginName?.replaceAll('-', '').slice(0, 8)
    const life = lives.get(accountId)
    const isRight =
      eProceeding.test(canonical(data.caseNumber)) &&
      loginNames.has(data.loginName) &&
      data.lodgedVia === 'ICMS' &&
      data.representation === 'IN_PERSON' &&
      data.role === 'PLAINTIFF' &&
      linkingTypes.includes(data.documentType)
    const isSteady = life?.activatedAt !== undefined && !life.everClosed && life.suspendedAt === undefined
    return (
      isRight &&
      isSteady &&
      data.filedAt > (toldActive.get(accountId) ?? Number.POSITIVE_INFINITY) &&
      !opposed.has(`${accountId} ${caseIdOf(canonical(data.caseNumber))}`)
    )
  }
  /** Accounts that were a defendant in a case: on which side somebody is depends on what came first. */
  const opposed = new Set<string>()

  function link({ data }: Observed) {
    const { accountId, caseId, life } = data
    const at = `${accountId} ${caseId}`
    if ((ended.get(at) ?? -1) >= life) violate('I5', `${accountId} is linked to ${caseId} after its access had ended`)
    if (linked.has(at)) violate('I5', `${accountId} is linked to ${caseId} twice`)
    linked.set(at, life)
    everLinked.add(at)
    if (data.role === 'DEFENDANT') opposed.add(at)
  }

  return {
    see(event) {
      const { topic, type, key, id, data, at } = event
      if (topic === 'court.filings.v1' || topic === 'court.cases.v1')
        filed.set(id, { key, data, isGarbled: data === null })
      if (type === 'FilingAnswered') {
        const { sourceId } = data
        if (!filed.has(sourceId)) violate('I1', `${sourceId} is answered and was never sent`)
        if (answers.has(sourceId)) violate('I6', `${sourceId} is answered twice`)
        answers.set(sourceId, event)
      }
      if (topic === 'case-linking.events.v1') {
        if (type === 'CaseLinked') link(event)
        if (type === 'LinkKept') linked.set(`${data.accountId} ${data.caseId}`, data.life)
        if (type === 'LinkEnded') {
          const place = `${data.accountId} ${data.caseId}`
          ended.set(place, Math.max(ended.get(place) ?? -1, data.life))
          if ((linked.get(place) ?? Number.POSITIVE_INFINITY) <= data.life) linked.delete(place)
        }
      }
      if (topic !== 'accounts.events.v1') return
      if (type === 'AccountCreated') loginNames.add(data.loginName)
      if (type === 'AccountActivated') live(key).activatedAt = at
      if (type === 'AccountSuspended') live(key).suspendedAt = at
      if (type === 'AccountTerminated' || type === 'AccountDeactivated')
        Object.assign(live(key), { isClosed: true, everClosed: true })
      if (type === 'AccountRestored') live(key).isClosed = false
      if (type === 'CaseAccessEnded') closing.set(`${key} ${data.caseId}`, data.life)
      if (type === 'FilingConfirmed' && live(key).isClosed) violate('I5', `${key} takes a filing though it is closed`)
    },
    answered({ type, key, result, now }) {
      if (type === 'ActivateAccount' && result.kind === 'decided')
        if (result.outputs.some(output => output.type === 'AccountActivated') && !toldActive.has(key))
          toldActive.set(key, now)
    },
    drained() {
      for (const [sourceId, filing] of filed) {
        const answer = answers.get(sourceId)
        if (!answer) {
          violate('L1', `filing ${sourceId} was never answered`)
          continue
        }
        const { outcome, reason } = answer.data
        if (filing.isGarbled) {
          if (outcome !== 'REFUSED') violate('R40', `${sourceId}, which nobody can read, is ${outcome}`)
          continue
        }
        if (filing.data.documentType === undefined) continue
        if (outcome === 'ACCEPTED' && whyNever(filing))
          violate('R40', `filing ${sourceId} is accepted, and ${whyNever(filing)}`)
        if (outcome === 'REFUSED' && mustBeAccepted(filing))
          violate('R40', `filing ${sourceId} is refused as ${reason} though nothing is wrong with it`)
      }
      for (const [place, life] of closing)
        if (!ended.has(place)) violate('I5', `access of ${place} ended in life ${life} and the case was never told`)
      for (const place of linked.keys())
        if (live(place.split(' ')[0]!).isClosed) violate('I5', `${place}: a closed account is linked to the case`)
    },
  }
}
