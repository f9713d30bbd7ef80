import Holidays from 'date-holidays'

/** First and last year of the seed: from the first implementation notice on; later years are added by a release. */
export const holidayYears = { first: 2022, last: 2030 } as const

export type ListedHoliday = { readonly date: string; readonly nameEn: string; readonly nameZh: string }

/**
 * General holidays of Hong Kong as the holidays library works them out, in order. Sundays, which are general holidays
 * too, are left out. The library knows the rules of Cap. 149; a year is gazetted about seven months before it starts.
 */
export const generalHolidays = (): readonly ListedHoliday[] => {
  const library = new Holidays('HK')
  const years = Array.from({ length: holidayYears.last - holidayYears.first + 1 }, (_, i) => holidayYears.first + i)
  return years.flatMap(year => {
    const chinese = new Map(library.getHolidays(year, 'zh').map(({ date, name }) => [date, name]))
    return library
      .getHolidays(year, 'en')
      .filter(({ type }) => type === 'public')
      .map(({ date, name }) => ({ date: date.slice(0, 10), nameEn: name, nameZh: chinese.get(date) ?? name }))
  })
}
