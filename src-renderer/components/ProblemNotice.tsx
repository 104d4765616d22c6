import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../src-main/contract/problem.ts'
import './problem-notice.css'

/** An error in the place of the thing that failed: the file, what is wrong, what to do. */
export function ProblemNotice({ problem, children }: { problem: Problem; children?: ReactNode }) {
  return (
    <div className="problem-notice" role="alert">
      <IconAlertTriangle className="icon" size={16} stroke={1.7} aria-hidden />
      <div>
        {problem.path !== null && <p className="mono">{problem.path}</p>}
        <p className="what">{problem.message}</p>
        <p className="secondary">{problem.action}</p>
        {children !== undefined && <div className="actions">{children}</div>}
      </div>
    </div>
  )
}
