import type { Progress } from '../../src-main/contract/progress.ts'
import { formatCount } from './number.ts'

/** How far work is, in words: the stage under way with its counts where there are any; the title until a stage is known. */
export function progressWords(title: string, progress: Progress | null): string {
  if (progress === null) return title
  const { stage, done, total, unit } = progress
  if (total !== null) return `${stage}: ${formatCount(done)} of ${formatCount(total)} ${unit}`
  return done === 0 ? stage : `${stage}: ${formatCount(done)} ${unit}`
}
