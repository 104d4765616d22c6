import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { useWork } from '../../app/use-work.ts'
import { Card } from '../../components/Card.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'

/** Writes the demo workspace where the app keeps its own files, and opens it. */
export function DemoCard() {
  const { engine } = useCase()
  const work = useWork()
  const openFolder = useOpenFolder()
  const [writing, setWriting] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const openDemo = () => {
    const controller = new AbortController()
    running.current = controller
    setWriting(true)
    setProblem(null)
    work('Writing the demo', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.folders.demo(undefined, { signal }), onProgress),
    )
      .then(
        (result) => {
          if (result !== null) openFolder(result.folder)
        },
        (error: unknown) => setProblem(problemOf(error)),
      )
      .finally(() => setWriting(false))
  }

  return (
    <Card title="The demo">
      <p className="secondary">
        A made-up credit case: two runs, one with a recorded threshold of 0.338, and 307,511 scored applicants for whom
        0.48 is cheaper.
      </p>
      <div className="demo-action">
        <Button variant="default" disabled={writing} onClick={openDemo}>
          {writing ? 'Writing the demo' : 'Open the demo'}
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </Card>
  )
}
