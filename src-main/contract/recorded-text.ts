import type { RecordedThreshold } from './scan.ts'

/** Decisions that leave their threshold open by more than this are named by the lowest score they flag. */
const narrow = 5e-5

/** Longer than this, a value is a whole double, and its first digits name it better. */
const longestDigits = 10

/**
 * The one name of a recorded threshold on screens and in the report: what is printed, cut with "…" where it is a
 * whole double; for decisions that fix their threshold closely, the shortest decimal that gives exactly them.
 */
export function recordedText({
  origin,
  printed,
  interval: [low, high],
}: Pick<RecordedThreshold, 'origin' | 'printed' | 'interval'>): string {
  const fixed = origin === 'decisions' && low !== null && high !== null && high - low <= narrow
  const digits = (fixed ? shortestDecimal(low, high, 'high') : null) ?? printed
  return cutText(digits)
}

/** The name of a threshold that was given as a number: the shortest text of it, cut with "…" likewise. */
export function givenText(threshold: number): string {
  return cutText(String(threshold))
}

function cutText(digits: string): string {
  return digits.length <= longestDigits ? digits : `${digits.slice(0, longestDigits)}…`
}

/**
 * The decimal with the fewest digits after the point in an interval of finite ends, and of those the one nearest
 * to its closed end: 0.33827 for (0.33826157532995615, 0.33827299664429217]. Null where 17 digits are not enough.
 */
export function shortestDecimal(low: number, high: number, closed: 'low' | 'high'): string | null {
  for (let digits = 0; digits <= 17; digits += 1) {
    const end = closed === 'high' ? high : low
    const power = 10 ** digits
    const steps = closed === 'high' ? Math.floor(end * power) : Math.ceil(end * power)
    for (const candidate of [steps, closed === 'high' ? steps - 1 : steps + 1]) {
      const text = (candidate / power).toFixed(digits)
      const value = Number(text)
      if (closed === 'high' ? value > low && value <= high : value >= low && value < high) return text
    }
  }
  return null
}
