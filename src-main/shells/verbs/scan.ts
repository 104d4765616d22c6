import { resolve } from 'node:path'
import type { Scan, ScannedPredictions } from '../../contract/scan.ts'
import { problemLine } from '../../contract/problem.ts'
import { scanFolder } from '../../usecases/scan.ts'
import { namesFile } from '../data-folder.ts'
import { malformedCells } from './malformed-rows.ts'
import { integer, plainTable, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import type { Verb } from './verb.ts'

const usage = 'scan DIR [--json]'

/** Lists the evidence of a folder. */
export const scanVerb: Verb = {
  usage,
  summary: 'List the evidence in a folder: stores, tables, decisions, models, recorded thresholds',
  async run(args, options) {
    const { positionals } = readArguments(args, { usage, kinds: { json: 'flag' }, positionals: 1 })
    const scan = await scanFolder(resolve(positionals[0] ?? ''), { ...options, namesFile: namesFile() })
    return { json: scan, text: describe(scan) }
  },
}

function describe(scan: Scan): string {
  const problems = [...scan.problems, ...scan.stores.flatMap((store) => store.problems), ...scan.models.flatMap((model) => model.problems)]
  return sections([
    ['', `${integer(scan.fileCount)} files, evidence SHA-256 ${scan.evidenceSha256}`],
    [
      'Recorded thresholds, likeliest first',
      table(['value', 'source'], scan.thresholds.map(({ printed, source }) => [printed, source])),
    ],
    [
      'Tracking stores',
      table(
        ['path', 'kind', 'revision', 'experiments', 'runs', 'registered models'],
        scan.stores.map((store) => [
          store.path,
          store.kind,
          store.schemaRevision ?? 'none',
          `${integer(store.experiments.active)} + ${integer(store.experiments.deleted)} deleted`,
          `${integer(store.runs.active)} + ${integer(store.runs.deleted)} deleted`,
          integer(store.registeredModels),
        ]),
      ),
    ],
    [
      'Registered models',
      table(
        ['store', 'model', 'version', 'stage', 'aliases', 'source run'],
        scan.stores.flatMap(({ path, registry = [] }) =>
          registry.flatMap(({ name, versions }) =>
            versions.length === 0
              ? [[path, name, 'none', '', '', '']]
              : versions.map(({ version, stage, aliases, run }) => [path, name, version, stage ?? 'none', aliases.join(', '), run?.id ?? 'none']),
          ),
        ),
      ),
    ],
    [
      'Prediction tables',
      table(
        ['path', 'rows', 'label', 'score', 'positives'],
        scan.predictions.flatMap(({ path, rows, candidates }) =>
          candidates.map(({ label, score, positives }) => [path, integer(rows), label, score, integer(positives)]),
        ),
      ),
    ],
    [
      'Malformed rows, left out',
      table(
        ['path', 'cause', 'rows', 'lines'],
        malformedTables(scan).flatMap(({ path, malformed }) => malformedCells(malformed).map((cells) => [path, ...cells])),
      ),
    ],
    [
      'Decision tables',
      table(
        ['path', 'score', 'decision', 'implied threshold'],
        scan.decisions.map(({ path, score, decision, impliedThreshold: { above, atMost } }) => [
          path,
          score,
          decision,
          `above ${above ?? 'nothing'}, at most ${atMost ?? 'anything'}`,
        ]),
      ),
    ],
    [
      'Models',
      table(
        ['path', 'format', 'class', 'features', 'SHA-256'],
        scan.models.map(({ path, format, className, features, sha256 }) => [
          path,
          format,
          className ?? 'unknown',
          features === null ? 'unknown' : integer(features),
          sha256,
        ]),
      ),
    ],
    [
      'Mentions',
      table(
        ['where', 'kind', 'name', 'value'],
        [
          ...scan.mentions.map(({ path, line, kind, name, printed }) => [`${path}:${line}`, kind, name, printed]),
          ...(scan.runMentions ?? []).map(({ source, kind, name, printed }) => [source, kind, name, printed]),
        ],
      ),
    ],
    ['Problems', problems.map(problemLine).join('\n')],
  ])
}

/** Each table with malformed rows once, though it may hold labels and decisions. */
function malformedTables({ predictions, decisions }: Scan): Pick<ScannedPredictions, 'path' | 'malformed'>[] {
  return [...new Map([...predictions, ...decisions].map((found) => [found.path, found])).values()]
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : plainTable(header, rows)
}
