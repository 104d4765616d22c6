import type { ComparisonOptions, ComparisonRow } from '../../contract/comparison.ts'

export type IgnoreList = NonNullable<ComparisonOptions['ignore']>
type Preset = IgnoreList['presets'][number]

/** MLflow's own tags that say something about how a model came to be; its others are bookkeeping. */
const tellingTags: readonly string[] = ['mlflow.note.content', 'mlflow.source.git.commit', 'mlflow.source.name']

/** What each preset leaves out. Values of these keys differ between any two runs and say nothing about their models. */
export const presetPatterns: Readonly<Record<Preset, readonly string[]>> = {
  times: ['Ended', 'Started', '*_time', '*_timestamp', 'timestamp', 'created_at', 'date', 'datetime', '*_date', 'duration*', '*_duration', '*_seconds', 'elapsed*'],
  'system-tags': ['mlflow.*'],
  paths: ['*_path', '*_dir', '*_file', '*_uri', '*_url', 'path', 'output_dir', 'working_dir', '*_folder'],
  'random-ids': ['run_id', '*_run_id', '*_uuid', 'uuid', 'session_id', 'USI', 'job_id', 'pid', 'hostname', '*_host'],
}

/** Splits rows into those to show and the keys, sorted, that the list leaves out. */
export function withoutIgnored<Row extends Pick<ComparisonRow, 'section' | 'key'>>(
  rows: readonly Row[],
  list: IgnoreList,
): { shown: Row[]; ignored: string[] } {
  const own = list.keys.map(matcher)
  const presets = list.presets.map((preset) => ({ preset, fits: presetPatterns[preset].map(matcher) }))
  const shown: Row[] = []
  const ignored = new Set<string>()
  for (const row of rows) {
    if (own.some((fits) => fits(row.key)) || presets.some(({ preset, fits }) => applies(preset, row) && fits.some((fit) => fit(row.key)))) {
      ignored.add(row.key)
    } else shown.push(row)
  }
  return { shown, ignored: [...ignored].sort() }
}

function applies(preset: Preset, { section, key }: Pick<ComparisonRow, 'section' | 'key'>): boolean {
  if (preset === 'system-tags') return (section === 'system-tags' || section === 'experiment-tags') && !tellingTags.includes(key)
  if (section === 'identity') return preset === 'times' && (key === 'Ended' || key === 'Started')
  return section === 'metrics' || section === 'parameters' || section === 'tags'
}

/** "*" stands for any text; upper and lower case are one. */
function matcher(pattern: string): (key: string) => boolean {
  const parts = pattern.toLowerCase().split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  return (key) => {
    const text = key.toLowerCase()
    if (last === undefined) return text === first
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false
    let at = first.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return at <= text.length - last.length
  }
}
