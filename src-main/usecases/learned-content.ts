import { open } from 'node:fs/promises'
import type { Problem } from '../contract/problem.ts'
import type { LearnedContent, RunFacts } from '../domain/comparison/run-facts.ts'
import { fileProblem, throwIfStopped } from '../evidence/folder/folder-problem.ts'
import type { EvidenceFolder } from '../evidence/mlflow/gather-run-facts.ts'
import { inspectModelApart } from '../evidence/models/inspect-apart.ts'

const headBytes = 256
/** A run that kept more model files than this kept no one model. */
const mostFiles = 20

/** The runs with what their model files have learned. Files are inspected as bytes, never loaded. */
export async function withLearnedContent(
  runs: readonly RunFacts[],
  folder: EvidenceFolder,
  problems: Problem[],
  signal?: AbortSignal,
): Promise<RunFacts[]> {
  // Only where every run kept a model file can what they have learned be compared.
  if (runs.some((run) => run.modelFiles.length === 0 || run.modelFiles.length > mostFiles)) return [...runs]
  const known = new Map<string, Awaited<ReturnType<typeof inspectModelApart>>['learnedContent']>()
  const learned: RunFacts[] = []
  for (const run of runs) {
    const contents: { kind: LearnedContent['kind']; sha256: string; file: string }[] = []
    for (const { file, sha256 } of run.modelFiles) {
      throwIfStopped(signal)
      const found = folder.files.get(file)
      if (found === undefined) continue
      try {
        if (!known.has(sha256)) {
          const model = await inspectModelApart({ path: file, absolute: found.absolute, bytes: found.bytes, sha256, head: await headOf(found.absolute) }, signal)
          known.set(sha256, model.learnedContent)
        }
      } catch (error) {
        throwIfStopped(signal)
        problems.push(fileProblem(file, error))
      }
      const content = known.get(sha256) ?? null
      if (content !== null) contents.push({ ...content, file })
    }
    learned.push({ ...run, learned: together(contents) })
  }
  return learned
}

/** What the files of one run have learned; null where none says, or where they hold several models of different kinds. */
function together(contents: readonly { kind: LearnedContent['kind']; sha256: string; file: string }[]): LearnedContent | null {
  const [first] = contents
  if (first === undefined || contents.some(({ kind }) => kind !== first.kind)) return null
  const digests = [...new Set(contents.map(({ sha256 }) => sha256))].sort()
  return { kind: first.kind, digests, source: contents.map(({ file }) => file).join(', ') }
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
