import { calendarsAround } from '../calendar.ts'
import type { DailyList } from '../daily-acts.ts'
import { dayMs, hourMs, minuteMs } from '../draw.ts'
import type { Observed } from '../observation.ts'
import { recordedCalendar } from './recorded-calendar.ts'
import type { MakeRule } from './rule.ts'

/** Within it rows need not show yet what is on the topics: longer than anybody sleeps. */
const freshMs = 15 * minuteMs
/** Within it a process may not have read an entry of the calendar. */
const learningMs = 7 * dayMs

type Arrived = { readonly source: string; readonly date: string; readonly pages: number; readonly seenAt: number }
type Day = {
  readonly source: string
  readonly date: string
  list: DailyList | undefined
  /** When there was last a list of it, by the simulation's time. */
  listedAt: number
  isMissed: boolean
  /** Whether operations know that it differs, and what they still have to be told with the comparison in hand. */
  isTold: boolean
  owed: 'Differed' | 'Settled' | undefined
  differing: number | undefined
}

const dateOf = (at: number) => new Date(at + 8 * hourMs).toISOString().slice(0, 10)
const nextTo = (date: string, days: number) => dateOf(Date.parse(`${date}T00:00:00+08:00`) + days * dayMs)

/**
 * What a sender says it sent on a day is held against what came until both agree, operations are told when it differs and
 * when it agrees again, and a list that does not come is missed at noon of the working day after, once (R32b, I1, I4).
 */
export const dailyLists: MakeRule = (violate, plan) => {
  const lists = new Map<string, DailyList>()
  for (const { deed } of plan.acts)
    if (deed.by === 'command' && deed.type.endsWith('Daily'))
      for (const { documentId, content } of deed.files ?? []) lists.set(documentId, JSON.parse(content) as DailyList)
  const sources = new Set([...lists.values()].map(({ source }) => source))
  const arrived = new Map<string, Arrived>()
  const days = new Map<string, Day>()
  const { entries, see: learn } = recordedCalendar()

  function arrive(id: string, source: string, at: number, pages: number, seenAt: number) {
    if (sources.has(source)) arrived.set(id, { source, date: dateOf(at), pages, seenAt })
  }

  /** What a comparison at a moment has to find, and what it may find besides. */
  function differencesOf({ source, date, list }: Day, now: number) {
    const must = new Set<string>()
    const may = new Set<string>()
    const expect = (isSure: boolean, what: string) => void (isSure ? must : may).add(what)
    for (const { id, pages } of list?.sent ?? []) {
      const found = arrived.get(id)
      const isFresh = found !== undefined && found.seenAt > now - freshMs
      if (!found || isFresh) expect(!found, `MISSING ${id}`)
      if (found && found.pages !== pages) expect(!isFresh, `DIFFERING ${id}`)
    }
    const near = [...days.values()].filter(
      other => other.source === source && [-1, 0, 1].some(by => nextTo(date, by) === other.date),
    )
    for (const [id, { source: from, date: on, seenAt }] of arrived) {
      if (from !== source || on !== date) continue
      const naming = near.filter(other => other.list?.sent.some(one => one.id === id))
      if (naming.some(other => other.date === date || other.listedAt < now - freshMs)) continue
      expect(naming.length === 0 && seenAt < now - freshMs, `EXTRA ${id}`)
    }
    return { must, may }
  }

  function compare(key: string, day: Day, { data: { differing, differences }, now }: Observed) {
    const { must, may } = differencesOf(day, now)
    const found = (differences as readonly { kind: string; itemId: string }[]).map(one => `${one.kind} ${one.itemId}`)
    const missed = [...must].filter(what => !found.includes(what))
    const invented = found.filter(what => !must.has(what) && !may.has(what))
    if (missed.length + invented.length > 0 || differing !== found.length)
      violate('R32b', `the list of ${day.date}, ${key}, is said to differ by '${found}', not by '${[...must]}'`)
    day.differing = differing
    if (differing > 0 !== day.isTold) day.owed = differing > 0 ? 'Differed' : 'Settled'
  }

  function tell(key: string, day: Day, what: 'Differed' | 'Settled') {
    if (day.owed !== what) violate('R32b', `operations are told that ${key} ${what}, which is not so or was told`)
    day.owed = undefined
    day.isTold = what === 'Differed'
  }

  function miss(key: string, day: Day, { at, now }: Observed) {
    if (day.list || day.isMissed) violate('I4', `the list ${key} is missed though it came, or was missed before (R32b)`)
    const noons = calendarsAround(entries, now - learningMs).map(calendar => calendar.noonAfter(day.date))
    if (!noons.includes(at)) violate('I4', `the list of ${day.date} is missed at ${at} (R32b)`)
    day.isMissed = true
  }

  function follow(event: Observed, name: string) {
    const { key, data, now } = event
    const blank = {
      list: undefined,
      listedAt: 0,
      isMissed: false,
      isTold: false,
      owed: undefined,
      differing: undefined,
    }
    const day: Day = days.get(key) ?? { source: data.source, date: data.date, ...blank }
    if (day.owed && name !== `Reconciliation${day.owed}`)
      violate('R32b', `operations are not told that ${key} ${day.owed}`)
    switch (name) {
      case 'DailyAwaited':
        return void days.set(key, day)
      case 'DailyRecorded': {
        days.set(key, day)
        return void Object.assign(day, {
          ...{ list: lists.get(data.documentId), listedAt: now, isMissed: false, differing: undefined },
        })
      }
      case 'DailyCompared':
        return compare(key, day, event)
      case 'DailyMissed':
        return miss(key, day, event)
      case 'ReconciliationDiffered':
        return tell(key, day, 'Differed')
      case 'ReconciliationSettled':
        return tell(key, day, 'Settled')
    }
  }

  return {
    see(event) {
      const { topic, type, data, now } = event
      learn(event)
      if (sources.size === 0 || !topic.startsWith('intake-')) return
      if (type === 'FaxReceived')
        arrive(data.call.jobId, data.gateway, data.call.receivedAt, data.call.pagesReceived, now)
      if (type === 'EnvelopeReceived') {
        const pages = (data.pageCounts as readonly number[]).reduce((sum, count) => sum + count, 0)
        arrive(data.envelopeId, data.paper.source, data.at, pages, now)
      }
      const [, , name] = /^(Scan|Fax)(Daily\w+|Reconciliation\w+)$/.exec(type) ?? []
      if (name && topic.endsWith('.events.v1')) follow(event, name)
    },
    drained() {
      for (const [key, day] of days) {
        const { date, list, listedAt, isMissed, differing, owed } = day
        if (owed) violate('R32b', `operations are not told that ${key} ${owed}`)
        const noons = calendarsAround(entries, Number.POSITIVE_INFINITY).map(calendar => calendar.noonAfter(date))
        if (!list && !isMissed && noons.every(noon => noon < plan.horizon - hourMs))
          violate('L1', `the list of ${date}, ${key}, did not come and is not missed`)
        if (!list || listedAt > plan.horizon - dayMs) continue
        const { must } = differencesOf(day, plan.horizon)
        if (differing === undefined || differing > 0 !== must.size > 0)
          violate('L1', `the list of ${date}, ${key}, ends with ${differing} differences, and has ${must.size}`)
      }
    },
  }
}
