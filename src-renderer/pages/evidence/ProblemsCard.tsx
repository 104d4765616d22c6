import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Card } from '../../components/Card.tsx'
import { PathText } from '../../components/PathText.tsx'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { formatCount } from '../../format/number.ts'

/** Paths shown of one kind of problem before the rest is folded away. */
const pathsShown = 2

/** The same thing wrong in several places is one entry with its places. */
function grouped(problems: readonly Problem[]): { problem: Problem; paths: string[] }[] {
  const groups = new Map<string, { problem: Problem; paths: string[] }>()
  for (const problem of problems) {
    const key = `${problem.message}\n${problem.action}`
    const group = groups.get(key) ?? { problem, paths: [] }
    if (problem.path !== null) group.paths.push(problem.path)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function Paths({ paths }: { paths: readonly string[] }) {
  const rest = paths.slice(pathsShown)
  return (
    <>
      {paths.slice(0, pathsShown).map((path) => (
        <PathText key={path} path={path} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="link">and {formatCount(rest.length)} more</summary>
          {rest.map((path) => (
            <PathText key={path} path={path} />
          ))}
        </details>
      )}
    </>
  )
}

/** What is wrong with the evidence and what to do about it; the rest stays usable. */
export function ProblemsCard({ problems }: { problems: readonly Problem[] }) {
  return (
    <Card
      title="Problems"
      aside={problems.length === 0 ? 'none' : `${formatCount(problems.length)} open`}
      className={problems.length === 0 ? '' : 'problems'}
    >
      {problems.length === 0 ? (
        <p className="calm">
          <IconCheck size={14} stroke={1.8} aria-hidden className="icon" /> Everything that was tried could be read.
        </p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-label="Problems of the evidence">
          <ol>
            {grouped(problems).map(({ problem, paths }) => (
              <li key={`${problem.message} ${problem.action}`}>
                <IconAlertTriangle size={14} stroke={1.7} aria-hidden className="icon" />
                <div>
                  <p className="what">{problem.message}</p>
                  <Paths paths={paths} />
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
