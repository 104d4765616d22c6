import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { PathText } from '../../components/PathText.tsx'
import { formatCount } from '../../format/number.ts'
import { Card } from '../../components/Card.tsx'

/** What is wrong with the evidence and what to do about it; the rest stays usable. */
export function ProblemsCard({ problems }: { problems: readonly Problem[] }) {
  return (
    <Card title="Problems" aside={problems.length === 0 ? 'none' : `${formatCount(problems.length)} open`} className={problems.length === 0 ? '' : 'problems'}>
      {problems.length === 0 ? (
        <p className="calm">
          <IconCheck size={14} stroke={1.8} aria-hidden className="icon" /> Everything that was tried could be read.
        </p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-label="Problems of the evidence">
          <ol>
            {problems.map((problem) => (
              <li key={`${problem.path ?? ''} ${problem.message}`}>
                <IconAlertTriangle size={14} stroke={1.7} aria-hidden className="icon" />
                <div>
                  {problem.path !== null && (
                    <p>
                      <PathText path={problem.path} />
                    </p>
                  )}
                  <p className="what">{problem.message}</p>
                  <p className="secondary">{problem.action}</p>
                </div>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Card>
  )
}
