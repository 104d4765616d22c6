import { ProblemError } from '../../contract/problem.ts'
import type { ProblemKind } from '../../contract/problem.ts'

/** Makes the ProblemErrors of one table, so that each names the path that the user knows. */
export type TableProblem = (kind: ProblemKind, message: string, action: string, cause?: unknown) => ProblemError

/** See {@link TableProblem}; `path` is how the user named the table. */
export function tableProblems(path: string): TableProblem {
  return (kind, message, action, cause) =>
    new ProblemError({ kind, path, message, action }, cause === undefined ? undefined : { cause })
}

/** The reading was stopped by its AbortSignal. */
export function stopped(problem: TableProblem): ProblemError {
  return problem('stopped', 'Reading was stopped.', 'Nothing was changed; start again when you like.')
}

/** What the file system says when a path can't be used, as a problem; null for anything else. */
export function fileSystemProblem(error: unknown, problem: TableProblem): ProblemError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return problem('file-missing', 'There is no such file.', 'Check the path, or scan the folder again.', error)
    case 'EACCES':
    case 'EPERM':
      return problem('file-unreadable', 'You have no permission to read this file.', 'Ask its owner for read access.', error)
    case 'EISDIR':
      return notAFile(problem)
    case 'EBUSY':
    case 'EIO':
    case 'EMFILE':
      return problem('file-unreadable', `The system can't read this file now (${code}).`, 'Close other programs that use it and try again.', error)
    default:
      return null
  }
}

/** A folder, a pipe or a device was named where a file is needed. */
export function notAFile(problem: TableProblem): ProblemError {
  return problem('file-unreadable', 'This is not a file.', 'Name a Parquet, CSV, TSV or JSON lines file.')
}

/** Turns what DuckDB says about a file that it can't read into a problem; null where it isn't about the file. */
export function databaseProblem(error: unknown, problem: TableProblem): ProblemError | null {
  if (!(error instanceof Error)) return null
  const text = error.message
  const corrupt = (message: string, action: string) => problem('file-corrupt', message, action, error)
  const csvLine = /CSV Error on Line: (\d+)/.exec(text)?.[1]
  if (csvLine !== undefined) {
    if (text.includes('not utf-8 encoded')) {
      return corrupt(`Line ${csvLine} is not UTF-8 text.`, 'Save the file as UTF-8 and try again.')
    }
    const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text)
    if (columns !== null) {
      return corrupt(
        `Line ${csvLine} holds another number of values (${columns[2] ?? '?'}) than the header has columns (${columns[1] ?? '?'}).`,
        'Correct that line, or export the table again.',
      )
    }
    if (text.includes('unterminated quote')) {
      return corrupt(`A quote in line ${csvLine} is not closed.`, 'Correct that line, or export the table again.')
    }
    return corrupt(`Line ${csvLine} can't be read as CSV.`, 'Correct that line, or export the table again.')
  }
  if (text.includes('Parallel CSV Reader')) {
    return corrupt('A line of the file is too long to be a row.', 'Export the table again.')
  }
  if (text.includes('CSV Parser state machine')) {
    return corrupt('The lines of the file end in different ways, or its quotes don\'t match.', 'Export the table again with one kind of line end.')
  }
  if (/Malformed JSON|JSON transform error/.test(text)) {
    const line = /in line (\d+)/.exec(text)?.[1]
    return corrupt(
      line === undefined ? 'The file is not valid JSON lines.' : `Line ${line} is not a JSON object.`,
      'Write one JSON object per line.',
    )
  }
  if (/Out of Memory|could not allocate/i.test(text)) {
    return problem('too-large', 'The table needs more memory than there is.', 'Keep only the label and score columns, as Parquet.', error)
  }
  if (/No magic bytes|too small to be a Parquet|[Pp]arquet|decompress|[Tt]hrift|Invalid Input Error|IO Error|Serialization|Conversion Error/.test(text)) {
    return corrupt(`The file can't be read: ${firstLine(text)}`, 'Export the table again, or restore it from a copy.')
  }
  return null
}

function firstLine(text: string): string {
  const line = (text.split('\n')[0] ?? '').replace(/^[A-Z][A-Za-z ]*Error: /, '').replace(/ ?(in )?(the )?(File|file) '[^']*'/, '').trim()
  return /[.!?]$/.test(line) ? line : `${line}.`
}
