const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

/** "23 Nov 2026", from milliseconds since 1970; the day in UTC, as every date of the app. */
export function formatDay(milliseconds: number): string {
  return day.format(milliseconds).replace('Sept', 'Sep')
}

/** "23 Nov 2026, 09:14 UTC". */
export function formatMoment(milliseconds: number): string {
  return `${formatDay(milliseconds)}, ${time.format(milliseconds)} UTC`
}
