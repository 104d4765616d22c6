import type { Derivation } from '../../../contract/derivation.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Section } from '../document.ts'
import { count, grouped, number } from '../number-format.ts'
import type { ReportInput } from '../report-input.ts'

/** The exact commands that give the numbers of the report again. */
export function reproductionSection(input: ReportInput): Section {
  const { reading } = input.table
  const { view } = input
  const positive = reading.positive === null ? '' : ` --positive ${quoted(reading.positive)}`
  const negative = reading.negative === null ? '' : ` --negative ${quoted(reading.negative)}`
  const columns = `--label ${quoted(reading.label)} --score ${quoted(reading.score)}${positive}${negative} --orientation ${reading.orientation}`
  const costs = `--cost-fn ${view.costs.fn} --cost-fp ${view.costs.fp}`
  const grids = view.recommendation.grids.map((grid) => ` --grid ${grid.step}`).join('')
  const resampled = input.bootstrap === null ? '' : ` --bootstrap ${input.bootstrap.resamples} --seed ${input.bootstrap.seed}`
  const recorded = [...new Set(view.recorded.map((item) => item.recorded.value))].map((value) => ` --at ${value}`).join('')
  return {
    title: 'Reproduction',
    lead: 'Run in the evidence folder, with Countersign and the files named in the manifest.',
    placing: 'flow',
    blocks: [
      heading('1. Check that the table is the same'),
      { kind: 'code', lines: [`sha256sum ${quoted(reading.path)}`] },
      prose('It must print ', span(grouped(input.table.sha256), 'hash'), ' (without the spaces).'),
      heading('2. Compute the recommendation again'),
      { kind: 'code', lines: [`npx countersign recommend ${quoted(reading.path)} ${columns} ${costs}${grids}${recorded}${resampled} --json`] },
      heading('3. Read the folder again'),
      { kind: 'code', lines: ['npx countersign scan . --json', ...runCommand(input)] },
      heading('The query that read the rows'),
      { kind: 'code', lines: input.table.query.split('\n') },
    ],
  }
}

function runCommand(input: ReportInput): string[] {
  if (input.comparison === null) return []
  return [`npx countersign compare . --runs ${input.comparison.runs.map((run) => quoted(run.id)).join(' ')} --json`]
}

/** A word for a POSIX shell: as it stands where that is safe, else in single quotes. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** Every file that was hashed, with its whole hash. */
export function manifestSection(input: ReportInput): Section {
  const { scan } = input
  const stores = scan.stores.map((store) => row([
    lines([span(store.path, 'mono')], [span(grouped(store.sha256), 'hash')]),
    cell(store.kind === 'sqlite' ? 'database' : 'hash of its file hashes', 'quiet'),
  ]))
  const files = scan.files.map((file) => row([
    lines([span(file.path, 'mono')], [span(grouped(file.sha256), 'hash')]),
    cell(number(file.bytes)),
  ]))
  return {
    title: 'Evidence manifest',
    lead: `${count(scan.fileCount, 'file', 'files')} in ${input.folderName}; SHA-256 of each file that was used, in groups of four.`,
    placing: 'flow',
    blocks: [
      prose('SHA-256 of the folder, over the sorted lines “hash, two spaces, path” of all its files: ', span(grouped(scan.evidenceSha256), 'hash'), '.'),
      ...(stores.length === 0 ? [] : [heading('Tracking stores'), table([column('Store and SHA-256', 'left', 1), column('What is hashed', 'right')], stores)]),
      ...(files.length === 0 ? [] : [heading('Files'), table([column('File and SHA-256', 'left', 1), column('Bytes', 'right')], files)]),
    ],
  }
}

const terms: readonly (readonly [string, string])[] = [
  ['Threshold', 'The score from which a row is predicted positive.'],
  ['Default, good customer', 'The positive and the negative class of the label, whatever its values are called.'],
  ['False negative', 'A default that the threshold accepts. A false positive is a good customer that it refuses.'],
  ['Expected cost', 'cost FN × FN + cost FP × FP, in the unit of the costs, over the rows that were used.'],
  ['Against recommended', 'Cost of a threshold minus the least cost, on the same rows.'],
  ['Cannot be told apart', 'The paired difference of cost on the same rows has a 95\u202f% interval that holds 0.'],
  ['Theoretical threshold', 'cost FP / (cost FP + cost FN), for calibrated probabilities (Elkan, The Foundations of Cost-Sensitive Learning, 2001).'],
  ['F-beta', '(1 + β²) TP / ((1 + β²) TP + β² FN + FP).'],
  ['Area under the ROC curve', 'The share of pairs of a default and a good customer that the score puts in order; ties count half.'],
  ['Recorded threshold', 'A threshold in a metric, parameter, tag or file, or implied by a table of decisions.'],
  ['SHA-256', 'A number computed from all bytes of a file (FIPS 180-4). Equal numbers mean equal files.'],
]

/** Words and formulas. */
export function glossarySection(input: ReportInput): Section {
  const derivations = Object.entries(input.view.derivations).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
  return {
    title: 'Glossary and formulas',
    lead: 'The words of this report, and how its numbers were computed.',
    placing: 'flow',
    blocks: [
      table([column('Word'), column('Meaning', 'left', 1)], terms.map(([word, meaning]) => row([cell(word, 'strong'), cell(meaning)]))),
      ...derivationBlocks(derivations),
    ],
  }
}

function derivationBlocks(derivations: readonly Derivation[]): Block[] {
  if (derivations.length === 0) return []
  const rows = [...new Set(derivations.map((item) => item.rows))]
  const same = rows.length === 1
  return [
    heading('How each number was computed'),
    ...(same ? [prose(`Rows: ${rows.join('')}.`)] : []),
    table(
      [column('Number', 'left', 2), column('Formula', 'left', 5), ...(same ? [] : [column('Rows', 'left', 2)]), column('Ties', 'left', 3)],
      derivations.map((item) => row([
        cell(item.title, 'strong'), cell(item.formula), ...(same ? [] : [cell(item.rows)]),
        item.tieRule === null ? cell('none can occur', 'missing') : cell(item.tieRule),
      ])),
    ),
  ]
}
