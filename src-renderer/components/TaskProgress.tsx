import { Button } from '@mantine/core'
import type { Progress } from '../../src-main/contract/progress.ts'
import { formatCount } from '../format/number.ts'
import './task-progress.css'

interface TaskProgressProps {
  /** What runs: "Exporting the report". */
  title: string
  progress: Progress | null
  onStop: () => void
}

/** How far a piece of work is, in its own place, with Stop. */
export function TaskProgress({ title, progress, onStop }: TaskProgressProps) {
  const share = progress === null || progress.total === null || progress.total === 0 ? null : progress.done / progress.total
  return (
    <div className="task-progress" role="status">
      <progress aria-label={title} max={1} {...(share === null ? {} : { value: share })} />
      <p>{progressWords(title, progress)}</p>
      <Button size="xs" variant="default" onClick={onStop}>
        Stop
      </Button>
    </div>
  )
}

function progressWords(title: string, progress: Progress | null): string {
  if (progress === null) return title
  const { stage, done, total, unit } = progress
  return total === null
    ? `${stage}: ${formatCount(done)} ${unit}`
    : `${stage}: ${formatCount(done)} of ${formatCount(total)} ${unit}`
}
