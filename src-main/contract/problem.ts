import { z } from 'zod'

/**
 * What went wrong, as data. `path` is relative to the evidence folder where it lies inside it.
 * `message` names what is wrong, `action` what the user can do about it.
 */
export const problemKinds = [
  'folder-missing',
  'folder-unreadable',
  'file-missing',
  'file-unreadable',
  'file-empty',
  'file-corrupt',
  'store-unreadable',
  'store-partly-unreadable',
  'column-missing',
  'label-not-binary',
  'positive-ambiguous',
  'one-class-only',
  'no-usable-row',
  'orientation-contradicted',
  'cost-invalid',
  'run-missing',
  'not-stated',
  'too-large',
  'artifact-missing',
  'runs-code',
  'misnamed',
  'inside-evidence',
  'skipped',
  'write-refused',
  'disk-full',
  /** A rule of the review forbids it. */
  'not-allowed',
  /** A file was shortened, replaced or continued apart from the copy that was seen before. */
  'review-diverged',
  'stopped',
  'usage',
] as const

export const problemSchema = z.object({
  kind: z.enum(problemKinds),
  path: z.string().nullable(),
  message: z.string(),
  action: z.string(),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemKind = Problem['kind']

/** An expected failure: bad input, a missing file, a full disk. Anything else that is thrown is a defect. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problemLine(problem), options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** One line for a terminal or a log: the file, what is wrong, what to do. */
export function problemLine(problem: Problem): string {
  const where = problem.path === null ? '' : `${problem.path}: `
  return `${where}${problem.message} ${problem.action}`.replace(/[\r\n\u0000-\u001f]+/g, ' ').trim()
}
