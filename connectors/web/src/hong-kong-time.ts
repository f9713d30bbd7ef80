import { type CalendarDay, dayOf, timeOfDayMs } from '@icms/schemas/calendar-day'
import type { Language } from './messages.ts'

const months = 'January February March April May June July August September October November December'.split(' ')

/** A day for people: `23 November 2026`, `2026年11月23日`. */
export function dayText(day: CalendarDay, language: Language): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return language === 'en' ? `${date} ${months[month - 1]} ${year}` : `${year}年${month}月${date}日`
}

/** An instant (UTC ms) for people, in Hong Kong time: `23 November 2026, 5:30 pm`, `2026年11月23日 下午5時30分`. */
export function instantText(atMs: number, language: Language): string {
  const minutes = Math.floor(timeOfDayMs(atMs) / 60_000)
  const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')]
  const hourOf12 = hour % 12 || 12
  const time =
    language === 'en'
      ? `, ${hourOf12}:${minute} ${hour < 12 ? 'am' : 'pm'}`
      : ` ${hour < 12 ? '上午' : '下午'}${hourOf12}時${minute}分`
  return dayText(dayOf(atMs), language) + time
}
