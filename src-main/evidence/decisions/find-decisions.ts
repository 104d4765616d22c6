import type { ScannedDecisions } from '../../contract/scan.ts'
import { examineTable } from '../predictions/examine-table.ts'
import type { ExamineOptions } from '../predictions/examine-table.ts'

/** The decisions in a file that a single cut of a score explains; see `examineTable`. */
export async function findDecisions(file: string, options: ExamineOptions = {}): Promise<ScannedDecisions[]> {
  return (await examineTable(file, options)).decisions
}
