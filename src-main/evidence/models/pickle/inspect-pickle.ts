import path from 'node:path'
import type { Problem } from '../../../contract/problem.ts'
import { corrupt } from '../model-facts.ts'
import type { ModelFacts } from '../model-facts.ts'
import { callablesOf } from './dangerous-callables.ts'
import { describePickle } from './describe-pickle.ts'
import { isRecord } from './pickle-value.ts'
import { readPickle } from './read-pickle.ts'

/** Whether the bytes, which no signature tells, are one whole pickle of something other than a plain value. */
export function isWholePickle(bytes: Buffer): boolean {
  // A pickle ends with STOP; most files that are none are told by that, or within a few opcodes.
  if (bytes.at(-1) !== 0x2e) return false
  const { root, broken, trailing } = readPickle(bytes)
  return broken === null && trailing === 0 && isRecord(root)
}

/** Describes a pickle, also one of joblib, and says what unpickling would have called. */
export function inspectPickle(filePath: string, bytes: Buffer): ModelFacts {
  const { root, broken, trailing, protocol, imports } = readPickle(bytes)
  const { facts, holds } = describePickle(root, path.basename(filePath))
  const callables = callablesOf(imports)
  const problems: Problem[] = []
  if (broken !== null) problems.push(corrupt(filePath, broken))
  else if (facts.className === null) {
    problems.push({
      kind: 'not-stated',
      path: filePath,
      message: `This pickle holds ${holds}, not a model.`,
      action: 'Nothing to do, unless it should be the model.',
    })
  }
  if (trailing > 0) {
    problems.push({
      kind: 'file-corrupt',
      path: filePath,
      message: `${trailing} bytes follow the end of the pickle; they were not read.`,
      action: 'Check that the file is the model and nothing else.',
    })
  }
  const dangerous = callables.filter((callable) => callable.dangerous).map((callable) => callable.name)
  if (dangerous.length > 0) {
    const named = dangerous.slice(0, 5).join(', ') + (dangerous.length > 5 ? ` and ${dangerous.length - 5} more` : '')
    problems.push({
      kind: 'runs-code',
      path: filePath,
      message: `Loading this pickle in Python would use ${named}, by which it can run commands or code. Nothing of it was run here.`,
      action: 'Do not load it; ask who made it what that is for.',
    })
  }
  const joblib = imports.some(({ global }) => global.module.startsWith('joblib.numpy_pickle')) || /\.joblib(?:\.|$)/i.test(filePath)
  return { ...facts, format: joblib ? 'joblib' : 'pickle', formatVersion: `protocol ${protocol}`, callables, problems: [...facts.problems, ...problems] }
}
