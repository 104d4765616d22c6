import type { ModelInspection, ModelThreshold } from '../../contract/model.ts'
import type { Mention, RecordedThreshold, ScannedDecisions } from '../../contract/scan.ts'
import { recordedInterval } from '../threshold/recorded-interval.ts'
import type { ThresholdCandidate } from './rank-thresholds.ts'

/** Up to three words before "threshold" in a line: they qualify it, the rest of a sentence needn't be about it. */
const wordsBefore = /(?:[\p{L}\p{N}][\p{L}\p{N}_'-]*[ \t]+){0,3}(?:threshold|seuil|cut-?off)/giu

/** A threshold in the text of a file; `decimal` is its printed number with a point, `enclosing` the keys around it. */
export function mentionCandidate(mention: Mention, decimal: string, enclosing: readonly string[]): ThresholdCandidate {
  const { path, line, name, value, text, sha256 } = mention
  return {
    recorded: {
      value,
      source: `${path}:${line} ${name}`,
      origin: 'mention',
      path,
      line,
      run: null,
      printed: decimal,
      interval: intervalOf(decimal, value),
      sha256,
    },
    name,
    enclosing,
    context: [path, ...(text.match(wordsBefore) ?? [])],
  }
}

/** The cut that decisions imply: its value is the score nearest to it that was decided positive. */
export function decisionsCandidate(decisions: ScannedDecisions): ThresholdCandidate | null {
  const { path, score, decision, sha256 } = decisions
  const { above, atMost } = decisions.impliedThreshold
  const value = decisions.orientation === 'low' ? (above ?? atMost) : (atMost ?? above)
  if (value === null) return null
  return {
    recorded: {
      value,
      source: `decisions ${decision} by ${score} in ${path}`,
      origin: 'decisions',
      path,
      line: null,
      run: null,
      printed: String(value),
      interval: [above, atMost],
      sha256,
    },
    name: decision,
    enclosing: [],
    context: [path],
  }
}

/** A number inside a model file that is named like a threshold. */
export function modelCandidate({ path, sha256 }: Pick<ModelInspection, 'path' | 'sha256'>, threshold: ModelThreshold): ThresholdCandidate {
  const { name, value, printed } = threshold
  const last = name.lastIndexOf('.')
  return {
    recorded: {
      value,
      source: name === '' ? `model file ${path}` : `model file ${path}, ${name}`,
      origin: 'model',
      path,
      line: null,
      run: null,
      printed,
      interval: intervalOf(printed, value),
      sha256,
    },
    name: name.slice(last + 1),
    enclosing: last < 0 ? [] : name.slice(0, last).split('.'),
    context: [path],
  }
}

/** A threshold in a metric, a parameter or a tag of a run, whose `source` ends with its key. */
export function runCandidate(recorded: Omit<RecordedThreshold, 'interval'>): ThresholdCandidate {
  const marker = `, ${recorded.origin} `
  const at = recorded.source.lastIndexOf(marker)
  return {
    recorded: { ...recorded, interval: intervalOf(recorded.printed, recorded.value) },
    name: at < 0 ? '' : recorded.source.slice(at + marker.length),
    enclosing: [],
    context: [],
  }
}

function intervalOf(decimal: string, value: number): [number, number] {
  // A store may hold a number in a form that isn't a plain decimal, such as 1_000 or 0x1; it stands for itself.
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(decimal) ? recordedInterval(decimal) : [value, value]
}
