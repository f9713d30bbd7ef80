import { endOfDay, startOfDay } from '@icms/schemas/calendar-day'
import { holidayFrom } from './calendar.ts'
import { type Add, command, staff } from './acts.ts'
import { dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import type { Applicant } from './people.ts'

type Party = { readonly who: Applicant; readonly submittedAt: number }

/** A day of Hong Kong, worked out here. */
const hongKongDay = (at: number): string => new Date(at + 8 * hourMs).toISOString().slice(0, 10)

/** What the office does beside: closures and holidays made known, erasures, and messages that cannot be read. */
export function officeActs(seed: number, parties: readonly Party[], start: number, add: Add) {
  const draw = drawFrom(seed, 'office')
  for (let closures = draw.oneOf([0, 1, 1, 2]); closures > 0; closures--) {
    const at = start + draw.upTo(draw.chance(0.3) ? 3 : 55) * dayMs + draw.upTo(8) * hourMs
    const day = hongKongDay(at + draw.between(0, 4) * dayMs)
    const entryId = `entry-${seed}-${closures}`
    const closed = { from: startOfDay(day), until: endOfDay(day) + 1, wholeDay: true, reason: 'BLACK_RAINSTORM' }
    const named = { date: day, nameEn: 'A day off', nameZh: '假期' }
    const content = draw.oneOf<object>([
      { 'icms.reference.Closure': closed },
      { 'icms.reference.GeneralHoliday': { ...named, observed: true } },
      { 'icms.reference.GeneralHoliday': { ...named, date: holidayFrom(day) ?? day, observed: false } },
    ])
    const data = { entryId, effectiveFrom: day, content }
    add(
      at,
      command('reference-data', 'RecordReferenceEntry', entryId, staff('judiciary-administrator'), () => data),
    )
  }
  for (const { who, submittedAt } of parties) {
    const { applicationId } = who
    if (draw.chance(0.3)) {
      const retention = { rejected: 20, lapsed: 20, withdrawn: 5 }
      const data = () => ({ applicationId, reason: 'NO_LONGER_NEEDED', retention })
      for (const days of [30, 62])
        add(
          submittedAt + days * dayMs + draw.upTo(100) * minuteMs,
          command('vetting', 'EraseApplication', applicationId, staff('judiciary-administrator'), data),
        )
    }
    if (draw.chance(0.06)) poison(applicationId, 'vetting', 'vetting.commands.v1', submittedAt + draw.upTo(3) * dayMs)
    if (draw.chance(0.04))
      poison(who.accountId, 'accounts', 'accounts.commands.v1', submittedAt + draw.upTo(30) * dayMs)
  }

  function poison(key: string, service: string, topic: string, at: number) {
    add(at, { by: 'poison', service, topic, key })
    const resolvedAt = at + draw.between(1, 60) * hourMs
    if (draw.chance(0.3)) add(resolvedAt - 10 * minuteMs, { by: 'operator', service, key, action: 'REPLAY' })
    for (const later of [0, dayMs, 5 * dayMs])
      add(resolvedAt + later, { by: 'operator', service, key, action: 'DISCARD' })
  }
}
