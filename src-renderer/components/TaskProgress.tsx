import { Button } from '@mantine/core'
import type { Progress } from '../../src-main/contract/progress.ts'
import { progressWords } from '../format/progress-words.ts'
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
