import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { stated, writeEvidenceFolder } from './evidence-folder.ts'

/** What `writeTablesFolder` leaves beside the folder of `writeEvidenceFolder`. */
export const left = {
  table: 'tables/rückzahlung.csv',
  /** Its labels, in Windows-1252; nothing in them says which is the positive class. */
  labels: ['zurückgezahlt', 'gekündigt'],
  label: 'default_status',
  score: 'default_probability',
  rows: 400,
  /** Lines of the file, counted from 1, whose score is no number. */
  badLines: [5, 118, 301],
  decisions: 'tables/refused.csv',
  /** The highest points that were refused, and the lowest that were not. */
  refused: [509, 520],
  model: 'models/hostile.pkl',
  /** What loading the model in Python would call. */
  callable: 'system',
  losses: [0.9, 0.5, 0.25, 0.125],
} as const

/** The rows of the table as they stand in the file, without its head: the labels differ in their mean score. */
export function tableLines(): { label: string; score: string; bad: boolean }[] {
  return Array.from({ length: left.rows }, (_, index) => {
    const positive = index % 5 === 0
    const score = ((index * 37) % 600) / 1000 + (positive ? 0.35 : 0.01)
    const bad = left.badLines.some((line) => line === index + 2)
    return { label: left.labels[positive ? 1 : 0] ?? '', score: bad ? 'k.A.' : score.toFixed(4).replace('.', ','), bad }
  })
}

/** A folder with a Windows-1252 table of decimal commas, decisions up to a score, and a hostile pickle. */
export async function writeTablesFolder(): Promise<string> {
  const folder = await writeEvidenceFolder()
  for (const name of ['tables', 'models']) await mkdir(path.join(folder, name))
  const lines = tableLines().map(({ label, score }) => `${label};${score}`)
  // Every letter used here has the same code in Latin-1 and in Windows-1252.
  await writeFile(path.join(folder, left.table), Buffer.from(`${left.label};${left.score}\r\n${lines.join('\r\n')}\r\n`, 'latin1'))
  const points = Array.from({ length: 60 }, (_, index) => 300 + index * 11)
  await writeFile(path.join(folder, left.decisions), `score,decision\n${points.map((score) => `${score},${score <= left.refused[0] ? 1 : 0}`).join('\n')}\n`)
  await writeFile(path.join(folder, left.model), "cposix\nsystem\n(S'echo <b>harm</b>'\ntR.")
  addHistory(path.join(folder, 'mlflow.db'))
  return folder
}

/** Four points of `loss` for the first run, and a last value of both runs that differs by a ten thousandth. */
function addHistory(file: string): void {
  const database = new DatabaseSync(file)
  const [first, , third] = stated.runs
  const point = database.prepare("INSERT INTO metrics VALUES ('loss', ?, ?, ?, ?, 0)")
  const latest = database.prepare("INSERT INTO latest_metrics VALUES ('loss', ?, ?, ?, 0, ?)")
  for (const [step, value] of left.losses.entries()) point.run(value, 1764000000000 + step, first.id, step)
  point.run(0.1251, 1764000000000, third.id, 3)
  latest.run(0.125, 1764000000003, 3, first.id)
  latest.run(0.1251, 1764000000000, 3, third.id)
  database.close()
}
