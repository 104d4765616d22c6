import type { OwnNames } from '../../contract/own-names.ts'
import { isScoreName, kindOfName } from '../../domain/inventory/name-kinds.ts'
import { numberSource, printedNumber } from './printed-number.ts'
import type { LineMention } from './line-mention.ts'

const nameSource = String.raw`[A-Za-z_À-ɏ][\w.\-À-ɏ]{0,80}`
/** Not within a longer number, a range or a version. */
const endSource = String.raw`(?![\w.]|,\d|\s*[-–:]\s*\d)`
const percentSource = String.raw`(?:\s?%)?`

/** `name: 1`, `"name": 1`, `name = 1`, `name <- 1`, `name: float = 1`, `NAME="1"`, `kwargs["name"] = 1`. */
const pair = new RegExp(
  String.raw`(?<![\w.\-À-ɏ])(${nameSource})["']?\]?\s*` +
    String.raw`(?::\s*[A-Za-z_][\w.]{0,30}(?:\[[\w., ]{0,30}\])?\s*=|:=|=>|<-|=(?![=])|:)` +
    String.raw`\s*["']?(${numberSource}${percentSource})${endSource}`,
  'g',
)
/** `log_metric("name", 1)`, `config.get("name", 1)`: a quoted name, then its value. */
const argument = new RegExp(String.raw`["'](${nameSource})["']\s*,\s*["']?(${numberSource}${percentSource})${endSource}`, 'g')
/** `proba[:, 1] >= 0.48` */
const comparison = new RegExp(
  String.raw`(?<![\w.\-])(${nameSource})(?:\([^()]{0,60}\))?(?:\[[^\][]{0,40}\])?\)?\s*>=?\s*(${numberSource})${endSource}`,
  'g',
)

/** Names with their values in a line of configuration or code; `own` are names beside those that are known. */
export function pairMentions(line: string, own: OwnNames): LineMention[] {
  const found: LineMention[] = []
  for (const pattern of [pair, argument]) {
    for (const [, name = '', printed = ''] of line.matchAll(pattern)) {
      const last = name.slice(name.lastIndexOf('.') + 1)
      const kind = kindOfName(last, own)
      const number = kind === null ? null : printedNumber(printed, kind)
      if (kind !== null && number !== null) found.push({ kind, name: last, ...number })
    }
  }
  return found
}

/** Scores compared with a constant in a line of code: a threshold written into the program. */
export function comparisonMentions(line: string): LineMention[] {
  const found: LineMention[] = []
  for (const [, name = '', printed = ''] of line.matchAll(comparison)) {
    const number = isScoreName(name) ? printedNumber(printed, 'threshold') : null
    if (number !== null && number.value > 0 && number.value < 1) found.push({ kind: 'threshold', name, ...number })
  }
  return found
}
