import type { Mention, Scan, ScannedPredictions } from '../../src-main/contract/scan.ts'

/** A hash for tests: 64 times one digit. */
export function hashOf(digit: string): string {
  return digit.repeat(64)
}

/** A scan of an empty folder, with the given parts in place. */
export function scanWith(parts: Partial<Scan> = {}): Scan {
  return {
    stores: [],
    predictions: [],
    decisions: [],
    models: [],
    mentions: [],
    thresholds: [],
    files: [],
    evidenceSha256: hashOf('9'),
    fileCount: 0,
    problems: [],
    ...parts,
  }
}

/** A table of `rows` rows, a tenth of them positive, with one pair of label and score; none where `pairs` is 0. */
export function tableWith(path: string, rows: number, pairs = 1): ScannedPredictions {
  const candidate = {
    label: 'defaulted',
    score: 'pd',
    positives: rows / 10,
    positive: '1',
    negative: '0',
    scoreRange: [0, 1] as [number, number],
    reason: 'defaulted holds 0 and 1.',
  }
  return { path, rows, sha256: hashOf('a'), columns: [], candidates: Array.from({ length: pairs }, () => candidate) }
}

/** A mention of `name` with `value` in `path`. */
export function mentionOf(path: string, line: number, kind: Mention['kind'], name: string, value: string): Mention {
  return { path, line, kind, name, value: Number(value), printed: value, text: `${name}: ${value}`, sha256: hashOf('b') }
}
